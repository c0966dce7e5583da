/** A sample's verdicts in sentences, the worst first; what is open and what nobody tested as visible as what is over. */
import type { ComponentChildren } from 'preact';
import { type Choice, SIZES, type SizeName } from './choice.ts';
import { AskAmount } from './chooser.tsx';
import type { Judged, JudgedRow, LawDay } from './judged.ts';
import { limitsOnly, ofShade, type RuledRow } from './ruled-rows.ts';
import { NotApplicable, OverLine, OverOfChosen, Undecided, Untested } from './verdict-lists.tsx';
import { Mark, VerdictTable, type VerdictTableProps } from './verdict-table.tsx';
import { NOTHING_OVER, type Shade, STATED_NEEDS } from './verdict-words.ts';
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
