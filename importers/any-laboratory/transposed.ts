/** Tables lying on their side: the analytes are the columns, values, units and limits the lines. */
import type { Page } from '../../src/document/document.ts';
import { joinName, type Row } from './body.ts';
import { isUnit, isValueLike, splitUnit, unitsIn } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import { isKnownAnalyte } from './names.ts';
import { centreX, centreY, height, linesOf, makePiece, overlapY, type Piece, unionBox } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';
import { OVER_SAMPLES, TELLS_OF_SAMPLE } from './sample-headings.ts';
import type { Table } from './table.ts';
import { badgesOf, FEWEST, type Heading, headings, type Lane, lanes, namesOf, splitPortion, withoutUnits } from './transposed-heads.ts';
import { type Measure, ofSamples, SAYS_LOT, SPARSE } from './transposed-samples.ts';

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

/** `MU ±`, `Compliance` among the names: it says something of the results beside it, and is no analyte. */
const isBesideAnalytes = (name: string): boolean => !isKnownAnalyte(name) && BESIDE_ANALYTES.has(roleOfHeader(name));

const BESIDE_ANALYTES: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['uncertainty', 'verdict', 'method', 'note']);

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
    const analytes = rows.filter(({ names: own }) => !isBesideAnalytes(joinName(own)));
    const portions = new Map(rows.flatMap((row, k) => (heads[k]!.portion ? [[row, heads[k]!.portion!] as const] : [])));
    return [{ table, rows: analytes, portions }];
  });
}
