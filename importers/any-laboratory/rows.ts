/** The rows of a block: lines put together where names or cells are wrapped over several. */
import type { Page } from '../../src/document/document.ts';
import { cellKind, isValueLike } from './cell.ts';
import type { Column } from './columns.ts';
import { isKnownAnalyte, isMeasure, isSum, nameMatch } from './names.ts';
import { centreX, centreY, height, linesOf, makePiece, overlapX, type Piece, unionBox } from './pieces.ts';
import type { ColumnRole } from './roles.ts';
import { looksLikeHeader } from './roles.ts';

export interface Row {
  readonly names: readonly Piece[];
  /** By index of the column. */
  readonly cells: ReadonlyMap<number, readonly Piece[]>;
  /** Further cells that share a column with another: overprinted, or set close. */
  readonly strays?: readonly Piece[];
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
  readonly columns: readonly (Column & { readonly role?: ColumnRole | null })[];
  /** Centre of the last row that is certain. */
  readonly lastRow: number;
  /** Columns that make a row a row: values and verdicts. */
  readonly core: ReadonlySet<number>;
  /** Names of rows of other tables beside or below, and whatever else is known to be elsewhere. */
  readonly foreign: ReadonlySet<Piece>;
  readonly fontSize: number;
  /** Lines that are known to be rows. */
  readonly seeds: readonly (readonly Piece[])[];
}

interface Line {
  names: Piece[];
  cells: Map<number, Piece[]>;
  strays: Piece[];
  box: readonly [number, number, number, number];
}

/** The column a cell stands in: the one it overlaps most, else the nearest within reach. */
function columnOf(box: readonly [number, number, number, number], columns: readonly Column[], value: boolean): number {
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
  return most > (value ? -12 : 0) ? best : -1;
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
      const column =
        part.box[0] < body.nameRight - 2 && part.box[2] < firstLeft - 12 ? -1 : columnOf(part.box, body.columns, part.kind !== 'text');
      if (column < 0) line.strays.push(part);
      else line.cells.set(column, [...(line.cells.get(column) ?? []), part]);
    }
  }
  return line;
}

const middleOf = (line: { readonly box: readonly [number, number, number, number] }): number => (line.box[1] + line.box[3]) / 2;

const hasCore = (line: Line, body: Body): boolean =>
  [...line.cells].some(([i, cells]) => body.core.has(i) && cells.some(cell => isValueLike(cell.kind)));

const isNumeric = (line: Line): boolean =>
  [...line.cells.values()].flat().some(cell => cell.kind === 'number' || cell.kind === 'qualified');

/** A name that can head a row of a table whose other rows are analytes. */
function plausibleName(names: readonly Piece[], body: Body, numeric: boolean): boolean {
  const text = names.map(piece => piece.text).join(' ');
  return (
    names.length > 0 &&
    text.length <= 80 &&
    /\p{L}/u.test(text) &&
    !/[:=]$|:\s/.test(text) &&
    !/^(?:note|legend|page|analy[sz]ed|prepared|reviewed|tested|batch|sample|method|instrument|date)\b/i.test(text) &&
    !isMeasure(text) &&
    names.every(piece => piece.fontSize <= 1.35 * body.fontSize && piece.fontSize >= 0.7 * body.fontSize) &&
    (numeric || !looksLikeHeader(text) || isKnownAnalyte(text) || /total|sum/i.test(text))
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

interface Draft {
  names: Piece[];
  cells: Map<number, Piece[]>;
  wrapped: boolean;
  top: number;
  bottom: number;
  /** Centre of the line the values stand on. */
  at: number;
  named?: boolean;
}

/** Text that reached into a column of results from beside it: a label, a sentence, or words that do not stand under its heading. */
function isForeign(cell: Piece, column: Body['columns'][number]): boolean {
  const under = [{ box: [column.left, 0, column.right, 0] as const }, ...column.headingPieces].some(
    part => overlapX(part.box, cell.box) > 0,
  );
  return cell.kind === 'text' && (/:/.test(cell.text) || cell.words.length >= 3 || !under);
}

/**
 * A column of results holds one cell a row. What reads as one, on one line or several (`Not` / `Detected`), is one, and no word of it
 * is ever dropped; text that strayed in from beside is put out; a second finding is kept for what it is.
 */
function tidyCells(cells: ReadonlyMap<number, readonly Piece[]>, body: Body): { cells: Map<number, readonly Piece[]>; strays: Piece[] } {
  const kept = new Map<number, readonly Piece[]>();
  const strays: Piece[] = [];
  for (const [i, all] of cells) {
    const column = body.columns[i]!;
    const wordy = column.role === 'method' || column.role === 'note' || column.role === 'other' || column.role === 'limit';
    const own = wordy ? all : all.filter(cell => !isForeign(cell, column));
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
    const best = [...findings].sort((a, b) => overlap(b) - overlap(a))[0]!;
    kept.set(i, [best]);
    strays.push(...findings.filter(cell => cell !== best));
  }
  return { cells: kept, strays };
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
  const seeded = new Set(body.seeds.flat());
  const lines = [...body.seeds, ...linesOf(region.filter(piece => !seeded.has(piece)))]
    .map(line => readLine(line, body))
    .sort((a, b) => middleOf(a) - middleOf(b));
  const drafts: Draft[] = [];
  const loose: { line: Line; at: number }[] = [];
  const reach = Math.max(2.2 * body.fontSize, 1.6 * medianPitch(lines.filter(line => hasCore(line, body))));
  let bottom = body.lastRow;
  for (const line of lines) {
    const middle = middleOf(line);
    const core = hasCore(line, body);
    const total = core && isSum(joinName(line.names));
    if (middle > bottom + (total ? 2 : 1) * reach) break;
    const row = core && plausibleName(line.names, body, isNumeric(line));
    if (middle > body.lastRow + 1 && !row && !isTail(line, body)) break;
    if (row) {
      drafts.push({ names: [...line.names], cells: line.cells, wrapped: false, top: line.box[1], bottom: line.box[3], at: valuesAt(line) });
      bottom = Math.max(bottom, middle);
    } else {
      loose.push({ line, at: middle });
      if (core && line.names.length === 0) bottom = Math.max(bottom, middle);
    }
  }
  adoptRests(loose, drafts, body);
  adoptValues(loose, drafts, body);
  adoptNames(loose, drafts, body);
  return drafts
    .sort((a, b) => a.top - b.top)
    .map(({ names, cells, wrapped }) => ({
      names: names.sort((a, b) => centreY(a) - centreY(b) || a.box[0] - b.box[0]),
      ...tidyCells(cells, body),
      wrapped,
    }));
}

/** The height of the values' line: the middle one of the cells' centres, as some cells may be printed a little off. */
function valuesAt(line: Line): number {
  const centres = [...line.cells.values()]
    .flat()
    .map(centreY)
    .sort((a, b) => a - b);
  return centres[Math.floor(centres.length / 2)] ?? middleOf(line);
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

/** Whether cells on a line of their own can be the rest of a row: short, no label, and of a kind that the column holds. */
function completes(line: Line, home: Draft, body: Body): boolean {
  return [...line.cells].every(([i, cells]) => {
    const role = body.columns[i]?.role ?? null;
    const held = home.cells.get(i);
    const texts = cells.map(cell => cell.text).join(' ');
    if (/[:=]/.test(texts) || cells.some(cell => cell.words.length > 6)) return false;
    if (held) {
      const whole = [...held, ...cells].map(cell => cell.text).join(' ');
      const loose =
        [...held, ...cells].every(cell => ['text', 'unit', 'words'].includes(cell.kind)) && held.some(cell => cell.kind === 'text');
      return loose || (cells.every(cell => cell.kind === 'text') && ['words', 'qualified'].includes(cellKind(whole)));
    }
    return role === 'method' || role === 'note' || role === 'limit' || cells.every(cell => cell.kind !== 'text');
  });
}

const distance = (line: Line, draft: Draft): number => Math.max(0, line.box[1] - draft.bottom, draft.top - line.box[3]);

/** The second line of a row whose name and cells are both wrapped. */
function adoptRests(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  for (const entry of [...loose]) {
    const { line } = entry;
    if (line.names.length === 0 || line.cells.size === 0 || hasCore(line, body)) continue;
    const home = drafts.find(draft => line.box[1] >= draft.top && distance(line, draft) < 0.6 * (line.box[3] - line.box[1]));
    if (!home || !completes(line, home, body)) continue;
    const gain = nameQuality([...home.names, ...line.names], home, body) - nameQuality(home.names, home, body);
    if (gain < 0.05) continue;
    home.names.push(...line.names);
    for (const [i, cells] of line.cells) home.cells.set(i, [...(home.cells.get(i) ?? []), ...cells]);
    home.wrapped = true;
    home.bottom = Math.max(home.bottom, line.box[3]);
    loose.splice(loose.indexOf(entry), 1);
  }
}

/** Values without a name on their own line: they complete the row they touch, or the name stands above and below them. */
function adoptValues(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  for (const entry of [...loose]) {
    const { line } = entry;
    if (line.cells.size === 0 || line.names.length > 0) continue;
    const lineHeight = line.box[3] - line.box[1];
    const home = drafts
      .filter(draft => distance(line, draft) < 0.75 * lineHeight)
      .sort((a, b) => Math.abs(a.at - entry.at) - Math.abs(b.at - entry.at))[0];
    const ruled = (top: number, bottom: number): boolean => ruleBetween(body.page, top, bottom, body.nameLeft, body.right);
    if (home && completes(line, home, body) && !ruled(Math.min(home.bottom, line.box[3]), Math.max(home.top, line.box[1]))) {
      for (const [i, cells] of line.cells) home.cells.set(i, [...(home.cells.get(i) ?? []), ...cells]);
      // a smaller print on nearly the same line is no second line
      if (Math.abs(home.at - entry.at) > 0.6 * lineHeight) home.wrapped = true;
      loose.splice(loose.indexOf(entry), 1);
      continue;
    }
    if (!hasCore(line, body)) continue;
    const near = loose.filter(
      other =>
        other.line.names.length > 0 &&
        !hasCore(other.line, body) &&
        [...other.line.cells.values()].flat().every(cell => cell.kind === 'text' && !/[:=]/.test(cell.text)) &&
        Math.max(other.line.box[1] - line.box[3], line.box[1] - other.line.box[3]) < 0.9 * lineHeight &&
        !ruled(Math.min(other.line.box[3], line.box[3]), Math.max(other.line.box[1], line.box[1])),
    );
    const names = near.flatMap(other => other.line.names);
    if (!plausibleName(names, body, isNumeric(line))) continue;
    const cells = new Map<number, Piece[]>();
    for (const part of [...near.map(other => other.line), line].sort((a, b) => a.box[1] - b.box[1]))
      for (const [i, some] of part.cells) cells.set(i, [...(cells.get(i) ?? []), ...some]);
    const box = unionBox([...names, ...[...cells.values()].flat()]);
    drafts.push({ names, cells, wrapped: true, top: box[1], bottom: box[3], at: entry.at });
    for (const other of [...near, entry]) loose.splice(loose.indexOf(other), 1);
  }
}

/** A line of nothing but the rest of a name. */
const isNameRest = ({ names, cells }: Line, body: Body): boolean =>
  names.length > 0 &&
  cells.size === 0 &&
  names.every(
    piece =>
      Math.abs(piece.fontSize - body.fontSize) <= 0.2 * body.fontSize &&
      piece.kind !== 'unit' &&
      piece.text.length <= 60 &&
      !/:/.test(piece.text),
  );

/** The lines of names that follow a row without a gap or a rule, at most two. */
function adjacent(draft: Draft, lines: readonly Line[], direction: 1 | -1, body: Body): Line[] {
  const found: Line[] = [];
  let edge = direction === 1 ? Math.max(...draft.names.map(name => name.box[3])) : Math.min(...draft.names.map(name => name.box[1]));
  for (const line of lines.toSorted((a, b) => direction * (a.box[1] - b.box[1]))) {
    const gap = direction === 1 ? line.box[1] - edge : edge - line.box[3];
    const lineHeight = line.box[3] - line.box[1];
    if (gap < -0.5 * lineHeight) continue;
    const [upper, lower] = direction === 1 ? [edge - 2, line.box[1] + 2] : [line.box[3] - 2, edge + 2];
    if (gap > 0.8 * lineHeight || found.length === 2 || ruleBetween(body.page, upper, lower, body.nameLeft, body.nameRight)) break;
    found.push(line);
    edge = direction === 1 ? line.box[3] : line.box[1];
  }
  return found;
}

/** How good a name a set of lines makes: known to the dictionary, whole by its grammar, centred on its cells. */
function nameQuality(names: readonly Piece[], draft: Draft, body: Body): number {
  const lines = linesOf(names);
  const texts = lines.map(line => line.map(piece => piece.text).join(' '));
  const whole = texts.join(' ');
  const unclosed = (whole.match(/[([]/g) ?? []).length - (whole.match(/[)\]]/g) ?? []).length;
  const broken = /[-,/&+]$|\b(?:and|or|of|by|an?|per|with|i|covered)$/i.test(whole) ? 0.5 : 0;
  const opens = /^\p{Ll}/u.test(whole) && draft.names.every(piece => !/^\p{Ll}/u.test(piece.text)) ? 0.4 : 0;
  const seams = texts.slice(1).filter((text, i) => /^[(\p{Ll}]/u.test(text) || /[-,/&+]$/.test(texts[i]!)).length;
  const box = unionBox(names);
  const offset = Math.abs((box[1] + box[3]) / 2 - draft.at) / body.fontSize;
  return (
    nameMatch(joinName(names)) +
    0.45 * seams -
    0.5 * Math.abs(unclosed) -
    broken -
    opens -
    0.5 * Math.min(1.5, offset) -
    0.05 * (lines.length - 1)
  );
}

/** Lines that cling to one row while every other row is well away can hardly be anything but the rest of its name. */
function standsOff(lines: readonly Line[], draft: Draft, drafts: readonly Draft[]): boolean {
  const box = unionBox(lines);
  const lineHeight = lines[0]!.box[3] - lines[0]!.box[1];
  const away = (other: Draft): number => Math.max(other.top - box[3], box[1] - other.bottom);
  return away(draft) < 0.35 * lineHeight && drafts.every(other => other === draft || away(other) > 0.8 * lineHeight);
}

/** Names without values on their line: the rest of the name above, or the beginning of the name below. */
function adoptNames(loose: { line: Line; at: number }[], drafts: Draft[], body: Body): void {
  const free = new Set(loose.map(entry => entry.line).filter(line => isNameRest(line, body)));
  const proposals = drafts.flatMap(draft => {
    const above = adjacent(draft, [...free], -1, body);
    const below = adjacent(draft, [...free], 1, body);
    const alone = nameQuality(draft.names, draft, body);
    const upTo = (found: readonly Line[]): number[] => [...Array(found.length + 1).keys()];
    const choices = upTo(above).flatMap(a => upTo(below).map(b => [...above.slice(0, a), ...below.slice(0, b)]));
    return choices
      .filter(lines => lines.length > 0)
      .map(lines => ({
        draft,
        lines,
        gain:
          nameQuality([...draft.names, ...lines.flatMap(line => line.names)], draft, body) -
          alone +
          (standsOff(lines, draft, drafts) ? 0.6 : 0),
      }));
  });
  for (const { draft, lines, gain } of proposals.sort((a, b) => b.gain - a.gain)) {
    if (gain < 0.05 || draft.named || !lines.every(line => free.has(line))) continue;
    draft.names.push(...lines.flatMap(line => line.names));
    draft.named = true;
    draft.wrapped = true;
    for (const line of lines) free.delete(line);
  }
}
