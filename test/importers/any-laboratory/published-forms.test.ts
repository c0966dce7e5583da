/** Columns, headings and labels in the words and the order of certificates that laboratories and suppliers publish; all names invented. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (placed: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const said = (rows: readonly ReturnType<typeof rowsOf>[number][]): string[] =>
  rows.map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });
/** Lines of cells at the same places. */
const grid = (top: number, at: readonly number[], lines: readonly (readonly string[])[]): Placed[] =>
  lines.flatMap((line, i) => line.flatMap((text, k): Placed[] => (text === '' ? [] : [[at[k]!, top + i * 12, text]])));

test('a panel beside each analyte names no rows, also where an analyte is called as its panel is', () => {
  const at = [36, 192, 262, 306, 346, 386, 420, 456, 512];
  const rows = rowsOf(
    grid(140, at, [
      ['Analyte Name', 'Analysis', 'Result', 'Limit', 'Units', 'LOD', 'MRL', 'Status', 'Date of Testing'],
      ['THCA', 'Cannabinoids', '24.18', '--', '%', '0.02', '0.05', 'NE', '2023-09-20'],
      ['Aflatoxin B1', 'Mycotoxins', '< MRL', '20.0', 'ppb', '1.2', '4.0', 'PASS', '2023-09-22'],
      ['Water Activity', 'Water Activity', '0.55', '0.65', 'aw', '0.01', '0.05', 'PASS', '2023-09-22'],
      ['Total Coliforms', 'Microbes', '< MRL', '10000', 'CFU/g', '20', '100', 'PASS', '2023-09-22'],
      ['Chlorpyrifos', 'LC Pesticides', '< MRL', '0.20', 'ppm', '0.02', '0.05', 'PASS', '2023-09-22'],
      ['Permethrin', 'GC Pesticides', '0.08', '0.20', 'ppm', '0.02', '0.05', 'PASS', '2023-09-22'],
    ]),
  );
  expect(said(rows)).toEqual([
    'THCA: 24.18 % NE',
    'Aflatoxin B1: < MRL ppb [20.0] PASS',
    'Water Activity: 0.55 aw [0.65] PASS',
    'Total Coliforms: < MRL CFU/g [10000] PASS',
    'Chlorpyrifos: < MRL ppm [0.20] PASS',
    'Permethrin: 0.08 ppm [0.20] PASS',
  ]);
});
