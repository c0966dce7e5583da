/** The headings of a table: the lines over its first row that say what the columns are. */

import type { Word } from '../../src/document/document.ts';
import { type Block, isHeaderLine, titlesSection } from './blocks.ts';
import { isFinding, isValueLike, isYear } from './cell.ts';
import { ORDINAL, sampleHeadings } from './lots-beside.ts';
import { headsNumbers, isDescribed, isKnownAnalyte } from './names.ts';
import { isPanelName, panelOfTitle } from './panels.ts';
import { centreX, centreY, height, linesOf, overlapX, type Piece, sameLine, unionBox } from './piece.ts';
import { type ColumnRole, type HeaderWord, looksLikeHeader, roleOfHeader } from './roles.ts';
import type { Seed } from './seeds.ts';

export interface Head {
  readonly top: number;
  readonly bottom: number;
  readonly pieces: readonly Piece[];
}

const isProse = (line: readonly Piece[]): boolean => line.some(piece => piece.words.length > 8 || piece.text.length > 60);

/** `Total CBD:` beside the headings: a result of its own. */
const isTotalled = (text: string): boolean => /[:=]$/.test(text) && isKnownAnalyte(text.replace(/\s*[:=]$/, ''));

/** The part of a line before the first result or the first name of another table: headings have their own on their left. */
function headingPart(line: readonly Piece[], rivals: ReadonlySet<Piece>): Piece[] {
  const ofNames =
    line.length > 1 && looksLikeHeader(line[0]!.text) && roleOfHeader(line[0]!.text) === 'name' && !isKnownAnalyte(line[0]!.text);
  // `17025`, over what is accredited, is no result
  const isHeaded = ({ text }: Piece): boolean => ORDINAL.test(text) || roleOfHeader(text) !== null || (ofNames && isYear(text));
  const end = line.findIndex(piece => rivals.has(piece) || (isFinding(piece.kind) && piece.kind !== 'words' && !isHeaded(piece)));
  return end < 0 ? [...line] : line.slice(0, end);
}

/** The headings above a block: the nearest line of header words over the first row, and the lines that belong to it. */
export function findHead(
  block: Block,
  pieces: readonly Piece[],
  others: readonly Seed[],
  end: number,
  extra: readonly HeaderWord[] = [],
): Head | null {
  const first = block.seeds[0]!;
  const size = height(first.name);
  const rivals = new Set(others.map(seed => seed.name));
  // rows answered in words stand between the headings and the first that is known by its number
  const worded = pieces.filter(
    piece => Math.abs(piece.box[0] - first.name.box[0]) < 3 && piece.box[1] < first.name.box[1] && isDescribed(piece.text),
  );
  const firstRow = Math.min(topOfRows(first, pieces, extra), ...worded.map(piece => piece.box[1]));
  const above = pieces.filter(
    piece =>
      !isTotalled(piece.text) &&
      piece.box[3] <= first.name.box[1] + 0.3 * size &&
      centreX(piece) < block.right &&
      piece.box[0] < end &&
      // names are set in under the titles of their groups, and not under their heading
      (centreX(piece) > block.left - 2 || (overlapX(piece.box, first.name.box) > 0 && looksLikeHeader(piece.text, extra))) &&
      piece.box[1] > firstRow - 16 * size,
  );
  const printed = linesOf(above).reverse();
  const lines = printed.map(line => headingPart(line, rivals)).filter(line => line.length > 0);
  // under the headings a line with a result of this table's own columns is a row
  const rows = rowsOver(printed, block);
  const core = coreLine(lines, first.name, block, [...rivals, ...cellsAbove(block, pieces, others)], extra);
  if (core < 0) return null;
  const chosen = [lines[core]!];
  for (let i = core + 1; i < Math.min(lines.length, core + 4); i += 1) {
    const line = lines[i]!;
    const next = lines[i + 1];
    if (!belongs(line, chosen) || answersLabel(line) || tellsOfReport(line, chosen.flat()) || captionsDays(line, next)) break;
    // a title stands over the names alone, and the names have their heading already
    const headed = chosen.flat().some(piece => piece.box[0] < first.name.box[2] && isNameHeading(piece, extra));
    if (line.length === 1 && line[0]!.box[0] < first.name.box[2] && (headed || !isNameHeading(line[0]!, extra))) break;
    if (headed && line.length === 1 && line[0]!.fontSize > 1.15 * chosen[0]![0]!.fontSize && panelOfTitle(line[0]!.text) !== null) break;
    if (headed && line.every(piece => piece.box[0] < first.name.box[2] || !isHeading(piece, extra) || isPanelName(piece.text))) break;
    if (!roleful(line, extra) && !(next && i + 1 < core + 4 && belongs(next, [line]) && roleful(next, extra))) break;
    chosen.push(line);
  }
  const named = linesOfName(lines.slice(0, core), first.name);
  for (let i = core - 1; i >= named; i -= 1) {
    const line = lines[i]!;
    if (titlesSection(line) || line.some(piece => rows.has(piece))) break;
    if (!belongs(line, chosen) || line.some(piece => isValueLike(piece.kind) && !/^(?:l?l?lo[dq]|pass|fail)\b/i.test(piece.text))) break;
    if (line.some(piece => piece.kind === 'verdict') && line.some(piece => piece.box[0] < first.name.box[2])) break;
    // the title of the first section, under headings that have one over the names
    const over = chosen.flat().some(piece => piece.box[0] < first.name.box[2] && isNameHeading(piece, extra));
    if (over && line.length === 1 && panelOfTitle(line[0]!.text) !== null && line[0]!.box[0] < first.name.box[2]) break;
    // nothing but a name, its values cut off or on the next line: the first row, not a heading
    if (line.every(piece => piece.box[0] < first.name.box[2] && !isNameHeading(piece, extra))) break;
    if (!roleful(line, extra) && line.every(piece => !CONNECTIVE.test(piece.text) && clingsBelow(piece, chosen.flat(), pieces))) break;
    // the same beside the code of a row of another table
    if (line.some(piece => piece.box[0] < first.name.box[2] && !isHeading(piece, extra)) && !roleful(line, extra)) break;
    chosen.push(line);
  }
  const all = chosen.flat();
  const box = unionBox(all);
  const tall = headingsOfSeveralRows(lines.slice(core + 1).flat(), all, block, extra);
  return { top: box[1], bottom: box[3], pieces: [...all, ...tall] };
}

/** In line heights: from one row to the next. */
const ROW_GAP = 6;

/** Of the rows over the first known one: names the dictionary does not have, each with a number over that row's own. */
function topOfRows({ name, cells }: Seed, pieces: readonly Piece[], extra: readonly HeaderWord[]): number {
  const size = height(name);
  const isNumber = ({ kind, text }: Piece): boolean => isFinding(kind) && /\d/.test(text);
  const own = cells.filter(isNumber);
  const beside = (piece: Piece): boolean =>
    pieces.some(
      other =>
        isNumber(other) && Math.abs(centreY(other) - centreY(piece)) < 0.75 * size && own.some(({ box }) => overlapX(box, other.box) > 0),
    );
  const over = pieces
    .filter(({ kind, box }) => kind === 'text' && Math.abs(box[0] - name.box[0]) < 3 && box[1] < name.box[1])
    .sort((a, b) => b.box[1] - a.box[1]);
  let top = name.box[1];
  for (const piece of over) {
    if (top - piece.box[3] > ROW_GAP * size || isNameHeading(piece, extra)) break;
    if (beside(piece)) top = piece.box[1];
  }
  return top;
}

/** In lines: over how many rows of headings one may be drawn. */
const TALLEST = 4;
const OVER_ROWS: ReadonlySet<string | null> = new Set<string | null>(['limit', 'verdict', 'method']);

/** `Guideline` in a cell drawn over the rows of names, days and numbers of the samples beside it: over results, and over none of the other headings. */
function headingsOfSeveralRows(above: readonly Piece[], all: readonly Piece[], { seeds }: Block, extra: readonly HeaderWord[]): Piece[] {
  const { 1: top } = unionBox(all);
  const cells = seeds.flatMap(seed => seed.cells);
  const found = above.filter(
    piece =>
      isHeading(piece, extra) &&
      OVER_ROWS.has(roleOfHeader(piece.text, extra)) &&
      top - piece.box[1] < TALLEST * height(piece) &&
      all.every(other => overlapX(other.box, piece.box) <= 0) &&
      cells.some(cell => overlapX(cell.box, piece.box) > 0) &&
      cells.every(cell => overlapX(cell.box, piece.box) <= 0 || all.every(other => overlapX(other.box, cell.box) <= 0)),
  );
  return found.length === 1 ? found : [];
}

/** What stands on the lines that have a name over the names and a finding over the findings. */
function rowsOver(lines: readonly (readonly Piece[])[], { seeds }: Block): Set<Piece> {
  const names = seeds.map(({ name }) => name);
  const findings = seeds.flatMap(({ cells }) => cells.filter(({ kind }) => isFinding(kind)));
  const over = (piece: Piece, others: readonly Piece[]): boolean => others.some(other => overlapX(piece.box, other.box) > 0);
  const isRow = (line: readonly Piece[]): boolean =>
    line.some(piece => piece.kind === 'text' && over(piece, names)) &&
    line.some(piece => isFinding(piece.kind) && /\d/.test(piece.text) && over(piece, findings));
  return new Set(lines.filter(isRow).flat());
}

/** `de` between `Limite` and `détection`, each on a line of its own. */
const CONNECTIVE = /^(?:of|de|di|da|del|der|des|per)$/i;

/** `Light brown` over `powder`: nearer to the line under it than to the headings, so that it begins a cell. */
function clingsBelow(piece: Piece, headings: readonly Piece[], pieces: readonly Piece[]): boolean {
  const over = (one: Piece): boolean => overlapX(one.box, piece.box) > 0;
  // boxes of lines set close reach into each other
  const up = Math.min(...headings.filter(one => over(one) && centreY(one) < piece.box[1]).map(one => piece.box[1] - one.box[3]));
  const down = Math.min(...pieces.filter(one => over(one) && centreY(one) > piece.box[3]).map(one => one.box[1] - piece.box[3]));
  return down < up;
}

/** Results over this block, of rows whose names stand left of it: of a wider table, whose headings are not this one's. */
function cellsAbove(block: Block, pieces: readonly Piece[], others: readonly Seed[]): Piece[] {
  const name = block.seeds[0]!.name;
  return others
    .filter(seed => seed.name.box[2] < block.left && seed.name.box[3] <= name.box[1])
    .flatMap(seed => seed.cells.filter(cell => isFinding(cell.kind) && cell.box[0] > block.left - 2))
    .filter(cell => !pieces.some(piece => piece.kind === 'text' && sameLine(piece, cell) && overlapX(piece.box, name.box) > 0));
}

/** How many of the lines over the first row begin its name: `Shiga Toxin-Producing` over `E. coli`. */
function linesOfName(lines: readonly (readonly Piece[])[], name: Piece): number {
  let text = name.text;
  let known = 0;
  for (const [i, line] of lines.slice(0, 3).entries()) {
    const over = line.filter(piece => overlapX(piece.box, name.box) > 0);
    if (over.length !== 1 || over[0]!.box[0] > name.box[0] + 2) break;
    text = `${over[0]!.text} ${text}`;
    if (isKnownAnalyte(text)) known = i + 1;
  }
  return known;
}

/** Where the name of a first row without headings over it begins: close over it may stand the words before `E. coli`. */
export function topOfName(name: Piece, pieces: readonly Piece[]): number {
  const over = pieces.filter(
    ({ kind, box, fontSize }) =>
      kind === 'text' &&
      Math.abs(fontSize - name.fontSize) < 0.1 * name.fontSize &&
      Math.abs(box[0] - name.box[0]) < 0.3 * name.fontSize &&
      box[3] < name.box[3] - 0.5 * height(name) &&
      box[3] > name.box[1] - 2 * height(name),
  );
  const lines = linesOf(over).reverse();
  const begun = linesOfName(lines, name);
  return begun === 0 ? name.box[1] : unionBox(lines[begun - 1]!)[1];
}

/** Upwards from the first row: the first line of headings, unless rows of another table or too much room come first. */
function coreLine(
  lines: readonly (readonly Piece[])[],
  name: Piece,
  block: Block,
  strange: readonly Piece[],
  extra: readonly HeaderWord[],
): number {
  let lowest = name.box[1];
  const right = block.seeds.flatMap(seed => seed.cells).reduce((end, cell) => Math.max(end, cell.box[2]), name.box[2]);
  const stops = strange.filter(
    piece =>
      piece.box[3] <= name.box[1] &&
      overlapX(piece.box, [name.box[0], 0, piece.kind === 'text' ? name.box[2] : right, 0]) > 0 &&
      piece.box[0] < block.right,
  );
  const stop = Math.max(0, ...stops.map(piece => piece.box[3]));
  let units = -1;
  for (const [i, line] of lines.entries()) {
    const box = unionBox(line);
    // units alone are headings enough; `Lot EX-1` some lines further up is of the report
    if (box[1] < stop || lowest - box[3] > 5 * height(name) || (units >= 0 && i > units + 2)) return units;
    if (!isProse(line) && isHeaderLine(line, extra)) return isRest(rolesIn(line, extra)) ? (wholeHead(lines, i, stop, extra) ?? i) : i;
    if (endsHeadings(line, lines[i + 1], stop, extra)) return i;
    if (units < 0 && isUnitLine(line)) units = i;
    lowest = box[1];
  }
  return units;
}

const rolesIn = (line: readonly Piece[], extra: readonly HeaderWord[]): (ColumnRole | null)[] =>
  line.map(({ text }) => (looksLikeHeader(text, extra) ? roleOfHeader(text, extra) : null));

/**
 * `detekce | hodnota` below `Parametr | Mez | Naměřená`: hardly a word of either line is a heading, yet each column has one, of results and of two
 * kinds at least beside what they are of.
 */
function endsHeadings(lower: readonly Piece[], upper: readonly Piece[] | undefined, stop: number, extra: readonly HeaderWord[]): boolean {
  if (!upper || unionBox(upper)[1] < stop || isHeaderLine(upper, extra) || !belongs(upper, [lower]) || !belongs(lower, [upper]))
    return false;
  const wholes = upper.map(piece =>
    [piece, ...lower.filter(other => overlapX(other.box, piece.box) > 0)].map(({ text }) => text).join(' '),
  );
  const roles = wholes.map(text => (looksLikeHeader(text, extra) ? roleOfHeader(text, extra) : null));
  return roles.includes('name') && roles.includes('value') && new Set(roles).size >= 3 && !roles.includes(null);
}

/** Words of headings that may be the ends of cells wrapped over lines. */
const isRest = (roles: readonly (ColumnRole | null)[]): boolean =>
  !roles.includes('name') && roles.filter(role => role !== null).length <= 2;

/**
 * Over `forming units | method`, which are the ends of cells, `Test | Specification | Result | Method` a few lines further up, no rows of another
 * table between.
 */
function wholeHead(lines: readonly (readonly Piece[])[], from: number, stop: number, extra: readonly HeaderWord[]): number | null {
  const at = lines.findIndex((line, i) => {
    const roles = i > from && i <= from + 4 && unionBox(line)[1] >= stop ? rolesIn(line, extra) : [];
    return roles.length >= 3 && !roles.includes(null) && roles.includes('name') && roles.includes('value');
  });
  return at < 0 ? null : at;
}

/** Over what a chromatogram was found to hold: `Identification | % | Class`. Elsewhere it is a test of what a product is. */
const IDENTIFIED = /^identif(?:ication|ied (?:as|compounds?))$/i;

/**
 * `mg/g | % | mg/capsule` and nothing else over the columns, or behind what the names are: `Kavalactones | mg/g | %`. One measurement in
 * several units.
 */
function isUnitLine(line: readonly Piece[]): boolean {
  const units = line.filter(({ kind }) => kind === 'unit');
  const [first, ...rest] = line;
  const identified = first !== undefined && IDENTIFIED.test(first.text);
  const more = rest.filter(({ kind, text }) => kind !== 'unit' && !(identified && roleOfHeader(text) === 'other'));
  const named =
    first !== undefined &&
    units.length > 0 &&
    more.length === 0 &&
    first.kind === 'text' &&
    first.words.length <= 4 &&
    !/[:\d]/.test(first.text) &&
    (!isKnownAnalyte(first.text) || /s$/i.test(first.text) || identified) &&
    units.every(({ text }) => /[/%]|^\(?pp[mbt]\)?$/i.test(text));
  return line.length >= 2 && (units.length === line.length || named) && new Set(line.map(({ text }) => text)).size === line.length;
}

/** `08-Apr-2026`, `03/2026`, `[10.3.2023]`, `2026.04.08`, `Apr 8, 2026`: what a label of the report is answered with. */
const SAYS_DATE =
  /^\[?(?:(?:\d{1,2}[-/. ])?(?:\d{1,2}|\p{L}{3,9}\.?)[-/. ,]+\d{4}|\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?: \d{1,2}:\d{2})?\]?$/u;

/** `Sample Description | Ashwagandha Root | Batch No. | VH/21`: the last line of the report's labels, set close over the headings. */
const answersLabel = (line: readonly Piece[]): boolean =>
  sampleHeadings(line).length === 0 &&
  line.some((piece, i) => headsNumbers(line[i - 1]?.text ?? '') && /^(?=.*\d)(?=.*\p{L})\S+$/u.test(piece.text));

const OF_DAYS = /\b(?:date|datum|fecha|data|sampled|collected|received|started|tested|completed|reported|issued|expir\w*)\b/i;

/** `Date Received | Date Reported` below the days themselves. */
const captionsDays = (line: readonly Piece[], above: readonly Piece[] | undefined): boolean => {
  const days = above?.filter(({ kind, text }) => kind === 'date' || SAYS_DATE.test(text)) ?? [];
  return days.length >= 2 && days.every(day => line.some(piece => OF_DAYS.test(piece.text) && overlapX(piece.box, day.box) > 0));
};

const NUMBERED_LOT = /^(?:lot|batch|sample|order|report)\b[^\d]{0,14}\S*\d\S*$/i;
/** No sample's number heads such a column. */
const OF_NO_SAMPLE: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>([
  'unit',
  'lod',
  'loq',
  'lod-loq',
  'limit',
  'method',
  'verdict',
  'name',
]);

/** `Batch # EX-4` over a heading that is of no sample's results: the last line of the report's labels. */
const tellsOfReport = (line: readonly Piece[], headings: readonly Piece[]): boolean => {
  const lots = line.filter(piece => NUMBERED_LOT.test(piece.text));
  const [lot] = lots;
  return lots.length === 1 && headings.some(heading => overlapX(heading.box, lot!.box) > 0 && OF_NO_SAMPLE.has(roleOfHeader(heading.text)));
};

/** Whether a line stands close enough to a line of headings, and is short enough, to be one of them. */
function belongs(line: readonly Piece[], chosen: readonly (readonly Piece[])[]): boolean {
  const near = chosen.flat();
  const [a, b] = [unionBox(line), unionBox(near)];
  return (
    // a line of nothing but units can be of headings only, also where lines stand wide
    Math.max(b[1] - a[3], a[1] - b[3]) <= (line.every(({ kind }) => kind === 'unit') ? 1.6 : 0.95) * Math.max(...near.map(height)) &&
    !isProse(line) &&
    line.every(
      piece =>
        (piece.words.length <= 5 || isHeadings(piece, near)) &&
        (!isFinding(piece.kind) || piece.kind === 'words') &&
        piece.kind !== 'date' &&
        !SAYS_DATE.test(piece.text) &&
        !/[:=]$|:\s/.test(piece.text) &&
        !(piece.text.length > 3 && isKnownAnalyte(piece.text) && roleOfHeader(piece.text) === null) &&
        piece.fontSize <= 1.35 * near[0]!.fontSize,
    )
  );
}

/** `Limit of LLOQ Action Measured Conclusion`: headings set so close that they are one piece; some go on above or below, as `Detection` over `Limit`. */
function isHeadings(piece: Piece, near: readonly Piece[]): boolean {
  const goesOn = (word: Word): boolean =>
    near
      .flatMap(({ words }) => words)
      .some(other => {
        const [upper, lower] = centreY(piece) < (other.box[1] + other.box[3]) / 2 ? [word, other] : [other, word];
        return overlapX(word.box, other.box) > 0 && roleOfHeader(`${upper.text} ${lower.text}`) !== null;
      });
  return piece.words.filter(word => roleOfHeader(word.text) !== null || goesOn(word)).length >= 0.75 * piece.words.length;
}

const isNameHeading = (piece: Piece, extra: readonly HeaderWord[]): boolean =>
  piece.words.length <= 2 &&
  looksLikeHeader(piece.text, extra) &&
  roleOfHeader(piece.text, extra) === 'name' &&
  !isKnownAnalyte(piece.text);

const isHeading = (piece: Piece, extra: readonly HeaderWord[]): boolean => piece.kind === 'unit' || looksLikeHeader(piece.text, extra);

const roleful = (line: readonly Piece[], extra: readonly HeaderWord[]): boolean => line.some(piece => isHeading(piece, extra));

/** `RESULTS` alone on a line over the name, and nothing between that speaks of limits. */
export function underResults(name: Piece, pieces: readonly Piece[]): boolean {
  const over = pieces.filter(piece => piece.box[3] <= name.box[1] + 2).sort((a, b) => b.box[3] - a.box[3]);
  const said = over.find(({ text }) => /\b(?:results?|limits?|spec\w*|claims?|requirements?|criteria|quanti\w*|detection)\b/i.test(text));
  return (
    said !== undefined &&
    /^(?:test |analytical |analysis )?results?:?$/i.test(said.text) &&
    !pieces.some(piece => piece !== said && sameLine(piece, said))
  );
}
