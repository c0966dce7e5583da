/** Individuals and moving-range chart of a product's lots, with points that are only known to lie between bounds. */
import { medianOf } from './quantile.ts';

export interface ChartPoint {
  readonly id: string;
  /** ISO day. */
  readonly date: string;
  /** Equal where measured. */
  readonly lower: number;
  readonly upper: number;
}

export interface DrawnPoint extends ChartPoint {
  /** Only bounds are known: drawn open, never part of the limits. */
  readonly open: boolean;
  /** Beyond a limit for certain, or the eighth of a run on one side of the centre. */
  readonly signal: 'beyond_limits' | 'run' | null;
}

export interface ControlChart {
  readonly status: 'drawn' | 'refused';
  /** Why there are no limits; the points are drawn all the same. */
  readonly reason: string | null;
  readonly centre: number | null;
  readonly sigma: number | null;
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
  /** By date, then id. */
  readonly points: readonly DrawnPoint[];
}

export const LEAST_POINTS = 8;
export const MOST_OPEN = 0.2;
export const RUN = 8;

/** Median of |difference| of two normal values, in their standard deviation: Montgomery, Statistical Quality Control, d4 for n = 2. */
const MEDIAN_RANGE = 0.9538726;

/** Centre: median; sigma: median moving range ÷ 0.954; limits: three sigma, none below 0. Ranges only between neighbours that are both measured. */
export function controlChart(given: readonly ChartPoint[]): ControlChart {
  const points = [...given].sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1));
  const measured = points.filter(isMeasured);
  const ranges = points
    .slice(1)
    .flatMap((point, i) => (isMeasured(point) && isMeasured(points[i]!) ? [Math.abs(point.lower - points[i]!.lower)] : []));
  const reason = doubt(points.length, measured.length, ranges.length);
  const open = points.map(point => ({ ...point, open: !isMeasured(point), signal: null }));
  const none = { centre: null, sigma: null, lowerLimit: null, upperLimit: null };
  if (reason !== null) return { status: 'refused', reason, ...none, points: open };
  const centre = medianOf(measured.map(({ lower }) => lower));
  const sigma = medianOf(ranges) / MEDIAN_RANGE;
  if (sigma === 0)
    return {
      status: 'refused',
      reason: 'most neighbouring lots are equal to the last digit: no spread to set limits by',
      ...none,
      points: open,
    };
  const [lowerLimit, upperLimit] = [Math.max(0, centre - 3 * sigma), centre + 3 * sigma];
  const runs = endsOfRuns(points, centre);
  const signal = (point: ChartPoint, i: number): DrawnPoint['signal'] =>
    point.lower > upperLimit || point.upper < lowerLimit ? 'beyond_limits' : runs.has(i) ? 'run' : null;
  return {
    status: 'drawn',
    reason: null,
    centre,
    sigma,
    lowerLimit,
    upperLimit,
    points: open.map((point, i) => ({ ...point, signal: signal(point, i) })),
  };
}

const isMeasured = ({ lower, upper }: ChartPoint): boolean => lower === upper;

function doubt(all: number, measured: number, ranges: number): string | null {
  if (measured < LEAST_POINTS) return `${measured} measured lots, fewer than ${LEAST_POINTS}`;
  if (all - measured > MOST_OPEN * all)
    return `${all - measured} of ${all} lots are only known between bounds, more than ${100 * MOST_OPEN} %`;
  return ranges < LEAST_POINTS - 1 ? `${ranges} pairs of neighbouring measured lots, fewer than ${LEAST_POINTS - 1}` : null;
}

/** The eighth and later points of a run surely on one side; bounds across the centre end a run. */
function endsOfRuns(points: readonly ChartPoint[], centre: number): ReadonlySet<number> {
  const ends = new Set<number>();
  let [side, length] = [0, 0];
  for (const [i, { lower, upper }] of points.entries()) {
    const here = lower > centre ? 1 : upper < centre ? -1 : 0;
    length = here !== 0 && here === side ? length + 1 : 1;
    side = here;
    if (here !== 0 && length >= RUN) ends.add(i);
  }
  return ends;
}
