/** `% | Results (mg/g) | LOQ`: results in several units beside an LOQ without one. */
import type { Row } from './body.ts';
import { isUnit, splitPair } from './cell.ts';
import { isOfMeasurement } from './roles.ts';
import type { Table } from './table.ts';

const PLAIN = /^\d+(?:[.,](\d+))?$/;

/** The unit of LOD and LOQ: that of the results printed with as many decimals; else of those under more than a bare unit. */
export function measuredIn(table: Table, rows: readonly Row[]): string | null {
  const cells = (i: number): string[] => rows.flatMap(row => (row.cells.get(i) ?? []).map(cell => cell.text));
  const columns = [...table.columns.entries()];
  const measures = columns.filter(([, { role }]) => isOfMeasurement(role));
  const values = columns.filter(([, { role, unit }]) => role === 'value' && unit !== null);
  if (measures.length === 0 || measures.some(([, { unit }]) => unit !== null)) return null;
  if (new Set(values.map(([, { unit }]) => unit)).size < 2) return null;
  const wanted = decimals(measures.flatMap(([i]) => cells(i).flatMap(text => splitPair(text) ?? [text])));
  const alike = values.filter(([i]) => decimals(cells(i)) === wanted && wanted !== null);
  const told = alike.length > 0 ? alike : values.filter(([, { heading }]) => !isUnit(heading));
  return told.length === 1 ? told[0]![1].unit : null;
}

/** The most decimals among numbers; null where there are none. */
function decimals(texts: readonly string[]): number | null {
  const counts = texts.flatMap(text => {
    const found = PLAIN.exec(text);
    return found ? [found[1]?.length ?? 0] : [];
  });
  return counts.length === 0 ? null : Math.max(...counts);
}
