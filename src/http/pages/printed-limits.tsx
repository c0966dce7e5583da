/** The limits a laboratory prints beside its results, against those of the chosen rules. */
import type { LimitComparison } from '../../quality/printed-limit.ts';
import type { PrintedLimitRow } from '../../store/printed-limits.ts';
import { sayPrintedLimit } from './amount.ts';
import { ruleById } from './judged.ts';
import { When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { RuleCited, Subject } from './verdict-table.tsx';
import { count } from './words.ts';

const WORDS: Readonly<Record<LimitComparison, string>> = {
  same: 'the same',
  stricter: 'lower than the rule’s',
  looser: 'higher than the rule’s',
  at_the_limit: 'the same number, but only one of them may be reached',
  not_comparable: 'cannot be compared: another unit or kind of limit',
};

/** Nothing where none of its limits has a counterpart in the rules. */
export function PrintedLimits({ rows }: { rows: readonly PrintedLimitRow[] }) {
  if (rows.length === 0) return null;
  const differing = rows.filter(({ comparison }) => comparison !== 'same');
  return (
    <section aria-labelledby="printed-limits">
      <h2 id="printed-limits">The limits it prints</h2>
      <p class="prose">
        A laboratory judges by limits of its own or its client’s choice. Where they are not those of the rules chosen above, its PASS and
        ours do not say the same, even where they agree.
      </p>
      {differing.length === 0 ? (
        <p>All of the {count(rows.length, 'limit')} that can be compared are those of the rules.</p>
      ) : (
        <Table caption="Printed limits that are not those of the rules" columns={COLUMNS} rows={differing} />
      )}
    </section>
  );
}

const COLUMNS: Column<PrintedLimitRow>[] = [
  { title: 'Substance', cell: row => <Subject verdict={row} /> },
  {
    title: 'Printed limit',
    cell: ({ printed, example, results, latest }) => (
      <>
        <a href={`/certificates/${example.certificate}#r-${example.result}`}>{sayPrintedLimit(printed)}</a>
        <span class="as-printed">
          {count(results, 'result')}, the newest of <When date={latest} />
        </span>
      </>
    ),
  },
  {
    title: 'Limit of the rule',
    cell: row => {
      const known = ruleById(row.rule);
      return known ? <RuleCited row={known} /> : row.limit;
    },
  },
  { title: 'The printed one is', cell: ({ comparison }) => WORDS[comparison] },
];
