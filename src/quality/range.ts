/** Where a value can be, and arithmetic that keeps the bounds certain. Nothing here is below zero. */
import { Decimal } from 'decimal.js';

const Exact = Decimal.clone({ precision: 60, toExpNeg: -1e6, toExpPos: 1e6 });
export type Exact = InstanceType<typeof Decimal>;

/** The same few limits, factors and values are read again for every rule: what was read lately is kept, and never so much that it fills the memory. */
const read = new Map<string | number, Exact>();
const MOST_READ = 10_000;
const LONGEST_READ = 40;

export function exact(text: string | number): Exact {
  const known = read.get(text);
  if (known !== undefined) return known;
  const value = new Exact(text);
  if (typeof text === 'string' && text.length > LONGEST_READ) return value;
  if (read.size >= MOST_READ) read.clear();
  read.set(text, value);
  return value;
}

export interface Range {
  /** Null: unbounded on that side. */
  readonly lower: Exact | null;
  readonly upper: Exact | null;
  readonly lowerClosed: boolean;
  readonly upperClosed: boolean;
}

export const ANYTHING: Range = { lower: exact(0), upper: null, lowerClosed: true, upperClosed: false };
export const ZERO: Range = { lower: exact(0), upper: exact(0), lowerClosed: true, upperClosed: true };

export const point = (value: Exact): Range => ({ lower: value, upper: value, lowerClosed: true, upperClosed: true });

export function rangeOf(interval: {
  readonly lower: string | null;
  readonly upper: string | null;
  readonly lowerClosed: boolean;
  readonly upperClosed: boolean;
}): Range {
  return {
    lower: interval.lower === null ? null : exact(interval.lower),
    upper: interval.upper === null ? null : exact(interval.upper),
    lowerClosed: interval.lowerClosed,
    upperClosed: interval.upperClosed,
  };
}

export const scale = (range: Range, factor: Exact): Range =>
  factor.eq(1)
    ? range
    : {
        ...range,
        lower: range.lower?.times(factor) ?? null,
        upper: range.upper?.times(factor) ?? null,
      };

export function times(a: Range, b: Range): Range {
  return {
    lower: a.lower && b.lower ? a.lower.times(b.lower) : null,
    upper: a.upper && b.upper ? a.upper.times(b.upper) : null,
    lowerClosed: a.lowerClosed && b.lowerClosed,
    upperClosed: a.upperClosed && b.upperClosed,
  };
}

/** Unbounded above where the divisor can be zero. */
export function dividedBy(a: Range, b: Range): Range {
  return {
    lower: a.lower && b.upper && !b.upper.isZero() ? a.lower.div(b.upper) : a.lower && exact(0),
    upper: a.upper && b.lower && !b.lower.isZero() ? a.upper.div(b.lower) : null,
    lowerClosed: a.lowerClosed && b.upperClosed,
    upperClosed: a.upperClosed && b.lowerClosed,
  };
}

export const sum = (ranges: readonly Range[]): Range =>
  ranges.reduce(
    (total, range) => ({
      lower: (total.lower ?? exact(0)).plus(range.lower ?? 0),
      upper: total.upper && range.upper ? total.upper.plus(range.upper) : null,
      lowerClosed: total.lowerClosed && (range.lowerClosed || range.lower === null),
      upperClosed: total.upperClosed && range.upperClosed,
    }),
    ZERO,
  );

/** Everything that any of several results of one quantity allows. */
export function hull(ranges: readonly Range[]): Range {
  return ranges.reduce((a, b) => ({ ...lowest(a, b), ...highest(a, b) }));
}

function lowest(a: Range, b: Range): Pick<Range, 'lower' | 'lowerClosed'> {
  if (a.lower === null || b.lower === null) return { lower: null, lowerClosed: false };
  if (a.lower.eq(b.lower)) return { lower: a.lower, lowerClosed: a.lowerClosed || b.lowerClosed };
  const { lower, lowerClosed } = a.lower.lt(b.lower) ? a : b;
  return { lower, lowerClosed };
}

function highest(a: Range, b: Range): Pick<Range, 'upper' | 'upperClosed'> {
  if (a.upper === null || b.upper === null) return { upper: null, upperClosed: false };
  if (a.upper.eq(b.upper)) return { upper: a.upper, upperClosed: a.upperClosed || b.upperClosed };
  const { upper, upperClosed } = a.upper.gt(b.upper) ? a : b;
  return { upper, upperClosed };
}

const shown = (value: Exact | null): string | null => value?.toSignificantDigits(12).toFixed() ?? null;

export const describeRange = (range: Range, unit: string) => ({ lower: shown(range.lower), upper: shown(range.upper), unit });

const POWERS = new Map<number, Exact>();

export function powerOfTen(power: number): Exact {
  const known = POWERS.get(power) ?? exact(10).pow(power);
  POWERS.set(power, known);
  return known;
}
