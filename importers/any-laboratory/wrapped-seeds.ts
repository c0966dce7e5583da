/** Names that are known only with their next line, as those of a narrow column are. */
import { isFinding } from './cell.ts';
import { isKnownAnalyte } from './names.ts';
import { isCloseBelow, type Piece, sameLine } from './piece.ts';
import type { Seed } from './seeds.ts';

/** The pieces right of `piece` on its line, left to right. */
export function rightOf(piece: Piece, pieces: readonly Piece[]): Piece[] {
  return pieces
    .filter(other => other !== piece && other.box[0] >= piece.box[2] - 1 && sameLine(piece, other))
    .sort((a, b) => a.box[0] - b.box[0]);
}

/** In words: a line of a name is no longer. */
const LONGEST_LINE = 4;

/** `Ochratoxin | LC-MS/MS | 17.3` over `A`: rows whose names begin where those of the known ones do. */
export function wrappedSeeds(pieces: readonly Piece[], seeds: readonly Seed[]): Seed[] {
  const taken = new Set(seeds.flatMap(({ name, aliases, cells }) => [name, ...aliases, ...cells]));
  const lefts = seeds.map(({ name }) => name.box[0]);
  const lines = pieces.filter(
    piece =>
      piece.kind === 'text' &&
      !taken.has(piece) &&
      piece.words.length <= LONGEST_LINE &&
      lefts.some(left => Math.abs(left - piece.box[0]) < 1),
  );
  return lines.flatMap(upper => {
    const lower = lines.find(piece => isNextLine(piece, upper));
    if (!lower || !isKnownAnalyte(`${upper.text} ${lower.text}`)) return [];
    const cells = rightOf(upper, pieces);
    return cells.some(({ kind, text }) => isFinding(kind) && /\d/.test(text)) && rightOf(lower, pieces).length === 0
      ? [{ name: upper, aliases: [], cells }]
      : [];
  });
}

/** Close below, and begun at the same place. */
export const isNextLine = (piece: Piece, upper: Piece): boolean => Math.abs(piece.box[0] - upper.box[0]) < 1 && isCloseBelow(piece, upper);
