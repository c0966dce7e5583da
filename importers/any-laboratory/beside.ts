/** What stands beside the value of a row: limits of measurement, further limits, letters and signs that change what it says. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import type { Row } from './body.ts';
import { cellKind, splitPair, splitUnit } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import { type Piece, printed } from './piece.ts';
import type { ColumnRole } from './roles.ts';
import type { Table } from './table.ts';
import type { TableRow } from './table-row.ts';

export const cellText = (cells: readonly Piece[]): string =>
  cells
    .map(cell => cell.text)
    .join(' ')
    .trim();

/** The columns of one role that this row fills, in the order of the page. */
export function cellsOf(table: Table, row: Row, role: ColumnRole): { column: RoledColumn; cells: readonly Piece[] }[] {
  return table.columns.flatMap((column, i) => {
    const cells = row.cells.get(i);
    return column.role === role && cells && cells.length > 0 ? [{ column, cells }] : [];
  });
}

export const optional = <K extends string>(key: K, value: Printed | undefined): Partial<Record<K, Printed>> =>
  value ? ({ [key]: value } as Record<K, Printed>) : {};

type Filled = readonly { readonly column: RoledColumn; readonly cells: readonly Piece[] }[];

/** A second limit (for inhaled or exported goods), with the verdict that stands nearest on its right. */
export function furtherLimits(limits: Filled, verdicts: Filled, page: Page): Pick<TableRow, 'furtherLimits'> {
  if (limits.length === 0) return {};
  const told = limits.map(({ column, cells }, i) => {
    const next = limits[i + 1]?.column.left ?? Number.POSITIVE_INFINITY;
    const own = verdicts.find(verdict => verdict.column.left > column.left && verdict.column.left < next);
    return {
      limit: printed(cellText(cells), cells, page),
      ...optional('verdict', own && printed(cellText(own.cells), own.cells, page)),
    };
  });
  return { furtherLimits: told };
}

/** Of remarks, or of what nobody knows. */
export const isOfRemarks = ({ role, guessed }: RoledColumn): boolean => role === 'note' || role === null || (role === 'method' && guessed);

/** Alone in its cell: its number stands in another. */
export const SIGN = /^[<≤>≥]$/;

/** `< | 0.05`: the sign in a cell of its own, next before the number, that is no part of a limit. */
export function signBefore(
  table: Table,
  row: Row,
  { text, cells }: { readonly text: string; readonly cells: readonly Piece[] },
): Piece | undefined {
  if (cellKind(text) !== 'number') return undefined;
  const before = table.columns.flatMap((column, i) =>
    (row.cells.get(i) ?? []).filter(({ box }) => box[2] <= cells[0]!.box[0]).map(cell => ({ column, cell })),
  );
  const nearest = before.reduce<(typeof before)[0] | undefined>(
    (last, next) => (last && last.cell.box[2] >= next.cell.box[2] ? last : next),
    undefined,
  );
  const isOwn = nearest && SIGN.test(nearest.cell.text) && (nearest.column.role === 'value' || isOfRemarks(nearest.column));
  return isOwn ? nearest.cell : undefined;
}

/** `0.05 | U`, `< | 0.05`: a letter or a sign in a column of its own that changes what the number says. */
export function withQualifier(table: Table, row: Row, value: string): string | null {
  if (cellKind(value) !== 'number' || /[A-Z]\)?$/.test(value)) return null;
  const beside = table.columns.flatMap((column, i) =>
    isOfRemarks(column) || /^(?:qual|flag|q)\b/i.test(column.heading) ? cellText(row.cells.get(i) ?? []) : [],
  );
  const sign = beside.find(text => SIGN.test(text));
  if (sign !== undefined) return `${sign.replace('≤', '<')}${value}`;
  // of several (`JB`, `U, H`) the one that says most of the number
  const letters = beside.find(text => QUALIFIERS.test(text)) ?? misplacedQualifier(table, row);
  const letter = letters && [...'RUJIEBHQ'].find(one => letters.includes(one));
  return letter ? `${value} ${letter}` : null;
}

const QUALIFIERS = /^[UJBHEQRI](?:[,;/ ]*[UJBHEQRI]){0,2}$/;
const OF_NUMBERS: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>([
  'lod',
  'loq',
  'lod-loq',
  'reporting-limit',
  'unit',
  'limit',
]);

/** A letter where a limit or a unit stands, alone or behind it: of a column whose heading was not found. */
export const misplacedQualifier = (table: Table, row: Row): string | undefined =>
  table.columns
    .flatMap(({ role }, i) =>
      OF_NUMBERS.has(role) ? (row.cells.get(i) ?? []).flatMap(({ text, words }) => [text, words.at(-1)!.text]) : [],
    )
    .find(text => QUALIFIERS.test(text));

export interface Measured {
  readonly lod?: Printed | undefined;
  readonly loq?: Printed | undefined;
  readonly reportingLimit?: Printed | undefined;
}

/** `LOQ or LOD`, `BG/NWG`; of `LOD /` over `LOQ` the second line may be all that heads a column. */
const LOQ_FIRST = /^\W*(?:l?l?\.?o\.?q|ql|pql|bg)\b.*\b(?:l?l?\.?o\.?d|lld|m?dl|nwg|ng)\b/i;

export function limitsOfMeasurement(table: Table, row: Row, page: Page): Measured {
  const both = cellsOf(table, row, 'lod-loq')[0];
  const pick = (role: ColumnRole): Printed | undefined => {
    const found = cellsOf(table, row, role)[0];
    if (!found) return undefined;
    const text = cellText(found.cells);
    const kind = cellKind(text);
    if (kind === 'dash' || kind === 'words' || kind === 'text' || kind === 'unit') return undefined;
    return printed(splitUnit(text)?.value ?? text, found.cells, page);
  };
  const reportingLimit = pick('reporting-limit');
  if (!both) return { lod: pick('lod'), loq: pick('loq'), reportingLimit };
  const parts = splitPair(cellText(both.cells));
  if (!parts) return { reportingLimit };
  const [lod, loq] = LOQ_FIRST.test(both.column.heading) ? [parts[1], parts[0]] : parts;
  // `– / 10`: only one of both was determined
  const told = (text: string): Printed | undefined => (cellKind(text) === 'dash' ? undefined : printed(text, both.cells, page));
  return { lod: told(lod), loq: told(loq), reportingLimit };
}

/** Under `Uncertainty (%)` it is a share of the value, which the number alone does not say. */
export function uncertaintyOf(table: Table, row: Row, page: Page): Printed | undefined {
  const found = cellsOf(table, row, 'uncertainty').find(({ cells }) => !/^[-–—]+$/.test(cellText(cells)));
  if (!found) return undefined;
  const text = cellText(found.cells);
  return printed(found.column.unit === '%' && !/%/.test(text) ? `${text} %` : text, found.cells, page);
}

export function methodInName(names: readonly Piece[], page: Page): Printed | undefined {
  const methods = names.flatMap(name => name.method ?? []);
  return methods.length === 0 ? undefined : printed(cellText(methods), methods, page);
}

/** `Yes` under `Pass?`: the answer alone is no verdict, and takes its question along. */
export const answerOf = (heading: string, text: string): string =>
  /[?/]|^in[- ]?spec/i.test(heading) && /^(?:y|yes|n|no)$/i.test(text) ? `${heading} ${text}` : text;
