/** What a finding says of the true value: the smallest interval that is certain to hold it. */
import type { Finding, PrintedNumber } from './finding.ts';
import { isZero } from './quantity.ts';
import type { Interval } from './reading.ts';

export interface BoundsContext {
  /** In the canonical unit; null where not printed. */
  readonly lod: string | null;
  readonly loq: string | null;
  readonly reportingLimit: string | null;
  /** Whether the unit is known; without it no bound has a meaning. */
  readonly known: boolean;
  /** A printed number in the canonical unit. */
  readonly convert: (bound: PrintedNumber) => string | null;
}

const UNBOUNDED: Interval = { lower: null, upper: null, lowerClosed: false, upperClosed: false };

/** Nothing is below zero: a limit of 0 (printed for totals) bounds nothing. */
const positive = (limit: string | null): string | null => (limit === null || isZero(limit) ? null : limit);

/** From zero up to, not including, a limit; without the limit no upper bound. */
const upTo = (upper: string | null, upperClosed = false): Interval => ({
  lower: '0',
  upper,
  lowerClosed: true,
  upperClosed: upper !== null && upperClosed,
});

export function boundsOf(finding: Finding, printed: BoundsContext): Interval {
  if (!printed.known) return UNBOUNDED;
  const context: BoundsContext = {
    ...printed,
    lod: positive(printed.lod),
    loq: positive(printed.loq),
    reportingLimit: positive(printed.reportingLimit),
  };
  switch (finding.kind) {
    case 'quantified':
    case 'estimated': {
      const value = context.convert(finding.number);
      return value === null ? UNBOUNDED : { lower: value, upper: value, lowerClosed: true, upperClosed: true };
    }
    case 'not_detected':
      return upTo(positive(finding.bound ? context.convert(finding.bound) : null) ?? context.lod ?? context.loq ?? context.reportingLimit);
    case 'below_limit':
      return upTo(positive(finding.bound ? context.convert(finding.bound) : null) ?? limitOf(finding.limit, context), finding.inclusive);
    case 'detected_not_quantified':
      return { lower: context.lod ?? '0', upper: context.loq, lowerClosed: context.lod !== null, upperClosed: false };
    case 'above_limit': {
      const lower = finding.bound ? context.convert(finding.bound) : null;
      return { lower, upper: null, lowerClosed: lower !== null && finding.inclusive, upperClosed: false };
    }
    case 'range': {
      const [lower, upper] = [context.convert(finding.low), context.convert(finding.high)];
      return { lower, upper, lowerClosed: lower !== null, upperClosed: upper !== null };
    }
    default:
      return UNBOUNDED;
  }
}

function limitOf(limit: 'lod' | 'loq' | 'reporting_limit' | 'stated', context: BoundsContext): string | null {
  if (limit === 'lod') return context.lod;
  if (limit === 'loq') return context.loq;
  return limit === 'reporting_limit' ? context.reportingLimit : null;
}
