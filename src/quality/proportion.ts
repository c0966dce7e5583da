/** How surely a share is known from k of n. */

/** 97.5 % quantile of the standard normal distribution. */
const Z95 = 1.959963984540054;

/**
 * The 95 % score interval of a proportion (Wilson, J. Am. Stat. Assoc. 22 (1927) 209), k of n; null without any.
 * Never outside [0, 1], and not empty for k = 0 or k = n, where the textbook interval is.
 */
export function wilson95(k: number, n: number): readonly [lower: number, upper: number] | null {
  if (!Number.isInteger(k) || !Number.isInteger(n) || k < 0 || k > n) throw new RangeError(`${k} of ${n} is no proportion`);
  if (n === 0) return null;
  const p = k / n;
  const z2 = Z95 ** 2 / n;
  const centre = (p + z2 / 2) / (1 + z2);
  const half = (Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n))) / (1 + z2);
  return [k === 0 ? 0 : centre - half, k === n ? 1 : centre + half];
}
