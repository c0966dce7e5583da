/** Shares of lots within the yardstick: a beta-binomial model whose prior is learned from all vendors, and how sure the learning is. */
import { betaCdf, betaDensity, betaQuantile, lnBeta, normalQuantile, quantileOf } from './special.ts';

/** Weighted numbers of lots: fading makes them fractions. */
export interface Tally {
  readonly pass: number;
  readonly fail: number;
}

/** Beta(mean · strength, (1 − mean) · strength). */
export interface BetaPrior {
  readonly mean: number;
  readonly strength: number;
}

export interface PriorNode extends BetaPrior {
  /** They add up to 1. */
  readonly weight: number;
}

export interface Prior {
  readonly kind: 'uniform' | 'fitted';
  /** Vendors it was learned from, or that there are too few of. */
  readonly vendors: number;
  /** Of greatest marginal likelihood; Beta(1, 1) where uniform. */
  readonly best: BetaPrior;
  /** Priors that the data allow, weighted by how well: averaged over, so that the doubt about the prior widens every interval. */
  readonly nodes: readonly PriorNode[];
}

export interface ShareEstimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export const uniformPrior = (vendors = 0): Prior => ({
  kind: 'uniform',
  vendors,
  best: { mean: 0.5, strength: 2 },
  nodes: [{ mean: 0.5, strength: 2, weight: 1 }],
});

/** ln of the beta-binomial likelihood of weighted tallies, without the binomial coefficient, which no prior changes. */
export function marginal({ mean, strength }: BetaPrior, tallies: readonly Tally[]): number {
  const [a, b] = [mean * strength, (1 - mean) * strength];
  return tallies.reduce((sum, { pass, fail }) => sum + lnBeta(a + pass, b + fail), -tallies.length * lnBeta(a, b));
}

/** Where priors are looked for: logit of the mean from −4 to 6 in quarters (0.018 to 0.9975), strength from ½ to 512 lots, doubling. */
const COARSE = { logit: { from: -4, to: 6, step: 0.25 }, doublings: { from: -1, to: 9, step: 1 } };

/** Priors of less than this share of the greatest weight are left out. */
const NEGLIGIBLE = 1e-3;

/** Points to a side of the grid that is averaged over. */
const FINE = 13;

interface GridPoint {
  readonly logit: number;
  /** Base-2 logarithm of the strength. */
  readonly doublings: number;
}

const meanAt = (logit: number): number => 1 / (1 + Math.exp(-logit));
const priorAt = ({ logit, doublings }: GridPoint): BetaPrior => ({ mean: meanAt(logit), strength: 2 ** doublings });

/**
 * Each prior counts by its marginal likelihood times mean · (1 − mean): that makes a grid, even in the logit of the mean and in the logarithm of
 * the strength, a hyperprior flat in the mean and in the logarithm of the strength. A coarse grid finds the rectangle that matters, a fine one
 * over it (one coarse step wider on each side) is averaged over.
 */
export function fitPrior(tallies: readonly Tally[]): Prior {
  const coarse = weigh(
    steps(COARSE.logit).flatMap(logit => steps(COARSE.doublings).map(doublings => ({ logit, doublings }))),
    tallies,
  );
  const side = (key: keyof GridPoint): number[] => {
    const { from, to, step } = COARSE[key];
    const found = coarse.map(({ point }) => point[key]);
    const [low, high] = [Math.max(from, Math.min(...found) - step), Math.min(to, Math.max(...found) + step)];
    return Array.from({ length: FINE }, (_, i) => low + ((high - low) * i) / (FINE - 1));
  };
  const fine = weigh(
    side('logit').flatMap(logit => side('doublings').map(doublings => ({ logit, doublings }))),
    tallies,
  );
  const total = fine.reduce((sum, { weight }) => sum + weight, 0);
  return {
    kind: 'fitted',
    vendors: tallies.length,
    best: likeliest(
      fine.map(({ point }) => priorAt(point)),
      tallies,
    ),
    nodes: fine.map(({ point, weight }) => ({ ...priorAt(point), weight: weight / total })),
  };
}

const steps = ({ from, to, step }: { readonly from: number; readonly to: number; readonly step: number }): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

/** Relative to the greatest; the negligible ones left out. */
function weigh(points: readonly GridPoint[], tallies: readonly Tally[]): { readonly point: GridPoint; readonly weight: number }[] {
  const logs = points.map(point => {
    const prior = priorAt(point);
    return marginal(prior, tallies) + Math.log(prior.mean * (1 - prior.mean));
  });
  const most = logs.reduce((max, log) => Math.max(max, log), Number.NEGATIVE_INFINITY);
  return points.map((point, i) => ({ point, weight: Math.exp(logs[i]! - most) })).filter(({ weight }) => weight >= NEGLIGIBLE);
}

/** From the best node of the grid in ever smaller steps. */
function likeliest(grid: readonly BetaPrior[], tallies: readonly Tally[]): BetaPrior {
  let best = grid.reduce<{ at: BetaPrior; log: number }>(
    (top, at) => {
      const log = marginal(at, tallies);
      return log > top.log ? { at, log } : top;
    },
    { at: grid[0]!, log: Number.NEGATIVE_INFINITY },
  );
  const limit = 2 ** COARSE.doublings.to;
  for (let step = 0.125; step > 1e-7; ) {
    const { mean, strength } = best.at;
    const logit = Math.log(mean / (1 - mean));
    const around = [
      { mean: meanAt(logit + step), strength },
      { mean: meanAt(logit - step), strength },
      { mean, strength: Math.min(limit, strength * 2 ** (2 * step)) },
      { mean, strength: strength / 2 ** (2 * step) },
    ].map(at => ({ at, log: marginal(at, tallies) }));
    const better = around.find(({ log }) => log > best.log + 1e-12);
    if (better) best = better;
    else step /= 2;
  }
  return best.at;
}

/** Mean and equal-tailed interval of the posterior: for each node Beta(mean·strength + pass, (1 − mean)·strength + fail), averaged. */
export function posterior({ nodes }: Prior, { pass, fail }: Tally, level: number): ShareEstimate {
  const parts = nodes.map(({ mean, strength, weight }) => {
    const [a, b] = [mean * strength + pass, (1 - mean) * strength + fail];
    return { a, b, weight, ln: lnBeta(a, b) };
  });
  const estimate = parts.reduce((sum, { a, b, weight }) => sum + (weight * a) / (a + b), 0);
  const tails = [(1 - level) / 2, (1 + level) / 2];
  const [only] = parts;
  if (parts.length === 1 && only) {
    const [lower, upper] = tails.map(p => betaQuantile(p, only.a, only.b));
    return { estimate, lower: lower!, upper: upper! };
  }
  const cdf = (x: number) => parts.reduce((sum, { a, b, weight, ln }) => sum + weight * betaCdf(x, a, b, ln), 0);
  const density = (x: number) => parts.reduce((sum, { a, b, weight, ln }) => sum + weight * betaDensity(x, a, b, ln), 0);
  const square = parts.reduce((sum, { a, b, weight }) => sum + (weight * a * (a + 1)) / ((a + b) * (a + b + 1)), 0);
  const sd = Math.sqrt(Math.max(0, square - estimate ** 2));
  const near = (p: number) => Math.min(0.9999, Math.max(0.0001, estimate + sd * normalQuantile(p)));
  const [lower, upper] = tails.map(p => quantileOf(p, cdf, density, near(p)));
  return { estimate, lower: lower!, upper: upper! };
}

/** Clopper and Pearson's interval for `x` of `n`, also for fractions of lots: conservative where each counts by a share. */
export const shareInterval = (x: number, n: number, level: number): readonly [number, number] => [
  betaQuantile((1 - level) / 2, x, n - x + 1),
  betaQuantile((1 + level) / 2, x + 1, n - x),
];
