/** A number put in the place of what is below a limit: no estimate, but at 0 and at the limit a bound on what any method could say. */
import { CannotCompute, isCensored, type Observation, type Summary } from './censored-data.ts';
import { summaryOf } from './censored-ros.ts';
import { sortedNumbers } from './quantile.ts';

export const SUBSTITUTES = {
  /** The lower bound of each value. */
  substitution_0: ({ lower }: Observation) => lower,
  substitution_half: ({ lower, upper }: Observation) => (lower + upper) / 2,
  substitution_sqrt2: ({ lower, upper }: Observation) => (lower > 0 ? null : upper / Math.SQRT2),
  /** The upper bound of each value. */
  substitution_full: ({ upper }: Observation) => upper,
} as const satisfies Record<string, (observation: Observation) => number | null>;

export type Substitution = keyof typeof SUBSTITUTES;

/** Quantiles of type 7. */
export function substitute(data: readonly Observation[], by: Substitution): Summary {
  if (data.length === 0) throw new CannotCompute('there are no values');
  const values = data.map(observation => (isCensored(observation) ? SUBSTITUTES[by](observation) : observation.lower));
  if (values.some(value => value === Number.POSITIVE_INFINITY)) throw new CannotCompute('a value has no upper bound');
  if (values.some(value => value === null)) throw new CannotCompute('limit/√2 has no meaning for a value between two bounds');
  return summaryOf(sortedNumbers(values as number[]));
}
