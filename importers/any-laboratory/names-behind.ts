/** `Result | Unit | Parameter`: tables whose names stand behind their results. */
import type { Page } from '../../src/document/document.ts';
import type { Row } from './body.ts';
import { isValueLike } from './cell.ts';
import { giveRole, type RoledColumn } from './column-roles.ts';
import { nameScore } from './names.ts';
import { centreX, height, linesOf, type Piece, unionBox } from './piece.ts';
import { type ColumnRole, type HeaderWord, looksLikeHeader, roleOfHeader } from './roles.ts';
import type { Table } from './table.ts';

const KEEPS: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>([
  'value',
  'unit',
  'lod',
  'loq',
  'limit',
  'verdict',
  'method',
  'reporting-limit',
  'uncertainty',
  'other',
  'note',
]);

/**
 * The heading over the names in a line of nothing but headings, with one of results before it, or of limits where the results stand behind; null
 * where there is none. Before names with results behind them a second number (`Dose (µg)`) is none.
 */
function nameHeading(line: readonly Piece[], extra: readonly HeaderWord[]): Piece | null {
  if (line.length < 2 || !line.every(piece => piece.kind === 'unit' || looksLikeHeader(piece.text, extra))) return null;
  const names = line.filter(piece => roleOfHeader(piece.text, extra) === 'name');
  const at = names.length === 1 ? line.indexOf(names[0]!) : -1;
  const roles = line.map(piece => roleOfHeader(piece.text, extra));
  const before = roles.slice(0, Math.max(0, at));
  const isBehind = roles.slice(at).includes('value');
  return before.includes(isBehind ? 'limit' : 'value') &&
    !(isBehind && before.includes('value')) &&
    line.every(piece => piece === names[0] || KEEPS.has(roleOfHeader(piece.text, extra)))
    ? names[0]!
    : null;
}

/** The heading each piece of a line stands under; null where two stand under one, or one under none. */
function under(line: readonly Piece[], headings: readonly Piece[]): Map<Piece, Piece> | null {
  const found = new Map<Piece, Piece>();
  for (const piece of line) {
    const gap = (heading: Piece): number => Math.max(0, heading.box[0] - piece.box[2], piece.box[0] - heading.box[2]);
    const [nearest] = headings.toSorted(
      (a, b) => gap(a) - gap(b) || Math.abs(centreX(a) - centreX(piece)) - Math.abs(centreX(b) - centreX(piece)),
    );
    if (!nearest || gap(nearest) > 1.5 * piece.fontSize || found.has(nearest)) return null;
    found.set(nearest, piece);
  }
  return found;
}

/** Tables of at least two rows, every piece of which stands under a heading of its own. */
export function findNamesBehind(page: Page, pieces: readonly Piece[], extra: readonly HeaderWord[]): { table: Table; rows: Row[] }[] {
  const lines = linesOf(pieces);
  return lines.flatMap((line, at) => {
    const heading = nameHeading(line, extra);
    if (!heading) return [];
    const rows: ReadonlyMap<Piece, Piece>[] = [];
    let bottom: number = heading.box[3];
    for (const next of lines.slice(at + 1)) {
      const box = unionBox(next);
      const cells: ReadonlyMap<Piece, Piece> | null = box[1] - bottom > 2.5 * height(heading) ? null : under(next, line);
      const name = cells?.get(heading);
      const result = cells && [...cells].some(([head, cell]) => roleOfHeader(head.text, extra) === 'value' && isValueLike(cell.kind));
      if (!cells || !name || name.kind !== 'text' || !result) break;
      rows.push(cells);
      bottom = box[3];
    }
    const named = rows.filter(cells => nameScore(cells.get(heading)!.text) >= 0.5);
    return rows.length >= 2 && named.length > 0.5 * rows.length ? [tableOf(page, line, heading, rows, extra)] : [];
  });
}

function tableOf(
  page: Page,
  line: readonly Piece[],
  heading: Piece,
  cells: readonly ReadonlyMap<Piece, Piece>[],
  extra: readonly HeaderWord[],
) {
  const names = cells.map(row => row.get(heading)!);
  const lines = cells.map(row => [...row.values()]);
  const headings = line.filter(piece => piece !== heading);
  const columns = headings.map((piece): RoledColumn => {
    const box = unionBox([piece, ...cells.flatMap(row => row.get(piece) ?? [])]);
    return giveRole({ left: box[0], right: box[2], heading: piece.text, headingPieces: [piece], over: '' }, lines, extra);
  });
  const box = unionBox([...line, ...lines.flat()]);
  const seeds = cells.map((row, i) => ({ name: names[i]!, aliases: [], cells: headings.flatMap(piece => row.get(piece) ?? []) }));
  const nameBox = unionBox(names);
  const table: Table = {
    page,
    block: { seeds, left: box[0], right: box[2] },
    head: { top: unionBox(line)[1], bottom: unionBox(line)[3], pieces: line },
    nameHeading: heading.text,
    columns,
    nameLeft: nameBox[0],
    nameRight: nameBox[2],
  };
  const rows = cells.map(
    (row, i): Row => ({
      names: [names[i]!],
      cells: new Map(headings.flatMap((piece, k) => (row.has(piece) ? [[k, [row.get(piece)!]] as const] : []))),
      wrapped: false,
    }),
  );
  return { table, rows };
}
