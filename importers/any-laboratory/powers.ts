/** `Result (×10³ CFU/g)`: numbers under a heading that multiplies them. */

import type { Printed } from '../../src/coa/transcript.ts';
import { cellsOf } from './beside.ts';
import type { Row } from './body.ts';
import { cellKind, isAmount, isUnit } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import { LIMITS_OF_MEASUREMENT } from './roles.ts';
import type { Table } from './table.ts';

const POWER = /(?:[x×*·] ?|(?:^|[\s([]))10 ?\^ ?(\d)(?!\d)|[x×*] ?10([2-9])(?!\d)/iu;
const THOUSANDS = /[x×*] ?1[ ,.]?000(?!\d)/iu;

/** The power of ten that a heading puts on what stands below it; null where it puts none. */
function powerOver({ heading, over }: RoledColumn): string | null {
  const text = `${over} ${heading}`;
  const found = POWER.exec(text);
  return found?.[1] ?? found?.[2] ?? (THOUSANDS.test(text) ? '3' : null);
}

const IN_UNIT = /^[([]?[x×*·]? ?10 ?\^ ?(\d) (.+?)[)\]]?$/iu;

/** `×10^4 CFU/g`: the unit behind a power. */
export function unitBehindPower(text: string): string {
  const rest = IN_UNIT.exec(text)?.[2];
  return rest !== undefined && isUnit(rest) ? rest : text;
}

export const withoutPower = (unit: Printed | undefined): Printed | undefined => unit && { ...unit, text: unitBehindPower(unit.text) };

/** What the number of a cell means below such a heading, or before such a unit: `1.2` is `1.2x10^3`. */
export function inPowers(column: RoledColumn, text: string, unit: Printed | undefined): string | null {
  const power = IN_UNIT.exec(unit?.text ?? '')?.[1] ?? powerOver(column);
  return power !== null && isAmount(cellKind(text)) && !/\d ?[x×e·]/iu.test(text) ? `${text}x10^${power}` : null;
}

/** Whether limits stand beside such numbers, or are such: in what they are given no form says. */
export const hasPowersBeside = (table: Table, row: Row, column: RoledColumn, unit: Printed | undefined): boolean => {
  const limits = ([...LIMITS_OF_MEASUREMENT, 'limit'] as const).flatMap(role => cellsOf(table, row, role));
  const told = IN_UNIT.test(unit?.text ?? '') || [column, ...limits.map(limit => limit.column)].some(one => powerOver(one) !== null);
  return limits.length > 0 && told;
};
