/** A sheet as a page of words: the cells set on a grid, so that what reads pages by their geometry reads sheets as well. */
import type { Box } from '../coa/transcript.ts';
import type { Cell, Page, Sheet, Word } from './document.ts';

export interface GridPage {
  readonly page: Page;
  /** The cells of which a word stands in the box, in reading order; else the one nearest to it. */
  cellsIn(box: Box): Cell[];
}

/** Points. A blank within a cell is narrow, between cells wide, as on a printed page. */
const SIZE = 10;
const LETTER = 5;
const BLANK = 2.5;
const COLUMN_GAP = 24;
const ROW = 14;
/** Lines of plain text keep their own blanks: letters narrow enough that one blank joins words and two part them. */
const TEXT_SIZE = 12;
const MARGIN = 20;
/** Empty rows in a sheet part tables; how many there are says nothing. */
const MOST_EMPTY = 2;

export function gridPage(sheet: Sheet, number: number): GridPage {
  const placed = sheet.layout === 'characters' ? placeCharacters(sheet.cells) : placeCells(sheet.cells);
  const words = placed.map(({ word }) => word);
  const page: Page = {
    number,
    width: MARGIN + Math.max(200, ...words.map(word => word.box[2])),
    height: MARGIN + Math.max(200, ...words.map(word => word.box[3])),
    words,
    rules: [],
    engine: 'pdfium',
  };
  return {
    page,
    cellsIn: box => {
      const found = placed.filter(({ word }) => meets(word.box, box));
      return [...new Set((found.length > 0 ? found : nearest(placed, box)).map(({ cell }) => cell))];
    },
  };
}

interface Placed {
  readonly word: Word;
  readonly cell: Cell;
}

function nearest(placed: readonly Placed[], box: Box): Placed[] {
  const distance = ({ word }: Placed): number =>
    Math.hypot(word.box[0] + word.box[2] - box[0] - box[2], word.box[1] + word.box[3] - box[1] - box[3]);
  return [...placed].sort((a, b) => distance(a) - distance(b)).slice(0, 1);
}

/** More than half of the smaller one lies in the other: a box may be of a part of a word. */
const meets = (a: Box, b: Box): boolean => shared(a[0], a[2], b[0], b[2]) > 0.5 && shared(a[1], a[3], b[1], b[3]) > 0.5;

const shared = (from: number, to: number, otherFrom: number, otherTo: number): number =>
  (Math.min(to, otherTo) - Math.max(from, otherFrom)) / Math.max(0.001, Math.min(to - from, otherTo - otherFrom));

function placeCells(cells: readonly Cell[]): Placed[] {
  const sorted = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const top = tops(sorted, ROW);
  const left = lefts(sorted);
  return sorted.flatMap(cell => wordsAt(cell, left.get(cell.column)!, top.get(cell.row)!, SIZE, BLANK));
}

function placeCharacters(cells: readonly Cell[]): Placed[] {
  const sorted = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const top = tops(sorted, TEXT_SIZE + 3);
  return sorted.flatMap(cell => wordsAt(cell, MARGIN + (cell.column - 1) * LETTER, top.get(cell.row)!, TEXT_SIZE, LETTER));
}

function wordsAt(cell: Cell, left: number, top: number, fontSize: number, blank: number): Placed[] {
  let x = left;
  return cell.text
    .split(/\s+/)
    .filter(text => text !== '')
    .map(text => {
      const box: Box = [x, top, x + text.length * LETTER, top + fontSize];
      x = box[2] + blank;
      return { cell, word: { text, box, fontSize, bold: false, baseline: top + 0.8 * fontSize } };
    });
}

function tops(sorted: readonly Cell[], pitch: number): Map<number, number> {
  const top = new Map<number, number>();
  let y = MARGIN;
  let last: number | null = null;
  for (const { row } of sorted) {
    if (row === last) continue;
    if (last !== null) y += pitch * Math.min(row - last, 1 + MOST_EMPTY);
    top.set(row, y);
    last = row;
  }
  return top;
}

/** A column is as wide as its cells that have a neighbour on the right; a title may run over the columns beside it. */
function lefts(sorted: readonly Cell[]): Map<number, number> {
  const width = new Map<number, number>();
  sorted.forEach((cell, i) => {
    const followed = sorted[i + 1]?.row === cell.row;
    const own = followed ? widthOf(cell.text) : 0;
    width.set(cell.column, Math.max(width.get(cell.column) ?? 0, own));
  });
  const left = new Map<number, number>();
  let x = MARGIN;
  for (const column of [...width.keys()].sort((a, b) => a - b)) {
    left.set(column, x);
    x += Math.max(width.get(column)!, 4 * LETTER) + COLUMN_GAP;
  }
  return left;
}

const widthOf = (text: string): number => {
  const words = text.split(/\s+/).filter(word => word !== '');
  return words.reduce((sum, word) => sum + word.length * LETTER, 0) + BLANK * Math.max(0, words.length - 1);
};
