/** `≤` and `≥`, which recognition was not taught: it gives a `<`, or a 2 that makes `≥3.0` a 23.0. Told by the bar below the angle. */
import type { Word } from './document.ts';
import type { Grey } from './grey.ts';

const { max, min, round } = Math;

/** What they are read as, before the number or alone. */
const TAKEN_FOR = /^[<>2=zZsS](?=\d)|^[<>2=zZsS]$/u;
/** Lighter than this a row holds no ink. */
const INK = 150;
/** The rows between the angle and its bar are lighter than both by so much, however blurred. */
const GAP = 50;
/** Of the width: what a bar covers, and the side on which an angle begins and turns. */
const BAR = 0.75;
const SIDE = 0.36;

/** `words` with the signs their picture shows. `scale`: points a pixel. */
export function withBounds(words: readonly Word[], grey: Grey, scale: number): Word[] {
  return words.map(word => {
    if (!TAKEN_FOR.test(word.text)) return word;
    if (word.text.length === 1 && !words.some(other => isNumberBehind(other, word))) return word;
    const sign = signOf(word, grey, scale);
    return sign === null ? word : { ...word, text: sign + word.text.slice(1) };
  });
}

const isNumberBehind = ({ text, box, baseline }: Word, { box: [, , right], baseline: level, fontSize }: Word): boolean =>
  /^\d/.test(text) && box[0] > right && box[0] - right < 0.7 * fontSize && Math.abs(baseline - level) < 0.35 * fontSize;

/** The first sign of `word` where it is an angle over a bar. */
function signOf(word: Word, grey: Grey, scale: number): '≤' | '≥' | null {
  const em = word.fontSize / scale;
  const foot = round(word.baseline / scale);
  const [top, bottom] = [max(0, round(foot - 0.85 * em)), min(grey.height, round(foot + 0.22 * em))];
  const rows = glyphAt(grey, { left: round(word.box[0] / scale - 0.1 * em), top, bottom, em });
  if (rows === null || rows.length < 8) return null;
  const width = rows[0]!.length;
  const darkest = rows.map(row => min(...row));
  // from below: the bar, a gap, the angle
  const last = darkest.length - 1;
  const lower = max(1, round(0.55 * last));
  const gap = darkest.reduce((at, value, y) => (y > lower && y < last && value > darkest[at]! ? y : at), lower);
  const bar = rows.slice(gap + 1).sort((a, b) => min(...a) - min(...b))[0];
  const angle = rows.slice(0, gap);
  if (!bar || angle.length < 5 || darkest[gap]! - max(min(...bar), min(...darkest.slice(0, gap))) < GAP) return null;
  if (bar.filter(value => value < darkest[gap]!).length < BAR * width) return null;
  const middles = angle.map(row => middleOf(row) / width);
  const [head, turn, end] = [middles[1]!, middles[round((middles.length - 1) / 2)]!, middles.at(-2)!];
  // a 2 turns right as well, but begins and ends about its middle
  if (max(head, end) < SIDE && turn > 1 - SIDE) return '≥';
  return min(head, end) > 0.9 - SIDE && turn < SIDE ? '≤' : null;
}

/** Rows of the first letter from `left`, up to the first column without ink, from its topmost to its lowest row. */
function glyphAt(
  { width, data }: Grey,
  { left, top, bottom, em }: { readonly left: number; readonly top: number; readonly bottom: number; readonly em: number },
): number[][] | null {
  const isBlank = (x: number): boolean => {
    for (let y = top; y < bottom; y++) if (data[y * width + x]! < INK) return false;
    return true;
  };
  const [first, end] = [max(0, left), min(width, round(left + 1.1 * em))];
  let from = first;
  while (from < end && isBlank(from)) from++;
  let to = from;
  while (to < end && !isBlank(to)) to++;
  if (to === end || to - from < 0.25 * em) return null;
  const rows = Array.from({ length: bottom - top }, (_, y) => [...data.subarray((top + y) * width + from, (top + y) * width + to)]);
  const hasInk = (row: readonly number[]): boolean => row.some(value => value < INK);
  return rows.slice(rows.findIndex(hasInk), rows.findLastIndex(hasInk) + 1);
}

/** Where the ink of a row lies on average. */
function middleOf(row: readonly number[]): number {
  const of = row.reduce((sum, value) => sum + 255 - value, 0);
  return of === 0 ? 0 : row.reduce((sum, value, x) => sum + (x + 0.5) * (255 - value), 0) / of;
}
