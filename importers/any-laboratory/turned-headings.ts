/**
 * Headings turned by a right angle, as narrow columns have them: `Mitragynine` read from bottom to top over `1.33`. The page is laid out anew as if
 * they were level, all headings of the table in the line right over its first row; what is read from it is told by where it is printed.
 */
import type { Box, Evidence } from '../../src/coa/transcript.ts';
import type { Page, Word } from '../../src/document/document.ts';
import { isFinding } from './cell.ts';
import { centreX, centreY, linesOf, overlapX, overlapY, type Piece, sameLine, textOf, unionBox } from './piece.ts';
import { piecesOf } from './pieces.ts';

interface Levelled {
  readonly page: Page;
  /** Anything read from the page, each place of a moved word as it is printed. */
  asPrinted<T>(read: T): T;
}

interface Heading {
  readonly words: readonly Word[];
  readonly box: Box;
  readonly fontSize: number;
}

interface Moved {
  readonly word: Word;
  readonly from: Word;
}

/** In sizes of type: the blank between words, and the pitch of lines of one heading. */
const BLANK = 0.8;
const PITCH = 1.5;
/** In sizes of type: how far under its headings the first row begins at most. */
const ROOM = 3;
/** One alone is as likely a note, unless level headings stand beside it. */
const FEWEST = 2;

/** A drawing that is full of turned words is no table. */
const MOST = 400;

/** The page with its turned headings level; null where it has none, as nearly every page. */
export function levelled(page: Page): Levelled | null {
  const turned = (page.slanted ?? []).filter(({ angle }) => angle === 90 || angle === 270);
  if (turned.length === 0 || turned.length > MOST || page.engine !== 'pdfium') return null;
  const pieces = piecesOf(page);
  const headings = joinLines(linesOfTurned(turned), pieces);
  const moved = bands(headings).flatMap(band => levelBand(band, pieces, page));
  if (moved.length === 0) return null;
  const gone = new Set(moved.map(({ from }) => from));
  const words = [...page.words.filter(word => !gone.has(word)), ...moved.map(({ word }) => word)];
  const level = { ...page, words: words.sort((a, b) => a.baseline - b.baseline || a.box[0] - b.box[0]) };
  return { page: level, asPrinted: read => asPrinted(read, level, new Map(moved.map(({ word, from }) => [word, from]))) };
}

const headingOf = (words: readonly Word[]): Heading => ({
  words,
  box: unionBox(words),
  fontSize: Math.max(...words.map(({ fontSize }) => fontSize)),
});

/** Where it begins and ends along the way it is read. */
const along = ({ box, angle }: Pick<Word, 'box' | 'angle'>): readonly [number, number] =>
  angle === 90 ? [-box[3], -box[1]] : [box[1], box[3]];

function linesOfTurned(turned: readonly Word[]): Heading[] {
  const lines: Word[][] = [];
  for (const word of [...turned].sort((a, b) => along(a)[0] - along(b)[0])) {
    const line = lines.find(([first, ...more]) => {
      const last = more.at(-1) ?? first!;
      const gap = along(word)[0] - along(last)[1];
      return (
        first!.angle === word.angle &&
        Math.abs(centreX(first!) - centreX(word)) < 0.3 * word.fontSize &&
        gap > -0.3 * word.fontSize &&
        gap < BLANK * word.fontSize
      );
    });
    if (line) line.push(word);
    else lines.push([word]);
  }
  return lines.map(headingOf);
}

/** Lines set close beside each other are one heading, where not each stands over a column of its own. */
function joinLines(lines: readonly Heading[], pieces: readonly Piece[]): Heading[] {
  const headings: Heading[] = [];
  for (const line of lines.toSorted((a, b) => centreX(a) - centreX(b))) {
    const last = headings.at(-1);
    const [first, before] = [line.words[0]!, last?.words.at(-1)];
    const close =
      last !== undefined &&
      first.angle === before!.angle &&
      centreX(line) - centreX(before!) < PITCH * line.fontSize &&
      overlapY(last.box, line.box) > 0.5 * Math.min(line.box[3] - line.box[1], last.box[3] - last.box[1]);
    const under = close ? rowUnder(unionBox([last, line]), line.fontSize, pieces) : [];
    const one = under.filter(piece => overlapX(piece.box, unionBox([last ?? line, line])) > 0).length <= 1;
    // read from top to bottom, the next line stands on the left
    if (close && one)
      headings[headings.length - 1] = headingOf(first.angle === 90 ? [...last.words, ...line.words] : [...line.words, ...last.words]);
    else headings.push(line);
  }
  return headings;
}

/** Headings side by side: their heights overlap. */
function bands(headings: readonly Heading[]): Heading[][] {
  const found: Heading[][] = [];
  for (const heading of headings.toSorted((a, b) => a.box[1] - b.box[1])) {
    const band = found.find(others => overlapY(unionBox(others), heading.box) > 0);
    if (band) band.push(heading);
    else found.push([heading]);
  }
  return found;
}

/** The nearest line under a place with something in these columns, as a whole. */
function rowUnder(box: Box, size: number, pieces: readonly Piece[]): Piece[] {
  const below = pieces.filter(piece => piece.box[1] > box[3] - 0.5 * size && piece.box[1] < box[3] + ROOM * size);
  const [nearest] = below.filter(piece => overlapX(piece.box, box) > 0).sort((a, b) => a.box[1] - b.box[1]);
  return nearest ? below.filter(piece => sameLine(piece, nearest)) : [];
}

const isCell = ({ kind }: Piece): boolean => isFinding(kind) || kind === 'unit' || kind === 'dash' || kind === 'verdict';

/**
 * The words of a line of headings, each with its new place; none where it is no line of headings: every one stands over a cell of the first row, and
 * beside them stands no result, as beside the turned title of a group of rows.
 */
function levelBand(band: readonly Heading[], pieces: readonly Piece[], page: Page): Moved[] {
  const box = unionBox(band);
  const size = Math.max(...band.map(({ fontSize }) => fontSize));
  const row = rowUnder(box, size, pieces);
  const over = band.filter(heading => row.some(cell => isCell(cell) && overlapX(cell.box, widened(heading)) > 0));
  // a note up the edge of the page beside the headings is none of them
  if (over.length === 0) return [];
  if (over.length < band.length) return levelBand(over, pieces, page);
  // a line of units leaves the columns out that tell of the samples
  const rows = row.every(({ kind }) => kind === 'unit') ? [...row, ...rowUnder(unionBox(row), size, pieces)] : row;
  const ends = unionBox(rows);
  const cells: Box = [ends[0], ruledTop(box, ends, page), ends[2], box[3]];
  const beside = pieces.filter(
    piece => overlapY(piece.box, cells) > 0.5 * (piece.box[3] - piece.box[1]) && overlapX(piece.box, cells) > 0 && piece.box[1] < ends[1],
  );
  if (beside.some(({ kind, text }) => isFinding(kind) && /\d/.test(text))) return [];
  const level = beside.filter(piece => rows.some(cell => overlapX(cell.box, piece.box) > 0));
  const stacks = stacked(level);
  if (over.length < FEWEST && stacks.length < FEWEST) return [];
  const bottom = Math.max(box[3], ...level.map(piece => piece.box[3]));
  return [...over.flatMap(heading => laidLevel(heading, bottom)), ...stacks.flatMap(stack => lowered(stack, bottom))];
}

/** How far up the rules between the headings run: level ones may stand at the top of their cells, over the turned ones. */
function ruledTop(box: Box, ends: Box, { rules }: Page): number {
  const beside = rules.filter(
    ({ from, to }) =>
      Math.abs(from[0] - to[0]) < 1 &&
      from[0] > ends[0] &&
      from[0] < ends[2] &&
      Math.max(from[1], to[1]) > box[1] &&
      Math.min(from[1], to[1]) < box[1],
  );
  return Math.min(box[1], ...beside.map(({ from, to }) => Math.min(from[1], to[1])));
}

/** A heading may be set to the other side of its column than the cells. */
const widened = ({ box, fontSize }: Heading): Box => [box[0] - fontSize, box[1], box[2] + fontSize, box[3]];

/** Level headings over one another. */
function stacked(pieces: readonly Piece[]): Piece[][] {
  const stacks: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => centreY(a) - centreY(b))) {
    const stack = stacks.find(others => overlapX(unionBox(others), piece.box) > 0);
    if (stack) stack.push(piece);
    else stacks.push([piece]);
  }
  return stacks;
}

/** A turned heading as a level one of its own breadth, each word as broad as its share of the letters. */
function laidLevel({ words, box, fontSize }: Heading, bottom: number): Moved[] {
  const middle = centreX({ box });
  const [left, right] = [Math.max(box[0], middle - 0.6 * fontSize), Math.min(box[2], middle + 0.6 * fontSize)];
  const letters = textOf(words).length;
  let at = 0;
  return words.map(word => {
    const from = left + ((right - left) * at) / letters;
    const to = from + ((right - left) * word.text.length) / letters;
    at += word.text.length + 1;
    const { angle: _, ...level } = word;
    return { from: word, word: { ...level, box: [from, bottom - fontSize, to, bottom], baseline: bottom - 0.25 * fontSize } };
  });
}

/** The lowest line of level headings comes into the line of the turned ones, those over it with it. */
function lowered(stack: readonly Piece[], bottom: number): Moved[] {
  const last = linesOf(stack).at(-1)!;
  const by = bottom - Math.max(...last.map(({ box }) => box[3]));
  return stack
    .flatMap(({ words }) => words)
    .map(word => ({
      from: word,
      word: { ...word, box: [word.box[0], word.box[1] + by, word.box[2], word.box[3] + by], baseline: word.baseline + by },
    }));
}

type Place = Extract<Evidence, { kind: 'page' }>;

const isPlace = (value: object): value is Place => 'kind' in value && value.kind === 'page' && 'box' in value;

function asPrinted<T>(value: T, page: Page, moved: ReadonlyMap<Word, Word>): T {
  if (Array.isArray(value)) return value.map(item => asPrinted(item, page, moved)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (isPlace(value)) return (value.page === page.number ? { ...value, box: printedBox(value.box, page, moved) } : value) as T;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asPrinted(member, page, moved)])) as T;
}

function printedBox(box: Box, page: Page, moved: ReadonlyMap<Word, Word>): Box {
  const inside = page.words.filter(word => {
    const [x, y] = [centreX(word), centreY(word)];
    return x > box[0] && x < box[2] && y > box[1] && y < box[3];
  });
  return inside.some(word => moved.has(word)) ? unionBox(inside.map(word => moved.get(word) ?? word)) : box;
}
