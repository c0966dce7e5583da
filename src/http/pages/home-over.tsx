/** On the first page: the newest lots over a limit, and a way in for every place. */
import type { VerdictRow } from '../../store/exceedances.ts';
import { exploredAddress } from './contaminants-query.ts';
import { PrintedValue } from './exceedance-table.tsx';
import type { HomeOver } from './home.tsx';
import { ruleById } from './judged.ts';
import { Counted, Linked, SampleTag, When } from './parts.tsx';
import { placeWords } from './rule-words.ts';
import { type Column, Table } from './table.tsx';
import { Mark, RuleCited } from './verdict-table.tsx';
import { subjectWords, verdictWord } from './verdict-words.ts';
import { AS_RECEIVED, count } from './words.ts';

export function HomeOverSection({ over: { lots, counts: figure }, today }: { over: HomeOver; today: string }) {
  const { value: counts, countedAt } = figure;
  const year = today.slice(0, 4);
  return (
    <section class="wide" aria-labelledby="over">
      <h2 id="over">Latest lots over a limit</h2>
      {lots.length === 0 ? (
        <p>
          No published lot is over a limit whose text was seen. <a href="/contaminants?verdict=undecidable">Some are undecidable</a>.
        </p>
      ) : (
        <Table caption="Latest lots over a limit" columns={COLUMNS} rows={lots} kind="table--exceedances" />
      )}
      <p>{AS_RECEIVED} By the law in force on the day of the report.</p>
      {counts.jurisdiction.length > 0 && (
        <nav aria-label="Lots over limits by place">
          <ul class="places">
            {counts.jurisdiction.map(({ value, lots: number }) => (
              <li key={value} class="places__item">
                <a href={exploredAddress({ jurisdiction: value })}>{placeWords(value)}</a> <span class="quiet">{count(number, 'lot')}</span>
              </li>
            ))}
            <li class="places__item">
              <a href={exploredAddress({ from: `${year}-01-01`, to: `${year}-12-31` })}>Everything reported in {year}</a>
            </li>
            <li class="places__item">
              <a href="/contaminants">All lots over limits</a> <span class="quiet">{count(counts.lots, 'lot')}</span>
            </li>
          </ul>
          <Counted at={countedAt} />
        </nav>
      )}
    </section>
  );
}

const COLUMNS: Column<readonly VerdictRow[]>[] = [
  {
    title: 'Lot',
    cell: ([row]) =>
      row && (
        <>
          {row.lot ? <a href={`/lots/${row.lot.id}`}>{row.lot.code}</a> : (row.sampleName ?? 'no lot found')}{' '}
          <SampleTag show={row.isSample} />
          <span class="as-printed">
            <Linked to={row.product} at="/products" otherwise="product not named" />,{' '}
            <Linked to={row.vendor} at="/vendors" otherwise="vendor not established" />
          </span>
        </>
      ),
  },
  { title: 'Over', bare: true, cell: rows => <OverWhat rows={rows} /> },
  {
    title: 'Limit',
    cell: ([row]) => {
      const known = row && ruleById(row.rule);
      return known ? <RuleCited row={known} /> : (row?.limit ?? '');
    },
  },
  {
    title: 'Laboratory, date',
    cell: ([row]) =>
      row && (
        <>
          <Linked to={row.laboratory} at="/laboratories" otherwise="no laboratory found" />
          <span class="as-printed">
            <When date={row.date} />
          </span>
        </>
      ),
  },
];

/** The first verdict in full, the others by name. */
function OverWhat({ rows }: { rows: readonly VerdictRow[] }) {
  const [first, ...others] = rows;
  if (!first) return null;
  const rule = ruleById(first.rule)?.rule ?? { status: '', comparator: '<' as const };
  const further = [...new Set(others.map(({ analyte }) => subjectWords(analyte)))].filter(name => name !== subjectWords(first.analyte));
  return (
    <>
      <Mark shade="fail">{verdictWord({ ...first, standing: 'public' }, rule)}</Mark> {subjectWords(first.analyte)}
      <PrintedValue row={first} />
      {further.length > 0 && <span class="as-printed">also {further.join(', ')}</span>}
      {others.length > 0 && further.length === 0 && <span class="as-printed">also by {count(others.length, 'other rule')}</span>}
    </>
  );
}
