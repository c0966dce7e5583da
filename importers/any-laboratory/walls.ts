/** Ruling lines down a page: what stands on two sides of one is in two cells, however close. */
import type { Box } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { type Walls, wallsBetween, wallsIn } from '../../src/document/walls.ts';
import type { Span } from './heading-words.ts';

export type { Walls };

/** How far into the box of a word a line may be drawn, in points. */
const ROOM = 1;

export const wallsOf = ({ rules }: Pick<Page, 'rules'>): Walls => wallsIn(rules);

/** Whether a line runs down between a word and the next of its line. */
export const areParted = (walls: Walls, left: { readonly box: Box }, right: { readonly box: Box }): boolean =>
  wallsBetween(walls, left.box[2] - ROOM, right.box[0] + ROOM, (left.box[1] + left.box[3]) / 2).length > 0;

/** In sizes of type: no letter is wider; and how far the line of a cell stands off its text. */
const [WIDEST_LETTER, FARTHEST_WALL] = [0.8, 1.5];

/** No room for one more letter behind a line of text at `y`, whose cell leaves as much on its left: there a word too long for its cell is broken. */
export function fillsCell(walls: Walls, { left, right }: Span, y: number, fontSize: number): boolean {
  const before = wallsBetween(walls, left - FARTHEST_WALL * fontSize, left + 1, y).at(-1);
  return before !== undefined && wallsBetween(walls, right - 1, right + left - before + WIDEST_LETTER * fontSize, y).length > 0;
}

/**
 * The columns, each as wide as the ruled cells it stands in, where both the headings and the rows have the lines on its two sides: a heading set to
 * the left and numbers set to the right of one cell need not overlap.
 */
export function toWalls(walls: Walls, spans: readonly Span[], headings: number, rows: number): Span[] {
  if (walls.size === 0) return [...spans];
  const [left, right] = [Math.min(...spans.map(span => span.left)) - REACH, Math.max(...spans.map(span => span.right)) + REACH];
  const below = wallsBetween(walls, left, right, rows);
  const shared = wallsBetween(walls, left, right, headings).filter(x => below.some(other => Math.abs(other - x) < ROOM));
  const cells = spans.map(span => ({
    left: Math.max(...shared.filter(x => x <= span.left + ROOM)),
    right: Math.min(...shared.filter(x => x >= span.right - ROOM)),
  }));
  return spans.map((span, i) => {
    const cell = cells[i]!;
    const alone = cells.every((other, k) => k === i || other.left >= cell.right - ROOM || other.right <= cell.left + ROOM);
    return alone && Number.isFinite(cell.left) && Number.isFinite(cell.right) ? cell : span;
  });
}

/** How far beyond the outermost columns the frame of a table may stand. */
const REACH = 150;
