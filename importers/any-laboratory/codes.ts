/** Numbers that stand close before or behind a name and are no part of it: the laboratory's own codes, and CAS numbers. */
import { isKnownAnalyte } from './names.ts';
import { makePiece, type Piece, partOf, sameLine, textOf } from './piece.ts';

/** A code of the laboratory's own before the name, in a column set so close that both are one piece: `W-410 Arsenic`. */
const CODE = /^(?=.*\d)(?=.*(?:\p{Lu}|-))[\p{Lu}\d][\p{Lu}\d._-]{2,13}$/u;
const FEWEST_WITH_CODE = 3;

/** Where names of one column all stand behind such a code, the code is a piece of its own. */
export function withoutCodes(pieces: readonly Piece[]): Piece[] {
  const coded = pieces.filter(piece => piece.kind === 'text' && piece.words.length >= 2 && CODE.test(piece.words[0]!.text));
  const parts = new Map<Piece, Piece[]>();
  for (const piece of coded) {
    const column = coded.filter(other => Math.abs(other.box[0] - piece.box[0]) < 0.5 * piece.fontSize);
    const starts = column.map(other => other.words[1]!.box[0]);
    const known = column.filter(other => isKnownAnalyte(textOf(other.words.slice(1))) && !isKnownAnalyte(other.text)).length;
    const aligned = Math.max(...starts) - Math.min(...starts) < 0.6 * piece.fontSize;
    const counted = column.length >= FEWEST_WITH_CODE && aligned && known >= (areCounted(column) ? 1 : 0.5 * column.length);
    if (!counted && !isBelowCodes(piece, pieces)) continue;
    parts.set(piece, [makePiece(piece.words.slice(0, 1), piece.page), makePiece(piece.words.slice(1), piece.page)]);
  }
  return pieces.flatMap(piece => parts.get(piece) ?? [piece]);
}

/** Other rows have their code apart, two at least, and a name where this one's begins; behind a CAS number it may run on below. */
function isBelowCodes(piece: Piece, pieces: readonly Piece[]): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.5 * piece.fontSize;
  const alone = pieces.filter(({ words, box, text }) => words.length === 1 && near(box[0], piece.box[0]) && CODE.test(text));
  const name = piece.words[1]!.box[0];
  const named = alone.filter(code => pieces.some(other => near(other.box[0], name) && sameLine(other, code)));
  return named.length >= 2 && (looksLikeCas(piece.words[0]!.text) || isKnownAnalyte(textOf(piece.words.slice(1))));
}

/** `W-410`, `W-411`, `W-412`: codes that count the rows. */
function areCounted(column: readonly Piece[]): boolean {
  const codes = column.toSorted((a, b) => a.box[1] - b.box[1]).map(piece => piece.words[0]!.text);
  const steps = codes.slice(1).filter((code, i) => follows(codes[i]!, code));
  return steps.length >= 0.7 * (codes.length - 1);
}

/** `W-4100.012`: the code of a row and the number of the next column, which touch. */
const TOUCHING = /^(\p{Lu}{1,4}-\d+)(\d[.,]\d+)$/u;

/** Where what stands before the last digit before the point counts the rows of a column, one by one, the rest is a cell of its own. */
export function codesApart(pieces: readonly Piece[]): Piece[] {
  const touching = pieces.filter(({ words, text }) => words.length === 1 && TOUCHING.test(text));
  if (touching.length < FEWEST_WITH_CODE) return [...pieces];
  const parts = new Map<Piece, Piece[]>();
  for (const piece of touching) {
    const column = touching
      .filter(other => Math.abs(other.box[0] - piece.box[0]) < 0.5 * piece.fontSize)
      .sort((a, b) => a.box[1] - b.box[1]);
    const codes = column.map(({ text }) => TOUCHING.exec(text)![1]!);
    // over the first row of another table the count begins anew
    const steps = codes.slice(1).filter((code, i) => follows(codes[i]!, code) || code === codes[0]);
    if (column.length < FEWEST_WITH_CODE || steps.length < column.length - 1) continue;
    const at = TOUCHING.exec(piece.text)![1]!.length;
    const word = piece.words[0]!;
    parts.set(
      piece,
      [partOf(word, 0, at), partOf(word, at, word.text.length)].map(part => makePiece([part], piece.page)),
    );
  }
  return pieces.flatMap(piece => parts.get(piece) ?? [piece]);
}

const numberOf = (code: string): number => Number(/\d+$/.exec(code)?.[0]);
const follows = (code: string, next: string): boolean =>
  numberOf(next) === numberOf(code) + 1 && code.replace(/\d+$/, '') === next.replace(/\d+$/, '');

const CAS = /^[([]?(\d{2,7})-(\d{2})-(\d)[)\]]?$/;

export const looksLikeCas = (text: string): boolean => CAS.test(text);

/** The last digit of a CAS number is the sum of the others, each times its place from the right, modulo ten. */
function isCas(text: string): boolean {
  const [, a, b, check] = CAS.exec(text) ?? [];
  if (a === undefined || b === undefined) return false;
  const sum = [...a, ...b].reverse().reduce((total, digit, i) => total + Number(digit) * (i + 1), 0);
  return sum % 10 === Number(check);
}

/** `7440-38-2 Arsenic`, `Arsenic (7440-38-2)`: the number is a piece of its own. One with a wrong check digit only beside a known name. */
export function withoutCas(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(piece => {
    if (piece.words.length < 2) return [piece];
    for (const [number, rest] of [
      [piece.words.slice(0, 1), piece.words.slice(1)],
      [piece.words.slice(-1), piece.words.slice(0, -1)],
    ] as const) {
      const text = textOf(number);
      if (!isCas(text) && !(CAS.test(text) && isKnownAnalyte(textOf(rest)))) continue;
      const before = rest.at(-1)?.text ?? '';
      const label = /^\(?CAS(?:#|:|[ -]?No\.?:?)?$/i.test(before) && rest.length > 1;
      // `CAS 500-64-1` alone, under the name
      if (/^\(?CAS(?:#|:|[ -]?No\.?:?)?$/i.test(textOf(rest))) return [makePiece(number, piece.page)];
      return [makePiece(label ? rest.slice(0, -1) : rest, piece.page), makePiece(number, piece.page)];
    }
    return [piece];
  });
}
