/** Forms of tables that laboratories use and no sample holds. */
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { page, table, told, write } from './page.ts';

test('a panel printed in mg/g and again in % is one result each', () => {
  const rows = readTables([
    page(
      table({
        x: [50, 250, 350],
        y: 100,
        rows: [
          ['Test', 'Result', 'Unit'],
          ['Mitragynine', '14.2', 'mg/g'],
          ['Mitragynine', '1.42', '%'],
          ['7-Hydroxymitragynine', 'ND', 'mg/g'],
          ['7-Hydroxymitragynine', 'ND', '%'],
          ['Paynantheine', '2.0', 'mg/g'],
          ['Paynantheine', '0.9', '%'],
        ],
      }),
    ),
  ]);
  expect(
    rows.map(row => [row.name.text, row.value.text, ...row.further.map(further => `${further.value.text} ${further.unit?.text}`)]),
  ).toEqual([
    ['Mitragynine', '14.2', '1.42 %'],
    ['7-Hydroxymitragynine', 'ND', 'ND %'],
    ['Paynantheine', '2.0'],
    ['Paynantheine', '0.9'],
  ]);
});

test('a dash means what the legend says', () => {
  const words = table({
    x: [50, 250],
    y: 100,
    rows: [
      ['Analyte', 'Result (ppm)'],
      ['Lead', '0.2'],
      ['Arsenic', '-'],
      ['Cadmium', 'ND'],
    ],
  });
  const legend = write({ text: '"-" = Not Tested', x: 50, y: 200 });
  const meanings = (all: typeof words) => readTables([page(all)]).map(row => row.meaning ?? null);
  expect(meanings([...words, ...legend])).toEqual([null, 'Not Tested', null]);
  expect(meanings(words)).toEqual([null, null, null]);
});

test('a limit of reporting, the result under the number of the sample', () => {
  const rows = [
    ['Analyte', 'CAS Number', 'LOR', 'Unit', 'S-00123-01'],
    ['Lead', '7439-92-1', '0.05', 'mg/kg', '0.32'],
    ['Cadmium', '7440-43-9', '0.01', 'mg/kg', '<0.01'],
  ];
  const read = readTables([page(table({ x: [50, 220, 290, 350, 420], y: 100, rows }))]);
  expect(read.map(told)).toEqual([
    { name: 'Lead', value: '0.32', unit: 'mg/kg', reportingLimit: '0.05' },
    { name: 'Cadmium', value: '<0.01', unit: 'mg/kg', reportingLimit: '0.01' },
  ]);
  expect(read.every(row => row.doubts.includes('column-guessed'))).toBe(true);
});

test('the second limit and its verdict stand beside the first', () => {
  const rows = [
    ['Analyte', 'Result (ppm)', 'Limit', 'Status', 'Inhaled Limit', 'Status'],
    ['Lead', '0.7', '1.0', 'PASS', '0.5', 'FAIL'],
    ['Arsenic', '0.1', '1.5', 'PASS', '0.2', 'PASS'],
  ];
  const read = readTables([page(table({ x: [50, 150, 230, 300, 370, 470], y: 100, rows }))]);
  expect(
    read.map(row => [row.limit?.text, row.verdict?.text, row.furtherLimits?.map(other => [other.limit.text, other.verdict?.text])]),
  ).toEqual([
    ['1.0', 'PASS', [['0.5', 'FAIL']]],
    ['1.5', 'PASS', [['0.2', 'PASS']]],
  ]);
});

test('ND takes the unit that all numbers of its column carry, with a doubt; Absent takes none', () => {
  const rows = [
    ['Analyte', 'Result'],
    ['Lead', '0.2 ppm'],
    ['Arsenic', '0.1 ppm'],
    ['Cadmium', 'ND'],
    ['Salmonella', 'Absent'],
  ];
  const read = readTables([page(table({ x: [50, 250], y: 100, rows }))]);
  expect(read.map(row => row.unit?.text)).toEqual(['ppm', 'ppm', 'ppm', undefined]);
  expect(read[2]?.doubts).toContain('unit-inherited');
});

test('words in the place of a limit set none', () => {
  const rows = [
    ['Analyte', 'Specification', 'Result (mg/g)'],
    ['Mitragynine', 'Report Results', '14.2'],
    ['Paynantheine', 'NMT 5', '1.2'],
  ];
  const read = readTables([page(table({ x: [50, 200, 350], y: 100, rows }))]);
  expect(read.map(row => [row.limit?.text ?? null, row.note?.text ?? null])).toEqual([
    [null, 'Report Results'],
    ['NMT 5', null],
  ]);
});

test('where the numbers stand beside the first line of one name, they do so in the whole table', () => {
  const rows = [
    ['Analyte', 'Result', 'Unit'],
    ['Shiga\nToxin-Producing\nE. coli', 'Absent', 'per 25 g'],
    ['', '', ''],
    ['', '', ''],
    ['Salmonella\nspp.', 'Absent', 'per 25 g'],
    ['', '', ''],
    ['Staphylococcus\naureus', 'Absent', 'per 25 g'],
  ];
  const read = readTables([page(table({ x: [50, 250, 350], y: 100, rows, pitch: 8.8 }))]);
  expect(read.map(({ name }) => name.text)).toEqual(['Shiga Toxin-Producing E. coli', 'Salmonella spp.', 'Staphylococcus aureus']);
});

test('a limit whose sign stands on the line above it is read with its sign', () => {
  const rows = [
    ['Analyte', 'Result', 'Unit', 'Status', 'Limit'],
    ['Arsenic', '0.02', 'mg/kg', 'Pass', '<= 2.0'],
    ['', '', '', '', '<='],
    ['Cadmium', '0.01', 'mg/kg', 'Pass', '0.82'],
    ['', '', '', '', ''],
    ['Total Aerobic', '', '', '', '<='],
    ['Microbial Count', '', '', '', '10000000'],
    ['(TAMC)', '989', 'CFU/g', 'Pass', ''],
  ];
  const read = readTables([page(table({ x: [50, 250, 320, 390, 460], y: 100, rows, pitch: 8.8 }))]);
  expect(read.map(({ name, limit }) => [name.text, limit?.text])).toEqual([
    ['Arsenic', '<= 2.0'],
    ['Cadmium', '<= 0.82'],
    ['Total Aerobic Microbial Count (TAMC)', '<= 10000000'],
  ]);
});

test('an abbreviation alone is no whole name', () => {
  const rows = [
    ['Analyte', 'Result (CFU/g)'],
    ['(TAMC)', '989'],
    ['Total Coliforms', '<10'],
  ];
  const read = readTables([page(table({ x: [50, 250], y: 100, rows }))]);
  expect(read.map(({ doubts }) => doubts.includes('row-wrapped'))).toEqual([true, false]);
});
