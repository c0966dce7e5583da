/** `Result / Limit` over cells such as `0.12 / 1.5`: two columns whose cells are parted by a stroke. */
import type { Word } from '../../src/document/document.ts';
import { isFinding } from './cell.ts';
import { linesOf, makePiece, overlapX, type Piece, partOf, textOf } from './piece.ts';

const HEADING =
  /^(?:results?|found|findings?|values?|conc(?:entration|\.)?)\s?\/\s?(?:(?:action|regulatory|acceptance) )?(?:limits?|levels?|spec(?:ification)?s?\.?|max(?:imum)?\.?)(?:\s?[([].+[)\]])?$/i;

/** The words on either side of the stroke; a word that holds it between two others is cut in proportion to its letters. */
function parted(words: readonly Word[]): readonly [Word[], Word[]] | null {
  const alone = words.findIndex(({ text }) => text === '/');
  if (alone >= 0) return [words.slice(0, alone), words.slice(alone + 1)];
  const at = words.findIndex(({ text }) => GLUED.test(text));
  const word = words[at];
  if (!word) return null;
  const stroke = word.text.indexOf('/');
  return [
    [...words.slice(0, at), partOf(word, 0, stroke)],
    [partOf(word, stroke + 1, word.text.length), ...words.slice(at + 1)],
  ];
}

/** `0.12/1.5`, `ND/0.5`, `Result/Limit`; no unit. */
const GLUED = /^(?:[<≤]?[\d.,]+|n\.?d\.?|<lo[dq])\/[<≤]?[\d.,]+$|^[a-z.]{4,}\/[a-z.]{3,}$/i;

/** A column of such cells as two, its heading as two; nothing is changed where one cell under it reads otherwise. */
export function withoutStrokes(pieces: readonly Piece[]): Piece[] {
  const headings = pieces.filter(({ text }) => HEADING.test(text));
  if (headings.length === 0) return [...pieces];
  const gone = new Set<Piece>();
  const made: Piece[] = [];
  for (const heading of headings) {
    const under = pieces.filter(piece => piece.box[1] > heading.box[3] - 2 && overlapX(piece.box, heading.box) > 0);
    const cells = linesOf(under).flatMap(line => {
      const parts = parted(line.flatMap(({ words }) => words).sort((a, b) => a.box[0] - b.box[0]));
      return parts && isFindingText(parts[0]) && isFindingText(parts[1]) ? [{ line, parts }] : [];
    });
    const bottom = Math.max(...cells.flatMap(({ line }) => line.map(({ box }) => box[3])));
    const whole = cells.length >= 2 && linesOf(under.filter(({ box }) => box[1] < bottom)).length === cells.length;
    const heads = whole ? parted(heading.words) : null;
    if (!heads) continue;
    for (const piece of [heading, ...cells.flatMap(({ line }) => line)]) gone.add(piece);
    made.push(...[heads, ...cells.map(({ parts }) => parts)].flatMap(parts => parts.map(words => makePiece(words, heading.page))));
  }
  return [...pieces.filter(piece => !gone.has(piece)), ...made].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

const isFindingText = (words: readonly Word[]): boolean => words.length > 0 && isFinding(makePiece(words, 1).kind) && textOf(words) !== '/';
