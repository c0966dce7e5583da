/** `0.005 /` over `0.016` in a column too narrow for both: the LOD and LOQ of one row. */
import { centreX, height, makePiece, overlapX, type Piece, sameLine } from './piece.ts';

/** One alone may be anything. */
const FEWEST = 2;

/** The three parts as one piece, which stands where the first of them does. */
export function withPairsOverLines(pieces: readonly Piece[]): readonly Piece[] {
  const slashes = pieces.filter(({ text }) => text === '/');
  if (slashes.length < FEWEST) return pieces;
  const pairs = slashes.flatMap(slash => {
    const upper = pieces.find(
      ({ kind, box, fontSize, ...piece }) =>
        kind === 'number' &&
        sameLine({ box }, slash) &&
        box[2] <= slash.box[0] + 1 &&
        slash.box[0] - box[2] < 0.6 * fontSize &&
        piece.words.length === 1,
    );
    const lower = upper && pieces.find(piece => isUnder(piece, upper, slash));
    return upper && lower ? [{ upper, slash, lower }] : [];
  });
  if (pairs.length < FEWEST) return pieces;
  const parts = new Map(pairs.flatMap(({ upper, slash, lower }) => [upper, slash, lower].map(part => [part, upper] as const)));
  const joined = new Map(
    pairs.map(({ upper, slash, lower }) => [
      upper,
      {
        ...makePiece(
          [upper, slash, lower].flatMap(({ words }) => words),
          upper.page,
        ),
        box: upper.box,
      },
    ]),
  );
  return pieces.flatMap(piece => {
    const of = parts.get(piece);
    return of === undefined ? [piece] : of === piece ? [joined.get(piece)!] : [];
  });
}

/** The next line of the same cell. */
const isUnder = (piece: Piece, upper: Piece, slash: Piece): boolean =>
  piece.kind === 'number' &&
  piece.words.length === 1 &&
  piece.box[1] >= upper.box[3] - 0.3 * height(upper) &&
  piece.box[1] - upper.box[3] < 0.6 * height(upper) &&
  overlapX(piece.box, [upper.box[0], 0, slash.box[2], 0]) > 0 &&
  Math.abs(centreX(piece) - (upper.box[0] + slash.box[2]) / 2) < upper.fontSize;
