/** The general reader of result tables: pages of words to rows, for laboratories never seen before. */
import type { Page } from '../../src/document/document.ts';
import { withoutAxes } from './axes.ts';
import { type Block, groupSeeds, headedBlocks } from './blocks.ts';
import type { Row } from './body.ts';
import { withBrokenWords } from './broken-words.ts';
import { isAmount, splitUnit } from './cell.ts';
import { isMassFraction, withLostUnits } from './doubtful-units.ts';
import { type EmitContext, emitRow } from './emit.ts';
import { goingOn } from './going-on.ts';
import { foundAsBefore, modelsFor } from './inherited-headings.ts';
import { labelledBoxes } from './labelled-boxes.ts';
import { limitsLeftOf } from './limits-left.ts';
import { bySample, groupedBySample, type SampleHeading } from './lots-beside.ts';
import { inEachRow } from './merged-cells.ts';
import { findNamesBehind } from './names-behind.ts';
import { withPairsOverLines } from './pairs-over-lines.ts';
import { overlapX, type Piece, sameLine } from './piece.ts';
import { piecesOf } from './pieces.ts';
import { joinPrintings } from './printings.ts';
import { withoutRepeats } from './repeats.ts';
import { dashNotTested, listsPeaks, onePlaceOnce, saysDashIsNotTested, withoutPeaks } from './report-rows.ts';
import type { HeaderWord } from './roles.ts';
import { samplesBetween } from './samples-between.ts';
import { samplesInLines } from './samples-in-lines.ts';
import { readScreened } from './screened.ts';
import { findSeeds, type Seed } from './seeds.ts';
import { withoutShares } from './shares.ts';
import { smallPrint, withSmallPrint } from './small-print.ts';
import { limitsInTable, limitsSaid, type StatedLimit, withStated } from './stated-limits.ts';
import { readStatements } from './statements.ts';
import { besideHeaded, buildTable, hasRole, headingsAlone, isLabelled, rowsOf, type Table } from './table.ts';
import { contextOf, isRestOf, isTopmost, type TableBefore } from './table-context.ts';
import { type TableRow, withDoubt } from './table-row.ts';
import { headTop, unitInTitle } from './titles.ts';
import { findTransposed } from './transposed.ts';
import { levelled } from './turned-headings.ts';
import { unitsLeftOf } from './units-left.ts';
import { inUnitsSaid, unitsSaid } from './units-said.ts';
import { withUnitsUnder } from './units-under.ts';
import { verdictsLeftOf } from './verdicts-left.ts';
import { ofVial } from './vial-names.ts';
import { readVials } from './vials.ts';

/** What a laboratory's importer knows better than the general reader. */
export interface TableHints {
  /** Header words of this laboratory, looked at before the general ones. */
  readonly headerWords?: readonly HeaderWord[] | undefined;
  readonly decimalMark?: '.' | ',' | undefined;
}

/** The rows of all tables, in the order of the pages; a summary that repeats a detailed table is left out. */
export const readTables = (pages: readonly Page[], hints: TableHints = {}): TableRow[] => readWhole(pages, hints).rows;

/** As above, with every row that was found as it is printed: also those of summaries, peaks and further units. */
export function readWhole(
  pages: readonly Page[],
  hints: TableHints = {},
): { readonly rows: TableRow[]; readonly found: readonly TableRow[] } {
  const memory: Memory = { models: [], stated: [], last: null, inLines: false, sample: undefined };
  const levels = pages.map(levelled);
  const asPrinted = (rows: TableRow[]): TableRow[] => levels.reduce((moved, level) => level?.asPrinted(moved) ?? moved, rows);
  const found = pages.flatMap((page, i) => readPage(levels[i]?.page ?? page, hints, memory));
  const rows = withoutShares(onePlaceOnce(withStated(withoutPeaks(found), memory.stated)));
  const told = pages.some(saysDashIsNotTested) ? rows.map(dashNotTested) : rows;
  const mark = hints.decimalMark ?? '.';
  // once more behind, where a summary box hid that a panel is printed twice
  const read = groupedBySample(told).flatMap(group => joinPrintings(withoutRepeats(joinPrintings(group.rows, mark)), mark));
  // a heading may be of the page before
  return { rows: asPrinted(read), found: asPrinted(found) };
}

/** What pages tell of others: tables whose headings may be carried over, and the lowest table of the page before. */
interface Memory {
  readonly models: Table[];
  /** Limits of measurement of single analytes that tables of their own give with their unit, in an appendix as a rule. */
  readonly stated: StatedLimit[];
  last: TableBefore | null;
  /** The page before has a table of several samples, each named in its lines. */
  inLines: boolean;
  /** The sample of the last row of the page before, where lines between the rows name them. */
  sample: SampleHeading | undefined;
}

interface Found {
  readonly table: Table;
  readonly rows: readonly Row[];
  readonly portions?: ReadonlyMap<Row, Piece>;
  /** The headed table on its left whose second half it is. */
  readonly model?: Table | null;
}

function readPage(page: Page, hints: TableHints, memory: Memory): TableRow[] {
  const { models } = memory;
  const extra = hints.headerWords ?? [];
  const { rest: printedPieces, under } = smallPrint(
    withoutAxes(inEachRow(page, withUnitsUnder(withPairsOverLines(withBrokenWords(page, piecesOf(page)))))),
  );
  const { rows: vials, rest } = readVials(page, printedPieces);
  const { found: boxes, pieces } = labelledBoxes(page, rest);
  const boxed = new Set(boxes.flatMap(({ rows }) => rows.flatMap(row => row.names)));
  const open = boxes.length > 0 ? pieces.filter(piece => !boxed.has(piece)) : pieces;
  const found: Found[] = [...boxes, ...findTransposed(page, open), ...findNamesBehind(page, open, extra)];
  const sideways = new Set(found.flatMap(({ rows }) => rows.flatMap(row => [...row.names, ...[...row.cells.values()].flat()])));
  const upright = pieces.filter(piece => !sideways.has(piece));
  const seeds = findSeeds(upright);
  const stated: StatedLimit[] = [];
  const add = (table: Table, all: readonly Seed[], model: Table | null = null): void => {
    if (!readable(table, pieces)) {
      const said = table.head !== null && isOfLimits(table) ? limitsInTable(table) : [];
      stated.push(...said);
      memory.stated.push(...said.filter(({ unit }) => unit !== null));
      return;
    }
    models.push(table);
    found.push({ table, rows: rowsOf(table, upright, all), model });
  };
  const built = groupSeeds(seeds, upright, page.width, extra).map(block => buildTable(page, block, upright, seeds, [], extra));
  const bare: Block[] = [];
  for (const table of built) {
    if (table.head === null || isLabelled(table.block, table.head, built)) bare.push(table.block);
    else add(foundAsBefore(table, models), seeds);
  }
  const headed = found.map(({ table }) => table).filter(table => table.head !== null);
  for (const block of bare)
    for (const part of besideHeaded(block, headed))
      add(
        buildTable(
          page,
          part.block,
          upright,
          seeds,
          part.model ? [part.model] : modelsFor(part.block, page, models, memory.last?.table ?? null),
          extra,
        ),
        seeds,
        part.model,
      );
  const claimed = new Set(found.flatMap(({ table, rows }) => [...(table.head?.pieces ?? []), ...rows.flatMap(besideAmounts)]));
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
  const alone = headingsAlone(page, upright, taken, extra);
  if (alone) models.push(alone);
  const all = found.map(({ table }) => table);
  const contexts = new Map<Table, EmitContext>();
  const told = found.flatMap(one => {
    const before = isTopmost(one.table, all) ? memory.last : null;
    const context = contextOf(one, pieces, all, { before, left: (one.model && contexts.get(one.model)) ?? null, told: contexts });
    if (!context) return [];
    contexts.set(one.table, context);
    return [{ ...one, table: before ? goingOn(one.table, before.table) : one.table, context }];
  });
  const badges = verdictsLeftOf(told, pieces, taken);
  const units = unitsLeftOf(told, pieces, taken);
  const measures = limitsLeftOf(told, pieces, taken);
  const last = memory.last;
  memory.last = told.toSorted((a, b) => headTop(b.table) - headTop(a.table))[0] ?? null;
  const inLines = told.map(({ table, rows }) => {
    const beside = samplesInLines(table, rows, upright, memory.inLines);
    const carried = last !== null && isTopmost(table, all) && isRestOf(table, last.table) ? memory.sample : undefined;
    return beside.size > 0 ? beside : samplesBetween(table, rows, upright, carried);
  });
  const lowest = inLines[told.findIndex(({ context }) => context === memory.last?.context)];
  memory.sample = lowest && [...lowest].sort(([a], [b]) => b.names[0]!.box[1] - a.names[0]!.box[1])[0]?.[1];
  memory.inLines = inLines.some(({ size }) => size > 0);
  const read = told.flatMap(({ table: whole, rows, portions, context }, i) => {
    const ofPeaks = listsPeaks(whole) && { ofPeaks: true };
    return bySample(whole).flatMap(({ table, sample: beside }) =>
      rows.flatMap(row => {
        const sample = beside ?? inLines[i]!.get(row);
        const emitted = emitRow(table, row, context, {
          portion: portions?.get(row),
          badge: badges.get(row),
          unit: units.get(row),
          measured: measures.get(row),
        });
        if (!emitted) return [];
        const told = losesUnit(emitted, row, pieces, taken) ? withDoubt(emitted, 'cell-crowded') : emitted;
        return [{ ...withSmallPrint(told, row, under, page), ...(sample && { sample }), ...ofPeaks }];
      }),
    );
  });
  stated.push(...limitsSaid(page, pieces, taken));
  const measured = withLostUnits(inUnitsSaid(read.map(ofVial), unitsSaid(page, pieces, taken)));
  const others = [...vials, ...readStatements(page, pieces, taken)];
  const screened = readScreened(
    page,
    pieces,
    taken,
    [...measured, ...others].map(({ name }) => name.text),
  );
  return [...withStated([...measured, ...screened], stated), ...others];
}

/** The cells of a row with a number, none of which heads another table, as `Mycotoxins` under `Panel` might. */
function besideAmounts({ cells }: Row): Piece[] {
  const all = [...cells.values()].flat();
  return all.some(({ kind }) => isAmount(kind)) ? all : [];
}

/** `per 25 g` close behind the last cell of a row, where the next table begins: of the row, which has no unit of its own. */
const losesUnit = ({ unit, testPortion }: TableRow, row: Row, pieces: readonly Piece[], taken: ReadonlySet<Piece>): boolean => {
  if (unit || testPortion) return false;
  const last = [...row.cells.values()].flat().sort((a, b) => b.box[2] - a.box[2])[0];
  return pieces.some(
    piece =>
      piece.kind === 'unit' &&
      !taken.has(piece) &&
      last !== undefined &&
      sameLine(piece, last) &&
      piece.box[0] >= last.box[2] - 1 &&
      piece.box[0] - last.box[2] < 3 * last.fontSize,
  );
};

/** `Analyte | LOD | LOQ | Unit`, and no result. */
const isOfLimits = ({ columns }: Table): boolean =>
  columns.every(({ role }) => ['lod', 'loq', 'lod-loq', 'unit', 'method', 'other'].includes(role ?? '')) &&
  columns.some(({ role }) => role === 'lod' || role === 'loq' || role === 'lod-loq');

/** What columns without headings show by themselves beside one of results. */
const BESIDE_RESULTS: ReadonlySet<string> = new Set(['value', 'unit', 'limit', 'verdict', 'method', 'uncertainty']);
/** `Mitragynine (% w/w)`, `Lead (mg/kg)`, `Salmonella (in 25 g)`. */
const UNIT_OF_NAME = /[([](?:%|(?:in|per) \d+ ?(?=m?[gl]\b)|[^()[\]]*\/|pp[mb]\b)[^()[\]]*[)\]]$/;

/** Of what has no unit to print. */
const UNITLESS = /^(?:water activity|aw|ph)\b/i;
const holdsUnit = ({ text }: Piece): boolean => splitUnit(text) !== null || /^[<≤]\s?l?lo[dq]$/i.test(text);

/** `26.08% | 260.8 mg/g`, each column all in one unit and no two in the same: one measurement, however often it is printed. */
function areUnitsOfOne({ block }: Table, values: Table['columns']): boolean {
  const units = values.map(({ left, right }) => {
    const cells = block.seeds.flatMap(seed => seed.cells.filter(({ box }) => overlapX(box, [left, 0, right, 0]) > 0));
    const found = new Set(cells.filter(({ kind }) => isAmount(kind)).map(({ text }) => splitUnit(text)?.unit ?? null));
    return found.size === 1 ? [...found][0]! : null;
  });
  return values.length > 1 && !units.includes(null) && units.every(isMassFraction) && new Set(units).size === units.length;
}

/** A table needs a heading that says what its columns are, its own or inherited, and a column of results; or cells that say it themselves. */
function readable(table: Table, pieces: readonly Piece[]): boolean {
  if (!hasRole(table, 'value') && !hasRole(table, 'verdict')) return false;
  if (table.head !== null || table.columns.some(column => column.heading !== '')) return true;
  const values = table.columns.filter(column => column.role === 'value');
  const amounts = table.block.seeds.map(({ name, cells }) => ({
    name,
    cells: cells.filter(cell => isAmount(cell.kind) && values.some(({ left, right }) => overlapX(cell.box, [left, 0, right, 0]) > 0)),
  }));
  const numbers = amounts.flatMap(({ cells }) => cells);
  const results =
    (values.length === 1 || areUnitsOfOne(table, values)) &&
    table.columns.every(({ role }) => role !== null && BESIDE_RESULTS.has(role)) &&
    table.block.seeds.length >= 2 &&
    numbers.length > 0;
  const unitsInCells = (): boolean =>
    numbers.some(({ kind }) => kind === 'number') &&
    (amounts.every(({ name, cells }) => UNITLESS.test(name.text) || cells.every(holdsUnit)) ||
      table.block.seeds.every(({ cells: all }) => all.some(({ kind }) => kind === 'unit')) ||
      table.block.seeds.every(({ name }) => UNITLESS.test(name.text) || UNIT_OF_NAME.test(name.text)));
  return results && (unitsInCells() || unitInTitle(table, pieces) !== null);
}
