/** Decimal points in the picture of a number: a mark of a pixel or two is the first thing that recognition loses, and the worst. */
import type { Word } from './document.ts';
import type { Grey } from './grey.ts';

const { abs, max, min, round } = Math;

const INK = 150;

/** Where a dot or comma stands between the digits of `word`, which was read without one: its left edge in points, or null. `scale`: points a pixel. */
export function markOf({ width, height, data }: Grey, word: Word, scale: number): number | null {
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
  const mark = runs(kinds).find(({ kind, length, start }, i, all) => {
    const inside = start > 0.2 * em && start + length < kinds.length - 0.2 * em;
    const apart = all[i - 1]?.kind === 'blank' || all[i + 1]?.kind === 'blank';
    return kind === 'foot' && inside && apart && length >= max(2, 0.05 * em) && length <= 0.24 * em;
  });
  return mark ? (left + mark.start + mark.length / 2) * scale : null;
}

/**
 * The number with the point that its picture shows at `mark`; null where it cannot be told between which digits. Before three digits it
 * may be a mark of thousands, and is left to a person.
 */
export function withMark({ text, box: [left, , right] }: Word, mark: number): string | null {
  const digits = /\d+/.exec(text);
  if (!digits || digits[0].length !== text.length) return null;
  const before = ((mark - left) / (right - left)) * (text.length + 0.5) - 0.25;
  const whole = round(before);
  if (abs(before - whole) > 0.35 || whole < 1 || whole >= text.length || text.length - whole === 3) return null;
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
