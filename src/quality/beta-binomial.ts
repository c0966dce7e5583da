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

/** Means from 0.018 to 0.9975, evenly on the logit scale; strengths from ½ to 512 lots, doubling. */
const LOGITS = Array.from({ length: 41 }, (_, i) => -4 + i / 4);
const STRENGTHS = Array.from({ length: 11 }, (_, i) => 0.5 * 2 ** i);

/** Nodes of less than this share of the greatest are left out. */
const NEGLIGIBLE = 1e-3;

const meanAt = (logit: number): number => 1 / (1 + Math.exp(-logit));

/**
 * Each node counts by its marginal likelihood times mean · (1 − mean): that makes the grid, even in the logit of the mean and in the logarithm of
 * the strength, a hyperprior flat in the mean and in the logarithm of the strength.
 */
export function fitPrior(tallies: readonly Tally[]): Prior {
  const grid = LOGITS.flatMap(logit => STRENGTHS.map(strength => ({ mean: meanAt(logit), strength })));
  const logs = grid.map(node => marginal(node, tallies) + Math.log(node.mean * (1 - node.mean)));
  const most = logs.reduce((max, log) => Math.max(max, log), Number.NEGATIVE_INFINITY);
  const kept = grid.map((node, i) => ({ ...node, weight: Math.exp(logs[i]! - most) })).filter(({ weight }) => weight >= NEGLIGIBLE);
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  return {
    kind: 'fitted',
    vendors: tallies.length,
    best: likeliest(grid, tallies),
    nodes: kept.map(node => ({ ...node, weight: node.weight / total })),
  };
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
  const limit = STRENGTHS.at(-1)!;
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
