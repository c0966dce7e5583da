/** Where on a page rows of results stand: names of analytes with values beside them, gathered to blocks under one another. */
import { isAmount, isFinding, isValueLike, isYear, splitUnit } from './cell.ts';
import { ORDINAL, sampleHeadings } from './lots-beside.ts';
import { isDescribed, isKnownAnalyte, isMeasure } from './names.ts';
import { isPanelName, panelOfTitle } from './panels.ts';
import { centreY, height, linesOf, overlapX, type Piece, sameLine } from './piece.ts';
import { isProduct } from './products-beside.ts';
import { type HeaderWord, looksLikeHeader, roleOfHeader } from './roles.ts';
import { rowsUnderTitle } from './section-rows.ts';
import type { Seed } from './seeds.ts';
import { isSectionTitle } from './titles.ts';
export interface Block {
  readonly seeds: readonly Seed[];
  readonly left: number;
  /** Where the next block, or the page, begins. */
  readonly right: number;
}

/** Rows of one table may be so far apart, in line heights: names wrapped over lines and unknown names stand between known ones. */
const MOST_ROOM = 12;

/** A line of column headings: two pieces or more that announce roles, and no results among them. */
export function isHeaderLine(line: readonly Piece[], extra: readonly HeaderWord[] = []): boolean {
  if (titlesSection(line)) return false;
  const ofNames = roleOfHeader(line[0]?.text ?? '', extra) === 'name';
  // `17025` over the marks of an accreditation, `Analyte | 2025 | 2024`
  const isNumbered = ({ text }: Piece): boolean =>
    ORDINAL.test(text) || (/^\d+$/.test(text) && roleOfHeader(text, extra) === 'other') || (ofNames && isYear(text));
  if (line.some(piece => isFinding(piece.kind) && piece.kind !== 'words' && !isNumbered(piece))) return false;
  // the rest of `Límite de` stands on the next line
  const whole = (text: string): string => text.replace(/\s(?:of|de|di|da|der|des)$/i, '');
  const announcing = line.filter(piece => piece.kind === 'unit' || looksLikeHeader(whole(piece.text), extra));
  // `Characteristic | Characteristic` behind the test, which has another name
  const isTwice = ({ text }: Piece, i: number): boolean =>
    roleOfHeader(text, extra) === 'name' && announcing.findIndex(other => other.text === text) < i;
  const heads = announcing.filter((piece, i) => !isTwice(piece, i));
  // `Odor | Characteristic | Characteristic`: as specified, and as found; `Terpene | % w/w | Aroma` is none
  if (!ofNames && line.some(piece => roleOfHeader(piece.text, extra) === null && isDescribed(piece.text))) return false;
  const named = heads.filter(piece => piece.kind !== 'unit');
  return named.length >= 2 || (named.length === 1 && (heads.length >= 2 || sampleHeadings(line).length > 0)) || isOverProducts(line);
}

/** `Heavy metals, method EX-3, units µg/kg`: the title of a section goes on behind its comma, and heads no columns. */
export const titlesSection = ([first, second]: readonly Piece[]): boolean =>
  first !== undefined &&
  second !== undefined &&
  first.text.endsWith(',') &&
  second.box[0] - first.box[2] < 0.6 * first.fontSize &&
  isPanelName(first.text.slice(0, -1));

/** `Analyte | Red Bali | Green Malay`: nothing but names of products behind a heading that is over names only. */
const isOverProducts = ([first, ...rest]: readonly Piece[]): boolean =>
  first !== undefined &&
  /^(?:analyte|compound|parameter|alkaloid)s?$/i.test(first.text) &&
  rest.length >= 2 &&
  rest.every(({ text }) => isProduct(text));

/** Names under one another: they overlap the names above, or begin where those begin. */
function inColumn(group: readonly Seed[], name: Piece): boolean {
  const left = Math.min(...group.map(seed => seed.name.box[0]));
  const right = Math.max(...group.map(seed => seed.name.box[2]));
  const overlap = Math.min(right, name.box[2]) - Math.max(left, name.box[0]);
  return (
    overlap >= 0.5 * Math.min(right - left, name.box[2] - name.box[0]) || group.some(seed => Math.abs(seed.name.box[0] - name.box[0]) <= 3)
  );
}

/** `Toxic elements | Result | Unit | Limit`, `µg/g | Limit | Found`: whatever it says over the names, what follows are the headings of results. */
function isOverResults(line: readonly Piece[], first: Piece, extra: readonly HeaderWord[]): boolean {
  const roles = line
    .filter(piece => piece.box[0] > first.box[2] && looksLikeHeader(piece.text, extra))
    .map(({ text }) => roleOfHeader(text, extra));
  const told = new Set(roles.filter(role => role === 'value' || role === 'unit' || role === 'limit' || role === 'verdict'));
  const least = first.kind === 'unit' ? 2 : 3;
  return (first.kind === 'unit' || first.kind === 'text') && !isKnownAnalyte(first.text) && told.has('value') && told.size >= least;
}

/** `Result (aW) | LOD | Action Level` over the cells of a row, and nothing over its name. */
function isOverCells(line: readonly Piece[], { name }: Seed, extra: readonly HeaderWord[]): boolean {
  // the rest of `Pass /` stands on the next line
  const words = line.flatMap(({ kind, text }) => (kind === 'unit' ? [] : [text.replace(/^pass ?\/$/i, 'Pass/Fail')]));
  const roles = words.map(text => (looksLikeHeader(text, extra) ? roleOfHeader(text, extra) : null));
  const overCells = line.every(
    ({ box, kind, text }) => box[0] > name.box[2] && (!isFinding(kind) || kind === 'words') && !isKnownAnalyte(text),
  );
  return overCells && line.length >= 3 && !roles.includes(null) && roles.includes('value') && new Set(roles).size >= 3;
}

/** `Pesticides` over `Dynamic Range (ppb) | Result (ppb)`: a title over the names, and headings of results with nothing over them. */
const isTitleOver = (title: Piece, levels: readonly (readonly Piece[])[]): boolean =>
  title.kind === 'text' &&
  panelOfTitle(title.text) !== null &&
  !isKnownAnalyte(title.text) &&
  levels.some(
    level =>
      level.length >= 2 &&
      level.every(({ kind, text, box }) => box[1] > title.box[3] - 2 && (!isFinding(kind) || kind === 'words') && !isKnownAnalyte(text)),
  );

/** Whether column headings stand between two rows, which makes them two tables. */
function headedAnew(group: readonly Seed[], seed: Seed, pieces: readonly Piece[], extra: readonly HeaderWord[]): boolean {
  const above = group.at(-1)!.name;
  const { name: below, cells } = seed;
  // a table beside may have rows where this one has its headings, and headings may reach further than some of the rows
  const rowEnds = [...group, seed].map(row => Math.max(...row.cells.map(({ box }) => box[2])));
  const ends = [Math.max(...rowEnds), Math.min(...rowEnds)];
  const between = pieces.filter(
    piece => centreY(piece) > above.box[3] && centreY(piece) < below.box[1] && piece.box[2] > Math.min(above.box[0], below.box[0]) - 40,
  );
  const results = between.filter(({ box, text }) => box[0] > below.box[2] && roleOfHeader(text, extra) === 'value');
  const levels = results.map(piece => between.filter(other => sameLine(other, piece) && other.box[2] > below.box[0]));
  if (
    levels.some(level =>
      ends.some(end =>
        isOverCells(
          level.filter(({ box }) => box[0] < end),
          seed,
          extra,
        ),
      ),
    )
  )
    return true;
  // in the middle of a wide column, right of short names and left of their cells
  const firstCell = Math.min(...cells.map(cell => cell.box[0]));
  const overNames = ({ box }: Piece): boolean =>
    (overlapX(box, below.box) > -20 && box[0] < below.box[2]) || (box[0] > below.box[0] && box[2] < firstCell - 1);
  if (between.some(piece => overNames(piece) && isTitleOver(piece, levels))) return true;
  return between.some(piece => {
    if (!overNames(piece)) return false;
    const level = pieces.filter(other => sameLine(piece, other));
    const own = ends.map(end => level.filter(({ box }) => box[0] >= piece.box[0] && box[0] <= end));
    const named = looksLikeHeader(piece.text, extra) && ['name', 'other'].includes(roleOfHeader(piece.text, extra) ?? '');
    return [level, ...own].some(line => (named || isOverResults(line, piece, extra)) && isHeaderLine(line, extra));
  });
}

/**
 * Nothing at all between two rows, but headings on their left: the lower one begins the second half of the table under those headings,
 * the upper one ends that of the table before.
 */
function headedBeside(group: readonly Seed[], below: Seed, pieces: readonly Piece[], extra: readonly HeaderWord[]): boolean {
  const above = group.at(-1)!;
  const left = Math.min(above.name.box[0], below.name.box[0]);
  const right = Math.max(...[above, below].flatMap(seed => seed.cells.map(cell => cell.box[2])));
  const over = pieces.filter(piece => centreY(piece) > above.name.box[1] && centreY(piece) < below.name.box[1]);
  // rows that no name was known of may follow the last known one
  const bottom = Math.max(...over.filter(piece => overlapX(piece.box, [left, 0, right, 0]) > 0).map(piece => piece.box[3]));
  if (below.name.box[1] - bottom < 1.8 * height(above.name)) return false;
  const between = over.filter(piece => centreY(piece) > bottom);
  return between.some(
    piece =>
      piece.box[2] < left &&
      looksLikeHeader(piece.text, extra) &&
      roleOfHeader(piece.text, extra) === 'name' &&
      isHeaderLine(
        between.filter(other => sameLine(piece, other)),
        extra,
      ),
  );
}

/** `Met.: UNI EN 15763:2010` below the name of a row: how it was tested, by the number and year of a standard. */
const METHOD_BELOW = /^(?:met(?:h(?:od[es]?)?|od[oay]?)?|m[ée]tod[oe]|mod)\.?\s?:|(?<=\d):(?=(?:19|20)\d\d)/gi;

/** `Microbiology  Method: ISO 4833-1 / ISO 21527-2 / ISO 16649-2`: the title of the rows below it, with how they were tested. */
const TITLED_METHOD = /^[^.:;]{3,60} (?:test )?m[eé]th?od[eaoy]?\s?:(?!.*\.\s)/iu;

/** `E. coli`: the point of a genus ends no sentence. */
const withoutGenus = (text: string): string => text.replace(/(?<!\p{L})(\p{Lu})\. ?(?=\p{Ll})/gu, '$1 ');

/** Notes between two rows, under the names, end a table. */
function proseBetween(group: readonly Seed[], below: Piece, pieces: readonly Piece[]): boolean {
  const above = group.at(-1)!.name;
  const left = Math.min(...group.map(seed => seed.name.box[0]));
  const right = Math.max(...group.map(seed => seed.name.box[2]));
  return pieces.some(
    piece =>
      centreY(piece) > above.box[3] &&
      centreY(piece) < below.box[1] &&
      overlapX(piece.box, [left, 0, right, 0]) > 0 &&
      piece.kind === 'text' &&
      (piece.words.length > 6 || /[=:]/.test(piece.text.replace(METHOD_BELOW, ''))) &&
      !TITLED_METHOD.test(withoutGenus(piece.text)) &&
      !isKnownAnalyte(piece.text),
  );
}

/** `MICROBIALS` alone, and no name that goes on below: under a section whose title says a unit, the unit ends here. */
function endsSection(line: readonly Piece[], pieces: readonly Piece[]): boolean {
  const [title, ...more] = line;
  if (!title || more.length > 0 || title.kind !== 'text' || title.words.length > 8) return false;
  const { text, box } = title;
  if (panelOfTitle(text) === null || isKnownAnalyte(text) || /[,(–-]$|\([^)]*$/.test(text)) return false;
  return !pieces.some(
    next =>
      Math.abs(next.box[0] - box[0]) < 0.3 * height(title) &&
      next.box[1] > box[1] &&
      next.box[1] - box[3] < height(title) &&
      isKnownAnalyte(`${text} ${next.text}`),
  );
}

/** Whether the title right over the first row says the unit of its section. */
function isUnderSection([first]: readonly Seed[], pieces: readonly Piece[]): boolean {
  const { box } = first!.name;
  const size = height(first!.name);
  return linesOf(
    pieces.filter(
      piece =>
        piece.box[3] <= box[1] + 1 &&
        piece.box[3] > box[1] - 2.5 * size &&
        overlapX(piece.box, [box[0] - 2 * size, 0, box[2] + 20 * size, 0]) > 0,
    ),
  ).some(isSectionTitle);
}

/** The title of a section with a unit of its own between two rows makes them two tables under the same headings. */
function sectionedAnew(group: readonly Seed[], below: Piece, pieces: readonly Piece[]): boolean {
  const above = group.at(-1)!.name;
  const left = Math.min(...group.map(seed => seed.name.box[0]));
  const between = pieces.filter(
    piece =>
      centreY(piece) > above.box[3] &&
      centreY(piece) < below.box[1] &&
      piece.box[2] > left - 0.2 * height(below) &&
      piece.box[0] < below.box[2] + 20 * height(below),
  );
  const titles = linesOf(between).filter(line => line[0]!.box[0] < below.box[2]);
  return titles.some(isSectionTitle) || (titles.some(line => endsSection(line, pieces)) && isUnderSection(group, pieces));
}

/** `Total CBD | 7.8 %` below numbers without units, and under none of their columns: of a table of its own. */
function isBesideColumns(group: readonly Seed[], { cells: [first] }: Seed): boolean {
  const unit = first && isAmount(first.kind) ? splitUnit(first.text)?.unit : undefined;
  if (!first || group.length < 2 || unit === undefined || !/%|\/|^pp[mb]$/i.test(unit)) return false;
  const above = group.flatMap(row => row.cells);
  const apart = ({ text, box }: Piece): boolean => splitUnit(text) === null && overlapX(box, first.box) <= 0.25 * first.fontSize;
  return above.some(({ kind }) => isAmount(kind)) && above.every(apart);
}

/** Seeds under one another, under one header: one block. */
export function groupSeeds(
  seeds: readonly Seed[],
  pieces: readonly Piece[],
  pageWidth: number,
  extra: readonly HeaderWord[] = [],
): Block[] {
  const groups: Seed[][] = [];
  for (const seed of [...seeds].sort((a, b) => a.name.box[1] - b.name.box[1] || a.name.box[0] - b.name.box[0])) {
    const home = groups.findLast(group => {
      const last = group.at(-1)!;
      return (
        inColumn(group, seed.name) &&
        seed.name.box[1] - last.name.box[3] <= MOST_ROOM * height(last.name) &&
        seed.name.fontSize <= 1.3 * last.name.fontSize &&
        last.name.fontSize <= 1.3 * seed.name.fontSize &&
        !isBesideColumns(group, seed) &&
        !headedAnew(group, seed, pieces, extra) &&
        !proseBetween(group, seed.name, pieces) &&
        !sectionedAnew(group, seed.name, pieces) &&
        !headedBeside(group, seed, pieces, extra)
      );
    });
    if (home) home.push(seed);
    else groups.push([...(groups.length > 0 ? rowsUnderTitle(seed, seeds, pieces) : []), seed]);
  }
  const spans = groups.map(group => ({
    left: Math.min(...group.map(seed => seed.name.box[0])),
    nameRight: Math.max(...group.map(seed => seed.name.box[2])),
    top: group[0]!.name.box[1],
    bottom: group.at(-1)!.name.box[3],
  }));
  return groups.map((group, i) => {
    const own = spans[i]!;
    const rivals = spans.filter(
      (span, k) => k !== i && span.left > own.nameRight && span.top < own.bottom + 4 && span.bottom > own.top - 4,
    );
    return { seeds: group, left: own.left, right: Math.min(pageWidth, ...rivals.map(span => span.left - 1)) };
  });
}

/** The cells of a line that a heading's table holds: the name under the heading, and what stands right of it. */
function seedUnder(line: readonly Piece[], heading: Piece, firstColumn: number, right: number, taken: ReadonlySet<Piece>): Seed | null {
  const inside = line.filter(piece => piece.box[0] > heading.box[0] - 60 && piece.box[0] < right);
  const name = inside.find(
    piece =>
      piece.kind === 'text' &&
      piece.box[0] < firstColumn - 2 &&
      (overlapX(piece.box, heading.box) > 0 || Math.abs(piece.box[0] - heading.box[0]) < 8),
  );
  if (!name) return null;
  const cells = inside.filter(piece => piece.box[0] >= name.box[2] - 1);
  // the next column holds names of rows that were read already: this one holds their numbers
  if (cells.some(cell => taken.has(cell))) return null;
  return cells.some(cell => isValueLike(cell.kind)) ? { name, aliases: [], cells } : null;
}

/**
 * Tables whose names the dictionary does not know: found by their headings. `claimed` are headings of tables already found.
 * Only a table with results in it counts; a summary that says nothing but `Pass` per panel is none.
 */
export function headedBlocks(
  pieces: readonly Piece[],
  claimed: ReadonlySet<Piece>,
  taken: ReadonlySet<Piece>,
  pageWidth: number,
  extra: readonly HeaderWord[] = [],
): Block[] {
  return pieces
    .filter(piece => !claimed.has(piece) && looksLikeHeader(piece.text, extra) && roleOfHeader(piece.text, extra) === 'name')
    .flatMap(heading => {
      const line = pieces
        .filter(piece => piece.box[0] > heading.box[2] && Math.abs(centreY(piece) - centreY(heading)) < 1.2 * height(heading))
        .sort((a, b) => a.box[0] - b.box[0]);
      const next = line.find(
        piece =>
          roleOfHeader(piece.text, extra) === 'name' && (claimed.has(piece) || piece.text.toLowerCase() === heading.text.toLowerCase()),
      );
      const right = next ? next.box[0] - 2 : pageWidth;
      // headings of a table close below its title are its own
      const heads = line.filter(
        piece => piece.box[0] < right && !claimed.has(piece) && (piece.kind === 'unit' || looksLikeHeader(piece.text, extra)),
      );
      if (!heads.some(piece => ['value', 'verdict', 'lod', 'loq', 'lod-loq', 'limit'].includes(roleOfHeader(piece.text, extra) ?? '')))
        return [];
      const seeds = seedsUnder(pieces, heading, heads[0]!.box[0], right, taken);
      const findings = seeds.filter(seed => seed.cells.some(cell => isFinding(cell.kind)));
      return seeds.length > 0 && findings.length >= 0.5 * seeds.length
        ? [{ seeds, left: Math.min(...seeds.map(seed => seed.name.box[0])), right }]
        : [];
    });
}

/** `EPA (C20:5 n-3)`: how long a fatty acid is, and no label. */
const CHAIN = /(?<!\d)C?\d{1,2}:\d(?!\d)/g;

function seedsUnder(pieces: readonly Piece[], heading: Piece, firstColumn: number, right: number, taken: ReadonlySet<Piece>): Seed[] {
  const below = pieces.filter(piece => piece.box[1] > heading.box[3] - 1 && piece.box[0] < right && piece.box[2] > heading.box[0] - 60);
  const seeds: Seed[] = [];
  let bottom = heading.box[3];
  for (const line of linesOf(below)) {
    const top = Math.min(...line.map(piece => piece.box[1]));
    if (
      top - bottom > (seeds.length === 0 ? 4 : 2.5) * height(heading) ||
      line.some(piece => taken.has(piece) && overlapX(piece.box, heading.box) > 0)
    )
      break;
    if (seeds.length > 0 && (isHeaderLine(line) || line.some(piece => piece.words.length > 9))) break;
    const seed = seedUnder(line, heading, firstColumn, right, taken);
    if (!seed) continue;
    if (/:/.test(seed.name.text.replace(CHAIN, '')) || isPanelName(seed.name.text) || isMeasure(seed.name.text)) break;
    seeds.push(seed);
    bottom = seed.name.box[3];
  }
  return seeds;
}
