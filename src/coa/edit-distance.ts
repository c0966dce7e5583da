const WIDTH = 256;
let [before, above, row] = [new Uint16Array(WIDTH), new Uint16Array(WIDTH), new Uint16Array(WIDTH)];

/**
 * Damerau–Levenshtein distance (optimal string alignment), given up once it exceeds `most`: then `most + 1`. Texts longer
 * than 255 characters are taken to differ by more. The rows are kept between calls, as this runs for every cell of a page.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || b.length >= WIDTH || a.length >= WIDTH) return most + 1;
  for (let j = 0; j <= b.length; j++) above[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + change);
      const swapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above, row] = [above, row, before];
  }
  return Math.min(above[b.length]!, most + 1);
}

/** How often each letter a–z occurs; everything else is counted together. */
export function letterCounts(text: string): Uint8Array {
  const counts = new Uint8Array(27);
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i) - 97;
    counts[letter >= 0 && letter < 26 ? letter : 26]! += 1;
  }
  return counts;
}

/** No smaller than this can the edit distance be: a cheap test before the dear one. */
export function leastDistance(a: Uint8Array, b: Uint8Array): number {
  let more = 0;
  let less = 0;
  for (let i = 0; i < 27; i++) {
    const difference = a[i]! - b[i]!;
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return Math.max(more, less);
}
