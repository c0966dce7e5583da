/** Lists of what is over, what stays open and what nobody tested, a line for each. */
import { type ComponentChildren, Fragment } from 'preact';
import { amendedWords } from './amended-words.ts';
import { sayAmount } from './amount.ts';
import { type Choice, choiceQuery } from './choice.ts';
import { Names } from './fold.tsx';
import type { JudgedRow } from './judged.ts';
import { When } from './parts.tsx';
import { ofShade, type RuledRow, subjectsOf } from './ruled-rows.ts';
import { boxOf } from './value.tsx';
import { leading, Mark } from './verdict-table.tsx';
import { limitWords, NEED_WORDS, NOT_THEN, reasonWords, rulesetShort, standingWords, subjectWords } from './verdict-words.ts';
import { count } from './words.ts';

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

export function NotApplicable({ rows }: { rows: readonly JudgedRow[] }) {
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
