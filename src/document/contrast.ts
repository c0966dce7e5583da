/** Pale type made dark: grey figures on white paper are otherwise taken for shading. */
import type { Grey } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { ceil, floor, max, min } = Math;

/** Pixels of one side of a part; of one so small that it holds a label alone, and not the value below it. */
const PART = 64;
export const SMALL_PART = 24;
/** Lighter than this nothing is type on whitened paper: watermarks, shading. */
const PALEST = 190;
/** As dark as type need be. */
const BLACK = 45;
const MOST = 2.4;

/** Each part of a whitened page stretched so far that its type becomes black; the picture itself where all of it is. */
export function blacken(grey: Grey, part = PART): Grey {
  const columns = ceil(grey.width / part);
  const rows = ceil(grey.height / part);
  const gains = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) gains[r * columns + c] = gainOf(grey, c * part, r * part, part);
  if (gains.every(gain => gain <= 1.1)) return grey;
  return stretch(grey, spread(gains, columns, rows), columns, rows, part);
}

/** 0 where there is no type. */
function gainOf({ width, height, data }: Grey, left: number, top: number, part: number): number {
  const counts = new Uint16Array(256);
  let total = 0;
  for (let y = top; y < min(height, top + part); y++) {
    for (let x = left; x < min(width, left + part); x++, total++) counts[data[y * width + x]!]!++;
  }
  let level = 0;
  for (let darker = counts[0]!; level < 255 && darker < 0.01 * total; darker += counts[level]!) level++;
  return level > PALEST ? 0 : min(MOST, max(1, (255 - BLACK) / (255 - level)));
}

/** Parts without type take after their neighbours, so that letters at an edge are stretched alike. */
function spread(gains: Float32Array, columns: number, rows: number): Float32Array {
  return gains.map((gain, i) => {
    if (gain > 0) return gain;
    const [x, y] = [i % columns, floor(i / columns)];
    let most = 1;
    for (let r = max(0, y - 1); r <= min(rows - 1, y + 1); r++)
      for (let c = max(0, x - 1); c <= min(columns - 1, x + 1); c++) most = max(most, gains[r * columns + c]!);
    return most;
  });
}

function stretch({ width, height, data }: Grey, gains: Float32Array, columns: number, rows: number, part: number): Grey {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const ry = max(0, min(rows - 1, (y - part / 2) / part));
    const r = min(floor(ry), max(0, rows - 2));
    const down = rows > 1 ? columns : 0;
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      if (value === 255) {
        out[y * width + x] = 255;
        continue;
      }
      const rx = max(0, min(columns - 1, (x - part / 2) / part));
      const c = min(floor(rx), max(0, columns - 2));
      const at = r * columns + c;
      const right = columns > 1 ? 1 : 0;
      const upper = gains[at]! * (1 - (rx - c)) + gains[at + right]! * (rx - c);
      const lower = gains[at + down]! * (1 - (rx - c)) + gains[at + down + right]! * (rx - c);
      out[y * width + x] = max(0, 255 - (255 - value) * (upper * (1 - (ry - r)) + lower * (ry - r)));
    }
  }
  return { width, height, data: out };
}
