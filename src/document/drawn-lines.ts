/** The ruling lines of a scanned table: found, and taken out of the picture, where they would be read as letters. */
import type { Line } from './document.ts';
import type { Grey } from './grey.ts';

const DARK = 150;
/** In pixels at 300 dpi: longer than the strokes of letters, thinner than a bar. */
const LONG = 150;
const THICKEST = 14;
const GAP = 3;

/** Erases the lines in `grey` and returns them in its pixels. */
export function takeLines(grey: Grey): Line[] {
  const across = bundles(runsOf(grey, false));
  const down = bundles(runsOf(grey, true));
  for (const line of across) trace(grey, line, false);
  for (const line of down) trace(grey, line, true);
  for (const { runs } of across) for (const run of runs) erase(grey, run, false);
  for (const { runs } of down) for (const run of runs) erase(grey, run, true);
  const brokenAcross = bundles(brokenRunsOf(grey, false));
  const brokenDown = bundles(brokenRunsOf(grey, true));
  for (const line of brokenAcross) trace(grey, line, false);
  for (const line of brokenDown) trace(grey, line, true);
  const place = (bundle: Bundle) => (bundle.first + bundle.last) / 2;
  return [
    ...[...across, ...brokenAcross].map((line): Line => ({ from: [line.start, place(line)], to: [line.end, place(line)] })),
    ...[...down, ...brokenDown].map((line): Line => ({ from: [place(line), line.start], to: [place(line), line.end] })),
  ];
}

interface DarkRun {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** Long dark runs, along the rows or down the columns. */
function runsOf({ width, height, data }: Grey, down: boolean): DarkRun[] {
  const [rows, length, step, stride] = down ? [width, height, width, 1] : [height, width, 1, width];
  const runs: DarkRun[] = [];
  for (let row = 0; row < rows; row++) {
    let start = -1;
    let last = -1;
    for (let i = 0; i <= length; i++) {
      if (i < length && data[row * stride + i * step]! < DARK) {
        if (start < 0) start = i;
        last = i;
      } else if (start >= 0 && (i - last > GAP || i === length)) {
        if (last - start >= LONG) runs.push({ row, start, end: last });
        start = -1;
      }
    }
  }
  return runs;
}

/** In pixels at 300 dpi: longer than a word, so that no row of letters counts, whose neighbours are a blank apart; higher than a letter. */
const LONG_IN_PIECES = { across: 300, down: 110 } as const;
const GAP_OF_PIECES = 8;
const DARK_PIECE = 170;
const SHARE_OF_PIECES = 0.35;

/** So far off a line there is paper; in grain and shading there is as much ink there. */
const BESIDE = 7;
const SHARE_BESIDE = 0.3;

/** Lines of which black-and-white scanning left dots and dashes, on up to three neighbouring rows. Letters are thicker across than such a line. */
function brokenRunsOf(grey: Grey, down: boolean): DarkRun[] {
  const [rows, length] = down ? [grey.width, grey.height] : [grey.height, grey.width];
  const thin = thinInk(grey, down);
  const least = LONG_IN_PIECES[down ? 'down' : 'across'];
  const runs: DarkRun[] = [];
  for (let row = BESIDE + 1; row < rows - BESIDE - 1; row++) {
    let [start, last, inked, beside] = [-1, -1, 0, 0];
    for (let i = 0; i <= length; i++) {
      const at = row * length + i;
      if (i < length && (thin[at] || thin[at - length] || thin[at + length])) {
        if (start < 0) start = i;
        last = i;
        inked++;
        if (thin[at - BESIDE * length] || thin[at + BESIDE * length]) beside++;
      } else if (start >= 0 && (i - last > GAP_OF_PIECES || i === length)) {
        if (last - start >= least && inked >= SHARE_OF_PIECES * (last - start) && beside <= SHARE_BESIDE * inked)
          runs.push({ row, start, end: last });
        [start, inked, beside] = [-1, 0, 0];
      }
    }
  }
  return runs;
}

/** Ink no thicker than a line across it, by rows that run along the lines. */
function thinInk({ width, height, data }: Grey, down: boolean): Uint8Array {
  const [rows, length, step, stride] = down ? [width, height, width, 1] : [height, width, 1, width];
  const thin = new Uint8Array(rows * length);
  const since = new Int32Array(length).fill(-1);
  for (let row = 0; row <= rows; row++) {
    for (let i = 0; i < length; i++) {
      const first = since[i]!;
      if (row < rows && data[row * stride + i * step]! < DARK_PIECE) {
        if (first < 0) since[i] = row;
      } else if (first >= 0) {
        if (row - first <= THIN) for (let at = first; at < row; at++) thin[at * length + i] = 1;
        since[i] = -1;
      }
    }
  }
  return thin;
}

interface Bundle {
  first: number;
  last: number;
  start: number;
  end: number;
  readonly runs: DarkRun[];
}

/** Runs of neighbouring rows that lie on each other are one line, unless together they are too thick for one. */
function bundles(runs: readonly DarkRun[]): Bundle[] {
  const done: Bundle[] = [];
  let open: Bundle[] = [];
  for (const run of runs) {
    const still = open.filter(bundle => bundle.last >= run.row - 2);
    if (still.length < open.length) done.push(...open.filter(bundle => bundle.last < run.row - 2));
    open = still;
    const home = open.find(bundle => bundle.start <= run.end && bundle.end >= run.start);
    if (home) {
      home.last = run.row;
      home.start = Math.min(home.start, run.start);
      home.end = Math.max(home.end, run.end);
      home.runs.push(run);
    } else {
      open.push({ first: run.row, last: run.row, start: run.start, end: run.end, runs: [run] });
    }
  }
  return [...done, ...open].filter(bundle => bundle.last - bundle.first < THICKEST);
}

/** With the grey fringe beside it. Letters that cross the line keep what stands off it. */
function erase({ width, height, data }: Grey, { row, start, end }: DarkRun, down: boolean): void {
  for (let side = -1; side <= 1; side++) {
    const at = row + side;
    if (at < 0 || at >= (down ? width : height)) continue;
    for (let i = start; i <= end; i++) {
      const index = down ? i * width + at : at * width + i;
      if (side === 0 || data[index]! >= DARK) data[index] = 255;
    }
  }
}

/** Darker than paper with its grain: the fringe of a line. */
const TINTED = 200;
/** Thicker than this across a line, in pixels at 300 dpi, something else crosses it. */
const THIN = 8;
/** So far beside itself from one pixel to the next a line may go on, and so long a gap it may have. */
const REACH = 3;
const LOST = 8;

/**
 * A line that does not lie level (photographed paper) climbs from row to row, and pieces of its steps are too short to be found as runs; left
 * where they are, they are read as letters. They are followed along the line, and beyond its ends.
 */
function trace(grey: Grey, { runs, start, end }: Bundle, down: boolean): void {
  const [rows, length] = down ? [grey.width, grey.height] : [grey.height, grey.width];
  const rowAt = new Int32Array(length).fill(-1);
  for (const { row, start: from, end: to } of runs) rowAt.fill(row, from, to + 1);
  let row = -1;
  for (let i = start; i <= end; i++) row = follow(grey, i, rowAt[i]! >= 0 ? rowAt[i]! : row, rows, down) ?? row;
  for (const step of [1, -1]) {
    const edge = step === 1 ? end : start;
    let at = rowAt[edge]!;
    for (let i = edge + step, lost = 0; i >= 0 && i < length && lost < LOST; i += step) {
      const next = follow(grey, i, at, rows, down);
      lost = next === null ? lost + 1 : 0;
      at = next ?? at;
    }
  }
}

/** Wipes the line at one pixel of its length, where it is no thicker than a line; its middle there, or null where there is none. */
function follow({ width, data }: Grey, i: number, near: number, rows: number, down: boolean): number | null {
  const index = (row: number): number => (down ? i * width + row : row * width + i);
  const inked = (row: number): boolean => row >= 0 && row < rows && data[index(row)]! < TINTED;
  let row = -1;
  for (let off = 0; off <= REACH && row < 0; off++) row = inked(near + off) ? near + off : inked(near - off) ? near - off : -1;
  if (row < 0) return null;
  let [first, last] = [row, row];
  while (first > row - THIN && inked(first - 1)) first--;
  while (last < row + THIN && inked(last + 1)) last++;
  if (last - first + 1 > THIN) return null;
  for (let at = Math.max(0, first - 1); at <= Math.min(rows - 1, last + 1); at++) data[index(at)] = 255;
  return (first + last) >> 1;
}
