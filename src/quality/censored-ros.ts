/** Robust regression on order statistics, lognormal, with the plotting positions of Hirsch & Stedinger (1987) as Cohn wrote them down: NADA's cenros. */
import { CannotCompute, inOrder, isCensored, leftCensoredOnly, type Observation, PROBABILITIES, type Summary } from './censored-data.ts';
import { meanOf, quantile7, sdOf, sortedNumbers } from './quantile.ts';
import { normalQuantile } from './special.ts';

interface Limit {
  readonly limit: number;
  /** Values at or above it and below the next limit. */
  readonly measured: readonly number[];
  /** How many are below this limit. */
  readonly censored: number;
  /** Probability of exceeding it. */
  readonly exceedance: number;
}

/** Measured values as they are, the others as the fitted line places them. */
export function ros(data: readonly Observation[]): Summary {
  return summaryOf(modelled(data));
}

export function modelled(data: readonly Observation[]): number[] {
  if (!leftCensoredOnly(data))
    throw new CannotCompute('plotting positions exist for values and values below a limit only, the data hold intervals');
  const used = positional(data);
  const measured = used.filter(observation => !isCensored(observation)).map(({ lower }) => lower);
  if (measured.some(value => value <= 0)) throw new CannotCompute('a measured value is not above 0, it has no logarithm');
  if (new Set(measured).size < 2) throw new CannotCompute('fewer than two different values were measured, no line can be fitted');
  const limits = limitsOf(used);
  const positions = limits.flatMap(({ measured, exceedance }, i) => {
    const next = limits[i + 1]?.exceedance ?? 0;
    return measured.map((_, rank) => 1 - exceedance + ((rank + 1) / (measured.length + 1)) * (exceedance - next));
  });
  const line = lineThrough(
    positions.map(normalQuantile),
    limits.flatMap(limit => limit.measured).map(value => Math.log(value)),
  );
  const placed = limits.flatMap(({ censored, exceedance }) =>
    Array.from({ length: censored }, (_, rank) => line(normalQuantile(((rank + 1) / (censored + 1)) * (1 - exceedance)))),
  );
  return sortedNumbers([...measured, ...placed.map(Math.exp)]);
}

/** A value below a limit that no measured value reaches has no place among them: left out, as NADA does. */
export function positional(data: readonly Observation[]): Observation[] {
  const most = data.reduce((max, observation) => (isCensored(observation) ? max : Math.max(max, observation.lower)), 0);
  return inOrder(data).filter(observation => !isCensored(observation) || observation.upper <= most);
}

function limitsOf(data: readonly Observation[]): Limit[] {
  const measured = data.filter(observation => !isCensored(observation)).map(({ lower }) => lower);
  const censored = data.filter(isCensored).map(({ upper }) => upper);
  const levels = [...new Set(censored)];
  if (levels.length === 0 || measured[0]! < levels[0]!) levels.unshift(0);
  const limits: Limit[] = [];
  let exceedance = 0;
  for (let i = levels.length - 1; i >= 0; i--) {
    const limit = levels[i]!;
    const above = measured.filter(value => value >= limit && value < (levels[i + 1] ?? Number.POSITIVE_INFINITY));
    const under = measured.filter(value => value < limit).length + censored.filter(value => value <= limit).length;
    exceedance += (above.length / (above.length + under)) * (1 - exceedance);
    limits.unshift({ limit, measured: above, censored: limit === 0 ? 0 : censored.filter(value => value === limit).length, exceedance });
  }
  return limits;
}

function lineThrough(x: readonly number[], y: readonly number[]): (x: number) => number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const slope =
    x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0) / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  return at => meanY + slope * (at - meanX);
}

/** Of plain numbers, ascending: quantiles of type 7. */
export function summaryOf(sorted: readonly number[]): Summary {
  const { q25, median, q75, q90 } = PROBABILITIES;
  return {
    median: quantile7(sorted, median),
    mean: meanOf(sorted),
    sd: sdOf(sorted),
    q25: quantile7(sorted, q25),
    q75: quantile7(sorted, q75),
    q90: quantile7(sorted, q90),
  };
}
