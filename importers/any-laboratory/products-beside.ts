/** Products side by side under their names: `Red Bali | Green Malay`, each over one column of results or over the same units again. */
import { isUnit } from './cell.ts';
import type { RoledColumn } from './column-roles.ts';
import { areCodes, sampleNumber } from './lots-beside.ts';
import { isKnownAnalyte } from './names.ts';
import { overlapX, type Piece, textOfLine, unionBox } from './piece.ts';
import { roleOfHeader } from './roles.ts';

/** What else may stand over columns of results: how, when or of what they are. */
const NO_PRODUCT =
  /\b(?:dry|wet|as[- ](?:is|received)|basis|weight|per|day|days|week|month|hours?|time|initial|final|before|after|front|back|inside|outside|method|test|trial|run|replicate|average|mean|total|label|claim|expected|serving|tablet|capsule|unit|package|container|dose|ratio|result|value|adult|child|inhal\w*|oral|ingest\w*|usp|eu|fda|who|ahpa|prop)\b|[%:=<>±]|^\W|^\d+$/i;

/** Whether the words could name a product, and say nothing else of a column. */
export const isProduct = (text: string): boolean =>
  /\p{L}{3}/u.test(text) && text.length <= 40 && !NO_PRODUCT.test(text) && roleOfHeader(text) === null && !isKnownAnalyte(text);

/** The words over each group of columns that are no unit: in its headings, else on the line above them. */
function namesOver(groups: readonly (readonly RoledColumn[])[], above: readonly Piece[]): (readonly Piece[])[] {
  const reach = groups.map(group =>
    unionBox(group.flatMap(({ left, right, headingPieces }) => [{ box: [left, 0, right, 0] as const }, ...headingPieces])),
  );
  // `Results` over the names of all
  const overAll = (piece: Piece): boolean => groups.every(group => group.every(({ overPieces = [] }) => overPieces.includes(piece)));
  return groups.map((group, i) => {
    const within = group.flatMap(({ headingPieces, overPieces = [] }) => [...overPieces, ...headingPieces]);
    const own = [...new Set(within)].filter(piece => piece.kind !== 'unit' && !isUnit(piece.text) && !overAll(piece));
    if (own.length > 0) return own;
    return above.filter(piece => reach.every((box, k) => overlapX(piece.box, reach[i]!) > 0 && (k === i || overlapX(piece.box, box) <= 0)));
  });
}

/** `B998711/1` over `Moringa powder A`, each under a number of its own. */
const areNumbered = (names: readonly (readonly Piece[])[]): boolean =>
  areCodes(names.flatMap(pieces => (pieces.length > 1 ? (pieces.find(({ text }) => sampleNumber(text) !== null)?.text ?? []) : [])));

/**
 * The columns of results are those of several products where their units repeat in one order, under another name each time. They are
 * doubted unless each has a number too: nothing else tells that these are names of products. `above`: what stands on the line over the headings.
 */
export function productsBeside(columns: readonly RoledColumn[], above: readonly Piece[]): RoledColumn[] {
  const values = columns.filter(({ role }) => role === 'value');
  const units = values.map(({ unit }) => unit ?? '');
  const size = new Set(units).size;
  const repeats = values.length >= 2 * size && values.length % size === 0 && units.every((unit, i) => unit === units[i % size]);
  if (!repeats || values.some(({ ofSample }) => ofSample)) return [...columns];
  const groups = Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));
  const names = namesOver(groups, above);
  const texts = names.map(textOfLine);
  if (!texts.every(isProduct) || new Set(texts).size !== texts.length) return [...columns];
  const guessed = !areNumbered(names);
  return columns.map(column => {
    const at = groups.findIndex(group => group.includes(column));
    return at < 0 ? column : { ...column, guessed, ofSample: true, product: names[at]! };
  });
}

/** `Ginger Lemon` over `Lot GL-77`, over each column of results: the number heads the column, and the product is the name of that sample. */
export function numbersUnderNames(columns: readonly RoledColumn[]): RoledColumn[] {
  const found = new Map(
    columns.flatMap(column => {
      const [name, number, ...more] = [...(column.overPieces ?? []), ...column.headingPieces];
      const isPair = name && number && more.length === 0 && isProduct(name.text) && sampleNumber(number.text) !== null;
      return isPair ? [[column, { name, number }] as const] : [];
    }),
  );
  const pairs = [...found.values()];
  if (!areCodes(pairs.flatMap(({ number }) => sampleNumber(number.text) ?? []))) return [...columns];
  if (new Set(pairs.map(({ name }) => name.text)).size < pairs.length) return [...columns];
  return columns.map(column => {
    const { name, number } = found.get(column) ?? {};
    return name && number ? { ...column, heading: number.text, headingPieces: [number], told: { name: [name] } } : column;
  });
}
