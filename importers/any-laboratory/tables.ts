/** The general reader of result tables: pages of words to rows, for laboratories never seen before. */
import type { Printed, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Page, Word } from '../../src/document/document.ts';
import { type Block, findSeeds, groupSeeds, headedBlocks, type Seed } from './blocks.ts';
import { isUnit, splitUnit } from './cell.ts';
import { type EmitContext, emitRow, type Stated } from './emit.ts';
import { isPanelName, isQualityControl, panelOfAnalytes, panelOfTitle } from './panels.ts';
import { linesOf, makePiece, type Piece, piecesOf, printed } from './pieces.ts';
import { withoutRepeats } from './repeats.ts';
import { type HeaderWord, roleOfHeader } from './roles.ts';
import { joinName, type Row } from './rows.ts';
import { readStatements } from './statements.ts';
import { besideHeaded, buildTable, rowsOf, type Table } from './table.ts';
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
  const bare: Block[] = [];
  for (const block of groupSeeds(seeds, upright, page.width, extra)) {
    const table = buildTable(page, block, upright, seeds, [], extra);
    if (table.head === null) bare.push(block);
    else add(table, seeds);
  }
  const headed = found.map(({ table }) => table).filter(table => table.head !== null);
  for (const block of bare)
    for (const part of besideHeaded(block, headed))
      add(buildTable(page, part.block, upright, seeds, part.model ? [part.model] : models, extra), seeds);
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
  const all = found.map(({ table }) => table);
  return [...found.flatMap(table => emitTable(table, pieces, all)), ...readStatements(page, pieces, taken)];
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

function emitTable({ table, rows, portions }: Found, pieces: readonly Piece[], all: readonly Table[]): TableRow[] {
  const above = linesAbove(table, pieces, all);
  const title = titleOf(table, above);
  if (isQualityControl(`${title?.text ?? ''} ${table.columns.map(column => `${column.heading} ${column.over}`).join(' ')}`)) return [];
  const names = rows.map(row => joinName(row.names));
  if (isSummary(table, names)) return [];
  const titled = title && panelOfTitle(title.text);
  const panel = panelOfAnalytes(names) ?? titled ?? panelOfTitle(table.nameHeading) ?? panelOfAnalytes(names, 0) ?? 'other';
  const context: EmitContext = {
    panel,
    title,
    titleUnit: unitAbove(table, above),
    stated: statedAbove(table, above),
    page: table.page,
  };
  return rows.flatMap(row => emitRow(table, row, context, portions?.get(row)) ?? []);
}

/** `Microbials: Pass, Pesticides: Pass`: a list of panels, and a section's title with its badge, are no results. */
function isSummary(table: Table, names: readonly string[]): boolean {
  if (hasRole(table, 'value')) return false;
  const title =
    table.head !== null && table.block.seeds[0]!.name.fontSize > 1.3 * Math.max(...table.head.pieces.map(piece => piece.fontSize));
  return title || names.filter(isPanelName).length >= 0.5 * names.length;
}

const headTop = (table: Table): number => table.head?.top ?? table.block.seeds[0]!.name.box[1];

/** The lines above a table's header, nearest first. Tables side by side whose headers stand at one height share what stands over the first. */
function linesAbove(table: Table, pieces: readonly Piece[], all: readonly Table[]): Piece[][] {
  const top = headTop(table);
  const size = table.block.seeds[0]!.name.fontSize;
  const beside = all.filter(
    other => other.head !== null && Math.abs(headTop(other) - top) < size && other.nameHeading === table.nameHeading,
  );
  const left = Math.min(table.nameLeft, ...beside.map(other => other.nameLeft));
  const rivals = all.filter(
    other => other !== table && headTop(other) < top - size && other.nameLeft < table.block.right && other.block.right > table.nameLeft,
  );
  const floor = Math.max(top - 14 * size, ...rivals.map(other => other.block.seeds.at(-1)!.name.box[3]).filter(bottom => bottom < top));
  return linesOf(
    pieces.filter(
      piece => piece.box[3] <= top + 1 && piece.box[1] > floor - 1 && piece.box[0] < table.block.right && piece.box[2] > left - 60,
    ),
  ).reverse();
}

const textOf = (line: readonly Piece[]): string => line.map(piece => piece.text).join(' ');

/** The heading over a table: the nearest line above its header that names a panel, or else holds a unit. */
function titleOf(table: Table, above: readonly (readonly Piece[])[]): Printed | null {
  const short = above.filter(line => line.every(piece => piece.words.length <= 9));
  const line =
    short.find(some => panelOfTitle(textOf(some)) !== null || isQualityControl(textOf(some))) ??
    short.find(some => bracketedUnit(textOf(some)) !== null);
  return line ? printed(textOf(line), line, table.page) : null;
}

/** A unit of content in brackets: `[cfu/g]`, `Micrograms per Gram(ug/g)`. */
const bracketedUnit = (text: string): string | null =>
  [...text.matchAll(/[[(]([^\])]+)[\])]/g)].map(match => match[1]!.trim()).find(inner => isUnit(inner) && /%|\/|^pp[mb]$/i.test(inner)) ??
  null;

/** `Results in CFU/g`. */
const spokenUnit = (text: string): string | null => {
  const said =
    /\b(?:results?|values?|concentrations?|units?|výsledky|ergebnisse|resultados|résultats)\s+(?:(?:are|is|reported|expressed|given)\s+)*(?:in|as|v|en|exprimés en|jako)\s+(\S+(?: (?:w\/w|hm\.))?)/i.exec(
      text,
    )?.[1];
  return said !== undefined && isUnit(said.replace(/[.,;]$/, '')) ? said.replace(/[.,;]$/, '') : null;
};

/** The unit said once for a whole table, in its title or beside a label of its own. */
function unitAbove(table: Table, above: readonly (readonly Piece[])[]): Printed | null {
  for (const line of above) {
    const unit = bracketedUnit(textOf(line)) ?? spokenUnit(textOf(line));
    if (unit === null || line.some(piece => piece.words.length > 9)) continue;
    return {
      ...printed(
        unit,
        line.filter(piece => piece.text.includes(unit)),
        table.page,
      ),
    };
  }
  return null;
}

const textFrom = (words: readonly Word[], from: number, to = words.length): string =>
  words
    .slice(from, to)
    .map(word => word.text)
    .join(' ');

/** `Limit of Detection 0.27 mg/g`, said once above the table for all its rows. */
function statedAbove(table: Table, above: readonly (readonly Piece[])[]): Stated {
  if (table.columns.some(column => ['lod', 'loq', 'lod-loq'].includes(column.role ?? ''))) return {};
  let stated: Stated = {};
  for (const line of above.slice(0, 6)) {
    const words = line.length <= 2 ? line.flatMap(piece => piece.words) : [];
    const at = words.findIndex((_, k) => k > 0 && splitUnit(textFrom(words, k)) !== null);
    const apart = at > 0 ? splitUnit(textFrom(words, at)) : null;
    const role = apart ? roleOfHeader(textFrom(words, 0, at).replace(/[:=]$/, '')) : null;
    if ((role === 'lod' || role === 'loq') && apart)
      stated = { ...stated, [role]: printed(apart.value, [makePiece(words.slice(at), table.page.number)], table.page), unit: apart.unit };
  }
  return stated;
}
