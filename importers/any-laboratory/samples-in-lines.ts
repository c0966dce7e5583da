/** Samples under one another in one table, `Sample | Analyte | Result`: each line begins with the number, or the name, of its own. */
import type { Row } from './body.ts';
import { areCodes, OVER_SAMPLES, type SampleHeading } from './lots-beside.ts';
import { height, overlapX, type Piece, printed, sameLine } from './piece.ts';
import type { Table } from './table.ts';

/** Over what the client calls its samples. */
const OVER_NAMES = /^(?:(?:(?:client|customer|field) )?sample(?: (?:ids?|names?|descriptions?))?|product(?: name)?)$/i;

interface SampleColumn {
  readonly heading: Piece;
  /** Top to bottom. */
  readonly cells: readonly Piece[];
}

/** The column left of the names that the laboratory's numbers of its samples fill, else the one with what the client calls them. */
function sampleColumn({ head, nameLeft }: Table, pieces: readonly Piece[]): SampleColumn | null {
  const first = head?.pieces[0];
  if (!first) return null;
  const headings = pieces.filter(piece => piece.box[2] <= nameLeft && sameLine(piece, first));
  const heading =
    headings.find(({ text }) => OVER_SAMPLES.test(text) && !OVER_NAMES.test(text)) ?? headings.find(({ text }) => OVER_NAMES.test(text));
  if (!heading) return null;
  const others = headings.filter(other => other !== heading);
  const cells = pieces.filter(
    ({ box }) =>
      box[1] > heading.box[3] - 1 &&
      box[2] <= nameLeft + 1 &&
      box[2] > heading.box[0] &&
      box[0] < heading.box[2] &&
      others.every(other => overlapX(other.box, box) <= 0),
  );
  return { heading, cells: cells.toSorted((a, b) => a.box[1] - b.box[1]) };
}

/** The cell in the line of each row; a sample that is printed once heads the rows below it too. */
function cellsOfRows(rows: readonly Row[], cells: readonly Piece[]): Map<Row, Piece> | null {
  const found = new Map<Row, Piece>();
  let last: Piece | undefined;
  for (const row of rows) {
    const level = cells.filter(cell => sameLine(cell, row.names[0]!) && Math.abs(cell.box[1] - row.names[0]!.box[1]) < 0.6 * height(cell));
    last = level.length === 1 ? level[0] : level.length === 0 ? last : undefined;
    if (!last) return null;
    found.set(row, last);
  }
  return found;
}

/** Whether no sample has a result twice, and what was looked for in one was in another. */
function tellsApart(sampleOf: ReadonlyMap<Row, Piece>): boolean {
  const names = [...sampleOf].map(
    ([row, { text }]) =>
      [
        row.names
          .map(name => name.text)
          .join(' ')
          .toLowerCase(),
        text,
      ] as const,
  );
  const once = new Set(names.map(([name, sample]) => `${sample}\n${name}`)).size === names.length;
  return once && new Set(names.map(([name]) => name)).size < names.length;
}

/** The sample of each row; none where the table is of one, unless it goes on from one that is of several. */
export function samplesInLines(
  table: Table,
  rows: readonly Row[],
  pieces: readonly Piece[],
  goesOn: boolean,
): ReadonlyMap<Row, SampleHeading> {
  const none = new Map<Row, SampleHeading>();
  const column = rows.length > 0 ? sampleColumn(table, pieces) : null;
  const sampleOf = column && cellsOfRows(rows, column.cells);
  if (!sampleOf) return none;
  const texts = [...new Set([...sampleOf.values()].map(({ text }) => text))];
  if (!goesOn && (texts.length < 2 || !tellsApart(sampleOf))) return none;
  const numbered = OVER_SAMPLES.test(column.heading.text) || areCodes(texts);
  const told = numbered ? { led: column.heading.text } : { product: true };
  return new Map([...sampleOf].map(([row, cell]) => [row, { ...printed(cell.text, [cell], table.page), ...told }]));
}
