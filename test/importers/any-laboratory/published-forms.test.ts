/** Columns, headings and labels in the words and the order of certificates that laboratories and suppliers publish; all names invented. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { roleOfHeader } from '../../../importers/any-laboratory/roles.ts';
import { headerOf } from '../printed-header.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (placed: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const said = (rows: readonly ReturnType<typeof rowsOf>[number][]): string[] =>
  rows.map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });
const saidOf = (art: string): string[] => said(transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows));
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

test.each([
  ['Methoden', 'method'],
  ['Méthodes', 'method'],
  ['Especificaciones', 'limit'],
  ['Análisis', 'name'],
  ['Prueba', 'name'],
  ['Prüfmerkmal', 'name'],
  ['Soll', 'limit'],
  ['Ist', 'value'],
  ['Le point', 'name'],
  ['Risk Level', 'note'],
  ['Industry Standard', 'limit'],
  ['Fail/Pass', 'verdict'],
  ['Mass (mg/unit)', 'value'],
  ['Units', 'unit'],
  ['检验项目', 'name'],
  ['标准规定', 'limit'],
  ['检验结果', 'value'],
  ['单位', 'unit'],
  ['检测方法', 'method'],
  ['单项结论', 'verdict'],
  ['定量限', 'loq'],
])('%s heads a column of the role %s', (heading, role) => {
  expect(roleOfHeader(heading)).toBe(role);
});

test('the standard of the industry is no limit beside the own one', () => {
  expect(
    saidOf(`
Test                 Industry Standard     Our Limit          Result          Risk Level
Total Coliforms      < 50,000 CFU/g        < 15,000 CFU/g     1,400 CFU/g     Medium
Lead (Pb)            < 5 ppm               < 1.0 ppm          0.61 ppm        Medium
Arsenic (As)         < 3 ppm               < 1.0 ppm          0.22 ppm        Low`),
  ).toEqual(['Total Coliforms: 1,400 CFU/g [< 15,000 CFU/g]', 'Lead (Pb): 0.61 ppm [< 1.0 ppm]', 'Arsenic (As): 0.22 ppm [< 1.0 ppm]']);
});

test('a unit behind a word is no result by itself', () => {
  const rows = rowsOf(
    grid(
      140,
      [36, 140, 280, 424],
      [
        ['Test', 'Standard', 'Result', 'Note'],
        ['Lead (Pb)', '< 1.0 ppm', '0.61 ppm', 'Medium'],
        ['Cadmium (Cd)', '< 0.5 ppm', '0.04 ppm', 'Low'],
        ['Mercury (Hg)', '< 0.1 ppm', 'ND ppm', 'Low'],
      ],
    ),
  );
  expect(said(rows).at(-1)).toBe('Mercury (Hg): ND ppm [< 0.1 ppm]');
});

test('a number among verdicts is no verdict', () => {
  expect(
    saidOf(`
Analysis Items        Specifications        Results
Appearance            Fine grey powder      Conforms
Loss on Drying        NMT 5.0%              4.01%
Lead (Pb)             NMT 0.5ppm            Conforms
Arsenic (As)          NMT 0.5ppm            Conforms
Mercury (Hg)          NMT 0.1ppm            Conforms
Cadmium (Cd)          NMT 0.5ppm            Conforms`),
  ).toContain('Loss on Drying: 4.01 % [NMT 5.0%]');
});

test('a legend below a table is no row of it', () => {
  const rows = rowsOf(
    grid(
      140,
      [36, 98, 150],
      [
        ['Analyte', 'Result', 'Units'],
        ['Moisture', '11.2', '%'],
        ['ND - Compound not', 'detected', ''],
      ],
    ),
  );
  expect(said(rows)).toEqual(['Moisture: 11.2 %']);
});

test('names with articles, as translated sheets have them', () => {
  expect(
    saidOf(`
Le point               La spécification      Le résultat du test
L'apparence            Poudre fine           Est conforme
L'Arsenic              NMT 2ppm              0,31ppm
Le plomb               NMT 2ppm              0,42ppm
Le cadmium             NMT 2ppm              0,05ppm`),
  ).toEqual([
    "L'apparence: Est conforme [Poudre fine]",
    "L'Arsenic: 0,31 ppm [NMT 2ppm]",
    'Le plomb: 0,42 ppm [NMT 2ppm]',
    'Le cadmium: 0,05 ppm [NMT 2ppm]',
  ]);
});

test('a Chinese sheet: headings, names and what is printed behind wide colons', () => {
  const art = `
报告编号：BG-2023-0417
产品名称：姜黄提取物
批号：JH230412

检验项目        标准规定         检验结果         检测方法
水分            ≤5.0%            3.32%            GB 5009.3
总砷            ≤1.0 mg/kg       0.12 mg/kg       GB 5009.11
菌落总数        ≤1000 CFU/g      120 CFU/g        GB 4789.2
沙门氏菌        阴性             阴性             GB 4789.4`;
  expect(saidOf(art)).toEqual([
    '水分: 3.32 % [≤5.0%]',
    '总砷: 0.12 mg/kg [≤1.0 mg/kg]',
    '菌落总数: 120 CFU/g [≤1000 CFU/g]',
    '沙门氏菌: 阴性 [阴性]',
  ]);
  expect(headerOf(art)).toMatchObject({ reportNumber: 'BG-2023-0417', name: '姜黄提取物', lot: 'JH230412' });
});
