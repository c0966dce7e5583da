/** A sample's verdicts in sentences, the worst first; what is open and what nobody tested as visible as what is over. */
import { type ComponentChildren, Fragment } from 'preact';
import { OF_DOCUMENTS } from '../../quality/ruleset-source.ts';
import { amendedWords } from './amended-words.ts';
import { sayAmount } from './amount.ts';
import { type Choice, choiceQuery, SIZES, type SizeName } from './choice.ts';
import { AskAmount } from './chooser.tsx';
import { Names } from './fold.tsx';
import type { Judged, JudgedRow, LawDay } from './judged.ts';
import { When } from './parts.tsx';
import { boxOf } from './value.tsx';
import { leading, Mark, VerdictTable, type VerdictTableProps } from './verdict-table.tsx';
import {
  limitWords,
  NEED_WORDS,
  NOT_THEN,
  NOTHING_OVER,
  reasonWords,
  rulesetShort,
  type Shade,
  STATED_NEEDS,
  shadeOf,
  standingWords,
  subjectWords,
} from './verdict-words.ts';
import { AS_RECEIVED, count, dateWords } from './words.ts';

export interface VerdictsProps {
  readonly rows: readonly JudgedRow[];
  readonly judged: readonly Judged[];
  readonly choice: Choice;
  readonly path: string;
  readonly caption: string;
  readonly oneSource?: boolean;
  /** What was looked at: `the published certificates show`. */
  readonly shownBy?: string;
  readonly narrow?: boolean;
  /** Folded where the values stand beside it anyway. */
  readonly table?: 'open' | 'folded';
  /** What the laboratory itself marked as over: stands with what is over by the rules. */
  readonly marked?: ComponentChildren;
  /** Sentences on what is over though not by these rules: nobody may stop reading at “no limit exceeded”. */
  readonly but?: string;
  /** What else to know before the table. */
  readonly more?: ComponentChildren;
}

/** A verdict beside its rule, whether or not what it is of is stored. */
export type RuledRow = Pick<JudgedRow, 'rule' | 'set'> & {
  readonly verdict: Pick<JudgedRow['verdict'], 'verdict' | 'standing' | 'analyte' | 'needs' | 'reason'>;
};

/** Requirements of documents and panels stand in the checklist, not among the limits. */
export const limitsOnly = <R extends RuledRow>(rows: readonly R[]): R[] => rows.filter(({ rule }) => !OF_DOCUMENTS.has(rule.basis));

export const ofShade = <R extends RuledRow>(rows: readonly R[], ...shades: Shade[]): R[] =>
  rows.filter(({ verdict }) => shades.includes(shadeOf(verdict)));

export function Verdicts({
  rows: all,
  judged,
  choice,
  path,
  caption,
  oneSource = false,
  shownBy = 'the published certificates show',
  narrow = false,
  table = 'open',
  marked,
  but = '',
  more,
}: VerdictsProps) {
  const rows = limitsOnly(all);
  const tested = ofShade(rows, 'fail', 'unverified', 'warning', 'undecidable', 'pass');
  const open = ofShade(rows, 'undecidable');
  const asked = SIZES.filter(
    name => open.some(({ verdict }) => verdict.needs.some(need => STATED_NEEDS[need] === name)) && choice[name] === null,
  );
  return (
    <>
      <Sentence rows={rows} laws={judged.map(({ law }) => law)} but={but} />
      <div class="summary">
        <OverOfChosen rows={rows} line={row => <OverLine row={row} />} />
        {marked}
        <Undecided rows={open}>
          {asked.map((name: SizeName) => (
            <AskAmount key={name} name={name} choice={choice} path={path} where={`undecided-${open[0]!.source.sampleIndex}`} />
          ))}
        </Undecided>
        <Untested rows={ofShade(rows, 'not_tested')} shownBy={shownBy} />
        {more}
      </div>
      {tested.length > 0 && (
        <Folded folded={table === 'folded'}>
          <Tables rows={tested} judged={judged} caption={caption} oneSource={oneSource} narrow={narrow} apart={table === 'open'} />
        </Folded>
      )}
      <NotApplicable rows={ofShade(rows, 'not_applicable')} />
    </>
  );
}

/** What is over stands open; long lists of what is undecidable or not over are folded. */
function Tables({ rows, apart, ...props }: VerdictTableProps & { readonly apart: boolean }) {
  if (!apart || rows.length <= FEW) return <VerdictTable rows={rows} {...props} />;
  const over = ofShade(rows, 'fail', 'unverified', 'warning');
  return (
    <>
      {over.length > 0 && <VerdictTable rows={over} {...props} />}
      <FoldedTable rows={ofShade(rows, 'undecidable')} shade="undecidable" words="undecidable" {...props} />
      <FoldedTable rows={ofShade(rows, 'pass')} shade="pass" words="not over a limit" {...props} />
    </>
  );
}

/** So many are shown without folding. */
const FEW = 8;

function FoldedTable({ shade, words, ...props }: VerdictTableProps & { readonly shade: Shade; readonly words: string }) {
  if (props.rows.length === 0) return null;
  return (
    <details class="aside">
      <summary>
        <Mark shade={shade}>
          {count(props.rows.length, 'verdict')} {words}: value, rule and reason of each
        </Mark>
      </summary>
      <VerdictTable {...props} caption={`${props.caption}: ${words}`} />
    </details>
  );
}

function Folded({ folded, children }: { folded: boolean; children: ComponentChildren }) {
  if (!folded) return <>{children}</>;
  return (
    <details class="aside">
      <summary>Every verdict with its rule and its reason</summary>
      {children}
    </details>
  );
}

/** `Under Utah, as the law stood on 14 May 2026 (day of the report): …` */
export function Sentence({
  rows,
  laws,
  but,
}: {
  readonly rows: readonly RuledRow[];
  readonly laws: readonly LawDay[];
  readonly but: string;
}) {
  const number = (...shades: Shade[]) => ofShade(rows, ...shades).length;
  const fails = number('fail');
  const parts = [
    number('unverified') > 0 && `${number('unverified')} over by a text not verified`,
    number('warning') > 0 && `${number('warning')} above a warning level`,
    number('undecidable') > 0 && `${number('undecidable')} undecidable`,
    number('not_tested') > 0 && `${count(number('not_tested'), 'limit')} not tested`,
    number('pass') > 0 && `${number('pass')} not over`,
  ].filter(part => part !== false);
  const tested = rows.length - number('not_tested', 'not_applicable');
  const first =
    rows.length === number('not_applicable')
      ? 'No rule of this selection applied on that day.'
      : tested === 0
        ? 'Nothing that these rules limit was tested.'
        : fails > 0
          ? `${count(fails, 'result')} over a limit in this sample.`
          : number('unverified', 'warning') === 0
            ? NOTHING_OVER
            : 'No limit of a verified text was exceeded in this sample.';
  return (
    <p class="verdict-sentence">
      <strong>
        {first}
        {fails === 0 && but !== '' && ` ${but}`}
      </strong>{' '}
      {parts.length > 0 && `${parts.join(', ')}. `}
      {AS_RECEIVED} <Days laws={laws} />
    </p>
  );
}

const DAY_WORDS = {
  reported: 'day of the report',
  amended: 'day of the amended report',
  sampled: 'day the sample was taken',
  recorded: 'day it was recorded here',
  tested: 'day of the tests',
  received: 'day the laboratory received it',
  today: 'today',
  asked: 'chosen by you',
} as const;

function Days({ laws }: { laws: readonly LawDay[] }) {
  const days = [...new Map(laws.map(law => [law.day, law])).values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  if (days.length === 0) return null;
  return (
    <span class="quiet">
      The law of{' '}
      {days
        .map(({ day, why, instead }) => `${dateWords(day)} (${DAY_WORDS[why]}${instead ? ', because no other is printed' : ''})`)
        .join(', ')}{' '}
      counts.
    </span>
  );
}

interface OverProps<R> {
  readonly rows: readonly R[];
  readonly title: string;
  readonly line: (row: R) => ComponentChildren;
  /** Of a limit that asks for care only: its text was not seen, or it asks for a warning. */
  readonly care?: boolean;
  /** Below the lines. */
  readonly children?: ComponentChildren;
}

/** A line for each that is over. */
export function Over<R extends RuledRow>({ rows, title, line, care = false, children }: OverProps<R>) {
  if (rows.length === 0) return null;
  return (
    <div class={`callout callout--${care ? 'missing' : 'over'}`}>
      <h3>{title}</h3>
      <ul>
        {rows.map((row, index) => (
          <li key={`${row.rule.id} ${index}`}>{line(row)}</li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** What is over by the rules chosen: certainly, and by texts not verified. */
export function OverOfChosen<R extends RuledRow>({ rows, line }: Pick<OverProps<R>, 'rows' | 'line'>) {
  const [over, care] = [ofShade(rows, 'fail'), ofShade(rows, 'unverified', 'warning')];
  return (
    <>
      <Over rows={over} title={`${count(over.length, 'result')} over a limit in this sample`} line={line} />
      <Over
        rows={care}
        title={`${count(care.length, 'result')} over a limit whose text was not verified, or that only asks for a warning`}
        line={line}
        care
      />
    </>
  );
}

/** A rule that came after the report: the sample did not break it then, whoever holds the product has to know it now. */
export function OverToday({ rows, choice, path }: { rows: readonly JudgedRow[]; choice: Choice; path: string }) {
  return (
    <Over rows={rows} title="Over a limit by the law of today" line={row => <OverLine row={row} />}>
      <p>
        {NOT_THEN} <a href={`${path}?${choiceQuery({ ...choice, date: 'today' })}`}>Judge by the law of today</a>
      </p>
    </Over>
  );
}

export function OverLine({ row }: { row: JudgedRow }) {
  const { rule, set, source, verdict } = row;
  const first = leading(row);
  const standing = standingWords(rule);
  return (
    <>
      <strong>{subjectWords(verdict.analyte)}</strong>
      {first && (
        <>
          : <a href={boxOf(first)}>{sayAmount(first).text}</a>
        </>
      )}
      . Limit: <a href={`/rules/${set.id}#${rule.id}`}>{limitWords(rule)}</a>, {rulesetShort(set)}
      {standing !== null && ` (${standing})`}. {source.laboratory?.name ?? 'Laboratory not named'}, <When date={source.reported} />
      {source.amended !== null && `; ${amendedWords(source.amended)}`}.
    </>
  );
}

/** What stays open, by what would decide it; an amount that a visitor can state is asked for on the spot. */
export function Undecided({ rows, children }: { rows: readonly RuledRow[]; children?: ComponentChildren }) {
  if (rows.length === 0) return null;
  const groups = [...Map.groupBy(rows, ({ verdict }) => [...new Set(verdict.needs)].join(' ')).values()];
  return (
    <div class="callout callout--open">
      <h3>{count(rows.length, 'limit')} undecidable</h3>
      <ul>
        {groups.map(group => (
          <li key={group[0]!.verdict.needs.join(' ')}>
            <Subjects rows={group} />: {decider(group[0]!)}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** Each with the number of its limits where it has several, so that the numbers add up to what is said above. */
function Subjects({ rows }: { rows: readonly RuledRow[] }) {
  const limits = Map.groupBy(rows, ({ verdict }) => subjectWords(verdict.analyte));
  return [...limits].map(([subject, { length }], index) => (
    <Fragment key={subject}>
      {index > 0 && ', '}
      <strong>{subject}</strong>
      {length > 1 && ` (${count(length, 'limit')})`}
    </Fragment>
  ));
}

function decider({ verdict }: RuledRow): string {
  const needs = [...new Set(verdict.needs)].map(need => NEED_WORDS[need]);
  return needs.length === 0 ? `${reasonWords(verdict.reason)}.` : `would be decided by ${needs.join(' and ')}.`;
}

export const subjectsOf = (rows: readonly RuledRow[]): string[] => [...new Set(rows.map(({ verdict }) => subjectWords(verdict.analyte)))];

/** `shownBy`: `the published certificates show`. */
export function Untested({ rows, shownBy }: { rows: readonly RuledRow[]; shownBy: string }) {
  if (rows.length === 0) return null;
  const bySet = [...Map.groupBy(rows, ({ set }) => set).entries()];
  return (
    <div class="callout callout--missing">
      <h3>
        {count(rows.length, 'limit')} not tested, as far as {shownBy}
      </h3>
      <ul>
        {bySet.map(([set, own]) => (
          <li key={set.id}>
            <a href={`/rules/${set.id}`}>{rulesetShort(set)}</a>:{' '}
            <Names names={subjectsOf(own)} many={own.length === set.rules.length ? `none of its ${set.rules.length} limits` : undefined} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function NotApplicable({ rows }: { rows: readonly JudgedRow[] }) {
  if (rows.length === 0) return null;
  const groups = [...Map.groupBy(rows, ({ set, verdict }) => `${set.id} ${verdict.reason}`).values()];
  return (
    <details class="aside">
      <summary>
        <Mark shade="not_applicable">{count(rows.length, 'rule')} of this selection that do not apply</Mark>
      </summary>
      <ul>
        {groups.map(group => {
          const { set, verdict, rule } = group[0]!;
          return (
            <li key={rule.id}>
              <a href={`/rules/${set.id}`}>{rulesetShort(set)}</a>, {subjectsOf(group).join(', ')}: {reasonWords(verdict.reason)}.
            </li>
          );
        })}
      </ul>
    </details>
  );
}
