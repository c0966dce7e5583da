/** Vials below one another, a line each, under the title of a test or under headings of tests. */
import { isValueLike } from './cell.ts';
import { centreY, height, makePiece, overlapX, type Piece } from './piece.ts';
import { type ColumnRole, roleOfHeader } from './roles.ts';
import { distance, type FoundVials, isTest, linesBelow, testIn, type Vial, type VialCell } from './vial-cells.ts';
import { MEAN, OVER_NUMBERS, OVER_VIALS, VIAL } from './vial-names.ts';

/** `Sample | Result` or `Vial | Purity | Net Content` over a vial a line; or the first vial itself right below the title of its test. */
export function vialsBelow(lines: readonly Piece[][], at: number): FoundVials | null {
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
    const [name, ...cells] = line.filter(({ box }) => box[2] > left - 0.2 * first.fontSize);
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
function cellsOf(row: readonly Piece[], heads: readonly Piece[], title: Piece | null, vial: Vial | null, name: Piece): VialCell[] {
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
