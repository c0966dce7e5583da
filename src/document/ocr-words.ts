/** What Tesseract made out, as positioned words like those of a text layer. */
import { looksLikeAnalyte } from '../coa/analyte.ts';
import type { Word } from './document.ts';
import { isKnownWord } from './legible.ts';
import { baselineOfLine, feetOf, heightAt, median } from './ocr-baseline.ts';
import { around, boxedByInk, LOW } from './ocr-boxes.ts';
import type { Run } from './runs.ts';
import type { Glyph, RecognisedLine, RecognisedWord, Rectangle } from './tesseract.ts';
import { assembleWords } from './words.ts';

/** Height of capitals and figures, of small letters, in parts of the type size. */
const CAPITAL = 0.72;
const SMALL = 0.53;
const TALL = /^[\p{Lu}\dbdfhklt%&#]$/u;

/** Specks, pieces of rules and frames. */
const SPECK = /^[|[\]{}\\/_~`'".,:;=«»“”‘’°•·™®©¥¬¦—–-]+$/u;
const LEAST_CONFIDENCE = 0.2;

/** `scale`: points a pixel. */
export function wordsOf(lines: readonly RecognisedLine[], scale: number): Word[] {
  const kept = lines
    .filter(line => !isUpended(line))
    .map(boxedByInk)
    .map(line => ({ ...line, baseline: baselineOfLine(line) }))
    .map(line => ({
      line,
      words: toxinsNumbered(
        line.words.map(withPlusMinus).filter(isKept).map(withRoundLetter).map(withDelta).map(withGreek).map(withPercent),
      ),
    }))
    .filter(({ words }) => words.length > 0);
  const sizes = evenOut(kept.flatMap(({ line, words }) => sizesOf(words, line)));
  let order = 0;
  const runs = kept.flatMap(({ line, words }) =>
    words.flatMap(word => {
      const size = sizes[order++]!;
      return splitRaised(withPower(withMicro(word, line, size), line, size), line, size).map(
        (piece, i): Run => ({ ...toRun(piece, scale), order: order * 100 + i }),
      );
    }),
  );
  return assembleWords(runs).words;
}

/** Text that runs up or down the page belongs to another turn of it. */
function isUpended({ words }: RecognisedLine): boolean {
  const long = words.filter(({ symbols }) => symbols.length >= 2);
  const middle = ({ bbox }: Glyph) => [bbox.x0 + bbox.x1, bbox.y0 + bbox.y1] as const;
  const upended = long.filter(({ symbols }) => {
    const [[x0, y0], [x1, y1]] = [middle(symbols[0]!), middle(symbols.at(-1)!)];
    return Math.abs(y1 - y0) > Math.abs(x1 - x0);
  });
  return 2 * upended.length > long.length;
}

/** `Absent in`, `ug/kg`: words and units of certificates are what they are read as, however unsurely; shorter words behind them as well. */
const isKept = (word: RecognisedWord, i: number, line: readonly RecognisedWord[]): boolean =>
  isWord(word) ||
  isBetween(word, line[i - 1], line[i + 1]) ||
  isSlash(word, line[i - 1]) ||
  /^\(?±$/u.test(word.text) ||
  isTelling(word) ||
  isSpelledOut(word, line) ||
  UNIT_LIKE.test(word.text) ||
  (word.text.length >= 2 && isKnownWord(word.text) && i > 0 && isTelling(line[i - 1]!));

/** A dash with a word on either side of it, a blank away, is no speck. */
function isBetween({ text, confidence, bbox }: RecognisedWord, before?: RecognisedWord, after?: RecognisedWord): boolean {
  if (!before || !after || !/^[-–—]$/u.test(text) || confidence < 40) return false;
  const blank = 0.6 * (before.bbox.y1 - before.bbox.y0);
  return bbox.x0 - before.bbox.x1 < blank && after.bbox.x0 - bbox.x1 < blank;
}

/** `Pass /` over `Fail`, `(Pb) /`: behind a word, and surely read, it is no piece of a rule. */
const isSlash = ({ text, confidence, bbox }: RecognisedWord, before?: RecognisedWord): boolean =>
  text === '/' &&
  confidence >= 60 &&
  before !== undefined &&
  /^(?:\p{L}{3,}|\(\p{L}{2,}\))$/u.test(before.text) &&
  bbox.x0 - before.bbox.x1 < 0.6 * (before.bbox.y1 - before.bbox.y0);

/** `Marktstrafle`, one letter of which is not English: of dirt no word of so many letters is made. */
export const SPELLED_OUT = /^\p{Lu}?\p{Ll}{6,}[.,:]?$/u;

const isSpelledOut = ({ text, bbox }: RecognisedWord, line: readonly RecognisedWord[]): boolean =>
  SPELLED_OUT.test(text) &&
  bbox.x1 - bbox.x0 > 2 * (bbox.y1 - bbox.y0) &&
  line.some(({ confidence, text: beside }) => confidence >= 80 && /[\p{L}\d]{2}/u.test(beside));

const UNIT_LIKE = /^[([]?(?:\p{L}{1,2}|C[FE]U|cfu|KTJ|KBE|UFC|jtk)\/(?:k?[gq]|m[lL])[)\]]?$/u;

const isTelling = ({ text }: RecognisedWord): boolean => text.length >= 4 && isKnownWord(text);

/** A dash in a cell says something; other specks, and letters that are hardly sure, come from pictures and dirt. */
function isWord({ text, confidence, bbox }: RecognisedWord): boolean {
  if (text.length >= 3 && bbox.y1 - bbox.y0 > 1.5 * (bbox.x1 - bbox.x0)) return false;
  if (/^[-–—]$/u.test(text)) return confidence >= 60;
  if (SPECK.test(text)) return false;
  return /\d|^[<>≤≥]/u.test(text) || confidence >= 100 * LEAST_CONFIDENCE;
}

/** Of brackets, in parts of the type size: how high they are, and how far they hang below the line. */
const BRACKETS = 0.94;
const BELOW = 0.21;

/** `(ppb)`: in small print its one letter that stands on the line runs into a bracket; the brackets say as much. */
const isBracketed = (word: RecognisedWord): boolean => /^\([\p{L}%/]{1,6}\)$/u.test(word.text) && feetOf(word).length < 2;

/** Size of the type in pixels, by each letter that tells it. */
function letterSizes(word: RecognisedWord, line: RecognisedLine): number[] {
  if (isBracketed(word)) return [(word.bbox.y1 - word.bbox.y0) / BRACKETS];
  const baseline = baselineOf(word, line);
  const measured = word.symbols.flatMap(({ text, bbox }) => {
    if (TALL.test(text)) return [(baseline - bbox.y0) / CAPITAL];
    return LOW.test(text) ? [(baseline - bbox.y0) / SMALL] : [];
  });
  return measured.filter(value => value > 0);
}

/** Where the letters stand that have no descender; the line's own where there is none. */
function baselineOf(word: RecognisedWord, line: RecognisedLine): number {
  if (isBracketed(word)) return word.bbox.y1 - (BELOW / BRACKETS) * (word.bbox.y1 - word.bbox.y0);
  const feet = feetOf(word);
  const own = median(feet);
  const given = own === undefined ? besideIt(word, line) : heightAt(line.baseline, (word.bbox.x0 + word.bbox.x1) / 2);
  // four letters that stand level stand there, wherever the line is taken to run
  if (own !== undefined && feet.length >= 4 && Math.max(...feet) - Math.min(...feet) < 0.3 * (word.bbox.y1 - word.bbox.y0)) return own;
  const reach = feet.length >= 2 ? 0.5 : 0.25;
  return own !== undefined && Math.abs(own - given) < reach * (word.bbox.y1 - word.bbox.y0) ? own : given;
}

/** Of a dash, a `<` or a `g`, which say nothing of it: where the nearest word stands that does. */
function besideIt(word: RecognisedWord, line: RecognisedLine): number {
  const distance = ({ bbox }: RecognisedWord) => Math.max(bbox.x0 - word.bbox.x1, word.bbox.x0 - bbox.x1);
  const standing = line.words.filter(
    other => feetOf(other).length > 0 && other.symbols.some(({ text }) => TALL.test(text) || LOW.test(text)),
  );
  const nearest = standing.sort((a, b) => distance(a) - distance(b))[0];
  if (!nearest) return heightAt(line.baseline, (word.bbox.x0 + word.bbox.x1) / 2);
  return baselineOf(nearest, line);
}

/** In parts of the height of a word: its type is no smaller. */
const LOWEST = 0.4;

/** Of the words of one line: the line's, by all its letters, where a word differs from it by no more than its letters explain. */
function sizesOf(words: readonly RecognisedWord[], line: RecognisedLine): number[] {
  const letters = words.map(word => letterSizes(word, line));
  const fallback = line.bbox.y1 - line.bbox.y0;
  const common = median(letters.flat()) ?? fallback;
  const own = letters.map((sizes, i) => {
    const size = median(sizes) ?? fallback;
    const height = words[i]!.bbox.y1 - words[i]!.bbox.y0;
    // where it stands was measured among its letters, or those of the line were
    return [size, common].find(one => one >= LOWEST * height) ?? height;
  });
  const isCommon = (i: number): boolean => own[i]! > 0.75 * common && own[i]! < 1.33 * common;
  // within a phrase of one type no word is set in another: a rule above it was taken for a part of it
  const isWithin = (i: number): boolean =>
    [i - 1, i + 1].every(beside => {
      const [word, other] = [words[i]!.bbox, words[beside]?.bbox];
      return other !== undefined && isCommon(beside) && Math.max(word.x0 - other.x1, other.x0 - word.x1) < 0.6 * common;
    });
  return own.map((size, i) => (isCommon(i) || isWithin(i) ? common : size));
}

/** Sizes of one type differ by a pixel or two from line to line; they become one. */
function evenOut(sizes: readonly number[]): number[] {
  const out = [...sizes];
  const left = new Set(sizes.keys());
  while (left.size > 0) {
    const sorted = [...left].sort((a, b) => sizes[a]! - sizes[b]!);
    const group = fullest(sorted, sizes);
    const size = median(group.map(i => sizes[i]!))!;
    for (const i of group) {
      out[i] = size;
      left.delete(i);
    }
  }
  return out;
}

const ALIKE = 1.15;

/** The most members of `sorted` whose sizes lie within one factor. */
function fullest(sorted: readonly number[], sizes: readonly number[]): number[] {
  let best: [number, number] = [0, 1];
  for (let start = 0, end = 0; start < sorted.length; start++) {
    while (end < sorted.length && sizes[sorted[end]!]! <= ALIKE * Math.max(sizes[sorted[start]!]!, 1)) end++;
    if (end - start > best[1] - best[0]) best = [start, end];
  }
  return sorted.slice(best[0], best[1]);
}

const MICRO = /^[([]?[nu]g\//;

/** `<L0Q`, `LoD`, `BLO`, `ma/g`, `cfu/9`, `Negative/lg`: words with one meaning, some letter of which is easily taken for another. Numbers are never mended so. */
const withRoundLetter = (word: RecognisedWord): RecognisedWord => ({
  ...word,
  text: word.text
    .replace(/^(<?M?L)[0o]([QD])$/u, '$1O$2')
    .replace(/^(\(?BL)[0O](?=[):]{0,2}$)/u, '$1Q')
    .replace(/^LOD[A17lI|]LOQ$/u, 'LOD/LOQ')
    .replace(/^["“”‘’'](?=\p{Lu}\p{Ll}+$)/u, '')
    .replace(/^[1l]D(?=[:#]?$)/u, 'ID')
    .replace(/^S?\$(?=[-–]\d|\d{3,}[-–]\d{1,2}$)/u, 'S')
    .replace(/^(in|em|en|dans|per|pro|w|v)(\d{1,3})([gG]|m[lL])$/u, '$1 $2 $3')
    .replace(/^<[.,](?=\d[.,]\d)/u, '<')
    .replace(/^«(?=\d|M?L[O0o]Q$)/u, '<')
    .replace(MASS_PER_MASS, '$1$2g/$3g$4')
    .replace(MASS_BEHIND, '$1g/$2g')
    .replace(COUNT_PER_MASS, (_, count: string, per: string) => `${count}/${per === '9' || per === 'q' ? 'g' : per}`)
    .replace(/^[°º]\/[o0]$/u, '%')
    .replace(/^(\(?[wv])[il1I|]([wv]\)?)$/u, '$1/$2')
    .replace(/(?<=^[\p{L}]{3,}\/)[lI|](?=\s?(?:g|m[lL])$)/u, '1')
    .replace(PORTION, (_, figures: string, unit: string) => `per ${figures.replace(/[lI|]/g, '1').replace(/[Oo]/g, '0')} ${unit}`)
    .replace(/^((?:di)?benzo?|indeno)[lI|1({](?=[a-z\d](?:,[a-z\d]){0,2}(?:-cd)?\])/iu, '$1[')
    .replace(/^((?:di)?benzo?\[[a-z,]+\])l(?=anthracene)/iu, '$1')
    .replace(/^\{(?=.)/u, '(')
    .replace(/^\(\((?=[^()]+\)$)/u, '(')
    .replace(/(?<=.)\}(?=[.,:;]?$)/u, ')')
    .replace(ABSENT_IN, (_, finding: string, grams: string) => `${finding} in${grams && ' '}${grams}`)
    .replace(/^\p{L}{2,}!$/u, withoutMark),
});

/** One g of them is read as such at least: `9/9` may be a day. */
const MASS_PER_MASS = /^(?=.*g)([([]?)(m|n|u|µ|μ|p|k|H)[aoqg9]\/(k?)[gq9]([)\]]?)$/u;
/** `5ug/9`, `55ua/g9`, whose last letter was read twice: close behind a number. */
const MASS_BEHIND = /^([<>≤≥]?\d[\d.,]*[munµ])[aoqg9]\/(k?)(?:[gq9]|g9)$/u;
const COUNT_PER_MASS = /^((?:[<>≤≥]?\d[\d.,]*|[([])?(?:C[FE]U|cfu|KTJ|KBE|UFC|jtk|JTK))[/lI|i]([gq9]|m[lL])$/u;

/** `14.6 (+ 1.5)`, `0.42 + 0.08`: nor do they know a ±, which they give for a `+`, an `x` or a pound; between a number and its uncertainty stands nothing else. */
const withPlusMinus = (word: RecognisedWord, i: number, line: readonly RecognisedWord[]): RecognisedWord => {
  const [before = '', after = ''] = [line[i - 1]?.text, line[i + 1]?.text];
  if (!/^[<>≤≥~]?\d[\d.,]*%?$/u.test(before)) return word;
  // the ink of a bracket alone is narrow
  const isWide = word.text === '(' && word.bbox.x1 - word.bbox.x0 > 0.45 * (word.bbox.y1 - word.bbox.y0);
  if (isWide && /^\d[\d.,]*%?\)/u.test(after)) return { ...word, text: '(±' };
  const isIt =
    (/^\([+x×£¢tE]$/u.test(word.text) && /^\d[\d.,]*%?\)/u.test(after)) || (/^[+£]$/u.test(word.text) && /^\d[\d.,]*%?$/u.test(after));
  return isIt ? { ...word, text: word.text.replace(/.$/u, '±') } : word;
};

/** `Absencein1g` */
const ABSENT_IN = /^(absent|absence|present|presence|negative|positive|detected)in(\d*)(?=g?$)/iu;

/** `per25g`, `perl0g` */
const PORTION = /^per([\dlI|Oo]+)(g|m[lL])$/iu;

/** `Metalaxy!`: no analyte ends so, many end in an l. */
const withoutMark = (text: string): string => {
  const letters = text.replace(/!$/, 'l');
  return looksLikeAnalyte(letters) > Math.max(0.9, looksLikeAnalyte(text)) ? letters : text;
};

/** Nor do they know a Δ, which becomes an A or a 4; `A9-THC` and `A9 THC` are no other words. */
const withDelta = (word: RecognisedWord, i: number, line: readonly RecognisedWord[]): RecognisedWord => ({
  ...word,
  text: DELTA.test(`${word.text} ${line[i + 1]?.text ?? ''}`) ? word.text.replace(/^(\(?)[A4]{1,2}/u, '$1Δ') : word.text,
});
const DELTA = /^\(?[A4]{1,2}(?:[689]|1[01])[-–]?\s?(?:cis-|trans-)?(?:THC|tetrahydro)/iu;

/** `o-Humulene`, `8-Pinene`: nor any other Greek letter, where one before the same name is known and this one is not. */
const withGreek = (word: RecognisedWord): RecognisedWord => {
  const [, letter = '', rest = ''] = /^([oxBß8yY])(-\p{L}{5,}.*)$/u.exec(word.text) ?? [];
  const greek = { o: 'α', x: 'α', B: 'β', ß: 'β', '8': 'β', y: 'γ', Y: 'γ' }[letter];
  if (greek === undefined || looksLikeAnalyte(word.text) === 1 || looksLikeAnalyte(greek + rest) < 1) return word;
  return { ...word, text: greek + rest };
};

/** `0.015 &`: behind a number no sentence goes on so. */
const withPercent = (word: RecognisedWord, i: number, line: readonly RecognisedWord[]): RecognisedWord => {
  const before = line[i - 1];
  const isBehind = before && /^[<>≤≥]?\d+[.,]\d+$/u.test(before.text) && line[i + 1] === undefined;
  return word.text === '&' && isBehind ? { ...word, text: '%' } : word;
};

/** `Aflatoxin Bl`, `Gi`: of these names all end in a figure. */
const toxinsNumbered = (words: readonly RecognisedWord[]): RecognisedWord[] =>
  words.map((word, i) =>
    /^aflatoxin$/i.test(words[i - 1]?.text ?? '') ? { ...word, text: word.text.replace(/^([BGM])[lI|i!]$/u, '$11') } : word,
  );

/** The English letters know no µ and give `ng/g` for `µg/g`; but an n stands on the line, and a µ hangs below it as its g does. */
function withMicro(word: RecognisedWord, line: RecognisedLine, size: number): RecognisedWord {
  if (!MICRO.test(word.text)) return word;
  const at = word.symbols.findIndex(({ text }) => /^[nu]$/.test(text));
  const micro = word.symbols[at];
  if (!micro || micro.bbox.y1 - heightAt(line.baseline, micro.bbox.x0) < 0.12 * size) return word;
  const symbols = word.symbols.with(at, { ...micro, text: 'µ' });
  return { ...word, text: word.text.replace(/[nu]/, 'µ'), symbols };
}

/** `10%`, whose last sign stands as high as a power and is as small: the figure could not be made out, and is no per cent. */
function withPower(word: RecognisedWord, line: RecognisedLine, size: number): RecognisedWord {
  const last = word.symbols.at(-1);
  if (!/(?:^|[x×*<>≤≥])10%$/u.test(word.text) || !last || !isSmallAndHigh(last, baselineOf(word, line), size)) return word;
  return { ...word, text: word.text.replace(/%$/, '°'), symbols: word.symbols.with(-1, { ...last, text: '°' }) };
}

interface Piece {
  readonly text: string;
  readonly bbox: Rectangle;
  readonly baseline: number;
  readonly size: number;
  readonly confidence: number;
  readonly first: boolean;
  readonly last: boolean;
}

/** A raised figure at the end of a word is a power or a footnote, never a further digit. */
function splitRaised(word: RecognisedWord, line: RecognisedLine, size: number): Piece[] {
  const baseline = baselineOf(word, line);
  const confidence = word.confidence / 100;
  const { symbols } = word;
  let tail = symbols.length;
  while (tail > 0 && isRaised(symbols[tail - 1]!, baseline, size)) tail--;
  if (tail === symbols.length || tail === 0 || !/[\p{L}\d]/u.test(word.text))
    return [{ text: word.text, bbox: word.bbox, baseline, size, confidence, first: true, last: true }];
  const raised = around(symbols.slice(tail));
  const text = (part: readonly Glyph[]) => part.map(symbol => symbol.text).join('');
  return [
    { text: text(symbols.slice(0, tail)), bbox: around(symbols.slice(0, tail)), baseline, size, confidence, first: true, last: false },
    {
      text: text(symbols.slice(tail)),
      bbox: raised,
      baseline: raised.y1,
      size: (raised.y1 - raised.y0) / CAPITAL,
      confidence,
      first: false,
      last: true,
    },
  ];
}

const isRaised = (glyph: Glyph, baseline: number, size: number): boolean =>
  /^\d$/u.test(glyph.text) && isSmallAndHigh(glyph, baseline, size);

const isSmallAndHigh = ({ bbox }: Glyph, baseline: number, size: number): boolean =>
  baseline - bbox.y1 > 0.2 * size && bbox.y1 - bbox.y0 < 0.62 * size;

function toRun({ text, bbox, baseline, size, confidence, first, last }: Piece, scale: number): Omit<Run, 'order'> {
  return {
    text,
    left: bbox.x0 * scale,
    top: bbox.y0 * scale,
    right: bbox.x1 * scale,
    bottom: bbox.y1 * scale,
    baseline: baseline * scale,
    size: size * scale,
    bold: false,
    font: '',
    angle: 0,
    invisible: false,
    spaceBefore: first,
    spaceAfter: last,
    raised: false,
    ocrConfidence: confidence,
  };
}

/** Recognition boxes the ink, a text layer the line of type; what stands how far from what is judged by the latter. */
export const asSet = (word: Word): Word =>
  word.raised
    ? word
    : {
        ...word,
        box: [
          word.box[0],
          Math.min(word.box[1], word.baseline - 0.9 * word.fontSize),
          word.box[2],
          Math.max(word.box[3], word.baseline + 0.22 * word.fontSize),
        ],
      };
