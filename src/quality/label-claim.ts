/** What a label promises against what was measured. */
import { medianOf } from './quantile.ts';

export interface Claim {
  /** Both in one unit, per the same amount of product; Infinity where unbounded. */
  readonly claimed: { readonly lower: number; readonly upper: number };
  readonly measured: { readonly lower: number; readonly upper: number };
}

export interface ClaimSummary {
  /** Median of measured ÷ claimed over claims with a measured value and one claimed number. */
  readonly ratio: number | null;
  readonly claims: number;
  readonly within: number;
  readonly outside: number;
  readonly open: number;
}

/** A choice of this project: what laboratories of this field commonly agree to. */
export const CLAIM_TOLERANCE = 0.1;

export function summariseClaims(claims: readonly Claim[]): ClaimSummary {
  const placed = claims.map(placeOfClaim);
  const count = (word: string) => placed.filter(each => each === word).length;
  const ratios = claims.flatMap(({ claimed, measured }) =>
    claimed.lower === claimed.upper && claimed.lower > 0 && measured.lower === measured.upper ? [measured.lower / claimed.lower] : [],
  );
  return {
    ratio: ratios.length === 0 ? null : medianOf(ratios),
    claims: claims.length,
    within: count('within'),
    outside: count('outside'),
    open: count('open'),
  };
}

/** By the bounds: within only when every value in them is. */
export function placeOfClaim({ claimed, measured }: Claim): 'within' | 'outside' | 'open' {
  const [low, high] = [claimed.lower * (1 - CLAIM_TOLERANCE), claimed.upper * (1 + CLAIM_TOLERANCE)];
  if (measured.lower >= low && measured.upper <= high) return 'within';
  return measured.upper < low || measured.lower > high ? 'outside' : 'open';
}
