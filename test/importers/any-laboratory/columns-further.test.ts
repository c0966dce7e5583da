/** Columns that stand beside the results in tables of several runs, years or norms. */
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { page, table, told } from './page.ts';

const x = [50, 150, 210, 270, 330, 390, 450];
const rowsOf = (rows: readonly (readonly string[])[]) => readTables([page(table({ x, y: 100, rows }))]);
const tell = (rows: readonly (readonly string[])[]) => rowsOf(rows).map(told);

test('the least and the most of several runs are no limits', () => {
  const rows = tell([
    ['Analyte', 'Mean', 'Min', 'Max', 'Unit', 'Limit', 'Status'],
    ['Arsenic', '0.114', '0.110', '0.118', 'ppm', '1.5', 'Pass'],
    ['Lead', '0.287', '0.280', '0.294', 'ppm', '0.5', 'Pass'],
  ]);
  expect(rows).toEqual([
    { name: 'Arsenic', value: '0.114', unit: 'ppm', limit: '1.5', verdict: 'Pass' },
    { name: 'Lead', value: '0.287', unit: 'ppm', limit: '0.5', verdict: 'Pass' },
  ]);
});

test('Min and Max beside a result alone are what is allowed', () => {
  const rows = tell([
    ['Test', 'Min', 'Max', 'Result (%)'],
    ['Mitragynine', '1.0', '2.0', '1.48'],
    ['Moisture', '3.0', '9.0', '5.1'],
  ]);
  expect(rows.map(({ value }) => value)).toEqual(['1.48', '5.1']);
  expect(rows.every(({ limit }) => limit !== undefined)).toBe(true);
});

describe('results of several years', () => {
  const body = [
    ['Arsenic', '0.201', '0.114', 'ppm', '1.5'],
    ['Lead', '0.311', '0.287', 'ppm', '0.5'],
  ];

  test.each([
    ['2024 Result', '2025 Result'],
    ['Result 2024', 'Result 2025'],
    ['2024', '2025'],
  ])('of `%s` and `%s` the latest is the sample’s, with a doubt', (earlier, latest) => {
    const rows = rowsOf([['Analyte', earlier, latest, 'Unit', 'Limit'], ...body]);
    expect(rows.map(row => row.value.text)).toEqual(['0.114', '0.287']);
    expect(rows.every(({ doubts }) => (doubts?.length ?? 0) > 0)).toBe(true);
  });

  test('a year beside `Result` is an earlier one’s, and ends no headings', () => {
    const rows = rowsOf([['Analyte', '2024', 'Result', 'Unit', 'Limit'], ...body]);
    expect(rows.map(told)).toEqual([
      { name: 'Arsenic', value: '0.114', unit: 'ppm', limit: '1.5' },
      { name: 'Lead', value: '0.287', unit: 'ppm', limit: '0.5' },
    ]);
  });
});

test('bare numbers under `Standard` may be what was measured along: they are a limit with a doubt', () => {
  const standard = (first: string, second: string) =>
    rowsOf([
      ['Analyte', 'Standard', 'Result', 'Unit'],
      ['Arsenic', first, '0.114', 'ppm'],
      ['Lead', second, '0.287', 'ppm'],
    ]).map(row => [row.limit?.text, (row.doubts?.length ?? 0) > 0]);
  expect(standard('1.0', '0.5')).toEqual([
    ['1.0', true],
    ['0.5', true],
  ]);
  expect(standard('NMT 1.0', 'NMT 0.5')).toEqual([
    ['NMT 1.0', false],
    ['NMT 0.5', false],
  ]);
});

test('a standard in a unit is no result', () => {
  const rows = tell([
    ['Analyte', 'Standard (ppb)', 'Result (ppm)', 'Status'],
    ['Arsenic', '10', '0.114', 'Pass'],
    ['Lead', '1', '0.287', 'Pass'],
  ]);
  expect(rows.map(({ value, unit }) => [value, unit])).toEqual([
    ['0.114', 'ppm'],
    ['0.287', 'ppm'],
  ]);
});

test('numbers of ISO under `Norm` are no limits', () => {
  const rows = tell([
    ['Analyte', 'Norm', 'Result', 'Unit'],
    ['Arsenic', '17294-2', '0.114', 'ppm'],
    ['Lead', '15763', '0.287', 'ppm'],
    ['Mercury', '13806', '0.010', 'ppm'],
  ]);
  expect(rows.map(({ limit }) => limit)).toEqual([undefined, undefined, undefined]);
});

test('a range whose end stands on the next line is whole, and never a limit of 0.0', () => {
  const rows = readTables([
    page(
      table({
        x: [50, 150, 210, 270, 284.4, 390],
        y: 100,
        pitch: 22,
        rows: [
          ['Analyte', 'Result', 'Unit', 'Acceptable Range', '', 'Status'],
          ['Arsenic', '0.114', 'ppm', '0.0\n2.0', '-', 'Pass'],
          ['Lead', '0.287', 'ppm', '0.0\n1.0', '-', 'Pass'],
          ['Mercury', '<0.005', 'ppm', '0.0\n0.1', '-', 'Pass'],
        ],
      }),
    ),
  ]);
  expect(rows.map(row => [row.value.text, row.limit?.text])).toEqual([
    ['0.114', '0.0 - 2.0'],
    ['0.287', '0.0 - 1.0'],
    ['<0.005', '0.0 - 0.1'],
  ]);
});

test('a number that a remark on its row denies is doubted', () => {
  const rows = rowsOf([
    ['Analyte', 'Result', 'Unit', 'Limit', 'Remarks'],
    ['Arsenic', '0.050', 'ppm', '1.5', 'not detected'],
    ['Cadmium', '0.050', 'ppm', '0.5', '< LOQ'],
    ['Lead', '0.287', 'ppm', '0.5', 'by ICP-MS'],
    ['Mercury', '0.000', 'ppm', '0.1', 'not detected'],
    ['Nickel', 'ND', 'ppm', '0.1', 'not detected'],
  ]);
  expect(rows.map(row => [row.value.text, (row.doubts?.length ?? 0) > 0])).toEqual([
    ['0.050', true],
    ['0.050', true],
    ['0.287', false],
    ['0.000', false],
    ['ND', false],
  ]);
});

test.each([
  ['Initial', '3 Months', '6 Months'],
  ['T0', 'T3', 'T6'],
  ['Initial (%)', '25C/60RH 6M (%)', '25C/60RH 12M (%)'],
  ['Day 0', 'Week 4', 'Month 3'],
])('of a study of stability (%s, %s, %s) the beginning is the lot’s, with a doubt', (...times) => {
  const rows = readTables([
    page(
      table({
        x: [50, 180, 280, 400],
        y: 100,
        rows: [
          ['Analyte (%)', ...times],
          ['Mitragynine', '1.52', '1.48', '1.41'],
          ['Paynantheine', '0.26', '0.25', '0.22'],
          ['Speciogynine', '0.11', '0.10', '0.10'],
        ],
      }),
    ),
  ]);
  expect(rows.map(({ name, value, sample, doubts }) => [name.text, value.text, sample, doubts.length > 0])).toEqual([
    ['Mitragynine', '1.52', undefined, true],
    ['Paynantheine', '0.26', undefined, true],
    ['Speciogynine', '0.11', undefined, true],
  ]);
});

describe('what several standards allow', () => {
  const limitsOf = (headings: readonly string[], over: readonly string[] = ['', '', '', '', '']) =>
    readTables([
      page(
        table({
          x: [50, 180, 280, 360, 440],
          y: 100,
          rows: [
            ...(over.some(text => text !== '') ? [over] : []),
            ['Element', 'Result (ppm)', ...headings],
            ['Arsenic', '0.142', '1.5', '1.0', '0.8'],
            ['Cadmium', '0.031', '0.5', '1.0', '0.4'],
            ['Lead', '0.087', '1.0', '3.0', '0.05'],
          ],
        }),
      ),
    ]).map(({ value, limit, furtherLimits = [], doubts }) => [
      value.text,
      limit?.text,
      furtherLimits.map(further => further.limit.text).join(' '),
      doubts.length > 0,
    ]);
  const all = (doubted: boolean) => [
    ['0.142', '1.5', '1.0 0.8', doubted],
    ['0.031', '0.5', '1.0 0.4', doubted],
    ['0.087', '1.0', '3.0 0.05', doubted],
  ];

  test('is all kept, with a doubt where nothing says that it is', () => {
    expect(limitsOf(['USP', 'EU', 'Prop 65'])).toEqual(all(true));
    expect(limitsOf(['NSF/ANSI 173', 'Health Canada', 'FDA'])).toEqual(all(true));
  });

  test('and without one below a heading that says so', () => {
    expect(limitsOf(['USP <2232>', 'EC 2023/915', 'Prop 65'], ['', '', '', 'Limits (ppm)', ''])).toEqual(all(false));
  });
});

describe('numbers under the names of states', () => {
  const states = ['California', 'Colorado', 'Oregon'];

  test('are no results of samples', () => {
    const rows = [
      ['Analyte', ...states, 'Units'],
      ['Lead', '0.5', '0.5', '0.4', 'ppm'],
      ['Mercury', '0.1', '0.1', '0.2', 'ppm'],
    ];
    expect(rowsOf(rows)).toEqual([]);
  });

  test('are limits beside a column of results, the first of them that of the row', () => {
    const rows = rowsOf([
      ['Analyte', 'Result', ...states, 'Units'],
      ['Lead', '0.031', '0.5', '0.5', '0.4', 'ppm'],
      ['Mercury', '0.014', '0.1', '0.1', '0.2', 'ppm'],
    ]);
    expect(rows.map(row => [row.value.text, row.unit?.text, row.limit?.text, row.doubts])).toEqual([
      ['0.031', 'ppm', '0.5', []],
      ['0.014', 'ppm', '0.1', []],
    ]);
  });
});

test('the rest of a table on the right page of a sheet of two is read by the headings of the left one, with a doubt', () => {
  const left = table({
    x: [20, 90, 150, 200, 250],
    y: 200,
    rows: [
      ['Element', 'Result', 'Units', 'Limit', 'Status'],
      ['Arsenic', '0.142', 'ppm', '1.5', 'Pass'],
      ['Cadmium', '0.031', 'ppm', '0.5', 'Pass'],
      ['Lead', '0.087', 'ppm', '0.5', 'Pass'],
    ],
  });
  const right = table({
    x: [330, 420, 470, 510, 540],
    y: 60,
    rows: [
      ['Nickel', '0.51', 'ppm', '5', 'Pass'],
      ['Chromium', '0.22', 'ppm', '2', 'Pass'],
    ],
  });
  const rows = readTables([page([...left, ...right])]);
  expect(rows.map(row => [row.name.text, row.value.text, row.unit?.text, row.limit?.text, row.doubts.join()])).toEqual([
    ['Arsenic', '0.142', 'ppm', '1.5', ''],
    ['Cadmium', '0.031', 'ppm', '0.5', ''],
    ['Lead', '0.087', 'ppm', '0.5', ''],
    ['Nickel', '0.51', 'ppm', '5', 'column-guessed'],
    ['Chromium', '0.22', 'ppm', '2', 'column-guessed'],
  ]);
});
