/** The general reader of result tables: pages of words to rows, for laboratories never seen before. */
import type { Printed, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { findSeeds, groupSeeds, headedBlocks, type Seed } from './blocks.ts';
import { splitUnit, unitsIn } from './cell.ts';
import { type EmitContext, emitRow, type Stated } from './emit.ts';
import { isQualityControl, panelOfAnalytes, panelOfTitle } from './panels.ts';
import { linesOf, type Piece, piecesOf, printed } from './pieces.ts';
import { withoutRepeats } from './repeats.ts';
import { type HeaderWord, roleOfHeader } from './roles.ts';
import { joinName, type Row } from './rows.ts';
import { readStatements } from './statements.ts';
import { buildTable, rowsOf, type Table } from './table.ts';
import { findTransposed } from './transposed.ts';

export interface TableRow extends TranscriptRow {
  readonly page: number;
  /** Top of the row in points. */
  readonly y: number;
}

/** What a laboratory's importer knows better than the general reader. */
export interface TableHints {
  /** Header words of this laboratory, looked at before the general ones. */
  readonly headerWords?: readonly HeaderWord[] | undefined;
  readonly decimalMark?: '.' | ',' | undefined;
}

/** The rows of all tables, in the order of the pages; a summary that repeats a detailed table is left out. */
export function readTables(pages: readonly Page[], hints: TableHints = {}): TableRow[] {
  const models: Table[] = [];
  return withoutRepeats(pages.flatMap(page => readPage(page, hints, models)));
}

interface Found {
  readonly table: Table;
  readonly rows: readonly Row[];
  readonly portions?: ReadonlyMap<Row, Piece>;
}

function readPage(page: Page, hints: TableHints, models: Table[]): TableRow[] {
  const extra = hints.headerWords ?? [];
  const pieces = piecesOf(page);
  const found: Found[] = findTransposed(page, pieces);
  const sideways = new Set(found.flatMap(({ rows }) => rows.flatMap(row => [...row.names, ...[...row.cells.values()].flat()])));
  const upright = pieces.filter(piece => !sideways.has(piece));
  const seeds = findSeeds(upright);
  const add = (table: Table, all: readonly Seed[]): void => {
    if (!readable(table)) return;
    models.push(table);
    found.push({ table, rows: rowsOf(table, upright, all) });
  };
  for (const block of groupSeeds(seeds, upright, page.width, extra)) add(buildTable(page, block, upright, seeds, models, extra), seeds);
  const claimed = new Set(found.flatMap(({ table }) => table.head?.pieces ?? []));
  const named = new Set(found.flatMap(({ rows }) => rows.flatMap(row => row.names)));
  for (const block of headedBlocks(upright, claimed, named, page.width, extra)) {
    const all = [...seeds, ...block.seeds];
    add(buildTable(page, block, upright, all, models, extra), all);
  }
  const taken = new Set(
    found.flatMap(({ table, rows }) => [
      ...(table.head?.pieces ?? []),
      ...rows.flatMap(row => [...row.names, ...[...row.cells.values()].flat()]),
    ]),
  );
  return [...found.flatMap(table => emitTable(table, pieces)), ...readStatements(page, pieces, taken)];
}

const hasRole = (table: Table, role: string): boolean => table.columns.some(column => column.role === role);

/** A table needs a heading that says what its columns are, its own or inherited, and a column of results; or cells that say it themselves. */
function readable(table: Table): boolean {
  if (!hasRole(table, 'value') && !hasRole(table, 'verdict')) return false;
  if (table.head !== null || table.columns.some(column => column.heading !== '')) return true;
  const cells = table.block.seeds.flatMap(seed => seed.cells);
  const numbers = cells.filter(cell => cell.kind === 'number' || cell.kind === 'qualified');
  return (
    table.columns.length === 1 &&
    table.block.seeds.length >= 2 &&
    numbers.length > 0 &&
    numbers.every(cell => splitUnit(cell.text) !== null)
  );
}

function emitTable({ table, rows, portions }: Found, pieces: readonly Piece[]): TableRow[] {
  const title = titleOf(table, pieces);
  if (isQualityControl(`${title?.text ?? ''} ${table.columns.map(column => `${column.heading} ${column.over}`).join(' ')}`)) return [];
  const panel =
    (title && panelOfTitle(title.text)) ??
    panelOfAnalytes(rows.map(row => joinName(row.names))) ??
    panelOfTitle(table.nameHeading) ??
    'other';
  const unit = title && unitsIn(title.text)[0];
  const context: EmitContext = {
    panel,
    title,
    titleUnit: title && unit ? { text: unit, evidence: title.evidence } : null,
    stated: statedAbove(table, pieces),
    page: table.page,
  };
  return rows.flatMap(row => emitRow(table, row, context, portions?.get(row)) ?? []);
}

/** `Microbials: Pass, Pesticides: Pass`: a list of panels, and a section's title with its badge, are no results. */
function isSummary(table: Table, names: readonly string[]): boolean {
  if (hasRole(table, 'value')) return false;
  const title =
    table.head !== null && table.block.seeds[0]!.name.fontSize > 1.3 * Math.max(...table.head.pieces.map(piece => piece.fontSize));
  return title || names.filter(name => panelOfTitle(name) !== null).length >= 0.6 * names.length;
}

/** The lines above a table's header, nearest first. */
function linesAbove(table: Table, pieces: readonly Piece[]): Piece[][] {
  const top = table.head?.top ?? table.block.seeds[0]!.name.box[1];
  const size = table.block.seeds[0]!.name.fontSize;
  return linesOf(
    pieces.filter(
      piece =>
        piece.box[3] <= top + 1 && piece.box[1] > top - 14 * size && piece.box[0] < table.block.right && piece.box[2] > table.nameLeft - 60,
    ),
  ).reverse();
}

/** The heading over a table: the nearest line above its header that names a panel or holds its unit. */
function titleOf(table: Table, pieces: readonly Piece[]): Printed | null {
  for (const line of linesAbove(table, pieces)) {
    if (line.some(piece => piece.words.length > 9)) continue;
    const text = line.map(piece => piece.text).join(' ');
    if (panelOfTitle(text) === null && !isQualityControl(text) && !/[[(][^\])]*\/[^\])]*[\])]/.test(text)) continue;
    return printed(text, line, table.page);
  }
  return null;
}

/** `Limit of Detection 0.27 mg/g`, said once above the table for all its rows. */
function statedAbove(table: Table, pieces: readonly Piece[]): Stated {
  if (table.columns.some(column => ['lod', 'loq', 'lod-loq'].includes(column.role ?? ''))) return {};
  let stated: Stated = {};
  for (const line of linesAbove(table, pieces).slice(0, 6)) {
    const [label, value] = line;
    const role = label && value && line.length === 2 ? roleOfHeader(label.text) : null;
    const apart = value && splitUnit(value.text);
    if ((role === 'lod' || role === 'loq') && value && apart)
      stated = { ...stated, [role]: printed(apart.value, [value], table.page), unit: apart.unit };
  }
  return stated;
}
