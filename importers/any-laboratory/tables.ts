/** The general reader of result tables: pages of words to rows, for laboratories never seen before. */
import type { Printed, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { findSeeds, groupSeeds, type Seed } from './blocks.ts';
import { unitsIn } from './cell.ts';
import { type EmitContext, emitRow } from './emit.ts';
import { isQualityControl, panelOfAnalytes, panelOfTitle } from './panels.ts';
import { linesOf, type Piece, piecesOf, printed, unionBox } from './pieces.ts';
import type { HeaderWord } from './roles.ts';
import { joinName } from './rows.ts';
import { buildTable, rowsOf, type Table } from './table.ts';

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

export function readTables(pages: readonly Page[], hints: TableHints = {}): TableRow[] {
  const models: Table[] = [];
  return pages.flatMap(page => readPage(page, hints, models));
}

function readPage(page: Page, hints: TableHints, models: Table[]): TableRow[] {
  const extra = hints.headerWords ?? [];
  const pieces = piecesOf(page);
  const seeds = findSeeds(pieces);
  const rows: TableRow[] = [];
  for (const block of groupSeeds(seeds, pieces, page.width, extra)) {
    const table = buildTable(page, block, pieces, seeds, models, extra);
    if (!readable(table)) continue;
    const title = titleOf(table, pieces);
    if (isQualityControl(`${title?.text ?? ''} ${table.columns.map(column => `${column.heading} ${column.over}`).join(' ')}`)) continue;
    models.push(table);
    rows.push(...emitTable(table, pieces, seeds, title));
  }
  return rows;
}

const hasRole = (table: Table, role: string): boolean => table.columns.some(column => column.role === role);

/** A table needs a heading that says what its columns are, its own or inherited, and a column of results. */
function readable(table: Table): boolean {
  const settled = table.head !== null || table.columns.some(column => column.heading !== '');
  return settled && (hasRole(table, 'value') || hasRole(table, 'verdict'));
}

function emitTable(table: Table, pieces: readonly Piece[], seeds: readonly Seed[], title: Printed | null): TableRow[] {
  const rows = rowsOf(table, pieces, seeds);
  const names = rows.map(row => joinName(row.names));
  const panel = (title && panelOfTitle(title.text)) ?? panelOfAnalytes(names) ?? panelOfTitle(table.nameHeading) ?? 'other';
  const unit = title && unitsIn(title.text)[0];
  const context: EmitContext = {
    panel,
    title,
    titleUnit: title && unit ? { text: unit, evidence: title.evidence } : null,
    stated: {},
    page: table.page,
  };
  return rows.flatMap(row => emitRow(table, row, context) ?? []);
}

/** The heading over a table: the nearest line above its header that names a panel or a unit. */
function titleOf(table: Table, pieces: readonly Piece[]): Printed | null {
  const top = table.head?.top ?? table.block.seeds[0]!.name.box[1];
  const size = table.block.seeds[0]!.name.fontSize;
  const above = pieces.filter(
    piece =>
      piece.box[3] <= top + 1 && piece.box[1] > top - 14 * size && piece.box[0] < table.block.right && piece.box[2] > table.nameLeft - 60,
  );
  for (const line of linesOf(above).reverse()) {
    if (line.some(piece => piece.words.length > 9)) continue;
    const text = line.map(piece => piece.text).join(' ');
    if (panelOfTitle(text) === null && !isQualityControl(text)) continue;
    return printed(text, line, table.page);
  }
  return null;
}

export const topOf = (pieces: readonly Piece[]): number => unionBox(pieces)[1];
