/** Boxes of letters that recognition could not tell from those beside them: it gives such a letter the box of its line, of the whole word, or of one further on. */
import { heightAt } from './ocr-baseline.ts';
import type { Glyph, RecognisedLine, RecognisedWord, Rectangle } from './tesseract.ts';

/** No letter is so many times as wide as the usual one of its word: of `illi` an m is four times. */
const WIDEST = 4;
/** Letters over which a box may not reach. */
const MOST_WITHIN = 2;

const middle = ({ x0, x1 }: Rectangle): number => (x0 + x1) / 2;
/** The lower of the two in the middle: boxes that reach too far are many. */
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!;

/** The word with the boxes its letters must have by those beside them. As it is where fewer than half of them are its own. */
function boxedByLetters(word: RecognisedWord): RecognisedWord {
  const { symbols } = word;
  if (symbols.length < 3) return word;
  const usual = median(symbols.map(({ bbox }) => bbox.x1 - bbox.x0));
  const isOwn = ({ bbox }: Glyph): boolean =>
    bbox.x1 - bbox.x0 <= WIDEST * usual &&
    symbols.filter(other => middle(other.bbox) > bbox.x0 && middle(other.bbox) < bbox.x1).length <= MOST_WITHIN;
  const own = symbols.map(isOwn);
  const known = symbols.filter((_, i) => own[i]);
  if (known.length === symbols.length || 2 * known.length < symbols.length) return word;
  const pitch = median(known.map(({ bbox }) => bbox.x1 - bbox.x0));
  const placed = symbols.map((symbol, i) => {
    if (own[i]) return symbol;
    const before = symbols.findLastIndex((_, k) => k < i && own[k]);
    const after = symbols.findIndex((_, k) => k > i && own[k]);
    const beside = symbols[before >= 0 ? before : after]!.bbox;
    const x0 = before >= 0 ? symbols[before]!.bbox.x1 + (i - before - 1) * pitch : symbols[after]!.bbox.x0 - (after - i) * pitch;
    return { ...symbol, bbox: { ...beside, x0, x1: x0 + pitch } };
  });
  return { ...word, symbols: placed, bbox: around(placed) };
}

const TALL = /^[\p{Lu}\dbdfhkl]$/u;
/** Letters as high as an x. */
export const LOW = /^[acemnorsuvwxz]$/;
const HANGING = /^[gjpqy,;]$/;
/** Of the height of a capital: a small letter, and what hangs below the line. */
const SMALL = 0.73;
const BELOW = 0.28;

const high = ({ bbox }: Glyph): number => bbox.y1 - bbox.y0;

/** The line with letters boxed by themselves: where an `a` is as high as a `D`, neither box is that of its ink. */
export function boxedByInk(line: RecognisedLine): RecognisedLine {
  const words = line.words.map(boxedByLetters);
  const cells = words.map(({ symbols }) => cellsIn(symbols, Math.min(...symbols.filter(isTall).map(high))));
  const capitals = words.flatMap(({ symbols }, w) => symbols.filter(symbol => isTall(symbol) && !cells[w]!.has(symbol)).map(high));
  const middleOfLine = heightAt(line.baseline, middle(line.bbox));
  const capital = capitals.toSorted((a, b) => a - b)[capitals.length >> 2] ?? middleOfLine - line.bbox.y0;
  return {
    ...line,
    words: words.map((word, w) => {
      const boxed = word.symbols.some(isTall) ? cells[w]! : cellsIn(word.symbols, capital);
      if (boxed.size === 0) return word;
      const symbols = word.symbols.map(symbol => (boxed.has(symbol) ? standing(symbol, line, capital) : symbol));
      return { ...word, symbols, bbox: around(symbols) };
    }),
  };
}

const isTall = ({ text }: Glyph): boolean => TALL.test(text);

/** Small letters no lower than a capital, and what shares a box of that height. */
function cellsIn(symbols: readonly Glyph[], capital: number): ReadonlySet<Glyph> {
  if (!Number.isFinite(capital)) return new Set();
  const low = symbols.filter(symbol => LOW.test(symbol.text) && high(symbol) >= 0.95 * capital);
  return new Set(symbols.filter(({ bbox }) => low.some(other => other.bbox.y0 === bbox.y0 && other.bbox.y1 === bbox.y1)));
}

function standing(symbol: Glyph, { baseline }: RecognisedLine, capital: number): Glyph {
  const foot = heightAt(baseline, middle(symbol.bbox));
  const y0 = foot - (LOW.test(symbol.text) || HANGING.test(symbol.text) ? SMALL : 1) * capital;
  return { ...symbol, bbox: { ...symbol.bbox, y0, y1: HANGING.test(symbol.text) ? foot + BELOW * capital : foot } };
}

/** The box of letters together. */
export const around = (symbols: readonly Glyph[]): Rectangle => ({
  x0: Math.min(...symbols.map(({ bbox }) => bbox.x0)),
  y0: Math.min(...symbols.map(({ bbox }) => bbox.y0)),
  x1: Math.max(...symbols.map(({ bbox }) => bbox.x1)),
  y1: Math.max(...symbols.map(({ bbox }) => bbox.y1)),
});
