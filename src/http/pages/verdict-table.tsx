/** Verdicts one by one: what was found, by whom, against which text, and what that text says. */
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { breakEven } from '../../quality/break-even.ts';
import type { Rule, RuleSet } from '../../quality/ruleset.ts';
import type { VerdictView } from '../../store/judged.ts';
import type { ResultView } from '../../store/views.ts';
import { amendedWords } from './amended-words.ts';
import type { Judged, JudgedRow } from './judged.ts';
import { Linked, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { Amount, boxOf } from './value.tsx';
import {
  BASIS_OF_LIMIT,
  CAVEAT_WORDS,
  capital,
  hasPage,
  limitWords,
  NEED_WORDS,
  reasonWords,
  rulesetShort,
  type Shade,
  shadeOf,
  standingWords,
  subjectWords,
  verdictWord,
} from './verdict-words.ts';
import { count, groupDigits, unitWords } from './words.ts';

/** A shape and a word; colour only on top. */
export function Mark({ shade, children }: { shade: Shade; children: ComponentChildren }) {
  const look = `verdict verdict--${shade}`;
  if (typeof children === 'string') return <span class={look} dangerouslySetInnerHTML={{ __html: drawnOf(shade, children) }} />;
  return (
    <span class={look}>
      {shapeOf(shade)}
      <span>{children}</span>
    </span>
  );
}

/** A handful of words each; a bound for whatever else a text may come to be. */
const MOST_DRAWN = 500;
const drawn = new Map<string, string>();

/** Drawn once: pages show hundreds of the same. */
function drawnOf(shade: Shade, word: string): string {
  const key = `${shade} ${word}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const html = render(
    <>
      {shapeOf(shade)}
      <span>{word}</span>
    </>,
  );
  if (drawn.size < MOST_DRAWN) drawn.set(key, html);
  return html;
}

const SHAPES: Readonly<Record<Shade, string>> = {
  fail: render(<path d="M6 .8 11.6 11H.4Z" />),
  unverified: render(<Triangle />),
  warning: render(<Triangle />),
  undecidable: render(<path d="M6 1 11 6 6 11 1 6Z" fill="none" stroke="currentColor" stroke-width="1.6" />),
  not_tested: render(<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.8" />),
  pass: render(<path d="M1.5 6.5 4.7 9.6 10.5 2.8" fill="none" stroke="currentColor" stroke-width="2" />),
  not_applicable: render(<path d="M2 6h8" fill="none" stroke="currentColor" stroke-width="1.6" />),
};

function Triangle() {
  return <path d="M6 2 10.6 10.5H1.4Z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />;
}

function shapeOf(shade: Shade) {
  const drawing = { __html: SHAPES[shade] };
  return <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false" dangerouslySetInnerHTML={drawing} />;
}

export function RowMark({ row: { verdict, rule } }: { row: Pick<JudgedRow, 'verdict' | 'rule'> }) {
  return <Mark shade={shadeOf(verdict)}>{verdictWord(verdict, rule)}</Mark>;
}

/** Whether the text limits the same in other products too: then only what it applies to tells its limits apart. */
const oneOfSeveral = (rule: Rule, set: RuleSet): boolean =>
  rule.appliesTo !== '' && set.rules.some(other => other.analyte === rule.analyte && other.appliesTo !== rule.appliesTo);

/** The limit and the text it stands in, with how far that text can be relied on. */
export function RuleCited({ row: { rule, set } }: { row: Pick<JudgedRow, 'rule' | 'set'> }) {
  const standing = standingWords(rule);
  return (
    <>
      <a href={`/rules/${set.id}#${rule.id}`}>{limitWords(rule)}</a>
      <span class="as-printed">
        {BASIS_OF_LIMIT[rule.basis]}
        {oneOfSeveral(rule, set) && `, for ${rule.appliesTo}`}; {rulesetShort(set)}
        {rule.source.section && !rulesetShort(set).endsWith(rule.source.section) && `, ${rule.source.section}`}
        {standing !== null && (
          <>
            {' '}
            <span class="tag">{standing}</span>
          </>
        )}
      </span>
    </>
  );
}

export function Subject({ verdict }: { verdict: Pick<VerdictView, 'analyte'> }) {
  const words = subjectWords(verdict.analyte);
  return hasPage(verdict.analyte) ? <a href={`/analytes/${verdict.analyte}`}>{words}</a> : words;
}

/** What the judge compared, where it is not the printed value itself. */
function Derived({ verdict: { derivation, value } }: { verdict: VerdictView }) {
  if (derivation === null || value === null) return null;
  const { lower, upper, unit } = value;
  const amount =
    lower !== null && lower === upper
      ? groupDigits(lower)
      : upper === null
        ? `at least ${groupDigits(lower ?? '0')}`
        : lower === null || lower === '0'
          ? `at most ${groupDigits(upper)}`
          : `${groupDigits(lower)} to ${groupDigits(upper)}`;
  const inputs = Object.entries(derivation.inputs).map(([name, input]) => `${name} ${input}`);
  return (
    <span class="as-printed">
      = {amount}&nbsp;{unitWords(unit)} ({reasonWords(derivation.formula)}
      {inputs.length > 0 && `; ${inputs.join(', ')}`})
    </span>
  );
}

/** A sum or a share rests on many results; the one it is named after stands for them. */
export const leading = ({ results, verdict }: JudgedRow): ResultView | undefined =>
  results.find(({ analyte }) => analyte === verdict.analyte) ?? results[0];

function Value({ row }: { row: JudgedRow }) {
  const { results, verdict } = row;
  const first = leading(row);
  if (first === undefined) return <span class="quiet">no result</span>;
  return (
    <>
      <Amount result={first} href={boxOf(first)} label={first.analyteName ?? first.printed.name} />
      {results.length > 1 && <span class="as-printed">and {count(results.length - 1, 'further result')}</span>}
      <Derived verdict={verdict} />
    </>
  );
}

/** Why, what would decide it, and what to know of it. */
export function Why({ row, judged }: { row: JudgedRow; judged?: Judged | undefined }) {
  const { verdict } = row;
  const open = verdict.verdict === 'undecidable';
  const told = open || (verdict.value === null && verdict.verdict !== 'not_tested') || verdict.verdict === 'warning';
  const needs = open ? [...new Set(verdict.needs)].map(need => NEED_WORDS[need]) : [];
  return (
    <>
      {told && <span class="why">{capital(reasonWords(verdict.reason))}.</span>}
      {open && <BreakEvenWords row={row} judged={judged} />}
      {needs.length > 0 && <span class="why">Would be decided by {needs.join(' and ')}.</span>}
      {[...new Set(verdict.caveats)].map(caveat => (
        <span class="why" key={caveat}>
          {capital(CAVEAT_WORDS[caveat])}.
        </span>
      ))}
    </>
  );
}

function BreakEvenWords({ row, judged }: { row: JudgedRow; judged: Judged | undefined }) {
  const result = leading(row);
  const found = result && judged ? breakEven(result, row.rule, judged.sample.facts) : null;
  if (found === null) return null;
  const { withinUpTo, overFrom } = found;
  const each = row.rule.basis === 'per_day' ? 'a day' : row.rule.basis === 'per_serving' ? 'a serving' : 'a container';
  if (withinUpTo === null) return null;
  return (
    <span class="why">
      Not over up to {groupDigits(withinUpTo)}&nbsp;g {each}
      {overFrom !== null && `; over from ${groupDigits(overFrom)}\u00a0g`}.
    </span>
  );
}

export interface VerdictTableProps {
  readonly rows: readonly JudgedRow[];
  readonly judged: readonly Judged[];
  readonly caption: string;
  /** Leave out laboratory and date, where the page says them once. */
  readonly oneSource?: boolean;
  /** Beside a page of the certificate. */
  readonly narrow?: boolean;
}

export function VerdictTable({ rows, judged, caption, oneSource = false, narrow = false }: VerdictTableProps) {
  const of = ({ source }: JudgedRow) => judged.find(each => each.source === source);
  const columns: Column<JudgedRow>[] = [
    { title: 'Substance', cell: row => <Subject verdict={row.verdict} /> },
    {
      title: 'Verdict',
      bare: true,
      cell: row => (
        <>
          <RowMark row={row} />
          <Why row={row} judged={of(row)} />
        </>
      ),
    },
    { title: 'Found', cell: row => <Value row={row} /> },
    { title: 'Limit', cell: row => <RuleCited row={row} /> },
    { title: 'Laboratory, date', cell: row => <From row={row} /> },
  ];
  return (
    <Table
      caption={caption}
      columns={oneSource ? columns.slice(0, -1) : columns}
      rows={rows}
      kind={narrow ? 'table--certificate' : 'table--verdicts'}
    />
  );
}

function From({ row: { source, results } }: { row: JudgedRow }) {
  if (results.length === 0) return <span class="quiet">–</span>;
  return (
    <>
      <Linked to={source.laboratory} at="/laboratories" otherwise="no laboratory found" />
      <span class="as-printed">
        <When date={source.reported} />
        {source.amended !== null && `; ${amendedWords(source.amended)}`}
      </span>
    </>
  );
}
