/** The names of analytes side by side that head a table lying on its side, and what of the page is under each of them. */
import type { Box } from '../../src/coa/transcript.ts';
import { joinName } from './body.ts';
import { isFinding, isUnit } from './cell.ts';
import { isKnownAnalyte, nameScore, SYMBOL } from './names.ts';
import { isPanelName } from './panels.ts';
import { centreY, height, makePiece, overlapX, overlapY, type Piece, textOf, unionBox } from './piece.ts';
import { OVER_LOTS, OVER_SAMPLES, TELLS_OF_SAMPLE } from './sample-headings.ts';

/** At least so many analytes side by side, without a result among them, head a table. */
export const FEWEST = 3;

/** So many tell that a line is one of names where words stand among them that are known with the line below only. */
const MANY = 5;

const PORTION = /^[([]?\s*(?:v|in|per|en|dans)\s+\d+(?:[.,]\d+)?\s*g\s*[)\]]?$/i;

export interface Heading {
  pieces: Piece[];
  portion: Piece | null;
}

/** `r. Salmonella [v 25 g]` in one piece: the name, and the portion it was looked for in. */
export function splitPortion(piece: Piece): Piece[] {
  const at = piece.words.findIndex(
    (_, i) =>
      i > 0 &&
      PORTION.test(
        piece.words
          .slice(i)
          .map(word => word.text)
          .join(' '),
      ),
  );
  return at < 0 ? [piece] : [makePiece(piece.words.slice(0, at), piece.page), makePiece(piece.words.slice(at), piece.page)];
}

/** `Sample | Lead (mg/kg) | Nickel (% w/w)`: the names, and the units that stand behind each of them in brackets. */
export function withoutUnits(line: readonly Piece[]): { readonly line: readonly Piece[]; readonly units: readonly Piece[] } {
  const parts = line.map(piece => {
    const at = Math.max(
      0,
      piece.words.findLastIndex(word => word.text.startsWith('(')),
    );
    const [unit, name] = [piece.words.slice(at), piece.words.slice(0, at)];
    const text = textOf(unit);
    if (name.length === 0 || !/^\(.+\)$/.test(text) || !isUnit(text)) return null;
    const [own, behind] = [makePiece(name, piece.page), makePiece(unit, piece.page)];
    return isKnownAnalyte(own.text) ? { own, behind } : null;
  });
  // of `Δ9-THC (%)` the unit is a piece of its own
  const apart = line.filter((piece, i) => i > 0 && piece.kind === 'unit' && /^\(.+\)$/.test(piece.text) && isBehind(piece, line[i - 1]!));
  const units = [...parts.flatMap(part => part?.behind ?? []), ...apart];
  if (units.length < FEWEST) return { line, units: [] };
  const names = line.map((piece, i) => parts[i]?.own ?? piece).filter(piece => !apart.includes(piece));
  return { line: names, units: units.toSorted((a, b) => a.box[0] - b.box[0]) };
}

const isBehind = (unit: Piece, name: Piece): boolean =>
  unit.box[0] - name.box[2] < 0.6 * unit.fontSize && name.kind === 'text' && isKnownAnalyte(name.text);

interface NamesOfLine {
  readonly names: readonly Piece[];
  /** Too few to tell by themselves: the numbers of samples have to stand on the lines below. */
  readonly few: boolean;
}

/** The verdicts of a line, which stand behind the names in boxes: `Arsenic PASS | Cadmium PASS`. */
export const badgesOf = (line: readonly Piece[]): Piece[] => line.filter(({ kind }) => kind === 'verdict');

/** The line's names, when it is a line of names. Behind a heading such as `Lot #` two are enough. */
export function namesOf(line: readonly Piece[]): NamesOfLine {
  const none = { names: [], few: false };
  if (line.some(piece => isFinding(piece.kind) && piece.kind !== 'words')) return none;
  // a symbol alone may be anything, `As` and `U` above all
  const symbols = line.filter(({ text }) => SYMBOL.test(text));
  const names = line.filter(
    piece => piece.kind === 'text' && (nameScore(piece.text) >= 0.5 || (symbols.length >= FEWEST && symbols.includes(piece))),
  );
  const badges = badgesOf(line);
  // boxes side by side
  if (names.length >= 2 && names.length + badges.length === line.length && [0, names.length].includes(badges.length))
    return { names, few: names.length < FEWEST };
  const over = line.findLastIndex(({ text }) => OVER_SAMPLES.test(text) || OVER_LOTS.test(text) || TELLS_OF_SAMPLE.test(text));
  const behind = line.slice(over + 1).filter(piece => piece.kind === 'text' && !PORTION.test(piece.text));
  const known = behind.filter(piece => names.includes(piece));
  if (over >= 0 && known.length >= 2 && known.length >= 0.6 * behind.length) return { names: behind, few: known.length < FEWEST };
  // of many, some begin with a word that is a name with the next line only: `Total` over `CBD`
  const share = names.length >= MANY ? 0.5 : 0.6;
  return names.length >= FEWEST && names.length >= share * line.length ? { names, few: false } : none;
}

/** The names with the lines that belong to them: a word above or below that stands over the same column. */
export function headings(names: readonly Piece[], line: readonly Piece[], pieces: readonly Piece[]): Heading[] {
  const base = unionBox(names);
  const size = height(names[0]!);
  const around = pieces.filter(
    piece =>
      !line.includes(piece) &&
      piece.kind === 'text' &&
      piece.fontSize <= 1.2 * names[0]!.fontSize &&
      piece.words.length <= 5 &&
      piece.box[3] > base[1] - 2.2 * size &&
      piece.box[1] < base[3] + 2.2 * size,
  );
  const before = columnsBefore([...around, ...line.filter(piece => !names.includes(piece))], base, size);
  const behind = around.filter(piece => piece.box[0] >= base[0] - 2);
  const extra = line.filter(piece => !names.includes(piece) && piece.box[0] > base[0] && !PORTION.test(piece.text));
  const columns: Heading[] = [...before, ...[...names, ...extra].map(piece => [piece])].map(own => ({ pieces: own, portion: null }));
  for (const piece of behind.sort(
    (a, b) => Math.abs(centreY(a) - (base[1] + base[3]) / 2) - Math.abs(centreY(b) - (base[1] + base[3]) / 2),
  )) {
    const own = columns.find(
      column =>
        overlapX(unionBox(column.pieces), piece.box) >
        0.5 * Math.min(piece.box[2] - piece.box[0], column.pieces[0]!.box[2] - column.pieces[0]!.box[0]),
    );
    const gap = own ? Math.max(piece.box[1] - unionBox(own.pieces)[3], unionBox(own.pieces)[1] - piece.box[3]) : 0;
    if (own && gap < 0.6 * size && isPartOf(piece, own)) own.pieces.push(piece);
    else if (!own && Math.abs(centreY(piece) - (base[1] + base[3]) / 2) < 1.2 * size) columns.push({ pieces: [piece], portion: null });
  }
  for (const portion of line.filter(piece => PORTION.test(piece.text))) {
    const left = columns
      .filter(column => unionBox(column.pieces)[2] <= portion.box[0])
      .sort((a, b) => unionBox(b.pieces)[2] - unionBox(a.pieces)[2])[0];
    if (left) left.portion = portion;
  }
  return columns
    .sort((a, b) => unionBox(a.pieces)[0] - unionBox(b.pieces)[0])
    .map(column => ({ ...column, pieces: column.pieces.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]) }));
}

/** Left of the first name that stands on one line: `Δ9-` over `THC`, which are a name together only. */
function columnsBefore(around: readonly Piece[], base: Box, size: number): Piece[][] {
  const left = around
    .filter(({ box }) => box[2] < base[0] && (overlapY(box, base) > 0 || (box[1] > base[1] && box[1] - base[3] < 0.6 * size)))
    .sort((a, b) => a.box[1] - b.box[1]);
  const stacks: Piece[][] = [];
  for (const piece of left) {
    const under = stacks.find(stack => overlapX(unionBox(stack), piece.box) > 0);
    if (under) under.push(piece);
    else stacks.push([piece]);
  }
  return stacks.filter(stack => stack.length > 1 && isKnownAnalyte(joinName(stack)));
}

/** A label, the title of the panel, or a word that makes an unknown name of a known one is no part of a name. */
function isPartOf(piece: Piece, { pieces }: Heading): boolean {
  const totalled = /\btotal$/i.test(joinName(pieces));
  if (/[:=]/.test(piece.text) || (isPanelName(piece.text) && !totalled)) return false;
  const whole = joinName([...pieces, piece].sort((a, b) => a.box[1] - b.box[1]));
  return isKnownAnalyte(whole) || !isKnownAnalyte(joinName(pieces));
}

export interface Lane {
  readonly left: number;
  readonly right: number;
}

/** Each heading owns the x from half-way to its left neighbour to half-way to its right one; `Lot #` in their line is no heading of analytes. */
export function lanes(columns: readonly Heading[], line: readonly Piece[], pageWidth: number): Lane[] {
  const boxes = columns.map(column => unionBox([...column.pieces, ...(column.portion ? [column.portion] : [])]));
  const lead = line.findLast(piece => piece.box[2] <= boxes[0]![0]);
  return boxes.map((box, i) => {
    const before = boxes[i - 1] ?? lead?.box;
    const after = boxes[i + 1];
    const own = box[2] - box[0];
    return {
      left: Math.max(before ? (before[2] + box[0]) / 2 : 0, boxes[i - 1] ? 0 : box[0] - Math.max(12, 0.5 * own)),
      right: after ? (box[2] + after[0]) / 2 : Math.min(pageWidth, box[2] + Math.max(30, own)),
    };
  });
}
