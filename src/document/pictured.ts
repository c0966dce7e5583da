/** Pages whose text is drawn and not written: scans with a line of text stamped over them, letters as outlines, layers that a scanner's software laid under its picture. */
import { looksLikeAnalyte } from '../coa/analyte.ts';
import { overlap } from './boxes.ts';
import type { Page, Word } from './document.ts';
import { isKnownWord } from './legible.ts';
import { inReadingOrder } from './ocr-agree.ts';
import { type Drawn, TABLE } from './rules.ts';

/** A line of text over a scan (a stamp, a page number) does not make it readable. */
export const FEWEST_WORDS = 8;
/** Nor do several: the foot that a portal prints under what is downloaded from it, the head that a fax carries. */
const FEW_LINES = 4;
const FEW_WORDS = 60;
/** Parts of a page: what a scan covers beside nothing, and beside lines of text. */
const PICTURE = 0.3;
const SCAN = 0.5;
/** Paths as long as those of letters; a chart or a logo has fewer. */
const OUTLINES = 150;
/** What has as many words and numbers of certificates as this part of another reading is as good. */
const AS_GOOD = 0.9;

/** Whether what `words` say is little beside what is drawn. */
export function isPictured(words: readonly Word[], { pictures, nested, outlines }: Drawn): boolean {
  if (words.length < FEWEST_WORDS && pictures >= PICTURE) return true;
  return hasFewLines(words) && (pictures >= SCAN || nested >= SCAN || outlines >= OUTLINES);
}

/** Whether a picture on the page may hold a table. */
export const mayHoldTable = ({ pictures }: Drawn): boolean => pictures >= TABLE;

function hasFewLines(words: readonly Word[]): boolean {
  if (words.length > FEW_WORDS) return false;
  const levels: number[] = [];
  for (const { baseline, fontSize } of words) if (!levels.some(level => Math.abs(level - baseline) < 0.5 * fontSize)) levels.push(baseline);
  return levels.length <= FEW_LINES;
}

/** Whether `words`, recognised here, say as much as the layer of text that came with the picture. */
export const saysAsMuch = (words: readonly Word[], layer: readonly Word[]): boolean => worthOf(words) >= AS_GOOD * worthOf(layer);

const worthOf = (words: readonly Word[]): number =>
  words.filter(
    ({ text }) =>
      /^[<>≤≥]?\d[\d.,]*%?$/.test(text) || (text.length > 1 && isKnownWord(text)) || (text.length > 3 && looksLikeAnalyte(text) > 0.9),
  ).length;

/** The page as recognised with the words of its text layer, and of those recognised the ones that it does not have. */
export function besideText(text: readonly Word[], recognised: Page): Page {
  // of a page that was straightened the words lie elsewhere
  if (recognised.displayed) return recognised;
  // even a little: of a word that both have, one reading may hold a part, or the words beside it as well
  const further = recognised.words.filter(word => !text.some(other => overlap(word.box, other.box)));
  return { ...recognised, words: inReadingOrder([...text, ...further]) };
}
