/** Values of results as they appear in tables: the words, what qualifies them, and the laboratory's own limit and verdict. */
import type { ComponentChildren } from 'preact';
import type { ResultView } from '../../store/views.ts';
import { type Sayable, sayAmount, sayBasis, sayInOneLine, sayPrintedLimit, withUnit } from './amount.ts';
import { Term } from './glossary-link.tsx';
import type { Column } from './table.tsx';

/** The place on the certificate where a value is printed. */
export function boxOf(result: Pick<ResultView, 'certificate' | 'id'>): string {
  return `/certificates/${result.certificate}#r-${result.id}`;
}

export function Amount({ result, href, label }: { result: Sayable; href?: string | undefined; label?: string | undefined }) {
  const { text, note, nature } = sayAmount(result);
  const words = <span class={`amount__text amount__text--${nature}`}>{text}</span>;
  const basis = nature === 'measured' || nature === 'bounded' ? sayBasis(result.basis) : null;
  return (
    <span class="amount">
      {href === undefined ? (
        words
      ) : (
        <a
          href={href}
          class="amount__link"
          aria-label={label === undefined ? undefined : `${label}: ${sayInOneLine(result)}, where it is printed`}
        >
          {words}
        </a>
      )}
      {note !== null && <span class="amount__note">({note})</span>}
      {basis !== null && <span class="amount__note">{basis}</span>}
    </span>
  );
}

/** LOD and LOQ: what the laboratory could see. As printed, where they could not be brought to the unit of the result. */
export function SightLimits({ result }: { result: Pick<ResultView, 'printed' | 'lod' | 'loq' | 'unit'> }) {
  const lod = result.lod === null ? result.printed.lod : withUnit(result.lod, result);
  const loq = result.loq === null ? result.printed.loq : withUnit(result.loq, result);
  return lod === null && loq === null ? <span class="quiet">not printed</span> : <Limits lod={lod} loq={loq} />;
}

/** Whichever is there, with its name. */
export function Limits({ lod, loq }: { lod: ComponentChildren; loq: ComponentChildren }) {
  return (
    <span class="limits">
      {lod !== null && (
        <span>
          <abbr title="limit of detection">LOD</abbr> {lod}
        </span>
      )}
      {loq !== null && (
        <span>
          <abbr title="limit of quantification">LOQ</abbr> {loq}
        </span>
      )}
    </span>
  );
}

/** The column of what the laboratory could see. */
export const SIGHT_COLUMN: Column<Parameters<typeof SightLimits>[0]['result']> = {
  title: 'Lab sees down to',
  heading: (
    <>
      Lab sees down to (<Term of="lod">LOD</Term>, <Term of="loq">LOQ</Term>)
    </>
  ),
  cell: result => <SightLimits result={result} />,
};

/** Under results some of which are “not detected”: what that says. The links stand here for cards too, which have no column heads. */
export function NotDetectedWords({ results }: { results: readonly Pick<ResultView, 'kind'>[] }) {
  if (!results.some(({ kind }) => kind === 'not_detected')) return null;
  return (
    <p class="as-printed under-table">
      <Term of="not_detected">Not detected</Term> is not zero: it means less than the lab can see (<Term of="lod">LOD</Term>,{' '}
      <Term of="loq">LOQ</Term>).
    </p>
  );
}

/** Whether a table needs its column of printed verdicts at all. */
export function anyPrintedVerdict(results: readonly Pick<ResultView, 'printed' | 'printedVerdict'>[]): boolean {
  return results.some(({ printed, printedVerdict }) => printed.limit !== null || printed.verdict !== null || printedVerdict !== null);
}

/** The limit and the verdict the laboratory itself printed; a shape and a word, colour only on top. */
export function PrintedVerdict({ result }: { result: Pick<ResultView, 'printed' | 'printedVerdict'> }) {
  const { limit, value } = result.printed;
  // `Complies` where the result stands is a verdict as well
  const verdict = result.printed.verdict ?? (result.printedVerdict === null ? null : value);
  if (limit === null && verdict === null) return <span class="quiet">none printed</span>;
  return (
    <span class="printed-verdict">
      {verdict !== null && <VerdictMark verdict={result.printedVerdict} word={verdict} />}
      {limit !== null && <span class="printed-verdict__limit">limit {sayPrintedLimit(result.printed)}</span>}
    </span>
  );
}

const VERDICT_WORDS = { pass: 'pass', fail: 'fail', not_evaluated: 'not evaluated' } as const;

export function VerdictMark({ verdict, word }: { verdict: ResultView['printedVerdict']; word: string }) {
  const look = verdict ?? 'not_evaluated';
  return (
    <span class={`verdict verdict--${look}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        {look === 'fail' && <path d="M6 .8 11.6 11H.4Z" />}
        {look === 'pass' && <path d="M1.5 6.5 4.7 9.6 10.5 2.8" fill="none" stroke="currentColor" stroke-width="2" />}
        {look === 'not_evaluated' && <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6" />}
      </svg>
      lab: {VERDICT_WORDS[look]}
      {word.toLowerCase() !== VERDICT_WORDS[look] && ` “${word}”`}
    </span>
  );
}
