/** `PASS | Lead | 0.2 ppm`: the verdicts of a table stand in a column left of the names. */
import type { Row } from './body.ts';
import { centreX, type Piece, sameLine, unionBox } from './piece.ts';
import type { Table } from './table.ts';

/** In font sizes: what stands further off is of another table. */
const FAR = 20;

/** The verdict left of the name of each row, where most rows of a table have one that is no cell of another table. */
export function verdictsLeftOf(
  tables: readonly { readonly table: Table; readonly rows: readonly Row[] }[],
  pieces: readonly Piece[],
  taken: ReadonlySet<Piece>,
): ReadonlyMap<Row, Piece> {
  const free = pieces.filter(piece => !taken.has(piece));
  const verdicts = free.filter(({ kind }) => kind === 'verdict');
  // a row that was not judged has its place in the column all the same
  const unjudged = free.filter(({ kind, text }) => kind === 'dash' || /^n\/?[ar]$/i.test(text));
  const found = new Map<Row, Piece>();
  for (const { table, rows } of tables) {
    if (verdicts.length === 0 || table.columns.some(({ role }) => role === 'verdict')) continue;
    const beside = rows.flatMap(row => {
      const badge = verdictBefore(row, verdicts);
      return badge ? [[row, badge] as const] : [];
    });
    if (beside.length < 2) continue;
    const lefts = beside.map(([, badge]) => centreX(badge));
    const inColumn = Math.max(...lefts) - Math.min(...lefts) < 12;
    const held = rows.filter(row => {
      const mark = verdictBefore(row, unjudged);
      return mark !== undefined && Math.abs(centreX(mark) - lefts[0]!) < 12;
    });
    if (beside.length + held.length <= 0.5 * rows.length || !inColumn) continue;
    for (const [row, badge] of beside) found.set(row, badge);
  }
  return found;
}

function verdictBefore({ names }: Row, verdicts: readonly Piece[]): Piece | undefined {
  const first = names[0];
  if (!first) return undefined;
  const left = unionBox(names)[0];
  return verdicts
    .filter(piece => piece.box[2] <= left && left - piece.box[2] < FAR * piece.fontSize && sameLine(piece, first))
    .sort((a, b) => b.box[2] - a.box[2])[0];
}
