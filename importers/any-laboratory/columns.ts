/** Columns of a block: found from the cells of its rows, then given the headings that stand above them. */
import type { Box } from '../../src/coa/transcript.ts';
import { type Block, isHeaderLine, type Seed } from './blocks.ts';
import { isFinding, isValueLike } from './cell.ts';
import { isKnownAnalyte } from './names.ts';
import { centreX, height, linesOf, makePiece, overlapX, type Piece, unionBox, width } from './pieces.ts';
import { type HeaderWord, looksLikeHeader } from './roles.ts';

export interface Column {
  readonly left: number;
  readonly right: number;
  /** Heading over this column alone, lines joined. */
  readonly heading: string;
  readonly headingPieces: readonly Piece[];
  /** Heading that spans several columns. */
  readonly over: string;
}

export interface Head {
  readonly top: number;
  readonly bottom: number;
  readonly pieces: readonly Piece[];
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

const isProse = (line: readonly Piece[]): boolean => line.some(piece => piece.words.length > 8 || piece.text.length > 60);

/** The headings above a block: the nearest line of header words over the first row, and the lines that belong to it. */
export function findHead(block: Block, pieces: readonly Piece[], others: readonly Seed[], extra: readonly HeaderWord[] = []): Head | null {
  const first = block.seeds[0]!;
  const size = height(first.name);
  const rivals = new Set(others.map(seed => seed.name));
  const above = pieces.filter(
    piece =>
      piece.box[3] <= first.name.box[1] + 0.3 * size &&
      piece.box[0] < block.right &&
      piece.box[2] > block.left - 60 &&
      piece.box[1] > first.name.box[1] - 16 * size,
  );
  const lines = linesOf(above).reverse();
  let core = -1;
  let bottomSoFar = first.name.box[1];
  for (const [i, line] of lines.entries()) {
    const box = unionBox(line);
    if (line.some(piece => rivals.has(piece) && overlapX(piece.box, first.name.box) > 0)) break;
    if (bottomSoFar - box[3] > 5 * size) break;
    if (!isProse(line) && isHeaderLine(line, extra)) {
      core = i;
      break;
    }
    bottomSoFar = box[1];
  }
  if (core < 0) return null;
  const chosen = [lines[core]!];
  const fits = (line: readonly Piece[], near: readonly Piece[]): boolean => {
    const gap = Math.max(unionBox(near)[1] - unionBox(line)[3], unionBox(line)[1] - unionBox(near)[3]);
    const tallest = Math.max(...near.map(height));
    return (
      gap <= 0.95 * tallest &&
      !isProse(line) &&
      line.every(
        piece =>
          piece.words.length <= 5 &&
          (!isFinding(piece.kind) || piece.kind === 'words') &&
          !/[:=]$|:\s/.test(piece.text) &&
          piece.fontSize <= 1.35 * near[0]!.fontSize,
      )
    );
  };
  const roleful = (line: readonly Piece[]): boolean => line.some(piece => piece.kind === 'unit' || looksLikeHeader(piece.text, extra));
  for (let i = core + 1; i < Math.min(lines.length, core + 4); i += 1) {
    if (!fits(lines[i]!, lines[i - 1]!)) break;
    if (roleful(lines[i]!) || (lines[i + 1] && i + 1 < core + 4 && fits(lines[i + 1]!, lines[i]!) && roleful(lines[i + 1]!)))
      chosen.push(lines[i]!);
    else break;
  }
  for (let i = core - 1; i >= 0; i -= 1) {
    const line = lines[i]!;
    const columnWords = line.filter(piece => !isKnownAnalyte(piece.text));
    if (columnWords.length === line.length && fits(line, lines[i + 1]!) && !line.some(piece => isValueLike(piece.kind))) chosen.push(line);
    else break;
  }
  const all = chosen.flat();
  const box = unionBox(all);
  return { top: box[1], bottom: box[3], pieces: all };
}

interface Cluster {
  readonly pieces: Piece[];
  box: Box;
}

/** A heading that reaches over two columns or more, word by word over each, is several headings printed close. */
function splitHeading(piece: Piece, spans: readonly Span[]): Piece[] {
  if (piece.words.length < 2) return [piece];
  const nearest = piece.words.map(word => {
    const middle = (word.box[0] + word.box[2]) / 2;
    return spans.findIndex(span => middle >= span.left - 2 && middle <= span.right + 2);
  });
  const distinct = new Set(nearest.filter(i => i >= 0));
  if (distinct.size < 2 || nearest.some(i => i < 0)) return [piece];
  const parts = [...distinct].map(i => piece.words.filter((_, k) => nearest[k] === i));
  const pieces = parts.map(words => makePiece(words, piece.page));
  return pieces.every(part => part.kind === 'unit' || looksLikeHeader(part.text)) ? pieces : [piece];
}

/** Headings of one column stand over one another; one that reaches over several is theirs in common. */
function clusterHeadings(pieces: readonly Piece[]): { clusters: Cluster[]; common: Piece[] } {
  const clusters: Cluster[] = [];
  const common: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => width(a) - width(b))) {
    const under = clusters.filter(
      cluster => overlapX(cluster.box, piece.box) >= 0.3 * Math.min(cluster.box[2] - cluster.box[0], width(piece)),
    );
    if (under.length === 0) clusters.push({ pieces: [piece], box: piece.box });
    else if (under.length === 1) {
      under[0]!.pieces.push(piece);
      under[0]!.box = unionBox(under[0]!.pieces);
    } else common.push(piece);
  }
  return { clusters: clusters.sort((a, b) => a.box[0] - b.box[0]), common };
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

/** Columns right of the names, with their headings; headings without cells below are columns too, so that none slips to its neighbour. */
export function headColumns(spans: readonly Span[], head: Head | null, nameRight: number): { columns: Column[]; nameHeading: string } {
  if (!head) return { columns: spans.map(span => ({ ...span, heading: '', headingPieces: [], over: '' })), nameHeading: '' };
  const firstLeft = spans[0]?.left ?? nameRight;
  const pieces = head.pieces.flatMap(piece => splitHeading(piece, spans));
  const { clusters, common } = clusterHeadings(pieces);
  const isNameCluster = (cluster: Cluster): boolean => cluster.box[2] <= firstLeft + 1 && cluster.box[0] < nameRight;
  const nameClusters = clusters.filter(isNameCluster);
  const others = clusters.filter(cluster => !isNameCluster(cluster));
  const to = align(
    others.map(cluster => cluster.box),
    spans,
  );
  const columns = spans.map((span, k) => {
    const at = to.indexOf(k);
    const cluster = at < 0 ? null : others[at]!;
    const over = common.filter(piece => overlapX(piece.box, [span.left, 0, span.right, 0]) > 0);
    return {
      left: span.left,
      right: span.right,
      heading: cluster ? joined(cluster.pieces) : '',
      headingPieces: cluster ? cluster.pieces : [],
      over: joined(over),
    };
  });
  const empty = others.flatMap((cluster, i) =>
    to[i] === null
      ? [{ left: cluster.box[0], right: cluster.box[2], heading: joined(cluster.pieces), headingPieces: cluster.pieces, over: '' }]
      : [],
  );
  return {
    columns: [...columns, ...empty].sort((a, b) => a.left - b.left),
    nameHeading: joined(nameClusters.flatMap(cluster => cluster.pieces)),
  };
}
