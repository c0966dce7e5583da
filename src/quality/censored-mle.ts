/** Maximum likelihood for a lognormal distribution of which some values are only known to lie between bounds (NADA's cenmle; for intervals as survreg). */
import { CannotCompute, inOrder, isCensored, type Observation, PROBABILITIES, type Statistic, type Summary } from './censored-data.ts';
import { meanOf, sdOf } from './quantile.ts';
import { normalCdf, normalDensity, normalQuantile } from './special.ts';

/** Of the logarithms; `covariance` of (mu, sigma) from the observed information. */
export interface Fit {
  readonly mu: number;
  readonly sigma: number;
  readonly covariance: readonly [mm: number, ms: number, ss: number];
}

interface Term {
  /** Logarithms of the bounds. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

interface Slope {
  readonly likelihood: number;
  readonly mu: number;
  /** With regard to ln sigma. */
  readonly scale: number;
}

export function lognormalFit(data: readonly Observation[]): Fit {
  const measured = data.filter(observation => !isCensored(observation));
  if (measured.some(({ lower }) => lower <= 0)) throw new CannotCompute('a measured value is not above 0, it has no logarithm');
  if (new Set(measured.map(({ lower }) => lower)).size < 2)
    throw new CannotCompute('fewer than two different values were measured, no spread can be fitted');
  const terms = termsOf(data);
  const start = measured.map(({ lower }) => Math.log(lower));
  let at = { mu: meanOf(start), theta: Math.log(sdOf(start) ?? 1) };
  for (let i = 0; i < 200; i++) {
    const here = slopeAt(terms, at.mu, at.theta);
    const step = newton(terms, at, here);
    const next = uphill(terms, at, step, here.likelihood);
    const moved = Math.abs(next.mu - at.mu) + Math.abs(next.theta - at.theta);
    at = next;
    if (moved < 1e-12) break;
  }
  return fitAt(terms, at);
}

/** The mean and sd of a lognormal distribution, and its quantiles. */
export function lognormalSummary({ mu, sigma }: Pick<Fit, 'mu' | 'sigma'>): Summary {
  const mean = Math.exp(mu + sigma ** 2 / 2);
  const at = (p: number): number => Math.exp(mu + normalQuantile(p) * sigma);
  const { q25, q75, q90 } = PROBABILITIES;
  return { median: Math.exp(mu), mean, sd: mean * Math.sqrt(Math.expm1(sigma ** 2)), q25: at(q25), q75: at(q75), q90: at(q90) };
}

/** From the likelihood: normal on the logarithm of each statistic (for the mean, Cox's interval), by the observed information. */
export function lognormalIntervals(fit: Fit, level: number): Record<Statistic, readonly [number, number]> {
  const { mu, sigma, covariance } = fit;
  const z = normalQuantile((1 + level) / 2);
  const around = (centre: number, bySigma: number): [number, number] => {
    const [mm, ms, ss] = covariance;
    const half = z * Math.sqrt(Math.max(0, mm + 2 * bySigma * ms + bySigma ** 2 * ss));
    return [Math.exp(centre - half), Math.exp(centre + half)];
  };
  const quantile = (p: number) => around(mu + normalQuantile(p) * sigma, normalQuantile(p));
  const { q25, median, q75, q90 } = PROBABILITIES;
  const spread = Math.expm1(sigma ** 2);
  return {
    median: quantile(median),
    mean: around(mu + sigma ** 2 / 2, sigma),
    sd: around(mu + sigma ** 2 / 2 + Math.log(spread) / 2, sigma + (sigma * Math.exp(sigma ** 2)) / spread),
    q25: quantile(q25),
    q75: quantile(q75),
    q90: quantile(q90),
  };
}

function termsOf(data: readonly Observation[]): Term[] {
  const grouped = Map.groupBy(inOrder(data), ({ lower, upper }) => `${lower} ${upper}`);
  return [...grouped.values()].map(same => ({ low: Math.log(same[0]!.lower), high: Math.log(same[0]!.upper), count: same.length }));
}

function slopeAt(terms: readonly Term[], mu: number, theta: number): Slope {
  const sigma = Math.exp(theta);
  let [likelihood, byMu, byScale] = [0, 0, 0];
  for (const { low, high, count } of terms) {
    const [a, b] = [(low - mu) / sigma, (high - mu) / sigma];
    if (low === high) {
      likelihood -= count * (theta + 0.5 * b * b);
      byMu += (count * b) / sigma;
      byScale += count * (b * b - 1);
      continue;
    }
    // in the upper half the smaller tails are subtracted
    const mass = a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);
    const [da, db] = [normalDensity(a), normalDensity(b)];
    likelihood += count * Math.log(mass);
    byMu -= (count * (db - da)) / (mass * sigma);
    byScale -= (count * ((Number.isFinite(b) ? b * db : 0) - (Number.isFinite(a) ? a * da : 0))) / mass;
  }
  return { likelihood, mu: byMu, scale: byScale };
}

interface Place {
  readonly mu: number;
  readonly theta: number;
}

/** The curvature, from differences of the slope. */
function curvatureAt(terms: readonly Term[], { mu, theta }: Place): readonly [number, number, number] {
  const h = 1e-5;
  const width = h * Math.exp(theta);
  const [left, right] = [slopeAt(terms, mu - width, theta), slopeAt(terms, mu + width, theta)];
  const [under, over] = [slopeAt(terms, mu, theta - h), slopeAt(terms, mu, theta + h)];
  return [(right.mu - left.mu) / (2 * width), (over.mu - under.mu) / (2 * h), (over.scale - under.scale) / (2 * h)];
}

function newton(terms: readonly Term[], at: Place, slope: Slope): Place {
  const [mm, ms, ss] = curvatureAt(terms, at);
  const determinant = mm * ss - ms * ms;
  // away from the top the curvature may be wrong way round: then along the slope
  if (!(mm < 0 && determinant > 0)) {
    const size = Math.hypot(slope.mu, slope.scale) || 1;
    return { mu: (slope.mu / size) * Math.exp(at.theta), theta: slope.scale / size };
  }
  return { mu: -(ss * slope.mu - ms * slope.scale) / determinant, theta: -(mm * slope.scale - ms * slope.mu) / determinant };
}

function uphill(terms: readonly Term[], at: Place, step: Place, likelihood: number): Place {
  for (let share = 1; share > 1e-12; share /= 2) {
    const next = { mu: at.mu + share * step.mu, theta: at.theta + share * Math.max(-2, Math.min(2, step.theta)) };
    if (slopeAt(terms, next.mu, next.theta).likelihood >= likelihood) return next;
  }
  return at;
}

function fitAt(terms: readonly Term[], at: Place): Fit {
  const [mm, ms, ss] = curvatureAt(terms, at);
  const determinant = mm * ss - ms * ms;
  const sigma = Math.exp(at.theta);
  // of (mu, ln sigma); the second turned into sigma
  return { mu: at.mu, sigma, covariance: [-ss / determinant, (ms / determinant) * sigma, (-mm / determinant) * sigma ** 2] };
}
