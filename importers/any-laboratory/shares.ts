/** Legends of charts: the share that each of a table's analytes has in their sum, which is none of the results. */
import { sameName } from './repeats.ts';
import type { TableRow } from './table-row.ts';

/** Fewer make no chart. */
const FEWEST = 3;
/** What shares add up to, rounded each. */
const WHOLE = 100;

const shareOf = ({ value, unit, further, limit, lod, loq }: TableRow): number | null => {
  const alone = further.length === 0 && !limit && !lod && !loq;
  const text = /^(\d{1,3}(?:[.,]\d{1,2})?)$/.exec(value.text.replace(/\s?%$/, ''))?.[1];
  return alone && text !== undefined && (unit?.text === '%' || /%$/.test(value.text)) ? Number(text.replace(',', '.')) : null;
};

/**
 * Rows that no heading tells the column of, percentages that add up to a hundred, each of an analyte whose result a table of the same page
 * gives otherwise: `Mitragynine 65.2%` beside the chart of a powder with 1.46 %.
 */
export function withoutShares(rows: readonly TableRow[]): readonly TableRow[] {
  const shares = new Set<TableRow>();
  for (const page of new Set(rows.map(row => row.page))) {
    const here = rows.filter(row => row.page === page);
    const guessed = here.filter(row => row.doubts.includes('column-guessed') && shareOf(row) !== null);
    const given = here.filter(row => !guessed.includes(row));
    const sum = guessed.reduce((whole, row) => whole + shareOf(row)!, 0);
    const rounded = 0.06 * guessed.length + 0.01;
    const named = guessed.every(row => given.some(other => sameName(other, row) && other.value.text !== row.value.text));
    if (guessed.length >= FEWEST && named && Math.abs(sum - WHOLE) <= rounded) for (const row of guessed) shares.add(row);
  }
  return shares.size === 0 ? rows : rows.filter(row => !shares.has(row));
}
