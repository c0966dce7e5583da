/** Where what was recognised stands, measured on its letters. */
import type { Glyph, RecognisedLine, RecognisedWord, Rectangle } from './tesseract.ts';

const HANGING = /^[gjpqy,;()[\]{}|/_Q@$§]$/;
const FLOATING = /^['"*°^~=\-–—•·+<>]$/u;

/** Letters that say together where a word stands; words that were read less surely may be dirt. */
const LEAST_FEET = 3;
const SURE = 70;
/** In parts of the height of a line: so far off its letters its baseline is not theirs. */
const ASTRAY = 0.2;

/** `(ng/kg)`, `ug/g`: the letter before may be a µ, which hangs below the line. */
const MAY_BE_MICRO = /^[([]?[nu](?=g\/)/u;

/** Where the letters of a word stand, in pixels, but those that hang below the line or float above it. */
export function feetOf({ text, symbols, bbox }: RecognisedWord): number[] {
  const micro = (MAY_BE_MICRO.exec(text)?.[0].length ?? 0) - 1;
  return symbols
    .filter((symbol, i) => i !== micro && !HANGING.test(symbol.text) && !FLOATING.test(symbol.text) && !isBoxOfOther(symbol, bbox))
    .map(symbol => symbol.bbox.y1);
}

/** The point of `spp.`, in the box of the letter before it: no point is half as high as a word. */
const isBoxOfOther = ({ text, bbox }: Glyph, word: Rectangle): boolean => text === '.' && bbox.y1 - bbox.y0 > 0.5 * (word.y1 - word.y0);

/**
 * What a line stands on: as it was given, or, where that runs past its letters, from those of its first word to those of its last. Of two columns
 * with dirt or leaders between them, or of a row that bows, a baseline is given that is that of neither end.
 */
export function baselineOfLine({ baseline, bbox, words }: RecognisedLine): Rectangle {
  const standing = words.filter(word => word.confidence >= SURE && feetOf(word).length >= LEAST_FEET);
  const [first, last] = [standing[0], standing.at(-1)];
  if (!first || !last || first === last) return baseline;
  const own = { x0: middleOf(first), y0: median(feetOf(first))!, x1: middleOf(last), y1: median(feetOf(last))! };
  const off = Math.max(Math.abs(heightAt(baseline, own.x0) - own.y0), Math.abs(heightAt(baseline, own.x1) - own.y1));
  return own.x1 > own.x0 && off > ASTRAY * (bbox.y1 - bbox.y0) ? own : baseline;
}

const middleOf = ({ bbox }: RecognisedWord): number => (bbox.x0 + bbox.x1) / 2;

/** Of a baseline at `x`. */
export function heightAt({ x0, y0, x1, y1 }: Rectangle, x: number): number {
  return x1 > x0 ? y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) : y1;
}

/** The upper of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
