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
