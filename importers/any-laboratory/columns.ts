/** Columns of a block: found from the cells of its rows, then given the headings that stand above them. */
import type { Box } from '../../src/coa/transcript.ts';
import { unitsIn } from './cell.ts';
import { affinity, type Span, splitHeading } from './heading-words.ts';
import type { Head } from './heads.ts';
import { centreX, centreY, linesOf, makePiece, overlapX, type Piece, sameLine, unionBox, width } from './piece.ts';
import { roleOfHeader } from './roles.ts';
import { liftTitles } from './titles-over-columns.ts';
import { toWalls, type Walls } from './walls.ts';

export interface Column {
  readonly left: number;
  readonly right: number;
  /** Heading over this column alone, lines joined. */
  readonly heading: string;
  readonly headingPieces: readonly Piece[];
  /** Heading that spans several columns. */
  readonly over: string;
  readonly overPieces?: readonly Piece[];
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

/** `0.0` and `-` behind it, the rest of the range on the next line: nothing but dashes close behind numbers, with no heading of their own. */
export function joinOpenRanges(spans: readonly Span[], rows: readonly (readonly Piece[])[], head: Head | null): Span[] {
  const isOpen = (span: Span, before: Span): boolean => {
    const pairs = rows.map(row => [within(before, [row])[0]!, within(span, [row])[0]!] as const);
    const filled = pairs.filter(([, dashes]) => dashes.length > 0);
    const heads = head?.pieces.filter(({ box }) => overlapX(box, [span.left, 0, span.right, 0]) > 0) ?? [];
    return (
      filled.length > 0 &&
      filled.every(
        ([[number], dashes]) => number?.kind === 'number' && dashes.every(({ kind, text }) => kind === 'dash' && /^[-–]$/.test(text)),
      ) &&
      span.left - before.right < 0.6 * filled[0]![1][0]!.fontSize &&
      heads.every(({ box }) => overlapX(box, [before.left, 0, before.right, 0]) > 0)
    );
  };
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before && isOpen(span, before)) joined[joined.length - 1] = { left: before.left, right: span.right };
    else joined.push(span);
  }
  return joined;
}

/** A stretch in which many rows have two cells is two columns that touch: cut where fewest cells are crossed. */
function splitSpan(span: Span, rows: readonly (readonly Piece[])[]): Span[] {
  const inside = within(span, rows);
  const filled = inside.filter(row => row.length > 0);
  const double = filled.filter(row => row.length >= 2);
  if (double.length === 0 || double.length < 0.3 * filled.length) return [span];
  const cells = inside.flat();
  const cuts = cutsBetween(double);
  const crossed = (x: number): number => cells.filter(cell => cell.box[0] < x - 0.5 && cell.box[2] > x + 0.5).length;
  const best = cuts.sort((a, b) => crossed(a) - crossed(b))[0]!;
  if (crossed(best) > 0.5 * filled.length) return [span];
  const parts = cutSpan(span, cells, best);
  if (parts === null) return [span];
  // each cell on one side only, or a heap of cells at one place would be cut for ever
  const side = (right: boolean) => inside.map(row => row.filter(cell => centreX(cell) >= best === right));
  return [...splitSpan(parts[0], side(false)), ...splitSpan(parts[1], side(true))];
}

const within = ({ left, right }: Span, rows: readonly (readonly Piece[])[]): Piece[][] =>
  rows.map(row => row.filter(cell => centreX(cell) >= left && centreX(cell) <= right));

/** Half-way between each cell and the next of its row. */
const cutsBetween = (rows: readonly (readonly Piece[])[]): number[] => rows.flatMap(cutsIn);

/** The two stretches on either side of `at`; null where nothing stands on one of them. */
function cutSpan(span: Span, cells: readonly { readonly box: Box }[], at: number): readonly [Span, Span] | null {
  const left = cells.filter(cell => centreX(cell) < at);
  const right = cells.filter(cell => centreX(cell) >= at);
  if (left.length === 0 || right.length === 0) return null;
  const end = Math.max(...left.map(({ box }) => box[2]));
  const begin = Math.min(...right.map(({ box }) => box[0]));
  return [
    { left: span.left, right: Math.min(end, at) },
    { left: Math.max(begin, at), right: span.right },
  ];
}

/**
 * Columns that touch, one of them filled in few rows only, or numbers set so close that they read as one cell: two headings stand over the stretch, and
 * no word over the cut between two cells or numbers of some row.
 */
export function splitUnderHeadings(spans: readonly Span[], rows: readonly (readonly Piece[])[], head: Head | null): Span[] {
  const headings = head?.pieces.filter(({ text }) => roleOfHeader(text) !== null) ?? [];
  const split = (span: Span): Span[] => {
    const over = headings.filter(piece => centreX(piece) > span.left && centreX(piece) < span.right);
    if (over.length < 2) return [span];
    const inside = within(span, rows);
    const words = inside.flat().flatMap(cell => cell.words);
    // `HPLC-DAD 1% Example` under `Method | Standard`: where a heading begins beside another
    const begins = over.filter(piece => over.some(other => sameLine(other, piece) && other.box[2] < piece.box[0]));
    const cut = [...cutsBetween(inside), ...inside.flatMap(betweenNumbers), ...begins.map(({ box }) => box[0] - 0.5)].find(x => {
      const clear = words.every(({ box }) => box[2] <= x + 0.5 || box[0] >= x - 0.5);
      return clear && over.some(piece => centreX(piece) < x) && over.some(piece => centreX(piece) > x);
    });
    const parts = cut === undefined ? null : cutSpan(span, words, cut);
    return parts === null ? [span] : parts.flatMap(split);
  };
  return spans.flatMap(split);
}

/** `0.030 0.010 B24C1101 10`: no words of one limit, as `NMT 10 ppm` is. */
function betweenNumbers(row: readonly Piece[]): number[] {
  const words = row.flatMap(cell => cell.words);
  return words.slice(1).flatMap((next, i) => (/\d/.test(words[i]!.text) && /\d/.test(next.text) ? cutsIn([words[i]!, next]) : []));
}

/** Half-way between each and the next of a row. */
const cutsIn = (row: readonly { readonly box: Box }[]): number[] => row.slice(1).map((next, i) => (row[i]!.box[2] + next.box[0]) / 2);

/** `LOD` and `(mg/g)` set apart by a wide blank are one heading, unless each stands over a column of its own; so are `LOD` and `/` over `LOQ`. */
function joinUnits(line: readonly Piece[], spans: readonly Span[]): Piece[] {
  const over = (piece: Piece): number => spans.findIndex(span => overlapX(piece.box, [span.left, 0, span.right, 0]) > 0);
  const joined: Piece[] = [];
  for (const piece of line) {
    const last = joined.at(-1);
    const near = last && piece.box[0] - last.box[2] < 1.2 * piece.fontSize;
    const apart = last && over(last) >= 0 && over(piece) >= 0 && over(last) !== over(piece);
    const unit = piece.kind === 'unit' && last?.kind !== 'unit' && unitsIn(last?.text ?? '').length === 0;
    if (last && near && !apart && (unit || piece.text === '/'))
      joined[joined.length - 1] = makePiece([...last.words, ...piece.words], piece.page);
    else joined.push(piece);
  }
  return joined;
}

/** Headings set to the left of wide columns, cells to the right, or the other way round: one each in turn, though the next heading is nearer. */
function inTurn(headings: readonly Box[], spans: readonly Span[]): boolean {
  if (headings.length !== spans.length) return false;
  const meet = (i: number, k: number): boolean => overlapX(headings[i]!, [spans[k]!.left, 0, spans[k]!.right, 0]) > 0;
  const apart = headings.flatMap((_, i) => (meet(i, i) ? [] : [i]));
  if (apart.length < 2 || headings.some((_, i) => spans.some((_, k) => k !== i && meet(i, k)))) return false;
  const isBehind = (i: number): boolean =>
    headings[i]![2] < spans[i]!.left && spans[i]!.right < (headings[i + 1]?.[0] ?? Number.POSITIVE_INFINITY);
  const isBefore = (i: number): boolean =>
    spans[i]!.right < headings[i]![0] && spans[i]!.left > (headings[i - 1]?.[2] ?? Number.NEGATIVE_INFINITY);
  return apart.every(isBehind) || apart.every(isBefore);
}

/** Headings to columns, both left to right, so that the sum of affinities is greatest; either may stay alone. */
export function align(headings: readonly Box[], spans: readonly Span[]): (number | null)[] {
  if (inTurn(headings, spans)) return headings.map((_, i) => i);
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
    .join(' ')
    // `Bestimmungs-` over `grenze`
    .replace(/(?<=\p{Ll})- (?=\p{Ll}{3})/gu, '');

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
  liftTitles(own, over, spans);
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

/** In points, from the end of a cell to the beginning of the next. */
const NEXT_CELL = 4;

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
    const after = all[i + 2];
    // numbers set to the right of a wide cell end where the next heading begins
    const ends = after !== undefined && after.left - next!.right < NEXT_CELL;
    if (!next || !bare(next) || (!ends && next.left - column.right > 2 * (column.right - column.left))) return [column];
    taken.add(next);
    return [{ ...column, left: Math.min(column.left, next.left), right: Math.max(column.right, next.right) }];
  });
}

/**
 * Columns right of the names, with their headings; headings without cells below are columns too, so that none slips to its neighbour. `walls` part
 * the columns where they run through the headings and through the line at `row`.
 */
export function headColumns(
  spans: readonly Span[],
  head: Head | null,
  nameLeft: number,
  nameRight: number,
  walls: Walls,
  row: number,
): { columns: Column[]; nameHeading: string } {
  if (!head) return { columns: spans.map(span => ({ ...span, heading: '', headingPieces: [], over: '' })), nameHeading: '' };
  const names: Span = { left: nameLeft, right: Math.max(nameLeft + 1, Math.min(nameRight, (spans[0]?.left ?? nameRight) - 1)) };
  const { own, over, empty } = headingsOf(
    linesOf(head.pieces),
    toWalls(walls, [names, ...spans], Math.max(...head.pieces.map(centreY)), row),
  );
  const columns = spans.map((span, i): Column => {
    const pieces = own[i + 1]!;
    return {
      left: span.left,
      right: span.right,
      heading: joined(pieces),
      headingPieces: pieces,
      over: joined(over[i + 1]!),
      overPieces: over[i + 1]!,
    };
  });
  const beside = emptyColumns(empty.filter(piece => centreX(piece) > names.left && piece.box[2] > names.left));
  return { columns: adopt(columns, beside), nameHeading: joined(own[0]!) };
}
