/** `PASS | Lead | 0.2 ppm`: the verdicts of a table stand in a column left of the names. */
import type { Row } from './body.ts';
import { centreX, overlapX, type Piece, sameLine, unionBox } from './piece.ts';
import { roleOfHeader } from './roles.ts';
import type { Table } from './table.ts';

/** In font sizes: what stands further off is of another table. */
const FAR = 20;

/** The verdict left of the name of each row that is no cell of another table: most rows have one, or a heading of the table says so. */
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
    const headed = beside.length > 0 && isHeaded(table, beside[0]![1], pieces);
    if (beside.length < 2 && !headed) continue;
    const lefts = beside.map(([, badge]) => centreX(badge));
    const inColumn = Math.max(...lefts) - Math.min(...lefts) < 12;
    const held = rows.filter(row => {
      const mark = verdictBefore(row, unjudged);
      return mark !== undefined && Math.abs(centreX(mark) - lefts[0]!) < 12;
    });
    if ((beside.length + held.length <= 0.5 * rows.length && !headed) || !inColumn) continue;
    for (const [row, badge] of beside) found.set(row, badge);
  }
  return found;
}

/** `Evaluation` over the verdicts, level with the headings of the table: rows that were not judged are left empty. */
const isHeaded = ({ head, nameLeft }: Table, badge: Piece, pieces: readonly Piece[]): boolean =>
  pieces.some(
    ({ box, text }) =>
      box[2] <= nameLeft &&
      text.length < 30 &&
      roleOfHeader(text) === 'verdict' &&
      overlapX(box, badge.box) > 0 &&
      head?.pieces.some(piece => sameLine(piece, { box })),
  );

function verdictBefore({ names }: Row, verdicts: readonly Piece[]): Piece | undefined {
  const first = names[0];
  if (!first) return undefined;
  const left = unionBox(names)[0];
  return verdicts
    .filter(piece => piece.box[2] <= left && left - piece.box[2] < FAR * piece.fontSize && sameLine(piece, first))
    .sort((a, b) => b.box[2] - a.box[2])[0];
}
