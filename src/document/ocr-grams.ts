/** The µ and the g of units, told by what of them hangs below the line: recognition knows no µ, and takes a small g for a figure. */
import type { Word } from './document.ts';
import type { Grey } from './grey.ts';
import { emOf, widthOf } from './ocr-widths.ts';

interface Picture {
  readonly grey: Grey;
  /** Points a pixel. */
  readonly scale: number;
}

const GRAMS = /^([([]?|[<>≤≥]?\d[\d.,]*)([nupywjHM]?)[ga]\/(?:k?g|m[lL])[)\]]?$/u;

/**
 * `ng/g`, `5ng/g` and `g/g` that may be a µg/g, whose µ recognition does not know. Read as an n it would make a thousandth of every value.
 */
export function withMicro({ grey, scale }: Picture, word: Word, words: readonly Word[]): Word {
  const [, before = '', letter] = GRAMS.exec(word.text) ?? [];
  if (letter === undefined || (letter === '' && before !== '')) return word;
  // `0.48 g/ml`: the ink before it is that of the number
  if (letter === '' && words.some(other => other !== word && reachesInto(other, word))) return word;
  if (letter !== 'M' && !word.text.includes('g/')) return word;
  const unit = word.text.slice(before.length);
  const micro = { ...word, text: `${before}µ${unit.slice(letter.length).replace('a/', 'g/')}` };
  if (letter !== '' && letter !== 'n' && letter !== 'M') return micro;
  const em = emOf(word) / scale;
  const left = /\d/.test(before) ? word.box[2] / scale - widthOf(unit) * em : word.box[0] / scale + (before === '' ? 0 : 0.28 * em);
  const from = left - (letter === '' ? 0.62 * em : 0);
  const foot = word.baseline / scale;
  const lowest = (start: number, end: number): number => lowestInk(grey, [start, end], [foot - 0.5 * em, foot + 0.3 * em]);
  // an M stands on the line
  if (letter === 'M') return lowest(from, from + 0.18 * em) - foot > 0.1 * em ? micro : word;
  // of an n both strokes end at one height, of a µ the left one hangs
  const [tail, stroke] = [lowest(from, from + 0.18 * em), lowest(from + 0.3 * em, from + 0.43 * em)];
  return stroke > 0 && tail - stroke > 0.1 * em ? micro : word;
}

/** Whether a word ends where a µ before `unit` would stand. */
const reachesInto = ({ box, baseline }: Word, unit: Word): boolean =>
  box[0] < unit.box[0] &&
  box[2] > unit.box[0] - 0.62 * unit.fontSize &&
  box[2] < unit.box[2] &&
  Math.abs(baseline - unit.baseline) < 0.3 * unit.fontSize;

/** `9/1009`, `8/100` for `g/100g`: a figure stands on the line as those beside it do, a g hangs below it. */
export function withGram({ grey, scale }: Picture, word: Word): Word {
  const parts = /^([([]?)([gq89])(\/100)([gq89]?)([)\]]?)$/u.exec(word.text);
  if (!parts || !/[q89]/.test(word.text)) return word;
  const [, open = '', grams = '', per = '', mass = '', close = ''] = parts;
  const [left, right, letter] = [word.box[0] / scale, word.box[2] / scale, (word.box[2] - word.box[0]) / scale / word.text.length];
  const em = word.fontSize / scale;
  const foot = word.baseline / scale;
  const lowest = (from: number, to: number): number => lowestInk(grey, [from, to], [foot - 0.4 * em, foot + 0.35 * em]);
  const first = left + open.length * letter;
  const feet = lowest(first + 2.3 * letter, first + 4.5 * letter);
  const hangs = (from: number): boolean => lowest(from, from + 0.9 * letter) - feet > HANGS * em;
  const end = right - (close.length + 1) * letter;
  const text = `${open}${hangs(first) ? 'g' : grams}${per}${mass && hangs(end + 0.05 * letter) ? 'g' : mass}${close}`;
  return feet === 0 || text === word.text ? word : { ...word, text };
}

/** In parts of the type size. */
const HANGS = 0.12;

/** Thin strokes that were photographed are grey. */
const TAIL = 170;

type Reach = readonly [from: number, to: number];

/** The lowest line with ink between two columns, looked for upwards, in pixels; 0 where there is none. */
function lowestInk({ width, data }: Grey, [left, right]: Reach, [top, bottom]: Reach): number {
  for (let y = Math.round(bottom); y > top; y--)
    for (let x = Math.max(0, Math.round(left)); x <= right; x++) if ((data[y * width + x] ?? 255) < TAIL) return y;
  return 0;
}
