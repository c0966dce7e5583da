/** What stands in a column of units and may be none, or another than the result's. */
import type { Finding } from '../../src/coa/finding.ts';
import { readFinding } from '../../src/coa/read-finding.ts';
import type { Panel } from '../../src/coa/transcript.ts';
import { readUnit } from '../../src/coa/unit.ts';
import { cellKind, isFinding, isUnit } from './cell.ts';
import { type TableRow, withDoubt } from './table-row.ts';

const MASS_FRACTION =
  /^(?:wt\.?\s?|m\s?)?%(?!\s?\(?(?:w\/v|v\/v|rh))|^(?:w\/w|wt|weight)\s?%|^pp[mbt]$|^(?:[µμ]|u|mc|m|n)?g\s?(?:\/|per)\s?(?:k|m)?g$/i;
export const isMassFraction = (unit: string | null): boolean => unit !== null && MASS_FRACTION.test(unit);

/** `0.68g µg/kg`, `ICP-MS 2`, `ND`: more than a unit, or none; or another one than heading or title say. */
export function isDoubtfulUnit(text: string, said: string | null): boolean {
  const { unit } = readUnit(text);
  if (unit === null) return !isUnit(text) && (/\d/.test(text) || (isFinding(cellKind(text)) && !/^n\/?[at]$/i.test(text)));
  const other = said !== null && isMassFraction(said) ? readUnit(said).unit : null;
  return other !== null && other.code !== unit.code;
}

const NOT_FOUND: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>(['not_detected', 'below_limit', 'detected_not_quantified']);

/** Rows whose unit may be that of all. */
const FEWEST = 3;

/** In points. */
const CLOSE = 6;

/** `0.12 ppm`, `0.12ppm` in one cell, whose unit an `ND` has not. */
function isInCell({ unit, value }: TableRow): boolean {
  if (unit?.evidence.kind !== 'page' || value.evidence.kind !== 'page') return false;
  const [own, found] = [unit.evidence.box, value.evidence.box];
  return own[0] >= found[0] && own[0] <= found[2] + CLOSE && Math.abs(own[1] - found[1]) < CLOSE;
}

/** `ND` without a unit, where all other rows of its panel on the page have the same one: what heads it was lost. */
export function withLostUnits(rows: readonly TableRow[]): TableRow[] {
  const unitsOf = new Map<Panel, string[]>();
  for (const row of rows) {
    const { panel, unit, doubts } = row;
    if (unit && !isInCell(row) && !doubts.includes('unit-inherited')) unitsOf.set(panel, [...(unitsOf.get(panel) ?? []), unit.text]);
  }
  return rows.map(row => {
    const units = (row.unit ? undefined : unitsOf.get(row.panel)) ?? [];
    const [unit = null] = units;
    // a row with a number is flagged where it is read
    const lost = units.length >= FEWEST && isMassFraction(unit) && units.every(other => other === unit);
    return lost && NOT_FOUND.has(readFinding(row.value.text, { decimalMark: '.' }).kind) ? withDoubt(row, 'unit-missing') : row;
  });
}
