/** Dots that lead the eye from a name to its value, which recognition takes for letters: found in the picture, and taken out of it. */
import type { Box } from '../coa/transcript.ts';
import type { Word } from './document.ts';
import { type Grey, wipe } from './grey.ts';

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
/** Pixels of grey around a dot. */
const FRINGE = 2;

export interface Speck {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Dark pixels. */
  ink: number;
}

/** Erases rows of evenly spaced dots in `grey`, and returns the boxes of the rows in its pixels: left, top, right, bottom. */
export function takeLeaders(grey: Grey): Box[] {
  const leaders = leadersOf(specksOf(grey).filter(isRound));
  for (const leader of leaders) for (const dot of leader) wipe(grey, dot, FRINGE);
  return leaders.map(leader => [
    leader[0]!.left,
    min(...leader.map(dot => dot.top)),
    leader.at(-1)!.right,
    max(...leader.map(dot => dot.bottom)),
  ]);
}

/** Of the type size: how far from its name a leader begins, and how far off its baseline the dots may lie. */
const NEXT = 3;
const OFF_BASE = 0.4;

/** `words` with a row of full stops behind each word that a leader follows, as a text layer has it. Boxes in points. */
export function withLeaders(words: readonly Word[], leaders: readonly Box[]): Word[] {
  const kept = words.filter(word => !isOfLeader(word, words, leaders));
  const dots = kept.flatMap((word): Word[] => {
    const { box: own, baseline, fontSize } = word;
    const onLine = leaders.filter(box => box[0] - own[2] > -0.5 * fontSize && abs(baseline - box[3]) < OFF_BASE * fontSize);
    const led = kept.filter(other => sharesLine(word, other)).sort((a, b) => a.box[0] - b.box[0])[0];
    // to values, never to labels
    if (led?.text.endsWith(':')) return [];
    const next = led?.box[0] ?? Infinity;
    const before = onLine.filter(box => box[0] < next);
    if (!before.some(box => box[0] - own[2] < NEXT * fontSize)) return [];
    // one that broke off reaches as far as those above and below it
    const whole = leaders.some(box => abs(next - box[2]) < NEXT * fontSize);
    const right = whole ? next - 0.5 * fontSize : max(...before.map(box => box[2]));
    return [{ ...word, text: DOTS, box: [before[0]![0], before[0]![1], right, before[0]![3]] }];
  });
  return [...kept, ...dots];
}

/** A dot or two that stayed behind were read as tiny letters, between the name and its value. */
const isOfLeader = ({ box, fontSize, baseline, ocrConfidence = 1 }: Word, words: readonly Word[], leaders: readonly Box[]): boolean =>
  ocrConfidence < LEAST_SURE &&
  leaders.some(leader => {
    const led = words.find(
      word =>
        leader[0] - word.box[2] > 0 &&
        leader[0] - word.box[2] < NEXT * word.fontSize &&
        sharesLine(word, { ...word, box: leader, baseline: leader[3] }),
    );
    return (
      led !== undefined && box[0] > led.box[2] && fontSize < 0.5 * led.fontSize && abs(baseline - led.baseline) < OFF_BASE * led.fontSize
    );
  });

/** To the right of it. */
const sharesLine = (word: Word, other: Word): boolean =>
  other.box[0] > word.box[2] - 0.2 * word.fontSize && abs(other.baseline - word.baseline) < OFF_BASE * word.fontSize;

const DOTS = '......';
const LEAST_SURE = 0.5;

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
