/** Kaplan–Meier for values below limits: the product-limit estimate of the mirrored data, as NADA's cenfit (Helsel 2005; Helsel & Lee, R package NADA). */
import { CannotCompute, inOrder, isCensored, leftCensoredOnly, type Observation, PROBABILITIES, type Summary } from './censored-data.ts';

/** At a measured value: the share of the population at or below it. */
export interface Step {
  readonly value: number;
  readonly atOrBelow: number;
}

interface Level {
  readonly value: number;
  readonly events: number;
  /** Measured or below a limit, at or below the value. */
  readonly atRisk: number;
}

/** Descending. A value below a limit that equals a measured value lies below that value. */
function levelsOf(data: readonly Observation[]): Level[] {
  const ordered = inOrder(data);
  const levels: Level[] = [];
  for (let i = ordered.length - 1; i >= 0; ) {
    const value = ordered[i]!.upper;
    let [from, events] = [i, 0];
    while (from >= 0 && ordered[from]!.upper === value) {
      if (!isCensored(ordered[from]!)) events++;
      from--;
    }
    if (events > 0) levels.push({ value, events, atRisk: i + 1 });
    i = from;
  }
  return levels;
}

/** The distribution function at each measured value, descending. */
export function distribution(data: readonly Observation[]): Step[] {
  let share = 1;
  return levelsOf(data).map(({ value, events, atRisk }) => {
    const step = { value, atOrBelow: share };
    share *= (atRisk - events) / atRisk;
    return step;
  });
}

/**
 * Restricted mean: what lies below every measured value counts as the smallest of them. sd as NADA gives it: the standard
 * error of the restricted mean (Greenwood, with Kaplan and Meier's d/(d − 1)) times √n. No quantile where it would rest on the largest value
 * alone or lies below the smallest measured one.
 */
export function kaplanMeier(data: readonly Observation[]): Summary {
  if (!leftCensoredOnly(data)) throw new CannotCompute('the data hold intervals; the estimate for them is that of Turnbull');
  const levels = levelsOf(data);
  if (levels.length === 0) throw new CannotCompute('no value was measured, all are below limits');
  const steps = distribution(data);
  const lowest = levels.at(-1)!;
  const left = (steps.at(-1)!.atOrBelow * (lowest.atRisk - lowest.events)) / lowest.atRisk;
  const areas = areasBelow(steps);
  const events = levels.reduce((sum, level) => sum + level.events, 0);
  const variance = levels.reduce((sum, { events: d, atRisk: r }, i) => (r === d ? sum : sum + (areas[i]! ** 2 * d) / (r * (r - d))), 0);
  const correction = events > 1 ? events / (events - 1) : Number.NaN;
  const sd = Math.sqrt(variance * correction * data.length);
  return {
    mean: steps[0]!.value - areas[0]!,
    sd: Number.isFinite(sd) ? sd : null,
    ...quantiles(steps, left),
  };
}

/** ∫ F from the smallest measured value up to each of them. */
function areasBelow(steps: readonly Step[]): number[] {
  const areas: number[] = [];
  let area = 0;
  for (let i = steps.length - 1; i >= 0; i--) {
    const next = steps[i + 1];
    if (next) area += next.atOrBelow * (steps[i]!.value - next.value);
    areas[i] = area;
  }
  return areas;
}

function quantiles(steps: readonly Step[], left: number): Omit<Summary, 'mean' | 'sd'> {
  const at = (p: number): number | null => {
    if (p <= left + 1e-12) return null;
    const step = steps.findLast(({ atOrBelow }) => atOrBelow >= p - 1e-12);
    return step === undefined || step === steps[0] ? null : step.value;
  };
  const { q25, median, q75, q90 } = PROBABILITIES;
  return { q25: at(q25), median: at(median), q75: at(q75), q90: at(q90) };
}
