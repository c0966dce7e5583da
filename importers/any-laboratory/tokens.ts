/** Cells set close that show what they are: days, numbers of substances and batches, letters that qualify a result. */
import type { Word } from '../../src/document/document.ts';
import { isUnit } from './cell.ts';
import { looksLikeCas } from './codes.ts';
import { isKnownAnalyte } from './names.ts';
import { textOf } from './piece.ts';

type IsCell = (words: readonly Word[]) => boolean;

/** No cell of several words but a name or a sentence is longer. */
const MOST_WORDS = 6;

const DAY = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?$/;
/** A number of the laboratory's batch, an analyst's initials. */
const TOKEN = /^(?:(?=.*\d)(?=.*\p{L})[\p{Lu}\d][\p{Lu}\d._/-]{3,}|\p{Lu}{1,3})$/u;

/** A number of a batch that no name and no method looks like. */
const BATCH = /^(?=(?:.*\d){3})(?=(?:.*\p{Lu}){2})\p{Lu}[\p{Lu}\d]{6,}$/u;

/**
 * `7440-38-2 0.004 0.012`, `10 03/12/24 B24C101 KM`: cells set close, among them days and numbers of substances or batches, which are none of
 * prose; with a known name before them or none. Null where anything else stands among them.
 */
export function splitTokens(words: Word[], isCell: IsCell): Word[][] | null {
  const told = words.findIndex(({ text }) => looksLikeCas(text) || DAY.test(text));
  const first =
    told < 0 && words.some(({ text }) => AMOUNT.test(text) || isUnit(text)) ? words.findIndex(({ text }) => BATCH.test(text)) : told;
  if (first < 0) return splitLetter(words);
  const cells: Word[][] = [];
  let from = words.length;
  for (let at = words.length; at > 0; ) {
    const start = cellBefore(words, at, isCell);
    if (start === at) break;
    cells.unshift(words.slice(start, at));
    from = at = start;
  }
  if (from > first || cells.length + (from > 0 ? 1 : 0) < 2) return null;
  if (from === 0) return cells;
  const name = words.slice(0, from);
  return isKnownAnalyte(textOf(name)) ? [name, ...cells] : null;
}

/** `U 0.010 0.030`, `U ppm`: the letter of a column of qualifiers before the cells of the next ones. */
const splitLetter = (words: Word[]): Word[][] | null =>
  words.length >= 2 &&
  words.length <= 4 &&
  QUALIFIER.test(words[0]!.text) &&
  words.slice(1).every(({ text }) => DECIMAL.test(text) || isUnit(text) || (/^[UJ]$/.test(words[0]!.text) && /^\d+$/.test(text)))
    ? words.map(word => [word])
    : null;

const QUALIFIER = /^[UJBHEQR]{1,2}$/;
const AMOUNT = /^[<≤]?(?:\d+|\d*[.,]\d+)$/;
const DECIMAL = /^[<≤]?\d*[.,]\d+$/;

/** Where the cell that ends at `end` begins; `end` itself where none does. */
function cellBefore(words: readonly Word[], end: number, isCell: IsCell): number {
  const last = words[end - 1]!;
  if (TIME.test(last.text) && DAY.test(words[end - 2]?.text ?? '')) return end - 2;
  if (looksLikeCas(last.text) || DAY.test(last.text)) return end - 1;
  for (let start = Math.max(0, end - MOST_WORDS); start < end; start += 1) {
    const slice = words.slice(start, end);
    if (!slice.some(({ text }) => DAY.test(text) || looksLikeCas(text)) && isCell(slice)) return start;
  }
  return TOKEN.test(last.text) ? end - 1 : end;
}
