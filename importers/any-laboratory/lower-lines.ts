/** `Aflatoxin | Not Detected` over `B1 | µg/kg | 20 | 2.0`: rows that have most of their cells on the lower of two lines. */
import type { Block } from './blocks.ts';
import { isFinding, isValueLike } from './cell.ts';
import { isKnownAnalyte } from './names.ts';
import { centreY, height, linesOf, overlapX, type Piece } from './piece.ts';
import { looksLikeHeader } from './roles.ts';

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

/** How far the cells of rows between the known ones reach under headings: `Limit` may hold nothing but that of a sum the dictionary does not have. */
export function endOfUnknownRows({ seeds, left, right }: Block, pieces: readonly Piece[]): number {
  const [first, last] = [seeds[0]!.name, seeds.at(-1)!.name];
  const between = pieces.filter(
    ({ box }) => box[0] >= left - 2 && box[2] <= right && box[1] > first.box[3] - 2 && box[3] < last.box[1] + 2,
  );
  const isHeaded = ({ box }: Piece): boolean =>
    pieces.some(
      other => overlapX(other.box, box) > 0 && other.box[3] < first.box[1] + 2 && isNear(other, first) && looksLikeHeader(other.text),
    );
  const ends = linesOf(between).flatMap(line => {
    const [name, ...cells] = line;
    const isRow = name?.kind === 'text' && Math.abs(name.box[0] - first.box[0]) < 3 && cells.some(({ kind }) => isFinding(kind));
    if (!isRow || line.some(({ text }) => isKnownAnalyte(text))) return [];
    return cells.filter(isHeaded).map(({ box }) => box[2]);
  });
  return Math.max(0, ...ends);
}

/** In line heights: from headings to the first row. */
const HEAD_ROOM = 4;

const isNear = (heading: Piece, first: Piece): boolean => centreY(first) - centreY(heading) < HEAD_ROOM * height(first);
