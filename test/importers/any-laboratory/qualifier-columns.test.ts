/** What stands beside a result in a place of its own and changes what it says. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf } from '../printed-page.ts';
import { page, table, told, write } from './page.ts';

const x = [50, 150, 210, 270, 330, 390];
const read = (rows: readonly (readonly string[])[]) =>
  transcribeAny(documentOf(page(table({ x, y: 100, rows })))).flatMap(transcript => interpret(transcript).results);

test('a letter in a column of qualifiers: U is not detected, J an estimate, both for a person to see', () => {
  const results = read([
    ['Analyte', 'Result', 'Qual', 'RL', 'MDL', 'Units'],
    ['Lead', '0.021', 'J', '0.05', '0.01', 'mg/kg'],
    ['Arsenic', '0.05', 'U', '0.05', '0.01', 'mg/kg'],
    ['Cadmium', '0.33', '', '0.05', '0.01', 'mg/kg'],
  ]);
  expect(results.map(({ finding, number, printed }) => [finding.kind, number, printed.value])).toEqual([
    ['estimated', '0.021', '0.021'],
    ['not_detected', null, '0.05'],
    ['quantified', '0.33', '0.33'],
  ]);
  expect(results.map(({ flags }) => flags.includes('laboratory-qualifier'))).toEqual([true, true, false]);
});

test('a sign in a column of its own makes a bound of the number', () => {
  const results = read([
    ['Analyte', 'Qual', 'Result', 'RL', 'Units'],
    ['Lead', '<', '0.05', '0.05', 'mg/kg'],
    ['Arsenic', '', '0.11', '0.05', 'mg/kg'],
    ['Cadmium', '<', '0.05', '0.05', 'mg/kg'],
  ]);
  expect(results.map(({ finding, interval }) => [finding.kind, interval.lower, interval.upper])).toEqual([
    ['below_limit', '0', '0.05'],
    ['quantified', '0.11', '0.11'],
    ['below_limit', '0', '0.05'],
  ]);
});

test('a bound in brackets behind ND or LOQ, and LOQ behind its number', () => {
  const results = read([
    ['Analyte', 'Result (mg/kg)', 'Limit'],
    ['Lead', '< LOQ (0.02)', '1.0'],
    ['Arsenic', 'ND (<0.001)', '1.5'],
    ['Cadmium', '0.31', '0.5'],
    ['Mercury', '<0.005 (LOQ)', '0.1'],
  ]);
  expect(results.map(({ finding, number, interval }) => [finding.kind, number, interval.upper])).toEqual([
    ['below_limit', null, '0.02'],
    ['not_detected', null, '0.001'],
    ['quantified', '0.31', '0.31'],
    ['below_limit', null, '0.005'],
  ]);
});

test('a count with three decimals may be of thousands', () => {
  const results = read([
    ['Test', 'Result', 'Unit'],
    ['Total Plate Count', '1.200', 'CFU/g'],
    ['Yeast', '120', 'CFU/g'],
  ]);
  expect(results.map(({ flags }) => flags.includes('thousands-ambiguous'))).toEqual([true, false]);
});

test('verdicts left of the names', () => {
  const rows = [
    ['Status', 'Analyte', 'Result', 'Unit', 'Limit'],
    ['PASS', 'Lead', '0.21', 'ppm', '1.0'],
    ['PASS', 'Arsenic', 'ND', 'ppm', '1.5'],
    ['FAIL', 'Cadmium', '0.91', 'ppm', '0.5'],
  ];
  expect(readTables([page(table({ x: [50, 110, 250, 330, 400], y: 100, rows }))]).map(told)).toEqual([
    { name: 'Lead', value: '0.21', unit: 'ppm', limit: '1.0', verdict: 'PASS' },
    { name: 'Arsenic', value: 'ND', unit: 'ppm', limit: '1.5', verdict: 'PASS' },
    { name: 'Cadmium', value: '0.91', unit: 'ppm', limit: '0.5', verdict: 'FAIL' },
  ]);
});

test('verdicts that end the rows of one table are not those of the table on its right', () => {
  const rows = [
    ['Analyte', 'Result (ppm)', 'Status', 'Analyte', 'Result (ppm)'],
    ['Lead', '0.21', 'PASS', 'Mercury', '0.01'],
    ['Arsenic', '0.11', 'PASS', 'Nickel', '0.31'],
    ['Cadmium', '0.31', 'PASS', 'Chromium', '0.41'],
  ];
  const read = readTables([page(table({ x: [50, 120, 200, 260, 340], y: 100, rows }))]);
  expect(read.filter(({ verdict }) => verdict).map(({ name }) => name.text)).toEqual(['Lead', 'Arsenic', 'Cadmium']);
});

test('a count is read before its logarithm', () => {
  const [first] = readTables([
    page(
      table({
        x: [50, 200, 350],
        y: 100,
        rows: [
          ['Test', 'Result (log CFU/g)', 'Result (CFU/g)'],
          ['Total Plate Count', '3.1', '1260'],
          ['Yeast & Mold', '2.0', '100'],
        ],
      }),
    ),
  ]);
  expect(first).toMatchObject({ value: { text: '1260' }, unit: { text: 'CFU/g' }, further: [{ value: { text: '3.1' } }] });
});

test.each(['LOD/LOQ', 'LOD / LOQ (ppm)', 'LOQ or LOD'])('one number under `%s` is neither, and leaves a doubt', heading => {
  const rows = readTables([
    page(
      table({
        x,
        y: 100,
        rows: [
          ['Analyte', 'Result (ppm)', heading, 'Status'],
          ['Lead', '0.12', '0.05', 'Pass'],
          ['Arsenic', 'ND', '0.05', 'Pass'],
        ],
      }),
    ),
  ]);
  expect(rows.map(({ lod, loq, doubts }) => [lod, loq, doubts])).toEqual([
    [undefined, undefined, ['cell-crowded']],
    [undefined, undefined, ['cell-crowded']],
  ]);
});

test.each([
  ['LLD', 'QL'],
  ['NG', 'BG'],
  ['NG (ppm)', 'MQL (ppm)'],
])('`%s` is a limit of detection, `%s` one of quantitation', (lower, upper) => {
  const rows = readTables([
    page(
      table({
        x,
        y: 100,
        rows: [
          ['Analyte', 'Result (ppm)', lower, upper],
          ['Lead', '0.12', '0.01', '0.05'],
          ['Arsenic', 'ND', '0.02', '0.05'],
        ],
      }),
    ),
  ]);
  expect(rows.map(({ lod, loq, doubts }) => [lod?.text, loq?.text, doubts])).toEqual([
    ['0.01', '0.05', []],
    ['0.02', '0.05', []],
  ]);
});

test('`(LOQ = 0.05 mg/g)` in the title of a table is 0.05', () => {
  const rows = readTables([
    page([
      ...write({ text: 'Alkaloids (LOQ = 0.05 mg/g)', x: 50, y: 80 }),
      ...table({
        x,
        y: 100,
        rows: [
          ['Alkaloid', 'mg/g'],
          ['Mitragynine', '13.8'],
          ['Speciociliatine', '3.1'],
        ],
      }),
    ]),
  ]);
  expect(rows.map(row => [row.loq?.text, row.unit?.text])).toEqual([
    ['0.05', 'mg/g'],
    ['0.05', 'mg/g'],
  ]);
});

test('`Action Limit` is the limit, `Alert Limit` before it a further one', () => {
  const rows = readTables([
    page(
      table({
        x,
        y: 100,
        rows: [
          ['Analyte', 'Result (ppm)', 'Alert Limit', 'Action Limit', 'Status'],
          ['Lead', '0.31', '0.25', '0.50', 'Pass'],
          ['Arsenic', 'ND', '0.25', '0.50', 'Pass'],
        ],
      }),
    ),
  ]);
  expect(rows.map(({ limit, furtherLimits }) => [limit?.text, furtherLimits?.map(further => further.limit.text)])).toEqual([
    ['0.50', ['0.25']],
    ['0.50', ['0.25']],
  ]);
});

describe('initials of those who made the tests, which are symbols of elements and units as well', () => {
  const told = (rows: readonly (readonly string[])[]) =>
    read(rows).map(({ printed, unit, flags }) => [printed.name, printed.value, unit, printed.limit, printed.verdict, flags.length]);

  test('between the results and their limits', () => {
    expect(
      told([
        ['Analyte', 'Result (mg/kg)', 'Analyst', 'Status', 'Limit'],
        ['Ethanol', '120', 'MG', 'Pass', '5000'],
        ['Methanol', '35', 'AS', 'Pass', '3000'],
        ['Acetone', '44', 'MG', 'Pass', '5000'],
      ]),
    ).toEqual([
      ['Ethanol', '120', 'mg/kg', '5000', 'Pass', 0],
      ['Methanol', '35', 'mg/kg', '3000', 'Pass', 0],
      ['Acetone', '44', 'mg/kg', '5000', 'Pass', 0],
    ]);
  });

  test('before the names, and without a heading that says so', () => {
    expect(
      told([
        ['', 'Analyte', 'Result (mg/kg)', 'Limit'],
        ['AL', 'Lead', '0.12', '1.0'],
        ['MN', 'Arsenic', '0.05', '1.5'],
        ['AL', 'Cadmium', '0.33', '0.5'],
        ['MN', 'Nickel', '0.41', '5'],
      ]).map(([name, value, , limit]) => [name, value, limit]),
    ).toEqual([
      ['Lead', '0.12', '1.0'],
      ['Arsenic', '0.05', '1.5'],
      ['Cadmium', '0.33', '0.5'],
      ['Nickel', '0.41', '5'],
    ]);
  });

  test('where a table goes on without its headings', () => {
    expect(
      told([
        ['Analyte', 'Result (mg/kg)', 'Analyst', 'LOQ'],
        ['Lead', '0.12', 'KM', '0.1'],
        ['', '', '', ''],
        ['Ethanol', 'ND', 'MN', '1.5'],
        ['Methanol', '35', 'AL', '1.5'],
      ]).map(([name, value]) => [name, value]),
    ).toEqual([
      ['Lead', '0.12'],
      ['Ethanol', 'ND'],
      ['Methanol', '35'],
    ]);
  });

  test('metals in capitals beside another table stay names', () => {
    const results = read([
      ['Analyte', 'mg/g', '', 'Metal', 'mg/kg'],
      ['Mitragynine', '13.2', '', 'PB', '0.12'],
      ['Paynantheine', '1.2', '', 'AS', '0.05'],
      ['Speciogynine', '0.9', '', 'CD', '0.03'],
    ]).map(({ printed }) => `${printed.name} ${printed.value}`);
    expect(results.sort()).toEqual(['AS 0.05', 'CD 0.03', 'Mitragynine 13.2', 'PB 0.12', 'Paynantheine 1.2', 'Speciogynine 0.9']);
  });

  test('abbreviations of one panel beside another stay names, however often they are printed', () => {
    const half = (terpene: string, cannabinoid: string, amount: string) => [terpene, '0.12', '', cannabinoid, amount];
    const results = read([
      ['Analyte', 'mg/g', '', 'Analyte', 'mg/g'],
      half('Limonene', 'CBD', '12.1'),
      half('Linalool', 'THC', '0.9'),
      half('Myrcene', 'CBN', '0.3'),
      ['', '', '', '', ''],
      ['Analyte', 'mg/g', '', 'Analyte', 'mg/g'],
      half('Limonene', 'CBD', '11.8'),
      half('Linalool', 'THC', '0.8'),
      half('Myrcene', 'CBN', '0.4'),
    ]).map(({ printed }) => `${printed.name} ${printed.value}`);
    expect(results).toEqual(expect.arrayContaining(['CBD 12.1', 'THC 0.9', 'CBN 0.3', 'CBD 11.8', 'THC 0.8', 'CBN 0.4']));
  });

  test('and symbols beside the names they stand for stay what they are', () => {
    expect(
      told([
        ['Element', 'Symbol', 'Result (mg/kg)', 'Limit'],
        ['Lead', 'Pb', '0.12', '1.0'],
        ['Arsenic', 'As', '0.05', '1.5'],
        ['Manganese', 'Mn', '0.33', '5'],
      ]).map(([name, value, , limit]) => [name, value, limit]),
    ).toEqual([
      ['Lead', '0.12', '1.0'],
      ['Arsenic', '0.05', '1.5'],
      ['Manganese', '0.33', '5'],
    ]);
  });
});
