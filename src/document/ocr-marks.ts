/** Decimal points in the picture of a number: a mark of a pixel or two is the first thing that recognition loses, and the worst. */
import type { Word } from './document.ts';
import type { Grey } from './grey.ts';
import { specksOf } from './leaders.ts';

const { abs, max, min, round } = Math;

const INK = 150;
/** Codes and numbers of lots are long, and dirt between their digits is no point. */
const MOST_DIGITS = 6;
const MOST_DIGITS_TUCKED_IN = 4;
/** Height and width of what a 1 stands on, in parts of the type size. */
const SERIF = 0.13;
const FOOT = 0.3;

/** Where a dot or comma stands between the digits of `word`, which was read without one: its left edge in points, or null. `scale`: points a pixel. */
export function markOf({ width, height, data }: Grey, word: Word, scale: number): number | null {
  const digits = word.text.replace(/\D/g, '').length;
  if (digits > MOST_DIGITS) return null;
  const em = word.fontSize / scale;
  const baseline = round(word.baseline / scale);
  const [left, right] = [round(word.box[0] / scale), min(width, round(word.box[2] / scale))];
  const inkIn = (x: number, from: number, to: number): number => {
    let darkest = 255;
    for (let y = max(0, round(from)); y < min(height, round(to)); y++) darkest = min(darkest, data[y * width + x]!);
    return darkest;
  };
  // of each column: nothing, ink at the foot alone (a mark), or ink above (a digit)
  const kinds: ('blank' | 'foot' | 'digit')[] = [];
  for (let x = max(0, left); x < right; x++) {
    if (inkIn(x, baseline - 0.68 * em, baseline - 0.2 * em) < INK) kinds.push('digit');
    else kinds.push(inkIn(x, baseline - 0.17 * em, baseline + 0.12 * em) < INK ? 'foot' : 'blank');
  }
  const inkAt = (x: number): number[] => {
    const rows: number[] = [];
    if (max(0, left) + x < 0 || max(0, left) + x >= width) return rows;
    for (let y = max(0, round(baseline - 0.17 * em)); y < min(height, round(baseline + 0.12 * em)); y++)
      if (data[y * width + max(0, left) + x]! < INK) rows.push(y);
    return rows;
  };
  // the foot of a 1 is joined to its stem, reaches to both sides of it, and is thinner than a dot
  const isSerif = (inner: number, stem: number): boolean => {
    const rows = inkAt(inner);
    if (rows.length >= SERIF * em || !inkAt(stem).some(y => rows.includes(y))) return false;
    let [from, to] = [stem, stem];
    while (inkAt(from - 1).some(y => rows.includes(y))) from--;
    while (inkAt(to + 1).some(y => rows.includes(y))) to++;
    return to - from + 1 >= FOOT * em;
  };
  const mark = runs(kinds).find(({ kind, length, start }, i, all) => {
    const inside = start > 0.2 * em && start + length < kinds.length - 0.2 * em;
    const [before, after] = [all[i - 1]?.kind, all[i + 1]?.kind];
    if (kind !== 'foot' || !inside || (before !== 'blank' && after !== 'blank')) return false;
    if (before === 'digit' && isSerif(start, start - 1)) return false;
    if (after === 'digit' && isSerif(start + length - 1, start + length)) return false;
    return length >= max(2, 0.05 * em) && length <= 0.24 * em;
  });
  if (mark) return (left + mark.start + mark.length / 2) * scale;
  if (digits > MOST_DIGITS_TUCKED_IN) return null;
  const middle = tuckedIn({ width, height, data }, { left, right, baseline, em });
  return middle === null ? null : middle * scale;
}

interface Place {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly em: number;
}

/** The middle of a dot under the arm of a 7 or between digits that all but touch, where no column is free of them. */
function tuckedIn(grey: Grey, { left, right, baseline, em }: Place): number | null {
  const top = max(0, round(baseline - 0.8 * em));
  const width = right - max(0, left);
  const height = min(grey.height, round(baseline + 0.15 * em)) - top;
  if (width <= 0 || height <= 0) return null;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    data.set(grey.data.subarray((top + y) * grey.width + max(0, left), (top + y) * grey.width + right), y * width);
  const dots = specksOf({ width, height, data }, 0.22 * em).filter(dot => {
    const [across, down] = [dot.right - dot.left + 1, dot.bottom - dot.top + 1];
    const inside = dot.left > 0.2 * em && dot.right < width - 0.2 * em;
    return (
      inside &&
      abs(top + dot.bottom + 1 - baseline) <= 0.07 * em &&
      min(across, down) >= 0.07 * em &&
      max(across, down) <= 1.6 * min(across, down)
    );
  });
  return dots.length === 1 ? max(0, left) + (dots[0]!.left + dots[0]!.right + 1) / 2 : null;
}

/**
 * The number with the point that its picture shows at `mark`; null where it cannot be told between which digits. Before three digits it
 * may be a mark of thousands, unless a lone 0 stands before it, and is left to a person.
 */
export function withMark({ text, box: [left, , right] }: Word, mark: number): string | null {
  const digits = /\d+/.exec(text);
  if (!digits || digits[0].length !== text.length) return null;
  const before = ((mark - left) / (right - left)) * (text.length + 0.5) - 0.25;
  const whole = round(before);
  if (abs(before - whole) > 0.35 || whole < 1 || whole >= text.length) return null;
  if (text.length - whole === 3 && !(whole === 1 && text.startsWith('0'))) return null;
  return `${text.slice(0, whole)}.${text.slice(whole)}`;
}

function runs<T>(values: readonly T[]): { kind: T; start: number; length: number }[] {
  const out: { kind: T; start: number; length: number }[] = [];
  values.forEach((kind, start) => {
    const last = out.at(-1);
    if (last?.kind === kind) last.length++;
    else out.push({ kind, start, length: 1 });
  });
  return out;
}
