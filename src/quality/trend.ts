/** Whether lots change with time: Kendall's S for values between bounds and the Akritas–Theil–Sen line (Helsel 2012, NADA's cenken). */
import { bootstrap, type Interval } from './bootstrap.ts';
import { normalCdf } from './special.ts';

export interface TrendPoint {
  /** ISO day. */
  readonly date: string;
  readonly lower: number;
  readonly upper: number;
}

export interface Trend {
  /** In the unit of the values; null with a reason. */
  readonly slopePerYear: number | null;
  /** 90 %, by bootstrap. */
  readonly interval: Interval | null;
  /** Two-sided, normal approximation with ties; null with a reason. */
  readonly p: number | null;
  readonly reason: string | null;
  readonly n: number;
  readonly censored: number;
}

export const LEAST_FOR_TREND = 8;
export const MOST_CENSORED_FOR_TREND = 0.5;

interface Placed {
  readonly t: number;
  readonly lower: number;
  readonly upper: number;
}

const YEAR = 365.25 * 86_400_000;

export function trendOf(points: readonly TrendPoint[], { resamples = 400, level = 0.9 } = {}): Trend {
  const placed = points
    .map(({ date, lower, upper }) => ({ t: Date.parse(date) / YEAR, lower, upper }))
    .sort((a, b) => a.t - b.t || a.lower - b.lower || a.upper - b.upper);
  const n = placed.length;
  const censored = placed.filter(({ lower, upper }) => lower !== upper).length;
  const refuse = (reason: string): Trend => ({ slopePerYear: null, interval: null, p: null, reason, n, censored });
  if (n < LEAST_FOR_TREND) return refuse(`${n} lots, fewer than ${LEAST_FOR_TREND}`);
  if (censored > MOST_CENSORED_FOR_TREND * n) return refuse(`${censored} of ${n} lots are below a limit`);
  if (placed[0]!.t === placed.at(-1)!.t) return refuse('all lots are of one day');
  const slopePerYear = slopeOf(placed);
  if (slopePerYear === null) return refuse('the values cannot be placed against each other');
  const { slope } = bootstrap(placed, ['slope'], sample => ({ slope: slopeOf(sample) }), { seed: `trend ${n}`, resamples, level });
  return { slopePerYear, interval: slope, p: pValue(placed), reason: null, n, censored };
}

/** Which of two is surely larger: 1 the later, −1 the earlier, 0 not known or equal. */
function compare(early: Placed, late: Placed): number {
  if (late.lower > early.upper || (late.lower >= early.upper && early.lower !== early.upper)) return 1;
  return late.upper < early.lower || (late.upper <= early.lower && late.lower !== late.upper) ? -1 : 0;
}

function kendall(points: readonly Placed[]): number {
  let s = 0;
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) if (points[j]!.t !== points[i]!.t) s += compare(points[i]!, points[j]!);
  return s;
}

/**
 * Where S of what is left over once a line is taken away changes its sign; the middle of where it is 0. As the slope grows, a pair stops being a certain rise at
 * one slope and becomes a certain fall at another (the same where both are measured), so S is the number of pairs less the slopes passed, of two a pair: it is 0
 * at their median. Measured pairs alone bound the search.
 */
function slopeOf(points: readonly Placed[]): number | null {
  const turns = new Float64Array(points.length * (points.length - 1));
  let [count, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) {
      const [early, late] = points[i]!.t < points[j]!.t ? [points[i]!, points[j]!] : [points[j]!, points[i]!];
      const dt = late.t - early.t;
      if (dt === 0) continue;
      turns[count++] = (late.lower - early.upper) / dt;
      turns[count++] = (late.upper - early.lower) / dt;
      if (early.lower !== early.upper || late.lower !== late.upper) continue;
      low = Math.min(low, turns[count - 1]!);
      high = Math.max(high, turns[count - 1]!);
    }
  if (low > high) return null;
  const sorted = turns.subarray(0, count).sort();
  const margin = (high - low) / 100 + 1e-12;
  const within = (slope: number) => Math.min(high + margin, Math.max(low - margin, slope));
  return (within(sorted[count / 2 - 1]!) + within(sorted[count / 2]!)) / 2;
}

/** Variance of S from the sum over triples (Kendall 1970, for any pattern of ties): Σ over points of the squared row sums, under exchangeability. */
function pValue(points: readonly Placed[]): number | null {
  const n = points.length;
  const order = (i: number, j: number) => compare(points[i]!, points[j]!);
  const time = (i: number, j: number) => Math.sign(points[j]!.t - points[i]!.t);
  const variance = exchangeable(n, order, time);
  const s = kendall(points);
  if (!(variance > 0)) return null;
  return Math.min(1, 2 * normalCdf(-Math.max(0, Math.abs(s) - 1) / Math.sqrt(variance)));
}

/** Daniels (1944): variance of a generalised correlation Σ a·b when one of the two is permuted. */
function exchangeable(n: number, a: (i: number, j: number) => number, b: (i: number, j: number) => number): number {
  const sums = (score: (i: number, j: number) => number) => {
    let [rows, squares] = [0, 0];
    for (let i = 0; i < n; i++) {
      let row = 0;
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        const value = i < j ? score(i, j) : -score(j, i);
        row += value;
        squares += value * value;
      }
      rows += row * row;
    }
    return { rows, squares };
  };
  const [x, y] = [sums(a), sums(b)];
  const whole = (4 * (x.rows - x.squares) * (y.rows - y.squares)) / (n * (n - 1) * (n - 2)) + (2 * x.squares * y.squares) / (n * (n - 1));
  // each pair stands twice in the sums
  return whole / 4;
}
