/** How a camera held a picture, as Exif and TIFF number it: 1 upright, 3 on its head, 6 and 8 on a side, the even ones mirrored. */
import type { Raster } from './palette-png.ts';

export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The picture as it is meant to be seen. */
export function upright({ width, height, data }: Raster, orientation: Orientation): Raster {
  if (orientation === 1) return { width, height, data };
  const sideways = orientation > 4;
  const [w, h] = sideways ? [height, width] : [width, height];
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const out = new Uint32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [sx, sy] = SOURCE[orientation](x, y, width - 1, height - 1);
      out[y * w + x] = from[sy * width + sx]!;
    }
  }
  return { width: w, height: h, data: new Uint8Array(out.buffer) };
}

/** From a place in the upright picture to the one in the file; `r` and `b` are the last column and row of the file. */
const SOURCE: Readonly<Record<Orientation, (x: number, y: number, r: number, b: number) => readonly [number, number]>> = {
  1: (x, y) => [x, y],
  2: (x, y, r) => [r - x, y],
  3: (x, y, r, b) => [r - x, b - y],
  4: (x, y, _, b) => [x, b - y],
  5: (x, y) => [y, x],
  6: (x, y, _, b) => [y, b - x],
  7: (x, y, r, b) => [r - y, b - x],
  8: (x, y, r) => [r - y, x],
};
