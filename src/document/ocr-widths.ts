/** How wide words must be by their letters: recognition boxes some of them without their first letters or last ones. */
import type { Box } from '../coa/transcript.ts';
import type { Word } from './document.ts';

/** Of letters, in parts of the type size; of most of them `LETTER`. What of the first and the last is no ink is `NO_INK`. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/^[/:;.,'|!ijlI]$/u, 0.27],
  [/^[()[\]ftr-]$/u, 0.33],
  [/^[mwMW%&]$/u, 0.8],
  [/^\p{Lu}$/u, 0.64],
];
const LETTER = 0.53;
const NO_INK = 0.08;

/** In parts of the type size. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? LETTER), -NO_INK);

/** The type of a unit by its width: a µ that hangs below the line makes its height say little. */
export function emOf({ text, box, fontSize }: Word): number {
  const em = (box[2] - box[0]) / widthOf(text);
  return em > 0.7 * fontSize && em < 1.5 * fontSize ? em : fontSize;
}

/** In parts of the type size: by how much a word is too narrow that lacks a letter, and how far the ink of that letter is from it. */
const LACKING = 0.3;
const BESIDE = 0.3;

/** `No.:` with the ink of its N, where the word is too narrow for its letters without it; null where it is not. */
export function widened(word: Word, [left, top, right, bottom]: Box): Word | null {
  const { text, box, baseline, fontSize } = word;
  if (!/^\p{Lu}?\p{Ll}{2,}[.,:]{0,2}$|^No\.:?$/u.test(text) || top > baseline || bottom < baseline) return null;
  const lacking = widthOf(text) * fontSize - (box[2] - box[0]);
  const gap = Math.max(box[0] - right, left - box[2]);
  if (lacking < LACKING * fontSize || gap < 0 || gap > BESIDE * fontSize || right - left > lacking + BESIDE * fontSize) return null;
  return { ...word, box: [Math.min(box[0], left), box[1], Math.max(box[2], right), box[3]] };
}
