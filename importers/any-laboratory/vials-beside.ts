/** Vials beside one another, a column each, over a test a line. */
import { isFinding, isValueLike } from './cell.ts';
import type { Piece } from './piece.ts';
import { distance, type FoundVials, linesBelow, testIn, type VialCell } from './vial-cells.ts';
import { MEAN, VIAL } from './vial-names.ts';

/** `Test | Vial 1 | Vial 2` over a test a line. */
export function vialsBeside(lines: readonly Piece[][], at: number): FoundVials | null {
  const vials = lines[at]!.filter(({ text }) => VIAL.test(text));
  const [first, ...others] = lines[at]!;
  if (vials.length < 2 || !first || vials.includes(first) || others.some(piece => !vials.includes(piece) && !MEAN.test(piece.text)))
    return null;
  const rows = linesBelow(lines, at).map(line => line.filter(({ box }) => box[2] > first.box[0] - 0.2 * first.fontSize));
  const end = rows.findIndex(
    ([name, ...cells]) => !name || name.box[0] >= others[0]!.box[0] || !cells.some(({ kind }) => isFinding(kind) || kind === 'verdict'),
  );
  const own = end < 0 ? rows : rows.slice(0, end);
  const cells = own.flatMap(([name, ...row]) =>
    row
      .filter(({ kind }) => isValueLike(kind))
      .flatMap((value): VialCell[] => {
        const over = others.toSorted((a, b) => distance(a, value) - distance(b, value))[0]!;
        const vial = vials.includes(over) ? { text: over.text, pieces: [over] } : null;
        return [{ test: { text: testIn(name!.text), pieces: [name!] }, vial, value, heading: name, note: vial ? undefined : over }];
      }),
  );
  return cells.length === 0 ? null : { cells, taken: [...lines[at]!, ...own.flat()] };
}
