/** Columns that are not kept, set close between those that are: what stands in one is never taken for a part of the other. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf } from '../printed-page.ts';
import { page, table, told, write } from './page.ts';

const x = [50, 150, 210, 270, 330, 390, 450];
const tell = (rows: readonly (readonly string[])[]) => readTables([page(table({ x, y: 100, rows }))]).map(told);

test('initials that are symbols of metals of other rows cut off no cell', () => {
  const rows = [
    ['Parameter', 'Amount (ppm)', 'Approved By', 'Pass/Fail', 'Limit'],
    ['Arsenic', '0.04', 'PB', 'Pass', '2.0'],
    ['Cadmium', '0.03', 'CD', 'Pass', '0.8'],
    ['Lead', '0.37', 'PB', 'Pass', '1.2'],
    ['Mercury', '0.02', 'CD', 'Pass', '0.4'],
  ];
  const limits = ['2.0', '0.8', '1.2', '0.4'];
  expect(tell(rows).map(({ limit }) => limit)).toEqual(limits);
  expect(tell(rows.map(row => row.with(2, row[2]!.replace('Approved By', 'Seen'))))).toHaveLength(4);
});

test('initials under a heading of persons that heads nothing else are no lead and cadmium where a name is unknown', () => {
  const rows = tell([
    ['Toxin', 'Amount (ppb)', 'Limit', 'Chemist', 'LOD', 'Pass/Fail'],
    ['B1 of mould', '11.2', '20', 'PB', '0.6', 'PASS'],
    ['Ochratoxin A', '4.1', '20', 'CD', '0.6', 'PASS'],
    ['Fumonisin B1', '12', '100', 'PB', '0.6', 'PASS'],
  ]);
  expect(rows.map(({ name, value }) => [name, value])).toEqual([
    ['B1 of mould', '11.2'],
    ['Ochratoxin A', '4.1'],
    ['Fumonisin B1', '12'],
  ]);
});

test('a norm in figures heads the column of what is accredited, and ends no headings', () => {
  const rows = tell([
    ['Component', 'Value', 'Units', '17025', 'Limit', 'Status'],
    ['Yeast', '230', 'CFU/g', 'x', '1000', 'Pass'],
    ['Mold', '45', 'CFU/g', 'x', '1000', 'Pass'],
  ]);
  expect(rows.map(({ limit, verdict }) => [limit, verdict])).toEqual([
    ['1000', 'Pass'],
    ['1000', 'Pass'],
  ]);
});

test('a code that touches the widest limit is a cell of its own', () => {
  const rows = readTables([
    page([
      ...table({ x: [50, 200], y: 100, rows: [['Target', 'Amount (CFU/g)']] }),
      ...write({ text: 'Method', x: 300, y: 100, align: 'right' }),
      ...write({ text: 'Limit', x: 334.4, y: 100, align: 'right' }),
      ...table({
        x: [50, 200, 300, 334.4],
        y: 112,
        align: ['left', 'left', 'right', 'right'],
        rows: [
          ['Total Aerobic Microbial Count', '849', 'M-101', '10000000'],
          ['Yeast', '77', 'M-102', '100000'],
          ['Mold', '12', 'M-101', '100000'],
        ],
      }),
    ]),
  ]);
  expect(rows.map(row => row.limit?.text)).toEqual(['10000000', '100000', '100000']);
});

describe('headings that are one piece over several columns', () => {
  const over = (lines: readonly (readonly [string, number, number])[], rows: readonly (readonly string[])[], at: readonly number[]) =>
    readTables([
      page([...lines.flatMap(([text, left, y]) => write({ text, x: left, y, size: 7 })), ...table({ x: at, y: 124, size: 7, rows })]),
    ]);

  test('a word nobody knows beside `Pass/Fail` leaves the verdict to its column', () => {
    const rows = over(
      [
        ['Component', 40, 110],
        ['Amount (ppm)', 140, 110],
        ['Instr. Pass/Fail Class', 200, 110],
      ],
      [
        ['Abamectin', '0.04', 'GC/MS', 'Passed', 'II'],
        ['Bifenthrin', '0.28', 'GC/MS', 'Passed', 'I'],
        ['Malathion', '0.31', 'GC/MS', 'Passed', 'II'],
      ],
      [40, 140, 200, 224, 261],
    );
    expect(rows.map(row => row.verdict?.text)).toEqual(['Passed', 'Passed', 'Passed']);
  });

  test('`Limit Factor` below `Detection` and `Dil.` is a half of each', () => {
    const rows = over(
      [
        ['Element', 40, 102],
        ['Conc. (ppm)', 90, 102],
        ['RDL Detection', 157, 102],
        ['Dil.', 208, 102],
        ['Limit Factor', 174, 110],
      ],
      [
        ['Arsenic', '0.269', '0.012', '0.004', '10'],
        ['Cadmium', '0.092', '0.012', '0.004', '10'],
        ['Lead', '0.310', '0.012', '0.004', '1'],
      ],
      [40, 90, 150, 174, 206],
    );
    expect(rows.map(row => [row.lod?.text, row.limit?.text])).toEqual(Array(3).fill(['0.004', undefined]));
  });
});

test('what stands under two headings that were taken for one leaves a doubt', () => {
  const results = transcribeAny(
    documentOf(
      page([
        ...write({ text: 'Analyte', x: 50, y: 100 }),
        ...write({ text: 'Result (ppb)', x: 150, y: 100 }),
        ...write({ text: 'Basis Limit', x: 220, y: 100 }),
        ...table({
          x: [50, 150, 220],
          y: 112,
          rows: [
            ['Aflatoxin B1', '0.4', 'Solid'],
            ['Aflatoxin B2', '0.6', 'Solid'],
            ['Aflatoxin G1', '0.3', 'Solid'],
          ],
        }),
      ]),
    ),
  ).flatMap(transcript => interpret(transcript).results);
  expect(results).toHaveLength(3);
  expect(results.every(({ flags }) => flags.length > 0)).toBe(true);
});

test('a recovery beside results without a limit of measurement is read, with a doubt; beside its own limits it is a control', () => {
  const rows = (limits: string) =>
    readTables([
      page(
        table({
          x,
          y: 100,
          rows: [
            ['Analyte', 'Result (ppm)', 'Recovery (%)', limits],
            ['Arsenic', '0.12', '97', limits === 'Limits' ? '80-120' : 'Pass'],
            ['Lead', '0.31', '101', limits === 'Limits' ? '80-120' : 'Pass'],
          ],
        }),
      ),
    ]);
  expect(rows('Status').map(row => row.value.text)).toEqual(['0.12', '0.31']);
  expect(rows('Status').every(({ doubts }) => (doubts?.length ?? 0) > 0)).toBe(true);
  expect(rows('Limits')).toEqual([]);
});
