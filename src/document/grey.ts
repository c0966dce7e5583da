/** Grey pictures: brought to size, turned, straightened and lit evenly before text is recognised in them. */
import type { Raster } from './palette-png.ts';

// looked up once: these loops go over millions of pixels
const { ceil, floor, max, min, round } = Math;

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, 0 black. */
  readonly data: Uint8Array;
}

/** `x' = a x + c y + e`, `y' = b x + d y + f`, in the order a, b, c, d, e, f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** First `inner`, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [a2, b2, c2, d2, e2, f2] = inner;
  return [a * a2 + c * b2, b * a2 + d * b2, a * c2 + c * d2, b * c2 + d * d2, a * e2 + c * f2 + e, b * e2 + d * f2 + f];
}

/** A picture made of another, and where its pixels came from. */
export interface Changed {
  readonly grey: Grey;
  readonly toSource: Matrix;
}

export function toGrey({ width, height, data }: Raster): Grey {
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = lightness(data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!);
  return { width, height, data: grey };
}

/** A fax of standard resolution, whose rows all stand there twice, with the steps of its type made soft; any other picture as it is. */
export const withoutSteps = (grey: Grey): Grey => (isDoubled(grey) ? transpose(softened(transpose(softened(grey)))) : grey);

/** Pixels of parts so small that one row is as good as lost in those of a fax which lies askew, or is not quite twice as high. */
const PART = { width: 48, height: 24 } as const;
/** Of the changes from row to row, so few lie between the two rows of a pair. */
const WITHIN_PAIRS = 0.3;

function isDoubled({ width, height, data }: Grey): boolean {
  let [within, between] = [0, 0];
  for (let top = 0; top + PART.height < height; top += PART.height) {
    for (let left = 0; left + PART.width < width; left += PART.width) {
      const changes = [0, 0];
      for (let y = top; y < top + PART.height; y++) {
        for (let at = y * width + left; at < y * width + left + PART.width; at++)
          if (data[at]! < 128 !== data[at + width]! < 128) changes[y % 2]!++;
      }
      within += min(...changes);
      between += max(...changes);
    }
  }
  return within < WITHIN_PAIRS * between;
}

/** Each pixel with half of what stands beside it. */
function softened({ width, height, data }: Grey): Grey {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      out[at] = (data[max(at - 1, y * width)]! + 2 * data[at]! + data[min(at + 1, (y + 1) * width - 1)]!) >> 2;
    }
  }
  return { width, height, data: out };
}

/** Larger along a smooth curve through the pixels, which keeps dots and edges dark; smaller by the mean of what falls together. */
export function resize(grey: Grey, factor: number): Grey {
  const width = max(1, round(grey.width * factor));
  const height = max(1, round(grey.height * factor));
  if (width === grey.width && height === grey.height) return grey;
  const rows = factor < 1 ? shrinkRows : stretchRows;
  return transpose(rows(transpose(rows(grey, width)), height));
}

/** Catmull and Rom's cubic. A straight line between two pixels would wash out a decimal point of a pixel or two. */
function stretchRows({ width, height, data }: Grey, wanted: number): Grey {
  const out = new Uint8ClampedArray(wanted * height);
  const from = new Int32Array(wanted * 4);
  const weights = new Float32Array(wanted * 4);
  for (let x = 0; x < wanted; x++) {
    const sx = ((x + 0.5) * width) / wanted - 0.5;
    const left = floor(sx);
    const t = sx - left;
    weights.set([((2 - t) * t - 1) * t, (3 * t - 5) * t * t + 2, ((4 - 3 * t) * t + 1) * t, (t - 1) * t * t], x * 4);
    for (let i = 0; i < 4; i++) from[x * 4 + i] = max(0, min(width - 1, left - 1 + i));
  }
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < wanted; x++) {
      const i = x * 4;
      const sum =
        data[row + from[i]!]! * weights[i]! +
        data[row + from[i + 1]!]! * weights[i + 1]! +
        data[row + from[i + 2]!]! * weights[i + 2]! +
        data[row + from[i + 3]!]! * weights[i + 3]!;
      out[y * wanted + x] = sum / 2;
    }
  }
  return { width: wanted, height, data: new Uint8Array(out.buffer) };
}

function shrinkRows({ width, height, data }: Grey, wanted: number): Grey {
  const out = new Uint8Array(wanted * height);
  const starts = Array.from({ length: wanted + 1 }, (_, x) => min(width, round((x * width) / wanted)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < wanted; x++) {
      const from = y * width + starts[x]!;
      const to = max(from + 1, y * width + starts[x + 1]!);
      let sum = 0;
      for (let i = from; i < to; i++) sum += data[i]!;
      out[y * wanted + x] = sum / (to - from);
    }
  }
  return { width: wanted, height, data: out };
}

function transpose({ width, height, data }: Grey): Grey {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = data[y * width + x]!;
  return { width: height, height: width, data: out };
}

/** Turned clockwise by `quarters` right angles. */
export function turn(grey: Grey, quarters: 0 | 1 | 2 | 3): Changed {
  const { width, height, data } = grey;
  const [w, h] = [width - 1, height - 1];
  if (quarters === 0) return { grey, toSource: [1, 0, 0, 1, 0, 0] };
  if (quarters === 2) return { grey: { width, height, data: data.toReversed() }, toSource: [-1, 0, 0, -1, w, h] };
  const toSource: Matrix = quarters === 1 ? [0, -1, 1, 0, 0, h] : [0, 1, -1, 0, w, 0];
  const out = new Uint8Array(data.length);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < height; x++) {
      out[y * height + x] = quarters === 1 ? data[(h - x) * width + y]! : data[x * width + (w - y)]!;
    }
  }
  return { grey: { width: height, height: width, data: out }, toSource };
}

/** Turned clockwise by some degrees around its centre, on a canvas that holds all of it. */
export function rotate(grey: Grey, degrees: number): Changed {
  if (degrees === 0) return { grey, toSource: [1, 0, 0, 1, 0, 0] };
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const width = ceil(grey.width * cos + grey.height * Math.abs(sin));
  const height = ceil(grey.height * cos + grey.width * Math.abs(sin));
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const toSource: Matrix = [cos, -sin, sin, cos, (grey.width - 1) / 2 - cos * cx - sin * cy, (grey.height - 1) / 2 + sin * cx - cos * cy];
  return { grey: sample(grey, width, height, toSource), toSource };
}

/** Bilinear; beyond the edges the light of the paper there, so that no edge is seen where the picture ends. */
function sample(grey: Grey, width: number, height: number, [a, b, c, d, e, f]: Matrix): Grey {
  const { data, width: w, height: h } = grey;
  const out = new Uint8Array(width * height);
  const light = lightOf(grey);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = a * x + c * y + e;
      const sy = b * x + d * y + f;
      if (sx <= -1 || sy <= -1 || sx >= w || sy >= h) {
        out[y * width + x] = light.at(min(w - 1, max(0, sx)), min(h - 1, max(0, sy)));
        continue;
      }
      const left = max(0, min(w - 2, floor(sx)));
      const top = max(0, min(h - 2, floor(sy)));
      const fx = max(0, min(1, sx - left));
      const fy = max(0, min(1, sy - top));
      const at = top * w + left;
      const upper = data[at]! * (1 - fx) + data[at + 1]! * fx;
      const lower = data[at + w]! * (1 - fx) + data[at + w + 1]! * fx;
      out[y * width + x] = upper * (1 - fy) + lower * fy + 0.5;
    }
  }
  return { width, height, data: out };
}

const TILE = 32;
/** Darker than this a tile is a dark background with light type, not paper in shadow. */
const DARK_TILE = 100;
/** Paper lighter than this needs no correction. */
const WHITE = 245;

/** Paper made white everywhere: shadows and the yellow of photographs go, type stays. */
export function whiten(grey: Grey): Grey {
  const { width, height, data } = grey;
  const { paper, columns, rows } = lightOf(grey);
  if (paper.every(value => value >= WHITE)) return grey;
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const ry = max(0, min(rows - 1, (y - TILE / 2) / TILE));
    const r = min(floor(ry), max(0, rows - 2));
    for (let x = 0; x < width; x++) {
      const rx = max(0, min(columns - 1, (x - TILE / 2) / TILE));
      const c = min(floor(rx), max(0, columns - 2));
      const at = r * columns + c;
      const [right, down] = [columns > 1 ? 1 : 0, rows > 1 ? columns : 0];
      const upper = paper[at]! * (1 - (rx - c)) + paper[at + right]! * (rx - c);
      const lower = paper[at + down]! * (1 - (rx - c)) + paper[at + down + right]! * (rx - c);
      const light = upper * (1 - (ry - r)) + lower * (ry - r);
      out[y * width + x] = min(255, (data[y * width + x]! * 255) / light);
    }
  }
  return { width, height, data: out };
}

interface Light {
  readonly columns: number;
  readonly rows: number;
  /** Of each tile. */
  readonly paper: Float32Array;
  /** Of the tile that holds a pixel. */
  at(x: number, y: number): number;
}

function lightOf(grey: Grey): Light {
  const columns = ceil(grey.width / TILE);
  const rows = ceil(grey.height / TILE);
  const paper = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) paper[r * columns + c] = paperOf(grey, c * TILE, r * TILE);
  return { columns, rows, paper, at: (x, y) => paper[floor(y / TILE) * columns + floor(x / TILE)]! };
}

/** The light of the paper in one tile: nearly its lightest pixels. */
function paperOf({ width, height, data }: Grey, left: number, top: number): number {
  const counts = new Uint16Array(256);
  let total = 0;
  for (let y = top; y < min(height, top + TILE); y++) {
    for (let x = left; x < min(width, left + TILE); x++, total++) counts[data[y * width + x]!]!++;
  }
  let level = 255;
  for (let lighter = counts[level]!; level > 0 && lighter < total * 0.1; lighter += counts[level]!) level--;
  return level < DARK_TILE ? 255 : level;
}

/** The part between two corners, on a white margin as wide as a letter, where it is read better. */
export function crop({ width, height, data }: Grey, left: number, top: number, right: number, bottom: number): Grey {
  const [x0, y0] = [max(0, round(left)), max(0, round(top))];
  const [x1, y1] = [min(width, round(right)), min(height, round(bottom))];
  const [w, h] = [max(1, x1 - x0), max(1, y1 - y0)];
  const margin = ceil(h / 3);
  const out = new Uint8Array((w + 2 * margin) * (h + 2 * margin)).fill(255);
  for (let y = 0; y < min(h, height - y0); y++) {
    out.set(data.subarray((y0 + y) * width + x0, (y0 + y) * width + x1), (y + margin) * (w + 2 * margin) + margin);
  }
  return { width: w + 2 * margin, height: h + 2 * margin, data: out };
}

/** The square part of so many pixels in which light and dark change most often: of a page, that with the most type. */
export function densest(grey: Grey, side: number): Grey {
  const step = 100;
  const at = ({ left, top }: { left: number; top: number }): number => {
    let changes = 0;
    for (let y = top; y < min(grey.height, top + side); y += 5)
      for (let x = left + 1; x < min(grey.width, left + side); x++)
        if (grey.data[y * grey.width + x]! < 128 !== grey.data[y * grey.width + x - 1]! < 128) changes++;
    return changes;
  };
  let best = { left: 0, top: 0, changes: -1 };
  for (let top = 0; top === 0 || top + side <= grey.height; top += step) {
    for (let left = 0; left === 0 || left + side <= grey.width; left += step) {
      const changes = at({ left, top });
      if (changes > best.changes) best = { left, top, changes };
    }
  }
  return crop(grey, best.left, best.top, best.left + side, best.top + side);
}

/** Of a colour, 0 to 255. */
export function lightness(red: number, green: number, blue: number): number {
  return (red * 77 + green * 150 + blue * 29) >> 8;
}

/** Whitens a box of pixels, which holds its last row and column, with the fringe around it. */
export function wipe(
  { width, height, data }: Grey,
  { left, top, right, bottom }: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
  fringe: number,
): void {
  for (let y = max(0, top - fringe); y <= min(height - 1, bottom + fringe); y++)
    data.fill(255, y * width + max(0, left - fringe), y * width + min(width, right + 1 + fringe));
}
