import type { AnalyteItem } from '../../store/views.ts';
import { Counted, Empty } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count, unitWords } from './words.ts';

const COLUMNS: Column<AnalyteItem>[] = [
  { title: 'Substance', cell: row => <a href={`/analytes/${row.id}`}>{row.name}</a> },
  { title: 'Results', numeric: true, cell: row => String(row.results) },
  { title: 'Detected', numeric: true, cell: row => String(row.detected) },
  { title: 'Below a limit', numeric: true, cell: row => String(row.censored) },
  { title: 'Unit used here', cell: row => (row.unit === null ? <span class="quiet">none</span> : unitWords(row.unit)) },
];

/** Substances with results first, then the rest of the dictionary, by group. */
export function Analytes({ analytes, countedAt }: { analytes: readonly AnalyteItem[]; countedAt: string | null }) {
  const tested = analytes.filter(analyte => analyte.results > 0);
  const rest = analytes.filter(analyte => analyte.results === 0);
  return (
    <div class="wide">
      <h1>Substances</h1>
      <p class="lede">
        What laboratories look for in these products: {count(analytes.length, 'entry', 'entries')} in the dictionary, {tested.length} of
        them with results.
      </p>
      <Counted at={countedAt} />
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
          {byGroup(rest)
            .sort(([one], [other]) => one.localeCompare(other))
            .map(([group, items]) => (
              <details key={group} class="fold">
                <summary>
                  {plural(group)}: {items.length}
                </summary>
                <p>
                  {items.map((item, index) => (
                    <span key={item.id}>
                      {index > 0 && ', '}
                      <a href={`/analytes/${item.id}`}>{item.name}</a>
                    </span>
                  ))}
                </p>
              </details>
            ))}
        </section>
      )}
    </div>
  );
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
