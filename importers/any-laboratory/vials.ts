/** Results per vial: `Vial 1 | 5.2 mg` under the title of a test, tests over their columns, vials over theirs. Each row says of which vial it is. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import { isFinding, isUnit, isValueLike, splitUnit } from './cell.ts';
import { isKnownAnalyte } from './names.ts';
import { panelOfAnalytes } from './panels.ts';
import { centreX, centreY, height, linesOf, makePiece, overlapX, type Piece, printed, textOf, unionBox } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';
import type { TableRow } from './tables.ts';

const KIND = '(?:vial|ampou?le|syringe|cartridge|container|bottle)';
const NUMBER = String.raw`(?:no\.? ?|nr\.? ?|# ?)?\d{1,3}`;
const VIAL = new RegExp(`^${KIND} ?${NUMBER}:?$`, 'i');
/** Over the vials of a table. */
const OVER_VIALS = new RegExp(`^(?:sample|specimen|${KIND})s?(?: ?(?:ids?|no\\.?|nr\\.?|numbers?|#))?$`, 'i');
/** Over their numbers alone. */
const OVER_NUMBERS = new RegExp(`^${KIND}s?(?: ?(?:ids?|no\\.?|nr\\.?|numbers?|#))?$`, 'i');
const MEAN = /^(?:average|mean|avg\.?)(?: (?:result|value|content))?:?$/i;
const BEHIND_NAME = new RegExp(`^(?<name>.*\\p{L}.*?)(?: ?[-–—,] ?| ?\\()(?<vial>${KIND} ?${NUMBER})\\)?$`, 'iu');
/** Tests of sterile products that are no analyte of the dictionary. */
const TEST =
  /\b(?:steril\w+|(?:bacterial )?endotoxins?|mycoplasma|bioburden|particulate matter|net content|fill volume|purity|identity)\b/i;

/** Whether `heading` stands over vials, of which `below` is the first. */
export const headsVials = (heading: string, below: string | undefined): boolean =>
  OVER_VIALS.test(heading) && below !== undefined && VIAL.test(below);

const isTest = (text: string): boolean => text.length <= 60 && !/[:;]/.test(text) && (isKnownAnalyte(testIn(text)) || TEST.test(text));

/** `Net Content (mg)`, `Endotoxin Testing`. */
const testIn = (text: string): string => {
  const bare = text.replace(/ (?:test(?:ing)?|analysis|results?)$/i, '');
  const unit = unitOver(bare);
  return unit === null ? bare : bare.slice(0, bare.lastIndexOf(unit) - 1).trim();
};

function unitOver(heading: string): string | null {
  const unit = /[([]([^()[\]]+)[)\]]$/.exec(heading)?.[1];
  return unit !== undefined && isUnit(unit) ? unit : null;
}

interface Vial {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

interface Cell {
  readonly test: { readonly text: string; readonly pieces: readonly Piece[] };
  /** Null where it is the mean of all. */
  readonly vial: Vial | null;
  readonly value: Piece;
  /** Of the heading, where it names one. */
  readonly heading?: Piece | undefined;
  readonly beside?: { readonly limit?: Piece; readonly verdict?: Piece; readonly method?: Piece; readonly unit?: Piece };
  readonly note?: Piece | undefined;
}

interface Found {
  readonly cells: readonly Cell[];
  readonly taken: readonly Piece[];
}

/** Rows of vials, and the pieces that they do not take. */
export function readVials(page: Page, pieces: readonly Piece[]): { readonly rows: readonly TableRow[]; readonly rest: readonly Piece[] } {
  const whole = pieces.flatMap(labelApart);
  if (!whole.some(({ text }) => VIAL.test(text) || OVER_NUMBERS.test(text))) return { rows: [], rest: pieces };
  const lines = linesOf(whole);
  const found = lines.flatMap((_, at) => vialsBelow(lines, at) ?? vialsBeside(lines, at) ?? []);
  const taken = new Set(found.flatMap(one => one.taken));
  const rows = found.flatMap(({ cells }) => cells).map(cell => toRow(cell, page));
  return { rows, rest: taken.size === 0 ? pieces : whole.filter(piece => !taken.has(piece)) };
}

/** `Vial 1: 5.2 mg` in one piece. */
function labelApart(piece: Piece): Piece[] {
  const { words, page } = piece;
  const end = words.findIndex(({ text }) => text.endsWith(':')) + 1;
  if (end < 1 || end > 3 || end === words.length || !VIAL.test(textOf(words.slice(0, end)))) return [piece];
  return [makePiece(words.slice(0, end), page), makePiece(words.slice(end), page)];
}

/** `Purity` over `(%)`, and between them on a level of its own the heading of the vials. */
function wrappedHeads(lines: readonly Piece[][], at: number): { readonly heads: Piece[]; readonly above: number; readonly below: number } {
  const first = lines[at]![0]!;
  const isNear = (line: readonly Piece[] | undefined): line is Piece[] =>
    line !== undefined &&
    line[0]!.box[0] > first.box[2] &&
    Math.abs(centreY(line[0]!) - centreY(first)) < 1.2 * height(first) &&
    !line.some(({ kind }) => isValueLike(kind));
  const [over, under] = [lines[at - 1], lines[at + 1]];
  if (!isNear(over) || !isNear(under)) return { heads: [], above: 0, below: 0 };
  const heads = over.map(piece => {
    const rest = under.filter(({ box }) => overlapX(box, piece.box) > 0);
    return makePiece([...piece.words, ...rest.flatMap(({ words }) => words)], piece.page);
  });
  return { heads, above: 1, below: 1 };
}

/** Lines under one another, none further below the one before than a row of a table is. */
function linesBelow(lines: readonly Piece[][], at: number): Piece[][] {
  const near: Piece[][] = [];
  let above = lines[at]!;
  for (const line of lines.slice(at + 1)) {
    if (unionBox(line)[1] - unionBox(above)[3] > 2.5 * height(line[0]!)) break;
    near.push(line);
    above = line;
  }
  return near;
}

/** `Sample | Result` or `Vial | Purity | Net Content` over a vial a line; or the first vial itself right below the title of its test. */
function vialsBelow(lines: readonly Piece[][], at: number): Found | null {
  const [first, ...level] = lines[at]!;
  if (!first) return null;
  const wrapped = level.length === 0 && OVER_NUMBERS.test(first.text) ? wrappedHeads(lines, at) : { heads: level, above: 0, below: 0 };
  const { heads, above, below } = wrapped;
  const headed = OVER_VIALS.test(first.text) && heads.length > 0;
  const title = headed ? lines[at - above - 1] : lines[at];
  const titled = title?.length === 1 && isTest(title[0]!.text) ? title[0]! : null;
  if (!headed && !titled) return null;
  const left = first.box[0];
  const vials: { vial: Vial | null; line: Piece[] }[] = [];
  for (const line of linesBelow(lines, at + below)) {
    const [name, ...cells] = line.filter(({ box }) => box[2] > left - 2);
    if (!name || Math.abs(name.box[0] - left) > 3 * name.fontSize) break;
    const vial = vialIn(name, headed ? first : null);
    if (!(vial || (vials.length > 0 && MEAN.test(name.text))) || cells.length === 0) break;
    vials.push({ vial, line: [name, ...cells] });
  }
  if (vials.filter(({ vial }) => vial !== null).length < 2) return null;
  const cells = vials.flatMap(({ vial, line: [name, ...row] }) => cellsOf(row, headed ? heads : [], titled, vial, name!));
  if (cells.length === 0) return null;
  const headings = headed ? lines.slice(at - above, at + below + 1).flat() : [];
  return { cells, taken: [...headings, ...(titled ? [titled] : []), ...vials.flatMap(({ line }) => line)] };
}

function vialIn(name: Piece, heading: Piece | null): Vial | null {
  if (VIAL.test(name.text)) return { text: name.text.replace(/:$/, ''), pieces: [name] };
  if (heading === null || !OVER_NUMBERS.test(heading.text) || !/^#?\d{1,3}$/.test(name.text)) return null;
  return { text: `${heading.text.split(' ')[0]} ${name.text}`, pieces: [heading, name] };
}

/** The results of one line: one a column of a test, or the one of the test in the title with what stands beside it. */
function cellsOf(row: readonly Piece[], heads: readonly Piece[], title: Piece | null, vial: Vial | null, name: Piece): Cell[] {
  const note = vial === null ? name : undefined;
  const headingOf = (cell: Piece): Piece | undefined =>
    heads.toSorted((a, b) => overlapX(b.box, cell.box) - overlapX(a.box, cell.box) || distance(a, cell) - distance(b, cell))[0];
  const tests = heads.filter(({ text }) => isTest(text));
  const roles = row.map(cell => ({ cell, heading: headingOf(cell) }));
  const values = roles.filter(({ cell, heading }) => isAnswer(cell) && (!heading || tests.includes(heading) || isOfResults(heading)));
  const bare = heads.length === 0;
  const own = tests.length > 0 ? values.filter(({ heading }) => tests.includes(heading!)) : values.slice(0, 1);
  const other = (role: ColumnRole): Piece | undefined =>
    roles.find(
      ({ cell, heading }) =>
        own[0]?.cell !== cell && (bare ? role === cell.kind : !tests.includes(heading!) && roleOfHeader(heading!.text) === role),
    )?.cell;
  const [limit, verdict, method, unit] = (['limit', 'verdict', 'method', 'unit'] as const).map(other);
  const beside = { ...(limit && { limit }), ...(verdict && { verdict }), ...(method && { method }), ...(unit && { unit }) };
  return own.flatMap(({ cell, heading }) => {
    const test = tests.length > 0 ? heading : title;
    const said = { vial, value: cell, heading, note, ...(own.length === 1 ? { beside } : {}) };
    return test ? [{ test: { text: testIn(test.text), pieces: [test] }, ...said }] : [];
  });
}

/** Also words that are known as no result: they are for a person to read. */
const isAnswer = ({ kind, words }: Piece): boolean => isValueLike(kind) || (kind === 'text' && words.length <= 5);

const isOfResults = ({ text }: Piece): boolean => roleOfHeader(text) === 'value';

const distance = (a: Piece, b: Piece): number => Math.abs(centreX(a) - centreX(b));

/** `Test | Vial 1 | Vial 2` over a test a line. */
function vialsBeside(lines: readonly Piece[][], at: number): Found | null {
  const vials = lines[at]!.filter(({ text }) => VIAL.test(text));
  const [first, ...others] = lines[at]!;
  if (vials.length < 2 || !first || vials.includes(first) || others.some(piece => !vials.includes(piece) && !MEAN.test(piece.text)))
    return null;
  const rows = linesBelow(lines, at).map(line => line.filter(({ box }) => box[2] > first.box[0] - 2));
  const end = rows.findIndex(
    ([name, ...cells]) => !name || name.box[0] >= others[0]!.box[0] || !cells.some(({ kind }) => isFinding(kind) || kind === 'verdict'),
  );
  const own = end < 0 ? rows : rows.slice(0, end);
  const cells = own.flatMap(([name, ...row]) =>
    row
      .filter(({ kind }) => isValueLike(kind))
      .flatMap((value): Cell[] => {
        const over = others.toSorted((a, b) => distance(a, value) - distance(b, value))[0]!;
        const vial = vials.includes(over) ? { text: over.text, pieces: [over] } : null;
        return [{ test: { text: testIn(name!.text), pieces: [name!] }, vial, value, heading: name, note: vial ? undefined : over }];
      }),
  );
  return cells.length === 0 ? null : { cells, taken: [...lines[at]!, ...own.flat()] };
}

function toRow({ test, vial, value, heading, beside = {}, note }: Cell, page: Page): TableRow {
  const apart = splitUnit(value.text);
  const over = heading && unitOver(heading.text);
  const unit = apart
    ? printed(apart.unit, [value], page)
    : beside.unit
      ? printed(beside.unit.text, [beside.unit], page)
      : over && isFinding(value.kind)
        ? printed(over, [heading], page)
        : undefined;
  return {
    panel: panelOfAnalytes([test.text]) ?? 'other',
    name: printed(test.text, test.pieces, page),
    value: printed(apart?.value ?? value.text, [value], page),
    ...(unit ? { unit } : {}),
    ...(beside.limit ? { limit: printed(beside.limit.text, [beside.limit], page) } : {}),
    ...(beside.verdict ? { verdict: printed(beside.verdict.text, [beside.verdict], page) } : {}),
    ...(beside.method ? { method: printed(beside.method.text, [beside.method], page) } : {}),
    ...(vial ? { testPortion: printed(vial.text, vial.pieces, page) } : {}),
    ...(note ? { note: printed(note.text, [note], page) } : {}),
    further: [],
    doubts: [],
    page: page.number,
    y: value.box[1],
  };
}

/** `Purity (Vial 1)`, and `Vial 1` in a column that was taken for one of methods. */
export function ofVial(row: TableRow): TableRow {
  const { method, ...rest } = row;
  if (method && VIAL.test(method.text)) return { ...rest, testPortion: method };
  const { name, vial } = BEHIND_NAME.exec(row.name.text)?.groups ?? {};
  const said = (text: string): Printed => ({ text, evidence: row.name.evidence });
  return name !== undefined && vial !== undefined && row.testPortion === undefined
    ? { ...row, name: said(name), testPortion: said(vial) }
    : row;
}

/** Two rows of which each is of a vial of its own are no two printings of one result. */
export const areOfVials = (a: TableRow, b: TableRow): boolean =>
  [a, b].some(({ testPortion }) => testPortion !== undefined && VIAL.test(testPortion.text)) &&
  a.testPortion?.text.toLowerCase() !== b.testPortion?.text.toLowerCase();
