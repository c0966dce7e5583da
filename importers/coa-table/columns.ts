/** The template's columns, and how the header words of other sheets map to them. */
import { parseUnit } from '../../src/coa/unit.ts';
import type { Cell } from '../../src/document/document.ts';
import { type HeaderMapping, mappedRole } from '../../src/document/mapping.ts';
import { SYNONYMS } from './synonyms.ts';
import { EUROPEAN } from './synonyms-european.ts';

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
/** What the template has no column for, and exports of laboratories have. */
const FURTHER = [
  'client',
  'manufacturer',
  'reportable',
  'result_number',
  'result_mean',
  'undetected',
  'sample_id',
  'sample_type',
  'reporting_limit',
  'qualifier',
  'detected',
  'lower_limit',
  'limit_unit',
  'measurement_limit_unit',
] as const;
export type Field = (typeof FIELDS)[number] | (typeof FURTHER)[number];

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

/** `AnalyteName` and `sys_sample_code` are words as well. */
export const words = (text: string): string =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const BY_WORDS = new Map<string, { field: Field; exact: boolean }>([
  ...[...FIELDS, ...FURTHER].flatMap(field =>
    [...SYNONYMS[field], ...(EUROPEAN[field] ?? [])].map(synonym => [synonym, { field, exact: false }] as const),
  ),
  ...FIELDS.map(field => [words(field), { field, exact: true }] as const),
]);

/** `SAMPLEID`, `lotnumber`: words of programs, run together. */
const BY_JOINED = new Map(
  [...BY_WORDS].flatMap(([spelled, column]) => (spelled.includes(' ') ? [[spelled.replaceAll(' ', ''), column] as const] : [])),
);

/** What one header cell means, or null. */
export function columnOf(header: Cell, mappings: readonly HeaderMapping[] = []): Column | null {
  const mapped = mappedRole(header.text, mappings);
  if (mapped === 'ignore') return null;
  if (mapped !== null) {
    const unit = /[([]\s*([^()[\]]+?)\s*[)\]]\s*$/.exec(header.text)?.[1] ?? null;
    return { field: mapped, header, exact: false, confirmed: true, unit };
  }
  const spelled = words(header.text);
  const whole = BY_WORDS.get(spelled) ?? (spelled.length > 4 ? BY_JOINED.get(spelled) : undefined);
  const bracket = /^(.*?)[([]\s*([^()[\]]+?)\s*[)\]]\s*$/.exec(header.text);
  // of `Result (%)` no letter of the unit is left in its words
  if (whole && !(bracket && parseUnit(bracket[2]!) !== null)) return { ...whole, header, unit: null };
  if (!bracket) return null;
  const found = BY_WORDS.get(words(bracket[1]!));
  const bearsUnit = found && ['result', 'lod', 'loq', 'limit', 'lower_limit', 'reporting_limit'].includes(found.field);
  return bearsUnit ? { field: found.field, exact: false, header, unit: bracket[2]! } : null;
}

const NAMING: readonly Field[] = ['product', 'lot', 'sample_id'];

/** The first row among the top ones that names an analyte, a result, and a product, a lot or a sample. */
export function findHeader(rows: readonly (readonly Cell[])[], mappings: readonly HeaderMapping[] = []): Header | null {
  for (const cells of rows.slice(0, 30)) {
    const header = readHeader(cells, mappings);
    const fields = new Set([...header.columns.values()].map(column => column.field));
    if (fields.has('analyte') && fields.has('result') && NAMING.some(field => fields.has(field))) return header;
  }
  return null;
}

/** `Test | Component`: the left one is of a group of analytes. */
const isOfGroup = (left: Column, right: Column): boolean =>
  left.field === 'analyte' && surety(left) === 0 && surety(right) === 0 && /^(?:tests?|test name|items?)$/.test(words(left.header.text));

const OF_RUNS = /^(?:n|median|(?:r|std|st)? ?(?:sd|dev|deviation)|standard deviation|cv|replicates?|runs)$/;

const surety = (column: Column): number => (column.exact ? 2 : column.confirmed ? 1 : 0);

/** Heads the numbers that laboratories give to samples. */
export const SAMPLE_ID = /^(?:lab |laboratory )?(?:sample )?(?:id|no\.?|number|#|code)$|^sample (?:id|no\.?|number|#|code)$/i;

/** `Lead (ppm)`: the unit that a name bears, where no column has it; null for any other bracket. */
export function unitOfName(name: string): string | null {
  const bracket = /[([]\s*([^()[\]]+?)\s*[)\]](?=[^()[\]]*$)/.exec(name)?.[1];
  return bracket !== undefined && parseUnit(bracket) !== null ? bracket : null;
}

/** The template's own word wins over a confirmed header, that over a synonym for the same field; of two synonyms the left one. */
function readHeader(cells: readonly Cell[], mappings: readonly HeaderMapping[]): Header {
  const chosen = new Map<Field, Column>();
  const unknown: Cell[] = [];
  for (const cell of cells) {
    if (cell.text.trim() === '') continue;
    if (mappedRole(cell.text, mappings) === 'ignore') continue;
    const column = columnOf(cell, mappings);
    const before = column && chosen.get(column.field);
    if (column && (!before || surety(column) > surety(before) || isOfGroup(before, column))) {
      if (before) unknown.push(before.header);
      chosen.set(column.field, column);
    } else unknown.push(cell);
  }
  // beside a text that says `<0.05` a number is its limit; alone it is what there is
  const number = chosen.get('result_number');
  if (number && !chosen.has('result')) chosen.set('result', { ...number, field: 'result' });
  chosen.delete('result_number');
  // of several runs the mean is what is reported
  const mean = chosen.get('result_mean');
  if (mean && !chosen.has('result')) chosen.set('result', { ...mean, field: 'result' });
  else if (mean) unknown.push(mean.header);
  chosen.delete('result_mean');
  // `Mean | Min | Max | n`: of the runs, no limits
  if (mean || unknown.some(cell => OF_RUNS.test(words(cell.text)))) {
    for (const field of ['limit', 'lower_limit'] as const) {
      const column = chosen.get(field);
      if (column && /^(?:min|max)(?:imum)?$/.test(words(column.header.text))) {
        chosen.delete(field);
        unknown.push(column.header);
      }
    }
  }
  const columns = new Map([...chosen.values()].map(column => [column.header.column, column]));
  return { row: cells[0]?.row ?? 0, columns, unknown };
}
