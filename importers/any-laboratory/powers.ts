/** `Result (×10³ CFU/g)`: numbers under a heading that multiplies them. */
import { cellsOf } from './beside.ts';
import type { Row } from './body.ts';
import { cellKind, isAmount } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import type { Table } from './table.ts';

const POWER = /(?:[x×*·] ?|(?:^|[\s([]))10 ?\^ ?(\d)(?!\d)|[x×*] ?10([2-9])(?!\d)/iu;
const THOUSANDS = /[x×*] ?1[ ,.]?000(?!\d)/iu;

/** The power of ten that a heading puts on what stands below it; null where it puts none. */
function powerOver({ heading, over }: RoledColumn): string | null {
  const text = `${over} ${heading}`;
  const found = POWER.exec(text);
  return found?.[1] ?? found?.[2] ?? (THOUSANDS.test(text) ? '3' : null);
}

/** What the number of a cell means below such a heading: `1.2` is `1.2x10^3`. */
export function inPowers(column: RoledColumn, text: string): string | null {
  const power = powerOver(column);
  return power !== null && isAmount(cellKind(text)) && !/\d ?[x×e·]/iu.test(text) ? `${text}x10^${power}` : null;
}

/** Whether limits stand beside such numbers, or are such: in what they are given no form says. */
export const hasPowersBeside = (table: Table, row: Row, column: RoledColumn): boolean => {
  const limits = (['lod', 'loq', 'lod-loq', 'reporting-limit', 'limit'] as const).flatMap(role => cellsOf(table, row, role));
  return limits.length > 0 && [column, ...limits.map(limit => limit.column)].some(one => powerOver(one) !== null);
};
