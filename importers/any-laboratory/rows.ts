/** The rows of a block: lines put together where names or cells are wrapped over several. */
import { type Body, type Draft, hasCore, hasFinding, joinName, type Line, middleOf, plausibleName, type Row, readLine } from './body.ts';
import { type CellKind, cellKind, isAmount, splitUnit } from './cell.ts';
import { isDescribed, isKnownAnalyte, isSum } from './names.ts';
import { isPanelName, isQualityControl } from './panels.ts';
import { centreX, centreY, height, linesOf, makePiece, overlapX, type Piece, unionBox } from './piece.ts';
import { METHOD } from './pieces.ts';
import { type ColumnRole, looksLikeHeader, roleOfHeader } from './roles.ts';
import { adoptNames, adoptRests, adoptValues, doubtBesideLetters, joinComplements } from './wraps.ts';

/** Where a column that its heading calls one of results begins, or is centred, a cell stands. */
function standsIn(cell: Piece, { left, right, role, guessed, headingPieces }: Body['columns'][number]): boolean {
  if (role !== 'value' || guessed !== false || headingPieces.length === 0) return false;
  const heading = unionBox(headingPieces);
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.5 * cell.fontSize;
  return (
    [left, heading[0]].some(edge => near(edge, cell.box[0])) ||
    [(left + right) / 2, (heading[0] + heading[2]) / 2].some(centre => near(centre, centreX(cell))) ||
    [right, heading[2]].some(edge => near(edge, cell.box[2]))
  );
}

/** Text that reached into a column of results from beside it: a label, a sentence, or words that do not stand under its heading. */
function isForeign(cell: Piece, column: Body['columns'][number], alone: boolean): boolean {
  if (alone && !/:/.test(cell.text) && standsIn(cell, column)) return false;
  const under = [{ box: [column.left, 0, column.right, 0] as const }, ...column.headingPieces].some(
    part => overlapX(part.box, cell.box) > 0,
  );
  return cell.kind === 'text' && (/:/.test(cell.text) || cell.words.length >= 3 || !under);
}

/** `0.030 0.010 ppm 8081B`, `NMT 0.010/0.030 Pass`: the cells of several columns, which are of the row although they could not be parted. */
export const areSeveral = (text: string): boolean => {
  const words = text.split(' ');
  const cells = words.filter(word => OF_CELLS.has(cellKind(word)));
  return /^[<≤]?\d+[.,]\d+ [<≤]?\d+[.,]\d+ \S/.test(text) || (cells.length >= 2 && cells.length >= words.length - 1);
};

const OF_CELLS: ReadonlySet<CellKind> = new Set<CellKind>(['number', 'qualified', 'pair', 'verdict']);

/**
 * A column of results holds one cell a row. What reads as one, on one line or several (`Not` / `Detected`), is one, and no word of it
 * is ever dropped; text that strayed in from beside is put out; a second finding is kept for what it is.
 */
function tidyCells(cells: ReadonlyMap<number, readonly Piece[]>, body: Body): { cells: Map<number, readonly Piece[]>; strays: Piece[] } {
  const kept = new Map<number, readonly Piece[]>();
  const strays: Piece[] = [];
  for (const [i, unsorted] of cells) {
    const column = body.columns[i]!;
    // the lines of a cell were found one by one
    const lines = linesOf(unsorted);
    const all = lines.flat();
    const wordy = column.role === 'method' || column.role === 'note' || column.role === 'other' || column.role === 'limit';
    const own = wordy ? all : all.filter(cell => !isForeign(cell, column, lines.length === all.length));
    strays.push(...all.filter(cell => !own.includes(cell) && areSeveral(cell.text)));
    const findings = own.filter(cell => cell.kind !== 'text');
    const whole = makePiece(
      own.flatMap(cell => cell.words),
      body.page.number,
    );
    if (wordy || own.length <= 1 || whole.kind !== 'text' || findings.length < own.length) {
      if (own.length > 0) kept.set(i, own);
      continue;
    }
    const overlap = (cell: Piece): number => overlapX(cell.box, [column.left, 0, column.right, 0]);
    // `ND ppm`: a unit is found of nothing by itself
    const told = findings.filter(cell => cell.kind !== 'unit');
    const best = [...(told.length > 0 ? told : findings)].sort((a, b) => overlap(b) - overlap(a))[0]!;
    kept.set(i, [best]);
    strays.push(...findings.filter(cell => cell !== best));
  }
  return { cells: kept, strays };
}

/** `Total THC 0.024% | Total CBD 0.591%` under a table of more columns: names and amounts in turn, which stand under its headings by chance. */
const isListOfTotals = (line: readonly Piece[], { columns }: Body): boolean =>
  columns.length >= 3 &&
  line.length >= 4 &&
  line.slice(0, 4).every((piece, i) => (i % 2 === 0 ? piece.kind === 'text' && isSum(piece.text) : splitUnit(piece.text) !== null));

/** Lines to rows. Values with a name on their line first; then names and cells that stand alone find theirs. */
export function assembleRows(pieces: readonly Piece[], body: Body): Row[] {
  const region = pieces.filter(
    piece =>
      piece.box[1] >= body.top - 0.3 * height(piece) &&
      piece.box[2] > body.nameLeft &&
      piece.box[0] < body.right &&
      !body.foreign.has(piece) &&
      piece.fontSize <= 1.8 * body.fontSize,
  );
  const seeded = new Set(body.seeds.flat());
  const lines = [...body.seeds, ...linesOf(region.filter(piece => !seeded.has(piece)))]
    .filter(line => !isListOfTotals(line, body))
    .map(line => readLine(line, body))
    .sort((a, b) => middleOf(a) - middleOf(b));
  const drafts: Draft[] = [];
  const loose: { line: Line; at: number }[] = [];
  const reach = Math.max(2.2 * body.fontSize, 1.6 * medianPitch(lines.filter(line => hasCore(line, body))));
  let bottom = body.lastRow;
  const named = new Set(methodLines(lines));
  const sections: { at: number; unit: Piece }[] = [];
  for (const line of lines) {
    const middle = middleOf(line);
    if (drafts.length > 0 && (beginsControls(line) || (middle > body.lastRow && headsTable(line, body)))) break;
    const ofSection = unitOfSection(line, body);
    if (ofSection) {
      sections.push({ at: middle, unit: ofSection });
      continue;
    }
    const of = isMethodLine(line) ? drafts.findLast(draft => middle - draft.at < reach) : undefined;
    if (of && named.has(line)) {
      of.method = [...(of.method ?? []), ...line.names];
      continue;
    }
    const core = hasCore(line, body);
    const total = core && isSum(joinName(line.names));
    if (middle > bottom + (total ? 2 : 1) * reach) break;
    const described = isDescription(line, body) && describes(line, body);
    const row = core
      ? plausibleName(line.names, body, hasFinding(line) || isJudged(line, body) || described)
      : described || (isDescribed(joinName(line.names)) && describes(line, body));
    if (middle > body.lastRow + 1 && !row && !isTail(line, body)) break;
    if (row) {
      drafts.push(draftOf(line));
      bottom = Math.max(bottom, middle);
    } else {
      loose.push({ line, at: middle });
      if (core && line.names.length === 0) bottom = Math.max(bottom, middle);
    }
  }
  joinComplements(drafts, body);
  adoptRests(loose, drafts, body);
  adoptValues(loose, drafts, body);
  adoptTexts(loose, drafts, body);
  adoptNames(loose, drafts, body);
  doubtBesideLetters(loose, drafts, body);
  return drafts
    .sort((a, b) => a.top - b.top)
    .map(({ names, cells, wrapped, open, at, method }) => ({
      names: names.sort((a, b) => centreY(a) - centreY(b) || a.box[0] - b.box[0]),
      ...tidyCells(cells, body),
      wrapped,
      ...(open ? { open } : {}),
      ...(method ? { method } : {}),
      ...sectionOf(sections, at),
    }));
}

/** `AOAC 990.12` by itself below a name. */
const isMethodLine = ({ names, cells, strays }: Line): boolean => {
  const text = joinName(names);
  return names.length > 0 && cells.size === 0 && strays.length === 0 && (METHOD.test(text) || STANDARD.test(text)) && !isKnownAnalyte(text);
};

/** Those of a table, each below its row; one alone may be the name of a row. */
const methodLines = (lines: readonly Line[]): readonly Line[] => {
  const found = lines.filter(isMethodLine);
  const first = lines.find(({ cells }) => cells.size > 0);
  // over the rows, each is of what follows
  return found.length >= 2 && first && middleOf(first) < middleOf(found[0]!) ? found : [];
};

/** `ČSN EN 15763`, `GB 5009.268-2016`. */
const STANDARD = /^(?:DIN|ČSN|NF|UNI|PN|NEN|BS|NMKL|SNI|GB|JIS|APHA|SM|STN|GOST)(?:[ -]?(?:EN|ISO|V|\/T))*[ -]?\d/;

/** `Description | Brown powder | Complies`: a verdict under a heading of results, beside what was asked for; no line of headings says that. */
function isJudged({ cells }: Line, { columns }: Body): boolean {
  const under = (role: ColumnRole): Piece[] =>
    [...cells].flatMap(([i, some]) => (columns[i]?.role === role && columns[i].guessed === false && columns[i].heading !== '' ? some : []));
  const [results, limits] = [under('value'), under('limit')];
  return results.length === 1 && results[0]!.kind === 'verdict' && limits.length > 0 && !limits.some(({ text }) => looksLikeHeader(text));
}

/** `Description | Brown powder | Light to dark brown powder`: what was found, beside what was asked for in as many words. */
const isDescription = ({ names, cells }: Line, { columns }: Body): boolean =>
  /^description$/i.test(joinName(names)) &&
  [...cells].some(([i, some]) => columns[i]!.role === 'limit' && some.every(({ kind, text }) => kind === 'text' && !looksLikeHeader(text)));

/** `Method Blank` between the rows: what follows are the laboratory's own controls. */
const beginsControls = ({ names, cells, strays }: Line): boolean =>
  names.length === 1 && cells.size === 0 && strays.length === 0 && names[0]!.words.length <= 6 && isQualityControl(names[0]!.text);

/** `Test | Result | Units | Limit` below the last row that is certain, set elsewhere than its own: the headings of another table. */
const headsTable = ({ names, cells, strays }: Line, { columns, fontSize }: Body): boolean => {
  const all = [...names, ...[...cells.values()].flat(), ...strays];
  const own = columns.flatMap(({ headingPieces }) => headingPieces);
  const moved = all.some(({ text, box }) => own.some(other => other.text === text && Math.abs(other.box[0] - box[0]) > fontSize));
  const roles = all.map(({ text }) => roleOfHeader(text));
  const telling = roles.filter(role => role !== null).length >= 3 && roles.includes('name') && roles.includes('value');
  return moved && telling && !all.some(({ kind }) => isAmount(kind));
};

/** `Microbiology | CFU/g | CFU/g` between the rows: the title of a section with the unit of its results. */
function unitOfSection({ names, cells }: Line, { columns }: Body): Piece | null {
  const all = [...cells.values()].flat();
  if (names.length !== 1 || all.length === 0 || !isPanelName(names[0]!.text) || all.some(({ kind }) => kind !== 'unit')) return null;
  const value = columns.findIndex(({ role }) => role === 'value');
  return cells.get(value)?.[0] ?? all[0]!;
}

const sectionOf = (sections: readonly { at: number; unit: Piece }[], at: number): Pick<Row, 'sectionUnit'> => {
  const last = sections.findLast(section => section.at < at);
  return last ? { sectionUnit: last.unit } : {};
};

const draftOf = (line: Line): Draft => ({
  names: [...line.names],
  cells: line.cells,
  wrapped: false,
  top: line.box[1],
  bottom: line.box[3],
  at: valuesAt(line),
});

/** The results of a line are words under a heading of results, as `White powder` is. */
const describes = (line: Line, body: Body): boolean =>
  [...line.cells].some(([i, cells]) => {
    const [cell] = cells;
    return cell !== undefined && cells.length === 1 && cell.kind === 'text' && !/[:=]/.test(cell.text) && standsIn(cell, body.columns[i]!);
  });

/**
 * Rows whose results are words the reader does not know, among rows with numbers: their name begins where names begin, their result where
 * results do, and a specification, method or unit stands beside it.
 */
function adoptTexts(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  for (const entry of [...loose]) {
    const { line, at } = entry;
    const told = [...line.cells.keys()].some(i => {
      const { role, guessed, headingPieces } = body.columns[i]!;
      return guessed === false && headingPieces.length > 0 && ['limit', 'method', 'unit'].includes(role ?? '');
    });
    const named =
      line.names.length === 1 &&
      Math.abs(line.names[0]!.box[0] - body.nameLeft) <= 3 &&
      !isPanelName(line.names[0]!.text) &&
      plausibleName(line.names, body, false);
    const header = [...line.cells.values()].flat().filter(cell => looksLikeHeader(cell.text)).length >= 2;
    if (!told || !named || header || at > body.lastRow || !describes(line, body)) continue;
    drafts.push(draftOf(line));
    loose.splice(loose.indexOf(entry), 1);
  }
}

/** The height of the values' line: the middle one of the cells' centres, as some cells may be printed a little off. */
function valuesAt(line: Line): number {
  const centres = [...line.cells.values()]
    .flat()
    .map(centreY)
    .sort((a, b) => a - b);
  return centres[Math.floor(centres.length / 2)] ?? middleOf(line);
}

/** `10:20`, under the day of an analysis. */
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?$/i;

/** Below the last certain row, only the rest of a wrapped name or cell is still the table's. */
const isTail = (line: Line, body: Body): boolean => {
  const all = [...line.names, ...[...line.cells.values()].flat(), ...line.strays];
  return all.every(
    piece =>
      piece.words.length <= 6 &&
      piece.text.length <= 48 &&
      (!/:/.test(piece.text) || CLOCK.test(piece.text)) &&
      Math.abs(piece.fontSize - body.fontSize) <= 0.3 * body.fontSize,
  );
};

function medianPitch(lines: readonly Line[]): number {
  const gaps = lines.slice(1).map((line, i) => line.box[1] - lines[i]!.box[1]);
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}
