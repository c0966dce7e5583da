/** `LOD | LOQ | Compound | mg/g`, `Limit | Solvent | Result`: what a method can measure, or what is allowed, stands in columns left of the names. */
import type { Row } from './body.ts';
import { isAmount } from './cell.ts';
import { overlapX, type Piece, sameLine, unionBox } from './piece.ts';
import { type ColumnRole, looksLikeHeader, roleOfHeader } from './roles.ts';
import type { Table } from './table.ts';

export interface LimitsLeft {
  readonly lod?: Piece;
  readonly loq?: Piece;
  readonly limit?: Piece;
}

const OF_TABLE: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['name', 'value', 'verdict', 'lod-loq']);
type Left = 'lod' | 'loq' | 'limit';
const isLeft = (role: ColumnRole | null): role is Left => role === 'lod' || role === 'loq' || role === 'limit';

/**
 * What stands left of the name of each row, under headings level with those of the table. Of another table's nothing is before them, unless that
 * begins with the same heading.
 */
export function limitsLeftOf(
  tables: readonly { readonly table: Table; readonly rows: readonly Row[] }[],
  pieces: readonly Piece[],
  taken: ReadonlySet<Piece>,
): ReadonlyMap<Row, LimitsLeft> {
  const found = new Map<Row, LimitsLeft>();
  const headings = pieces.filter(
    ({ text }) => text.length < 30 && looksLikeHeader(text) && (isLeft(roleOfHeader(text)) || OF_TABLE.has(roleOfHeader(text))),
  );
  const amounts = pieces.filter(piece => isAmount(piece.kind) && !taken.has(piece));
  for (const { table, rows } of tables) {
    const { head, nameLeft, columns } = table;
    const level = headings
      .filter(({ box }) => box[2] <= nameLeft && head?.pieces.some(piece => sameLine(piece, { box })))
      .toSorted((a, b) => a.box[0] - b.box[0]);
    const before = level.slice(level.findLastIndex(({ text }) => !isLeft(roleOfHeader(text))) + 1);
    const roles = before.map(({ text }) => roleOfHeader(text));
    if (before.length === 0 || level[0]!.text !== before[0]!.text || !roles.every(isLeft) || new Set(roles).size < roles.length) continue;
    if (columns.some(({ role }) => (isLeft(role) && roles.includes(role)) || role === 'lod-loq')) continue;
    for (const row of rows) {
      const name = { box: unionBox(row.names) };
      const own = before.flatMap((heading, i) => {
        const cells = amounts.filter(
          piece => piece.box[2] <= nameLeft && overlapX(piece.box, heading.box) > -0.5 * piece.fontSize && sameLine(piece, name),
        );
        return cells.length === 1 ? [[roles[i]!, cells[0]!] as const] : [];
      });
      if (own.length > 0) found.set(row, Object.fromEntries(own));
    }
  }
  return found;
}
