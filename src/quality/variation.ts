/** How much the content of a product differs from lot to lot. */
import { bootstrap, type Interval } from './bootstrap.ts';
import { medianOf } from './quantile.ts';

export interface LotContent {
  /** Only lots of the same product are compared. */
  readonly product: string;
  /** Equal where measured; 0 and Infinity where unbounded. */
  readonly lower: number;
  readonly upper: number;
}

export interface Spread {
  /** Robust coefficient of variation, 0.1 for 10 %; null with a reason. */
  readonly cv: number | null;
  /** 90 %. */
  readonly interval: Interval | null;
  readonly reason: string | null;
  /** Measured lots of products with at least two. */
  readonly lots: number;
  readonly products: number;
  readonly censored: number;
}

export const LEAST_LOTS_FOR_SPREAD = 5;
/** More than this share below a limit, and the spread of the others says little of all. */
export const MOST_CENSORED_FOR_SPREAD = 0.2;

/**
 * Median of |ln a − ln b| over all pairs of lots of one product, times 1.0483 (Shamos 1976; consistent for the normal distribution), divided by
 * 1 + 0.414/m + 0.442/m² for m = lots − products + 1 (Park, Kim & Wang 2022); CV = √(e^(s²) − 1). Half of the pairs may be wild before it breaks.
 * Values below a limit are left out of the estimate; pairs with them, at the least and at the most they can differ, widen the interval.
 */
export function betweenLots(contents: readonly LotContent[], { seed = 'between lots', resamples = 400, level = 0.9 } = {}): Spread {
  const usable = productsOf(contents);
  const measured = productsOf(contents.filter(({ lower, upper }) => lower === upper && lower > 0));
  const lots = measured.flat();
  const all = usable.flat().length;
  const censored = usable.flat().filter(({ lower, upper }) => lower !== upper || lower === 0).length;
  const known = { lots: lots.length, products: measured.length, censored };
  const refuse = (reason: string): Spread => ({ cv: null, interval: null, reason, ...known });
  if (censored > MOST_CENSORED_FOR_SPREAD * all) return refuse(`${censored} of ${all} lots are below a limit or without a bound`);
  if (lots.length < LEAST_LOTS_FOR_SPREAD)
    return refuse(`${lots.length} measured lots of products with two or more, fewer than ${LEAST_LOTS_FOR_SPREAD}`);
  const m = lots.length - measured.length + 1;
  const pairs = measuredPairs(measured);
  const everyOne = lots.map(() => 1);
  const cv = cvFrom(weightedMedian(pairs, everyOne)!, m);
  const drawn = bootstrap([...lots.keys()], ['cv'], sample => ({ cv: resampledCv(pairs, sample, lots.length, m) }), {
    seed,
    resamples,
    level,
  }).cv;
  return { cv, interval: drawn && widened(drawn, usable, known), reason: null, ...known };
}

/** Of two lots of one product, by their places among all lots, ascending by difference. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly difference: number;
}

function measuredPairs(products: readonly (readonly LotContent[])[]): Pair[] {
  let start = 0;
  const pairs: Pair[] = [];
  for (const lots of products) {
    for (const [i, a] of lots.entries())
      for (let j = i + 1; j < lots.length; j++)
        pairs.push({ a: start + i, b: start + j, difference: Math.abs(Math.log(a.lower / lots[j]!.lower)) });
    start += lots.length;
  }
  return pairs.sort((a, b) => a.difference - b.difference);
}

/** As the median of all pairs of what was drawn; a lot drawn twice is not compared with itself. */
function weightedMedian(pairs: readonly Pair[], counts: readonly number[]): number | null {
  const total = pairs.reduce((sum, { a, b }) => sum + counts[a]! * counts[b]!, 0);
  let [passed, lower] = [0, null as number | null];
  for (const { a, b, difference } of pairs) {
    const weight = counts[a]! * counts[b]!;
    if (weight === 0) continue;
    passed += weight;
    if (lower !== null) return (lower + difference) / 2;
    if (2 * passed > total) return difference;
    if (2 * passed === total) lower = difference;
  }
  return lower;
}

function resampledCv(pairs: readonly Pair[], sample: readonly number[], lots: number, m: number): number | null {
  const counts = new Array<number>(lots).fill(0);
  for (const index of sample) counts[index]!++;
  const median = weightedMedian(pairs, counts);
  return median === null ? null : cvFrom(median, m);
}

/** In one order; products with a single lot have nothing to compare. */
function productsOf(contents: readonly LotContent[]): LotContent[][] {
  const groups = [...Map.groupBy(contents, ({ product }) => product)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lots]) => lots);
  return groups.filter(lots => lots.length > 1).map(lots => [...lots].sort((a, b) => a.lower - b.lower || a.upper - b.upper));
}

function pairsOf<T>(products: readonly (readonly LotContent[])[], of: (a: LotContent, b: LotContent) => T): T[] {
  return products.flatMap(lots => lots.flatMap((a, i) => lots.slice(i + 1).map(b => of(a, b))));
}

function cvFrom(median: number, m: number): number {
  const s = (1.0483 * median) / (1 + 0.414253297 / m + 0.442396799 / m ** 2);
  return Math.sqrt(Math.expm1(s * s));
}

function widened(
  [low, high]: Interval,
  products: readonly (readonly LotContent[])[],
  { censored }: Pick<Spread, 'censored'>,
): Interval | null {
  if (censored === 0) return [low, high];
  const m = products.flat().length - products.length + 1;
  const least = medianOf(pairsOf(products, (a, b) => Math.max(0, Math.log(a.lower / b.upper), Math.log(b.lower / a.upper))));
  const most = medianOf(pairsOf(products, (a, b) => Math.max(Math.log(a.upper / b.lower), Math.log(b.upper / a.lower))));
  return Number.isFinite(most) ? [Math.min(low, cvFrom(least, m)), Math.max(high, cvFrom(most, m))] : null;
}
