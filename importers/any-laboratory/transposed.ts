/** Tables lying on their side: the analytes are the columns, values, units and limits the lines. */
import type { Page } from '../../src/document/document.ts';
import { joinName, type Row } from './body.ts';
import { isFinding, isUnit, isValueLike, splitUnit, unitsIn } from './cell.ts';
import { areCodes } from './lots-beside.ts';
import { isKnownAnalyte, nameScore, SYMBOL } from './names.ts';
import { isPanelName } from './panels.ts';
import { centreX, centreY, height, linesOf, makePiece, overlapX, overlapY, type Piece, textOf, unionBox } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';
import { OVER_LOTS, OVER_SAMPLES } from './sample-headings.ts';
import type { RoledColumn, Table } from './table.ts';

/** At least so many analytes side by side, without a result among them, head a table. */
const FEWEST = 3;

const PORTION = /^[([]?\s*(?:v|in|per|en|dans)\s+\d+(?:[.,]\d+)?\s*g\s*[)\]]?$/i;

interface Heading {
  pieces: Piece[];
  portion: Piece | null;
}

/** `r. Salmonella [v 25 g]` in one piece: the name, and the portion it was looked for in. */
function splitPortion(piece: Piece): Piece[] {
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
function withoutUnits(line: readonly Piece[]): { readonly line: readonly Piece[]; readonly units: readonly Piece[] } {
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
  const found = parts.flatMap(part => part ?? []);
  if (found.length < FEWEST) return { line, units: [] };
  return { line: line.map((piece, i) => parts[i]?.own ?? piece), units: found.map(({ behind }) => behind) };
}

interface NamesOfLine {
  readonly names: readonly Piece[];
  /** Too few to tell by themselves: the numbers of samples have to stand on the lines below. */
  readonly few: boolean;
}

/** The verdicts of a line, which stand behind the names in boxes: `Arsenic PASS | Cadmium PASS`. */
const badgesOf = (line: readonly Piece[]): Piece[] => line.filter(({ kind }) => kind === 'verdict');

/** The line's names, when it is a line of names. Behind a heading such as `Lot #` two are enough. */
function namesOf(line: readonly Piece[]): NamesOfLine {
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
  return names.length >= FEWEST && names.length >= 0.6 * line.length ? { names, few: false } : none;
}

/** The names with the lines that belong to them: a word above or below that stands over the same column. */
function headings(names: readonly Piece[], line: readonly Piece[], pieces: readonly Piece[]): Heading[] {
  const base = unionBox(names);
  const size = height(names[0]!);
  const around = pieces.filter(
    piece =>
      !line.includes(piece) &&
      piece.kind === 'text' &&
      piece.fontSize <= 1.2 * names[0]!.fontSize &&
      piece.words.length <= 5 &&
      piece.box[3] > base[1] - 2.2 * size &&
      piece.box[1] < base[3] + 1.1 * size &&
      piece.box[0] >= base[0] - 2,
  );
  const extra = line.filter(piece => !names.includes(piece) && piece.box[0] > base[0] && !PORTION.test(piece.text));
  const columns: Heading[] = [...names, ...extra].map(piece => ({ pieces: [piece], portion: null }));
  for (const piece of around.sort(
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

/** A label, the title of the panel, or a word that makes an unknown name of a known one is no part of a name. */
function isPartOf(piece: Piece, { pieces }: Heading): boolean {
  if (/[:=]/.test(piece.text) || isPanelName(piece.text)) return false;
  const whole = joinName([...pieces, piece].sort((a, b) => a.box[1] - b.box[1]));
  return isKnownAnalyte(whole) || !isKnownAnalyte(joinName(pieces));
}

interface Lane {
  readonly left: number;
  readonly right: number;
}

/** Each heading owns the x from half-way to its left neighbour to half-way to its right one; `Lot #` in their line is no heading of analytes. */
function lanes(columns: readonly Heading[], line: readonly Piece[], pageWidth: number): Lane[] {
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

const SPARSE: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['limit', 'verdict', 'lod', 'loq', 'reporting-limit']);

/** Beside the numbers of the samples: `Lot | Product | Pb | Cd`. */
const TELLS_OF_SAMPLE =
  /^(?:(?:client|customer) )?(?:product|sample|strain|matrix|item|commodity|field)(?: (?:name|description|type|id|reference))?$|^descriptions?$/i;

const TELLS_OF_NAME = /^(?:(?:client|customer) )?(?:product|sample|item)(?: (?:name|description))?$|^descriptions?$/i;

const CODE = /^(?=.*\d)[\p{L}\d][\p{L}\d._/-]*$/u;

/**
 * Lines that begin with the numbers of samples, under a heading that says so: each is of one sample. What else stands before the results
 * (`Lab # | Sample`) tells of the sample too.
 */
function ofSamples(found: readonly Measure[], line: readonly Piece[], names: readonly Piece[]): Measure[] {
  const overs = line.filter(piece => piece.box[2] < names[0]!.box[0] && OVER_SAMPLES.test(piece.text));
  // a line of limits, `Reporting Limit`, is of all samples
  const unknown = found.filter(({ column: { role } }) => role === null || role === 'other');
  const told = found.every(one => unknown.includes(one) || SPARSE.has(one.column.role) || one.column.role === 'unit');
  if (unknown.length === 0 || !told || unknown.some(({ column: { heading } }) => heading === '')) return [...found];
  for (const over of overs) {
    const numbers = unknown.map(({ column }) => column.headingPieces.filter(piece => overlapX(piece.box, over.box) > 0));
    const cells = numbers.map(cellOfSample);
    const codes = cells.map(({ code }) => code);
    if (codes.some(text => !CODE.test(text))) continue;
    const several = areCodes(codes);
    if (!several && unknown.length > 1) continue;
    return found.map(one => {
      const i = unknown.indexOf(one);
      if (i < 0) return one;
      const beside = { ...cells[i]!.told, ...besideNumber(one.column.headingPieces, line, over) };
      const of = several ? { heading: codes[i]!, headingPieces: cells[i]!.pieces, led: over.text, ofSample: true, told: beside } : {};
      return { cells: one.cells, column: { ...one.column, ...of, role: 'value', guessed: !several, unit: null } };
    });
  }
  return [...found];
}

type Told = NonNullable<RoledColumn['told']>;

/** The number of a sample, on one line or two; or on the first of several lines of one cell, its name and its lot below. */
function cellOfSample(pieces: readonly Piece[]): { code: string; pieces: readonly Piece[]; told: Told } {
  const code = joinName([...pieces]).replace(/(?<=[-/]) /g, '');
  const [first, ...below] = linesOf(pieces);
  const number = joinName(first ?? []).replace(OF_NUMBER, '');
  if (CODE.test(code) || below.length === 0 || !CODE.test(number)) return { code, pieces, told: {} };
  const lines = below.map(line =>
    makePiece(
      line.flatMap(({ words }) => words),
      line[0]!.page,
    ),
  );
  const lots = lines.filter(({ text }) => SAYS_LOT.test(text));
  const name = lines.filter(line => !lots.includes(line) && !/[:=]/.test(line.text));
  const lot = lots.length === 1 ? lots[0]!.words.slice(-1).filter(({ text }) => /\d/.test(text)) : [];
  const told = { ...(name.length > 0 && { name }), ...(lot.length > 0 && { lot: [makePiece(lot, lots[0]!.page)] }) };
  return { code: number, pieces: first!, told };
}

const OF_NUMBER = /^(?:lab(?:oratory)? )?(?:sample)? ?(?:id|no\.?|number|#)? ?[:#] ?/i;
const SAYS_LOT = /^(?:lot|batch)\b[^:#]{0,12}[:#]? ?\S+$/i;

/** What stands in the columns beside the number, by their headings. */
function besideNumber(labels: readonly Piece[], line: readonly Piece[], over: Piece): Told {
  const under = (pattern: RegExp): Piece[] => {
    const headings = line.filter(piece => piece !== over && pattern.test(piece.text));
    return labels.filter(({ box }) => headings.some(heading => overlapX(heading.box, box) > 0));
  };
  const [name, lot] = [under(TELLS_OF_NAME), under(OVER_LOTS).filter(({ text }) => /\d/.test(text))];
  return { ...(name.length > 0 && { name }), ...(lot.length > 0 && { lot }) };
}

interface Measure {
  readonly column: RoledColumn;
  readonly cells: ReadonlyMap<number, readonly Piece[]>;
}

const UNLABELLED = { heading: '', headingPieces: [], over: '', role: 'value', guessed: false, unit: null } as const;

/** Labels on several lines beside values that stand between them, as in cells centred by height, are part of the line of the values. */
function withLabels(below: readonly (readonly Piece[])[], { left }: Lane): (readonly Piece[])[] {
  const isLabel = (piece: Piece): boolean => centreX(piece) < left;
  const values = below.filter(line => !line.every(isLabel));
  const homes = new Map<readonly Piece[], Piece[]>();
  const kept = below.filter(line => {
    if (!line.every(isLabel)) return true;
    const box = unionBox(line);
    const home = values.find(other => overlapY(box, unionBox(other.filter(piece => !isLabel(piece)))) > 0.2 * (box[3] - box[1]));
    if (home) homes.set(home, [...(homes.get(home) ?? []), ...line]);
    return !home;
  });
  return kept.map(line => {
    const more = homes.get(line);
    return more ? [...line, ...more].sort((a, b) => Math.round(a.box[1]) - Math.round(b.box[1]) || a.box[0] - b.box[0]) : line;
  });
}

/** What stands left of all labels of the lines is of something beside the table; the numbers of samples are labels of other words. */
function withoutSidebar(lines: readonly (readonly Piece[])[], { left }: Lane, line: readonly Piece[]): (readonly Piece[])[] {
  if (line.some(({ text, box }) => box[0] < left && (OVER_SAMPLES.test(text) || TELLS_OF_SAMPLE.test(text)))) return [...lines];
  const isLabel = ({ kind, text, box }: Piece): boolean => box[2] <= left && (kind === 'unit' || SPARSE.has(roleOfHeader(text)));
  const begin = Math.min(...lines.slice(0, NEAR).flatMap(below => below.filter(isLabel).map(({ box }) => box[0])));
  if (!Number.isFinite(begin)) return [...lines];
  return lines.map(below => below.filter(({ box }) => box[2] > begin)).filter(below => below.length > 0);
}

/** A sentence that runs on under the columns, and is the label of nothing. */
const runsOnUnder = (line: readonly Piece[], { left }: Lane): boolean => line.some(({ box, words }) => words.length > 5 && box[2] > left);

/** Lines under the names in which a label of a line of values is looked for. */
const NEAR = 12;

/** The lines of values below the names: most columns filled; the label on the left, if any, tells what they are. */
function measures(lines: readonly (readonly Piece[])[], columns: readonly Lane[], first: number): Measure[] {
  const below = withLabels(lines, columns[0]!);
  const found: Measure[] = [];
  let bottom = first;
  let above: readonly Piece[] = [];
  for (const [i, line] of below.entries()) {
    const box = unionBox(line);
    if (box[1] - bottom > 3 * (box[3] - box[1])) break;
    const label = line
      .filter(piece => centreX(piece) < columns[0]!.left)
      .map(piece => piece.text)
      .join(' ');
    const cells = new Map<number, Piece[]>();
    for (const piece of line) {
      const k = columns.findIndex(lane => centreX(piece) >= lane.left && centreX(piece) < lane.right);
      if (k >= 0) cells.set(k, [...(cells.get(k) ?? []), piece]);
    }
    const inside = [...cells.values()].flat();
    const last = found.at(-1);
    const units = new Set(inside.map(({ text }) => text));
    // units of each, or over the values that follow
    if (inside.length > 0 && (units.size > 1 || !last) && inside.every(piece => piece.kind === 'unit')) {
      found.push({ column: { ...UNLABELLED, left: box[0], right: box[2], role: 'unit' }, cells });
      bottom = box[3];
      continue;
    }
    if (last && inside.length > 0 && inside.every(piece => piece.kind === 'unit')) {
      found[found.length - 1] = { ...last, column: { ...last.column, unit: last.column.unit ?? inside[0]!.text } };
      bottom = box[3];
      continue;
    }
    const next = below[i + 1];
    if (label !== '' && inside.length === 0) {
      if (runsOnUnder(line, columns[0]!)) break;
      // a label on two lines, the values beside the other one
      if (last && box[1] - bottom < 0.5 * (box[3] - box[1]) && (SAYS_LOT.test(label) || (!isSentence(label) && !isLabelOf(line, next)))) {
        found[found.length - 1] = { ...last, column: relabelled(last.column, line) };
        bottom = box[3];
        continue;
      }
      if (next && isLabelOf(line, next)) {
        above = line;
        continue;
      }
    }
    if (last && label === '' && inside.length > 0 && inside.every(({ kind }) => kind === 'verdict')) {
      found.push({ column: { ...UNLABELLED, left: box[0], right: box[2], role: 'verdict' }, cells });
      bottom = box[3];
      continue;
    }
    const said = label === '' ? labelledIn(cells) : null;
    if (said) {
      found.push({ column: { ...UNLABELLED, left: box[0], right: box[2], role: said.role, heading: said.heading }, cells: said.cells });
      bottom = box[3];
      continue;
    }
    // not every analyte has a limit, and so a verdict
    const sparse = SPARSE.has(roleOfHeader(label)) && inside.length > 0;
    if ((cells.size < 0.6 * columns.length && !sparse) || !inside.every(piece => isValueLike(piece.kind))) break;
    const column = { ...UNLABELLED, left: box[0], right: box[2] };
    const labels = [...above, ...line.filter(piece => centreX(piece) < columns[0]!.left)];
    found.push({ column: labels.length === 0 ? column : relabelled(column, labels), cells });
    above = [];
    bottom = box[3];
  }
  return found;
}

/** `Method: ICP-MS after digestion.` below the last line of values. */
const isSentence = (text: string): boolean => /:\s|\.$/.test(text) || text.split(' ').length > 6;

interface LabelledCells {
  readonly role: 'limit' | 'value';
  readonly heading: string;
  readonly cells: Map<number, Piece[]>;
}

/** `Limit 0.5 ppm`, or `Result: 0.31`, in every box of a line, each without its label; null where anything else is said. */
function labelledIn(cells: ReadonlyMap<number, readonly Piece[]>): LabelledCells | null {
  const told = new Map<number, Piece[]>();
  const labels = new Set<string>();
  for (const [k, [piece, ...more]] of cells) {
    const mark = piece?.words.findIndex(({ text }) => text.endsWith(':')) ?? -1;
    const at = mark >= 0 ? mark + 1 : (piece?.words.findIndex(({ text }) => /\d|^[<>≤≥]/.test(text)) ?? -1);
    if (!piece || more.length > 0 || at < 1 || at >= piece.words.length) return null;
    const [label, amount] = [makePiece(piece.words.slice(0, at), piece.page), makePiece(piece.words.slice(at), piece.page)];
    const isAmount = amount.kind === 'number' || amount.kind === 'qualified';
    const role = roleOfHeader(label.text.replace(/:$/, ''));
    if (!(role === 'limit' && isAmount) && !(role === 'value' && mark >= 0 && (isAmount || amount.kind === 'words'))) return null;
    labels.add(`${role} ${label.text}`);
    told.set(k, [amount]);
  }
  if (told.size === 0 || labels.size !== 1) return null;
  const [one] = labels;
  return one!.startsWith('limit')
    ? { role: 'limit', heading: '', cells: told }
    : { role: 'value', heading: one!.slice('value '.length), cells: told };
}

/** Whether the words of a line begin the label of the next one, which has values beside it. */
const isLabelOf = (line: readonly Piece[], next: readonly Piece[] | undefined): boolean => {
  const label = next?.[0];
  if (!label || next.length < 2 || label.box[1] - unionBox(line)[3] > 0.5 * height(label)) return false;
  const whole = `${line.map(piece => piece.text).join(' ')} ${label.text}`;
  const [own, joined] = [roleOfHeader(label.text), roleOfHeader(whole)];
  // `(µg/kg)` below `Measured Value` and over `Disposition`: a unit ends the label above
  if (own !== null && label.kind !== 'unit' && line.every(({ kind }) => kind === 'unit')) return false;
  if (label.kind === 'unit' || (joined !== null && (own === null || own === joined))) return true;
  // `Evaluation` over `of results`: what stands beside it tells
  return joined === 'verdict' && next.slice(1).every(({ kind }) => kind === 'verdict' || kind === 'dash');
};

/** The measure under a label, or under one more line of it. */
function relabelled(column: RoledColumn, labels: readonly Piece[]): RoledColumn {
  const headingPieces = [...column.headingPieces, ...labels];
  const heading = headingPieces.map(piece => piece.text).join(' ');
  const role = isUnit(heading) ? 'value' : roleOfHeader(heading);
  return { ...column, heading, headingPieces, role, guessed: role === null, unit: unitsIn(heading)[0] ?? null };
}

/** The verdicts behind the names as a line of their own; null where not each name has its own. */
function judged(badges: readonly Piece[], heads: readonly Heading[]): Measure[] | null {
  if (badges.length === 0) return [];
  const [left, , right] = unionBox(badges);
  const cells = new Map(badges.map(badge => [heads.findLastIndex(({ pieces }) => unionBox(pieces)[2] <= badge.box[0]), [badge]]));
  return cells.size === heads.length && !cells.has(-1) ? [{ column: { ...UNLABELLED, left, right, role: 'verdict' }, cells }] : null;
}

/** In each box a result that says its unit, and a limit that says what it is. */
const areBoxes = (found: readonly Measure[]): boolean =>
  found.some(({ column: { role, heading } }) => role === 'limit' && heading === '') &&
  found.every(
    ({ column: { role, heading }, cells }) =>
      role !== 'value' ||
      /:$/.test(heading) ||
      [...cells.values()].flat().every(({ kind, text }) => kind === 'words' || splitUnit(text) !== null),
  );

/** `Mitragynine | 7-Hydroxymitragynine` over `15.2 mg/g | 0.14 mg/g`: under each name one amount with its unit, set as the name is. */
function areUnderNames(found: readonly Measure[], heads: readonly Heading[]): boolean {
  const [one, ...more] = found;
  if (!one || more.length > 0 || one.column.heading !== '' || one.cells.size !== heads.length) return false;
  return heads.every(({ pieces }, k) => {
    const [cell, ...others] = one.cells.get(k) ?? [];
    const box = unionBox(pieces);
    const aligned = cell !== undefined && (Math.abs(cell.box[0] - box[0]) < 2 || Math.abs(centreX(cell) - (box[0] + box[2]) / 2) < 3);
    return aligned && others.length === 0 && splitUnit(cell.text) !== null && isKnownAnalyte(joinName(pieces));
  });
}

export interface Transposed {
  readonly table: Table;
  /** The one that it goes on from, close above: what is said of that is said of both. */
  readonly model?: Table | null;
  readonly rows: readonly Row[];
  /** By the row: `v 25 g`. */
  readonly portions: ReadonlyMap<Row, Piece>;
}

/** Headings and values in turn, the lines of one table wrapped: each is close under the one before, and begins where it does. */
const goingOn = (found: readonly Transposed[]): Transposed[] =>
  found.map((one, i) => {
    const before = found[i - 1]?.table;
    const top = one.table.head!.top;
    const bottom = before && Math.max(...before.block.seeds.flatMap(({ cells }) => cells.map(({ box }) => box[3])));
    const size = height(one.table.block.seeds[0]!.name);
    const close = bottom !== undefined && top - bottom < 0.8 * size && top > bottom - 2;
    return close && Math.abs(before!.nameLeft - one.table.nameLeft) < 3 ? { ...one, model: before! } : one;
  });

export function findTransposed(page: Page, pieces: readonly Piece[]): Transposed[] {
  return goingOn(transposedIn(page, pieces));
}

function transposedIn(page: Page, pieces: readonly Piece[]): Transposed[] {
  const parted = linesOf(pieces).map(line => withoutUnits(line.flatMap(splitPortion)));
  const lines = parted.map(({ line }) => line);
  const used = new Set<Piece>();
  return lines.flatMap((line, i) => {
    const { units } = parted[i]!;
    const { names: all, few } = namesOf(line);
    const names = all.filter(piece => !used.has(piece));
    if (names.length < (few ? 2 : FEWEST)) return [];
    const badges = badgesOf(line);
    const heads = headings(
      names,
      line.filter(piece => !badges.includes(piece)),
      units.length > 0 ? lines.flat() : pieces,
    );
    const members = new Set(heads.flatMap(head => head.pieces));
    const below = lines
      .slice(i + 1)
      .map(next => next.filter(piece => !members.has(piece)))
      .filter(next => next.length > 0);
    const bottom = unionBox([...members])[3];
    const own = lanes(heads, line, page.width);
    const under = withoutSidebar(
      below.filter(next => centreY(next[0]!) > bottom - 2),
      own[0]!,
      line,
    );
    const told = measures(units.length > 0 ? [units, ...under] : under, own, bottom);
    const verdicts = judged(badges, heads);
    const found = [...ofSamples(told, line, names), ...(verdicts ?? [])];
    if (verdicts === null || !found.some(measure => measure.column.role === 'value')) return [];
    if (
      (few && !found.every(({ column }) => column.ofSample) && !areBoxes(found) && !areUnderNames(found, heads)) ||
      (badges.length > 0 && !areBoxes(found))
    )
      return [];
    for (const piece of members) used.add(piece);
    const rows = heads.map(
      (head, k): Row => ({
        names: head.pieces,
        cells: new Map(found.flatMap((measure, m) => (measure.cells.has(k) ? [[m, measure.cells.get(k)!] as const] : []))),
        wrapped: false,
      }),
    );
    const seeds = rows.map(row => ({
      name: makePiece(
        row.names.flatMap(piece => piece.words),
        page.number,
      ),
      aliases: [],
      cells: [...row.cells.values()].flat(),
    }));
    const box = unionBox([...members]);
    const table: Table = {
      page,
      block: { seeds, left: box[0], right: page.width },
      head: { top: box[1], bottom: box[3], pieces: [...members] },
      nameHeading: '',
      columns: found.map(measure => measure.column),
      nameLeft: box[0],
      nameRight: box[2],
    };
    const portions = new Map(rows.flatMap((row, k) => (heads[k]!.portion ? [[row, heads[k]!.portion!] as const] : [])));
    return [{ table, rows, portions }];
  });
}
