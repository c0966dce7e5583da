/** The body of a table: its lines, each with the names and the cells that stand on it. */
import type { Page } from '../../src/document/document.ts';
import { type CellKind, isAmount, isValueLike, isYear } from './cell.ts';
import type { Column } from './columns.ts';
import { isKnownAnalyte, isMeasure } from './names.ts';
import { centreX, linesOf, makePiece, overlapX, type Piece, unionBox } from './piece.ts';
import { type ColumnRole, looksLikeHeader, roleOfHeader } from './roles.ts';
import { isPortion } from './stacked.ts';

export interface Row {
  readonly names: readonly Piece[];
  /** By index of the column. */
  readonly cells: ReadonlyMap<number, readonly Piece[]>;
  /** Further cells that share a column with another: overprinted, or set close. */
  readonly strays?: readonly Piece[];
  /** The name or a cell stands on more than one line. */
  readonly wrapped: boolean;
  /** The name may go on in a line that was not taken for a part of it. */
  readonly open?: boolean;
  /** A line below the name that says how it was tested. */
  readonly method?: readonly Piece[];
  /** Of the section the row stands in: `Microbiology | CFU/g`. */
  readonly sectionUnit?: Piece;
}

export interface Body {
  readonly page: Page;
  readonly top: number;
  /** Extent of the names. */
  readonly nameLeft: number;
  readonly nameRight: number;
  readonly right: number;
  readonly columns: readonly (Column & { readonly role?: ColumnRole | null; readonly guessed?: boolean })[];
  /** Centre of the last row that is certain. */
  readonly lastRow: number;
  /** Columns that make a row a row: values and verdicts. */
  readonly core: ReadonlySet<number>;
  /** Names of rows of other tables beside or below, and whatever else is known to be elsewhere. */
  readonly foreign: ReadonlySet<Piece>;
  readonly fontSize: number;
  /** Lines that are known to be rows. */
  readonly seeds: readonly (readonly Piece[])[];
}

export interface Line {
  names: Piece[];
  cells: Map<number, Piece[]>;
  strays: Piece[];
  box: readonly [number, number, number, number];
}

export interface Draft {
  names: Piece[];
  cells: Map<number, Piece[]>;
  wrapped: boolean;
  top: number;
  bottom: number;
  /** Centre of the line the values stand on. */
  at: number;
  named?: boolean;
  /** A line beside it may be the rest of its name. */
  open?: boolean;
  /** A line below the name that says how it was tested. */
  method?: Piece[];
}

/** The column a cell stands in: the one it overlaps most, else the nearest within reach. */
function columnOf(box: readonly [number, number, number, number], columns: readonly Column[], value: boolean): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, column] of columns.entries()) {
    let { left, right } = column;
    for (const piece of column.headingPieces) {
      left = Math.min(left, piece.box[0]);
      right = Math.max(right, piece.box[2]);
    }
    const core = Math.min(box[2], column.right) - Math.max(box[0], column.left);
    const wide = Math.min(box[2], right) - Math.max(box[0], left);
    const score = core > 0 ? core + 1000 : wide > 0 ? wide : Math.min(core, wide);
    if (score > most) {
      most = score;
      best = i;
    }
  }
  return most > (value ? -12 : 0) ? best : -1;
}

/** A piece that reaches into several columns, each part a cell of its own, is taken apart. */
function splitOverColumns(piece: Piece, columns: Body['columns']): Piece[] {
  if (piece.words.length < 2 || piece.kind === 'verdict') return [piece];
  const at = besideGaps(
    piece,
    piece.words.map(({ box }) => columnAt((box[0] + box[2]) / 2, columns)),
  );
  const distinct = [...new Set(at)];
  if (distinct.length < 2 || distinct.includes(-1)) return [piece];
  const parts = distinct.map(i =>
    makePiece(
      piece.words.filter((_, k) => at[k] === i),
      piece.page,
    ),
  );
  // `Absent in 25 g` is a result with its portion, which is another cell only where a column is headed by units
  if (piece.kind === 'words') {
    const apart = parts.length === 2 && parts.every(({ kind }, k) => kind === (k === 0 ? 'words' : 'unit'));
    return apart && columns[distinct[0]!]!.role === 'value' && columns[distinct[1]!]!.role === 'unit' ? parts : [piece];
  }
  // words too, where each begins at the very edge of its column, or several cells read as one and each ends there
  const crowded = piece.kind === 'text' && parts[0]!.kind !== 'text';
  const atEdges = parts.slice(1).every((part, i) => {
    const { left, right } = columns[distinct[i + 1]!]!;
    const begins = Math.abs(part.box[0] - left) <= 1.5;
    return begins || (crowded && (part.kind === 'unit' || Math.abs(part.box[2] - right) <= 1.5));
  });
  const fits = distinct.every((i, k) => {
    const role = columns[i]!.role ?? 'other';
    if (k > 0 && role === columns[distinct[k - 1]!]!.role) return false;
    // its number stands on the next line
    return FITTING[role]?.includes(parts[k]!.kind) || (role === 'limit' && /^(?:n[ml]t|max\.?|min\.?|[<>]=|[<>≤≥])$/i.test(parts[k]!.text));
  });
  return parts.every(part => part.kind !== 'text') || atEdges || fits ? parts : [piece];
}

/** `g` of `kcal/100 g`, which ends behind the other cells of its column: between two columns a word belongs to the one before it, unless it is nearer to the next. */
function besideGaps({ words }: Piece, at: readonly number[]): number[] {
  const found = [...at];
  const blank = (k: number): number => words[k]!.box[0] - words[k - 1]!.box[2];
  for (let k = 1; k < words.length; k += 1)
    if (found[k]! < 0 && (k + 1 === words.length || blank(k) <= blank(k + 1))) found[k] = found[k - 1]!;
  return found;
}

const AMOUNTS: readonly CellKind[] = ['number', 'qualified'];
const ANYTHING: readonly CellKind[] = ['text', 'number', 'date', 'pair', 'words'];

/** What stands in columns that are headed so; `M-101 10000000` under `Test Method` and `Max. Allowed` are two cells. */
const FITTING: Readonly<Partial<Record<ColumnRole, readonly CellKind[]>>> = {
  value: [...AMOUNTS, 'words'],
  limit: AMOUNTS,
  lod: AMOUNTS,
  loq: AMOUNTS,
  'reporting-limit': AMOUNTS,
  'lod-loq': ['pair'],
  unit: ['unit'],
  verdict: ['verdict'],
  method: ANYTHING,
  other: ANYTHING,
};

/** The column in whose stretch a point lies; of two that reach into each other the one whose heading it stands under, or whose middle is nearer. */
function columnAt(x: number, columns: readonly Column[]): number {
  const near = columns.flatMap(({ left, right, headingPieces }, i) => {
    if (x < left - 1 || x > right + 1) return [];
    const headed = headingPieces.some(({ box }) => x >= box[0] && x <= box[2]);
    return [{ i, off: Math.abs(x - (left + right) / 2) / Math.max(1, right - left) - (headed ? 1 : 0) }];
  });
  return near.sort((a, b) => a.off - b.off)[0]?.i ?? -1;
}

/** A name set so close to the cells behind it that all are one piece; what stands there reads as a cell, or as other rows do there. */
function splitName(piece: Piece, { columns, seeds, nameLeft }: Body): Piece[] {
  const from = (columns[0]?.left ?? Number.POSITIVE_INFINITY) - 1.5;
  const at = piece.words.findIndex(word => word.box[0] >= from);
  if (at < 1 || piece.box[0] > nameLeft + 20 || isPortion(piece.words, at)) return [piece];
  const over = piece.words.slice(at).map(word => columns.findIndex(({ left, right }) => overlapX(word.box, [left, 0, right, 0]) > 0));
  const parts = [...new Set(over)].map(i => ({
    i,
    cell: makePiece(
      piece.words.slice(at).filter((_, k) => over[k] === i),
      piece.page,
    ),
  }));
  const usual = ({ i, cell }: (typeof parts)[number]): boolean => {
    const column = columns[i];
    if (!column || cell.kind !== 'text') return column !== undefined;
    return seeds.some(seed => seed.some(({ text, box }) => text === cell.text && overlapX(box, [column.left, 0, column.right, 0]) > 0));
  };
  return parts.every(usual) ? [makePiece(piece.words.slice(0, at), piece.page), ...parts.map(({ cell }) => cell)] : [piece];
}

/** `Not detected`, which begins among the results and reaches into the uncertainties beside them: a result. */
function beforeUncertainty({ kind, box }: Piece, found: number, { columns }: Body): number {
  const before = columns[found - 1];
  const reaches = columns[found]?.role === 'uncertainty' && before?.role === 'value' && kind !== 'uncertainty' && isValueLike(kind);
  return reaches && box[0] < before.right ? found - 1 : found;
}

export function readLine(pieces: readonly Piece[], body: Body): Line {
  const line: Line = { names: [], cells: new Map(), strays: [], box: unionBox(pieces) };
  const firstLeft = body.columns[0]?.left ?? body.nameRight;
  const place = (part: Piece): number => beforeUncertainty(part, columnOf(part.box, body.columns, part.kind !== 'text'), body);
  for (const piece of pieces.flatMap(whole => splitName(whole, body))) {
    const inNames =
      overlapX(piece.box, [body.nameLeft, 0, body.nameRight, 0]) > 0 &&
      centreX(piece) < Math.max(firstLeft, body.nameRight) &&
      piece.box[0] < firstLeft - 1;
    if (inNames) {
      line.names.push(piece);
      continue;
    }
    for (const part of splitOverColumns(piece, body.columns)) {
      const column = part.box[0] < body.nameRight - 2 && part.box[2] < firstLeft - 12 ? -1 : place(part);
      if (column < 0) line.strays.push(part);
      else line.cells.set(column, [...(line.cells.get(column) ?? []), part]);
    }
  }
  return line;
}

export const middleOf = (line: { readonly box: readonly [number, number, number, number] }): number => (line.box[1] + line.box[3]) / 2;

export const hasCore = (line: Line, body: Body): boolean =>
  [...line.cells].some(([i, cells]) => body.core.has(i) && cells.some(cell => isValueLike(cell.kind)));

/** A number that is no year, or a word such as `Not Detected` that is no heading, as `LOD` is: nothing that stands among headings. */
export const hasFinding = (line: Line): boolean =>
  [...line.cells.values()]
    .flat()
    .some(({ kind, text }) => (isAmount(kind) && !isYear(text)) || (kind === 'words' && roleOfHeader(text) === null));

/** `1,1-`: the rest of the name stands on the next line. */
const LOCANT = /^\d(?:,\d)*-$/;
/** `Δ9-`, `Butanes (N-`: what a hyphen binds to the word on the next line. */
const BOUND = /(?:^|[\s(])(?:\d(?:,\d)*|[Δδ]\s?\d{1,2}|[nNoOpP])-$/u;

/** `LOQ for all pesticides`: a footnote. */
const SAYS_LIMIT =
  /^[*†‡]*\s*(?:(?:l?loq|lod|mdl|pql)s?|limits? of \w+|(?:detection|quantitation|reporting) limits?)\s+(?:for|of|is|was|are)\b/i;

/** `Mitragynine content by high performance liquid chromatography (dried basis)`. */
const isDetailed = (text: string): boolean => isKnownAnalyte(text.split(' ', 1)[0]!) && !/[.;,]$|\b(?:is|are|was|were|the)\b/.test(text);

/** `Salmonella by qPCR: SOP-15`: how it was tested behind the name. */
const BY_METHOD = /\sby (?:[\p{L}-]+ )?[\p{L}-]+:(?: ?\S*\d\S*)?$/iu;

/** A name that can head a row of a table whose other rows are analytes. */
export function plausibleName(names: readonly Piece[], body: Body, found: boolean): boolean {
  const text = names.map(piece => piece.text).join(' ');
  return (
    names.length > 0 &&
    text.length <= 80 &&
    // an address or a sentence of the foot
    (text.split(' ').length <= 8 || isKnownAnalyte(text) || isDetailed(text)) &&
    (/\p{L}/u.test(text) || LOCANT.test(text)) &&
    // the end of an axis: `0% Alkaloids`
    !/[:=]$|:\s|\s=\s|^\d+(?:\.\d+)?\s?%/.test(text.replace(BY_METHOD, '')) &&
    // a legend
    !/^(?:n\.?d|n\.?r|n\.?t|n\/?a|[bal]{1,2}(?:oq|od|lq|dl)|<\s?l?lo[qd]|l?lo[qd])\.?\s[-–=]\s/i.test(text) &&
    !/^(?:note|legend|page|analy[sz]ed|prepared|reviewed|tested|batch|sample|method|instrument|date)\b/i.test(text) &&
    !isMeasure(text) &&
    !(SAYS_LIMIT.test(text) && !isKnownAnalyte(text)) &&
    names.every(piece => piece.fontSize <= 1.35 * body.fontSize && piece.fontSize >= 0.7 * body.fontSize) &&
    (found || !looksLikeHeader(text) || isKnownAnalyte(text) || /total|sum/i.test(text))
  );
}

/** In points: a rule that reaches in no further is the edge of the table beside. */
const EDGE = 8;

/** Whether a ruled line runs between two heights from left to right, or over a part of it, `edge` points of which may be the table's beside. */
export function ruleBetween(page: Page, upper: number, lower: number, left: number, right: number, edge = EDGE): boolean {
  return page.rules.some(rule => {
    const y = rule.from[1];
    return (
      Math.abs(rule.to[1] - y) < 1 &&
      y > upper &&
      y < lower &&
      Math.min(rule.from[0], rule.to[0]) < right - edge &&
      Math.max(rule.from[0], rule.to[0]) > left
    );
  });
}

export function joinName(pieces: readonly Piece[]): string {
  return linesOf(pieces).reduce((name, line) => {
    const text = line.map(piece => piece.text).join(' ');
    if (name === '') return text;
    if (BOUND.test(name)) return name + text;
    if (!/\p{L}-$/u.test(name) || !/^\p{Ll}/u.test(text)) return `${name} ${text}`;
    // `β-` over `glucuronidase`: the hyphen of a prefix is its own
    return /(?<!\p{L})\p{L}-$/u.test(name) ? name + text : name.slice(0, -1) + text;
  }, '');
}
