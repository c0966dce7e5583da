/** Stamps, signatures and marker pens: ink of a colour, over which black type goes on. */
import { looksLikeAnalyte } from '../coa/analyte.ts';
import type { Box } from '../coa/transcript.ts';
import type { Word } from './document.ts';
import { type Grey, lightness } from './grey.ts';
import { isKnownWord } from './legible.ts';
import type { Raster } from './palette-png.ts';

// looked up once: these loops go over millions of pixels
const { max, min, round } = Math;

/** By which the channels of a coloured ink differ; yellowed paper and the fringes of black type differ by less. */
const COLOURED = 40;
/** Lighter than this it hides no type. */
const PALE = 215;
/** Of a page: less is a fleck or a word in colour. */
const LEAST_SHARE = 0.0008;

/** Whether so much of a page is covered with coloured ink that type may stand below it. */
export function hasColouredInk({ width, height, data }: Raster): boolean {
  let coloured = 0;
  for (let i = 0; i < width * height; i++) {
    const [r, g, b] = [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!];
    if (max(r, g, b) - min(r, g, b) >= COLOURED && lightness(r, g, b) < PALE) coloured++;
  }
  return coloured > LEAST_SHARE * width * height;
}

/** Pixels around it within which a colour is lost to the sharper change from dark to light, as JPEG keeps it. */
const BLURRED = 2;

/** The picture with coloured ink as light as the paper: its lightest channel, raised by as much as the channels differ around it. Black type stays. */
export function withoutColour({ width, height, data }: Raster): Grey {
  const differ = new Uint8Array(width * height);
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const [r, g, b] = [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!];
    grey[i] = max(r, g, b);
    differ[i] = grey[i]! - min(r, g, b);
  }
  const across = mostAround(differ, width, height, 1);
  const around = mostAround(across, width, height, width);
  for (let i = 0; i < grey.length; i++) grey[i] = min(255, grey[i]! + around[i]!);
  return { width, height, data: grey };
}

/** The largest value near each pixel: along its row where `step` is 1, down its column where it is the width. */
function mostAround(values: Uint8Array, width: number, height: number, step: number): Uint8Array {
  const out = values.slice();
  for (let off = -BLURRED; off <= BLURRED; off++) {
    for (let i = max(0, -off * step); i < min(width * height, width * height - off * step); i++)
      if (values[i + off * step]! > out[i]!) out[i] = values[i + off * step]!;
  }
  return out;
}

/** Of a word that was hardly read. */
const UNSURE = 0.75;
/** Of the clearer reading. */
const SURE = 0.8;
/** By which a pixel becomes lighter without its colour, and how dark type is left. */
const LIGHTER = 40;
const DARK = 140;
/** Of a word's box. */
const COVERED = 0.02;

/** The page with its colours, and without. `scale`: points a pixel. */
export interface Views {
  readonly grey: Grey;
  readonly clear: Grey;
  readonly scale: number;
}

/** How many words in black stand below coloured ink. */
export const hiddenWords = (words: readonly Word[], views: Views): number => words.filter(word => isBelow(word, views)).length;

/** Pixels of one side of a square, and how many of those crossed by ink and type are worth a look though no word was read in them. */
const SQUARE = 16;
const CROSSED = 3;

/** Whether coloured ink crosses black type, or lies over so much of it that nothing was read there. */
export function crossesType({ grey, clear, scale }: Views): boolean {
  let crossed = 0;
  for (let top = 0; top < grey.height; top += SQUARE) {
    for (let left = 0; left < grey.width; left += SQUARE) {
      const box: Box = [left, top, left + SQUARE, top + SQUARE].map(value => value * scale) as unknown as Box;
      const { covered, dark } = sharesOf(box, { grey, clear, scale });
      if (covered > COVERED && dark > COVERED && ++crossed >= CROSSED) return true;
    }
  }
  return false;
}

function isBelow({ box }: Word, views: Views): boolean {
  const { covered, dark } = sharesOf(box, views);
  return covered > COVERED && dark > COVERED;
}

/** Of a word of the stamp itself. */
function isInk({ box }: Word, views: Views): boolean {
  const { covered, dark } = sharesOf(box, views);
  return covered > max(COVERED, dark);
}

function sharesOf(box: Box, { grey, clear, scale }: Views): { covered: number; dark: number } {
  const [left, top, right, bottom] = box.map(value => round(value / scale)) as [number, number, number, number];
  let [covered, dark, all] = [0, 0, 1];
  for (let y = max(0, top); y < min(grey.height, clear.height, bottom); y++) {
    for (let x = max(0, left); x < min(grey.width, clear.width, right); x++, all++) {
      const bare = clear.data[y * clear.width + x]!;
      if (bare < DARK) dark++;
      else if (bare - grey.data[y * grey.width + x]! > LIGHTER) covered++;
    }
  }
  return { covered: covered / all, dark: dark / all };
}

/**
 * `words` with what `clear`, read without the colour, says surely or by a known name: in place of the ink, of what was hardly read, and of what is
 * but a part of it.
 */
export function uncovered(words: readonly Word[], clear: readonly Word[], views: Views): Word[] {
  const found = clear.filter(word => ((word.ocrConfidence ?? 0) >= SURE || saysSomething(word)) && /[\p{L}\d%]/u.test(word.text));
  const below = found.filter(word => isBelow(word, views));
  const kept = words.filter(word => {
    const better = below.filter(other => meets(word, other));
    if (better.length === 0) return true;
    const isPart = better.some(({ text }) => text.length > word.text.length && text.includes(word.text));
    return saysSomething(word) && (word.ocrConfidence ?? 1) >= UNSURE && !isPart && !isInk(word, views);
  });
  return [...kept, ...found.filter(word => !kept.some(other => meets(word, other)))];
}

/** A number says something, too, but any stroke may be read as one. */
const saysSomething = ({ text, ocrConfidence = 0 }: Word): boolean =>
  (text.length >= 3 && (isKnownWord(text) || looksLikeAnalyte(text) > 0.9)) ||
  (ocrConfidence >= SURE && /^[<>≤≥]?\d+(?:[.,]\d+)?%?$/u.test(text));

function meets({ box: a }: Word, { box: b }: Word): boolean {
  const width = min(a[2], b[2]) - max(a[0], b[0]);
  const height = min(a[3], b[3]) - max(a[1], b[1]);
  return width > 0.2 * min(a[2] - a[0], b[2] - b[0]) && height > 0.4 * min(a[3] - a[1], b[3] - b[1]);
}
