/** `Lead` over `(mg/kg)`: the unit of a row on a line of its own below its name. */
import { isFinding } from './cell.ts';
import { isKnownAnalyte } from './names.ts';
import { height, makePiece, type Piece, sameLine, textOf } from './piece.ts';

/** In rows: one alone may be anything. */
const FEWEST = 2;

const BRACKETED = /^[([][^()[\]]+[)\]]$/;

/** A name close over a unit in brackets that begins where it does, in type no larger. */
const isOver = (name: Piece, unit: Piece): boolean =>
  name.kind === 'text' &&
  unit.fontSize <= 1.05 * name.fontSize &&
  Math.abs(name.box[0] - unit.box[0]) < 0.3 * name.fontSize &&
  unit.box[1] > name.box[1] + 0.5 * height(name) &&
  unit.box[1] - name.box[3] < 0.5 * height(name) &&
  isKnownAnalyte(name.text);

/** Of a row, and not of the headings over it, whose units stand below them as well. */
const hasFinding = (name: Piece, pieces: readonly Piece[]): boolean =>
  pieces.some(piece => isFinding(piece.kind) && piece.box[0] > name.box[2] && sameLine(piece, name));

/** The pieces with such units behind the names, as they are printed elsewhere: `Lead (mg/kg)`. */
export function withUnitsUnder(pieces: readonly Piece[]): Piece[] {
  const found = pieces
    .filter(({ kind, text }) => kind === 'unit' && BRACKETED.test(text))
    .flatMap(unit => {
      const names = pieces.filter(piece => isOver(piece, unit) && hasFinding(piece, pieces));
      return names.length === 1 ? [[names[0]!, unit] as const] : [];
    });
  if (found.length < FEWEST) return [...pieces];
  const units = new Map(found);
  const taken = new Set(units.values());
  return pieces
    .filter(piece => !taken.has(piece))
    .map(name => {
      const unit = units.get(name);
      if (!unit) return name;
      const words = [...name.words, ...unit.words];
      // in the line of the name, whose height it keeps
      return { ...makePiece(words, name.page), text: textOf(words), box: name.box, fontSize: name.fontSize };
    });
}
