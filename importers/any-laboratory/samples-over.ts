/** Samples side by side whose numbers stand over their columns behind a label of their own: `Lot | A-1 | A-2`. */
import type { Block } from './blocks.ts';
import type { RoledColumn } from './column-roles.ts';
import type { Head } from './heads.ts';
import { areCodes, areSamples, sampleHeadings } from './lots-beside.ts';
import { centreX, height, linesOf, overlapX, type Piece } from './piece.ts';
import { roleOfHeader } from './roles.ts';
import { OVER_LOTS, OVER_NAMES, OVER_SAMPLES } from './sample-headings.ts';

/** In line heights over the first row: lines of dates, names and matrices may stand between. */
const REACH = 8;

/** A line over the columns: its label, and what stands over each sample. */
interface LineOver {
  readonly label: Piece;
  readonly cells: readonly Piece[];
}

/** The lines close over a height that have a label left of the results and one cell over each of the spans. */
function linesOver(spans: readonly Span[], bottom: number, left: number, size: number, pieces: readonly Piece[]): LineOver[] {
  const above = pieces.filter(({ box }) => box[3] <= bottom + 1 && box[1] > bottom - REACH * size && box[0] > left - size);
  return linesOf(above).flatMap(line => {
    const first = line.findIndex(({ box }) => box[2] > spans[0]!.left);
    const [label, cells] = [line[first - 1], line.slice(Math.max(0, first))];
    return label && eachOver(cells, spans) ? [{ label, cells }] : [];
  });
}

interface Span {
  readonly left: number;
  readonly right: number;
}

/** The columns of results as those of the samples; null where no line over them names each. */
export function samplesOver(columns: readonly RoledColumn[], { seeds, left }: Block, pieces: readonly Piece[]): RoledColumn[] | null {
  const first = seeds[0]!.name;
  const results = columns.filter(({ role }) => role === 'value');
  if (results.length < 2 || columns.some(column => !results.includes(column) && (column.role !== 'unit' || column.left > results[0]!.left)))
    return null;
  const over = linesOver(results, first.box[1], left, height(first), pieces);
  const led = over.findLast(isOfNumbers);
  if (!led) return null;
  return columns.map(column => {
    const i = results.indexOf(column);
    if (i < 0) return { ...column, guessed: false };
    // with what the other lines say of the sample
    const headingPieces = over.map(({ cells }) => cells[i]!);
    return { ...column, guessed: false, heading: led.cells[i]!.text, headingPieces, led: led.label.text, ofSample: true };
  });
}

/**
 * `Parameter | Unit | Result | MU | Result | MU`, the same headings again for each sample, or `Parameter | Unit | B1 | B2`, under a line with the
 * number of each sample over its columns, and mostly one with its name.
 */
export function samplesOverHeadings(columns: readonly RoledColumn[], head: Head, left: number, pieces: readonly Piece[]): RoledColumn[] {
  const results = columns.filter(({ role }) => role === 'value');
  const [first] = results;
  const again = results.every(({ heading }) => heading === first?.heading);
  // what the client calls each sample is no heading known
  const own = results.every(({ heading, guessed }) => guessed && heading !== '' && roleOfHeader(heading) === null);
  if (!first || results.length < 2 || results.some(({ ofSample }) => ofSample) || !(again || own)) return [...columns];
  const parts = results.map((result, i) => {
    const end = results[i + 1]?.left ?? Number.POSITIVE_INFINITY;
    return columns.filter(column => column.left >= result.left && column.left < end);
  });
  // behind those of the last sample may stand columns of all
  const size = Math.min(...parts.map(({ length }) => length));
  const groups = parts.map(part => part.slice(0, size));
  if (
    parts.slice(0, -1).some(({ length }) => length > size) ||
    groups.some(group => group.some(({ role }, k) => role !== groups[0]![k]!.role))
  )
    return [...columns];
  const reach = groups.map(group => extentOf(group));
  const over = linesOver(reach, head.top, left, height(head.pieces[0]!), pieces);
  const led = over.find(isOfNumbers);
  if (!led) return underNumbersAlone(columns, groups, numbersAlone(reach, head, pieces)) ?? underNumbers(columns, groups, head);
  const name = over.find(line => line !== led && OVER_NAMES.test(wordsOf(line)));
  const lots = over.find(line => line !== led && line !== name && OVER_LOTS.test(wordsOf(line)));
  return columns.map(column => {
    const i = groups.findIndex(group => group.includes(column));
    if (i < 0) return column;
    const lot = lots?.cells[i];
    const sample = { guessed: false, ofSample: true, ...(lot && /\d/.test(lot.text) && { told: { lot: [lot] } }) } as const;
    if (name) return { ...column, ...sample, product: [led.cells[i]!, name.cells[i]!] };
    if (column.role !== 'value') return { ...column, role: 'other', guessed: false };
    return { ...column, ...sample, heading: led.cells[i]!.text, headingPieces: [led.cells[i]!], led: led.label.text };
  });
}

/** On the two lines close over the headings, which hold nothing else: `25-1147-01 | 25-1147-02`, and mostly a name over or under each number. */
function numbersAlone(spans: readonly Span[], { top, pieces: [first] }: Head, pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const reach = NEAR_HEADINGS * height(first!);
  const above = linesOf(pieces.filter(({ box }) => box[3] <= top + 1 && box[1] > top - reach));
  return above.filter(cells => eachOver(cells, spans));
}

const NEAR_HEADINGS = 3;

function underNumbersAlone(
  columns: readonly RoledColumn[],
  groups: readonly (readonly RoledColumn[])[],
  lines: readonly (readonly Piece[])[],
): RoledColumn[] | null {
  const numbers = lines.find(line => areNumbers(line) && areSamples(line.map(({ text }) => text)));
  if (!numbers) return null;
  const names = lines.find(line => line !== numbers && line.every(({ text }) => /\p{L}{3}/u.test(text) && roleOfHeader(text) === null));
  return columns.map(column => {
    const i = groups.findIndex(group => group.includes(column));
    if (i < 0) return column;
    if (names) return { ...column, guessed: false, ofSample: true, product: [numbers[i]!, names[i]!] };
    if (column.role !== 'value') return { ...column, role: 'other', guessed: false };
    return { ...column, guessed: false, ofSample: true, bare: true, heading: numbers[i]!.text, headingPieces: [numbers[i]!] };
  });
}

/** `Lot A-1 | Lot A-2` among the headings, each over the `Result | Status` of its sample. */
function underNumbers(columns: readonly RoledColumn[], groups: readonly (readonly RoledColumn[])[], head: Head): RoledColumn[] {
  const numbers = linesOf(head.pieces)
    .map(sampleHeadings)
    .find(({ length }) => length === groups.length);
  const each = numbers?.every((number, i) => {
    const { left, right } = extentOf(groups[i]!);
    return centreX(number) > left && centreX(number) < right;
  });
  if (!numbers || !each) return [...columns];
  return columns.map(column => {
    const number = numbers[groups.findIndex(([first]) => first === column)];
    return number ? { ...column, guessed: false, ofSample: true, heading: number.text, headingPieces: [number] } : column;
  });
}

/** From the left of the cells or headings to the right of them. */
const extentOf = (group: readonly RoledColumn[]): Span => {
  const boxes = group.flatMap(({ headingPieces }) => headingPieces.map(({ box }) => box));
  return {
    left: Math.min(...group.map(({ left }) => left), ...boxes.map(box => box[0])),
    right: Math.max(...group.map(({ right }) => right), ...boxes.map(box => box[2])),
  };
};

const wordsOf = ({ label }: Pick<LineOver, 'label'>): string => label.text.replace(/\s*:$/, '');

const isOfNumbers = ({ label, cells }: LineOver): boolean => OVER_SAMPLES.test(wordsOf({ label })) && areNumbers(cells);

const eachOver = (cells: readonly Piece[], spans: readonly Span[]): boolean =>
  cells.length === spans.length && cells.every(({ box }, i) => overlapX(box, [spans[i]!.left, 0, spans[i]!.right, 0]) > 0);

const areNumbers = (pieces: readonly Piece[]): boolean =>
  areCodes(pieces.map(({ text }) => text)) && pieces.every(({ text }) => /^\S*\d\S*$/.test(text));
