/** Results that stand outside any table: `TOTAL THC: 19.25 %`, or a name with its value above or below in a box. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { cellKind, isFinding, splitCompound, splitUnit, unitsIn } from './cell.ts';
import { isKnownAnalyte, isMeasure, isSum } from './names.ts';
import { panelOfAnalytes } from './panels.ts';
import { centreX, height, makePiece, overlapX, type Piece, printed, sameLine, unionBox } from './piece.ts';
import type { TableRow } from './tables.ts';

interface Statement {
  readonly name: Piece;
  readonly values: readonly Piece[];
  readonly doubts: readonly string[];
}

/** `Moisture: 2.569%` in one piece, apart at the colon; `TOTAL CBG:` and `0.08%` in two. */
function labelled(piece: Piece, pieces: readonly Piece[]): Statement | null {
  const at = piece.words.findIndex(word => /[:=]$/.test(word.text));
  if (at < 0) return null;
  const name = makePiece(piece.words.slice(0, at + 1), piece.page);
  const title = name.text.replace(/\s*[:=]$/, '');
  if (!isKnownAnalyte(title) || isMeasure(title)) return null;
  const rest = piece.words.slice(at + 1);
  const value = rest.length > 0 ? makePiece(rest, piece.page) : besideOf(piece, pieces);
  return value && (isFinding(value.kind) || splitUnit(value.text) !== null) ? { name, values: [value], doubts: [] } : null;
}

const besideOf = (piece: Piece, pieces: readonly Piece[]): Piece | null =>
  pieces
    .filter(other => other.box[0] >= piece.box[2] && other.box[0] - piece.box[2] < 20 * piece.fontSize && sameLine(piece, other))
    .sort((a, b) => a.box[0] - b.box[0])[0] ?? null;

/** Values carry their unit when they stand apart from any heading; words need no unit. */
const selfContained = (piece: Piece): boolean =>
  (isFinding(piece.kind) && splitUnit(piece.text) !== null) || (piece.kind === 'words' && piece.text.length > 3);

/** A name in a box of its own, its value directly above or below, nearer to it than to any other name. */
function stacked(name: Piece, names: readonly Piece[], pieces: readonly Piece[]): Statement | null {
  const near = (direction: 1 | -1): Piece[] =>
    pieces.filter(piece => {
      const gap = direction === 1 ? piece.box[1] - name.box[3] : name.box[1] - piece.box[3];
      const reach = Math.max(height(name), height(piece));
      return (
        selfContained(piece) &&
        gap > -0.4 * reach &&
        gap < 0.9 * reach &&
        Math.abs(centreX(piece) - centreX(name)) < 8 * name.fontSize &&
        !names.some(
          other =>
            other !== name && sameLine(other, name) && Math.abs(centreX(other) - centreX(piece)) < Math.abs(centreX(name) - centreX(piece)),
        )
      );
    });
  const below = near(1);
  const above = near(-1).filter(piece => overlapX(piece.box, name.box) > 0);
  const values = (below.length > 0 ? below : above).sort((a, b) => a.box[0] - b.box[0]);
  return values.length > 0 && values.length <= 2 ? { name, values, doubts: ['value-stacked'] } : null;
}

/** `taken`: pieces that tables have used already. */
export function readStatements(page: Page, pieces: readonly Piece[], taken: ReadonlySet<Piece>): TableRow[] {
  const free = pieces.filter(piece => !taken.has(piece));
  const inline = free.flatMap(piece => labelled(piece, free) ?? []);
  const spent = new Set(inline.flatMap(statement => statement.values));
  const names = free.filter(piece => piece.kind === 'text' && piece.words.length <= 5 && isSum(piece.text) && isKnownAnalyte(piece.text));
  const rest = free.filter(piece => !spent.has(piece));
  const boxed = names.flatMap(name => stacked(name, names, rest) ?? []);
  return [...inline, ...boxed].map(statement => toRow(page, statement));
}

function toRow(page: Page, { name, values, doubts }: Statement): TableRow {
  const parts = values.flatMap(piece => {
    const two = splitCompound(piece.text);
    return two ? [two.first, two.second].map(text => ({ piece, apart: splitUnit(text) })) : [{ piece, apart: splitUnit(piece.text) }];
  });
  const first = parts.find(part => unitsIn(part.apart?.unit ?? '')[0]?.includes('%')) ?? parts[0]!;
  const unitOf = ({ piece, apart }: (typeof parts)[number]): Printed | null => (apart ? printed(apart.unit, [piece], page) : null);
  const title = name.text.replace(/\s*[:=]$/, '');
  const unit = unitOf(first);
  return {
    panel: panelOfAnalytes([title]) ?? 'other',
    name: printed(title, [name], page),
    value: printed(first.apart?.value ?? first.piece.text, [first.piece], page),
    ...(unit ? { unit } : {}),
    further: parts
      .filter(part => part !== first && cellKind(part.piece.text) === 'number')
      .map(part => ({
        value: printed(part.apart?.value ?? part.piece.text, [part.piece], page),
        ...(unitOf(part) ? { unit: unitOf(part)! } : {}),
      })),
    doubts,
    page: page.number,
    y: unionBox([name, ...values])[1],
  };
}
