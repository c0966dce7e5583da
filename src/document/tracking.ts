/** Where words end on a line whose letters are set apart: the gap that counts as a blank, glyph by glyph. */
import type { Glyphs } from './glyphs.ts';

/** Gap, in parts of the type size, from which two glyphs belong to two words. Kerning stays below, a blank set by moving is above. */
const WORD_GAP = 0.15;
/** The same between pieces that the file draws apart. */
const PIECE_GAP = 0.1;
/** Letters further apart than this on the whole are letter-spaced. */
const TRACKED = 0.04;
/** From here on a gap is no letter-spacing but a column. */
const COLUMN = 0.7;

/** For every glyph the gap before it, in points, at which a new word begins. */
export function wordGaps(glyphs: Glyphs, isBlank: (i: number) => boolean): Float32Array {
  const limits = new Float32Array(glyphs.count);
  const stretches = stretchesOf(glyphs, isBlank);
  const usual = usualTracking(glyphs, stretches);
  for (const { start, end, extra } of stretches)
    for (let i = start; i < end; i++) {
      const base = i > 0 && glyphs.object[i] === glyphs.object[i - 1] ? WORD_GAP : PIECE_GAP;
      limits[i] = (base + (extra ?? usual.get(glyphs.style[i]!) ?? 0)) * sizeOf(glyphs, i);
    }
  return limits;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Null of one too short to tell. */
  readonly extra: number | null;
}

function stretchesOf(glyphs: Glyphs, isBlank: (i: number) => boolean): Stretch[] {
  const stretches: Stretch[] = [];
  for (let start = 0; start < glyphs.count; ) {
    const end = stretchEnd(glyphs, start, isBlank);
    stretches.push({ start, end, extra: tracking(glyphs, start, end, isBlank) });
    start = end;
  }
  return stretches;
}

/** Of every style whose longer stretches are all letter-spaced, the least of their spacings: what a short one in it has as well. */
function usualTracking({ style }: Glyphs, stretches: readonly Stretch[]): Map<number, number> {
  const usual = new Map<number, number>();
  for (const { start, extra } of stretches)
    if (extra !== null) usual.set(style[start]!, Math.min(usual.get(style[start]!) ?? Number.POSITIVE_INFINITY, extra));
  return usual;
}

function sizeOf(glyphs: Glyphs, i: number): number {
  return glyphs.styles[glyphs.style[i]!]!.size;
}

/** A stretch is drawn in one go: one style, one baseline, moving right without a jump. */
function stretchEnd(glyphs: Glyphs, start: number, isBlank: (i: number) => boolean): number {
  const size = sizeOf(glyphs, start);
  let right = glyphs.right[start]!;
  let end = start + 1;
  for (; end < glyphs.count; end++) {
    if (glyphs.style[end] !== glyphs.style[start]) break;
    if (Math.abs(glyphs.baseline[end]! - glyphs.baseline[start]!) > 0.08 * size) break;
    if (isBlank(end)) continue;
    const gap = glyphs.left[end]! - right;
    if (gap > COLUMN * size || gap < -COLUMN * size) break;
    right = glyphs.right[end]!;
  }
  return end;
}

/** The letter-spacing of a stretch in parts of the type size, 0 when its letters stand as usual, null of a few letters. */
function tracking(glyphs: Glyphs, start: number, end: number, isBlank: (i: number) => boolean): number | null {
  const gaps = new Float64Array(end - start);
  let [previous, count] = [-1, 0];
  for (let i = start; i < end; i++) {
    if (isBlank(i)) continue;
    if (previous >= 0) gaps[count++] = glyphs.left[i]! - glyphs.right[previous]!;
    previous = i;
  }
  if (count < 4) return null;
  const median = gaps.subarray(0, count).sort()[count >> 1]! / sizeOf(glyphs, start);
  return median >= TRACKED ? median : 0;
}
