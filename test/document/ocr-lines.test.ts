import { baselineOfLine } from '../../src/document/ocr-baseline.ts';
import { wordsOf } from '../../src/document/ocr-words.ts';
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

test('a row whose baseline runs past its letters stands on them', () => {
  const row = line([recognised('Lead', 50, 122), recognised('0.44', 1200, 125)], [122, 106]);
  expect(baselineOfLine(row)).toEqual({ x0: 70, y0: 122, x1: 1220, y1: 125 });
  expect(wordsOf([row], 1).map(({ baseline }) => baseline)).toEqual([122, 125]);
  const level = line([recognised('Lead', 50, 122), recognised('0.44', 1200, 124)], [123, 123]);
  expect(baselineOfLine(level)).toBe(level.baseline);
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
  expect(read('Whifl in')).toEqual([]);
});
