/** Pale tints of headings and rows made white: they are taken for shading, and what is printed on them is not read. */
import type { Grey } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { max, min } = Math;

const TILE = 64;
/** What is neither type nor paper, on a whitened page, and the part of a tile that it covers where it is no edge of letters. */
const PALE = 130;
const PAPER = 228;
const COVERED = 0.25;
/** Of a page: more is grain or shade. */
const MOST = 0.3;
/** Pixels: wider than any stroke at 300 dpi, lower than any row. */
const STROKE = 25;

/** The picture itself where it has no tints. */
export function untinted(grey: Grey): Grey {
  const { width, height } = grey;
  const bands: { readonly top: number; readonly left: number; readonly right: number }[] = [];
  let tinted = 0;
  for (let top = 0; top < height; top += TILE) {
    let [left, right] = [width, 0];
    for (let x = 0; x < width; x += TILE) {
      if (!isTinted(grey, x, top, min(width, x + TILE), min(height, top + TILE))) continue;
      [left, right] = [min(left, x), x + TILE];
      tinted += TILE * TILE;
    }
    if (right > 0) bands.push({ top, left, right });
  }
  if (tinted === 0 || tinted > MOST * width * height) return grey;
  const out = { width, height, data: grey.data.slice() };
  // what reaches a little into the next tiles belongs to it
  for (const { top, left, right } of bands)
    lighten(grey, out, [max(0, left - TILE), max(0, top - TILE / 2), min(width, right + TILE), min(height, top + 1.5 * TILE)]);
  return out;
}

function isTinted({ width, data }: Grey, left: number, top: number, right: number, bottom: number): boolean {
  let pale = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = data[y * width + x]!;
      if (value >= PALE && value < PAPER) pale++;
    }
  }
  return pale > COVERED * (right - left) * (bottom - top);
}

/** One part, by the light of what lies behind its strokes. */
function lighten(from: Grey, to: Grey, [left, top, right, bottom]: readonly [number, number, number, number]): void {
  const reach = STROKE - 1;
  const [x0, y0, x1, y1] = [max(0, left - reach), max(0, top - reach), min(from.width, right + reach), min(from.height, bottom + reach)];
  const [w, h] = [x1 - x0, y1 - y0];
  const part = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) part.set(from.data.subarray((y0 + y) * from.width + x0, (y0 + y) * from.width + x1), y * w);
  for (const lightest of [true, false]) for (const step of [1, w]) spread(part, w, step, lightest);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const behind = part[(y - y0) * w + x - x0]!;
      const at = y * from.width + x;
      if (behind >= PALE && behind < 255) to.data[at] = min(255, (from.data[at]! * 255) / behind);
    }
  }
}

/** The lightest or the darkest of the `STROKE` pixels around each, by twos, fours and so on; `step` 1 goes across, a width down. */
function spread(data: Uint8Array, width: number, step: number, lightest: boolean): void {
  const height = data.length / width;
  const [lines, along] = step === 1 ? [height, width] : [1, height];
  const across = step === 1 ? 1 : width;
  for (let line = 0; line < lines; line++) {
    const [start, end] = [line * width, line * width + along * across];
    for (let seen = 1; seen < STROKE; ) {
      const by = min(seen, STROKE - seen);
      for (let i = start, other = start + by * step; other < end; i++, other++) {
        const value = data[other]!;
        if (value > data[i]! === lightest) data[i] = value;
      }
      seen += by;
    }
    // what was looked at lies ahead of each pixel, and goes back by half
    data.copyWithin(start + ((STROKE - 1) / 2) * step, start, end - ((STROKE - 1) / 2) * step);
  }
}
