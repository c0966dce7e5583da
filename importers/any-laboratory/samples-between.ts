/** Samples under one another in one table, each below a line across it: `24-118-1  Red Leaf  Lot R-10`, then its results. */
import type { Page, Word } from '../../src/document/document.ts';
import type { Row } from './body.ts';
import { areCodes, type SampleHeading } from './lots-beside.ts';
import { centreY, linesOf, makePiece, overlapX, type Piece, printed } from './piece.ts';
import type { Table } from './table.ts';

const LOT = /^(?:lots?|batch)[.:#]*$/i;
const LABEL = /^(?:lab(?:oratory)?|sample|product|name|description|no|nr|number|id|[-–—|,;:#(]+)[.:#]*$/i;
const CODE = /^[(]?((?=(?:\S*\d){2})[\p{L}\d][\p{L}\d._/-]{2,})[),;:]*$/u;

interface Between {
  readonly y: number;
  readonly number: Word | undefined;
  readonly lot: Word | undefined;
  readonly name: readonly Word[];
}

/** What a line says of the sample below it; null where it is no such line. */
function readBetween(line: readonly Piece[]): Between | null {
  const words = line.flatMap(piece => piece.words);
  const at = words.findIndex(({ text }, i) => LOT.test(text) && CODE.test(words[i + 1]?.text ?? ''));
  const lot = at < 0 ? undefined : words[at + 1];
  const others = words.filter((word, i) => word !== lot && i !== at && !LABEL.test(word.text));
  const number = CODE.test(others[0]?.text ?? '') ? others[0] : undefined;
  const name = others.filter(word => word !== number);
  if (words.length > 12 || (!lot && !number) || name.some(({ text }) => /[:=<>%]/.test(text))) return null;
  return { y: centreY(makePiece(words, line[0]!.page)), number, lot, name };
}

const codeOf = (word: Word): string => CODE.exec(word.text)![1]!;

/** All with a number or all with a lot, of one form and none of them twice: two at least, or as before. */
function keyOf(lines: readonly Between[], carried: SampleHeading | undefined): 'number' | 'lot' | null {
  const told = (key: 'number' | 'lot', led: string): boolean => {
    if (lines.some(line => line[key] === undefined) || (carried && carried.led !== led)) return false;
    const codes = lines.map(line => codeOf(line[key]!));
    return carried ? codes.length === 0 || areCodes([carried.text, ...codes]) : areCodes(codes);
  };
  return told('number', 'Sample') ? 'number' : told('lot', 'Lot') ? 'lot' : null;
}

/** Each sample has what the first one has, and nothing twice. */
function tellsApart(groups: readonly (readonly Row[])[]): boolean {
  const names = groups.map(rows => rows.map(({ names: own }) => own.map(({ text }) => text.toLowerCase()).join(' ')));
  return names.every(own => new Set(own).size === own.length && own.filter(name => names[0]!.includes(name)).length >= 0.5 * own.length);
}

/** The lines between the heading of a table and its last row that say of which sample the rows below them are. */
function linesBetween(table: Table, rows: readonly Row[], pieces: readonly Piece[]): Between[] {
  const taken = new Set(rows.flatMap(({ names, cells }) => [...names, ...[...cells.values()].flat()]));
  const [top, bottom] = [(table.head?.bottom ?? 0) - 1, Math.max(...rows.map(({ names }) => centreY(names[0]!)))];
  const within = pieces.filter(
    piece =>
      !taken.has(piece) &&
      centreY(piece) > top &&
      centreY(piece) < bottom &&
      overlapX(piece.box, [table.nameLeft, 0, table.block.right, 0]) > 0,
  );
  return linesOf(within)
    .filter(([first]) => first && Math.abs(first.box[0] - table.nameLeft) < 2 * first.fontSize)
    .flatMap(line => readBetween(line) ?? []);
}

function headingOf(line: Between, key: 'number' | 'lot', page: Page): SampleHeading {
  const said = (text: string, words: readonly Word[]) => printed(text, [makePiece(words, page.number)], page);
  const { lot, name } = line;
  const own = line[key]!;
  return {
    ...said(codeOf(own), [own]),
    led: key === 'number' ? 'Sample' : 'Lot',
    ...(key === 'number' && lot === undefined && { bare: true }),
    ...(lot && key === 'number' && { lot: said(codeOf(lot), [lot]) }),
    ...(name.some(({ text }) => /\p{L}{3}/u.test(text)) && { name: said(name.map(({ text }) => text).join(' '), name) }),
  };
}

/**
 * The sample of each row; none where no lines between the rows tell of two samples or more. `carried`: that of the last row of a page before,
 * of whose table this one is the rest.
 */
export function samplesBetween(
  table: Table,
  rows: readonly Row[],
  pieces: readonly Piece[],
  carried: SampleHeading | undefined,
): ReadonlyMap<Row, SampleHeading> {
  const none = new Map<Row, SampleHeading>();
  if (rows.length === 0 || (table.head === null && !carried)) return none;
  const between = linesBetween(table, rows, pieces);
  const key = keyOf(between, carried);
  if (key === null) return none;
  const heights = rows.map(({ names }) => centreY(names[0]!));
  const starts = [...(carried ? [0] : []), ...between.map(({ y }) => y)];
  const groups = starts.map((y, i) => rows.filter((_, k) => heights[k]! > y && heights[k]! < (starts[i + 1] ?? Number.POSITIVE_INFINITY)));
  const whole = carried ? groups.slice(1) : groups;
  if (heights.some(y => y < starts[0]!) || whole.some(group => group.length === 0) || !tellsApart(whole)) return none;
  const headings = [...(carried ? [carried] : []), ...between.map(line => headingOf(line, key, table.page))];
  return new Map(groups.flatMap((group, i) => group.map(row => [row, headings[i]!] as const)));
}
