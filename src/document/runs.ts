/** Glyphs to runs: neighbouring glyphs of one baseline and one size with no gap between them. */
import { characterText, namelessText } from './characters.ts';
import type { Glyphs } from './glyphs.ts';
import { wordGaps } from './tracking.ts';
import { type Walls, wallsBetween } from './walls.ts';

/** A piece of a word while it is being put together. */
export interface Run {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  baseline: number;
  size: number;
  bold: boolean;
  font: string;
  angle: number;
  invisible: boolean;
  /** A blank stands in the file before or after this run, so that it is a word's end however narrow the gap. */
  spaceBefore: boolean;
  spaceAfter: boolean;
  /** Printed higher than its neighbours: a footnote mark. */
  raised: boolean;
  /** Of the next cell, though close behind a text that is cut off there. */
  beginsCell?: boolean;
  /** Place in the file's own order. */
  order: number;
  /** 0–1, only of OCR. */
  ocrConfidence?: number | undefined;
}

/** How far a glyph may reach back over the one before it (kerning, italics). */
const OVERLAP = 0.35;
/** The same between bold type and plain. */
const CUT = 0.05;

/** The box of a ligature is that of its ink, without the room behind it: far less than a blank, which is a quarter of the size. */
const BEHIND_LIGATURE = 0.17;

/** A font has one glyph for both hyphens, and programs that make up its table of characters may name it by the other; text that breaks nowhere has it without width. */
const SOFT_HYPHEN = 0xad;
/** In sizes of type. */
const DRAWN = 0.1;

function textsOf(glyphs: Glyphs): string[] {
  const { code, count, style, styles } = glyphs;
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    const { font, size } = styles[style[i]!]!;
    if (code[i] === SOFT_HYPHEN && glyphs.right[i]! - glyphs.left[i]! > DRAWN * size) {
      texts.push('-');
      continue;
    }
    if (font !== '') {
      texts.push(characterText(code[i]!));
      continue;
    }
    const before = i > 0 && touches(glyphs, i - 1, size) ? texts[i - 1]! : '';
    const after = i + 1 < count && touches(glyphs, i, size) ? code[i + 1]! : 0;
    texts.push(namelessText(code[i]!, before, after));
  }
  return texts;
}

/** Whether the next glyph goes on where this one ends. */
const touches = ({ right, left, baseline }: Glyphs, i: number, size: number): boolean =>
  Math.abs(left[i + 1]! - right[i]!) < 0.2 * size && Math.abs(baseline[i + 1]! - baseline[i]!) < 0.08 * size;

/** What is drawn on two sides of a ruling line, each by itself, is in two cells. */
export function buildRuns(glyphs: Glyphs, walls: Walls = new Map()): Run[] {
  const runs: Run[] = [];
  const texts = textsOf(glyphs);
  const limits = wordGaps(glyphs, i => texts[i] === ' ');
  const beginsCell = beginningsOf(glyphs, texts);
  const { object } = glyphs;
  let current: Run | null = null;
  /** Index of the blank since the last glyph, -1 when there is none. */
  let blank = -1;
  for (let i = 0; i < glyphs.count; i++) {
    const text = texts[i]!;
    if (text === '') continue;
    if (text === ' ') {
      // PDFium makes up blanks without width where it thinks a word ends; only those of the file count.
      if (glyphs.right[i]! - glyphs.left[i]! > 0.5) blank = i;
      continue;
    }
    if (current && blank >= 0 && follows(current, glyphs, blank)) {
      current.spaceAfter = true;
      current = null;
    }
    if (current && isLigaturePart(glyphs, i)) {
      current.text += text;
    } else if (
      current &&
      continues(current, glyphs, i, behindLigature(glyphs, texts, i) ? Math.max(limits[i]!, BEHIND_LIGATURE * current.size) : limits[i]!) &&
      !(object[i] !== object[i - 1] && (isWalled(current.right, glyphs.left[i]!, current, walls) || beginsCell(i, current.text)))
    ) {
      extend(current, glyphs, i, text);
    } else {
      const isCell = current !== null && blank < 0 && isClose(current, glyphs, i) && beginsCell(i, current.text);
      current = open(glyphs, i, text, isCell || (blank >= 0 && precedes(glyphs, blank, i)), runs.length);
      if (isCell) current.beginsCell = true;
      runs.push(current);
    }
    blank = -1;
  }
  return runs;
}

/** Fewer texts under one another that begin at a place make no column. */
const FEWEST_IN_COLUMN = 3;

/** In one word no capital or sign stands behind a small letter; two figures may be of one number. */
const CUT_OFF = /[\p{Ll})]\0[\p{Lu}\p{N}]|\p{N}\0\p{Lu}|[\p{L}\p{N})]\0[<>≤≥±]/u;

/** `CannabinoiLOD`: sheets cut a text off where that of the next cell begins, at the left of a column. */
function beginningsOf(glyphs: Glyphs, texts: readonly string[]): (i: number, before: string) => boolean {
  const { left, object } = glyphs;
  let starts: Map<number, number> | null = null;
  const placeOf = (i: number): number => Math.round(2 * left[i]!);
  return (i, before) => {
    if (object[i] === object[i - 1] || object[i] !== object[i + 1] || !CUT_OFF.test(`${before.slice(-1)}\0${texts[i]!}`)) return false;
    starts ??= countBy(glyphs, placeOf);
    return (starts.get(placeOf(i)) ?? 0) >= FEWEST_IN_COLUMN;
  };
}

/** In sizes of type: less than a blank. */
const CLOSE = 0.2;

const isClose = ({ right, baseline, size }: Run, glyphs: Glyphs, i: number): boolean =>
  Math.abs(glyphs.left[i]! - right) < CLOSE * size && Math.abs(glyphs.baseline[i]! - baseline) < 0.08 * size;

/** How many texts begin at each place, well apart from what stands before them. */
function countBy({ count, left, right, baseline, style, styles }: Glyphs, placeOf: (i: number) => number): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const { size } = styles[style[i]!]!;
    if (i > 0 && Math.abs(baseline[i]! - baseline[i - 1]!) < 0.1 * size && Math.abs(left[i]! - right[i - 1]!) < size) continue;
    found.set(placeOf(i), (found.get(placeOf(i)) ?? 0) + 1);
  }
  return found;
}

/** In sizes of type: how far letters that are cut at the edge of a cell, or touch it, reach over its line. */
const OVER_LINE = 0.2;

/** Whether a line runs down where one piece of text ends and the next begins. */
export const isWalled = (right: number, left: number, { size, baseline }: Pick<Run, 'size' | 'baseline'>, walls: Walls): boolean =>
  wallsBetween(walls, Math.min(right, left) - OVER_LINE * size, Math.max(right, left) + OVER_LINE * size, baseline - 0.3 * size).length > 0;

/** Files print blanks anywhere; one that stands elsewhere says nothing about this word. */
function follows(run: Run, glyphs: Glyphs, blank: number): boolean {
  const gap = glyphs.left[blank]! - run.right;
  return Math.abs(gap) < 0.6 * run.size && Math.abs(glyphs.baseline[blank]! - run.baseline) < 0.3 * run.size;
}

function precedes(glyphs: Glyphs, blank: number, i: number): boolean {
  const size = glyphs.styles[glyphs.style[i]!]!.size;
  const gap = glyphs.left[i]! - glyphs.right[blank]!;
  return Math.abs(gap) < 0.6 * size && Math.abs(glyphs.baseline[blank]! - glyphs.baseline[i]!) < 0.3 * size;
}

/** The second letter of a ligature is reported with the box of the whole glyph. */
function isLigaturePart(glyphs: Glyphs, i: number): boolean {
  return (
    glyphs.left[i] === glyphs.left[i - 1] &&
    glyphs.right[i] === glyphs.right[i - 1] &&
    glyphs.baseline[i] === glyphs.baseline[i - 1] &&
    glyphs.object[i] === glyphs.object[i - 1]
  );
}

/** The glyph before this one is one of several letters, in one code or in one for each: these share its box, or have equal parts of it. */
const behindLigature = (glyphs: Glyphs, texts: readonly string[], i: number): boolean =>
  i >= 1 &&
  (texts[i - 1]!.length > 1 ||
    (i >= 2 && texts[i - 2] === 'f' && /^[filjt]$/.test(texts[i - 1]!) && (isLigaturePart(glyphs, i - 1) || areHalves(glyphs, i - 1))));

function areHalves(glyphs: Glyphs, i: number): boolean {
  const widths = [i - 1, i].map(k => glyphs.right[k]! - glyphs.left[k]!);
  return Math.abs(widths[0]! - widths[1]!) < 0.01 && Math.abs(glyphs.left[i]! - glyphs.right[i - 1]!) < 0.01;
}

function continues(run: Run, glyphs: Glyphs, i: number, limit: number): boolean {
  const style = glyphs.styles[glyphs.style[i]!]!;
  if (style.angle !== run.angle || style.invisible !== run.invisible) return false;
  if (Math.abs(style.size - run.size) > 0.08 * run.size) return false;
  if (run.angle !== 0) return continuesTurned(run, glyphs, i);
  const size = run.size;
  if (Math.abs(glyphs.baseline[i]! - run.baseline) > 0.08 * size) return false;
  const gap = glyphs.left[i]! - run.right;
  // a bold letter that reaches into a plain one was cut off at the edge of its cell
  const back = style.bold !== run.bold ? CUT : OVERLAP;
  return gap <= limit && gap >= -back * size;
}

/** Slanted text is only gathered so that it can be told apart; near enough is enough. Turned by a right angle it may head a column. */
function continuesTurned(run: Run, glyphs: Glyphs, i: number): boolean {
  const reach = 0.13 * run.size;
  if (run.angle % 180 === 90) {
    // not the next line, whose box reaches into this one's
    const beside = Math.abs(glyphs.left[i]! + glyphs.right[i]! - run.left - run.right) / 2;
    if (beside > 0.5 * run.size) return false;
  }
  return (
    glyphs.left[i]! <= run.right + reach &&
    glyphs.right[i]! >= run.left - reach &&
    glyphs.top[i]! <= run.bottom + reach &&
    glyphs.bottom[i]! >= run.top - reach
  );
}

function open(glyphs: Glyphs, i: number, text: string, spaceBefore: boolean, order: number): Run {
  const style = glyphs.styles[glyphs.style[i]!]!;
  const height = glyphs.bottom[i]! - glyphs.top[i]!;
  return {
    text,
    left: glyphs.left[i]!,
    top: glyphs.top[i]!,
    right: glyphs.right[i]!,
    bottom: glyphs.bottom[i]!,
    baseline: glyphs.baseline[i]!,
    // A font that states no usable size is measured by its glyph box, which is about 1.2 times the size.
    size: style.size > 0.5 ? style.size : Math.max(height / 1.2, 1),
    bold: style.bold,
    font: style.font,
    angle: style.angle,
    invisible: style.invisible,
    spaceBefore,
    spaceAfter: false,
    raised: false,
    order,
  };
}

function extend(run: Run, glyphs: Glyphs, i: number, text: string): void {
  run.text += text;
  run.left = Math.min(run.left, glyphs.left[i]!);
  run.top = Math.min(run.top, glyphs.top[i]!);
  run.right = Math.max(run.right, glyphs.right[i]!);
  run.bottom = Math.max(run.bottom, glyphs.bottom[i]!);
}

/** Two runs of one line as one, the first giving the style. */
export function join(a: Run, b: Run, between = ''): Run {
  return {
    ...a,
    text: a.text + between + b.text,
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
    spaceAfter: b.spaceAfter,
    ...(a.ocrConfidence === undefined ? {} : { ocrConfidence: Math.min(a.ocrConfidence, b.ocrConfidence ?? 1) }),
  };
}
