/** Measurements of which some are only known to lie between bounds. */

/**
 * The true value lies in [lower, upper), or is `lower` where both are equal. Not below 0; `upper` is Infinity for what was too
 * numerous to count. A value below a reporting limit L is { lower: 0, upper: L }, one between LOD and LOQ { lower: LOD, upper: LOQ }.
 */
export interface Observation {
  readonly lower: number;
  readonly upper: number;
}

export const exactly = (value: number): Observation => ({ lower: value, upper: value });
export const below = (limit: number): Observation => ({ lower: 0, upper: limit });

export const isCensored = ({ lower, upper }: Observation): boolean => lower !== upper;

/** Values and values below a limit only: what Kaplan–Meier by flipping and regression on order statistics can use. */
export const leftCensoredOnly = (data: readonly Observation[]): boolean =>
  data.every(observation => !isCensored(observation) || (observation.lower === 0 && observation.upper !== Number.POSITIVE_INFINITY));

/** Ascending by upper bound, an open one before the value it ends at: the one order in which equal data are computed and resampled. */
export const inOrder = (data: readonly Observation[]): Observation[] =>
  [...data].sort((a, b) => (a.upper === b.upper ? a.lower - b.lower : a.upper - b.upper));

export const STATISTICS = ['median', 'mean', 'sd', 'q25', 'q75', 'q90'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** null where the method gives no number for these data, such as a quantile below the smallest limit. */
export type Summary = Readonly<Record<Statistic, number | null>>;

export const PROBABILITIES = { q25: 0.25, median: 0.5, q75: 0.75, q90: 0.9 } as const;

/** Why a method computes nothing from these data; the message is for people. */
export class CannotCompute extends Error {}
