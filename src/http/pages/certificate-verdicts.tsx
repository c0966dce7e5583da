/** Our verdicts on a certificate beside those printed on it: two facts, and where they differ neither is called wrong. */
import type { CertificateView, ResultView } from '../../store/views.ts';
import { sayAmount, sayPrintedLimit } from './amount.ts';
import { MISSING_WORDS } from './checklist.tsx';
import { choiceQuery } from './choice.ts';
import { Chooser } from './chooser.tsx';
import type { Judged, JudgedRow } from './judged.ts';
import type { Standpoint } from './judged-route.tsx';
import { OverToday } from './verdict-lists.tsx';
import { Verdicts } from './verdict-summary.tsx';
import { RowMark } from './verdict-table.tsx';
import { limitWords, OVER_TODAY, rulesetShort, shadeOf, subjectWords } from './verdict-words.ts';

interface Parts {
  readonly certificate: CertificateView;
  readonly judged: readonly Judged[];
  readonly standpoint: Standpoint;
  /** Over by the law of today, not by the one that counts. */
  readonly overToday?: readonly JudgedRow[];
}

export function CertificateVerdicts({ certificate, judged, standpoint: { choice, refused, path }, overToday = [] }: Parts) {
  const several = judged.length > 1;
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">Against the rules</h2>
      <Chooser choice={choice} refused={refused} path={path} />
      {judged.map(one => {
        const sample = certificate.samples.find(({ index }) => index === one.source.sampleIndex);
        const today = overToday.filter(({ source }) => source.sampleIndex === one.source.sampleIndex);
        const name = sample?.name ?? sample?.lot?.code ?? `Sample ${one.source.sampleIndex + 1}`;
        return (
          <div key={one.source.sampleIndex}>
            {several && <p class="kicker">{name}</p>}
            <Verdicts
              rows={one.rows}
              judged={[one]}
              choice={choice}
              path={path}
              caption={`Verdicts for ${name}, worst first`}
              table="folded"
              oneSource
              shownBy={several ? 'this certificate shows of this sample' : 'this certificate shows'}
              narrow
              marked={<OverToday rows={today} choice={choice} path={path} />}
              but={today.length > 0 ? OVER_TODAY : ''}
            />
            <Differs judged={one} />
          </div>
        );
      })}
      <p class="onward">
        <a href={`${path}/missing?${choiceQuery(choice)}`} rel="nofollow">
          {MISSING_WORDS}
        </a>
      </p>
    </section>
  );
}

/** What a limit of another basis says is no contradiction of a laboratory that printed its own limit; a verdict against ours is. */
export function differing({ rows }: Judged): { readonly result: ResultView; readonly row: JudgedRow }[] {
  return rows.flatMap(row => {
    const shade = shadeOf(row.verdict);
    return row.results
      .filter(({ printedVerdict }) => (printedVerdict === 'pass' && shade === 'fail') || (printedVerdict === 'fail' && shade === 'pass'))
      .map(result => ({ result, row }));
  });
}

function Differs({ judged }: { judged: Judged }) {
  const found = differing(judged);
  if (found.length === 0) return null;
  return (
    <div class="callout">
      <h3>Differs from the verdict printed by the laboratory</h3>
      <ul>
        {found.map(({ result, row }) => (
          <li key={`${result.id} ${row.rule.id}`}>
            <strong>{subjectWords(row.verdict.analyte)}</strong>: <a href={`#r-${result.id}`}>{sayAmount(result).text}</a>. The laboratory
            prints {result.printedVerdict === 'pass' ? 'a pass' : 'a fail'}
            {result.printed.limit !== null && ` against its limit ${sayPrintedLimit(result.printed)}`}; by{' '}
            <a href={`/rules/${row.set.id}#${row.rule.id}`}>
              {rulesetShort(row.set)}, {limitWords(row.rule)}
            </a>{' '}
            it is <RowMark row={row} />.
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Beside one value: what every rule that rests on it says. */
export function OurVerdicts({ result, judged }: { result: ResultView; judged: Judged | undefined }) {
  const rows = (judged?.rows ?? []).filter(({ results, verdict }) => verdict.verdict !== 'not_applicable' && results.includes(result));
  if (rows.length === 0) return <span class="quiet">no rule of this selection</span>;
  return (
    <ul class="our-verdicts">
      {rows.map(row => (
        <li key={row.rule.id}>
          <RowMark row={row} />
          <a class="as-printed" href={`/rules/${row.set.id}#${row.rule.id}`}>
            {limitWords(row.rule)}
          </a>
        </li>
      ))}
    </ul>
  );
}
