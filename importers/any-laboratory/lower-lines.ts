/** `Aflatoxin | Not Detected` over `B1 | µg/kg | 20 | 2.0`: rows that have most of their cells on the lower of two lines. */
import type { Block } from './blocks.ts';
import { isValueLike } from './cell.ts';
import { height, linesOf, type Piece } from './piece.ts';

/** How far the cells of the lines right below the rows reach, where half of the rows or more have such a line; 0 where not. */
export function endOfLowerLines({ seeds, left, right }: Block, pieces: readonly Piece[]): number {
  const ends = seeds.flatMap(({ name, cells }) => {
    const own = cells.filter(({ box }) => box[0] < right);
    if (own.length !== 1) return [];
    const below = pieces.filter(
      ({ box }) =>
        box[0] >= left - 2 && box[2] <= right && box[1] > name.box[1] + 0.5 * height(name) && box[1] < name.box[3] + 0.3 * height(name),
    );
    const line = linesOf(below).find(some => some.filter(({ kind }) => kind === 'unit' || isValueLike(kind)).length >= 2);
    return line?.[0]?.kind === 'text' ? [Math.max(...line.map(({ box }) => box[2]))] : [];
  });
  return ends.length > 0 && 2 * ends.length >= seeds.length ? Math.max(...ends) : 0;
}
