/**
 * A box for each analyte, its labels below one another: `Lead` over `Result: 0.12 µg/g`, `LOQ: 0.005`, `Limit: 0.5`, `Status: Pass`. The boxes of a
 * page are the rows of one table, the labels its headings.
 */
import type { Page } from '../../src/document/document.ts';
import type { Row } from './body.ts';
import { cellKind, isFinding, isUnit, isValueLike, unitsIn } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import { isKnownAnalyte } from './names.ts';
import { isPanelName, isQualityControl } from './panels.ts';
import { centreY, height, makePiece, overlapX, type Piece, sameLine, textOf, unionBox } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';
import type { Table } from './table.ts';

interface Found {
  readonly table: Table;
  readonly rows: readonly Row[];
}

interface Labelled {
  readonly label: Piece;
  readonly role: ColumnRole;
  readonly cell: Piece;
}

interface LabelledBox {
  readonly name: Piece;
  readonly lines: readonly Labelled[];
}

/** In sizes of type: how far a label may be set in under the name, how far below the line before, and how far its value stands off. */
const INDENT = 1.5;
const LEADING = 1.3;
const REACH = 16;

/** What a box may say beside the result. */
const ROLES: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>([
  'value',
  'unit',
  'lod',
  'loq',
  'reporting-limit',
  'limit',
  'verdict',
  'uncertainty',
  'method',
]);

/** The boxes, if any, and the pieces of the page with the labels in them apart from their values. */
export function labelledBoxes(
  page: Page,
  pieces: readonly Piece[],
): { readonly found: readonly Found[]; readonly pieces: readonly Piece[] } {
  const parted = new Map(pieces.flatMap(partedAtLabel));
  const labels = pieces.flatMap(piece => parted.get(piece)?.[0] ?? (isLabel(piece) ? [piece] : []));
  if (!labels.some(({ text }) => roleOf(text) === 'value')) return { found: [], pieces };
  const all = pieces.flatMap(piece => parted.get(piece) ?? [piece]);
  const names = all.filter(
    piece => piece.kind === 'text' && piece.words.length <= 8 && !labels.includes(piece) && !isPanelName(piece.text),
  );
  const boxes = names.flatMap(name => boxUnder(name, labels, all) ?? []);
  const known = boxes.filter(({ name }) => isKnownAnalyte(name.text));
  const bare = boxes.length === 1 && !boxes[0]!.lines.every(({ label }) => endsInColon(label.text));
  if (bare || known.length === 0 || known.length < 0.5 * boxes.length) return { found: [], pieces };
  const members = new Set(boxes.flatMap(({ lines }) => lines.flatMap(({ label, cell }) => [label, cell])));
  const rest = pieces.flatMap(piece => (parted.get(piece)?.some(part => members.has(part)) ? parted.get(piece)! : [piece]));
  return { found: [asTable(page, boxes)], pieces: rest };
}

const endsInColon = (text: string): boolean => /:$/.test(text);
const roleOf = (label: string): ColumnRole | null => {
  const role = roleOfHeader(label.replace(/\s*:$/, ''));
  return ROLES.has(role) ? role : null;
};
const isLabel = ({ kind, text }: Piece): boolean => kind === 'text' && (roleOf(text) !== null || endsInColon(text));

/** `Result: 0.12 µg/g` in one piece; labels of anything else, `Analyst: QX`, are lines of a box too. */
function partedAtLabel(piece: Piece): [Piece, readonly [Piece, Piece]][] {
  const end = piece.words.findIndex(({ text }) => endsInColon(text)) + 1;
  if (end < 1 || end > 5 || end === piece.words.length) return [];
  return [[piece, [makePiece(piece.words.slice(0, end), piece.page), makePiece(piece.words.slice(end), piece.page)]]];
}

/** The lines of labels close under a name, the first right under it, and a verdict beside the name; null where they say no result, or one thing twice. */
function boxUnder(name: Piece, labels: readonly Piece[], pieces: readonly Piece[]): LabelledBox | null {
  const lines: Labelled[] = [];
  let above = name;
  for (let label = nextLabel(name, above, labels, pieces); label; label = nextLabel(name, above, labels, pieces)) {
    if (isQualityControl(label.text)) return null;
    const role = roleOf(label.text);
    const cell = cellOf(label, labels, pieces);
    if (role !== null && cell !== null) lines.push(...withUnit({ label, role, cell }));
    above = label;
  }
  const badge = lines.length > 0 && !lines.some(({ role }) => role === 'verdict') ? besideOf(name, pieces)[0] : undefined;
  if (badge?.kind === 'verdict' && badge.box[0] - name.box[2] < REACH * name.fontSize)
    lines.push({ label: lines[0]!.label, role: 'verdict', cell: badge });
  const roles = lines.map(({ role }) => role);
  const result = lines.find(({ role }) => role === 'value')?.cell;
  if (!result || new Set(lines.map(({ label }) => label)).size < 2 || new Set(roles).size < roles.length) return null;
  const told = isKnownAnalyte(name.text) ? isValueLike(result.kind) : isFinding(result.kind);
  return told ? { name, lines } : null;
}

/** `ND µg/g`: a word, and the unit of what was looked for. */
function withUnit(line: Labelled): Labelled[] {
  const { words, page, kind } = line.cell;
  const at = line.role === 'value' && kind === 'text' ? words.findIndex((_, i) => i > 0 && isUnit(textOf(words.slice(i)))) : -1;
  if (at < 0 || cellKind(textOf(words.slice(0, at))) !== 'words') return [line];
  return [
    { ...line, cell: makePiece(words.slice(0, at), page) },
    { ...line, role: 'unit', cell: makePiece(words.slice(at), page) },
  ];
}

/** The label on the next line of the box, nothing between. */
function nextLabel(name: Piece, above: Piece, labels: readonly Piece[], pieces: readonly Piece[]): Piece | undefined {
  const next = labels.find(
    ({ box, fontSize }) =>
      box[0] > name.box[0] - 0.5 * fontSize &&
      box[0] < name.box[0] + INDENT * fontSize &&
      (above === name || Math.abs(box[0] - above.box[0]) < 0.5 * fontSize) &&
      box[1] > above.box[1] + 0.5 * height(above) &&
      box[1] - above.box[3] < LEADING * fontSize,
  );
  const between = (piece: Piece): boolean =>
    centreY(piece) > above.box[3] && centreY(piece) < next!.box[1] && overlapX(piece.box, unionBox([name, next!])) > 0;
  return next && !pieces.some(between) ? next : undefined;
}

const besideOf = (piece: Piece, pieces: readonly Piece[]): Piece[] =>
  pieces
    .filter(other => other.box[0] >= piece.box[2] - 0.3 * piece.fontSize && other !== piece && sameLine(other, piece))
    .sort((a, b) => a.box[0] - b.box[0]);

/** What stands beside a label, and nothing further behind it but another box. */
function cellOf(label: Piece, labels: readonly Piece[], pieces: readonly Piece[]): Piece | null {
  const [cell, next] = besideOf(label, pieces);
  if (!cell || labels.includes(cell) || cell.box[0] - label.box[2] > REACH * label.fontSize) return null;
  return next && !labels.includes(next) && !isKnownAnalyte(next.text) ? null : cell;
}

/** Labels of one meaning and unit are one column, whatever words each box has for it. */
const columnOf = ({ role, label }: Labelled): string => `${role} ${unitsIn(label.text)[0] ?? ''}`;

function asTable(page: Page, boxes: readonly LabelledBox[]): Found {
  const told = Map.groupBy(
    boxes.flatMap(({ lines }) => lines),
    columnOf,
  );
  const keys = [...told.keys()];
  const columns = [...told.values()].map((lines): RoledColumn => {
    const labels = lines.map(({ label }) => label);
    const { role } = lines[0]!;
    const [left, , right] = unionBox(labels);
    const heading = labels[0]!.text.replace(/\s*:$/, '');
    return { left, right, heading, headingPieces: labels, over: '', role, guessed: false, unit: unitsIn(heading)[0] ?? null };
  });
  const rows = boxes.map(
    ({ name, lines }): Row => ({
      names: [name],
      cells: new Map(lines.map(line => [keys.indexOf(columnOf(line)), [line.cell]] as const)),
      wrapped: false,
    }),
  );
  const seeds = boxes.map(({ name, lines }) => ({ name, aliases: [], cells: lines.map(({ cell }) => cell) }));
  const box = unionBox(boxes.map(({ name }) => name));
  const head = unionBox(columns.flatMap(({ headingPieces }) => headingPieces));
  const table: Table = {
    page,
    block: { seeds, left: box[0], right: page.width },
    head: { top: box[1], bottom: head[3], pieces: columns.flatMap(({ headingPieces }) => headingPieces) },
    nameHeading: '',
    columns,
    nameLeft: box[0],
    nameRight: box[2],
  };
  return { table, rows };
}
