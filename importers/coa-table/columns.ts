/** The template's columns, and how the header words of other sheets map to them. */
import type { Cell } from '../../src/document/document.ts';
import { type HeaderMapping, mappedRole } from '../../src/document/mapping.ts';

/** What is said of the whole certificate, on every line of it. */
export const SHARED = [
  'vendor',
  'product',
  'form',
  'lot',
  'laboratory',
  'accreditation',
  'report_number',
  'sampled_on',
  'received_on',
  'tested_on',
  'reported_on',
  'serving_size',
  'container_size',
  'max_daily_intake',
  'moisture_percent',
] as const;

export const FIELDS = [
  ...SHARED,
  'panel',
  'analyte',
  'result',
  'unit',
  'basis',
  'lod',
  'loq',
  'uncertainty',
  'method',
  'test_portion',
  'limit',
  'verdict',
] as const;
export type Field = (typeof FIELDS)[number];

/** Header words met in laboratories' and vendors' own sheets; every use of one is a doubt, since nobody promised what they mean. */
const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  vendor: ['brand', 'seller', 'company', 'supplier', 'brand name'],
  product: ['product name', 'sample', 'sample name', 'item', 'description', 'strain', 'produkt', 'vzorek'],
  form: ['product form', 'dosage form', 'matrix', 'product type'],
  lot: ['batch', 'lot number', 'lot no', 'lot id', 'lot code', 'batch number', 'batch no', 'batch id', 'sarze', 'charge'],
  laboratory: ['lab', 'lab name', 'laboratory name', 'testing laboratory', 'testing lab', 'tested by', 'laborator'],
  accreditation: ['iso 17025', 'accreditation number', 'lab accreditation'],
  report_number: ['report', 'report no', 'report id', 'certificate', 'certificate no', 'certificate number', 'coa', 'coa number', 'coa id'],
  sampled_on: ['sampled', 'date sampled', 'sampling date', 'sample date', 'collected', 'date collected', 'collection date'],
  received_on: ['received', 'date received', 'received date', 'receipt date'],
  tested_on: ['tested', 'date tested', 'test date', 'analysis date', 'date analyzed', 'completed', 'completion date'],
  reported_on: ['reported', 'date reported', 'report date', 'issued', 'issue date', 'date issued', 'date'],
  serving_size: ['serving', 'suggested serving'],
  container_size: ['container', 'package size', 'net weight', 'net quantity'],
  max_daily_intake: ['daily intake', 'maximum daily intake', 'max daily serving'],
  moisture_percent: ['moisture', 'moisture content', 'water content'],
  panel: ['test type', 'analysis', 'category', 'test group', 'assay'],
  analyte: ['compound', 'parameter', 'substance', 'test', 'test name', 'component', 'analyt', 'analyte name', 'contaminant'],
  result: ['value', 'conc', 'concentration', 'amount', 'finding', 'findings', 'level', 'measured', 'vysledek', 'ergebnis', 'results'],
  unit: ['units', 'uom', 'unit of measure', 'jednotka', 'jednotky', 'einheit'],
  basis: ['weight basis', 'reporting basis'],
  lod: ['limit of detection', 'detection limit', 'mdl'],
  loq: ['limit of quantitation', 'limit of quantification', 'quantitation limit', 'lloq', 'pql'],
  uncertainty: ['mu', 'measurement uncertainty', 'u', 'nejistota'],
  method: ['test method', 'method code', 'technique'],
  test_portion: ['portion', 'sample portion', 'sample size'],
  limit: ['specification', 'spec', 'action level', 'action limit', 'acceptance criteria', 'max', 'maximum', 'limits'],
  verdict: ['status', 'pass fail', 'conclusion', 'evaluation', 'compliance', 'result status'],
};

export interface Column {
  readonly field: Field;
  readonly header: Cell;
  /** The header is the template's own word. */
  readonly exact: boolean;
  /** An operator confirmed what it means. */
  readonly confirmed?: boolean | undefined;
  /** Unit in the header, `Result (mg/kg)`. */
  readonly unit: string | null;
}

/** Columns by their number in the sheet. */
export type Columns = ReadonlyMap<number, Column>;

export interface Header {
  readonly row: number;
  readonly columns: Columns;
  /** Header cells nothing is known of. */
  readonly unknown: readonly Cell[];
}

const words = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const BY_WORDS = new Map<string, { field: Field; exact: boolean }>([
  ...FIELDS.flatMap(field => SYNONYMS[field].map(synonym => [synonym, { field, exact: false }] as const)),
  ...FIELDS.map(field => [words(field), { field, exact: true }] as const),
]);

/** What one header cell means, or null. */
export function columnOf(header: Cell, mappings: readonly HeaderMapping[] = []): Column | null {
  const mapped = mappedRole(header.text, mappings);
  if (mapped === 'ignore') return null;
  if (mapped !== null && mapped !== 'reporting_limit') {
    const unit = /[([]\s*([^()[\]]+?)\s*[)\]]\s*$/.exec(header.text)?.[1] ?? null;
    return { field: mapped, header, exact: false, confirmed: true, unit };
  }
  const whole = BY_WORDS.get(words(header.text));
  if (whole) return { ...whole, header, unit: null };
  const bracket = /^(.*?)[([]\s*([^()[\]]+?)\s*[)\]]\s*$/.exec(header.text);
  if (!bracket) return null;
  const found = BY_WORDS.get(words(bracket[1]!));
  const bearsUnit = found && ['result', 'lod', 'loq', 'limit'].includes(found.field);
  return bearsUnit ? { field: found.field, exact: false, header, unit: bracket[2]! } : null;
}

/** The first row among the top ones that names an analyte, a result, and a product or lot. */
export function findHeader(rows: readonly (readonly Cell[])[], mappings: readonly HeaderMapping[] = []): Header | null {
  for (const cells of rows.slice(0, 30)) {
    const header = readHeader(cells, mappings);
    const fields = new Set([...header.columns.values()].map(column => column.field));
    if (fields.has('analyte') && fields.has('result') && (fields.has('product') || fields.has('lot'))) return header;
  }
  return null;
}

const surety = (column: Column): number => (column.exact ? 2 : column.confirmed ? 1 : 0);

/** The template's own word wins over a confirmed header, that over a synonym for the same field; of two synonyms the left one. */
function readHeader(cells: readonly Cell[], mappings: readonly HeaderMapping[]): Header {
  const chosen = new Map<Field, Column>();
  const unknown: Cell[] = [];
  for (const cell of cells) {
    if (cell.text.trim() === '') continue;
    if (mappedRole(cell.text, mappings) === 'ignore') continue;
    const column = columnOf(cell, mappings);
    const before = column && chosen.get(column.field);
    if (column && (!before || surety(column) > surety(before))) {
      if (before) unknown.push(before.header);
      chosen.set(column.field, column);
    } else unknown.push(cell);
  }
  const columns = new Map([...chosen.values()].map(column => [column.header.column, column]));
  return { row: cells[0]?.row ?? 0, columns, unknown };
}
