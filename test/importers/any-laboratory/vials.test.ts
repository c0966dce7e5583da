/** Results per vial: every row says of which vial it is. */
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { headerOf } from '../printed-header.ts';
import { page, table, told, write } from './page.ts';

const TITLE = { x: 50, size: 10, bold: true };

/** Tables under titles, one below the other. */
const titled = (...parts: readonly (readonly [title: string, rows: readonly (readonly string[])[]])[]) => {
  let y = 100;
  const words = parts.flatMap(([text, rows]) => {
    const top = y;
    y += 50 + 12 * rows.length;
    return [...write({ ...TITLE, text, y: top }), ...table({ x: [50, 180, 300, 420], y: top + 14, rows })];
  });
  return readTables([page(words)]);
};

const read = (...rows: readonly (readonly string[])[]) => titled(['Results', rows]).map(told);

test('the title over vials is the name of the test, and their mean is a result of none of them', () => {
  const rows = titled(
    [
      'Net Content',
      [
        ['Sample', 'Result'],
        ['Vial 1', '31.20 mg'],
        ['Vial 2', '30.84 mg'],
        ['Vial 3', '31.20 mg'],
        ['Average', '31.08 mg'],
      ],
    ],
    [
      'Sterility (PCR)',
      [
        ['Sample', 'Result'],
        ['Vial 1', 'No Detectable Microbial DNA'],
        ['Vial 2', 'No Cq'],
      ],
    ],
    [
      'Endotoxin Testing',
      [
        ['Sample', 'Result', 'Limit', 'Status'],
        ['Vial 1', '0.05 EU/mL', '< 0.5 EU/mL', 'Pass'],
        ['Vial 2', '0.07 EU/mL', '< 0.5 EU/mL', 'Pass'],
      ],
    ],
  );
  expect(rows.map(told)).toEqual([
    { name: 'Net Content', value: '31.20', unit: 'mg', testPortion: 'Vial 1' },
    { name: 'Net Content', value: '30.84', unit: 'mg', testPortion: 'Vial 2' },
    { name: 'Net Content', value: '31.20', unit: 'mg', testPortion: 'Vial 3' },
    { name: 'Net Content', value: '31.08', unit: 'mg' },
    { name: 'Sterility (PCR)', value: 'No Detectable Microbial DNA', testPortion: 'Vial 1' },
    { name: 'Sterility (PCR)', value: 'No Cq', testPortion: 'Vial 2' },
    { name: 'Endotoxin', value: '0.05', unit: 'EU/mL', limit: '< 0.5 EU/mL', verdict: 'Pass', testPortion: 'Vial 1' },
    { name: 'Endotoxin', value: '0.07', unit: 'EU/mL', limit: '< 0.5 EU/mL', verdict: 'Pass', testPortion: 'Vial 2' },
  ]);
  expect(rows[3]!.note?.text).toBe('Average');
});

test('what is no known answer is kept for a person to read, and the verdict of a single test stays with it', () => {
  expect(
    titled([
      'Sterility',
      [
        ['Sample', 'Result'],
        ['Vial 1', 'No turbidity seen'],
        ['Vial 2', 'Pass'],
      ],
    ]).map(told),
  ).toEqual([
    { name: 'Sterility', value: 'No turbidity seen', testPortion: 'Vial 1' },
    { name: 'Sterility', value: 'Pass', testPortion: 'Vial 2' },
  ]);
  expect(read(['Vial', 'Purity', 'Status'], ['Vial 1', '99.41%', 'Pass'], ['Vial 2', '92.38%', 'Fail'])).toEqual([
    { name: 'Purity', value: '99.41', unit: '%', verdict: 'Pass', testPortion: 'Vial 1' },
    { name: 'Purity', value: '92.38', unit: '%', verdict: 'Fail', testPortion: 'Vial 2' },
  ]);
});

test('vials without headings, and with their results in one piece', () => {
  expect(
    titled([
      'Sterility',
      [
        ['Vial 1', 'Pass'],
        ['Vial 2', 'Fail'],
      ],
    ]).map(told),
  ).toEqual([
    { name: 'Sterility', value: 'Pass', testPortion: 'Vial 1' },
    { name: 'Sterility', value: 'Fail', testPortion: 'Vial 2' },
  ]);
  expect(titled(['Net Content', [['Vial 1: 5.2 mg'], ['Vial 2: 5.3 mg']]]).map(told)).toEqual([
    { name: 'Net Content', value: '5.2', unit: 'mg', testPortion: 'Vial 1' },
    { name: 'Net Content', value: '5.3', unit: 'mg', testPortion: 'Vial 2' },
  ]);
});

const OF_TWO = [
  { name: 'Purity', value: '99.41', unit: '%', testPortion: 'Vial 1' },
  { name: 'Net Content', value: '31.20', unit: 'mg', testPortion: 'Vial 1' },
  { name: 'Purity', value: '99.38', unit: '%', testPortion: 'Vial 2' },
  { name: 'Net Content', value: '31.20', unit: 'mg', testPortion: 'Vial 2' },
];
const byName = (rows: readonly { readonly name: string }[]) => rows.toSorted((a, b) => b.name.localeCompare(a.name));

test('tests over their columns, or vials over theirs', () => {
  expect(read(['Vial', 'Purity (%)', 'Net Content (mg)'], ['1', '99.41', '31.20'], ['2', '99.38', '31.20'])).toEqual(OF_TWO);
  expect(read(['Vial', 'Purity', 'Net Content'], ['Vial 1', '99.41%', '31.20 mg'], ['Vial 2', '99.38%', '31.20 mg'])).toEqual(OF_TWO);
  expect(read(['Test', 'Vial 1', 'Vial 2'], ['Purity', '99.41%', '99.38%'], ['Net Content', '31.20 mg', '31.20 mg'])).toEqual(
    byName(OF_TWO),
  );
  const wrapped = [
    ...table({
      x: [130, 230],
      y: 100,
      rows: [
        ['Purity', 'Net Content'],
        ['(%)', '(mg)'],
      ],
      pitch: 10,
    }),
    ...write({ text: 'Vial', x: 50, y: 105 }),
    ...table({
      x: [50, 130, 230],
      y: 124,
      rows: [
        ['1', '99.41', '31.20'],
        ['2', '99.38', '31.20'],
      ],
    }),
  ];
  expect(readTables([page(wrapped)]).map(told)).toEqual(OF_TWO);
});

test('equal results of two vials are two rows, wherever the vial is named', () => {
  const rows = [
    ['Purity', 'Vial 1', '99.41%'],
    ['Purity', 'Vial 2', '99.38%'],
    ['Net Content', 'Vial 1', '31.20 mg'],
    ['Net Content', 'Vial 2', '31.20 mg'],
  ];
  expect(read(['Test', 'Sample', 'Result'], ...rows)).toEqual(byName(OF_TWO));
  expect(read(['Test', 'Result'], ...rows.map(([name, vial, value]) => [`${name} (${vial})`, value!]))).toEqual(byName(OF_TWO));
});

test('the heading of vials labels no sample', () => {
  const header = headerOf(`
  Sample: Tirzepatide 30mg
  Lot: TZ-118

  Endotoxin
  Sample          Result       Status
  Vial 1          0.05 EU/mL   Pass
  Vial 2          0.07 EU/mL   Pass

  Sterility
  Sample          Result
  Vial 1          Pass
`);
  expect(header).toMatchObject({ name: 'Tirzepatide 30mg', lot: 'TZ-118' });
});
