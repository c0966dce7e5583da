/** Lines of a sheet, each checked on its own: usable, or refused with a problem that names row and column. */
import type { Problem } from '../../src/coa/problem.ts';
import { readCell } from '../../src/coa/read-finding.ts';
import { type Evidence, type FurtherValue, PANELS, type Panel, type Printed } from '../../src/coa/transcript.ts';
import { parseUnit } from '../../src/coa/unit.ts';
import type { Cell, Sheet } from '../../src/document/document.ts';
import { withDoubt } from '../any-laboratory/table-row.ts';
import { type Field, type Header, unitOfName } from './columns.ts';
import { type Qualified, qualified, qualifies, resultOf, saysBelow, saysDetection } from './qualifiers.ts';
import { isControlName, isControlType, isSurrogate } from './quality-control.ts';

export const BASES = ['as_received', 'dry', 'per_serving', 'per_unit', 'per_container'] as const;
const DATES: readonly Field[] = ['sampled_on', 'received_on', 'tested_on', 'reported_on'];

/** One line of the sheet: what stands in each known column. */
export interface Line {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly cells: Partial<Record<Field, Printed>>;
  /** The laboratory's own id of the sample. */
  readonly sampleId?: Printed | undefined;
  /** Columns whose header is the template's own word; what stands in others is taken as it is. */
  readonly exact: ReadonlySet<Field>;
  readonly doubts: readonly string[];
  /** What to read in place of the result, where another column qualifies it. */
  readonly meaning?: string | undefined;
  /** The same measurement in other units. */
  readonly further?: readonly FurtherValue[] | undefined;
}

export interface Lines {
  readonly usable: readonly Line[];
  readonly problems: readonly Problem[];
}

/** Cells of a sheet row by row, top to bottom. */
export function rowsOf(sheet: Sheet): Cell[][] {
  const rows = new Map<number, Cell[]>();
  for (const cell of sheet.cells) {
    const row = rows.get(cell.row);
    if (row) row.push(cell);
    else rows.set(cell.row, [cell]);
  }
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, cells]) => cells.sort((a, b) => a.column - b.column));
}

export function evidenceOf(sheet: Sheet, cell: Cell): Evidence {
  return { kind: 'cell', sheet: sheet.name, cell: cell.address, text: cell.text };
}

export function readLines(sheet: Sheet, rows: readonly (readonly Cell[])[], header: Header): Lines {
  const usable: Line[] = [];
  const problems: Problem[] = [];
  const controls: Cell[] = [];
  const below = rows.filter(cells => cells[0]!.row > header.row);
  const withUnits = below[0] ? unitsBelow(below[0], header) : null;
  const read = (withUnits ? below.slice(1) : below)
    .filter(cells => cells.some(cell => cell.text.trim() !== '') && !isHeaderAgain(cells, header))
    .map(cells => ({ cells, line: readLine(sheet, cells, withUnits ?? header) }));
  const isMerged = read.filter(({ line }) => line.cells.analyte && namesNothing(line)).length > 0.5 * read.length;
  let last: Line | null = null;
  for (const { cells, line: own } of read) {
    const line: Line = isMerged ? underMerged(own, last) : own;
    last = line;
    if (isControl(line) || isUnreported(line)) {
      controls.push(cells[0]!);
      continue;
    }
    const refusal = splitDecimal(sheet, cells, header, line) ?? refusalOf(line, `Row ${line.row}, column`, evidenceOf(sheet, cells[0]!));
    if (refusal) problems.push(refusal);
    else usable.push(line);
  }
  return { usable, problems: [...problems, ...leftOut(sheet, controls)] };
}

/** `Lot | Analyte | Result` over `| | mg/kg`: the header with the units below it; null where the first line is any other. */
function unitsBelow(cells: readonly Cell[], header: Header): Header | null {
  const known = cells.filter(cell => cell.text.trim() !== '');
  const isUnits = known.every(({ column, text }) => header.columns.has(column) && parseUnit(text.replace(/^[([]|[)\]]$/g, '')) !== null);
  if (known.length === 0 || !isUnits || known.some(({ column }) => header.columns.get(column)!.field === 'unit')) return null;
  const units = new Map(known.map(({ column, text }) => [column, text.replace(/^[([]|[)\]]$/g, '')]));
  const columns = new Map([...header.columns].map(([at, column]) => [at, { ...column, unit: column.unit ?? units.get(at) ?? null }]));
  return { ...header, columns };
}

const namesNothing = ({ cells: { product, lot, sample_id: id } }: Line): boolean => !product && !lot && !id;

/** A cell merged over the lines of its sample holds its text in the first of them; nobody promised it, so the others are doubted. */
function underMerged(line: Line, above: Line | null): Line {
  if (!namesNothing(line) || !above || above.row !== line.row - 1 || !line.cells.analyte) return line;
  const names = Object.fromEntries(
    (['product', 'lot', 'sample_id'] as const).flatMap(field => (above.cells[field] ? [[field, above.cells[field]] as const] : [])),
  );
  return withDoubt(
    { ...line, cells: { ...line.cells, ...names }, ...(above.sampleId ? { sampleId: above.sampleId } : {}) },
    'column-guessed',
  );
}

/** Exports set below each other. */
const isHeaderAgain = (cells: readonly Cell[], { columns }: Header): boolean =>
  cells.some(({ column }) => columns.has(column)) &&
  cells.every(cell => (columns.get(cell.column)?.header.text ?? cell.text) === cell.text);

/** A second run that was not reported, in a column that says which one is. */
export const isUnreported = ({ cells }: Pick<Line, 'cells'>): boolean => /^(?:n|no|f|false|0)$/i.test(cells.reportable?.text.trim() ?? '');

export const isControl = ({ cells, sampleId }: Pick<Line, 'cells' | 'sampleId'>): boolean =>
  (cells.panel !== undefined && isSurrogate(cells.panel.text)) ||
  (cells.sample_type !== undefined && isControlType(cells.sample_type.text)) ||
  [cells.product, sampleId].some(named => named !== undefined && isControlName(named.text));

const leftOut = (sheet: Sheet, controls: readonly Cell[]): Problem[] =>
  controls.length === 0 ? [] : [controlsLeftOut(`${controls.length} lines are`, 'they were left out', evidenceOf(sheet, controls[0]!))];

/** `which`: with its verb, as people are told; `outcome`: what became of it. */
export const controlsLeftOut = (which: string, outcome: string, evidence: Evidence): Problem => ({
  code: 'controls-left-out',
  severity: 'warning',
  message: `${which} of blanks, spikes and other controls of the laboratory, or of runs that it did not report; ${outcome}.`,
  evidence,
});

function readLine(sheet: Sheet, cells: readonly Cell[], header: Header): Line {
  const read: Partial<Record<Field, Printed>> = {};
  const doubts = new Set<string>();
  for (const cell of cells) {
    const column = header.columns.get(cell.column);
    const text = cell.text.trim();
    if (!column && cell.text !== '' && header.unknown.some(({ column: at }) => at === cell.column) && qualifies(text))
      doubts.add('laboratory-qualifier');
    if (!column || text === '') continue;
    read[column.field] = { text, evidence: evidenceOf(sheet, cell) };
    if (!column.exact && !column.confirmed) doubts.add('column-guessed');
  }
  unitsOfHeadings(sheet, header, read);
  const exact = new Set([...header.columns.values()].filter(column => column.exact).map(column => column.field));
  return { ...concluded(read, doubts), row: Number(/\d+$/.exec(cells[0]!.address)?.[0] ?? cells[0]!.row), exact };
}

/** Cells of one line as they are to be understood: a unit behind the name, what was detected, what qualifies the number. Changes `read`. */
export function concluded(read: Partial<Record<Field, Printed>>, doubts: Set<string>): Omit<Line, 'row' | 'exact'> {
  const named = read.analyte && !read.unit ? unitOfName(read.analyte.text) : null;
  if (named !== null) read.unit = { text: named, evidence: read.analyte!.evidence };
  // `Status: Not Detected` is no verdict
  if (read.verdict && !read.detected && saysDetection(read.verdict.text)) {
    read.detected = read.verdict;
    delete read.verdict;
  } else if (read.verdict && !read.qualifier && saysBelow(read.verdict.text)) {
    read.qualifier = read.verdict;
    delete read.verdict;
  }
  const said: Qualified = qualified(read);
  for (const doubt of said.doubts) doubts.add(doubt);
  const found = resultOf(read, said);
  if (found) read.result = found;
  return {
    cells: read,
    ...(read.sample_id ? { sampleId: read.sample_id } : {}),
    doubts: [...doubts],
    ...(said.meaning === undefined ? {} : { meaning: said.meaning }),
  };
}

/** `Result (mg/kg)`, `LOQ (ppm)`, `Result (dry basis)`: what brackets behind the headings say of the numbers below them. */
function unitsOfHeadings(sheet: Sheet, { columns }: Header, read: Partial<Record<Field, Printed>>): void {
  const said = (...fields: readonly Field[]): Printed | undefined => {
    const column = [...columns.values()].find(({ field, unit }) => unit && fields.includes(field) && read[field]);
    return column && { text: column.unit!, evidence: evidenceOf(sheet, column.header) };
  };
  const result = said('result');
  if (result && OF_BASIS.test(result.text)) read.basis ??= result;
  else if (result) read.unit ??= result;
  const [measurement, limit] = [said('lod', 'loq', 'reporting_limit'), said('limit', 'lower_limit')];
  if (measurement) read.measurement_limit_unit ??= measurement;
  if (limit && read.unit && limit.text !== read.unit.text) read.limit_unit ??= limit;
}

const OF_BASIS = /^(?:as (?:received|is)|wet|dry)(?: (?:basis|weight|matter))?$/i;

/** `0,21` without quotation marks in a table parted by commas: two figures in two columns, and a field more than the header has. */
function splitDecimal(sheet: Sheet, cells: readonly Cell[], { columns, unknown }: Header, { row }: Line): Problem | null {
  const end = Math.max(...columns.keys(), ...unknown.map(({ column }) => column));
  const result = cells.find(cell => columns.get(cell.column)?.field === 'result');
  const next = result && cells.find(({ column }) => column === result.column + 1);
  if (!next || !cells.some(({ column }) => column > end) || !/^[<>≤≥~-]*\s*\d+$/.test(result.text) || !/^\d+$/.test(next.text)) return null;
  return {
    code: 'row-refused',
    severity: 'warning',
    message: `Row ${row} has more fields than the header, and "${result.text}" stands beside "${next.text}": a decimal comma may have parted one number. Put such numbers in quotation marks, or part the columns by semicolons. This line was not read; the others were.`,
    evidence: evidenceOf(sheet, result),
  };
}

/** Why a line cannot be used, or null. `place`: what leads to it, as people are told; `whole`: where it stands. */
export function refusalOf(line: Line, place: string, whole: Evidence): Problem | null {
  const refuse = (field: string, reason: string, evidence?: Evidence): Problem => ({
    code: 'row-refused',
    severity: 'warning',
    message: `${place} ${field}: ${reason} This line was not read; the others were.`,
    evidence: evidence ?? whole,
  });
  const { cells, exact } = line;
  if (!cells.product && !cells.lot && !line.sampleId) return refuse('lot', 'neither a lot nor a product is given.');
  if (!cells.analyte) return refuse('analyte', 'no analyte is given.');
  if (!cells.result) return refuse('result', 'no result is given; write NT where it was not tested.');
  const said = line.meaning ?? cells.result.text;
  // of a box that is ticked: whether `TRUE` means found, passed or tested, it does not say
  if (/^(?:true|false)$/i.test(said)) return refuse('result', `"${said}" does not say what was found.`);
  // a blank within the number parts thousands, as there is one number to a cell
  if (readCell(said, { decimalMark: /\d[,\s]\d/.test(said) ? ',' : '.' }).finding.kind === 'invalid') {
    return refuse(
      'result',
      `"${cells.result.text}" is not understood; write it as on the certificate (0.35, <0.05, ND, 1.2x10^3, Absent).`,
    );
  }
  const { basis, panel } = cells;
  if (basis && exact.has('basis') && !isBasis(basis.text)) {
    return refuse('basis', `"${basis.text}" is none of ${BASES.join(', ')}.`, basis.evidence);
  }
  if (panel && exact.has('panel') && !panelOf(panel.text)) {
    return refuse('panel', `"${panel.text}" is none of ${PANELS.join(', ')}.`, panel.evidence);
  }
  for (const field of DATES) {
    const date = cells[field];
    if (date && exact.has(field) && !isIsoDate(date.text)) {
      return refuse(field, `"${date.text}" is no date of the form 2026-01-31.`, date.evidence);
    }
  }
  return null;
}

export const isBasis = (text: string): boolean => (BASES as readonly string[]).includes(text.toLowerCase().replace(/[\s-]+/g, '_'));

export function panelOf(text: string): Panel | null {
  const word = text.toLowerCase().replace(/[\s-]+/g, '_');
  return PANELS.find(panel => panel === word) ?? null;
}

function isIsoDate(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text);
  if (!match) return false;
  const date = new Date(`${match[1]}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(match[1]!);
}
