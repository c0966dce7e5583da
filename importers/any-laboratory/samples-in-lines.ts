/** Samples under one another in one table, `Sample | Analyte | Result`: each line begins with the number, or the name, of its own. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Row } from './body.ts';
import { areCodes, type SampleHeading } from './lots-beside.ts';
import { height, overlapX, type Piece, printed, sameLine } from './piece.ts';
import { OVER_LOTS, OVER_NAMES, OVER_SAMPLES } from './sample-headings.ts';
import type { Table } from './table.ts';

interface SampleColumn {
  readonly heading: Piece;
  /** Top to bottom. */
  readonly cells: readonly Piece[];
}

/** The columns left of the names, by their headings. */
function columnsBefore({ head, nameLeft }: Table, pieces: readonly Piece[]): SampleColumn[] {
  const first = head?.pieces[0];
  if (!first) return [];
  const headings = pieces.filter(piece => piece.box[2] <= nameLeft && sameLine(piece, first));
  return headings.map(heading => {
    const others = headings.filter(other => other !== heading);
    const slack = 0.15 * height(heading);
    const cells = pieces.filter(
      ({ box }) =>
        box[1] > heading.box[3] - slack &&
        box[2] <= nameLeft + slack &&
        box[2] > heading.box[0] &&
        box[0] < heading.box[2] &&
        others.every(other => overlapX(other.box, box) <= 0),
    );
    return { heading, cells: cells.toSorted((a, b) => a.box[1] - b.box[1]) };
  });
}

/** The column that the laboratory's numbers of its samples fill, else the one with what the client calls them. */
const sampleColumn = (columns: readonly SampleColumn[]): SampleColumn | undefined =>
  columns.find(({ heading }) => OVER_SAMPLES.test(heading.text) && !OVER_NAMES.test(heading.text)) ??
  columns.find(({ heading }) => OVER_NAMES.test(heading.text));

/** What a further column says of the sample that begins with a row: once and in its line, or the same in each line down to the next sample. */
function saidOf({ cells }: SampleColumn, row: Piece, bottom: number, page: Table['page']): Printed | null {
  const own = cells.filter(({ box }) => (box[1] + box[3]) / 2 > row.box[1] && (box[1] + box[3]) / 2 < bottom);
  const [first] = own;
  return first && Math.abs(first.box[1] - row.box[1]) < 0.4 * height(row) && own.every(({ text }) => text === first.text)
    ? printed(first.text, [first], page)
    : null;
}

/** The name and the lot beside the number of each sample. */
function besideNumbers(sampleOf: ReadonlyMap<Row, Piece>, columns: readonly SampleColumn[], page: Table['page']) {
  const over = (pattern: RegExp) => columns.find(({ heading }) => pattern.test(heading.text));
  const [names, lots] = [over(OVER_NAMES), over(OVER_LOTS)];
  const rows = [...sampleOf].toSorted(([a], [b]) => a.names[0]!.box[1] - b.names[0]!.box[1]);
  const told = new Map<string, Pick<SampleHeading, 'name' | 'lot'>>();
  rows.forEach(([row, { text }], i) => {
    if (told.has(text)) return;
    const first = row.names[0]!;
    const [next] = rows.slice(i + 1).find(([, sample]) => sample.text !== text) ?? [];
    const bottom = next ? next.names[0]!.box[1] : rows.at(-1)![0].names[0]!.box[3] + height(first);
    const name = names && saidOf(names, first, bottom, page);
    const lot = lots && saidOf(lots, first, bottom, page);
    told.set(text, { ...(name && { name }), ...(lot && { lot }) });
  });
  return told;
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
  const columns = rows.length > 0 ? columnsBefore(table, pieces) : [];
  const column = sampleColumn(columns);
  const sampleOf = column && cellsOfRows(rows, column.cells);
  if (!sampleOf) return none;
  const texts = [...new Set([...sampleOf.values()].map(({ text }) => text))];
  if (!goesOn && (texts.length < 2 || !tellsApart(sampleOf))) return none;
  const numbered = OVER_SAMPLES.test(column.heading.text) || areCodes(texts);
  const told = numbered ? { led: column.heading.text } : { product: true };
  const beside = besideNumbers(
    sampleOf,
    columns.filter(other => other !== column),
    table.page,
  );
  return new Map(
    [...sampleOf].map(([row, cell]) => [row, { ...printed(cell.text, [cell], table.page), ...told, ...beside.get(cell.text) }]),
  );
}
