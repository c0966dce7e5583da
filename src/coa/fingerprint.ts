/** The measured values of a sample as a set that can be compared: two samples practically never give the same numbers. */
import { plainName } from './name.ts';
import type { ResultReading } from './reading.ts';

/** Fewer values can agree by chance. */
export const FEWEST_VALUES = 6;
/** Of the smaller set, in hundredths. */
const NEAR = 80;

export interface Fingerprint {
  /** `lead=0.204 mg/kg`, each once, the most telling first. */
  readonly values: readonly string[];
  /**
   * The most telling values, so many that any sample sharing enough of the set shares at least one of them: an index on them finds all
   * candidates.
   */
  readonly rare: readonly string[];
}

/** Null where too few values were measured to tell anything. */
export function fingerprint(results: readonly Measured[]): Fingerprint | null {
  const all = new Set(results.flatMap(result => tokenOf(result) ?? []));
  if (all.size < FEWEST_VALUES) return null;
  const values = [...all].sort((a, b) => digits(b) - digits(a) || (a < b ? -1 : 1));
  return { values, rare: values.slice(0, values.length - enough(values.length) + 1) };
}

export type Measured = Pick<ResultReading, 'analyte' | 'finding' | 'number' | 'unit' | 'lod' | 'loq'> & {
  readonly printed: Pick<ResultReading['printed'], 'name'>;
};

/** How many of `size` values must agree. */
function enough(size: number): number {
  return Math.max(1, Math.ceil((size * NEAR) / 100));
}

export interface Likeness {
  /** Values in both. */
  readonly shared: number;
  readonly first: number;
  readonly second: number;
  /** Every value of one is in the other, and there are as many. */
  readonly exact: boolean;
}

/** Null where the two have too little in common to be worth a look. */
export function likeness(first: readonly string[], second: readonly string[]): Likeness | null {
  const others = new Set(second);
  const shared = first.filter(value => others.has(value)).length;
  if (shared < FEWEST_VALUES || shared < enough(Math.min(first.length, second.length))) return null;
  return { shared, first: first.length, second: second.length, exact: shared === first.length && shared === second.length };
}

/** A limit printed in the place of a value, or a zero, is a constant of the method and says nothing of the sample. */
function tokenOf({ analyte, finding, number, unit, lod, loq, printed }: Measured): string | null {
  if (finding.kind !== 'quantified' || number === null) return null;
  const value = plain(number);
  if (value === '0' || [lod, loq].some(limit => limit !== null && plain(limit) === value)) return null;
  return `${analyte ?? plainName(printed.name)}=${value}${unit === null ? '' : ` ${unit}`}`;
}

/** `0.350` and `0.35` are one value here. */
function plain(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}

/** Significant digits: the more, the rarer the same number by chance. */
function digits(token: string): number {
  const number = token.slice(token.lastIndexOf('=') + 1).split(' ')[0]!;
  return number.replace('.', '').replace(/^-?0+/, '').length;
}
