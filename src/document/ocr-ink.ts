/** Ink that nobody read: cells of a table that a page's division passed over. */
import type { Box } from '../coa/transcript.ts';
import type { Word } from './document.ts';
import type { Grey } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { ceil, floor, max, min } = Math;

/** Pixels of one side of a square in which ink is looked for. */
const STEP = 4;
const INK = 130;

/** Boxes in points, each a piece of a line on which words were read, or what goes on below one of them. */
export function unreadInk(grey: Grey, scale: number, words: readonly Word[]): Box[] {
  const columns = ceil(grey.width / STEP);
  const rows = ceil(grey.height / STEP);
  const ink = inkOf(grey, columns, rows);
  const point = STEP * scale;
  for (const word of words) wipe(ink, columns, rows, word, point);
  const lines = linesOf(words);
  const beside = lines.flatMap(line => piecesOn(ink, columns, rows, line, point));
  const below = words.filter(isSure).flatMap(word => pieceBelow(ink, columns, rows, word, point));
  return [...beside, ...below.filter(isNew(beside))].filter(box => box[2] - box[0] >= 0.35 * (box[3] - box[1]));
}

const isSure = ({ ocrConfidence = 0 }: Word): boolean => ocrConfidence >= 0.7;

/** Two words of a heading may stand over the same piece, which may lie on a line of its own, too. */
const isNew =
  (others: readonly Box[]) =>
  ([left, top, right, bottom]: Box, i: number, all: readonly Box[]): boolean =>
    ![...others, ...all.slice(0, i)].some(box => box[0] < right && box[2] > left && box[1] < bottom && box[3] > top);

function inkOf({ width, height, data }: Grey, columns: number, rows: number): Uint8Array {
  const ink = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (data[y * width + x]! < INK) ink[((y / STEP) | 0) * columns + ((x / STEP) | 0)] = 1;
  }
  return ink;
}

/** With the pixel or two by which a box falls short. */
function wipe(ink: Uint8Array, columns: number, rows: number, { box, fontSize }: Word, point: number): void {
  const reach = 0.12 * fontSize;
  const [left, top, right, bottom] = [box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach].map(value => value / point) as [
    number,
    number,
    number,
    number,
  ];
  for (let y = max(0, floor(top)); y < min(rows, bottom); y++) {
    ink.fill(0, y * columns + max(0, floor(left)), y * columns + max(0, min(columns, ceil(right))));
  }
}

interface TextLine {
  readonly baseline: number;
  readonly size: number;
}

/** Lines of at least two words: one alone may be dirt. */
function linesOf(words: readonly Word[]): TextLine[] {
  const lines: { baseline: number; size: number; words: number }[] = [];
  for (const { baseline, fontSize, ocrConfidence = 0 } of [...words].sort((a, b) => a.baseline - b.baseline)) {
    if (ocrConfidence < 0.7) continue;
    const last = lines.at(-1);
    if (last && baseline - last.baseline < 0.4 * fontSize) last.words++;
    else lines.push({ baseline, size: fontSize, words: 1 });
  }
  return lines.filter(line => line.words >= 2);
}

/** Stretches of ink between gaps as wide as a letter, no taller than the type of the line. */
function piecesOn(ink: Uint8Array, columns: number, rows: number, { baseline, size }: TextLine, point: number): Box[] {
  const [top, bottom] = [baseline - 0.85 * size, baseline + 0.25 * size];
  const [from, to] = [max(0, floor(top / point)), min(rows, ceil(bottom / point))];
  const filled = (x: number): boolean => {
    for (let y = from; y < to; y++) if (ink[y * columns + x]) return true;
    return false;
  };
  const boxes: Box[] = [];
  let start = -1;
  let last = -1;
  for (let x = 0; x <= columns; x++) {
    if (x < columns && filled(x)) {
      if (start < 0) start = x;
      last = x;
    } else if (start >= 0 && ((x - last) * point > 0.7 * size || x === columns)) {
      const wide = (last + 1 - start) * point;
      if (wide >= 0.3 * size && wide <= 14 * size && hasHeight(ink, columns, from, to, start, last, (0.4 * size) / point))
        boxes.push([start * point, top, (last + 1) * point, bottom]);
      start = -1;
    }
  }
  return boxes;
}

/** `(mg/g)` under `Result`: ink as high as type, right under a word, with nothing around it. */
function pieceBelow(ink: Uint8Array, columns: number, rows: number, { box, baseline, fontSize }: Word, point: number): Box[] {
  const [left, right] = [box[0] - 0.8 * fontSize, box[2] + 0.8 * fontSize].map(x => min(columns - 1, max(0, floor(x / point)))) as [
    number,
    number,
  ];
  const [top, bottom] = [baseline + 0.15 * fontSize, baseline + 1.75 * fontSize].map(y => min(rows - 1, floor(y / point))) as [
    number,
    number,
  ];
  const found = { left: columns, top: rows, right: -1, bottom: -1 };
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      if (!ink[y * columns + x]) continue;
      found.left = min(found.left, x);
      found.right = max(found.right, x);
      found.top = min(found.top, y);
      found.bottom = max(found.bottom, y);
    }
  }
  const height = (found.bottom + 1 - found.top) * point;
  if (height < 0.5 * fontSize || height > 1.2 * fontSize) return [];
  if (found.left === left || found.right === right || found.bottom === bottom) return [];
  return [[found.left * point, found.top * point, (found.right + 1) * point, (found.bottom + 1) * point]];
}

/** Dots and remains of rules are lower than any letter. */
function hasHeight(ink: Uint8Array, columns: number, from: number, to: number, left: number, right: number, least: number): boolean {
  let [first, last] = [to, from];
  for (let y = from; y < to; y++) {
    for (let x = left; x <= right; x++) {
      if (!ink[y * columns + x]) continue;
      first = min(first, y);
      last = max(last, y);
    }
  }
  return last - first + 1 >= least;
}
