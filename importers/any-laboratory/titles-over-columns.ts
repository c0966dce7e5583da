/** `Results` over `Core A | Core B | Composite`: set in the middle over a group of columns, it stands over one of them and heads all. */
import { isUnit } from './cell.ts';
import type { Span } from './heading-words.ts';
import { centreX, type Piece, sameLine } from './piece.ts';
import { roleOfHeader } from './roles.ts';

/** Such a title is taken from the headings of its one column, and put over all. The first column holds the names. */
export function liftTitles(own: Piece[][], over: Piece[][], spans: readonly Span[]): void {
  for (const [k, pieces] of own.entries()) {
    const group = spans.map((_, i) => i).filter(i => i > 0 && isUnder(own[i]!, pieces, k === i));
    const [title] = pieces;
    if (title && group.includes(k) && group.length >= 2 && group.every((i, n) => i === group[0]! + n) && spansOver(title, group, spans)) {
      own[k] = pieces.slice(1);
      for (const i of group) over[i]!.push(title);
    }
  }
}

/** Words that head nothing known, one line of them, lower than the first of the headings: `Core A`, `Core B` under `Results`. */
function isUnder(own: readonly Piece[], [title, name]: readonly Piece[], first: boolean): boolean {
  const under = first ? own[1] : own[0];
  return (
    under !== undefined &&
    name !== undefined &&
    own.length === (first ? 2 : 1) &&
    sameLine(under, name) &&
    under.box[1] > title!.box[1] &&
    roleOfHeader(under.text) === null &&
    roleOfHeader(title!.text) === 'value' &&
    !isUnit(title!.text)
  );
}

/** Whether a heading stands in the middle over a group of columns, or begins with the first of them. */
function spansOver(title: Piece, group: readonly number[], spans: readonly Span[]): boolean {
  const [left, right] = [spans[group[0]!]!.left, spans[group.at(-1)!]!.right];
  return Math.abs(centreX(title) - (left + right) / 2) < 1.5 * title.fontSize || Math.abs(title.box[0] - left) < 0.5 * title.fontSize;
}
