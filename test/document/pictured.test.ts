import type { Word } from '../../src/document/document.ts';
import { besideText, isPictured, saysAsMuch } from '../../src/document/pictured.ts';

const NOTHING = { rules: [], large: [], pictures: 0, nested: 0, outlines: 0 };

const linesOf = (...lines: string[]): Word[] =>
  lines.flatMap((line, row) =>
    line.split(' ').map((text, i): Word => {
      const [left, baseline] = [50 + 60 * i, 100 + 20 * row];
      return { text, box: [left, baseline - 7, left + 5 * text.length, baseline], fontSize: 10, bold: false, baseline };
    }),
  );

const FOOT = linesOf('Downloaded from the portal of the supplier on 2026-08-01', 'Page 1 of 1');
const TABLE = linesOf('Analyte Result Unit Limit', 'Lead 0.2 ppm 1', 'Arsenic 0.1 ppm 1', 'Mercury ND ppm 1', 'Cadmium ND ppm 1');

test('a few lines over a scan, letters drawn as outlines, a drawing within a drawing: the page is a picture', () => {
  expect(isPictured(FOOT, { ...NOTHING, pictures: 0.9 })).toBe(true);
  expect(isPictured([], { ...NOTHING, outlines: 600 })).toBe(true);
  expect(isPictured(FOOT, { ...NOTHING, outlines: 600 })).toBe(true);
  expect(isPictured([], { ...NOTHING, nested: 0.8 })).toBe(true);
});

test('a page with a table of text, with a logo or with a chart is none', () => {
  expect(isPictured(TABLE, { ...NOTHING, pictures: 0.9, outlines: 600 })).toBe(false);
  expect(isPictured(FOOT, { ...NOTHING, pictures: 0.1, outlines: 40 })).toBe(false);
  expect(isPictured([], NOTHING)).toBe(false);
});

test('another reading says as much where it has nearly as many numbers and words of certificates', () => {
  expect(saysAsMuch(TABLE, TABLE.slice(2))).toBe(true);
  expect(saysAsMuch(TABLE.slice(6), TABLE)).toBe(false);
  expect(saysAsMuch(linesOf('Anaiyfe Resvlf Unif', 'Leod O.2 pprn'), TABLE)).toBe(false);
});

test('beside a text layer only what it does not have is taken from the picture', () => {
  const picture = { number: 1, width: 600, height: 800, rules: [], engine: 'ocr' } as const;
  const misread = TABLE.map(word => ({ ...word, text: word.text.replace('0', '8') }));
  const pasted = linesOf('', '', '', '', '', 'Nickel 0.3 ppm 5').filter(({ text }) => text !== '');
  const { words } = besideText(TABLE, { ...picture, words: [...misread, ...pasted] });
  expect(words.map(({ text }) => text)).toEqual([...TABLE, ...pasted].map(({ text }) => text));
});
