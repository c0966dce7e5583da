/** `Units | Analyte | Result`: the units of a table stand in a column left of the names. */
import type { Row } from './body.ts';
import { overlapX, type Piece, sameLine, unionBox } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';
import type { Table } from './table.ts';

const OF_TABLE: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['name', 'value', 'limit', 'lod', 'loq', 'verdict']);

/** The unit left of the name of each row, under a heading of units level with those of the table. */
export function unitsLeftOf(
  tables: readonly { readonly table: Table; readonly rows: readonly Row[] }[],
  pieces: readonly Piece[],
  taken: ReadonlySet<Piece>,
): ReadonlyMap<Row, Piece> {
  const found = new Map<Row, Piece>();
  const units = pieces.filter(piece => piece.kind === 'unit' && !taken.has(piece));
  if (units.length < 2) return found;
  const headings = pieces.filter(({ text }) => text.length < 30 && roleOfHeader(text) === 'unit');
  for (const { table, rows } of tables) {
    const { head, nameLeft, columns } = table;
    if (head === null || columns.some(({ role }) => role === 'unit')) continue;
    const heading = headings
      .filter(({ box }) => box[2] <= nameLeft && head.pieces.some(piece => sameLine(piece, { box })))
      .sort((a, b) => b.box[2] - a.box[2])[0];
    // behind a heading of results it is of the table on the left
    const before = heading && pieces.filter(piece => piece.box[2] <= heading.box[0] && sameLine(piece, heading));
    if (!heading || before?.some(({ text }) => OF_TABLE.has(roleOfHeader(text)))) continue;
    const column = units.filter(({ box }) => box[2] <= nameLeft && overlapX(box, heading.box) > -0.5 * heading.fontSize);
    for (const row of rows) {
      const name = { box: unionBox(row.names) };
      const own = column.filter(piece => sameLine(piece, name));
      if (own.length === 1) found.set(row, own[0]!);
    }
  }
  return found;
}
