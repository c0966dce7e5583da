/** One table: a block of rows with its headings, the role of every column settled, the value column chosen. */
import type { Page } from '../../src/document/document.ts';
import { joinAlternating } from './alternating.ts';
import { type Block, isHeaderLine } from './blocks.ts';
import type { Row } from './body.ts';
import { isFinding, isUnit } from './cell.ts';
import { cellsIn, contentOf, giveRole, RANGE, type RoledColumn, SPECIFIED, unitOf } from './column-roles.ts';
import { headColumns, joinOpenRanges, projectColumns, splitUnderHeadings } from './columns.ts';
import { withoutDerived } from './derived.ts';
import { findHead, type Head, topOfName, underResults } from './heads.ts';
import { inherit } from './inherited-headings.ts';
import { limitsOfStandards, limitsOfStates } from './limits-of-standards.ts';
import { sampleHeadings, samplesBeside } from './lots-beside.ts';
import { endOfLowerLines, endOfUnknownRows } from './lower-lines.ts';
import { centreY, height, linesOf, makePiece, overlapX, type Piece, sameLine, textOf } from './piece.ts';
import { isProduct, numbersUnderNames, productsBeside } from './products-beside.ts';
import { type ColumnRole, type HeaderWord, looksLikeHeader, roleOfHeader } from './roles.ts';
import { assembleRows } from './rows.ts';
import { samplesOver, samplesOverHeadings } from './samples-over.ts';
import {
  claimsOfLabels,
  initialOfTimes,
  latestOfYears,
  residueLimits,
  resultsUnderUnits,
  secondFindings,
  spreadOfRuns,
  standardsBeside,
  unknownNumbers,
} from './second-columns.ts';
import type { Seed } from './seeds.ts';
import { unitInTitle } from './titles.ts';
import { wallsOf } from './walls.ts';
export interface Table {
  readonly page: Page;
  readonly block: Block;
  readonly head: Head | null;
  readonly nameHeading: string;
  readonly columns: readonly RoledColumn[];
  readonly nameLeft: number;
  readonly nameRight: number;
}

/**
 * Without any headings: of two columns of amounts, one of which holds nothing but bounds, that is the specification. A result may be below a
 * bound as well, so that the other has to hold a plain number.
 */
function withoutHeadings(columns: readonly RoledColumn[], rows: readonly (readonly Piece[])[]): RoledColumn[] {
  const amounts = columns.filter(column => column.heading === '' && column.role === 'value');
  const bounds = amounts.filter(column => {
    const cells = cellsIn(column, rows).filter(({ kind }) => kind !== 'text' && kind !== 'words');
    return (
      cells.filter(({ text }) => SPECIFIED.test(text)).length >= 2 && cells.every(({ text }) => SPECIFIED.test(text) || RANGE.test(text))
    );
  });
  const results = amounts.filter(column => !bounds.includes(column) && cellsIn(column, rows).some(cell => cell.kind === 'number'));
  if (rows.length < 2 || amounts.length !== 2 || bounds.length !== 1 || results.length !== 1) return [...columns];
  return columns.map(column => (column === bounds[0] ? { ...column, role: 'limit' } : column));
}

/** One column of amounts under the title `RESULTS` is the column of results. */
function underTitle(columns: readonly RoledColumn[], { seeds }: Block, pieces: readonly Piece[]): RoledColumn[] {
  const values = columns.filter(({ role }) => role === 'value');
  const told =
    values.length === 1 && columns.every(({ role }) => role === 'value' || role === 'unit') && underResults(seeds[0]!.name, pieces);
  return told ? columns.map(column => ({ ...column, guessed: false })) : [...columns];
}

/** `RESULTS | | Unit | LOQ`: what stands over the names says what the one column without a heading holds. */
function underHeadingOfNames(columns: readonly RoledColumn[], nameHeading: string): RoledColumn[] {
  const values = columns.filter(({ role }) => role === 'value');
  const bare = values.length === 1 && values[0]!.heading === '' && values[0]!.over === '';
  return bare && /^(?:test |analytical |analysis )?results?:?$/i.test(nameHeading)
    ? columns.map(column => (column === values[0] ? { ...column, guessed: false } : column))
    : [...columns];
}

/** Headings that stand alone at the foot of a page are those of the table that begins the next. */
export function headingsAlone(page: Page, pieces: readonly Piece[], taken: ReadonlySet<Piece>, extra: readonly HeaderWord[]): Table | null {
  const lines = linesOf(pieces.filter(piece => piece.box[1] > 0.5 * page.height));
  const at = lines.findLastIndex(line => isHeaderLine(line, extra));
  const line = lines[at] ?? [];
  const name = line.find(piece => roleOfHeader(piece.text, extra) === 'name');
  const columns = line
    .filter(piece => piece !== name)
    .map((piece): RoledColumn => {
      const column = { left: piece.box[0], right: piece.box[2], heading: piece.text, headingPieces: [piece], over: '' };
      return { ...column, role: roleOfHeader(piece.text, extra), guessed: true, unit: unitOf(column) };
    });
  const telling = columns.some(({ role }) => role === 'value') && columns.length >= 2 && columns.every(({ role }) => role !== null);
  const last = lines.slice(at + 1).every(below => below.every(({ kind, box }) => kind === 'text' || box[1] > 0.9 * page.height));
  if (!name || !telling || !last || lines.length - at > 5 || line.some(piece => taken.has(piece))) return null;
  const block = { seeds: [], left: name.box[0], right: page.width };
  return { page, block, head: null, nameHeading: name.text, columns, nameLeft: name.box[0], nameRight: name.box[2] };
}

/** `Test` over `Result` is the heading of a column of results. */
const goesOn = (piece: Piece, head: Head): boolean =>
  head.pieces.some(
    other =>
      other !== piece &&
      overlapX(other.box, piece.box) > 0 &&
      !sameLine(other, piece) &&
      !['name', null].includes(roleOfHeader(`${piece.text} ${other.text}`)),
  );

/** Headings whose `Analyte` stands elsewhere than over the names are another table's. */
function misplaced(head: Head | null, nameHeading: string, nameRight: number, extra: readonly HeaderWord[]): boolean {
  const own = roleOfHeader(nameHeading, extra);
  const elsewhere = head?.pieces.some(
    piece =>
      piece.box[0] > nameRight && looksLikeHeader(piece.text, extra) && roleOfHeader(piece.text, extra) === 'name' && !goesOn(piece, head),
  );
  // `ID` over names of analytes is their own heading, whatever titles a chart beside them
  return elsewhere === true && nameHeading !== '' && own !== 'name' && !/^id$/i.test(nameHeading);
}

/**
 * A block without headings, taken apart by the headed tables on its left: the rows beside one table are that table's second half,
 * and are read by its headings.
 */
export function besideHeaded(block: Block, headed: readonly Table[]): { block: Block; model: Table | null }[] {
  const parts = new Map<Table | null, Seed[]>();
  for (const seed of block.seeds) {
    const y = centreY(seed.name);
    const model = headed
      .filter(table => table.nameLeft < block.left - 20 && table.block.right <= block.left + 2 && table.head!.bottom < y)
      .sort((a, b) => b.head!.bottom - a.head!.bottom)[0];
    const reaches = model && y < centreY(model.block.seeds.at(-1)!.name) + 6 * seed.name.fontSize;
    const key = reaches ? model : null;
    parts.set(key, [...(parts.get(key) ?? []), seed]);
  }
  return [...parts].map(([model, seeds]) => ({ block: { ...block, seeds }, model }));
}

/** Whether headings found over a block are labels of the report: those of the table on its left stand between them and its rows. */
export const isLabelled = (block: Block, head: Head | null, headed: readonly Pick<Table, 'head' | 'block'>[]): boolean =>
  head !== null &&
  headed.some(
    ({ head: nearer, block: left }) =>
      nearer !== null &&
      left.left < block.left - 20 &&
      left.right <= block.left + 2 &&
      nearer.top >= head.bottom &&
      nearer.bottom <= block.seeds[0]!.name.box[1] + 2 &&
      left.seeds.some(seed => sameLine(seed.name, block.seeds[0]!.name)),
  );

const TELLING: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['value', 'verdict', 'unit', 'lod', 'loq', 'lod-loq', 'limit']);

/** `Lab ID | Received | Tested | Issued` over a table that runs on from the page before are labels of the report, not its headings. */
function saysResults(head: Head | null, { columns, nameHeading }: ReturnType<typeof headColumns>, extra: readonly HeaderWord[]): boolean {
  if (head === null) return true;
  const said = head.pieces.some(({ kind, text }) => kind === 'unit' || TELLING.has(roleOfHeader(text, extra)));
  // `Reference Result` below `Method` and `Sample` tells it of neither by itself
  const told = columns.some(({ heading }) => TELLING.has(roleOfHeader(heading, extra)));
  // `Analyte | Red Bali | Green Malay`
  const products = roleOfHeader(nameHeading, extra) === 'name' && columns.length >= 2 && columns.every(({ heading }) => isProduct(heading));
  return said || told || products || linesOf(head.pieces).some(line => sampleHeadings(line).length > 0);
}

/** How far the names reach with their heading, which stands in the middle of a wide column right of short names, and left of all cells. */
function headedRight(nameRight: number, firstCell: number, head: Head | null, extra: readonly HeaderWord[]): number {
  const own = head?.pieces.filter(
    ({ box, text }) => box[0] > nameRight && box[2] < firstCell - 1 && looksLikeHeader(text, extra) && roleOfHeader(text, extra) === 'name',
  );
  return Math.max(nameRight, ...(own?.length === 1 ? [own[0]!.box[2]] : []));
}

/** A second `Analyte` among the headings begins a second table beside the first. */
function repeatedHeading(head: Head | null, nameHeading: string, nameRight: number): Piece | null {
  // a title may have been taken for the first line of the heading
  const over = head?.pieces.filter(({ box }) => box[0] < nameRight).map(({ text }) => text) ?? [];
  const own = new Set([nameHeading, ...over].map(text => text.toLowerCase()));
  const again = head?.pieces.filter(
    piece => piece.box[0] > nameRight && own.has(piece.text.toLowerCase()) && roleOfHeader(piece.text) === 'name' && !goesOn(piece, head),
  );
  return again?.sort((a, b) => a.box[0] - b.box[0])[0] ?? null;
}

/** `… | Result | Status` and a second `Status` close before the names of the table beside: that table's own, left of its names. */
function verdictOfNext(head: Head | null, { right }: Block): Piece | null {
  const level = head?.pieces.filter(piece => sameLine(piece, head.pieces[0]!)).toSorted((a, b) => a.box[0] - b.box[0]) ?? [];
  const [before, last] = level.slice(-2);
  if (!before || !last || roleOfHeader(last.text) !== 'verdict') return null;
  const twice = level.some(piece => piece !== last && piece.text === last.text);
  return twice && right - last.box[2] < last.box[0] - before.box[2] ? last : null;
}

/** `Limit | Solvent | Result | Limit | Element | Result`: a line that begins with the limits of the first names has those of the next before these. */
function limitOfNext(head: Head | null, { left, right }: Block, pieces: readonly Piece[]): Piece | null {
  const last = head?.pieces.find(({ box, text }) => box[0] > left && roleOfHeader(text) === 'limit');
  if (!last) return null;
  const level = pieces.filter(piece => sameLine(piece, last)).toSorted((a, b) => a.box[0] - b.box[0]);
  const next = level[level.indexOf(last) + 1];
  const ends = next !== undefined && roleOfHeader(next.text) === 'name' && next.box[0] > right - 2 * next.fontSize;
  return ends && level[0] !== last && level[0]!.text === last.text && level[0]!.box[2] <= left ? last : null;
}

/**
 * `<5 µg/g` set so close that it reads as one cell, under `Limit` and `Unit`: two cells, if the unit alone stands under the heading of units.
 * Likewise `0.05 U` under `Result` and `Qual`.
 */
function cellsApart(rows: readonly (readonly Piece[])[], head: Head | null): (readonly Piece[])[] {
  const heads = head?.pieces.flatMap(({ words }) => words) ?? [];
  const over = (piece: Piece, role: ColumnRole): boolean =>
    heads.some(word => roleOfHeader(word.text) === role && overlapX(word.box, piece.box) > 0);
  const apart = (cell: Piece): Piece[] => {
    if (cell.words.length < 2 || (cell.kind !== 'number' && cell.kind !== 'qualified')) return [cell];
    const letter = /^[UJBHEQR]{1,2}$/.test(cell.words.at(-1)!.text);
    const at = letter ? cell.words.length - 1 : cell.words.findIndex((_, i) => i > 0 && isUnit(textOf(cell.words.slice(i))));
    if (at < 1) return [cell];
    const role = letter ? 'note' : 'unit';
    const [amount, rest] = [makePiece(cell.words.slice(0, at), cell.page), makePiece(cell.words.slice(at), cell.page)];
    return over(rest, role) && !over(amount, role) && isFinding(amount.kind) ? [amount, rest] : [cell];
  };
  const parted = heads.some(word => ['unit', 'note'].includes(roleOfHeader(word.text) ?? '')) ? rows.map(row => row.flatMap(apart)) : rows;
  return parted.map(row => row.flatMap(cell => atHeadings(cell, head)));
}

/** `4.87 ± 0.34`: a number set to the right of its cell, close before a text set to the left of the next, where that has its heading. */
function atHeadings(cell: Piece, head: Head | null): Piece[] {
  const at = cell.words.findIndex(
    (word, i) =>
      i > 0 &&
      /^\p{N}/u.test(cell.words[i - 1]!.text) &&
      // `> 1 per 3 grams` is one limit
      /^[^\p{L}]/u.test(word.text) &&
      head?.pieces.some(({ box, kind }) => kind !== 'unit' && Math.abs(box[0] - word.box[0]) < 1) === true &&
      head.pieces.some(({ box }) => box[2] < cell.box[0]),
  );
  return at < 1 ? [cell] : [makePiece(cell.words.slice(0, at), cell.page), makePiece(cell.words.slice(at), cell.page)];
}

export const hasRole = ({ columns }: Table, wanted: ColumnRole): boolean => columns.some(({ role }) => role === wanted);

export function buildTable(
  page: Page,
  block: Block,
  pieces: readonly Piece[],
  seeds: readonly Seed[],
  models: readonly Table[],
  extra: readonly HeaderWord[],
): Table {
  const own = new Set(block.seeds);
  const whole = block.seeds.map(seed => seed.cells.filter(cell => cell.box[0] < block.right));
  const found = findHead(
    block,
    pieces,
    seeds.filter(seed => !own.has(seed)),
    Math.max(endOfLowerLines(block, pieces), endOfUnknownRows(block, pieces), ...projectColumns(whole).map(span => span.right)) + 30,
    extra,
  );
  const rows = cellsApart(whole, found);
  const apart = splitUnderHeadings(projectColumns(rows), rows, found);
  const spans = joinAlternating(joinOpenRanges(apart, rows, found), rows, found);
  const nameRight = headedRight(Math.max(...block.seeds.map(seed => seed.name.box[2])), spans[0]?.left ?? 0, found, extra);
  const headed = (over: Head | null) => headColumns(spans, over, block.left, nameRight, wallsOf(page), centreY(block.seeds[0]!.name));
  const first = headed(found);
  const strange =
    misplaced(found, first.nameHeading, nameRight, extra) || isLabelled(block, found, models) || !saysResults(found, first, extra);
  const head = strange ? null : found;
  const { columns, nameHeading } = head === found ? first : headed(null);
  const again = repeatedHeading(head, nameHeading, nameRight) ?? verdictOfNext(head, block) ?? limitOfNext(head, block, pieces);
  if (again) return buildTable(page, { ...block, right: again.box[0] - 2 }, pieces, seeds, models, extra);
  let roled = limitsOfStates(secondFindings(initialOfTimes(columns.map(column => giveRole(column, rows, extra))), rows), rows);
  roled = unknownNumbers(
    productsBeside(
      samplesBeside(numbersUnderNames(roled), column => contentOf(column, rows) === 'value'),
      head ? lineOver(head, pieces) : [],
    ),
    rows,
  );
  roled = limitsOfStandards(latestOfYears(spreadOfRuns(roled)), rows);
  roled = unheaded(resultsUnderUnits(residueLimits(claimsOfLabels(standardsBeside(roled)), rows)));
  if (head) roled = underHeadingOfNames(samplesOverHeadings(roled, head, block.left, pieces), nameHeading);
  else
    roled =
      samplesOver(roled, block, pieces) ??
      // `Terpenes (%)` over names and one number each needs no headings of a table above
      (roled.length === 1 && unitInTitle({ page, block, nameLeft: block.left }, pieces) !== null
        ? null
        : inherit(roled, { page, block }, models)) ??
      underTitle(withoutHeadings(roled, rows), block, pieces);
  return {
    page,
    block,
    head,
    nameHeading,
    columns: dropOutside(withoutVerdictOfNext(withoutDerived(roled, rows), block)),
    nameLeft: block.left,
    nameRight,
  };
}

/**
 * Units without a heading beside a column that is headed `Unit` are of something else, or none; two numbers without one beside headings
 * (`11/2`) are no LOD and LOQ.
 */
function unheaded(columns: readonly RoledColumn[]): RoledColumn[] {
  const units = columns.some(({ role, heading }) => role === 'unit' && roleOfHeader(heading) === 'unit');
  const headed = columns.some(({ heading }) => heading !== '');
  const isStrange = ({ role, heading, over }: RoledColumn): boolean =>
    heading === '' && over === '' && ((role === 'unit' && units) || (role === 'lod-loq' && headed));
  return columns.map(column => (isStrange(column) ? { ...column, role: null } : column));
}

/** What stands on the line close above the headings. */
const lineOver = ({ top, pieces: [first] }: Head, pieces: readonly Piece[]): Piece[] =>
  pieces.filter(({ box }) => box[3] <= top + 2 && top - box[3] < height(first!));

/** Verdicts left of the names of the table beside, nearer to these than to the columns here, and under a heading that is not level with theirs. */
function withoutVerdictOfNext(columns: readonly RoledColumn[], { right }: Block): RoledColumn[] {
  const [before, last] = columns.slice(-2);
  if (!before || last?.role !== 'verdict' || last.headingPieces.length === 0) return [...columns];
  if (right - last.right >= last.left - before.right) return [...columns];
  const others = columns.slice(0, -1).flatMap(({ headingPieces }) => headingPieces);
  const isLevel = last.headingPieces.some(piece => piece.kind !== 'verdict' && others.some(other => sameLine(other, piece)));
  return isLevel || others.length === 0 ? [...columns] : columns.slice(0, -1);
}

/** In points. */
const FAR = 140;

/** Right of the last heading stand bars, neighbours and notes, not columns. */
function dropOutside(columns: readonly RoledColumn[]): RoledColumn[] {
  const headed = columns.filter(column => column.heading !== '' || column.over !== '');
  if (headed.length < 2) return [...columns];
  const last = Math.max(...headed.map(column => column.right));
  // ticks and crosses need no heading, and where the page is wide they stand far off
  return columns.filter(column => headed.includes(column) || column.left < last || (column.role === 'verdict' && column.left < last + FAR));
}

export const coreColumns = (table: Table): Set<number> =>
  new Set([...table.columns.keys()].filter(i => ['value', 'verdict', null].includes(table.columns[i]!.role)));

/** What belongs to the rows of other tables: their names, and their cells where they stand over or under this table. */
function foreignTo({ block, nameRight }: Table, others: readonly Seed[], pieces: readonly Piece[]): Set<Piece> {
  const stacked = others.filter(({ name }) => name.box[2] > block.left && name.box[0] < block.right);
  const beside = others.filter(({ name }) => name.box[0] > nameRight);
  // the codes that stand before the names of a table on the right
  const codes = pieces.filter(
    piece =>
      piece.kind === 'text' &&
      /\d/.test(piece.text) &&
      piece.words.length === 1 &&
      beside.some(({ name }) => {
        const gap = name.box[0] - piece.box[2];
        return gap > 0 && gap < 6 * name.fontSize && sameLine(piece, name);
      }),
  );
  return new Set([...others.map(seed => seed.name), ...stacked.flatMap(seed => seed.cells), ...codes]);
}

export function rowsOf(table: Table, pieces: readonly Piece[], seeds: readonly Seed[]): Row[] {
  const { block, head } = table;
  const own = new Set(block.seeds.map(seed => seed.name));
  const first = block.seeds[0]!.name;
  return assembleRows(pieces, {
    page: table.page,
    top: head?.bottom ?? topOfName(first, pieces),
    nameLeft: table.nameLeft,
    nameRight: table.nameRight,
    right: block.right,
    columns: table.columns,
    lastRow: centreY(block.seeds.at(-1)!.name),
    core: coreColumns(table),
    seeds: block.seeds.map(seed => [seed.name, ...seed.cells.filter(cell => cell.box[0] < block.right)]),
    foreign: foreignTo(
      table,
      seeds.filter(seed => !own.has(seed.name)),
      pieces,
    ),
    fontSize: first.fontSize,
  });
}
