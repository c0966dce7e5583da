/** Printed spreadsheets: cells set so close that the grid alone parts them, headings to the left of cells whose numbers stand to the right. Sample data. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import type { Line, Page } from '../../../src/document/document.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

const COLUMNS = [40, 190, 260, 330, 400, 470, 540];

/** Text at the left of each cell, numbers at its right. */
const inCells = (y: number, row: readonly string[]): Placed[] =>
  row.flatMap((text, i): Placed[] => {
    const left = /^[<\d]/.test(text) ? COLUMNS[i + 1]! - 2 - text.length * 4.5 : COLUMNS[i]! + 2;
    return text === '' ? [] : [[left, y, text]];
  });

const sheet = (number: number, rows: readonly (readonly string[])[], ruled = true): Page => {
  const page = pageOf(
    number,
    rows.flatMap((row, i) => inCells(60 + 13 * i, row)),
  );
  const grid = COLUMNS.map((x): Line => ({ from: [x, 50], to: [x, 50 + 13 * rows.length] }));
  return { ...page, rules: ruled ? grid : [] };
};

const HEADINGS = ['Analyte', 'Result', 'Units', 'LOQ', 'Limit', 'P/F'];
const METALS = [
  ['Arsenic', '0.11', 'ppm', '0.01', '1.5', 'P'],
  ['Cadmium', '0.61', 'ppm', '0.01', '0.5', 'F'],
  ['Lead', '0.38', 'ppm', '0.01', '0.5', 'P'],
  ['Mercury', '<0.01', 'ppm', '0.01', '0.3', 'P'],
];
const rowsOf = (...pages: readonly Page[]) => transcribeAny(documentOf(...pages)).flatMap(({ rows }) => rows);

test('the lines of a grid part what stands close on both sides of them, and bound what a heading is over', () => {
  expect(
    rowsOf(sheet(1, [HEADINGS, ...METALS]))
      .map(told)
      .map(({ name, value, unit, loq, limit, verdict }) => [name, value, unit, loq, limit, verdict]),
  ).toEqual(METALS);
});

test('a table goes on at the head of the next page without its headings, each column where it stood', () => {
  const rows = rowsOf(sheet(1, [HEADINGS, ...METALS.slice(0, 2)]), sheet(2, METALS.slice(2)));
  expect(rows.map(told).map(({ name, value, unit, loq, limit, verdict }) => [name, value, unit, loq, limit, verdict])).toEqual(METALS);
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
});

test('a method whose words are set far apart is one column on the next page, as it was on the page before', () => {
  const row = (y: number, cells: readonly string[]): Placed[] =>
    cells.flatMap((text, i): Placed[] => (text === '' ? [] : [[[40, 190, 212, 234, 330, 400, 470][i]!, y, text]]));
  const headings = ['Analyte', 'Method', '', '', 'Units', 'Result', 'Limit'];
  const methods = [
    ['Lead', 'EN ISO 17294-2', '', '', 'mg/kg', '0.41', '10'],
    ['Cadmium', 'EN ISO 17294-2', '', '', 'mg/kg', '0.18', '1.0'],
    ['Mercury', 'EN ISO 12846', '', '', 'mg/kg', '0.02', '0.1'],
    ['Total Plate Count', 'ASU', 'L', '00.00-88', 'CFU/g', '62000', '100000'],
    ['Mold', 'ASU', 'L', '01.00-37', 'CFU/g', '800', '100000'],
  ];
  const page = (number: number, rows: readonly (readonly string[])[]) =>
    pageOf(
      number,
      rows.flatMap((cells, i) => row(60 + 13 * i, cells)),
    );
  const rows = rowsOf(page(1, [headings, ...methods.slice(0, 2)]), page(2, methods.slice(2)));
  expect(rows.map(told).map(({ name, value, limit }) => [name, value, limit])).toEqual(
    methods.map(cells => [cells[0], cells[5], cells[6]]),
  );
});

test('with one column fewer nobody knows which of the page before they are', () => {
  const fewer = METALS.slice(2).map(([name, value, unit, loq]) => [name!, value!, unit!, loq!]);
  const rows = rowsOf(sheet(1, [HEADINGS, ...METALS.slice(0, 2)]), sheet(2, fewer));
  expect(rows.slice(2).map(({ doubts }) => doubts)).toEqual([['column-guessed'], ['column-guessed']]);
});

describe('a unit and a verdict in cells drawn over several rows', () => {
  const names = ['Lead', 'Cadmium', 'Arsenic', 'Mercury', 'Yeast', 'Mold'];
  const lines = [
    [40, 60, 'Analyte'],
    [190, 60, 'Result'],
    [260, 60, 'Limit'],
    [330, 60, 'Units'],
    [400, 60, 'Status'],
    ...names.flatMap((name, i): Placed[] => [
      [42, 74 + 14 * i, name],
      [192, 74 + 14 * i, `${i + 1}.5`],
      [262, 74 + 14 * i, `${i + 2}.0`],
    ]),
    // in the middle of four rows, and of two
    [332, 95, 'ppm'],
    [402, 95, 'Pass'],
    [332, 137, 'CFU/g'],
    [402, 137, 'Pass'],
  ] as const satisfies readonly Placed[];
  const across = (y: number, left = 38, right = 470): Line => ({ from: [left, y], to: [right, y] });
  const grid = [38, 188, 258, 328, 398, 470].map((x): Line => ({ from: [x, 50], to: [x, 148] }));
  const rules = [...grid, ...[50, 64, 120, 148].map(y => across(y)), ...[78, 92, 106, 134].map(y => across(y, 38, 328))];
  const read = (drawn: readonly Line[]) =>
    rowsOf({ ...pageOf(1, lines), rules: drawn }).map(row => [told(row).name, told(row).unit, told(row).verdict]);

  test('are of each of them', () => {
    expect(read(rules)).toEqual([
      ['Lead', 'ppm', 'Pass'],
      ['Cadmium', 'ppm', 'Pass'],
      ['Arsenic', 'ppm', 'Pass'],
      ['Mercury', 'ppm', 'Pass'],
      ['Yeast', 'CFU/g', 'Pass'],
      ['Mold', 'CFU/g', 'Pass'],
    ]);
  });

  test('beside a table whose rows are lower, a row of three lines is one row', () => {
    const wall = (x: number, top: number, bottom: number): Line => ({ from: [x, top], to: [x, bottom] });
    const placed: readonly Placed[] = [
      [42, 60, 'Analyte'],
      [132, 60, 'Result'],
      [182, 60, 'Units'],
      [232, 60, 'Status'],
      [302, 60, 'Analyte'],
      [412, 60, 'Result'],
      [472, 60, 'Units'],
      [42, 76, 'Bile-Tolerant'],
      [132, 76, '22'],
      [182, 76, 'CFU/g'],
      [232, 76, 'Pass'],
      [42, 85, 'Gram-Negative'],
      [42, 94, 'Bacteria'],
      [42, 108, 'Yeast'],
      [132, 108, '10'],
      [182, 108, 'CFU/g'],
      [232, 108, 'Pass'],
      ...['Mitragynine', 'Paynantheine', 'Speciogynine'].flatMap((name, i): Placed[] => [
        [302, 76 + 16 * i, name],
        [412, 76 + 16 * i, `${i + 1}.5`],
        [472, 76 + 16 * i, '%'],
      ]),
    ];
    const drawn = [
      ...[38, 128, 178, 228, 298].map(x => wall(x, 50, 114)),
      ...[300, 408, 468, 530].map(x => wall(x, 50, 114)),
      ...[50, 66, 98, 114].map(y => across(y, 38, 298)),
      ...[50, 66, 82, 98, 114].map(y => across(y, 300, 530)),
    ];
    const rows = rowsOf({ ...pageOf(1, placed), rules: drawn }).map(row => `${told(row).name} ${told(row).value} ${told(row).unit}`);
    expect(rows.toSorted()).toEqual([
      'Bile-Tolerant Gram-Negative Bacteria 22 CFU/g',
      'Mitragynine 1.5 %',
      'Paynantheine 2.5 %',
      'Speciogynine 3.5 %',
      'Yeast 10 CFU/g',
    ]);
  });

  test('are of one of them where no lines tell, or where each row is closed', () => {
    const few = (rows: ReturnType<typeof read>) => rows.filter(([, unit]) => unit !== undefined).length;
    expect(few(read([]))).toBeLessThan(3);
    expect(few(read([...grid, ...[50, 64, 78, 92, 106, 120, 134, 148].map(y => across(y))]))).toBeLessThan(3);
  });
});

test('what rules hold together with one row is the rest of its name, also where the name could end before', () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['Aflatoxina B1', '<0,5', 'µg/kg', '5'],
    ['Suma de aflatoxinas\nB1, B2 y otras', '<2,0', 'µg/kg', '10'],
    ['Plomo', '0,4', 'mg/kg', '3'],
    ['Flore aérobie mésophile\nà 42°C, ensemencée', '120', 'UFC/g', '≤ 1 000\n000'],
    ['Cadmium', '0,1', 'mg/kg', '1'],
    ['Escherichia coli β-\nglucuronidasa +', '<10', 'UFC/g', '100'],
  ];
  const heights = rows.map(([name]) => (name.includes('\n') ? 33.75 : 19.5));
  const tops = heights.map((_, i) => 70 + heights.slice(0, i).reduce((sum, each) => sum + each, 0));
  const cell = (x: number, middle: number, text: string): Placed[] =>
    text.split('\n').map((line, k, { length }): Placed => [x, middle + (length === 1 ? 0 : 14.25 * k - 7.5), line, { size: 12 }]);
  const texts = [
    ...cell(20, 64, 'Parameter'),
    ...['Result', 'Units', 'Limit'].flatMap((text, i) => cell(192 + 70 * i, 64, text)),
    ...rows.flatMap((row, r) => row.flatMap((text, i) => cell(i === 0 ? 20 : 122 + 70 * i, tops[r]! + heights[r]! / 2 + 4.5, text))),
  ];
  // browsers tell the height of a line, which is more than that of its letters
  const words = pageOf(1, texts).words.map(word => ({
    ...word,
    box: [word.box[0], word.baseline - 12.6, word.box[2], word.baseline + 4.2] as const,
  }));
  const rules = [...tops, tops.at(-1)! + heights.at(-1)!].map((y): Line => ({ from: [15, y], to: [400, y] }));
  const read = rowsOf({ ...pageOf(1, []), words, rules }).map(told);
  expect(read.map(({ name, limit }) => [name, limit])).toEqual([
    ['Aflatoxina B1', '5'],
    ['Suma de aflatoxinas B1, B2 y otras', '10'],
    ['Plomo', '3'],
    ['Flore aérobie mésophile à 42°C, ensemencée', '≤ 1 000 000'],
    ['Cadmium', '1'],
    ['Escherichia coli β-glucuronidasa +', '100'],
  ]);
});
