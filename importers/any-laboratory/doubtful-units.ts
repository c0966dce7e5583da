/** What stands in a column of units and may be none, or another than the result's. */
import { readUnit } from '../../src/coa/unit.ts';
import { cellKind, isFinding, isUnit } from './cell.ts';

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
