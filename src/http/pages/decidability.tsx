/** Whether what a laboratory prints can settle a limit: of its samples, the share that is decided either way. */
import type { DecidabilityRow } from '../../store/decidability.ts';
import { Chooser } from './chooser.tsx';
import { ruleById } from './judged.ts';
import type { Standpoint } from './judged-route.tsx';
import { Empty } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { Mark, RuleCited, Subject } from './verdict-table.tsx';
import { NEED_WORDS } from './verdict-words.ts';

export function Decidability({
  rows,
  standpoint: { choice, refused, path },
}: {
  rows: readonly DecidabilityRow[];
  standpoint: Standpoint;
}) {
  return (
    <section aria-labelledby="decidability">
      <h2 id="decidability">What its results can settle</h2>
      <p class="prose">
        Of its published samples that were tested for a substance: how many are decided by the limit, over or not, and what would decide the
        others. A size or an intake that the label does not state is not the laboratory’s to print, and is counted apart.
      </p>
      <Chooser choice={choice} refused={refused} path={path} sizes={[]} byReport />
      {rows.length === 0 ? (
        <Empty title="None of these rules was in force for a sample of this laboratory.">Choose other rules above.</Empty>
      ) : (
        <Table caption="Decidability by limit, the least decidable first" columns={COLUMNS} rows={rows} kind="table--decidability" />
      )}
    </section>
  );
}

const COLUMNS: Column<DecidabilityRow>[] = [
  { title: 'Substance', cell: row => <Subject verdict={row} /> },
  {
    title: 'Limit',
    cell: row => {
      const known = ruleById(row.rule);
      return known ? <RuleCited row={known} /> : row.limit;
    },
  },
  { title: 'Settled', cell: row => <Settled row={row} /> },
  { title: 'What would settle the others', cell: row => <Needs row={row} /> },
];

function Settled({ row: { decided, undecidable } }: { row: DecidabilityRow }) {
  const all = decided + undecidable;
  return (
    <span class="settled">
      <svg class="settled__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="bar__track" width="100" height="8" />
        <rect class="bar__measured" width={Math.round((100 * decided) / all)} height="8" />
      </svg>
      {decided} of {all}
    </span>
  );
}

function Needs({ row: { undecidable, byCertificate, needs } }: { row: DecidabilityRow }) {
  if (undecidable === 0) return <Mark shade="pass">all settled</Mark>;
  return (
    <>
      {needs.map(({ need, samples }) => `${NEED_WORDS[need]} (${samples})`).join('; ')}
      {byCertificate < undecidable && byCertificate > 0 && (
        <span class="as-printed">{byCertificate} of them could be settled by what a certificate prints</span>
      )}
      {byCertificate === 0 && <span class="as-printed">not the laboratory’s to print</span>}
    </>
  );
}
