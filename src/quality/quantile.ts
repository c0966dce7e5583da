/** Quantiles and moments of plain numbers. */

/** Linear between order statistics: type 7 of Hyndman & Fan (1996), the default of R. `sorted` ascending, not empty. */
export function quantile7(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const [below, above] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return below + (at - low) * (above - below);
}

export const sortedNumbers = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const medianOf = (values: readonly number[]): number => quantile7(sortedNumbers(values), 0.5);

export const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** With n − 1; null for fewer than two values. */
export function sdOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
