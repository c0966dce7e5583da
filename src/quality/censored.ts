/** Statistics of values of which some are below a limit: every method side by side, and each one's reason where it says nothing. */
import { bootstrapSteps, finish, type Interval } from './bootstrap.ts';
import {
  CannotCompute,
  inOrder,
  isCensored,
  leftCensoredOnly,
  type Observation,
  STATISTICS,
  type Statistic,
  type Summary,
} from './censored-data.ts';
import { kaplanMeier } from './censored-kaplan-meier.ts';
import { type Fit, lognormalFit, lognormalIntervals, lognormalSummary } from './censored-mle.ts';
import { positional, ros } from './censored-ros.ts';
import { SUBSTITUTES, type Substitution, substitute } from './censored-substitution.ts';
import { turnbullSummary } from './censored-turnbull.ts';

export const METHODS = [
  'kaplan_meier',
  'ros_lognormal',
  'mle_lognormal',
  'substitution_0',
  'substitution_half',
  'substitution_sqrt2',
  'substitution_full',
] as const satisfies readonly (Substitution | 'kaplan_meier' | 'ros_lognormal' | 'mle_lognormal')[];
export type Method = (typeof METHODS)[number];

export interface Estimate {
  readonly summary: Summary;
  /** 90 %; null for what the data give none, and for substitution, which is no estimate. */
  readonly intervals: Readonly<Record<Statistic, Interval | null>> | null;
  /** What was computed, for people. */
  readonly how: string;
  readonly warnings: readonly string[];
}

export interface Analysis {
  readonly n: number;
  readonly censored: number;
  /** Not detected with no limit printed: says nothing, left out. */
  readonly excluded: number;
  readonly methods: Partial<Record<Method, Estimate>>;
  readonly refused: Partial<Record<Method, string>>;
}

export interface AnalysisOptions {
  /** Bare NDs that are not in `data`. */
  readonly excluded?: number;
  /** `published`: what the data cannot bear is refused, as on pages; `computed`: it is computed where it can be, with a warning. */
  readonly policy?: 'published' | 'computed';
  /** Default: `resamplesFor` so many values. */
  readonly resamples?: number;
}

/** Fewer where there are many values: intervals are narrow then, and time is long. Turnbull's estimate takes the longest. */
export function resamplesFor(n: number, turnbull: boolean): number {
  if (turnbull) return n <= 300 ? 200 : n <= 1000 ? 100 : 0;
  return n <= 500 ? 1000 : n <= 2000 ? 400 : 200;
}

/** Above it nothing is estimated on pages (Helsel 2005). */
export const MOST_CENSORED = 0.8;
export const LEAST_DETECTED = 5;
/** For maximum likelihood (Helsel 2005, table 6.11). */
export const LEAST_FOR_MLE = 50;
export const LEVEL = 0.9;

export function analyse(data: readonly Observation[], options: AnalysisOptions = {}): Analysis {
  return finish(analyseSteps(data, options));
}

/** The same with pauses, for where others wait. */
export function* analyseSteps(
  data: readonly Observation[],
  { excluded = 0, policy = 'published', resamples }: AnalysisOptions = {},
): Generator<void, Analysis> {
  const ordered = inOrder(data);
  const methods: Partial<Record<Method, Estimate>> = {};
  const refused: Partial<Record<Method, string>> = {};
  for (const method of METHODS) {
    const doubts = doubtsAbout(method, ordered);
    if (policy === 'published' && doubts.length > 0) {
      refused[method] = doubts.join('; ');
      continue;
    }
    try {
      methods[method] = { ...(yield* estimate(method, ordered, resamples)), warnings: doubts };
    } catch (error) {
      if (!(error instanceof CannotCompute)) throw error;
      refused[method] = error.message;
    }
  }
  return { n: ordered.length, censored: ordered.filter(isCensored).length, excluded, methods, refused };
}

const isSubstitution = (method: Method): method is Substitution => method in SUBSTITUTES;

/** Why a page would not show the method for these data. */
export function doubtsAbout(method: Method, data: readonly Observation[]): string[] {
  if (isSubstitution(method)) return [];
  const censored = data.filter(isCensored).length;
  const detected = data.length - censored;
  const share = Math.round((1000 * censored) / data.length) / 10;
  return [
    ...(censored > MOST_CENSORED * data.length ? [`${share} % of the values are censored, more than ${100 * MOST_CENSORED} %`] : []),
    ...(detected < LEAST_DETECTED ? [`${detected} measured values, fewer than ${LEAST_DETECTED}`] : []),
    ...(method === 'mle_lognormal' && data.length < LEAST_FOR_MLE
      ? [`${data.length} values, fewer than the ${LEAST_FOR_MLE} this method needs`]
      : []),
  ];
}

function* estimate(method: Method, data: readonly Observation[], given: number | undefined): Generator<void, Omit<Estimate, 'warnings'>> {
  if (data.length === 0) throw new CannotCompute('there are no values');
  if (isSubstitution(method)) return { summary: substitute(data, method), intervals: null, how: SUBSTITUTION_WORDS[method] };
  if (method === 'mle_lognormal') return maximumLikelihood(data);
  const [compute, how] = resampled(method, data);
  const most = resamplesFor(data.length, !leftCensoredOnly(data));
  const resamples = Math.min(given ?? most, leftCensoredOnly(data) ? (given ?? most) : most);
  const summary = compute(data, 1e-10);
  yield;
  const intervals = yield* bootstrapSteps(data, STATISTICS, sample => unlessImpossible(() => compute(sample, 1e-6)), {
    seed: `${method} ${data.length}`,
    resamples,
    level: LEVEL,
  });
  return { summary, intervals, how: resamples === 0 ? how.replace('intervals by bootstrap', 'no intervals for so many values') : how };
}

function maximumLikelihood(data: readonly Observation[]): Omit<Estimate, 'warnings'> {
  const fit: Fit = lognormalFit(data);
  return {
    summary: lognormalSummary(fit),
    intervals: lognormalIntervals(fit, LEVEL),
    how: 'lognormal distribution by maximum likelihood; intervals from the observed information',
  };
}

type Compute = (data: readonly Observation[], precision: number) => Summary;

function resampled(method: 'kaplan_meier' | 'ros_lognormal', data: readonly Observation[]): [Compute, string] {
  if (method === 'kaplan_meier')
    return leftCensoredOnly(data)
      ? [kaplanMeier, 'Kaplan–Meier of the mirrored values, restricted mean; intervals by bootstrap']
      : [turnbullSummary, 'Turnbull: Kaplan–Meier for values between bounds; intervals by bootstrap'];
  const left = data.length - (leftCensoredOnly(data) ? positional(data).length : data.length);
  const without = left > 0 ? `; without ${left} below a limit that no measured value reaches` : '';
  return [ros, `robust regression on order statistics, lognormal${without}; intervals by bootstrap`];
}

function unlessImpossible(compute: () => Summary): Summary | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof CannotCompute) return null;
    throw error;
  }
}

const SUBSTITUTION_WORDS: Record<Substitution, string> = {
  substitution_0: 'what is below a limit counted as its lower bound: no estimate, a lower bound of the mean',
  substitution_half: 'what is below a limit counted as the middle of its bounds: no estimate',
  substitution_sqrt2: 'what is below a limit counted as the limit/√2: no estimate',
  substitution_full: 'what is below a limit counted as the limit: no estimate, an upper bound of the mean',
};
