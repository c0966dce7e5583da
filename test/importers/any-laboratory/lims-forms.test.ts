/** Tables as the systems of hemp, kratom and oil laboratories lay them out; all names and numbers invented. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (placed: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const saidOf = (placed: readonly Placed[]): string[] =>
  rowsOf(placed).map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });
/** Lines of cells at the same places. */
const grid = (top: number, at: readonly number[], lines: readonly (readonly string[])[], pitch = 12): Placed[] =>
  lines.flatMap((line, i) => line.flatMap((text, k): Placed[] => (text === '' ? [] : [[at[k]!, top + i * pitch, text]])));

test('what a chromatogram was found to hold, its share and the class it is of', () => {
  expect(
    saidOf(
      grid(
        120,
        [36, 300, 400],
        [
          ['Identification', '%', 'Class'],
          ['α-Pinene', '0.27', 'Monoterpene'],
          ['Octen-3-ol', '0.19', 'Aliphatic alcohol'],
          ['Linalool', '31.62', 'Monoterpenic alcohol'],
          ['Linalyl acetate', '36.05', 'Monoterpenic ester'],
        ],
      ),
    ),
  ).toEqual(['α-Pinene: 0.27 %', 'Octen-3-ol: 0.19 %', 'Linalool: 31.62 %', 'Linalyl acetate: 36.05 %']);
});

test('names over columns, broken over two lines and over three', () => {
  const at = [36, 110, 150, 200, 250, 300, 350, 400, 480];
  expect(
    saidOf(
      grid(
        120,
        at,
        [
          ['Test', 'Δ9-', 'THCA', 'CBD', 'CBN', 'CBG', 'CBC', 'Total', 'Calc Max'],
          ['Compounds', 'THC', '', '', '', '', '', 'CBD', 'Total'],
          ['', '', '', '', '', '', '', '', 'Cannabinoids'],
          ['Amount (%)', '0.58', '19.21', 'N/D', '0.07', '0.12', 'N/D', '0.00', '18.02'],
        ],
        10,
      ),
    ),
  ).toEqual([
    'Δ9-THC: 0.58 %',
    'THCA: 19.21 %',
    'CBD: N/D %',
    'CBN: 0.07 %',
    'CBG: 0.12 %',
    'CBC: N/D %',
    'Total CBD: 0.00 %',
    'Calc Max Total Cannabinoids: 18.02 %',
  ]);
});

test('headings of a second table, none of them over its names, set its rows apart from those above', () => {
  const at = [36, 130, 190, 250, 310];
  const heads = (unit: string): string[] => ['', `LOQ (${unit})`, `Limit (${unit})`, `Result (${unit})`, 'Pass / Fail'];
  expect(
    saidOf([
      ...grid(120, at, [
        heads('ppm'),
        ['Abamectin', '0.01', '0.1', 'ND', 'Pass'],
        ['Bifenthrin', '0.01', '3.0', 'ND', 'Pass'],
        ['Spinosad', '0.01', '0.1', 'ND', 'Pass'],
      ]),
      [36, 172, 'Microbiology', { size: 11 }],
      ...grid(188, at, [
        heads('CFU/g'),
        ['Total Aerobic Count', '10', '10000', '<10', 'Pass'],
        ['Total Yeast & Mold', '10', '1000', '30', 'Pass'],
      ]),
    ]),
  ).toEqual([
    'Abamectin: ND ppm [0.1] Pass',
    'Bifenthrin: ND ppm [3.0] Pass',
    'Spinosad: ND ppm [0.1] Pass',
    'Total Aerobic Count: <10 CFU/g [10000] Pass',
    'Total Yeast & Mold: 30 CFU/g [1000] Pass',
  ]);
});

test('a range of powers is one cell, and no result', () => {
  expect(
    saidOf(
      grid(
        120,
        [36, 180, 300, 430],
        [
          ['Analyte', 'Method', 'Quantitation Range', 'Result'],
          ['Total Yeast and Mold', 'SOP 24', '1.0x10^2 - 1.5x10^4', 'None Detected'],
          ['Total Coliforms', 'SOP 27', '1.0x10^2 - 1.5x10^4', 'None Detected'],
          ['Total Aerobic Count', 'SOP 26', '1.0x10^2 - 1.5x10^5', '2.4x10^3'],
        ],
      ),
    ),
  ).toEqual(['Total Yeast and Mold: None Detected', 'Total Coliforms: None Detected', 'Total Aerobic Count: 2.4x10^3']);
});

test('under Mass stands what was found where it is said in words', () => {
  const lines = (first: string, second: string): Placed[] =>
    grid(
      120,
      [36, 200, 330],
      [
        ['Analyte', 'Mass', 'Status'],
        ['E. coli', first, 'Pass'],
        ['Salmonella', second, 'Pass'],
      ],
    );
  expect(saidOf(lines('Not Detected in 1g', 'Not Detected in 1g'))).toEqual([
    'E. coli: Not Detected in 1g Pass',
    'Salmonella: Not Detected in 1g Pass',
  ]);
  expect(saidOf(lines('1.02', '1.04')).join()).not.toContain('1.02');
});
