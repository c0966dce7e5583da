/** Columns of a workbook whose texts (`<10`, `Negative`) stand at the left edge of their cells and whose numbers at the right. */
import type { Word } from '../../src/document/document.ts';
import { cellKind, isFinding } from './cell.ts';
import type { Span } from './heading-words.ts';
import type { Head } from './heads.ts';
import { overlapX, type Piece, textOf } from './piece.ts';

/** In sizes of type: how far texts that begin, or numbers that end, at one edge may differ. */
const EDGE = 0.25;
/** Fewer rows do not show that no row has both. */
const FEWEST_ROWS = 3;

const wordsIn = ({ left, right }: Span, row: readonly Piece[]): Word[] =>
  row.flatMap(({ words }) => words.filter(({ box }) => box[0] >= left - 0.5 && box[2] <= right + 0.5));

const areLevel = (edges: readonly number[], size: number): boolean => Math.max(...edges) - Math.min(...edges) <= EDGE * size;

/** Two stretches of which each row has one, texts on the left and numbers on the right, under one heading: one column. */
export function joinAlternating(spans: readonly Span[], rows: readonly (readonly Piece[])[], head: Head | null): Span[] {
  if (head === null || rows.length < FEWEST_ROWS) return [...spans];
  const over = ({ left, right }: Span): Piece[] => head.pieces.filter(({ box }) => overlapX(box, [left, 0, right, 0]) > 0);
  const isHeadedApart = (one: Span, other: Span): boolean => over(one).some(piece => !over(other).includes(piece));
  const areOne = (texts: Span, numbers: Span): boolean => {
    if (isHeadedApart(texts, numbers) && isHeadedApart(numbers, texts)) return false;
    if (over(texts).length + over(numbers).length === 0) return false;
    const cells = rows.map(row => [wordsIn(texts, row), wordsIn(numbers, row)] as const);
    if (cells.some(([left, right]) => left.length > 0 === right.length > 0)) return false;
    const [left, right] = [0, 1].map(side => cells.map(cell => cell[side]!).filter(({ length }) => length > 0)) as [Word[][], Word[][]];
    const { fontSize } = rows[0]![0]!;
    return (
      left.every(words => isFinding(cellKind(textOf(words))) && cellKind(textOf(words)) !== 'number') &&
      right.every(words => cellKind(textOf(words)) === 'number') &&
      areLevel(
        left.map(words => words[0]!.box[0]),
        fontSize,
      ) &&
      areLevel(
        right.map(words => words.at(-1)!.box[2]),
        fontSize,
      )
    );
  };
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before && areOne(before, span)) joined[joined.length - 1] = { left: before.left, right: span.right };
    else joined.push(span);
  }
  return joined;
}
