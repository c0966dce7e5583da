/** `Cyfluthr` over `in`: words too long for their ruled cell, which a word processor breaks at any letter. */
import type { Page } from '../../src/document/document.ts';
import { ruleBetween } from './body.ts';
import { knownAnalyte } from './names.ts';
import { centreX, centreY, isCloseBelow, makePiece, type Piece, sameLine } from './piece.ts';
import { roleOfHeader } from './roles.ts';
import { fillsCell, type Walls, wallsOf } from './walls.ts';

/** In lines: longer words do not break twice. */
const MOST_LINES = 3;

/** Whole words in the places of their pieces, where only the whole is known. */
export function withBrokenWords(page: Page, pieces: readonly Piece[]): readonly Piece[] {
  const rests = pieces.filter(
    ({ kind, text, words }) => (kind === 'text' || kind === 'unit') && words.length === 1 && /^\p{Ll}+$/u.test(text),
  );
  if (rests.length === 0) return pieces;
  const walls = wallsOf(page);
  const gone = new Set<Piece>();
  const whole = new Map<Piece, Piece>();
  for (const upper of pieces) {
    if (upper.kind !== 'text' || gone.has(upper) || !/\p{L}$/u.test(upper.text)) continue;
    const parts = linesOfWord(page, upper, rests);
    const joined = parts.length > 1 ? wholeWord(parts, pieces, walls) : null;
    if (joined === null) continue;
    whole.set(upper, joined);
    for (const part of parts.slice(1)) gone.add(part);
  }
  return whole.size === 0 ? pieces : pieces.flatMap(piece => (gone.has(piece) ? [] : [whole.get(piece) ?? piece]));
}

/** What may be the pieces of one word, from its beginning. */
function linesOfWord(page: Page, upper: Piece, rests: readonly Piece[]): Piece[] {
  const parts = [upper];
  while (parts.length < MOST_LINES) {
    const last = parts.at(-1)!;
    const next = rests.find(piece => piece !== last && isUnder(piece, last));
    if (!next) break;
    if (ruleBetween(page, centreY(last), centreY(next), last.box[0], last.box[2], 0)) break;
    parts.push(next);
  }
  return parts;
}

const isUnder = (piece: Piece, upper: Piece): boolean =>
  isCloseBelow(piece, upper) && (Math.abs(piece.box[0] - upper.box[0]) < 1 || Math.abs(centreX(piece) - centreX(upper)) < 1);

/** `Carbary` and `l`, not `aerobic` and `count`: a name of the analyte has them as one word. */
function isOneWord(word: string, name: string): boolean {
  const analyte = knownAnalyte(name);
  if (!analyte) return false;
  const spellings = [analyte.name, ...analyte.synonyms, ...Object.values(analyte.translations ?? {}).flat()];
  return spellings.some(spelling => spelling.toLowerCase().includes(word.toLowerCase()));
}

/** On the line that its row is on; null where no whole is known. */
function wholeWord(parts: readonly Piece[], pieces: readonly Piece[], walls: Walls): Piece | null {
  const [upper] = parts as [Piece];
  const last = upper.words.at(-1)!;
  const rest = parts
    .slice(1)
    .map(({ text }) => text)
    .join('');
  const [word, text] = [`${last.text}${rest}`, `${upper.text}${rest}`];
  const isHeading =
    roleOfHeader(text) !== null &&
    parts.slice(0, -1).every(part => fillsCell(walls, { left: part.box[0], right: part.box[2] }, centreY(part), part.fontSize)) &&
    [upper.text, `${upper.text} ${rest}`].every(other => roleOfHeader(other) === null);
  if (!isHeading && !isOneWord(word, text)) return null;
  const level = parts.find(part => pieces.some(other => !parts.includes(other) && sameLine(other, part))) ?? upper;
  const right = Math.max(...parts.map(({ box }) => box[2]));
  const whole = { ...last, text: word, box: [last.box[0], level.box[1], right, level.box[3]] as const };
  return { ...makePiece([...upper.words.slice(0, -1), whole], upper.page), box: [upper.box[0], level.box[1], right, level.box[3]] };
}
