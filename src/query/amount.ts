/** Amounts with units: reading them, and what they are in every unit that results may be kept in. */
import { shift } from '../coa/quantity.ts';
import { convert, type Dimension, parseUnit, UNITS, type Unit, UnitMismatch } from '../coa/unit.ts';

/** A plain decimal, or one with an exponent, which is written out; null for anything else. Exponents to 30. */
export function decimalOf(text: string): string | null {
  const match = /^([+-]?)(\d{1,40}(?:\.\d{1,40})?|\.\d{1,40})(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (!match) return null;
  const [, sign, digits = '', exponent = '0'] = match;
  if (Math.abs(Number(exponent)) > 30) return null;
  const plain = shift(digits.startsWith('.') ? `0${digits}` : digits, Number(exponent));
  return sign === '-' ? `-${plain}` : plain;
}

/** The unit in which results are compared: a printed logarithm is none. */
export function comparableUnit(text: string): Unit | null {
  const unit = parseUnit(text);
  return unit === null || unit.power === 'log' ? null : unit;
}

export interface Equivalent {
  readonly units: readonly string[];
  readonly number: string;
}

/** The same amount in every unit that it can be converted to exactly. */
export function equivalents(number: string, unit: string): Equivalent[] {
  const byNumber = new Map<string, string[]>();
  for (const { code } of UNITS) {
    const converted = convertible(number, unit, code);
    if (converted !== null) byNumber.set(converted, [...(byNumber.get(converted) ?? []), code]);
  }
  return [...byNumber].map(([converted, units]) => ({ units, number: converted }));
}

function convertible(number: string, from: string, to: string): string | null {
  try {
    return trimmed(convert(number, from, to));
  } catch (error) {
    if (error instanceof UnitMismatch) return null;
    throw error;
  }
}

const trimmed = (number: string): string => (number.includes('.') ? number.replace(/\.?0+$/, '') : number);

/** Things that no conversion leads between: amounts of a substance, counts of organisms, and each other measure by itself. */
export function familyOf(dimension: Dimension): string {
  if (/^(mass|volume_fraction|area_percent|share_of_alkaloids)/.test(dimension)) return 'amount of substance';
  return /^(cfu|mpn|copies)_/.test(dimension) ? 'count of organisms' : dimension.replaceAll('_', ' ');
}

/** Units of the same family, the usual ones first. */
export const unitsLike = (unit: Unit): string[] =>
  UNITS.filter(other => other.power !== 'log' && familyOf(other.dimension) === familyOf(unit.dimension))
    .map(({ code }) => code)
    .slice(0, 12);
