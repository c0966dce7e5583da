/** Looking text up by its height on the page. */

/** Binary search in what is sorted by its baselines: the first that lies below `baseline` on the page. */
export function firstBelow(sorted: readonly { readonly baseline: number }[], baseline: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.baseline <= baseline) low = middle + 1;
    else high = middle;
  }
  return low;
}
