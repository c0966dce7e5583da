/** Ruling lines down a page: what stands on two sides of one is in two cells, however close. */
import type { Box } from '../../src/coa/transcript.ts';
import type { Line, Page } from '../../src/document/document.ts';
import type { Span } from './heading-words.ts';

interface Wall {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** By whole points from the left, so that a gap between two words is looked up and not searched for. */
export type Walls = ReadonlyMap<number, readonly Wall[]>;

/** How far into the box of a word a line may be drawn, in points. */
const ROOM = 1;

const ofPages = new WeakMap<readonly Line[], Walls>();

export function wallsOf({ rules }: Pick<Page, 'rules'>): Walls {
  const known = ofPages.get(rules);
  if (known) return known;
  const walls = new Map<number, Wall[]>();
  ofPages.set(rules, walls);
  for (const { from, to } of rules) {
    if (!isUpright({ from, to })) continue;
    const wall = { x: from[0], top: Math.min(from[1], to[1]), bottom: Math.max(from[1], to[1]) };
    const others = walls.get(Math.floor(wall.x));
    if (others) others.push(wall);
    else walls.set(Math.floor(wall.x), [wall]);
  }
  return walls;
}

const isUpright = ({ from, to }: Line): boolean => Math.abs(from[0] - to[0]) < 1;

/** Where lines run down between two heights along a line of text at `y`. */
function wallsBetween(walls: Walls, left: number, right: number, y: number): number[] {
  const found: number[] = [];
  if (walls.size === 0) return found;
  for (let x = Math.floor(left); x <= right; x += 1)
    for (const wall of walls.get(x) ?? []) if (wall.x >= left && wall.x <= right && wall.top < y && wall.bottom > y) found.push(wall.x);
  return found;
}

/** Whether a line runs down between a word and the next of its line. */
export const areParted = (walls: Walls, left: { readonly box: Box }, right: { readonly box: Box }): boolean =>
  wallsBetween(walls, left.box[2] - ROOM, right.box[0] + ROOM, (left.box[1] + left.box[3]) / 2).length > 0;

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
