/** Names of analytes on a page that have values beside them: the rows a table is grown from. */
import { isFinding, isValueLike, isYear } from './cell.ts';
import { isKnownAnalyte, isSameAnalyte, isSymbol, nameScore, SYMBOL, TECHNIQUE } from './names.ts';
import { centreY, height, linesOf, makePiece, overlapX, type Piece, sameLine } from './piece.ts';
import { headsPersons, looksLikeHeader, roleOfHeader } from './roles.ts';
import { isNextLine, rightOf, wrappedSeeds } from './wrapped-seeds.ts';

/** A row recognised by its name alone: the start from which a block is grown. */
export interface Seed {
  readonly name: Piece;
  /** Further spellings of the name in a second column. */
  readonly aliases: readonly Piece[];
  readonly cells: readonly Piece[];
}

const NAME_SCORE = 0.5;

/** A second spelling stands in the next column, in font sizes; further off begins another table. */
const ALIAS_GAP = 15;

/** `Salmonella by qPCR:` over the number of the method. */
const BY_METHOD = /\sby (?:[\p{L}-]+ )?[\p{L}-]+:$/iu;

/** Text that could head a row; a header word never does. */
const isName = (piece: Piece): boolean =>
  (piece.kind === 'text' || /^(?:aw|ph)$/i.test(piece.text)) &&
  (!/[:=]$|\s=\s|^[<≤~]?\s?[\d.,]+\s?%/.test(piece.text) || BY_METHOD.test(piece.text)) &&
  nameScore(piece.text) >= NAME_SCORE;

/** Far right of a name, and one of several names under one another: a table of its own, whatever codes stand between. */
const beginsBeside = (name: Piece, piece: Piece, names: readonly Piece[]): boolean =>
  piece.box[0] - name.box[2] > ALIAS_GAP * name.fontSize &&
  names.filter(other => Math.abs(other.box[0] - piece.box[0]) < 0.5 * piece.fontSize && isKnownAnalyte(other.text)).length >= 3;

const isCodeLike = (cell: Piece): boolean => cell.kind === 'text' && cell.words.length === 1 && /\d/.test(cell.text);

/** The last cell before a name of the table beside is that row's code, where it stands nearer to it than to the cells before. */
function isCodeOf(cells: readonly Piece[], name: Piece): boolean {
  const [before, last] = cells.slice(-2);
  return before !== undefined && last !== undefined && isCodeLike(last) && name.box[0] - last.box[2] < last.box[0] - before.box[2];
}

/** The lowest of `headings` above a piece. */
const headingOver = (piece: Piece, headings: readonly Piece[]): Piece | undefined =>
  headings
    .filter(other => other.box[3] <= piece.box[1] + 1 && overlapX(other.box, piece.box) > 0)
    .reduce<Piece | undefined>((lowest, other) => (lowest && lowest.box[3] >= other.box[3] ? lowest : other), undefined);

/**
 * Names under the second of two headings of names side by side, fewer than under the first: `Analyte Name | Analysis | Result` has a row
 * `Water Activity | Water Activity`, which begins no table of its own.
 */
function secondNames(pieces: readonly Piece[], headings: readonly Piece[]): Set<Piece> {
  const second = new Set<Piece>();
  const lines = linesOf(pieces).filter(line => line.length > 2 && line.every(piece => headings.includes(piece)));
  for (const line of lines) {
    const at = line.findIndex((heading, i) => i > 0 && [line[i - 1]!, heading].every(({ text }) => roleOfHeader(text) === 'name'));
    if (at < 1) continue;
    const [own, after] = [line[at - 1]!, line[at]!].map(heading =>
      pieces.filter(piece => isName(piece) && headingOver(piece, lines.flat()) === heading),
    );
    const known = (names: readonly Piece[]): number =>
      new Set(names.filter(({ text }) => isKnownAnalyte(text)).map(({ text }) => text)).size;
    if (known(own!) <= known(after!)) continue;
    for (const name of after!) if (own!.some(first => sameLine(first, name))) second.add(name);
  }
  return second;
}

const LETTERS = /^\p{L}{2,3}$/u;
const TWO_CAPITALS = /^\p{Lu}{2}$/u;

/** Of the metals that nearly every table of metals has. */
const USUAL = /^(?:PB|CD|HG)$/;

/** `AL` and `MN` under `Analyst`, or in capitals in a column beside names: who made the tests, and no symbols of elements. */
function initialsAmong(names: readonly Piece[], headings: readonly Piece[], pieces: readonly Piece[]): Set<Piece> {
  const short = names.filter(({ text }) => LETTERS.test(text));
  if (short.length === 0) return new Set();
  // `MG` is a unit as well; `Chemist` heads nothing else
  const words = [...headings.filter(({ text }) => !LETTERS.test(text)), ...pieces.filter(({ text }) => headsPersons(text))];
  const besideOf = (piece: Piece): Piece[] => names.filter(other => sameLine(other, piece) && !LETTERS.test(other.text));
  const isOfRow = (piece: Piece): boolean => besideOf(piece).some(({ text }) => isSameAnalyte(text, piece.text));
  const isInitials = (piece: Piece): boolean => {
    const beside = besideOf(piece);
    if (headsPersons(headingOver(piece, words)?.text ?? '')) return true;
    const column = short.filter(other => other !== piece && Math.abs(other.box[0] - piece.box[0]) < 0.5 * piece.fontSize);
    // `CD` beside cadmium is its symbol, unless other rows have other rows' symbols
    if (isOfRow(piece) && !column.some(other => besideOf(other).length > 0 && !isOfRow(other))) return false;
    if (!TWO_CAPITALS.test(piece.text) || !beside.some(({ text }) => /\p{Ll}/u.test(text))) return false;
    const isAgain = column.some(({ text }) => text === piece.text);
    return isAgain || (isSymbol(piece.text) && ![piece, ...column].some(({ text }) => USUAL.test(text)));
  };
  return new Set(short.filter(isInitials));
}

/** `Odor and taste | Characteristic odor and`, and below that `taste`: the rest of a cell beside a name that stands level with both of its lines. */
const goesOnAbove = (cell: Piece, cells: readonly Piece[]): boolean =>
  cells.some(
    other =>
      other !== cell &&
      other.kind === 'text' &&
      other.box[3] <= cell.box[1] + 0.3 * height(cell) &&
      cell.box[1] - other.box[3] < 0.7 * height(cell) &&
      overlapX(other.box, cell.box) > 0,
  );

/** Whether a heading of names stands over a name, level with the heading of the next column. */
const isHeadedBeside = (name: Piece, next: Piece, headings: readonly Piece[]): boolean =>
  headings.some(other => sameLine(other, next) && roleOfHeader(other.text) === 'name' && overlapX(other.box, name.box) > 0);

/** `Folate` before `Assay` under `Test | Method`: a name the dictionary does not have, about level with the method of its row. */
const isUnknownName = (name: Piece, method: Piece, over: Piece, headings: readonly Piece[]): boolean =>
  name.kind === 'text' &&
  name.box[2] < method.box[0] &&
  Math.abs(centreY(name) - centreY(method)) < 1.2 * height(method) &&
  isHeadedBeside(
    name,
    over,
    headings.filter(({ box }) => box[2] < over.box[0]),
  );

const OF_BASES = /^(?:reporting )?basis$/i;

/** Every analyte name on the page that has a value to its right before the next name begins. */
export function findSeeds(pieces: readonly Piece[]): Seed[] {
  const isLeading = (piece: Piece): boolean =>
    piece.kind === 'text' ||
    !pieces.some(
      other =>
        other.kind === 'text' &&
        other.box[2] < piece.box[0] &&
        sameLine(piece, other) &&
        // `Water activity | aw`, however far
        (piece.box[0] - other.box[2] < 20 * piece.fontSize || isSameAnalyte(other.text, piece.text)),
    );
  const headings = pieces.filter(piece => looksLikeHeader(piece.text));
  // a technique behind a name, or what stands under `Method`, says how it was tested, under `Abbr.` how else it is called; alone it is a test
  const nameLike = pieces.filter(isName);
  const tests = nameLike.filter(({ text }) => !TECHNIQUE.test(text));
  const bases = headings.filter(({ text }) => OF_BASES.test(text));
  // `Dry matter` under `Basis`, on the second line of a row
  const isBasis = (piece: Piece): boolean => bases.some(({ box }) => box[3] <= piece.box[1] + 1 && overlapX(box, piece.box) > 0);
  const isMethod = (piece: Piece): boolean => {
    const before = tests.filter(other => other !== piece && other.box[2] < piece.box[0] && sameLine(other, piece));
    if (before.length > 0 && TECHNIQUE.test(piece.text)) return true;
    const over = headingOver(piece, headings);
    const role = roleOfHeader(over?.text ?? '');
    if (isBasis(piece)) return true;
    if (before.length === 0) return role === 'method' && pieces.some(other => isUnknownName(other, piece, over!, headings));
    return role === 'method' || (role === 'other' && before.some(name => isHeadedBeside(name, over!, headings)));
  };
  const initials = initialsAmong(nameLike, headings, pieces);
  const names = nameLike.filter(piece => isLeading(piece) && !isMethod(piece) && !initials.has(piece)).sort((a, b) => a.box[0] - b.box[0]);
  const heads = new Set(names);
  const aliases = new Set<Piece>();
  const second = secondNames(pieces, headings);
  const seeds: Seed[] = [];
  /** Where the codes of the rows of tables beside begin. */
  const codes = new Set<number>();
  for (const name of names) {
    if (aliases.has(name) || second.has(name)) continue;
    const aliasesHere: Piece[] = [];
    const cells: Piece[] = [];
    for (const piece of rightOf(name, pieces)) {
      if (piece.fontSize > 1.8 * name.fontSize) continue;
      const near = piece.box[0] - (aliasesHere.at(-1) ?? name).box[2] < ALIAS_GAP * name.fontSize;
      const named = heads.has(piece) && (near || !second.has(piece));
      if (named && (cells.some(cell => isValueLike(cell.kind)) || beginsBeside(name, piece, names))) {
        if (isCodeOf(cells, piece)) codes.add(cells.pop()!.box[0]);
        break;
      }
      if (named && cells.length === 0 && (isKnownAnalyte(piece.text) || SYMBOL.test(piece.text)) && near) aliasesHere.push(piece);
      else if (named && cells.length === 0 && !near) break;
      else cells.push(piece);
    }
    if (!cells.some(cell => isFinding(cell.kind) || cell.kind === 'verdict' || cell.kind === 'dash' || cell.kind === 'pair')) continue;
    // `Lab No. | Analyte | Result | LOD`: `LOD` is a finding only under a heading
    const heading = (cell: Piece): boolean =>
      cell.kind === 'unit' || isYear(cell.text) || (cell.kind !== 'number' && cell.kind !== 'qualified' && looksLikeHeader(cell.text));
    if (cells.every(heading) && (cells.length >= 2 || endsHeadings(name, cells[0]!, pieces))) continue;
    for (const alias of aliasesHere) aliases.add(alias);
    for (const cell of cells) if (heads.has(cell) && goesOnAbove(cell, cells)) aliases.add(cell);
    const [spelled] = aliasesHere;
    // `As | Arsenic`: the symbol stands before the name, which is what the row is called
    if (spelled && SYMBOL.test(name.text) && isSameAnalyte(name.text, spelled.text)) seeds.push({ name: spelled, aliases: [], cells });
    else seeds.push({ name, aliases: aliasesHere, cells });
  }
  seeds.push(...halvesAround(pieces, seeds));
  seeds.push(...wrappedSeeds(pieces, seeds));
  const isCode = (cell: Piece): boolean => isCodeLike(cell) && [...codes].some(left => Math.abs(cell.box[0] - left) < 1);
  return joinHalves(codes.size === 0 ? seeds : seeds.map(seed => ({ ...seed, cells: seed.cells.filter(cell => !isCode(cell)) })));
}

/** `Analyte | Result | Status | Unit | Lab | LOQ`: the last two of a line of headings. */
function endsHeadings(name: Piece, cell: Piece, pieces: readonly Piece[]): boolean {
  const before = pieces.filter(other => other.box[2] <= name.box[0] && sameLine(other, name) && looksLikeHeader(other.text));
  const roles = before.map(({ text }) => roleOfHeader(text));
  return cell.kind === 'words' && roles.includes('name') && new Set(roles).size >= 3;
}

/** In words: half of a name is no longer. */
const LONGEST_HALF = 4;

/** `Total aerobic` over `microbial count`, with the one line of its cells between them: no half is a name by itself. */
function halvesAround(pieces: readonly Piece[], seeds: readonly Seed[]): Seed[] {
  const taken = new Set(seeds.flatMap(({ name, cells }) => [name, ...cells]));
  const halves = pieces.filter(
    piece => piece.kind === 'text' && piece.words.length <= LONGEST_HALF && !piece.text.endsWith('-') && !taken.has(piece),
  );
  return halves.flatMap(upper => {
    const lower = halves.find(piece => isNextLine(piece, upper));
    if (!lower) return [];
    const name = makePiece([...upper.words, ...lower.words], upper.page);
    const cells = rightOf(name, pieces);
    const findings = cells.filter(cell => isFinding(cell.kind));
    const isOneLine = findings.length > 0 && findings.every(cell => Math.abs(centreY(cell) - centreY(name)) < 0.25 * height(cell));
    return isOneLine && isKnownAnalyte(name.text) ? [{ name, aliases: [], cells }] : [];
  });
}

/** `Mitragynine` over `pseudoindoxyl` beside one cell that reaches over both lines: one name. */
function joinHalves(seeds: readonly Seed[]): Seed[] {
  const gone = new Set<Seed>();
  const joined = new Map<Seed, Seed>();
  for (const upper of seeds) {
    const lower = seeds.find(
      other =>
        other.name.box[1] > upper.name.box[1] + 0.5 * height(upper.name) &&
        other.cells.some(cell => upper.cells.includes(cell)) &&
        isKnownAnalyte(`${upper.name.text} ${other.name.text}`),
    );
    if (!lower || gone.has(upper)) continue;
    gone.add(lower);
    const cells = [...new Set([...upper.cells, ...lower.cells])].sort((a, b) => a.box[0] - b.box[0]);
    joined.set(upper, { name: makePiece([...upper.name.words, ...lower.name.words], upper.name.page), aliases: upper.aliases, cells });
  }
  return seeds.filter(seed => !gone.has(seed)).map(seed => joined.get(seed) ?? seed);
}
