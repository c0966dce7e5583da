/** Does every possible value keep to a limit, or does none? */
import { type Exact, exact, type Range } from './range.ts';

export type Comparator = '<' | '<=' | '>' | '>=';

export interface Limit {
  readonly comparator: Comparator;
  readonly value: Exact;
  /** The text contradicts itself about a value equal to the limit: equality neither keeps nor breaks it. */
  readonly ambiguousAtEquality?: boolean | undefined;
  /** As printed, where `value` is the one that rounding moved. */
  readonly printed?: Exact | undefined;
}

/** The limit as the text has it. */
export const printedLimit = ({ value, printed = value }: Limit): Exact => printed;

export type Outcome = 'within' | 'over' | 'open';

export function compareWith(range: Range, limit: Limit): Outcome {
  if (keeps(range, limit)) return 'within';
  return breaks(range, limit) ? 'over' : 'open';
}

/** All values within. An end that is not reached may touch a limit that must not be reached. */
function keeps(range: Range, { comparator, value, ambiguousAtEquality }: Limit): boolean {
  const reachable = !ambiguousAtEquality && comparator.endsWith('=');
  if (comparator.startsWith('<')) {
    if (range.upper === null) return false;
    return range.upper.lt(value) || (range.upper.eq(value) && (reachable || !range.upperClosed));
  }
  if (range.lower === null) return false;
  return range.lower.gt(value) || (range.lower.eq(value) && (reachable || !range.lowerClosed));
}

/** All values over. */
function breaks(range: Range, { comparator, value, ambiguousAtEquality }: Limit): boolean {
  const breaksAtLimit = !ambiguousAtEquality && !comparator.endsWith('=');
  if (comparator.startsWith('<')) {
    if (range.lower === null) return false;
    return range.lower.gt(value) || (range.lower.eq(value) && (breaksAtLimit || !range.lowerClosed));
  }
  if (range.upper === null) return false;
  return range.upper.lt(value) || (range.upper.eq(value) && (breaksAtLimit || !range.upperClosed));
}

/**
 * USP General Notices 7.20: the reported value is rounded to the decimals of the limit, one digit looked at, 5 rounds up; the limit is
 * inclusive and not rounded. A value rounds within `<= L` exactly when it is below L plus half of L's last place, and within a
 * strict `< L` when it is below L minus that half.
 */
export function uspLimit(comparator: Comparator, written: string): Limit {
  const half = exact(10)
    .pow(-(written.split('.')[1]?.length ?? 0))
    .div(2);
  const printed = exact(written);
  const up = comparator === '<=' || comparator === '>';
  return { comparator: comparator.startsWith('<') ? '<' : '>=', value: up ? printed.plus(half) : printed.minus(half), printed };
}

/** The value as USP reports it, rounded half up to the decimals of the limit. */
export const uspRounded = (value: string, written: string): string => exact(value).toFixed(written.split('.')[1]?.length ?? 0, 4);

export type IlacStatement = 'pass' | 'conditional pass' | 'conditional fail' | 'fail';

/** ILAC-G8:09/2019 4.2.3, guard band w = U, for an upper limit. At the limit itself a strict one gives a conditional fail. */
export function ilacStatement(value: Exact, uncertainty: Exact, limit: Limit): IlacStatement {
  const at = printedLimit(limit);
  if (value.lt(at.minus(uncertainty))) return 'pass';
  // an inclusive limit that rounding moved up is written with `<`
  if (value.lt(at) || (value.eq(at) && (limit.comparator === '<=' || limit.printed?.lt(limit.value)))) return 'conditional pass';
  return value.lte(at.plus(uncertainty)) ? 'conditional fail' : 'fail';
}
