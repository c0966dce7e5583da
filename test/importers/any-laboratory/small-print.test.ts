/** Limits printed small under names and results or behind them, in footnotes, and units left of the names. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (placed: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) => rows);
const toldOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows.map(told));

const small = { size: 6 };
const metals = ['Lead', 'Cadmium', 'Arsenic'].map((name, i) => ({ name, y: 60 + 20 * i, value: ['0.22', '0.04', '0.12'][i]! }));
const heading: readonly Placed[] = [
  [20, 44, 'Metal'],
  [300, 44, 'Result'],
];

test('a limit under the name, an LOQ under the name and a limit under the result', () => {
  const under = rowsOf([
    ...heading,
    ...metals.flatMap(({ name, y, value }): Placed[] => [
      [20, y, name],
      [300, y, `${value} µg/g`],
      [20, y + 8, 'ICP-MS · Limit ≤ 0.5 µg/g', small],
    ]),
  ]);
  expect(under.map(row => [row.name.text, row.value.text, row.unit?.text, row.limit?.text, row.doubts])).toEqual(
    metals.map(({ name, value }) => [name, value, 'µg/g', '≤ 0.5 µg/g', []]),
  );
  const both = rowsOf([
    ...heading,
    ...metals.flatMap(({ name, y, value }): Placed[] => [
      [20, y, name],
      [300, y, `${value} ppm`],
      [20, y + 8, 'LOQ: 0.01 ppm', small],
      [300, y + 8, 'Limit: 0.5 ppm', small],
    ]),
  ]);
  expect(both.map(row => [row.name.text, row.loq?.text, row.limit?.text, row.doubts])).toEqual(
    metals.map(({ name }) => [name, '0.01', '0.5 ppm', []]),
  );
});

test('limits in brackets behind the names', () => {
  const read = (of: (limit: string) => string, heading: string) =>
    toldOf(`
  ${heading.padEnd(30)}Result         Status
  ${`Lead (${of('1.0 ppm')})`.padEnd(30)}0.31 ppm       Pass
  ${`Cadmium (${of('0.5 ppm')})`.padEnd(30)}0.04 ppm       Pass`).map(({ name, value, limit, verdict }) => [name, value, limit, verdict]);
  const rows = (of: (limit: string) => string) => [
    ['Lead', '0.31', of('1.0 ppm'), 'Pass'],
    ['Cadmium', '0.04', of('0.5 ppm'), 'Pass'],
  ];
  expect(read(limit => `limit ${limit}`, 'Test (Limit)')).toEqual(rows(limit => limit));
  expect(read(limit => `NMT ${limit}`, 'Test')).toEqual(rows(limit => `NMT ${limit}`));
  // the symbol of an element is none
  expect(read(() => 'Pb', 'Test').map(([name, , limit]) => [name, limit])[0]).toEqual(['Lead (Pb)', undefined]);
});

test('an LOQ behind the result of its row', () => {
  const rows = toldOf(`
Test                Result              Additional information
Arsenic (As)        0.121 mg/kg         LOQ 0.010 mg/kg
Lead (Pb)           0.287 mg/kg         LOQ 0.005 mg/kg`);
  expect(rows).toEqual([
    { name: 'Arsenic (As)', value: '0.121', unit: 'mg/kg', loq: '0.010' },
    { name: 'Lead (Pb)', value: '0.287', unit: 'mg/kg', loq: '0.005' },
  ]);
});

test('limits of a column are no small print of the row above', () => {
  const rows = toldOf(`
Test          Limits       Results
Lead          Max. 10.0    0.41 mg/kg
Cadmium       Max. 0.3     0.06 mg/kg`);
  expect(rows.map(({ limit }) => limit)).toEqual(['Max. 10.0', 'Max. 0.3']);
});

test('limits in a footnote, in the unit of the results', () => {
  const table = `
Metal         Result (ppm)    Pass/Fail
Lead          0.22            Pass
Cadmium       0.04            Pass
`;
  expect(toldOf(`${table}\nLimits: Lead 0.5 ppm; Cadmium ≤ 0.3 ppm.`).map(({ limit }) => limit)).toEqual(['0.5', '≤ 0.3']);
  expect(toldOf(`${table}\nLimits: Lead 5 mcg/day; Cadmium 4.1 mcg/day`).map(({ limit }) => limit)).toEqual([undefined, undefined]);
});

test('units in a column left of the names', () => {
  const rows = toldOf(`
Units     Analyte         Result     LOQ      Limit
ppm       Lead            0.22       0.01     0.5
cfu/g     Yeast & Mold    310        10       10000`);
  expect(rows.map(({ name, value, unit, limit }) => [name, value, unit, limit])).toEqual([
    ['Lead', '0.22', 'ppm', '0.5'],
    ['Yeast & Mold', '310', 'cfu/g', '10000'],
  ]);
  // under no heading of units it may be of another table
  expect(toldOf('No.     Analyte     Result\nppm     Lead        0.22\nppm     Cadmium     0.04').map(({ unit }) => unit)).toEqual([
    undefined,
    undefined,
  ]);
});

test('the last line of the labels of the report is no heading', () => {
  const rows = rowsOf([
    [120, 40, 'Red Jam'],
    [300, 40, 'Batch # EX-RJ-4'],
    [20, 51, 'Test'],
    [120, 51, 'Result'],
    [220, 51, 'Unit'],
    [300, 51, 'Limits'],
    ...metals.flatMap(({ name, y, value }): Placed[] => [
      [20, y + 6, name],
      [120, y + 6, value],
      [220, y + 6, 'ppm'],
      [300, y + 6, '0.5'],
    ]),
  ]);
  expect(rows.map(row => [row.name.text, row.limit?.text])).toEqual(metals.map(({ name }) => [name, '0.5']));
});

test('the title of the next section, with its method, is no rest of a name', () => {
  const rows = toldOf(`
Parameter                       Result
Withanolides                    5.12 % (w/w)
EX1AA - Heavy Metals by ICP-MS
Parameter                       Result
Lead                            0.312 ppm`);
  expect(rows.map(({ name }) => name).sort()).toEqual(['Lead', 'Withanolides']);
});

test('numbers of the register of substances under the names', () => {
  const rows = rowsOf([
    [20, 44, 'Kavalactone'],
    [300, 44, 'Result (%)'],
    ...['Kavain', 'Methysticin', 'Yangonin'].flatMap((name, i): Placed[] => [
      [20, 60 + 20 * i, name],
      [300, 60 + 20 * i, `0.${i + 1}1`],
      [20, 68 + 20 * i, `CAS ${['500-64-1', '495-85-2', '500-62-9'][i]}`, small],
    ]),
  ]);
  expect(rows.map(row => [row.name.text, row.value.text, row.unit?.text, row.doubts])).toEqual([
    ['Kavain', '0.11', '%', []],
    ['Methysticin', '0.21', '%', []],
    ['Yangonin', '0.31', '%', []],
  ]);
});

test('`Percent` over a column of results is their unit', () => {
  const rows = toldOf(`
Alkaloid          Percent     mg/g
Mitragynine       1.412       14.12
Paynantheine      0.213       2.13`);
  expect(rows.map(({ value, unit }) => [value, unit])).toEqual([
    ['1.412', '%'],
    ['0.213', '%'],
  ]);
});

test('of rows beside one another each has the LOQ behind its own result; a line nearer to the row below is not of the one above', () => {
  const beside = toldOf(`
Metal       Result                        Metal       Result
Lead        0.22 ppm                      Cadmium     0.04 ppm     LOQ 0.02 ppm
Arsenic     0.12 ppm     LOQ 0.01 ppm     Mercury     0.03 ppm     LOQ 0.02 ppm`);
  const loqs = Object.fromEntries(beside.map(({ name, loq }) => [name, loq]));
  expect(loqs).toMatchObject({ Cadmium: '0.02', Arsenic: '0.01', Mercury: '0.02' });
  expect(beside.find(({ name }) => name === 'Lead')).not.toHaveProperty('loq');
  const over = rowsOf([
    ...heading,
    ...metals.flatMap(({ name, y, value }, i): Placed[] => [
      [20, y + 10, `Limit: ${i + 1}.5 ppm`, small],
      [20, y + 20, name],
      [300, y + 20, `${value} ppm`],
    ]),
  ]);
  expect(over.map(row => row.limit?.text)).toEqual([undefined, undefined, undefined]);
});

/** Names and values at two places. */
const sheet = (...lines: readonly (readonly [name: string, value: string])[]) =>
  `Product: Red Vein Powder    Lot: RV-22\n\n${lines.map(([name, value]) => `${name.padEnd(50)}${value}`).join('\n')}`;

test('whatever is allowed stands in brackets behind the names of a sheet without headings', () => {
  const rows = toldOf(
    sheet(
      ['Mitragynine (NLT 1.0%)', '1.42%'],
      ['Loss on Drying (max. 10%)', '6.4%'],
      ['Arsenic (≤ 1.5 ppm)', '0.11 ppm'],
      ['E. coli (Absent)', 'Absent'],
      ['Salmonella (negative/25 g)', 'Negative'],
      ['pH (5.0 - 7.0)', '6.1'],
    ),
  );
  expect(rows.map(({ name, value, limit }) => [name, value, limit])).toEqual([
    ['Mitragynine', '1.42', 'NLT 1.0%'],
    ['Loss on Drying', '6.4', 'max. 10%'],
    ['Arsenic', '0.11', '≤ 1.5 ppm'],
    ['E. coli', 'Absent', 'Absent'],
    ['Salmonella', 'Negative', 'negative/25 g'],
    ['pH', '6.1', '5.0 - 7.0'],
  ]);
});

test('limits a blank behind names, at no place in common', () => {
  const rows = toldOf(
    sheet(
      ['Lead NMT 0.5 ppm', '0.02 ppm'],
      ['Arsenic NMT 1.5 ppm', '0.11 ppm'],
      ['Cd NMT 1.0 ppm', '0.04 ppm'],
      ['Total Yeast and Mold Count NMT 1,000 CFU/g', '<10 CFU/g'],
    ),
  );
  expect(rows.map(({ name, value, limit }) => [name, value, limit])).toEqual([
    ['Lead', '0.02', 'NMT 0.5 ppm'],
    ['Arsenic', '0.11', 'NMT 1.5 ppm'],
    ['Cd', '0.04', 'NMT 1.0 ppm'],
    ['Total Yeast and Mold Count', '<10', 'NMT 1,000 CFU/g'],
  ]);
});

test('units behind the names of a sheet without headings, one of them a portion', () => {
  const rows = toldOf(sheet(['Mitragynine (% w/w)', '1.42'], ['Lead (ppm)', '0.02'], ['Salmonella (in 25 g)', 'Negative']));
  expect(rows.map(({ name, value, unit }) => [name, value, unit])).toEqual([
    ['Mitragynine (% w/w)', '1.42', '% w/w'],
    ['Lead (ppm)', '0.02', 'ppm'],
    ['Salmonella (in 25 g)', 'Negative', 'in 25 g'],
  ]);
});
