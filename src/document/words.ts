/** Runs to words in reading order: pieces joined, superscripts restored, letter-spacing closed. */
import type { Word } from './document.ts';
import { isWalled, join, type Run } from './runs.ts';
import { closeLetterSpacing } from './spacing.ts';
import { restoreSuperscripts } from './superscript.ts';
import type { Walls } from './walls.ts';

/** Pieces drawn apart from each other in the file join only when they all but touch: narrow table columns do not. */
const JOIN_GAP = 0.06;

export interface PageWords {
  /** Set left to right as displayed, in reading order. */
  readonly words: Word[];
  /** Set at an angle: watermarks, text up the margin. */
  readonly slanted: Word[];
}

export function assembleWords(runs: readonly Run[], walls: Walls = new Map()): PageWords {
  const isOfStamp = askewOn(runs);
  const level = runs.filter(run => isLevel(run.angle) && !isOfStamp(run));
  const joined = linesOf(restoreSuperscripts(level)).flatMap(line => closeLetterSpacing(joinPieces(line, walls)));
  return {
    words: joined.map(toWord),
    slanted: runs.filter(run => !isLevel(run.angle) || isOfStamp(run)).map(toWord),
  };
}

/** Part of the text that stands level on a page that was not scanned. */
const STRAIGHT = 0.9;
/** In degrees, of a page that stands straight: what is turned further was put there by hand. */
const ASKEW = 2;

/** On a page whose text stands straight, words that lie a little askew are a stamp's; lines of a scanned page lie as its paper did. */
function askewOn(runs: readonly Run[]): (run: Run) => boolean {
  const isAskew = ({ angle }: Run): boolean => Math.min(angle, 360 - angle) >= ASKEW;
  if (!runs.some(run => isLevel(run.angle) && isAskew(run))) return () => false;
  const level = runs.filter(run => isLevel(run.angle));
  return level.filter(run => run.angle === 0).length >= STRAIGHT * level.length ? isAskew : () => false;
}

function isLevel(angle: number): boolean {
  return angle <= 3 || angle >= 357;
}

/** Lines from top to bottom, each from left to right. Words belong to one line when their baselines differ by less than a third of the smaller type. */
export function linesOf(runs: readonly Run[]): Run[][] {
  const sorted = [...runs].sort((a, b) => a.baseline - b.baseline || a.left - b.left);
  const lines: { baseline: number; size: number; runs: Run[] }[] = [];
  for (const run of sorted) {
    const line = lines.at(-1);
    if (line && run.baseline - line.baseline <= 0.33 * Math.min(run.size, line.size)) line.runs.push(run);
    else lines.push({ baseline: run.baseline, size: run.size, runs: [run] });
  }
  return lines.map(line => line.runs.sort((a, b) => a.left - b.left || a.order - b.order));
}

function joinPieces(line: readonly Run[], walls: Walls): Run[] {
  const out: Run[] = [];
  for (const run of line) {
    const last = out.at(-1);
    if (last && isReprint(last, run)) continue;
    if (last && (joins(last, run) || isSmallCaps(last, run)) && !isWalled(last.right, run.left, run, walls)) {
      out[out.length - 1] = join(last, run);
    } else {
      out.push(run);
    }
  }
  return out;
}

/** Type of small capitals, in parts of that of the capital before them. */
const SMALL_CAPS = { from: 0.6, to: 0.86 };
/** In sizes of the capital: letters may be set apart, and less than a blank. */
const SMALL_CAPS_GAP = 0.15;

/** `B` and `ONNEVILLE` in smaller type of the same font: a word in small capitals, however the file names its letters. */
function isSmallCaps(a: Run, b: Run): boolean {
  if (a.spaceAfter || b.spaceBefore || a.raised || b.raised || a.font !== b.font || a.bold !== b.bold) return false;
  const gap = b.left - a.right;
  return (
    /^\p{Lu}$/u.test(a.text) &&
    (/^\p{Lu}{2,}[\p{Lu}'’-]*[.,:]?$/u.test(b.text) || /^\p{Ll}{2,}[\p{Ll}'’-]*[.,:]?$/u.test(b.text)) &&
    b.size >= SMALL_CAPS.from * a.size &&
    b.size <= SMALL_CAPS.to * a.size &&
    Math.abs(a.baseline - b.baseline) <= 0.02 * a.size &&
    gap <= SMALL_CAPS_GAP * a.size &&
    gap >= -0.2 * a.size
  );
}

/** Bold imitated by printing the same text twice, a hair apart. */
function isReprint(a: Run, b: Run): boolean {
  return a.text === b.text && Math.abs(a.left - b.left) < 0.12 * a.size && Math.abs(a.baseline - b.baseline) < 0.12 * a.size;
}

function joins(a: Run, b: Run): boolean {
  if (a.spaceAfter || b.spaceBefore || a.raised || b.raised) return false;
  if (Math.abs(a.size - b.size) > 0.15 * a.size || Math.abs(a.baseline - b.baseline) > 0.1 * a.size) return false;
  const gap = b.left - a.right;
  // Letters of two fonts that overlap are two texts printed over each other.
  return gap <= JOIN_GAP * a.size && gap >= (a.font === b.font ? -0.2 : -0.05) * a.size;
}

function toWord(run: Run): Word {
  const level = isLevel(run.angle);
  // Fonts state ascents up to three times their size: a box must not reach into the neighbouring lines.
  const top = level ? Math.max(run.top, run.baseline - 1.05 * run.size) : run.top;
  const bottom = level ? Math.min(run.bottom, run.baseline + 0.35 * run.size) : run.bottom;
  const word: Word = {
    text: run.text,
    box: [round(run.left), round(top), round(run.right), round(bottom)],
    fontSize: round(run.size),
    bold: run.bold,
    baseline: round(run.baseline),
    font: run.font,
    ...(run.ocrConfidence === undefined ? {} : { ocrConfidence: round(run.ocrConfidence) }),
    ...(level ? {} : { angle: run.angle }),
    ...(run.beginsCell ? { beginsCell: true } : {}),
  };
  return run.raised ? { ...word, raised: true } : word;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
