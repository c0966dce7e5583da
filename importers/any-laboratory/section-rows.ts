/** Rows at the beginning of a section whose names the dictionary does not have. */
import { isFinding } from './cell.ts';
import { height, overlapX, type Piece, sameLine } from './piece.ts';
import type { Seed } from './seeds.ts';
import { isSectionTitle } from './titles.ts';

/** In heights of a name: further apart two rows do not follow one another. */
const NEXT_ROW = 1.5;

/** Those between the title of a section, which says its unit, and the first name that is known: each with a result over that of the known one. */
export function rowsUnderTitle({ name, cells }: Seed, seeds: readonly Seed[], pieces: readonly Piece[]): Seed[] {
  const size = height(name);
  const result = cells.find(({ kind }) => isFinding(kind));
  if (!result) return [];
  const column = pieces
    .filter(({ box }) => box[3] <= name.box[1] + 1 && Math.abs(box[0] - name.box[0]) < 0.3 * size)
    .sort((a, b) => b.box[3] - a.box[3]);
  const rows: Seed[] = [];
  let top = name.box[1];
  for (const piece of column) {
    if (top - piece.box[3] > NEXT_ROW * size || piece.kind !== 'text' || seeds.some(seed => seed.name === piece)) return [];
    if (isSectionTitle([piece])) return rows;
    const beside = pieces.filter(other => other.box[0] >= piece.box[2] - 1 && sameLine(piece, other)).sort((a, b) => a.box[0] - b.box[0]);
    if (!beside.some(({ kind, box }) => isFinding(kind) && overlapX(box, result.box) > 0)) return [];
    rows.unshift({ name: piece, aliases: [], cells: beside });
    top = piece.box[1];
  }
  return [];
}
