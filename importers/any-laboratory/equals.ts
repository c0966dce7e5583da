/** `Total THC = 0.061 %`: the sign says of which name the number is, wherever columns stand. */
import { isKnownAnalyte } from './names.ts';
import { makePiece, type Piece, sameLine } from './piece.ts';

/** In font sizes: the widest blank before the sign. */
const GAP = 2;

/** A name and what is said to equal it, joined to one piece, which is no cell of a table. */
export function withEquals(pieces: readonly Piece[]): Piece[] {
  const gone = new Set<Piece>();
  const joined: Piece[] = [];
  for (const amount of pieces) {
    if (!/^=\s?[<≤]?\s?[\d.]/.test(amount.text)) continue;
    const name = pieces.find(
      piece =>
        piece.kind === 'text' &&
        piece.box[2] <= amount.box[0] + 1 &&
        amount.box[0] - piece.box[2] < GAP * piece.fontSize &&
        sameLine(piece, amount) &&
        isKnownAnalyte(piece.text),
    );
    if (!name) continue;
    gone.add(name).add(amount);
    joined.push(makePiece([...name.words, ...amount.words], amount.page));
  }
  return [...pieces.filter(piece => !gone.has(piece)), ...joined];
}
