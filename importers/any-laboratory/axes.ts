/** Charts beside tables: the numbers along their axes are no cells of the rows that they happen to stand level with. */
import { splitUnit } from './cell.ts';
import { linesOf, type Piece } from './piece.ts';

/** Three columns of a row may well read 0, 1, 2. */
const FEWEST = 4;

/** `0 %` as 0 and `%`. */
function tick({ kind, text }: Piece): { readonly amount: number; readonly unit: string } | null {
  if (kind !== 'number') return null;
  const split = splitUnit(text);
  const amount = Number(split?.value ?? text);
  return Number.isFinite(amount) ? { amount, unit: split?.unit ?? '' } : null;
}

/** `0 % | 10 % | 20 % | 30 %` at equal distances, from nought. */
function axisFrom(line: readonly Piece[], from: number): Piece[] {
  const ticks = line.slice(from).map(tick);
  const first = ticks[0];
  const step = (ticks[1]?.amount ?? 0) - (first?.amount ?? 0);
  if (first?.amount !== 0 || step <= 0) return [];
  const middle = (at: number): number => (line[from + at]!.box[0] + line[from + at]!.box[2]) / 2;
  const pace = ticks.length > 1 ? middle(1) - middle(0) : 0;
  const end = ticks.findIndex(
    (one, i) =>
      one === null ||
      one.unit !== first.unit ||
      Math.abs(one.amount - i * step) > 0.01 * step ||
      Math.abs(middle(i) - middle(0) - i * pace) > 0.15 * pace * Math.max(1, i),
  );
  const axis = line.slice(from, end < 0 ? undefined : from + end);
  return axis.length >= FEWEST ? axis : [];
}

export function withoutAxes(pieces: readonly Piece[]): Piece[] {
  const axes = new Set(linesOf(pieces).flatMap(line => line.flatMap((_, from) => axisFrom(line, from))));
  return axes.size === 0 ? [...pieces] : pieces.filter(piece => !axes.has(piece));
}
