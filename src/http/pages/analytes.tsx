import type { RuleLots } from '../../store/lots-by-rule.ts';
import type { AnalyteItem, AnalyteView, ResultRow } from '../../store/views.ts';
import { BarChart } from '../charts/bars.tsx';
import { comparable } from '../charts/scale.ts';
import { AnalyteLimits } from './analyte-limits.tsx';
import { ResultTable } from './lists.tsx';
import { Empty, Facts } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count, unitWords } from './words.ts';

/** Bars that fit a screen. */
const CHARTED = 20;

const COLUMNS: Column<AnalyteItem>[] = [
  { title: 'Substance', cell: row => <a href={`/analytes/${row.id}`}>{row.name}</a> },
  { title: 'Results', numeric: true, cell: row => String(row.results) },
  { title: 'Detected', numeric: true, cell: row => String(row.detected) },
  { title: 'Below a limit', numeric: true, cell: row => String(row.censored) },
  { title: 'Unit used here', cell: row => (row.unit === null ? <span class="quiet">none</span> : unitWords(row.unit)) },
];

/** Substances with results first, then the rest of the dictionary, by group. */
export function Analytes({ analytes }: { analytes: readonly AnalyteItem[] }) {
  const tested = analytes.filter(analyte => analyte.results > 0);
  const rest = analytes.filter(analyte => analyte.results === 0);
  return (
    <div class="wide">
      <h1>Substances</h1>
      <p class="lede">
        What laboratories look for in these products: {count(analytes.length, 'entry', 'entries')} in the dictionary, {tested.length} of
        them with results.
      </p>
      {byGroup(tested).map(([group, items]) => (
        <section key={group} aria-labelledby={`group-${slug(group)}`}>
          <h2 id={`group-${slug(group)}`}>{plural(group)}</h2>
          <Table caption={plural(group)} columns={COLUMNS} rows={items} />
        </section>
      ))}
      {tested.length === 0 && <Empty title="No results yet.">The dictionary below is what a certificate’s names are matched with.</Empty>}
      {rest.length > 0 && (
        <section aria-labelledby="rest">
          <h2 id="rest">In the dictionary, without results</h2>
          {byGroup(rest).map(([group, items]) => (
            <p key={group}>
              <strong>{plural(group)}:</strong>{' '}
              {items.map((item, index) => (
                <span key={item.id}>
                  {index > 0 && ', '}
                  <a href={`/analytes/${item.id}`}>{item.name}</a>
                </span>
              ))}
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

export interface AnalyteProps {
  readonly analyte: AnalyteView;
  readonly lots: readonly RuleLots[];
  /** ISO day. */
  readonly today: string;
}

export function Analyte({ analyte, lots, today }: AnalyteProps) {
  const detected = `${analyte.detected} of ${count(analyte.results, 'result')} found it`;
  const censored = analyte.censored === 0 ? '' : `; ${analyte.censored} lie below a limit or were not detected`;
  return (
    <div class="wide">
      <p class="kicker">{capital(analyte.group)}</p>
      <h1>{analyte.name}</h1>
      <p class="lede">{analyte.results === 0 ? 'No certificate in the database reports it yet.' : `${detected}${censored}.`}</p>
      <Facts
        pairs={[
          ['Also printed as', analyte.synonyms.join(' · ')],
          ['CAS number', analyte.cas],
          ['PubChem compound', analyte.pubchem],
          ['UNII', analyte.unii],
          ['Formula', analyte.formula],
          ['Unit used here', analyte.unit && unitWords(analyte.unit)],
        ]}
      />
      {analyte.notes !== null && <p class="prose">{analyte.notes}</p>}
      <AnalyteLimits analyte={analyte.id} name={analyte.name} lots={lots} today={today} />
      <section aria-labelledby="latest">
        <h2 id="latest">Latest results</h2>
        {analyte.latest.length === 0 ? (
          <Empty title="No results yet.">
            Look at <a href="/analytes">the other substances</a>.
          </Empty>
        ) : (
          <>
            <LatestChart analyte={analyte} />
            <ResultTable
              results={analyte.latest}
              caption={`Latest results for ${analyte.name}`}
              columns={['product', 'result', 'limits', 'verdict', 'source']}
            />
          </>
        )}
      </section>
    </div>
  );
}

/** The latest results that can be compared, the largest first. Where nothing bounds the value from above there is nothing to draw. */
function LatestChart({ analyte }: { analyte: AnalyteView }) {
  const rows = comparable(analyte.latest.filter(result => result.number !== null || result.upper !== null));
  if (rows.length < 3) return null;
  const sorted = rows.toSorted((a, b) => Number(b.number ?? b.upper) - Number(a.number ?? a.upper)).slice(0, CHARTED);
  return <BarChart title={`${analyte.name}, the latest ${sorted.length} comparable results`} rows={sorted} label={productAndLot} />;
}

function productAndLot({ product, lot }: ResultRow): string {
  return [product?.name, lot?.code].filter(Boolean).join(', ') || 'not named';
}

function byGroup(analytes: readonly AnalyteItem[]): [string, AnalyteItem[]][] {
  return [...Map.groupBy(analytes, analyte => analyte.group)];
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function plural(group: string): string {
  const name = capital(group);
  return PLURALS[name] ?? `${name}s`;
}

const PLURALS: Readonly<Record<string, string>> = { Physical: 'Physical properties', 'Foreign matter': 'Foreign matter', Other: 'Others' };

function capital(text: string): string {
  const words = text.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
