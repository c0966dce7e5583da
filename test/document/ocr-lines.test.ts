import type { Word } from '../../src/document/document.ts';
import { withLeaders } from '../../src/document/leaders.ts';
import { likeOthers } from '../../src/document/ocr-alike.ts';
import { baselineOfLine, feetOf } from '../../src/document/ocr-baseline.ts';
import { spelled } from '../../src/document/ocr-spelling.ts';
import { widened } from '../../src/document/ocr-widths.ts';
import { asSet, wordsOf } from '../../src/document/ocr-words.ts';
import type { RecognisedLine } from '../../src/document/tesseract.ts';

/** Letters of ten by twenty pixels, on `foot`. */
const recognised = (text: string, left: number, foot: number, confidence = 95) => ({
  text,
  confidence,
  bbox: { x0: left, y0: foot - 20, x1: left + 10 * text.length, y1: foot },
  symbols: [...text].map((letter, i) => ({
    text: letter,
    bbox: { x0: left + 10 * i, y0: foot - 20, x1: left + 10 * i + 9, y1: foot },
  })),
});

const line = (words: ReturnType<typeof recognised>[], baseline: readonly [number, number]): RecognisedLine => {
  const [x0, x1] = [words[0]!.bbox.x0, words.at(-1)!.bbox.x1];
  return { words, bbox: { x0, y0: 100, x1, y1: 130 }, baseline: { x0, y0: baseline[0], x1, y1: baseline[1] } };
};

const word = (text: string, left: number, ocrConfidence = 0.8): Word => ({
  text,
  box: [left, 93, left + 5 * text.length, 100],
  fontSize: 10,
  bold: false,
  baseline: 100,
  ocrConfidence,
});

test('a row whose baseline runs past its letters stands on them', () => {
  const row = line([recognised('Lead', 50, 122), recognised('0.44', 1200, 125)], [122, 106]);
  expect(baselineOfLine(row)).toEqual({ x0: 70, y0: 122, x1: 1220, y1: 125 });
  expect(wordsOf([row], 1).map(({ baseline }) => Math.round(baseline))).toEqual([122, 125]);
  const level = line([recognised('Lead', 50, 122), recognised('0.44', 1200, 124)], [123, 123]);
  expect(baselineOfLine(level)).toBe(level.baseline);
});

test('a point in the box of the letter before it does not hang the word below its line', () => {
  const boxed = (text: string, y0: number, y1: number) => ({ text, bbox: { x0: 50, y0, x1: 60, y1 } });
  const word = (...symbols: ReturnType<typeof boxed>[]) => ({
    text: 'sp.',
    confidence: 95,
    bbox: { x0: 50, y0: 106, x1: 80, y1: 126 },
    symbols,
  });
  const [s, p] = [boxed('s', 106, 120), boxed('p', 106, 126)];
  expect(feetOf(word(s, p, boxed('.', 106, 126)))).toEqual([120]);
  expect(feetOf(word(s, p, boxed('.', 117, 121)))).toEqual([120, 121]);
});

test('the type of a row is as large as most of its letters say, not as one of its words', () => {
  const name = recognised('SALMONELLA', 50, 120);
  const { bbox, symbols, ...short } = recognised('SP', 180, 120);
  const taller = ({ y0, ...box }: typeof bbox) => ({ ...box, y0: y0 - 6 });
  const tall = { ...short, bbox: taller(bbox), symbols: symbols.map(symbol => ({ ...symbol, bbox: taller(symbol.bbox) })) };
  const sizes = (...words: ReturnType<typeof recognised>[]) => wordsOf([line(words, [120, 120])], 1).map(({ fontSize }) => fontSize);
  const [own] = sizes(name);
  expect(sizes(name, tall)).toEqual([own, own]);
});

test('no type is smaller than half of its word is high, however low its letters were boxed', () => {
  const heading = recognised('TOTAL', 50, 120);
  const symbols = heading.symbols.map(({ text, bbox }) => ({ text, bbox: { ...bbox, y0: 118 } }));
  expect(wordsOf([line([{ ...heading, symbols }], [120, 120])], 1)[0]!.fontSize).toBe(20);
});

test('words of certificates are kept however unsurely they were read, others are not', () => {
  const read = (texts: string) =>
    wordsOf(
      [
        line(
          texts.split(' ').map((text, i) => recognised(text, 50 + 100 * i, 120, 5)),
          [120, 120],
        ),
      ],
      1,
    ).map(({ text }) => text);
  expect(read('Absent in')).toEqual(['Absent', 'in']);
  expect(read('ug/kg')).toHaveLength(1);
  expect(read('Whifl in')).toEqual([]);
});

test('a dash a blank away from two words is kept though it was hardly read, one that stands apart is not', () => {
  const read = (left: number) =>
    wordsOf([line([recognised('FTIR', 50, 120), recognised('-', left, 120, 50), recognised('QC', left + 20, 120)], [120, 120])], 1).length;
  expect(read(100)).toBe(3);
  expect(read(200)).toBe(2);
});

test('a slash behind a word is kept, one that stands apart or was hardly read is dirt', () => {
  const read = (left: number, confidence?: number) =>
    wordsOf([line([recognised('Pass', 50, 120), recognised('/', left, 120, confidence)], [120, 120])], 1).map(({ text }) => text);
  expect(read(96)).toEqual(['Pass', '/']);
  expect(read(96, 40)).toEqual(['Pass']);
  expect(read(150)).toEqual(['Pass']);
});

test('a unit in brackets stands as high as its brackets say where its letters run into them', () => {
  const unit = recognised('(ppb)', 50, 120);
  const symbols = unit.symbols.map(({ text, bbox }) => ({ text, bbox: { ...bbox, y1: 125 } }));
  const row = line([{ ...unit, symbols, bbox: { ...unit.bbox, y0: 98, y1: 126 } }], [125, 125]);
  const [found] = wordsOf([row], 1);
  expect(found!.baseline).toBeCloseTo(119.7, 1);
  expect(found!.fontSize).toBeCloseTo(29.8, 1);
});

test('an n that may be a µ says nothing of where its unit stands', () => {
  const feet = (text: string, deep: number) => {
    const unit = recognised(text, 50, 120);
    return feetOf({
      ...unit,
      symbols: unit.symbols.map((symbol, i) => (i === deep ? { ...symbol, bbox: { ...symbol.bbox, y1: 126 } } : symbol)),
    });
  };
  expect(feet('(ng/kg)', 1)).toEqual([120]);
  expect(feet('ng/kg', 0)).toEqual([120]);
  expect(feet('nil', 0)).toEqual([126, 120, 120]);
});

test('signs that stand for nothing on a certificate are dirt, and a code that begins with a dollar begins with an S', () => {
  const read = (...texts: string[]) =>
    wordsOf(
      [
        line(
          texts.map((text, i) => recognised(text, 50 + 200 * i, 120)),
          [120, 120],
        ),
      ],
      1,
    ).map(({ text }) => text);
  expect(read('Analyte', '™', 'Result')).toEqual(['Analyte', 'Result']);
  expect(read('“Result', '"Unit')).toEqual(['Result', 'Unit']);
  expect(read('$2535-1', 'S$3024-1', '$25-30')).toEqual(['S2535-1', 'S3024-1', '$25-30']);
  expect(read('5ug/9', '55ua/g9', '12mg/kg')).toEqual(['5ug/g', '55ug/g', '12mg/kg']);
});

test('a word boxed without its first letter is as wide as its ink, where it is too narrow for its letters', () => {
  const lot = { ...word('No.:', 50), box: [50, 93, 60, 100] } as Word;
  expect(widened(lot, [44, 92, 49, 102])?.box).toEqual([44, 93, 60, 100]);
  expect(widened(lot, [38, 92, 43, 102])).toBeNull();
  expect(widened(lot, [44, 112, 49, 122])).toBeNull();
  expect(widened({ ...lot, box: [50, 93, 68, 100] }, [44, 92, 49, 102])).toBeNull();
  expect(widened({ ...lot, text: '0.05' }, [44, 92, 49, 102])).toBeNull();
});

test('a recognised word takes up the line of type, as in a text layer: lines of a heading that are set close meet', () => {
  const below = { ...word('Fail', 50), baseline: 111, box: [50, 104, 70, 111] } as Word;
  const [pass, fail] = [asSet(word('Pass', 50)), asSet(below)];
  expect(pass.box).toEqual([50, 91, 70, 102.2]);
  expect(fail.box[1]).toBeLessThan(pass.box[3]);
  const raised: Word = { ...below, raised: true };
  expect(asSet(raised)).toBe(raised);
});

describe('letters taken for others that look alike', () => {
  const told = (text: string, confidence?: number) => spelled([word(text, 10, confidence)])[0]!.text;

  test.each([
    ['Isoborneot', 'Isoborneol'],
    ['Nicke)', 'Nickel'],
    ['Ocbratoxin', 'Ochratoxin'],
    ['psendoindoxyl', 'pseudoindoxyl'],
    ['atpha-Humulene', 'alpha-Humulene'],
    ['Lirnonene', 'Limonene'],
    ['CADMIUN', 'CADMIUN'],
    ['Terpineal', 'Terpineol'],
    ['Zawartos¢', 'Zawartość'],
    ['otowiu', 'ołowiu'],
    ['Prifbericht', 'Prüfbericht'],
    ['Priifzeitraum', 'Prüfzeitraum'],
    ['Marktstraf3e', 'Marktstraße'],
    ['Cafeina', 'Cafeína'],
    ['Auséncia', 'Ausência'],
  ])('%s is %s', (read, meant) => expect(told(read)).toBe(meant));

  test.each(['Totals', 'OchratoxinA', 'Linalool', '(Lead)', 'Niki', '10.05', 'Slate2', 'Tapped', 'N.D.'])('%s stays', text =>
    expect(told(text)).toBe(text),
  );

  test('a letter more or less in a long word that was hardly read', () => {
    expect(told('Gesamtkeimzahil', 0.2)).toBe('Gesamtkeimzahl');
    expect(told('Gesamtkeimzahil', 0.8)).toBe('Gesamtkeimzahil');
  });

  test('what was read surely stays, what was told is doubted', () => {
    expect(told('Flora', 0.96)).toBe('Flora');
    expect(spelled([word('Isoborneot', 10, 0.9)])[0]!.ocrConfidence).toBe(0.7);
  });
});

test('a row of dots that was taken out stands behind the name it leads from, as a text layer has it', () => {
  const words = [word('Lead', 50), word('0.44', 300)];
  expect(withLeaders(words, [[75, 98, 290, 100]]).map(({ text }) => text)).toEqual(['Lead', '0.44', '......']);
  expect(withLeaders(words, [[150, 98, 290, 100]])).toEqual(words);
  expect(withLeaders(words, [[75, 118, 290, 120]])).toEqual(words);
  // what stands before a label is dirt
  const labelled = [word('a', 68), word('Received:', 300)];
  expect(withLeaders(labelled, [[75, 98, 290, 100]])).toEqual(labelled);
  // dots that stayed behind were read as letters; where the leader broke off, it reaches as far as that of another row
  const left = { ...word('Ea', 200, 0.2), fontSize: 3 };
  const broken = withLeaders(
    [words[0]!, left, words[1]!],
    [
      [75, 98, 150, 100],
      [75, 118, 295, 120],
    ],
  );
  expect(broken.map(({ text }) => text)).toEqual(['Lead', '0.44', '......']);
  expect(broken[2]!.box[2]).toBe(295);
});

test('a unit that was hardly read is told by a word that looks the same, a number never is', () => {
  const grey = { width: 400, height: 300, data: new Uint8Array(400 * 300).fill(255) };
  // three strokes of their own heights and a bar, as one word looks
  const draw = (left: number, top: number, heights: readonly number[]) =>
    heights.forEach((high, i) => {
      for (let y = top + 20 - high; y < top + 20; y++) grey.data.fill(20, y * 400 + left + 12 * i, y * 400 + left + 12 * i + 5);
    });
  const unit = [10, 18, 6, 14];
  for (const top of [20, 80, 140]) draw(100, top, unit);
  draw(100, 200, [18, 6, 16, 4]);
  const at = (text: string, top: number, ocrConfidence: number): Word => ({
    ...word(text, 0, ocrConfidence),
    box: [96, top - 2, 146, top + 22],
  });
  const told = (text: string, top: number) => likeOthers([at('mg/g', 20, 0.9), at('mg/g', 80, 0.9), at(text, top, 0.4)], grey, 1)[2]!.text;
  expect(told('ingfe', 140)).toBe('mg/g');
  expect(told('Wash', 200)).toBe('Wash');
  expect(told('0.12', 140)).toBe('0.12');
});

describe('letters whose ink was not found', () => {
  const boxed = (...letters: [string, number, number, number, number][]) => {
    const symbols = letters.map(([text, x0, y0, x1, y1]) => ({ text, bbox: { x0, y0, x1, y1 } }));
    const bbox = {
      x0: Math.min(...symbols.map(symbol => symbol.bbox.x0)),
      y0: Math.min(...symbols.map(symbol => symbol.bbox.y0)),
      x1: Math.max(...symbols.map(symbol => symbol.bbox.x1)),
      y1: Math.max(...symbols.map(symbol => symbol.bbox.y1)),
    };
    return { text: letters.map(([text]) => text).join(''), confidence: 95, bbox, symbols };
  };
  const standing = boxed(['L', 300, 106, 312, 126], ['o', 314, 112, 324, 126], ['t', 326, 108, 332, 126]);
  const first = (...letters: [string, number, number, number, number][]) =>
    wordsOf([line([boxed(...letters), standing], [126, 126])], 1)[0]!;

  test('a letter boxed by words further on does not make its word as long', () => {
    const found = first(['D', 50, 106, 66, 126], ['a', 68, 112, 78, 126], ['t', 80, 108, 86, 126], ['a', 120, 106, 256, 126]);
    expect(found.text).toBe('Data');
    expect(found.box[2]).toBeLessThan(110);
  });

  test('letters boxed by their line stand on it, and are as large as those beside them', () => {
    const cells = first(['D', 50, 92, 66, 138], ['a', 66, 92, 78, 138], ['t', 78, 92, 86, 138], ['a', 86, 92, 98, 138]);
    expect(cells.baseline).toBeCloseTo(126, 0);
    expect(cells.fontSize).toBeGreaterThan(25);
    expect(cells.fontSize).toBeLessThan(29);
  });
});

test('a long word one letter of which was not known is kept beside others, and portions and codes are told by how they are written', () => {
  const texts = (...words: ReturnType<typeof recognised>[]) => wordsOf([line(words, [126, 126])], 1).map(({ text }) => text);
  expect(texts(recognised('Marktstrafle', 50, 126, 0), recognised('12', 180, 126))).toEqual(['Marktstrafle', '12']);
  expect(texts(recognised('Marktstrafle', 50, 126, 0))).toEqual([]);
  expect(texts(recognised('qwe', 50, 126, 0), recognised('12', 180, 126))).toEqual(['12']);
  expect(texts(recognised('em25g', 50, 126))).toEqual(['em 25 g']);
  expect(texts(recognised('Sample', 50, 126), recognised('1D:', 120, 126), recognised('$-44512', 170, 126))).toEqual([
    'Sample',
    'ID:',
    'S-44512',
  ]);
});
