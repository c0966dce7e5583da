/** Panels of web forms and LIMS: bars, pairs over two lines, headings wrapped close below a title; all names and numbers invented. */
import { headedBlocks } from '../../../importers/any-laboratory/blocks.ts';
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import type { Piece } from '../../../importers/any-laboratory/piece.ts';
import { piecesOf } from '../../../importers/any-laboratory/pieces.ts';
import { printedHeader } from '../printed-header.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

/** Lines of cells at the same places. */
const grid = (top: number, at: readonly number[], lines: readonly (readonly string[])[], pitch = 12): Placed[] =>
  lines.flatMap((line, i) => line.flatMap((text, k): Placed[] => (text === '' ? [] : [[at[k]!, top + i * pitch, text]])));
const rowsOf = (placed: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) => rows);

test('one measurement in two units behind a bar, without headings', () => {
  const rows = rowsOf(
    grid(
      120,
      [36, 400, 480],
      [
        ['THCA', '26.08%', '260.8 mg/g'],
        ['CBDA', '0.10%', '1.0 mg/g'],
        ['CBN', 'ND', 'ND'],
        ['CBC', '0.06%', '0.6 mg/g'],
      ],
    ),
  );
  expect(rows.map(({ name, value, unit, further }) => [name.text, value.text, unit?.text, further[0]?.value.text])).toEqual([
    ['THCA', '26.08', '%', '260.8'],
    ['CBDA', '0.10', '%', '1.0'],
    ['CBN', 'ND', '%', 'ND'],
    ['CBC', '0.06', '%', '0.6'],
  ]);
});

test('LOD and LOQ in a column too narrow for both', () => {
  const at = [36, 150, 220, 300];
  const rows = rowsOf([
    ...grid(100, at, [['Compound', 'LOD/LOQ (mg/g)', 'Result (mg/g)', 'Result (%)']]),
    ...grid(
      120,
      at,
      [
        ['α-Pinene', '0.005 /', '3.014', '0.3014'],
        ['', '0.016', '', ''],
        ['Camphene', '0.005 /', '1.862', '0.1862'],
        ['', '0.016', '', ''],
        ['Linalool', '0.007 /', 'ND', 'ND'],
        ['', '0.021', '', ''],
      ],
      10,
    ),
  ]);
  expect(rows.map(({ name, value, lod, loq, doubts }) => [name.text, value.text, lod?.text, loq?.text, ...doubts])).toEqual([
    ['α-Pinene', '3.014', '0.005', '0.016'],
    ['Camphene', '1.862', '0.005', '0.016'],
    ['Linalool', 'ND', '0.007', '0.021'],
  ]);
});

test('names of terpenes in Spanish under their heading', () => {
  const rows = rowsOf(
    grid(
      120,
      [36, 200],
      [
        ['Terpeno', 'Resultado (%)'],
        ['β-Mirceno', '0,312'],
        ['Limoneno', '0,187'],
        ['β-Cariofileno', '0,241'],
        ['Sesquiterpeno X', '0,012'],
      ],
    ),
  ).map(told);
  expect(rows.map(({ name, value, unit }) => [name, value, unit])).toEqual([
    ['β-Mirceno', '0,312', '%'],
    ['Limoneno', '0,187', '%'],
    ['β-Cariofileno', '0,241', '%'],
    ['Sesquiterpeno X', '0,012', '%'],
  ]);
});

test('headings of a table close below the title of its panel head no second table', () => {
  const pieces = piecesOf(
    pageOf(1, [
      [36, 106, 'Microbial', { size: 11, bold: true }],
      ...grid(
        118,
        [36, 200, 300],
        [
          ['Analyte', 'Result', 'Limit'],
          ['Unheard Organism', '<10', '100'],
        ],
      ),
    ]),
  );
  const isHead = ({ text }: Piece): boolean => ['Analyte', 'Result', 'Limit'].includes(text);
  expect(headedBlocks(pieces, new Set(pieces.filter(isHead)), new Set(), 612)).toEqual([]);
});

test('a title over the names, and headings with nothing over them, begin another panel', () => {
  const rows = rowsOf([
    ...grid(
      100,
      [36, 240, 300, 360, 430],
      [
        ['', 'LOD (%)', 'LOQ (%)', 'Result (%)', 'Result (mg/g)'],
        ['Cannabidiol (CBD)', '0.054', '0.155', '98.71', '987.1'],
        ['Cannabigerol (CBG)', '0.011', '0.029', 'ND', 'ND'],
      ],
    ),
    [36, 146, 'Pesticides', { size: 11, bold: true }],
    ...grid(
      160,
      [36, 160, 260],
      [
        ['', 'Dynamic Range (ppb)', 'Result (ppb)'],
        ['Abamectin', '259 - 2687', 'ND'],
        ['Acephate', '311 - 2677', 'ND'],
        ['Bifenthrin', '187 - 2579', '212'],
      ],
    ),
  ]).map(told);
  expect(rows.map(({ name, value, unit }) => [name, value, unit])).toEqual([
    ['Cannabidiol (CBD)', '98.71', '%'],
    ['Cannabigerol (CBG)', 'ND', '%'],
    ['Abamectin', 'ND', 'ppb'],
    ['Acephate', 'ND', 'ppb'],
    ['Bifenthrin', '212', 'ppb'],
  ]);
});

test('a unit and how it was measured in the brackets of a title', () => {
  const rows = rowsOf([
    [36, 100, 'Alkaloids (% w/w, HPLC-UV)', { size: 11 }],
    ...grid(
      114,
      [36, 200, 260, 320],
      [
        ['Alkaloid', 'Rep. 1', 'Rep. 2', 'Mean'],
        ['Mitragynine', '10.42', '10.51', '10.47'],
        ['Speciogynine', '0.94', '0.97', '0.96'],
      ],
    ),
  ]).map(told);
  expect(rows.map(({ name, value, unit }) => [name, value, unit])).toEqual([
    ['Mitragynine', '10.47', '% w/w'],
    ['Speciogynine', '0.96', '% w/w'],
  ]);
});

test('a column of units behind one of results that names its own is of the results behind it', () => {
  const rows = rowsOf(
    grid(
      120,
      [36, 180, 260, 340],
      [
        ['Test Name', '% (w/w)', 'Units', 'Result'],
        ['Mitragynine', '2.8613', 'mg/g', '28.613'],
        ['Paynantheine', '0.2235', 'mg/g', '2.235'],
        ['Corynantheidine', 'ND', 'mg/g', 'ND'],
      ],
    ),
  );
  const both = rows.map(({ value, unit, further: [other], doubts }) => [
    value.text,
    unit?.text,
    other?.value.text,
    other?.unit?.text,
    ...doubts,
  ]);
  expect(both).toEqual([
    ['2.8613', '% (w/w)', '28.613', 'mg/g'],
    ['0.2235', '% (w/w)', '2.235', 'mg/g'],
    ['ND', '% (w/w)', 'ND', 'mg/g'],
  ]);
});

const RESULTS = grid(
  300,
  [36, 200, 280],
  [
    ['Analyte', 'Result', 'Unit'],
    ['Arsenic', '0.12', 'ppm'],
    ['Lead', '0.31', 'ppm'],
  ],
);

test('a product in larger type on two lines over its labels, and a laboratory whose name breaks before what it does', () => {
  const header = printedHeader(
    pageOf(1, [
      [36, 50, 'Amber Mesa Chemical', { size: 16, bold: true }],
      [36, 68, 'Analysis Labs', { size: 16, bold: true }],
      [36, 80, '12 Harrow Street, Salem, OR 97301'],
      [36, 140, 'Mango Leaf Vape', { size: 13, bold: true }],
      [36, 155, 'Cartridge 1 g', { size: 13, bold: true }],
      [36, 168, 'Lot: ML-118'],
      [36, 179, 'Received: 03/18/2024'],
      ...RESULTS,
    ]),
  );
  expect(header).toMatchObject({ laboratory: 'Amber Mesa Chemical Analysis Labs', name: 'Mango Leaf Vape Cartridge 1 g', lot: 'ML-118' });
});

test('who a letter is for is found on a second page, too', () => {
  const [transcript] = transcribeAny(
    documentOf(
      pageOf(1, [[200, 700, 'Enclosed']]),
      pageOf(2, [
        [36, 50, 'Poppy Leaf Nutrition Inc'],
        [36, 61, 'ATTN: Lena Nobody'],
        [36, 72, '500 Harrow Court'],
        [36, 83, 'Salem, OR 97301'],
        [36, 120, 'Sample: Amber Capsules'],
        [36, 131, 'Lot: AC-12'],
        ...RESULTS,
      ]),
    ),
  );
  expect(transcript?.client?.text).toBe('Poppy Leaf Nutrition Inc');
});

test('two dots lead from a label to its value, and services in large type are the laboratory', () => {
  const header = printedHeader(
    pageOf(1, [
      [36, 50, 'Amber Mesa Botanical Services', { size: 16, bold: true }],
      [36, 80, 'CUSTOMER....: POPPY LEAF WORKS'],
      [36, 92, 'LOT NUMBER..: PL-K-3307'],
      [36, 104, 'LAB NUMBER..: 88-20417'],
      ...RESULTS,
    ]),
  );
  expect(header).toMatchObject({
    laboratory: 'Amber Mesa Botanical Services',
    client: 'POPPY LEAF WORKS',
    lot: 'PL-K-3307',
    labSampleId: '88-20417',
  });
});
