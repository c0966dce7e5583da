/** Cells under `Limit`: those that hold none, or only a part of one, and the unit that stands over them. */
import { readUnit } from '../../src/coa/unit.ts';
import { cellsOf, cellText } from './beside.ts';
import type { Row } from './body.ts';
import { cellKind, isUnit, splitUnit } from './cell.ts';
import { type RoledColumn, SAYS_LIMIT } from './column-roles.ts';
import { isKnownAnalyte } from './names.ts';
import type { Piece } from './piece.ts';
import type { Table } from './table.ts';

interface Filled {
  readonly column: RoledColumn;
  readonly cells: readonly Piece[];
}

const USELESS_LIMIT = /^(?:nt|n\.t\.|[-–—]+)$/i;

/** A sign without its number; `<10000 Shiga`: the name of a row beside; `6% Mitragynine by`: its rest stands elsewhere. */
const NO_WHOLE_LIMIT = [
  /^(?:nmt|nlt|max\.?|min\.?|[<>≤≥]=?|=[<>])$/i,
  /^\D{0,4}\d[\d.,]* \p{Lu}\p{Ll}{3}/u,
  /\s(?:by|of|to|than|and|or|in|per|through)$/i,
];

/** `f5.0 %`, `£ 5.0`: the file says another letter for the sign before the number, and not which sign that is. */
const UNKNOWN_SIGN = /^[\p{L}£³]\s?\d/u;

/** Words in the limit's place that set none: `Report Results`, `For information only`. */
const NO_LIMIT =
  /^(?:report(?:ed)?(?: (?:the )?(?:results?|values?))?(?: only)?|(?:for )?info(?:rmation(?:al)?)?(?: (?:only|purposes))*|no (?:limits?|spec(?:ification)?s?)(?: (?:set|established|given))?|(?:not|none) (?:established|set|specified|required)|monitor(?:ing)?(?: only)?)\.?$/i;

const isCutLimit = (text: string): boolean => NO_WHOLE_LIMIT.some(pattern => pattern.test(text));

/** A limit under a unit of its own, `Limit (µg/day)` beside a result in µg/g, takes it along: alone it would be read in that of the result. */
function limitText({ column, cells }: Filled, unit: string | null): string {
  const whole = cellText(cells).replace(/^[[(]\s*([^()[\]]*\d[^()[\]]*)\s*[\])]$/, '$1');
  const text = column.heading === '' ? whole.replace(SAYS_LIMIT, '') : whole;
  const own = column.unit;
  if (own === null || unit === null || !['number', 'qualified'].includes(cellKind(text)) || splitUnit(text) !== null) return text;
  const [a, b] = [readUnit(own).unit, readUnit(unit).unit];
  return a !== null && b !== null && a.code !== b.code ? `${text} ${own}` : text;
}

const LEAST =
  /(?:^|\b(?:spec(?:ification)?s?|limit)\.? ?)(?:min(?:imum|imal|\.)?|nlt|not less than|lower|low|lsl|mindest\w*|m[ií]nim[oae]l?e?)\b/i;
const MOST =
  /(?:^|\b(?:spec(?:ification)?s?|limit)\.? ?)(?:max(?:imum|imal|\.)?|nmt|not more than|upper|high|usl|höchst\w*|m[aá]xim[oae]l?e?)\b/i;
const isPlain = ({ cells }: Filled): boolean =>
  cellKind(cellText(cells)) === 'number' && !/[-–]\s?\d|\bto\b/.test(cellText(cells).slice(1));

const sameUnit = (a: string, b: string): boolean => readUnit(a).unit !== null && readUnit(a).unit?.code === readUnit(b).unit?.code;

/** What a row says of limits: the one of its result, those of other uses, words that set none. */
export interface RowLimits {
  readonly limit?: { readonly text: string; readonly cells: readonly Piece[] };
  readonly others: readonly Filled[];
  readonly unlimited?: readonly Piece[];
  readonly cut: boolean;
}

/** `Spec Units`, `Limit Unit` beside another column of units: over those of the limits, which may be others than those of the results. */
const isOfLimits = ({ heading }: RoledColumn, { columns }: Table): boolean =>
  OF_LIMITS.test(heading) && columns.some(other => other.role === 'unit' && !OF_LIMITS.test(other.heading));

const OF_LIMITS = /^(?:spec\w*\.?|limits?|reg(?:ulatory|\.)?) units?\b|^units? (?:of (?:the )?|\()limits?\b/i;

/** Over the units of LOD and LOQ. */
const OF_MEASUREMENT = /^(?:l?loqs?|lods?|m?dl|m?rl|pql|detection|reporting)(?: ?[/&] ?(?:l?loq|lod))?\.? units?\b/i;

/** The unit that LOD and LOQ of the row are printed in, where a column says it. */
export function unitOfMeasurement(table: Table, row: Row): string | undefined {
  const own = cellsOf(table, row, 'unit').find(({ column }) => OF_MEASUREMENT.test(column.heading));
  return own && isUnit(cellText(own.cells)) ? cellText(own.cells) : undefined;
}

export const isUnitOfResults = (column: RoledColumn, table: Table): boolean =>
  column.role === 'unit' && !isOfLimits(column, table) && !OF_MEASUREMENT.test(column.heading);

/** The cells of units that are of the results. */
export const unitsOfResults = (table: Table, row: Row): Filled[] =>
  cellsOf(table, row, 'unit').filter(({ column }) => isUnitOfResults(column, table));

/** A plain limit with the unit that stands beside it. */
function withOwnUnit(limits: readonly Filled[], table: Table, row: Row): Filled[] {
  const unit = cellsOf(table, row, 'unit').find(({ column }) => isOfLimits(column, table));
  return limits.map(one =>
    unit && isPlain(one) && splitUnit(cellText(one.cells)) === null ? { ...one, cells: [...one.cells, ...unit.cells] } : one,
  );
}

const ALERT = /^(?:alert|warning|advisory|notification|industry)\b/i;

/** A number under `Min` alone would be read as a greatest amount: it takes its heading along, and makes a range with the one under `Max`. */
export function limitsOfRow(table: Table, row: Row, unit: string | null): RowLimits {
  const filled = cellsOf(table, row, 'limit').filter(({ cells }) => !USELESS_LIMIT.test(cellText(cells)));
  const told = withOwnUnit(filled, table, row);
  // what only calls for attention, or is kept by others, is no limit beside one that must be kept
  const all = [...told.filter(({ column }) => !ALERT.test(column.heading)), ...told.filter(({ column }) => ALERT.test(column.heading))];
  const least = all.find(one => LEAST.test(one.column.heading) && isPlain(one));
  if (least) {
    const most = all.find(one => MOST.test(one.column.heading) && isPlain(one));
    const others = all.filter(one => one !== least && one !== most);
    const text = most ? `${cellText(least.cells)} - ${limitText(most, unit)}` : `min. ${limitText(least, unit)}`;
    return { limit: { text, cells: [...least.cells, ...(most?.cells ?? [])] }, others, cut: false };
  }
  // of limits in several units, that in the unit of the result
  const first = all.find(({ column }) => unit !== null && column.unit !== null && sameUnit(column.unit, unit)) ?? all[0];
  const others = all.filter(one => one !== first);
  if (!first) return { others, cut: false };
  const text = cellText(first.cells);
  if (NO_LIMIT.test(text)) return { others, unlimited: first.cells, cut: false };
  if (UNKNOWN_SIGN.test(text)) return { others, cut: true };
  return { limit: { text: limitText(first, unit), cells: first.cells }, others, cut: isCutLimit(text) };
}

const LIMIT_BEHIND = /^(.*[\p{L})\]])\s?((?:[<≤]=?|NMT )\s?\d.*)$/u;

/** `Total Plate Count<1000cfu/g`: a name and what is allowed of it in one cell. */
export function limitInName(text: string): { readonly name: string; readonly limit: string } | null {
  const [, name, limit] = /[<≤]|NMT/.test(text) ? (LIMIT_BEHIND.exec(text) ?? []) : [];
  return name !== undefined && limit !== undefined && isKnownAnalyte(name) ? { name, limit } : null;
}
