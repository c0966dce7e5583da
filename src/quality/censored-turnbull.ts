/** The non-parametric maximum likelihood estimate for values between bounds (Turnbull 1976): Kaplan–Meier's counterpart for [LOD, LOQ) and counts above range. */
import { CannotCompute, inOrder, isCensored, type Observation, PROBABILITIES, type Summary } from './censored-data.ts';

/** Probability that the data can only place somewhere in the interval. */
export interface Mass {
  readonly lower: number;
  readonly upper: number;
  readonly probability: number;
}

/** Where nothing can be told apart: from a left bound to the next right bound with no other left bound between. */
function innermost(data: readonly Observation[]): Observation[] {
  const edges = data
    .flatMap(({ lower, upper }) => [
      // a measured value is closed on both sides: its left edge comes after what ends there, its right edge after that
      { value: lower, left: true, rank: 1, exact: lower === upper },
      { value: upper, left: false, rank: lower === upper ? 2 : 0, exact: lower === upper },
    ])
    .sort((a, b) => a.value - b.value || a.rank - b.rank);
  const found: Observation[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [edge, next] = [edges[i]!, edges[i + 1]!];
    if (edge.left && !next.left) found.push({ lower: edge.value, upper: next.value });
  }
  return found;
}

const holds = (outer: Observation, inner: Observation): boolean =>
  isCensored(outer)
    ? outer.lower <= inner.lower && (isCensored(inner) ? inner.upper <= outer.upper : inner.upper < outer.upper)
    : outer.lower === inner.lower && outer.upper === inner.upper;

/** By self-consistency until no probability moves by more than `precision`; ascending. */
export function turnbull(data: readonly Observation[], precision = 1e-10): Mass[] {
  if (data.length === 0) throw new CannotCompute('there are no values');
  const cells = innermost(data);
  const grouped = [...Map.groupBy(inOrder(data), ({ lower, upper }) => `${lower} ${upper}`).values()];
  const rows = grouped.map(same => ({
    count: same.length,
    within: cells.flatMap((cell, index) => (holds(same[0]!, cell) ? [index] : [])),
  }));
  let probabilities = cells.map(() => 1 / cells.length);
  for (let i = 0; i < 5000; i++) {
    const next = cells.map(() => 0);
    for (const { count, within } of rows) {
      const total = within.reduce((sum, index) => sum + probabilities[index]!, 0);
      for (const index of within) next[index]! += (count * probabilities[index]!) / (total * data.length);
    }
    const moved = next.reduce((most, value, index) => Math.max(most, Math.abs(value - probabilities[index]!)), 0);
    probabilities = next;
    if (moved < precision) break;
  }
  return cells.map((cell, index) => ({ ...cell, probability: probabilities[index]! })).filter(({ probability }) => probability > 1e-9);
}

/**
 * Mass between bounds counts at its upper bound; nothing is said that rests on mass without one. As in `kaplanMeier`, no quantile below the
 * smallest limit, nor one that rests on the largest value alone.
 */
export function turnbullSummary(data: readonly Observation[], precision?: number): Summary {
  if (!data.some(observation => !isCensored(observation)))
    throw new CannotCompute('no value was measured, all are below limits or between bounds');
  const masses = turnbull(data, precision);
  const bounded = masses.every(({ upper }) => upper !== Number.POSITIVE_INFINITY);
  const mean = masses.reduce((sum, { upper, probability }) => sum + upper * probability, 0);
  const variance = masses.reduce((sum, { upper, probability }) => sum + probability * (upper - mean) ** 2, 0);
  const at = (p: number): number | null => {
    let share = 0;
    for (const mass of masses) {
      share += mass.probability;
      if (share >= p - 1e-9) return (mass.lower === 0 && mass.upper > 0) || mass === masses.at(-1) ? null : mass.upper;
    }
    return null;
  };
  const { q25, median, q75, q90 } = PROBABILITIES;
  return {
    median: at(median),
    mean: bounded ? mean : null,
    sd: bounded && data.length > 1 ? Math.sqrt((variance * data.length) / (data.length - 1)) : null,
    q25: at(q25),
    q75: at(q75),
    q90: at(q90),
  };
}
