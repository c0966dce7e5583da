/** The samples whose lines are the rows of a table lying on its side: their numbers, names and lots. */
import { joinName } from './body.ts';
import type { RoledColumn } from './column-roles.ts';
import { areCodes } from './lots-beside.ts';
import { linesOf, makePiece, overlapX, type Piece } from './piece.ts';
import type { ColumnRole } from './roles.ts';
import { OVER_LOTS, OVER_SAMPLES, TELLS_OF_NAME } from './sample-headings.ts';

export const SPARSE: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['limit', 'verdict', 'lod', 'loq', 'reporting-limit']);

const CODE = /^(?=.*\d)[\p{L}\d][\p{L}\d._/-]*$/u;

/**
 * Lines that begin with the numbers of samples, under a heading that says so: each is of one sample. What else stands before the results
 * (`Lab # | Sample`) tells of the sample too.
 */
export function ofSamples(found: readonly Measure[], line: readonly Piece[], names: readonly Piece[]): Measure[] {
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
export const SAYS_LOT = /^(?:lot|batch)\b[^:#]{0,12}[:#]? ?\S+$/i;

/** What stands in the columns beside the number, by their headings. */
function besideNumber(labels: readonly Piece[], line: readonly Piece[], over: Piece): Told {
  const under = (pattern: RegExp): Piece[] => {
    const headings = line.filter(piece => piece !== over && pattern.test(piece.text));
    return labels.filter(({ box }) => headings.some(heading => overlapX(heading.box, box) > 0));
  };
  const [name, lot] = [under(TELLS_OF_NAME), under(OVER_LOTS).filter(({ text }) => /\d/.test(text))];
  return { ...(name.length > 0 && { name }), ...(lot.length > 0 && { lot }) };
}

export interface Measure {
  readonly column: RoledColumn;
  readonly cells: ReadonlyMap<number, readonly Piece[]>;
}
