/** A cell that the grid of its table draws over several rows: one unit, or one verdict, for all of them. */
import type { Box } from '../../src/coa/transcript.ts';
import type { Line, Page } from '../../src/document/document.ts';
import { type CellKind, isFinding } from './cell.ts';
import { centreX, centreY, makePiece, type Piece } from './piece.ts';

/** What can be said of several rows at once; a limit over several is as a rule that of their sum. */
const SHARED: ReadonlySet<CellKind> = new Set<CellKind>(['unit', 'verdict']);

/** In points: lines of one grid meet within it. */
const NEAR = 2;

interface Grid {
  readonly across: readonly { readonly y: number; readonly left: number; readonly right: number }[];
  readonly down: readonly { readonly x: number; readonly top: number; readonly bottom: number }[];
}

const gridOf = (rules: readonly Line[]): Grid => ({
  across: rules
    .filter(({ from, to }) => Math.abs(from[1] - to[1]) < 1)
    .map(({ from, to }) => ({ y: from[1], left: Math.min(from[0], to[0]), right: Math.max(from[0], to[0]) })),
  down: rules
    .filter(({ from, to }) => Math.abs(from[0] - to[0]) < 1)
    .map(({ from, to }) => ({ x: from[0], top: Math.min(from[1], to[1]), bottom: Math.max(from[1], to[1]) })),
});

/** The lines drawn around a place on all four sides; null where one is open. */
function cellAround(x: number, y: number, { across, down }: Grid): Box | null {
  const heights = across.filter(({ left, right }) => left < x && right > x).map(line => line.y);
  const sides = down.filter(({ top, bottom }) => top < y && bottom > y).map(line => line.x);
  const box: Box = [
    Math.max(...sides.filter(side => side < x)),
    Math.max(...heights.filter(height => height < y)),
    Math.min(...sides.filter(side => side > x)),
    Math.min(...heights.filter(height => height > y)),
  ];
  return box.every(Number.isFinite) ? box : null;
}

/** Whether lines at one height run from one place to another without a break. */
function runsThrough(height: number, from: number, to: number, { across }: Grid): boolean {
  let end = from + NEAR;
  for (const line of across.filter(({ y }) => Math.abs(y - height) <= NEAR).sort((a, b) => a.left - b.left))
    if (line.left <= end + NEAR) end = Math.max(end, line.right);
  return end >= to - NEAR;
}

/**
 * The heights that part the rows which a cell is drawn over: of lines that end at its left side, or at that of others drawn over the same rows, as
 * the lines over and under all of them tell. With a result between, these are rows of a table beside.
 */
function rowsBeside([left, top, , bottom]: Box, grid: Grid, pieces: readonly Piece[]): number[] {
  const level = pieces.filter(piece => isFinding(piece.kind) && centreY(piece) > top && centreY(piece) < bottom);
  const reaches = (end: number): boolean =>
    end <= left + NEAR &&
    runsThrough(top, end, left, grid) &&
    runsThrough(bottom, end, left, grid) &&
    !level.some(piece => centreX(piece) > end && centreX(piece) < left);
  const heights = grid.across
    .filter(line => line.y > top + NEAR && line.y < bottom - NEAR && reaches(line.right))
    .map(({ y }) => y)
    .sort((a, b) => a - b);
  return heights.filter((y, i) => i === 0 || y - heights[i - 1]! > NEAR);
}

/** A piece as it would stand in the middle between two heights. */
function movedTo(piece: Piece, top: number, bottom: number): Piece {
  const by = (top + bottom) / 2 - centreY(piece);
  const words = piece.words.map(word => ({
    ...word,
    baseline: word.baseline + by,
    box: [word.box[0], word.box[1] + by, word.box[2], word.box[3] + by] as const,
  }));
  return makePiece(words, piece.page);
}

/** The pieces with each unit and verdict in a cell over several rows put once into each of them. */
export function inEachRow({ rules }: Page, pieces: readonly Piece[]): Piece[] {
  if (rules.length === 0 || !pieces.some(({ kind }) => SHARED.has(kind))) return [...pieces];
  const grid = gridOf(rules);
  return pieces.flatMap(piece => {
    const cell = SHARED.has(piece.kind) ? cellAround(centreX(piece), centreY(piece), grid) : null;
    const parted = cell ? rowsBeside(cell, grid, pieces) : [];
    if (!cell || parted.length === 0) return [piece];
    const edges = [cell[1], ...parted, cell[3]];
    return edges.slice(1).map((bottom, i) => movedTo(piece, edges[i]!, bottom));
  });
}
