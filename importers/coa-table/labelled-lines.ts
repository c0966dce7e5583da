/**
 * Text with a block of labelled lines for each analyte: `Analyte: Lead`, `Result: 0.21 ppm`, `LOQ: 0.05 ppm`, in plain text, in lists (`- analyte: Lead`),
 * and in sheets whose labels have a cell of their own.
 */
import { matchAnalyte } from '../../src/coa/analyte.ts';
import type { Problem } from '../../src/coa/problem.ts';
import { readCell } from '../../src/coa/read-finding.ts';
import type { FurtherValue, Printed, Transcript } from '../../src/coa/transcript.ts';
import type { Cell, Document, Sheet } from '../../src/document/document.ts';
import { headerFields } from '../any-laboratory/header.ts';
import { segments } from '../any-laboratory/segments.ts';
import { asPages } from '../any-laboratory/sheets.ts';
import { certificatesOf } from './certificates.ts';
import { columnOf, type Field } from './columns.ts';
import { concluded, evidenceOf, type Line, refusalOf, rowsOf } from './lines.ts';

/** One label with its value; `field` is null for a label that is not known. */
interface Pair {
  readonly row: number;
  readonly field: Field | null;
  readonly cell: Cell;
  readonly value: string;
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly pairs: readonly Pair[];
}

export interface LabelledText {
  readonly sheet: Sheet;
  readonly blocks: readonly Block[];
  readonly pairs: readonly Pair[];
  /** The label of the first analyte. */
  readonly header: Cell;
}

const FEWEST_BLOCKS = 2;

/** Null where the sheet is not laid out so. */
export function findLabelled(sheet: Sheet): LabelledText | null {
  const lines = rowsOf(sheet);
  const pairs = lines.flatMap(pairsOf);
  const blocks = blocksOf(lines, pairs);
  if (blocks.filter(hasResult).length < FEWEST_BLOCKS) return null;
  const known = blocks.filter(block => matchAnalyte(said(block, 'analyte')!));
  if (known.length < 0.5 * blocks.length) return null;
  return { sheet, blocks, pairs, header: blocks[0]!.pairs[0]!.cell };
}

const LABELLED = /^(?:[-*•]\s+)?["']?(\p{L}[^:=]{0,38}?)["']?\s*[:=]\s*(\S.*)$/u;

/** `Lot: A-1`, `LOT   : A-1`, several of them in one line, or a label and its value in two cells. */
function pairsOf(cells: readonly Cell[]): Pair[] {
  const joined: { readonly cell: Cell; readonly text: string }[] = [];
  for (const cell of cells) {
    const last = joined.at(-1);
    const goesOn = last && (/^[:=]/.test(cell.text) || /[:=]$/.test(last.text));
    if (goesOn) joined[joined.length - 1] = { cell: /^[:=]\s*$/.test(cell.text) ? last.cell : cell, text: `${last.text} ${cell.text}` };
    else joined.push({ cell, text: cell.text });
  }
  const pairs = joined.flatMap(({ cell, text }) => {
    const [, label, value] = LABELLED.exec(text) ?? [];
    return label === undefined ? [] : [pairOf(cell, label, value!)];
  });
  if (pairs.length > 0 || cells.length !== 2) return pairs;
  const [label, value] = cells;
  const field = columnOf(label!)?.field ?? null;
  return field === null ? [] : [{ row: value!.row, field, cell: value!, value: value!.text }];
}

const pairOf = (cell: Cell, label: string, value: string): Pair => ({
  row: cell.row,
  field: columnOf({ ...cell, text: label.trim() })?.field ?? null,
  cell,
  value: value.trim().replace(/^(["'])(.*)\1$/, '$2'),
});

/** Said of a sample or a report: no line of an analyte's block. */
const OF_SAMPLE: ReadonlySet<Field> = new Set<Field>(['product', 'lot', 'sample_id', 'report_number', 'laboratory', 'client', 'vendor']);

const said = ({ pairs }: Block, field: Field): string | undefined => pairs.find(pair => pair.field === field)?.value;

/** Said of an analyte: where one of these leads the first block, an analyte begins none. */
const OF_RESULT: ReadonlySet<Field> = new Set<Field>([
  ...(['result', 'unit', 'lod', 'loq', 'reporting_limit', 'limit', 'lower_limit', 'verdict', 'qualifier', 'uncertainty'] as const),
]);

/** How far a line that goes on with the one above is set in, in letters. */
const INDENT = 2;

function blocksOf(lines: readonly (readonly Cell[])[], pairs: readonly Pair[]): Block[] {
  const first = pairs.findIndex(({ field }) => field === 'analyte');
  const leads = pairs.slice(0, first + 1).every(({ field }) => field === null || !OF_RESULT.has(field));
  const blocks = leads ? begunByAnalytes(lines, pairs) : partedByLines(pairs);
  return blocks.map(own => ({ first: own[0]!.row, last: own.at(-1)!.row, pairs: own }));
}

function begunByAnalytes(lines: readonly (readonly Cell[])[], pairs: readonly Pair[]): Pair[][] {
  const byRow = Map.groupBy(pairs, ({ row }) => row);
  const blocks: Pair[][] = [];
  let open: Pair[] | null = null;
  for (const [line] of lines) {
    const own: readonly Pair[] = byRow.get(line!.row) ?? [];
    const goesOn: boolean = own.length === 0 && open !== null && line!.column > open[0]!.cell.column + INDENT;
    // a title or a sentence ends the block
    if ((own.length === 0 && !goesOn) || own.some(({ field }) => field !== null && OF_SAMPLE.has(field))) open = null;
    if (own.some(({ field }) => field === 'analyte')) {
      open = [];
      blocks.push(open);
    }
    open?.push(...own);
  }
  return blocks;
}

/** Blocks in any order of their labels, which then have to be parted by empty lines, and to be of one analyte each; none where they are not. */
function partedByLines(pairs: readonly Pair[]): Pair[][] {
  const blocks: Pair[][] = [];
  for (const pair of pairs) {
    const last = blocks.at(-1);
    if (last && pair.row <= last.at(-1)!.row + 1) last.push(pair);
    else blocks.push([pair]);
  }
  const count = (block: readonly Pair[], wanted: Field): number => block.filter(({ field }) => field === wanted).length;
  const told = blocks.filter(block => block.some(({ field }) => field === 'analyte' || field === 'result'));
  return told.every(block => count(block, 'analyte') === 1 && count(block, 'result') === 1) ? told : [];
}

const hasResult = (block: Block): boolean => said(block, 'result') !== undefined || said(block, 'qualifier') !== undefined;

/** One transcript a sample: a name, a lot or a number behind the first blocks begins another. */
export function transcribeLabelled(document: Document, { sheet, blocks, pairs }: LabelledText): Transcript[] {
  const samples: { readonly blocks: Block[]; readonly from: number }[] = [];
  let end = 0;
  for (const block of blocks) {
    const isNew = pairs.some(({ row, field }) => row > end && row < block.first && field !== null && OF_SAMPLE.has(field));
    if (isNew || samples.length === 0) samples.push({ blocks: [], from: end });
    samples.at(-1)!.blocks.push(block);
    end = block.last;
  }
  const heads = samples.map(({ from, blocks: own }) => headerOver(document, sheet, pairs, from, own[0]!.first));
  return samples.flatMap(({ blocks: own }, i) => {
    const lines = own.map(block => lineOf(sheet, block));
    const [read] = certificatesOf(lines.flatMap(({ line }) => line ?? []));
    if (!read) return [];
    const [first, header] = [heads[0]!, heads[i]!];
    const { laboratory, reportNumber, client } = { ...first, ...defined(header) };
    const { dateOrder = 'unknown', sample = {} } = header;
    const problems = [...lines.flatMap(({ problem }) => problem ?? []), ...read.problems];
    return [{ ...read, laboratory, reportNumber, client, dates: { ...first.dates, ...header.dates }, dateOrder, sample, problems }];
  });
}

const defined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<T>;

type Head = Partial<Pick<Transcript, 'laboratory' | 'reportNumber' | 'client' | 'dates' | 'dateOrder' | 'sample'>>;

/** What stands between two samples, read as the head of a page. */
function headerOver(document: Document, sheet: Sheet, pairs: readonly Pair[], from: number, to: number): Head {
  const cells = sheet.cells.filter(({ row }) => row > from && row < to);
  if (cells.length === 0) return {};
  const laid = asPages({ ...document, content: { kind: 'sheets', sheets: [{ ...sheet, cells }] } });
  const [segment] = laid ? segments(laid.document) : [];
  if (!laid || !segment) return {};
  const { laboratory, reportNumber, client, dates, dateOrder, sample } = laid.inCells({ ...headerFields(segment), rows: [], problems: [] });
  const labelled = (field: Field): Printed | undefined => {
    const pair = pairs.find(({ row, field: own }) => own === field && row > from && row < to);
    return pair && { text: pair.value, evidence: { ...evidenceOf(sheet, pair.cell), text: pair.value } };
  };
  const number = labelled('report_number');
  return {
    laboratory: laboratory ?? labelled('laboratory'),
    reportNumber: reportNumber ?? (number && /\d/.test(number.text) ? number : undefined),
    client: client ?? labelled('client'),
    dates,
    dateOrder,
    sample: { ...sample, name: sample.name ?? labelled('product'), lot: sample.lot ?? labelled('lot') },
  };
}

function lineOf(sheet: Sheet, { pairs }: Block): { readonly line?: Line; readonly problem?: Problem } {
  const cells: Partial<Record<Field, Printed>> = {};
  const fields = new Set<Field>();
  const doubts = new Set(['column-guessed']);
  for (const { field, cell, value } of pairs) {
    if (field === null) continue;
    // said twice of one analyte: of which of the two the rest is, it does not say
    if (fields.has(field) && cells[field]!.text !== value) doubts.add('cell-crowded');
    fields.add(field);
    cells[field] ??= { text: value, evidence: { ...evidenceOf(sheet, cell), text: value } };
  }
  const further = inBrackets(cells);
  const line: Line = { ...concluded(cells, doubts), row: pairs[0]!.row, exact: new Set(), further };
  const named = { ...line, sampleId: cells.analyte };
  const problem = refusalOf(named, `Line ${line.row},`, cells.analyte!.evidence);
  return problem ? { problem } : { line };
}

/** `1.4 % (14.0 mg/g)`: the same in another unit. Changes `cells`. */
function inBrackets(cells: Partial<Record<Field, Printed>>): FurtherValue[] {
  const [, value, other] = /^(.*\d\s*\S*)\s+\((\d[^()]*[^()\d\s][^()]*)\)$/.exec(cells.result?.text ?? '') ?? [];
  if (value === undefined || other === undefined) return [];
  const read = [value, other].map(text => readCell(text, { decimalMark: /\d,\d/.test(text) ? ',' : '.' }));
  if (!read.every(({ finding, unit }) => finding.kind === 'quantified' && unit !== null)) return [];
  const { evidence } = cells.result!;
  cells.result = { text: value, evidence };
  return [{ value: { text: other, evidence } }];
}
