/** Cells wrapped over two lines whose lower line, read alone, would say the opposite or nothing. */
import type { Word } from '../../src/document/document.ts';
import { cellKind, isAmount, splitUnit } from './cell.ts';
import { SPECIFIED } from './column-roles.ts';
import { isPanelName } from './panels.ts';
import { centreX, centreY, height, linesOf, makePiece, type Piece, sameLine, textOf } from './piece.ts';
import { looksLikeHeader } from './roles.ts';

/** Words that turn round what stands on the next line of their cell, and the beginnings of a test portion. */
export const NEGATION = /^(?:not|none|no|non|nicht|niet|ne|nie|não|does not|out of)$/i;
export const PORTION_START = /^(?:per|in|\/|v|ve|w|na|en|em|dans|auf|pro|je)(?: \d+(?:[.,]\d+)?)?$/i;

/** `Salmonella spp. w 25 g`, `E. coli/ 10g`: the portion that is looked for in, a part of the name. */
export const isPortion = (words: readonly Word[], at: number): boolean =>
  (PORTION_START.test(words[at - 1]?.text ?? '') || /\p{L}\/$/u.test(words[at - 1]?.text ?? '')) &&
  /^\d+(?:[.,]\d+)? ?(?:g|ml)\b/i.test(textOf(words.slice(at, at + 2)));

const QUALIFIER = /^[UJBHEQ]{1,2}$/;
const AMOUNTS: ReadonlySet<string> = new Set(['number', 'qualified']);

/** What stands before a limit, the number of which may stand on the next line of its cell. */
const COMPARISON = /^(?:nmt|nlt|max\.?|min\.?|<=|>=|=<|=>|[<>≤≥])$/i;

/**
 * `no` over `detectado`, and close behind it the `Cumple` of the next column: not `no Cumple`. Likewise `NMT` over `0.5`, and close behind it the method
 * of the next column; `Max. Allowed` over a number is a heading.
 */
export function negationsApart(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(piece => {
    const [first, ...rest] = piece.words;
    if (!first || rest.length === 0) return [piece];
    const bounds = piece.kind === 'text' && COMPARISON.test(first.text) && /^\p{L}/u.test(rest[0]!.text) && !looksLikeHeader(piece.text);
    if (!bounds && (piece.kind !== 'verdict' || !NEGATION.test(first.text))) return [piece];
    const upper = makePiece([first], piece.page);
    const below = pieces.some(
      lower => isUnder(lower, upper) && (bounds ? lower.kind === 'number' : cellKind(`${upper.text} ${lower.text}`) === 'words'),
    );
    return below ? [upper, makePiece(rest, piece.page)] : [piece];
  });
}

/** The next line of the same cell, set to the same side. */
function isUnder(lower: Piece, upper: Piece): boolean {
  const gap = lower.box[1] - upper.box[3];
  const edges = [lower.box[0] - upper.box[0], lower.box[2] - upper.box[2], centreX(lower) - centreX(upper)];
  return (
    Math.abs(lower.fontSize - upper.fontSize) < 0.15 * upper.fontSize &&
    gap > -0.5 * height(upper) &&
    gap < 0.7 * height(upper) &&
    centreY(lower) > centreY(upper) + 0.5 * height(upper) &&
    edges.some(edge => Math.abs(edge) < 0.35 * upper.fontSize)
  );
}

/** `Absent` and close behind it `in`, their `10 g` on the next line of the cell, under the finding. */
function portionUnder(preposition: Piece, pieces: readonly Piece[]): { finding: Piece; lower: Piece } | null {
  const { box, fontSize } = preposition;
  const finding = pieces.find(
    piece => piece.kind === 'words' && sameLine(piece, preposition) && piece.box[2] <= box[0] && box[0] - piece.box[2] < 0.6 * fontSize,
  );
  const lower = finding && pieces.find(piece => isUnder(piece, finding) && PORTION.test(`${preposition.text} ${piece.text}`));
  return finding && lower ? { finding, lower } : null;
}

const PORTION = /^\p{L}+ \d+(?:[.,]\d+)? ?(?:g|gm|grams?|ml)$/iu;

/**
 * `NMT 100,000 | 1,200` over `CFU/g | CFU/g`: cells wrapped before their units. A line of nothing but words and units, at least two of
 * which stand under numbers without one, is the second line of these cells.
 */
function unitsUnder(pieces: readonly Piece[]): Map<Piece, Piece> {
  const found = new Map<Piece, Piece>();
  if (!pieces.some(({ kind }) => kind === 'unit')) return found;
  const amounts = pieces.filter(({ kind, text }) => isAmount(kind) && splitUnit(text) === null);
  for (const line of linesOf(pieces)) {
    const units = line.filter(({ kind }) => kind === 'unit');
    const [first] = line;
    if (
      units.length < 2 ||
      first === undefined ||
      first.kind === 'unit' ||
      isPanelName(first.text) ||
      line.some(({ kind }) => isAmount(kind) || kind === 'pair')
    )
      continue;
    const pairs = units.flatMap(lower => {
      const upper = amounts.find(amount => isUnder(lower, amount));
      return upper ? [[upper, lower] as const] : [];
    });
    if (pairs.length === units.length) for (const [upper, lower] of pairs) found.set(upper, lower);
  }
  return found;
}

/** What may stand on the second line of a cell, by what it is: looked for under every number of a page. */
interface Lowers {
  readonly pieces: readonly Piece[];
  readonly halfWidths: readonly Piece[];
  readonly qualifiers: readonly Piece[];
  readonly dashes: readonly Piece[];
}

const lowersOf = (pieces: readonly Piece[]): Lowers => ({
  pieces,
  halfWidths: pieces.filter(({ kind }) => kind === 'uncertainty'),
  qualifiers: pieces.filter(({ text }) => text.length <= 2 && QUALIFIER.test(text)),
  dashes: pieces.filter(({ kind }) => kind === 'dash'),
});

/** `0.030` over `U`: the letter is no result of its own, and turns the number into its opposite. */
const qualifierUnder = (upper: Piece, { qualifiers }: Lowers): Piece | undefined =>
  AMOUNTS.has(upper.kind)
    ? qualifiers.find(lower => isUnder(lower, upper) && AMOUNTS.has(cellKind(`${upper.text} ${lower.text}`)))
    : undefined;

const OPEN_RANGE = /^[<~]?\d[\d.,]*\s?\(?(?:±|\+\/-)$/;
const HALF_WIDTH = /^\d[\d.,]*\)?$/;

/**
 * `0.459 ±` over `0.055`, or `0.459` over `± 0.055`: a result and how sure it is. Read alone the lower line would be the result. The unit of the next
 * column may be set so close to it that they are one piece: what it leaves is a piece of its own.
 */
function halfWidthUnder(
  upper: Piece,
  { pieces, halfWidths }: Lowers,
): { readonly lower: Piece; readonly half: Piece; readonly rest: Piece[] } | null {
  const open = OPEN_RANGE.test(upper.text);
  if (!open && upper.kind !== 'number') return null;
  for (const lower of open ? pieces : halfWidths) {
    const [first, ...rest] = lower.words;
    if (lower === upper || !first || (open && !HALF_WIDTH.test(first.text))) continue;
    const half = open ? makePiece([first], lower.page) : lower;
    if (isUnder(half, upper) && cellKind(`${upper.text} ${half.text}`) === 'number')
      return { lower, half, rest: open && rest.length > 0 ? [makePiece(rest, lower.page)] : [] };
  }
  return null;
}

/** `10 –`, `2.0 to`: a range whose end stands on the next line. */
const RANGE_BEGUN = /^\d[\d.,]*(?: ?%)? ?(?:[-–—~]|to|bis|až)$/i;

/** No row of its own: a unit, or the end of a range, beside nothing but the rests of other cells. */
const isRest = (lower: Piece, lowers: Lowers): boolean =>
  !lowers.pieces.some(
    other =>
      other !== lower &&
      isLevel(other, lower) &&
      (isAmount(other.kind) || ['words', 'verdict', 'pair'].includes(other.kind)) &&
      !isRangeEnd(other, lowers),
  );

const isLevel = (a: Piece, b: Piece): boolean => Math.abs(centreY(a) - centreY(b)) < 0.3 * Math.min(height(a), height(b));

const isRangeEnd = (lower: Piece, lowers: Lowers): boolean =>
  lower.kind === 'number' && lowers.pieces.some(upper => isUnder(lower, upper) && beginsRange(upper, lowers) !== null);

/** The dash of `10 –` may be a piece of its own. */
function beginsRange(upper: Piece, { dashes }: Lowers): readonly Piece[] | null {
  if (RANGE_BEGUN.test(upper.text)) return [upper];
  if (upper.kind !== 'number') return null;
  const dash = dashes.find(
    piece => piece.box[0] >= upper.box[2] && piece.box[0] - upper.box[2] < 0.6 * upper.fontSize && isLevel(piece, upper),
  );
  return dash ? [upper, dash] : null;
}

/** `10 –` over `20 mg/g`, `NMT 10000` over `CFU/g`: what a specification says, wrapped before its end. */
function specificationUnder(upper: Piece, lowers: Lowers): { readonly begun: readonly Piece[]; readonly lower: Piece } | null {
  if (!isAmount(upper.kind) && !RANGE_BEGUN.test(upper.text)) return null;
  const begun = beginsRange(upper, lowers);
  const bound = upper.kind === 'qualified' && SPECIFIED.test(upper.text) && splitUnit(upper.text) === null;
  if (!begun && !bound) return null;
  const lower = lowers.pieces.find(
    piece =>
      (begun ? piece.kind === 'number' : piece.kind === 'unit') &&
      isUnder(piece, upper) &&
      isRest(piece, lowers) &&
      isAmount(cellKind([...(begun ?? [upper]), piece].map(({ text }) => text).join(' '))),
  );
  return lower ? { begun: begun ?? [upper], lower } : null;
}

/** A cell of two lines would stand beside the second line of a name as well, which then seems a row of its own. */
const onFirstLine = (whole: Piece, { box }: Piece): Piece => ({ ...whole, box: [whole.box[0], box[1], whole.box[2], box[3]] });

/** `Not` over `Detected`, `No` over `cumple`, `per 25` over `g`, `NMT` over `10`: a cell wrapped over two lines. Read apart, its lower line would say the opposite. */
export function joinStacked(pieces: readonly Piece[]): Piece[] {
  // `Min` and `Max` over the first row are headings, in one line with others and with no number; a sign is none
  const isHeading = (upper: Piece): boolean => {
    if (!/\p{L}/u.test(upper.text)) return false;
    const line = pieces.filter(other => other !== upper && sameLine(other, upper));
    const numbered = line.some(({ kind }) => isAmount(kind));
    return !numbered && line.filter(other => looksLikeHeader(other.text)).length >= 2;
  };
  const lowerOf = (upper: Piece): Piece | undefined =>
    pieces.find(
      lower =>
        isUnder(lower, upper) &&
        (COMPARISON.test(upper.text)
          ? lower.kind === 'number' && !isHeading(upper)
          : ['words', 'unit', 'verdict'].includes(cellKind(`${upper.text} ${lower.text}`))),
    );
  const gone = new Set<Piece>();
  const joined = new Map<Piece, Piece>();
  const units = unitsUnder(pieces);
  const lowers = lowersOf(pieces);
  const left: Piece[] = [];
  for (const upper of pieces) {
    const range = halfWidthUnder(upper, lowers);
    if (range && !gone.has(range.lower)) {
      gone.add(range.lower);
      joined.set(upper, makePiece([...upper.words, ...range.half.words], upper.page));
      left.push(...range.rest);
      continue;
    }
    const cut = PORTION_START.test(upper.text) ? portionUnder(upper, pieces) : null;
    if (cut && !gone.has(cut.lower)) {
      gone.add(upper).add(cut.lower);
      joined.set(cut.finding, makePiece([...cut.finding.words, ...upper.words, ...cut.lower.words], upper.page));
      continue;
    }
    const wrapped = gone.has(upper) ? null : specificationUnder(upper, lowers);
    if (wrapped && !gone.has(wrapped.lower)) {
      for (const piece of [...wrapped.begun.slice(1), wrapped.lower]) gone.add(piece);
      joined.set(
        upper,
        onFirstLine(
          makePiece(
            [...wrapped.begun, wrapped.lower].flatMap(({ words }) => words),
            upper.page,
          ),
          upper,
        ),
      );
      continue;
    }
    const begun = [NEGATION, PORTION_START, COMPARISON].some(start => start.test(upper.text));
    const lower = begun ? lowerOf(upper) : (units.get(upper) ?? qualifierUnder(upper, lowers));
    if (!lower || gone.has(lower)) continue;
    gone.add(lower);
    joined.set(upper, makePiece([...upper.words, ...lower.words], upper.page));
  }
  return [...pieces.flatMap(piece => (gone.has(piece) ? [] : [joined.get(piece) ?? piece])), ...left];
}
