/** The rows of a block: lines put together where names or cells are wrapped over several. */
import type { Page } from '../../src/document/document.ts';
import { isFinding, isValueLike } from './cell.ts';
import type { Column } from './columns.ts';
import { isKnownAnalyte, nameMatch } from './names.ts';
import { centreX, centreY, height, linesOf, makePiece, overlapX, type Piece, unionBox } from './pieces.ts';
import { looksLikeHeader } from './roles.ts';

export interface Row {
  readonly names: readonly Piece[];
  /** By index of the column. */
  readonly cells: ReadonlyMap<number, readonly Piece[]>;
  /** The name or a cell stands on more than one line. */
  readonly wrapped: boolean;
}

export interface Body {
  readonly page: Page;
  readonly top: number;
  /** Extent of the names. */
  readonly nameLeft: number;
  readonly nameRight: number;
  readonly right: number;
  readonly columns: readonly Column[];
  /** Centre of the last row that is certain. */
  readonly lastRow: number;
  /** Columns that make a row a row: values and verdicts. */
  readonly core: ReadonlySet<number>;
  /** Names of rows of other tables beside or below, and whatever else is known to be elsewhere. */
  readonly foreign: ReadonlySet<Piece>;
  readonly fontSize: number;
}

interface Line {
  names: Piece[];
  cells: Map<number, Piece[]>;
  strays: Piece[];
  box: readonly [number, number, number, number];
}

/** The column a cell stands in: the one it overlaps most, else the nearest within reach. */
function columnOf(box: readonly [number, number, number, number], columns: readonly Column[]): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, column] of columns.entries()) {
    const left = Math.min(column.left, ...column.headingPieces.map(piece => piece.box[0]));
    const right = Math.max(column.right, ...column.headingPieces.map(piece => piece.box[2]));
    const core = Math.min(box[2], column.right) - Math.max(box[0], column.left);
    const wide = Math.min(box[2], right) - Math.max(box[0], left);
    const score = core > 0 ? core + 1000 : wide > 0 ? wide : Math.min(core, wide);
    if (score > most) {
      most = score;
      best = i;
    }
  }
  return most > -12 ? best : -1;
}

/** A piece that reaches into several columns, each part a cell of its own, is taken apart. */
function splitOverColumns(piece: Piece, columns: readonly Column[]): Piece[] {
  if (piece.words.length < 2 || piece.kind === 'verdict' || piece.kind === 'words') return [piece];
  const at = piece.words.map(word =>
    columns.findIndex(column => (word.box[0] + word.box[2]) / 2 >= column.left - 1 && (word.box[0] + word.box[2]) / 2 <= column.right + 1),
  );
  const distinct = [...new Set(at)];
  if (distinct.length < 2 || distinct.includes(-1)) return [piece];
  const parts = distinct.map(i =>
    makePiece(
      piece.words.filter((_, k) => at[k] === i),
      piece.page,
    ),
  );
  return parts.every(part => part.kind !== 'text') ? parts : [piece];
}

function readLine(pieces: readonly Piece[], body: Body): Line {
  const line: Line = { names: [], cells: new Map(), strays: [], box: unionBox(pieces) };
  const firstLeft = body.columns[0]?.left ?? body.nameRight;
  for (const piece of pieces) {
    const inNames =
      overlapX(piece.box, [body.nameLeft, 0, body.nameRight, 0]) > 0 &&
      centreX(piece) < Math.max(firstLeft, body.nameRight) &&
      piece.box[0] < firstLeft - 1;
    if (inNames) {
      line.names.push(piece);
      continue;
    }
    for (const part of splitOverColumns(piece, body.columns)) {
      const column = part.box[0] < body.nameRight - 2 && part.box[2] < firstLeft - 12 ? -1 : columnOf(part.box, body.columns);
      if (column < 0) line.strays.push(part);
      else line.cells.set(column, [...(line.cells.get(column) ?? []), part]);
    }
  }
  return line;
}

const hasCore = (line: Line, body: Body): boolean =>
  [...line.cells].some(([i, cells]) => body.core.has(i) && cells.some(cell => isValueLike(cell.kind)));

/** A name that can head a row of a table whose other rows are analytes. */
function plausibleName(names: readonly Piece[], body: Body): boolean {
  const text = names.map(piece => piece.text).join(' ');
  return (
    names.length > 0 &&
    text.length <= 80 &&
    /\p{L}/u.test(text) &&
    !/[:=]$|:\s/.test(text) &&
    !/^(?:note|legend|page|analy[sz]ed|prepared|reviewed|tested|batch|sample|method|instrument|date)\b/i.test(text) &&
    names.every(piece => piece.fontSize <= 1.35 * body.fontSize && piece.fontSize >= 0.7 * body.fontSize) &&
    !(looksLikeHeader(text) && !isKnownAnalyte(text) && !/total|sum/i.test(text))
  );
}

/** Whether a ruled line runs between two heights over the names. */
function ruleBetween(page: Page, upper: number, lower: number, left: number, right: number): boolean {
  return page.rules.some(rule => {
    const y = rule.from[1];
    return (
      Math.abs(rule.to[1] - y) < 1 &&
      y > upper &&
      y < lower &&
      Math.min(rule.from[0], rule.to[0]) < right &&
      Math.max(rule.from[0], rule.to[0]) > left
    );
  });
}

export function joinName(pieces: readonly Piece[]): string {
  return linesOf(pieces).reduce((name, line) => {
    const text = line.map(piece => piece.text).join(' ');
    if (name === '') return text;
    return /[\p{L}]-$/u.test(name) && /^\p{Ll}/u.test(text) ? name.slice(0, -1) + text : `${name} ${text}`;
  }, '');
}

/** How much the text of a further line looks like the rest of the name: its grammar, and what the dictionary says. */
function continues(first: readonly Piece[], second: readonly Piece[], alone: readonly Piece[]): boolean {
  const a = first.map(piece => piece.text).join(' ');
  const b = second.map(piece => piece.text).join(' ');
  const unclosed = (a.match(/[([]/g) ?? []).length > (a.match(/[)\]]/g) ?? []).length;
  if (unclosed || /[-,/&+]$|\b(?:and|or|of|by|an?|per|with|a|i)$/i.test(a) || /^[(\p{Ll}]/u.test(b)) return true;
  return nameMatch(joinName([...first, ...second])) > nameMatch(joinName(alone)) + 0.05;
}

interface Draft {
  names: Piece[];
  cells: Map<number, Piece[]>;
  wrapped: boolean;
  top: number;
  bottom: number;
}

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
  const lines = linesOf(region).map(line => readLine(line, body));
  const drafts: Draft[] = [];
  const loose: { line: Line; at: number }[] = [];
  const reach = Math.max(2.2 * body.fontSize, 1.6 * medianPitch(lines.filter(line => hasCore(line, body))));
  let bottom = body.lastRow;
  for (const line of lines) {
    const middle = (line.box[1] + line.box[3]) / 2;
    if (middle > bottom + reach) break;
    const core = hasCore(line, body);
    const row = core && plausibleName(line.names, body);
    if (middle > body.lastRow + 1 && !row && !isTail(line, body)) break;
    if (row) {
      drafts.push({ names: [...line.names], cells: line.cells, wrapped: false, top: line.box[1], bottom: line.box[3] });
      bottom = Math.max(bottom, middle);
    } else {
      loose.push({ line, at: middle });
      if (core && line.names.length === 0) bottom = Math.max(bottom, middle);
    }
  }
  adoptValues(loose, drafts, body);
  adoptNames(loose, drafts, body);
  return drafts
    .sort((a, b) => a.top - b.top)
    .map(({ names, cells, wrapped }) => ({ names: names.sort((a, b) => centreY(a) - centreY(b) || a.box[0] - b.box[0]), cells, wrapped }));
}

/** Below the last certain row, only the rest of a wrapped name or cell is still the table's. */
const isTail = (line: Line, body: Body): boolean => {
  const all = [...line.names, ...[...line.cells.values()].flat(), ...line.strays];
  return all.every(
    piece =>
      piece.words.length <= 6 &&
      piece.text.length <= 48 &&
      !/:/.test(piece.text) &&
      Math.abs(piece.fontSize - body.fontSize) <= 0.3 * body.fontSize,
  );
};

function medianPitch(lines: readonly Line[]): number {
  const gaps = lines.slice(1).map((line, i) => line.box[1] - lines[i]!.box[1]);
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}

/** Values without a name on their own line: the name stands above and below them, or they complete the row they touch. */
function adoptValues(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  for (const entry of [...loose]) {
    const { line } = entry;
    if (line.cells.size === 0 || line.names.length > 0) continue;
    const lineHeight = line.box[3] - line.box[1];
    const home = drafts.find(draft => line.box[1] - draft.bottom < 0.75 * lineHeight && draft.top - line.box[3] < 0.75 * lineHeight);
    const isFree = (i: number): boolean => !home?.cells.has(i);
    if (home && [...line.cells.keys()].every(isFree)) {
      for (const [i, cells] of line.cells) home.cells.set(i, cells);
      home.wrapped = true;
      loose.splice(loose.indexOf(entry), 1);
      continue;
    }
    if (
      home &&
      [...line.cells.values()].flat().every(cell => cell.kind === 'text' || !isFinding(cell.kind)) &&
      !ruleBetween(body.page, Math.min(home.bottom, line.box[3]), Math.max(home.top, line.box[1]), body.nameLeft, body.right)
    ) {
      for (const [i, cells] of line.cells) home.cells.set(i, [...(home.cells.get(i) ?? []), ...cells]);
      home.wrapped = true;
      loose.splice(loose.indexOf(entry), 1);
      continue;
    }
    if (!hasCore(line, body)) continue;
    const near = loose.filter(
      other =>
        other.line.names.length > 0 &&
        other.line.cells.size === 0 &&
        Math.max(other.line.box[1] - line.box[3], line.box[1] - other.line.box[3]) < 0.9 * lineHeight &&
        !ruleBetween(
          body.page,
          Math.min(other.line.box[3], line.box[3]),
          Math.max(other.line.box[1], line.box[1]),
          body.nameLeft,
          body.right,
        ),
    );
    const names = near.flatMap(other => other.line.names);
    if (!plausibleName(names, body)) continue;
    const box = unionBox([...names, ...[...line.cells.values()].flat()]);
    drafts.push({ names, cells: line.cells, wrapped: true, top: box[1], bottom: box[3] });
    for (const other of [...near, entry]) loose.splice(loose.indexOf(other), 1);
  }
}

/** Names without values on their line: the rest of the name above, or the beginning of the name below. */
function adoptNames(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  for (const { line } of loose) {
    if (line.names.length === 0 || line.cells.size > 0) continue;
    if (!line.names.every(piece => Math.abs(piece.fontSize - body.fontSize) <= 0.2 * body.fontSize && piece.kind !== 'unit')) continue;
    if (line.names.some(piece => piece.text.length > 60 || /:/.test(piece.text))) continue;
    const reach = 0.8 * (line.box[3] - line.box[1]);
    const above = drafts.find(
      draft => line.box[1] - draft.bottom < reach && line.box[1] >= draft.bottom - reach && draft.top < line.box[1],
    );
    const below = drafts.find(draft => draft.top - line.box[3] < reach && draft.top >= line.box[3] - reach && draft.bottom > line.box[3]);
    const joinsAbove =
      above &&
      !ruleBetween(body.page, above.bottom - 2, line.box[1] + 2, body.nameLeft, body.nameRight) &&
      continues(above.names, line.names, above.names);
    const joinsBelow =
      below &&
      !ruleBetween(body.page, line.box[3] - 2, below.top + 2, body.nameLeft, body.nameRight) &&
      continues(line.names, below.names, below.names);
    const home = joinsAbove ? above : joinsBelow ? below : null;
    if (!home) continue;
    home.names.push(...line.names);
    home.wrapped = true;
    home.top = Math.min(home.top, line.box[1]);
    home.bottom = Math.max(home.bottom, line.box[3]);
  }
}
