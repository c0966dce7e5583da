/** Cells under `Limit`: those that hold none, or only a part of one, and the unit that stands over them. */
import { readUnit } from '../../src/coa/unit.ts';
import { cellText } from './beside.ts';
import { cellKind, splitUnit } from './cell.ts';
import type { Piece } from './piece.ts';
import type { RoledColumn } from './table.ts';

export const USELESS_LIMIT = /^(?:nt|n\.t\.|[-–—]+)$/i;

/** A sign without its number; `<10000 Shiga`: the name of a row beside. */
const NO_WHOLE_LIMIT = [/^(?:nmt|nlt|max\.?|min\.?|[<>≤≥]=?|=[<>])$/i, /^\D{0,4}\d[\d.,]* \p{Lu}\p{Ll}{3}/u];

/** Words in the limit's place that set none: `Report Results`, `For information only`. */
export const NO_LIMIT =
  /^(?:report(?:ed)?(?: (?:the )?(?:results?|values?))?(?: only)?|(?:for )?info(?:rmation(?:al)?)?(?: (?:only|purposes))*|no (?:limits?|spec(?:ification)?s?)(?: (?:set|established|given))?|(?:not|none) (?:established|set|specified|required)|monitor(?:ing)?(?: only)?)\.?$/i;

export const isCutLimit = (text: string): boolean => NO_WHOLE_LIMIT.some(pattern => pattern.test(text));

/** A limit under a unit of its own, `Limit (µg/day)` beside a result in µg/g, takes it along: alone it would be read in that of the result. */
export function limitText(
  { column, cells }: { readonly column: RoledColumn; readonly cells: readonly Piece[] },
  unit: string | null,
): string {
  const text = cellText(cells);
  const own = column.unit;
  if (own === null || unit === null || !['number', 'qualified'].includes(cellKind(text)) || splitUnit(text) !== null) return text;
  const [a, b] = [readUnit(own).unit, readUnit(unit).unit];
  return a !== null && b !== null && a.code !== b.code ? `${text} ${own}` : text;
}
