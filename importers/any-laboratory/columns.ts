/** Columns of a block: found from the cells of its rows, then given the headings that stand above them. */
import type { Box } from '../../src/coa/transcript.ts';
import type { Word } from '../../src/document/document.ts';
import { isUnit, unitsIn } from './cell.ts';
import type { Head } from './heads.ts';
import { sampleNumber } from './lots-beside.ts';
import { centreX, centreY, height, linesOf, makePiece, overlapX, type Piece, unionBox, width } from './piece.ts';
import { looksLikeHeader, roleOfHeader } from './roles.ts';

export interface Column {
  readonly left: number;
  readonly right: number;
  /** Heading over this column alone, lines joined. */
  readonly heading: string;
  readonly headingPieces: readonly Piece[];
  /** Heading that spans several columns. */
  readonly over: string;
}

interface Span {
  left: number;
  right: number;
}

/** Unbroken stretches of x in which cells stand, ignoring the odd cell that reaches across a gap. */
export function projectColumns(rows: readonly (readonly Piece[])[]): Span[] {
  const cells = rows.flat();
  if (cells.length === 0) return [];
  const origin = Math.floor(Math.min(...cells.map(cell => cell.box[0])));
  const end = Math.ceil(Math.max(...cells.map(cell => cell.box[2])));
  const STEP = 2;
  const cover = new Uint16Array((end - origin) * STEP + 1);
  for (const cell of cells)
    for (let x = Math.floor((cell.box[0] - origin) * STEP); x <= (cell.box[2] - origin) * STEP; x += 1) cover[x]! += 1;
  const noise = rows.length >= 12 ? Math.floor(rows.length * 0.06) : 0;
  const spans: Span[] = [];
  let open: Span | null = null;
  cover.forEach((count, i) => {
    const x = origin + i / STEP;
    if (count > noise) {
      if (open) open.right = x;
      else {
        open = { left: x, right: x };
        spans.push(open);
      }
    } else open = null;
  });
  return spans.flatMap(span => splitSpan(span, rows));
}

/** A stretch in which many rows have two cells is two columns that touch: cut where fewest cells are crossed. */
function splitSpan(span: Span, rows: readonly (readonly Piece[])[]): Span[] {
  const inside = rows.map(row => row.filter(cell => centreX(cell) >= span.left && centreX(cell) <= span.right));
  const filled = inside.filter(row => row.length > 0);
  const double = filled.filter(row => row.length >= 2);
  if (double.length === 0 || double.length < 0.3 * filled.length) return [span];
  const cells = inside.flat();
  const cuts = double.flatMap(row => row.slice(1).map((cell, i) => (row[i]!.box[2] + cell.box[0]) / 2));
  const crossed = (x: number): number => cells.filter(cell => cell.box[0] < x - 0.5 && cell.box[2] > x + 0.5).length;
  const best = cuts.sort((a, b) => crossed(a) - crossed(b))[0]!;
  if (crossed(best) > 0.5 * filled.length) return [span];
  const leftCells = cells.filter(cell => centreX(cell) < best);
  const rightCells = cells.filter(cell => centreX(cell) >= best);
  if (leftCells.length === 0 || rightCells.length === 0) return [span];
  const part = (some: readonly Piece[]): Span => ({
    left: Math.min(...some.map(c => c.box[0])),
    right: Math.max(...some.map(c => c.box[2])),
  });
  const left = { left: span.left, right: Math.min(part(leftCells).right, best) };
  const right = { left: Math.max(part(rightCells).left, best), right: span.right };
  const of = (which: Span) => rows.map(row => row.filter(cell => centreX(cell) >= which.left && centreX(cell) <= which.right));
  return [...splitSpan(left, of(left)), ...splitSpan(right, of(right))];
}

/** A heading that reaches over two columns or more, word by word over each, is several headings printed close. */
function splitHeading(piece: Piece, spans: readonly Span[], others: readonly Piece[]): Piece[] {
  const words = wordsWithUnits(piece);
  if (words.length < 2) return [piece];
  const lines = others.filter(other => other !== piece && Math.abs(centreY(other) - centreY(piece)) > 0.5 * height(piece));
  const level = others.filter(other => other !== piece && !lines.includes(other));
  return (
    splitOver(words, piece, spans, lines, brokenPhrases(lines, level, spans)) ??
    splitOver(phrasesOf(words), piece, spans, lines, () => true) ?? [piece]
  );
}

/** The column a word of a heading stands over; -1 for none. */
function spanOver(words: readonly Word[], page: number, spans: readonly Span[]): number {
  const box = unionBox(words);
  const fits = spans.map(span => {
    const overlap = Math.min(box[2], span.right) - Math.max(box[0], span.left);
    // a word that is a heading of its own may stand a little beside its cells
    return overlap > (roleOfHeader(makePiece(words, page).text) !== null ? -1.5 * words[0]!.fontSize : -2) ? affinity(box, span) : 0;
  });
  const best = Math.max(...fits);
  return best > 0 ? fits.indexOf(best) : -1;
}

/** The part of each other line of headings that stands over one column, joined top to bottom with `part`; null where there is none. */
function withLines(part: Piece, i: number, lines: readonly Piece[], spans: readonly Span[]): Piece | null {
  const above: Word[] = [];
  const below: Word[] = [];
  for (const line of lines) {
    const over = wordsWithUnits(line)
      .filter(words => spanOver(words, line.page, spans) === i)
      .flat();
    (centreY(line) < centreY(part) ? above : below).push(...over);
  }
  const units = [...above, ...below].every(word => isUnit(word.text));
  return units ? null : makePiece([...above, ...part.words, ...below], part.page);
}

/** Two words that make one heading, the first of which makes another with what stands on the next line: `Detection Limit` over `Limit`. */
function brokenPhrases(lines: readonly Piece[], level: readonly Piece[], spans: readonly Span[]): Accepts {
  return (parts, columns) => {
    const wholes = parts.map((part, k) => withLines(part, columns[k]!, lines, spans));
    const free = columns.every(i => !level.some(other => overlapX(other.box, [spans[i]!.left, 0, spans[i]!.right, 0]) > 0));
    const headed = parts.every((part, k) => {
      const next = parts[k + 1];
      const phrase = next && PHRASE.test(`${part.words.at(-1)!.text} ${next.words[0]!.text}`);
      return !(phrase && wholes[k] === null) && (part.kind === 'unit' || looksLikeHeader((wholes[k] ?? part).text));
    });
    return free && headed && wholes.some(whole => whole !== null);
  };
}

type Accepts = (parts: readonly Piece[], columns: readonly number[]) => boolean;

function splitOver(
  words: readonly Word[][],
  piece: Piece,
  spans: readonly Span[],
  lines: readonly Piece[],
  accepts: Accepts,
): Piece[] | null {
  const nearest = words.map(word => spanOver(word, piece.page, spans));
  const distinct = [...new Set(nearest.filter(i => i >= 0))];
  if (distinct.length === 1) return accepts([piece], distinct) ? splitBesideEmpty(words, piece, distinct[0]!, lines, spans) : null;
  if (distinct.length < 2 || nearest.some(i => i < 0) || nearest.some((i, k) => k > 0 && i < nearest[k - 1]!)) return null;
  const parts = distinct.map(i => words.filter((_, k) => nearest[k] === i));
  const pieces = parts.map(part => makePiece(part.flat(), piece.page));
  if (!accepts(pieces, distinct)) return null;
  const linesOver = (i: number): Piece[] =>
    lines.filter(other => spans.every((span, k) => overlapX(other.box, [span.left, 0, span.right, 0]) > 0 === (k === i)));
  const isHeading = (i: number, part: Piece): boolean =>
    part.kind === 'unit' ||
    looksLikeHeader(part.text) ||
    sampleNumber(part.text) !== null ||
    // `Detection` over `Limit`
    looksLikeHeader(withLines(part, i, lines, spans)?.text ?? '');
  // each of the columns has a line of its own above or below: this line has a part of each
  const shared = distinct.every(i => linesOver(i).length > 0);
  const whole = shared || distinct.every((i, k) => isHeading(i, pieces[k]!));
  return whole ? distinct.flatMap((i, k) => splitBesideEmpty(parts[k]!, pieces[k]!, i, lines, spans)) : null;
}

/** `Method Result` over a column of results: the heading on its left, or right, is that of a column without cells. */
function splitBesideEmpty(words: readonly Word[][], piece: Piece, i: number, lines: readonly Piece[], spans: readonly Span[]): Piece[] {
  const { left, right } = spans[i]!;
  const over = (part: Piece): boolean => overlapX(part.box, [left, 0, right, 0]) > 0;
  for (let cut = 1; cut < words.length; cut += 1) {
    const parts = [words.slice(0, cut), words.slice(cut)].map(some => makePiece(some.flat(), piece.page));
    if (parts.some(part => part.kind === 'unit' || /^[([]/.test(part.text))) continue;
    if (parts.filter(over).length !== 1 || PHRASE.test(`${words[cut - 1]!.at(-1)!.text} ${words[cut]![0]!.text}`)) continue;
    const roles = parts.map(part => roleOfHeader((over(part) ? withLines(part, i, lines, spans) : null)?.text ?? part.text));
    const [first, second] = roles;
    if (roles.some(role => role === null || role === 'name' || role === 'other') || first === second) continue;
    return parts;
  }
  return [piece];
}

/** Two words that make one heading. */
const PHRASE =
  /^(?:action|detection|quantitation|reporting|reg\.?|regulatory|test|sample|measured|reported|acceptance|max\.?|lab|use|product|limit|spec\w*\.?) (?:limits?|levels?|results?|methods?|values?|criteria|range|allowed|name|id)$/i;

/** Words that stand between two others of one heading: `Limit of Detection`. */
const CONNECTIVE = /^(?:of|de|d'|di|da|der|des|per)$/i;

/** The words of a heading, each with the unit in brackets, or the connective, behind it. */
function wordsWithUnits({ words }: Piece): Word[][] {
  const groups: Word[][] = [];
  for (const [i, word] of words.entries()) {
    const unit = /^\(.+\)$/.test(word.text) && isUnit(word.text) && !/\)$/.test(words[i - 1]?.text ?? '');
    if (i > 0 && (unit || CONNECTIVE.test(word.text))) groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups;
}

/** Words of one phrase together. */
function phrasesOf(words: readonly Word[][]): Word[][] {
  const groups: Word[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last && PHRASE.test(`${last.at(-1)!.text} ${word[0]!.text}`)) last.push(...word);
    else groups.push([...word]);
  }
  return groups;
}

/** `LOD` and `(mg/g)` set apart by a wide blank are one heading, unless each stands over a column of its own. */
function joinUnits(line: readonly Piece[], spans: readonly Span[]): Piece[] {
  const over = (piece: Piece): number => spans.findIndex(span => overlapX(piece.box, [span.left, 0, span.right, 0]) > 0);
  const joined: Piece[] = [];
  for (const piece of line) {
    const last = joined.at(-1);
    const near = last && piece.box[0] - last.box[2] < 1.2 * piece.fontSize;
    const apart = last && over(last) >= 0 && over(piece) >= 0 && over(last) !== over(piece);
    if (last && near && !apart && piece.kind === 'unit' && last.kind !== 'unit' && unitsIn(last.text).length === 0)
      joined[joined.length - 1] = makePiece([...last.words, ...piece.words], piece.page);
    else joined.push(piece);
  }
  return joined;
}

/** How well a heading stands over a column; 0 when it does not. */
function affinity(heading: Box, span: Span): number {
  const overlap = Math.min(heading[2], span.right) - Math.max(heading[0], span.left);
  const gap = -overlap;
  if (gap > 16) return 0;
  const offset = Math.min(
    Math.abs(heading[0] - span.left),
    Math.abs(heading[2] - span.right),
    Math.abs((heading[0] + heading[2]) / 2 - (span.left + span.right) / 2),
  );
  return Math.max(0.5, 10 - offset / 3) + (overlap > 0 ? 6 : 0);
}

/** Headings to columns, both left to right, so that the sum of affinities is greatest; either may stay alone. */
export function align(headings: readonly Box[], spans: readonly Span[]): (number | null)[] {
  const best = Array.from({ length: headings.length + 1 }, () => new Float64Array(spans.length + 1));
  for (let i = headings.length - 1; i >= 0; i -= 1)
    for (let k = spans.length - 1; k >= 0; k -= 1) {
      const fit = affinity(headings[i]!, spans[k]!);
      best[i]![k] = Math.max(best[i + 1]![k]!, best[i]![k + 1]!, fit > 0 ? fit + best[i + 1]![k + 1]! : 0);
    }
  const result: (number | null)[] = [];
  let k = 0;
  for (let i = 0; i < headings.length; i += 1) {
    while (k < spans.length && best[i]![k] === best[i]![k + 1] && best[i]![k] !== best[i + 1]![k]) k += 1;
    if (k >= spans.length || best[i]![k] === best[i + 1]![k]) result.push(null);
    else {
      result.push(k);
      k += 1;
    }
  }
  return result;
}

const joined = (pieces: readonly Piece[]): string =>
  [...pieces]
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])
    .map(piece => piece.text)
    .join(' ');

interface Headings {
  readonly own: Piece[][];
  readonly over: Piece[][];
  /** Headings with nothing below them. */
  readonly empty: Piece[];
}

/** Line by line, so that a heading and its unit below find the same column each for itself. */
function headingsOf(lines: readonly (readonly Piece[])[], spans: readonly Span[]): Headings {
  const own: Piece[][] = spans.map(() => []);
  const over: Piece[][] = spans.map(() => []);
  const empty: Piece[] = [];
  for (const line of lines) {
    const pieces = joinUnits(line, spans).flatMap(piece => splitHeading(piece, spans, lines.flat()));
    const wide = pieces.filter(
      piece =>
        spans.filter(span => overlapX(piece.box, [span.left, 0, span.right, 0]) > 0.3 * Math.min(span.right - span.left, width(piece)))
          .length >= 2,
    );
    for (const piece of wide)
      for (const [k, span] of spans.entries()) if (overlapX(piece.box, [span.left, 0, span.right, 0]) > 0) over[k]!.push(piece);
    const narrow = pieces.filter(piece => !wide.includes(piece));
    const to = align(
      narrow.map(piece => piece.box),
      spans,
    );
    for (const [i, piece] of narrow.entries()) {
      const k = to[i] ?? null;
      if (k === null) empty.push(piece);
      else own[k]!.push(piece);
    }
  }
  for (const [k, span] of spans.entries()) {
    // under a heading of a column without cells, and over no cell itself: that column's second line
    const stray = own[k]!.filter(
      piece => overlapX(piece.box, [span.left, 0, span.right, 0]) <= 0 && empty.some(other => overlapX(piece.box, other.box) > 0),
    );
    if (stray.length === own[k]!.length) continue;
    own[k] = own[k]!.filter(piece => !stray.includes(piece));
    empty.push(...stray);
  }
  return { own, over, empty };
}

/** Headings without cells below, those of one column together. */
function emptyColumns(pieces: readonly Piece[]): Column[] {
  const columns: Piece[][] = [];
  for (const piece of pieces) {
    const home = columns.find(column => overlapX(unionBox(column), piece.box) > 0);
    if (home) home.push(piece);
    else columns.push([piece]);
  }
  return columns.map(column => {
    const box = unionBox(column);
    return { left: box[0], right: box[2], heading: joined(column), headingPieces: column, over: '' };
  });
}

/** A heading without cells beside cells without a heading, nothing between them: one column whose cells are set to the other side. */
function adopt(columns: readonly Column[], beside: readonly Column[]): Column[] {
  const all = [...columns, ...beside].sort((a, b) => a.left - b.left);
  const taken = new Set<Column>();
  return all.flatMap((column, i) => {
    if (taken.has(column)) return [];
    const next = all[i + 1];
    const previous = all[i - 1];
    const bare = (other: Column | undefined): boolean => other !== undefined && other.heading === '' && columns.includes(other);
    if (!beside.includes(column) || (bare(previous) && !taken.has(previous!))) return [column];
    if (!next || !bare(next) || next.left - column.right > 2 * (column.right - column.left)) return [column];
    taken.add(next);
    return [{ ...column, left: Math.min(column.left, next.left), right: Math.max(column.right, next.right) }];
  });
}

/** Columns right of the names, with their headings; headings without cells below are columns too, so that none slips to its neighbour. */
export function headColumns(
  spans: readonly Span[],
  head: Head | null,
  nameLeft: number,
  nameRight: number,
): { columns: Column[]; nameHeading: string } {
  if (!head) return { columns: spans.map(span => ({ ...span, heading: '', headingPieces: [], over: '' })), nameHeading: '' };
  const names: Span = { left: nameLeft, right: Math.max(nameLeft + 1, Math.min(nameRight, (spans[0]?.left ?? nameRight) - 1)) };
  const { own, over, empty } = headingsOf(linesOf(head.pieces), [names, ...spans]);
  const columns = spans.map((span, i): Column => {
    const pieces = own[i + 1]!;
    return { left: span.left, right: span.right, heading: joined(pieces), headingPieces: pieces, over: joined(over[i + 1]!) };
  });
  const beside = emptyColumns(empty.filter(piece => centreX(piece) > names.left && piece.box[2] > names.left));
  return { columns: adopt(columns, beside), nameHeading: joined(own[0]!) };
}
