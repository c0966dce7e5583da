/** Lines of text that climb and fall across a photographed page: measured on those that were read, and laid level. */
import type { Grey } from './grey.ts';
import { median } from './ocr-baseline.ts';
import type { RecognisedLine } from './tesseract.ts';

// looked up once: these loops go over millions of pixels
const { abs, floor, max, min } = Math;

/**
 * How far below its place in the level picture a point lies in the bent one, in parts of `across`, the width of the picture:
 * a u + b u²/2 + c uv + d u²v/2 + e u³/3, u and v counted from the middle of the picture in the same parts.
 */
export interface Bend {
  readonly across: number;
  readonly middle: readonly [number, number];
  readonly terms: readonly [number, number, number, number, number];
}

const LEAST_LINES = 12;
/** Of the width of the page; shorter lines say little of their slope. */
const SHORTEST = 0.04;
/** In parts of the width: less than a sixth of a line of small type, which every reader of tables allows for. */
const LEVEL = 0.002;
/** More is no sheet of paper, but a few lines that were read wrongly. */
const STEEPEST = 0.08;
/** Part of the slopes' variance that is left where the page truly is bent. */
const EXPLAINED = 0.6;

/** Null where the lines lie level, or there are too few to tell. */
export function measureBend(lines: readonly RecognisedLine[], { width, height }: Grey): Bend | null {
  const middle = [width / 2, height / 2] as const;
  const all = lines.flatMap(({ baseline: { x0, y0, x1, y1 } }): Slope[] => {
    const [u, v] = [((x0 + x1) / 2 - middle[0]) / width, ((y0 + y1) / 2 - middle[1]) / width];
    const length = (x1 - x0) / width;
    const slope = (y1 - y0) / max(1, x1 - x0);
    return length < SHORTEST || abs(slope) > STEEPEST ? [] : [{ at: [1, u, v, u * v, u * u], slope, weight: length ** 2 }];
  });
  if (all.length < LEAST_LINES) return null;
  const points = wordsOf(lines);
  const guess = { across: width, middle, terms: surely(all) };
  const near = [...all, ...acrossRows(points, guess)];
  const bend = { ...guess, terms: surely(near) };
  const most = [0, width].flatMap(x => [0, height / 2, height].map(y => abs(fallen(bend, x, y)) / width));
  if (max(...most) < LEVEL || spread(near, bend.terms) > EXPLAINED * spread(near, FLAT)) return null;
  return bend;
}

const FLAT = [0, 0, 0, 0, 0] as const;

/** Where a word stands, in pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** From left to right. */
function wordsOf(lines: readonly RecognisedLine[]): Point[] {
  const height = median(lines.map(({ bbox }) => bbox.y1 - bbox.y0)) ?? 0;
  return lines
    .flatMap(({ baseline: { x0, y0, x1, y1 }, words }) =>
      words.map(({ bbox }) => {
        const x = (bbox.x0 + bbox.x1) / 2;
        return { x, y: y0 + ((y1 - y0) * (x - x0)) / max(1, x1 - x0), height };
      }),
    )
    .sort((a, b) => a.x - b.x);
}

/** Part of the height of a line by which words of one row stand apart at most on a page that is nearly level. */
const OF_ROW = 0.6;

/** From each word to the next in its row as it would lie without `guess`, over the gaps between columns, where no line that was read reaches. */
const acrossRows = (points: readonly Point[], guess: Bend): Slope[] => {
  const { across, middle } = guess;
  const level = points.map(({ x, y }) => y - fallen(guess, x, y));
  return points.flatMap((from, i): Slope[] => {
    const to = points.find((other, k) => other.x - from.x > SHORTEST * across && abs(level[k]! - level[i]!) < OF_ROW * from.height);
    if (!to) return [];
    const [u, v] = [((from.x + to.x) / 2 - middle[0]) / across, ((from.y + to.y) / 2 - middle[1]) / across];
    return [{ at: [1, u, v, u * v, u * u], slope: (to.y - from.y) / (to.x - from.x), weight: ((to.x - from.x) / across) ** 2 }];
  });
};

/** Pixels by which a point of the level picture lies lower in the bent one. */
export function fallen({ across, middle, terms: [a, b, c, d, e] }: Bend, x: number, y: number): number {
  const [u, v] = [(x - middle[0]) / across, (y - middle[1]) / across];
  return across * u * (a + (b * u) / 2 + c * v + (d * u * v) / 2 + (e * u * u) / 3);
}

/** A bend, and what was measured once the picture had been levelled by it; both are small. */
export const together = (bend: Bend, left: Bend): Bend => ({
  ...bend,
  terms: bend.terms.map((term, i) => term + left.terms[i]!) as unknown as Terms,
});

/** The picture with its lines level. */
export function unbent(grey: Grey, bend: Bend): Grey {
  const { width, height, data } = grey;
  const out = new Uint8Array(data.length).fill(255);
  for (let x = 0; x < width; x++) {
    const top = fallen(bend, x, 0);
    const perRow = (fallen(bend, x, height) - top) / height;
    for (let y = 0; y < height; y++) {
      const from = y + top + perRow * y;
      if (from < 0 || from > height - 1) continue;
      const row = min(height - 2, floor(from));
      const part = from - row;
      const at = row * width + x;
      out[y * width + x] = data[at]! * (1 - part) + data[at + width]! * part + 0.5;
    }
  }
  return { width, height, data: out };
}

type Terms = Bend['terms'];

interface Slope {
  readonly at: Terms;
  readonly slope: number;
  readonly weight: number;
}

const missed = ({ at, slope }: Slope, terms: Terms): number => slope - at.reduce((sum, value, i) => sum + value * terms[i]!, 0);

/** Without the few that lie far from the others. */
function surely(slopes: readonly Slope[]): Terms {
  const first = fitted(slopes);
  const typical = Math.sqrt(spread(slopes, first));
  return fitted(slopes.filter(slope => abs(missed(slope, first)) <= 2.5 * typical));
}

/** Mean of the squares of what `terms` leave of the slopes. */
function spread(slopes: readonly Slope[], terms: Terms): number {
  const of = slopes.reduce((sum, { weight }) => sum + weight, 0);
  return slopes.reduce((sum, slope) => sum + slope.weight * missed(slope, terms) ** 2, 0) / max(of, 1e-12);
}

/** What holds back terms of which the lines say nothing, as where all of them stand in one column. */
const RIDGE = 0.002;

/** Least squares, by elimination. */
function fitted(slopes: readonly Slope[]): Terms {
  const of = slopes.reduce((sum, { weight }) => sum + weight, 0);
  const rows = Array.from({ length: 5 }, (_, i) => [
    ...Array.from({ length: 5 }, (_, j) =>
      slopes.reduce((sum, { at, weight }) => sum + weight * at[i]! * at[j]!, i === j && i > 0 ? RIDGE * of : 0),
    ),
    slopes.reduce((sum, { at, slope, weight }) => sum + weight * at[i]! * slope, 0),
  ]);
  for (let i = 0; i < 5; i++) {
    for (let k = 0; k < 5; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      rows[k] = rows[k]!.map((value, j) => value - factor * rows[i]![j]!);
    }
  }
  return rows.map((row, i) => row[5]! / row[i]!) as unknown as Terms;
}
