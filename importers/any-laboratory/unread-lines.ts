/** Lines that look like results, and that no result came of: told, so that none is left out in silence. */
import type { Problem } from '../../src/coa/problem.ts';
import type { Box, Evidence } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { isAmount, isValueLike, isYear } from './cell.ts';
import { isMeasure, isSymbol, knownAnalyte } from './names.ts';
import { isQualityControl } from './panels.ts';
import { centreY, evidenceOf, height, linesOf, overlapX, overlapY, type Piece, sameLine, textOfLine, unionBox } from './piece.ts';
import { piecesOf } from './pieces.ts';
import { looksLikeHeader } from './roles.ts';
import type { TableRow } from './table-row.ts';

/** What was read of one row: where its name and its value stand. */
interface ReadRow {
  readonly name: Box;
  readonly value: Box;
}

/** In heights of a row: further from the next row a line is not of its table. */
const NEXT = 2.6;
/** Lines that are quoted; of more their number is told. */
const QUOTED = 5;

/**
 * The problem that quotes them, on whichever page they are: lines that stand among the results that were read, and those with an analyte and a value
 * of which `read`, the rows of the same sample, tells nothing. None where every line of the tables was read.
 */
export function unreadLines(pages: readonly Page[], rows: readonly TableRow[], read: readonly TableRow[] = rows): Problem[] {
  const among = pages.flatMap(page => unreadOn(page, rows));
  const taken = new Set(among.flat());
  const lines = [...among, ...unreadAnalytes(pages, read).filter(([name]) => !taken.has(name!))];
  if (lines.length === 0) return [];
  const quoted = lines.slice(0, QUOTED).map(line => `“${line.map(({ text }) => text).join(' | ')}”`);
  const more = lines.length > QUOTED ? ` and ${lines.length - QUOTED} more` : '';
  const first = lines[0]!;
  const page = pages.find(({ number }) => number === first[0]!.page)!;
  return [
    {
      code: 'lines-unread',
      severity: 'warning',
      message: `Lines that look like results were not understood and are left out: ${quoted.join(', ')}${more}. Compare with the page.`,
      evidence: evidenceOf(first, textOfLine(first), page),
    },
  ];
}

/** Lines with the name of an analyte that no row has, and a value on its right: as a whole table leaves behind that was not read. */
function unreadAnalytes(pages: readonly Page[], rows: readonly TableRow[]): Piece[][] {
  const known = new Set(rows.map(({ name }) => knownAnalyte(name.text)?.id));
  const lines = pages.flatMap(page => {
    const printed = piecesOf(page);
    let places: readonly Box[] | null = null;
    return printed.flatMap(name => {
      const analyte = mayName(name) ? knownAnalyte(name.text) : undefined;
      if (!analyte || known.has(analyte.id)) return [];
      const behind = printed.filter(other => other.box[0] >= name.box[2] && sameLine(other, name)).sort((a, b) => a.box[0] - b.box[0]);
      const at = behind.findIndex(isFound);
      // of the name nearer to the value
      if (at < 0 || behind.slice(0, at).some(({ text }) => knownAnalyte(text))) return [];
      // a line of a name that was read whole
      places ??= placesOf(rows, page.number);
      if (uncovered([name], places).length === 0) return [];
      return [{ analyte, line: [name, ...behind.slice(0, at + 1)] }];
    });
  });
  // one of these alone says what the sample is like: `Moisture | 6.1 %` among its labels
  const isAlone = lines.every(({ analyte }) => analyte.group === 'physical') && new Set(lines.map(({ analyte }) => analyte.id)).size < 2;
  return isAlone ? [] : lines.map(({ line }) => line);
}

/** No initials of whoever tested, no formula. */
const mayName = ({ kind, text }: Piece): boolean =>
  kind === 'text' && text.length <= 60 && !isSymbol(text) && !text.includes('=') && !isMeasure(text);

const isFound = ({ kind, text }: Piece): boolean =>
  (isAmount(kind) && !isYear(text)) || (kind === 'words' && !/^(?:not tested|n\/?[at])$/i.test(text));

function unreadOn(page: Page, all: readonly TableRow[]): Piece[][] {
  const rows = all.filter(row => row.page === page.number);
  const table = rows.flatMap(({ name, value }): ReadRow[] => {
    const [own, found] = [name.evidence, value.evidence];
    return isPlace(own) && isPlace(found) && own.page === found.page && own.box[2] <= found.box[0] + 1
      ? [{ name: own.box, value: found.box }]
      : [];
  });
  if (table.length < 2) return [];
  const printed = piecesOf(page);
  const values = uncovered(
    printed.filter(({ kind, text }) => isValueLike(kind) && !isYear(text)),
    table.map(({ value }) => value),
  );
  // as a rule there is none, and nothing more to be looked for
  if (![1, -1].some(direction => values.some(value => isBelowOne(value, table, direction)))) return [];
  const places: Box[] = [];
  for (const row of rows) placesOf(row, page.number, places);
  const lines = linesOf(printed).map(line => {
    const box = unionBox(line);
    const level = places.filter(place => overlapY(place, box) > 0);
    return uncovered(line, level);
  });
  const unread: Piece[][] = [];
  // downwards, then upwards: a line that was not read may stand next to another
  for (const direction of [1, -1]) {
    const near = [...table];
    for (const pieces of direction > 0 ? lines : lines.toReversed()) {
      const line = asRow(pieces, near, direction);
      if (!line || unread.some(known => known[0] === line.pieces[0])) continue;
      near.push(line.row);
      unread.push(line.pieces);
    }
  }
  return unread.sort((a, b) => centreY(a[0]!) - centreY(b[0]!));
}

/** Of which nothing that was read speaks. */
const uncovered = (pieces: readonly Piece[], places: readonly Box[]): Piece[] =>
  pieces.filter(piece => !places.some(place => overlapX(place, piece.box) > 0 && overlapY(place, piece.box) > 0.3 * height(piece)));

/** Or above one, where `direction` is upwards. */
const isBelowOne = (value: Piece, rows: readonly ReadRow[], direction: number): boolean =>
  rows.some(row => isNext(row, value, direction) && isUnder(value.box, row.value));

/** What stands under the values next to a row that was read, and whatever is left of it; null for headings. */
function asRow(pieces: readonly Piece[], near: readonly ReadRow[], direction: number): { row: ReadRow; pieces: Piece[] } | null {
  if (2 * pieces.filter(({ text }) => looksLikeHeader(text)).length > pieces.length) return null;
  for (const value of pieces) {
    if (!isValueLike(value.kind) || isYear(value.text)) continue;
    const names = isBelowOne(value, near, direction) ? pieces.filter(piece => piece.box[2] <= value.box[0]) : [];
    const name = textOfLine(names);
    const [from] = names;
    if (!from || isNoRow(name, from)) continue;
    return { row: { name: unionBox(names), value: value.box }, pieces: pieces.filter(({ box }) => box[0] >= from.box[0]) };
  }
  return null;
}

const isNext = ({ value: [, top, , bottom] }: ReadRow, { box }: Piece, direction: number): boolean => {
  const apart = direction > 0 ? box[1] - bottom : top - box[3];
  return apart < (NEXT - 1) * (bottom - top) && (direction > 0 ? box[1] > top : box[3] < bottom);
};

/** One below the other, half of the narrower at least. */
const isUnder = (a: Box, b: Box): boolean => overlapX(a, b) >= 0.5 * Math.min(a[2] - a[0], b[2] - b[0]);

/** What a laboratory weighed, controls, a legend (`ND = not detected`): told of elsewhere, or nothing that was measured. */
const isNoRow = (name: string, { kind }: Piece): boolean =>
  kind === 'words' || isQualityControl(name) || isMeasure(name) || /[:=]$|:\s|\s=\s/.test(name) || !/[\p{L}\p{N}]/u.test(name);

/** Of whatever was read, wherever in the row it stands. */
function placesOf(part: unknown, page: number, into: Box[] = []): Box[] {
  if (typeof part !== 'object' || part === null) return into;
  if (isPlace(part)) {
    if (part.page === page) into.push(part.box);
  } else for (const key in part) placesOf((part as Record<string, unknown>)[key], page, into);
  return into;
}

const isPlace = (part: object): part is Extract<Evidence, { kind: 'page' }> => 'kind' in part && part.kind === 'page';
