/** Samples side by side whose numbers stand over their columns behind a label of their own, `Lot | A-1 | A-2`, and no headings else. */
import type { Block } from './blocks.ts';
import { areCodes, OVER_SAMPLES } from './lots-beside.ts';
import { height, linesOf, overlapX, type Piece } from './piece.ts';
import type { RoledColumn } from './table.ts';

/** In line heights over the first row: lines of dates, names and matrices may stand between. */
const REACH = 8;

/** The columns of results as those of the samples; null where no line over them names each. */
export function samplesOver(columns: readonly RoledColumn[], { seeds, left }: Block, pieces: readonly Piece[]): RoledColumn[] | null {
  const first = seeds[0]!.name;
  if (columns.length < 2 || columns.some(({ role }) => role !== 'value')) return null;
  const above = pieces.filter(
    ({ box }) => box[3] <= first.box[1] + 1 && box[1] > first.box[1] - REACH * height(first) && box[0] > left - height(first),
  );
  const over = linesOf(above).filter(([label, ...cells]) => label!.box[2] <= columns[0]!.left && eachOver(cells, columns));
  const led = over.findLast(([label, ...numbers]) => OVER_SAMPLES.test(label!.text.replace(/\s*:$/, '')) && areNumbers(numbers));
  if (!led) return null;
  const [label, ...numbers] = led;
  return columns.map((column, i) => ({
    ...column,
    guessed: false,
    heading: numbers[i]!.text,
    // with what the other lines say of the sample
    headingPieces: over.map(line => line[i + 1]!),
    led: label!.text,
    ofSample: true,
  }));
}

const eachOver = (cells: readonly Piece[], columns: readonly RoledColumn[]): boolean =>
  cells.length === columns.length && cells.every(({ box }, i) => overlapX(box, [columns[i]!.left, 0, columns[i]!.right, 0]) > 0);

const areNumbers = (pieces: readonly Piece[]): boolean =>
  areCodes(pieces.map(({ text }) => text)) && pieces.every(({ text }) => /^\S*\d\S*$/.test(text));
