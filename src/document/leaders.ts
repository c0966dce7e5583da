/** Dots that lead the eye from a name to its value, which recognition takes for letters: found in the picture, and taken out of it. */
import type { Grey } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { abs, floor, max, min } = Math;

const INK = 150;
/** Pixels of one side at 300 dpi: no full stop of ordinary type is larger. */
const DOT = 8;
/** Fewer dots in a row may be an ellipsis. */
const LEAST_DOTS = 6;
/** Pixels at 300 dpi from one dot to the next. */
const APART = 60;
/** Pixels by which a dot may lie higher or lower than the one before. */
const ASTRAY = 3;

export interface Speck {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Dark pixels. */
  ink: number;
}

/** Erases rows of evenly spaced dots in `grey`. */
export function takeLeaders(grey: Grey): void {
  for (const leader of leadersOf(specksOf(grey).filter(isRound))) for (const dot of leader) wipe(grey, dot);
}

/** Connected ink within a square of `side` pixels. Boxes hold their last row and column. */
export function specksOf({ width, height, data }: Grey, side = DOT): Speck[] {
  const specks: Speck[] = [];
  const isSmall = isWithin(side);
  let above: Blob[] = [];
  for (let y = 0; y < height; y++) {
    const row: Blob[] = [];
    let near = 0;
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! >= INK) continue;
      const left = x;
      while (x < width && data[y * width + x]! < INK) x++;
      const run: Blob = { left, top: y, right: x - 1, bottom: y, ink: x - left, from: left, to: x - 1, goesOn: false };
      while (near < above.length && above[near]!.to < left - 1) near++;
      for (let i = near; i < above.length && above[i]!.from <= x; i++) grow(run, above[i]!);
      row.push(run);
    }
    specks.push(...above.filter(blob => !blob.goesOn && isSmall(blob)));
    above = row;
  }
  return [...specks, ...above.filter(isSmall)];
}

/** Ink down to the row where its last run lies, from `from` to `to`. */
interface Blob extends Speck {
  readonly from: number;
  readonly to: number;
  goesOn: boolean;
}

function grow(run: Blob, above: Blob): void {
  above.goesOn = true;
  run.left = min(run.left, above.left);
  run.top = min(run.top, above.top);
  run.right = max(run.right, above.right);
  // ink that two runs below share counts for the first of them
  run.ink += above.ink;
  above.ink = 0;
}

const isWithin =
  (side: number) =>
  ({ left, top, right, bottom }: Speck): boolean =>
    right - left < side && bottom - top < side;

/** Part of its box that a dot fills; letters of small print, which stand in rows too, fill less of theirs. */
const SOLID = 0.65;

const isRound = ({ left, top, right, bottom, ink }: Speck): boolean => ink >= SOLID * (right - left + 1) * (bottom - top + 1);

function leadersOf(specks: readonly Speck[]): Speck[][] {
  const sorted = specks.toSorted((a, b) => a.left - b.left);
  const rows = new Map<number, Speck[][]>();
  const all: Speck[][] = [];
  for (const dot of sorted) {
    const near = [-ASTRAY, 0, ASTRAY].flatMap(off => rows.get(floor((dot.bottom + off) / ASTRAY)) ?? []);
    const chain = near.find(chain => follows(chain, dot));
    if (chain) chain.push(dot);
    const home = chain ?? [dot];
    if (!chain) all.push(home);
    const key = floor(dot.bottom / ASTRAY);
    rows.set(key, [...(rows.get(key) ?? []).filter(other => other !== home && dot.left - other.at(-1)!.left <= APART), home]);
  }
  return all.filter(chain => chain.length >= LEAST_DOTS);
}

/** As far from the last dot as that one from the one before it; a decimal point, which follows a figure, is further off. */
function follows(chain: readonly Speck[], dot: Speck): boolean {
  const [before, last] = [chain.at(-2), chain.at(-1)!];
  const step = dot.left - last.left;
  if (step <= last.right - last.left || step > APART || abs(dot.bottom - last.bottom) > ASTRAY) return false;
  return before === undefined || abs(step - (last.left - before.left)) <= max(3, 0.25 * step);
}

/** With the grey fringe around it. */
function wipe({ width, height, data }: Grey, { left, top, right, bottom }: Speck): void {
  for (let y = max(0, top - 2); y <= min(height - 1, bottom + 2); y++) {
    data.fill(255, y * width + max(0, left - 2), y * width + min(width, right + 3));
  }
}
