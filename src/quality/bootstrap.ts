/** Percentile intervals from resampling, with random numbers that a seed fixes. */
import { quantile7, sortedNumbers } from './quantile.ts';
import { seeded } from './random.ts';

export type Interval = readonly [lower: number, upper: number];

export interface Resampling {
  readonly seed: string;
  readonly resamples: number;
  /** 0.9 for a 90 % interval. */
  readonly level: number;
}

/**
 * One interval for each number that `statistics` gives of a resample; null where more than a twentieth of the resamples give none.
 * `data` in an order of its own, so that equal data in another order resample alike.
 */
export function bootstrap<T, K extends string>(
  data: readonly T[],
  keys: readonly K[],
  statistics: (resample: readonly T[]) => Readonly<Record<K, number | null>> | null,
  { seed, resamples, level }: Resampling,
): Record<K, Interval | null> {
  const draw = seeded(seed);
  const drawn = Array.from({ length: resamples }, () => statistics(data.map(() => data[Math.floor(draw() * data.length)]!)));
  const interval = (key: K): Interval | null => {
    const values = drawn.flatMap(each => (each === null || each[key] === null || !Number.isFinite(each[key]) ? [] : [each[key]]));
    if (values.length < 0.95 * resamples) return null;
    const sorted = sortedNumbers(values);
    return [quantile7(sorted, (1 - level) / 2), quantile7(sorted, (1 + level) / 2)];
  };
  return Object.fromEntries(keys.map(key => [key, interval(key)])) as Record<K, Interval | null>;
}
