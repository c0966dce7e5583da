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

test('a row of boxes that ends in an internal standard titles no table, and the title set close over the headings does', () => {
  expect(
    saidOf([
      [60, 90, '95.2 %'],
      [200, 90, 'Not Tested'],
      [340, 90, 'Yes'],
      [60, 100, 'Total Cannabinoids'],
      [200, 100, 'Moisture Content'],
      [340, 100, 'Internal Standard'],
      [340, 109, 'Normalization'],
      [36, 127.8, 'Cannabinoids by HPLC-PDA', { size: 12 }],
      ...grid(
        135.5,
        [36, 150, 230, 310],
        [
          ['Analyte', 'LOD (%)', 'LOQ (%)', 'Result (%)'],
          ['CBC', '0.0095', '0.0284', 'ND'],
          ['CBN', '0.0056', '0.0169', '0.398'],
          ['Δ8-THC', '0.0104', '0.0312', '2.07'],
        ],
      ),
    ]),
  ).toEqual(expect.arrayContaining(['CBC: ND %', 'CBN: 0.398 %', 'Δ8-THC: 2.07 %']));
});

test('behind a name how it was tested, with the number of the method', () => {
  expect(
    saidOf(
      grid(
        120,
        [36, 260, 330],
        [
          ['Analyte', 'Result', 'Status'],
          ['Salmonella SPP by QPCR: EX-15', 'ND', 'Pass'],
          ['Aspergillus Niger by QPCR: EX-14', 'ND', 'Pass'],
          ['E. Coli by traditional plating: EX-13', '< 10', 'Pass'],
        ],
      ),
    ),
  ).toEqual([
    'Salmonella SPP by QPCR: EX-15: ND Pass',
    'Aspergillus Niger by QPCR: EX-14: ND Pass',
    'E. Coli by traditional plating: EX-13: < 10 Pass',
  ]);
});

test('totals with units of their own, below a table and under none of its columns, are rows of another', () => {
  const rows = saidOf([
    ...grid(
      120,
      [36, 150, 260, 360],
      [
        ['Cannabinoid', 'Result (%)', 'LOD (%)', 'LOQ (%)'],
        ['Δ9-THC', '0.058', '0.003', '0.010'],
        ['THCA', '0.207', '0.003', '0.010'],
        ['CBDA', '7.481', '0.003', '0.010'],
      ],
    ),
    ...grid(
      180,
      [36, 205],
      [
        ['Total THC (THC + 0.877 x THCA)', '0.240 %'],
        ['Total CBD (CBD + 0.877 x CBDA)', '7.310 %'],
      ],
    ),
  ]);
  expect(rows).toEqual(expect.arrayContaining(['Total THC (THC + 0.877 x THCA): 0.240 %', 'Total CBD (CBD + 0.877 x CBDA): 7.310 %']));
});

test('the title and the labels of a chart beside a table whose names stand under ID', () => {
  expect(
    saidOf([
      ...grid(
        120,
        [36, 130, 210],
        [
          ['ID', 'Weight %', 'Concentration'],
          ['D9-THC', '0.38', '3.80 mg/g'],
          ['THCV', 'ND', ''],
          ['CBD', '0.07', '0.70 mg/g'],
          ['THCA', '18.02', '180.2 mg/g'],
        ],
      ),
      [330, 120, 'Cannabinoids (wt%)'],
      [330, 132, '18.0%'],
      [330, 144, 'THCA'],
    ]),
  ).toEqual(['D9-THC: 0.38 %', 'THCV: ND %', 'CBD: 0.07 %', 'THCA: 18.02 %']);
});
