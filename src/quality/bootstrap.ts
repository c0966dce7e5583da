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

type Intervals<K extends string> = Record<K, Interval | null>;

/**
 * One interval for each number that `statistics` gives of a resample; null where more than a twentieth of the resamples give none, or there are none.
 * `data` in an order of its own, so that equal data in another order resample alike; resamples keep that order.
 */
export function bootstrap<T, K extends string>(
  data: readonly T[],
  keys: readonly K[],
  statistics: (resample: readonly T[]) => Readonly<Record<K, number | null>> | null,
  resampling: Resampling,
): Intervals<K> {
  return finish(bootstrapSteps(data, keys, statistics, resampling));
}

/** The same, with a pause after each resample. */
export function* bootstrapSteps<T, K extends string>(
  data: readonly T[],
  keys: readonly K[],
  statistics: (resample: readonly T[]) => Readonly<Record<K, number | null>> | null,
  { seed, resamples, level }: Resampling,
): Generator<void, Intervals<K>> {
  const draw = seeded(seed);
  const drawn: (Readonly<Record<K, number | null>> | null)[] = [];
  for (let i = 0; i < resamples; i++) {
    // in order, which whoever sorts the resample is quick with
    const positions = Uint32Array.from(data, () => Math.floor(draw() * data.length)).sort();
    drawn.push(statistics(Array.from(positions, at => data[at]!)));
    yield;
  }
  const interval = (key: K): Interval | null => {
    const values = drawn.flatMap(each => (each === null || each[key] === null || !Number.isFinite(each[key]) ? [] : [each[key]]));
    if (values.length === 0 || values.length < 0.95 * resamples) return null;
    const sorted = sortedNumbers(values);
    return [quantile7(sorted, (1 - level) / 2), quantile7(sorted, (1 + level) / 2)];
  };
  return Object.fromEntries(keys.map(key => [key, interval(key)])) as Intervals<K>;
}

/** Without a pause. */
export function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
