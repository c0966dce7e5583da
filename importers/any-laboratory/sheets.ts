/** Sheets as laboratories send them, read as the pages they would print: titles, labels and tables by their places. */
import type { Problem } from '../../src/coa/problem.ts';
import type { Evidence, Printed, Transcript } from '../../src/coa/transcript.ts';
import type { Cell, Document, Sheet } from '../../src/document/document.ts';
import { type GridPage, gridPage } from '../../src/document/grid.ts';
import { mappedRole } from '../../src/document/mapping.ts';
import { withDoubt } from './table-row.ts';

/** Certificates have some hundred cells; more of one sheet is not laid out. */
const MOST_CELLS = 8_000;

interface Laid extends GridPage {
  readonly sheet: Sheet;
}

/** The document with a page for each sheet, and the way back from places on those pages to cells. */
export function asPages(document: Document): { document: Document; inCells(transcript: Transcript): Transcript } | null {
  if (document.content.kind !== 'sheets') return null;
  const worksheets = document.content.sheets.filter(isWorksheet);
  const laid: Laid[] = document.content.sheets
    .filter(sheet => sheet.cells.length > 0 && !worksheets.includes(sheet))
    .map((sheet, i) => ({ sheet, ...gridPage({ ...sheet, cells: withColons(sheet.cells.slice(0, MOST_CELLS)) }, i + 1) }));
  const isConfirmed = laid.every(({ sheet }) => sheet.cells.some(cell => mappedRole(cell.text, document.mappings ?? []) === 'result'));
  const cut = laid.filter(({ sheet }) => sheet.cells.length > MOST_CELLS);
  return {
    document: { ...document, content: { kind: 'pages', pages: laid.map(({ page }) => page) } },
    inCells: transcript => {
      const cutOff = cut.map(({ sheet }) => ({
        code: 'sheet-cut',
        severity: 'warning' as const,
        message: `Only the first ${MOST_CELLS} cells of the sheet "${sheet.name}" were read. Send the certificate's rows alone.`,
      }));
      const problems = [...worksheets.map(leftOut), ...cutOff];
      const moved = moveToCells(transcript, laid);
      const rows = isConfirmed ? moved.rows : moved.rows.map(doubted);
      return { ...moved, rows, problems: [...moved.problems, ...problems] };
    },
  };
}

/** Labels that are titles as well, unless something parts them from a value. */
const TITLE_OR_LABEL = /^(?:report|certificate|coa|job|case|lab|labor|laborato(?:ry|ř|rium|rio)|laboratoire)$/iu;

const LABEL =
  /^(?:(?:client|customer|lab(?:oratory)?|product|sample|lot|batch|report|certificate)(?: (?:name|number|no\.?|nr\.?|id|#|code|description))?|(?:date )?(?:received|reported|sampled|collected|tested|issued)(?: on)?|matrix|brand|manufacturer)$/i;
const FEWEST_PAIRS = 2;

/** `Product | Red Leaf | Lot | RL-1`: a line of labels, each before its value, whatever stands over them. */
function labelsOfPairs(cells: readonly Cell[]): Set<Cell> {
  const lines = [...Map.groupBy(cells, ({ row }) => row).values()].map(line => [...line].sort((a, b) => a.column - b.column));
  const paired = lines.filter(
    line => line.length >= 2 * FEWEST_PAIRS && line.length % 2 === 0 && line.every(({ text }, i) => LABEL.test(text) === (i % 2 === 0)),
  );
  return new Set(paired.flatMap(line => line.filter((_, i) => i % 2 === 0)));
}

/** Between a label and its value the border of their cells does what a colon does on a page. */
function withColons(cells: readonly Cell[]): Cell[] {
  const beside = new Map(cells.map(cell => [`${cell.row} ${cell.column}`, cell.text]));
  const paired = labelsOfPairs(cells);
  return cells.map(cell => {
    if (paired.has(cell)) return { ...cell, text: `${cell.text}:` };
    const value = TITLE_OR_LABEL.test(cell.text) ? beside.get(`${cell.row} ${cell.column + 1}`) : undefined;
    const isLabel = value !== undefined && (/^lab/i.test(cell.text) ? /\p{L}{3}/u : /^(?=\S*\d)\S+$/).test(value);
    return isLabel ? { ...cell, text: `${cell.text}:` } : cell;
  });
}

const WORKING =
  /\b(?:instrument data|raw data|dilution factor|extraction volume|injection volume|peak area|retention time|calibration|std\.? ?dev\b|rsd\b|internal standard|response factor)/i;

/** Where a laboratory computes: raw data, dilutions and formulas that failed. What stands there is not what it reports. */
function isWorksheet({ cells, failed = [] }: Sheet): boolean {
  const words = new Set(cells.flatMap(cell => WORKING.exec(cell.text)?.[0].toLowerCase() ?? []));
  return words.size >= (failed.length > 0 ? 2 : 3);
}

const leftOut = (sheet: Sheet): Problem => ({
  code: 'worksheet-left-out',
  severity: 'error',
  message: `The sheet "${sheet.name}" holds raw data and working steps of the laboratory. It was not read; compare what was read from the others with the certificate.`,
});

/** Nobody promised what the headers of such a sheet mean. */
const doubted = (row: Transcript['rows'][number]): Transcript['rows'][number] => withDoubt(row, 'column-guessed');

function moveToCells<T>(value: T, laid: readonly Laid[]): T {
  if (Array.isArray(value)) return value.map(item => moveToCells(item, laid)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (isPlace(value)) return toCell(value, laid) as T;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, moveToCells(member, laid)])) as T;
}

type Place = Extract<Evidence, { kind: 'page' }>;

const isPlace = (value: object): value is Place => 'kind' in value && value.kind === 'page' && 'box' in value;

/** The cell that holds the text, else the first of the cells it was joined from, with what stands in it. */
function toCell(place: Place, laid: readonly Laid[]): Evidence {
  const found = laid.find(({ page }) => page.number === place.page)!;
  const cells = found.cellsIn(place.box);
  const holder = cells.find(cell => holds(cell, place.text));
  const cell = holder ?? cells[0];
  if (!cell) return place;
  return { kind: 'cell', sheet: found.sheet.name, cell: cell.address, text: holder ? place.text : cell.text };
}

const holds = (cell: Cell, text: Printed['text']): boolean => cell.text.includes(text);
