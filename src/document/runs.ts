/** Glyphs to runs: neighbouring glyphs of one baseline and one size with no gap between them. */
import { characterText } from './characters.ts';
import type { Glyphs } from './glyphs.ts';

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
  /** Place in the file's own order. */
  order: number;
}

/** Gap, in parts of the type size, from which two glyphs drawn one after the other belong to two words. Kerning stays below, a blank set by moving is above. */
const WORD_GAP = 0.13;
/** How far a glyph may reach back over the one before it (kerning, italics). */
const OVERLAP = 0.35;

export function buildRuns(glyphs: Glyphs): Run[] {
  const runs: Run[] = [];
  let current: Run | null = null;
  let lastStyle = -1;
  let space = true;
  for (let i = 0; i < glyphs.count; i++) {
    const text = characterText(glyphs.code[i]!);
    if (text === '') continue;
    if (text === ' ') {
      if (current) current.spaceAfter = true;
      current = null;
      space = true;
      continue;
    }
    const style = glyphs.style[i]!;
    if (current && continues(current, glyphs, i, style === lastStyle)) {
      extend(current, glyphs, i, text);
    } else {
      current = open(glyphs, i, text, space, runs.length);
      runs.push(current);
    }
    lastStyle = style;
    space = false;
  }
  return runs;
}

function continues(run: Run, glyphs: Glyphs, i: number, sameStyle: boolean): boolean {
  if (!sameStyle) {
    const style = glyphs.styles[glyphs.style[i]!]!;
    if (style.angle !== run.angle || style.invisible !== run.invisible) return false;
    if (Math.abs(style.size - run.size) > 0.08 * run.size) return false;
  }
  if (run.angle !== 0) return continuesTurned(run, glyphs, i);
  const size = run.size;
  if (Math.abs(glyphs.baseline[i]! - run.baseline) > 0.08 * size) return false;
  const gap = glyphs.left[i]! - run.right;
  return gap <= WORD_GAP * size && gap >= -OVERLAP * size;
}

/** Slanted text is only gathered so that it can be told apart; near enough is enough. */
function continuesTurned(run: Run, glyphs: Glyphs, i: number): boolean {
  const reach = WORD_GAP * run.size;
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
  };
}
