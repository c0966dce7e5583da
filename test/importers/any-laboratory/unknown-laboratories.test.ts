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

const reportLabels = [
  ...write({ text: 'Laboratory ID', x: 50, y: 60 }),
  ...write({ text: 'Date Received', x: 200, y: 60 }),
  ...write({ text: 'Test Date', x: 300, y: 60 }),
  ...write({ text: 'Date Issued', x: 400, y: 60 }),
  ...write({ text: 'S1691-1', x: 50, y: 72 }),
  ...write({ text: '07/08/25', x: 200, y: 72 }),
  ...write({ text: '07/12/25', x: 300, y: 72 }),
  ...write({ text: '07/17/25', x: 400, y: 72 }),
];

test('a table that runs on without its headings has those of the page before, not the labels of the report', () => {
  const x = [50, 200, 300, 400, 480];
  const first = [
    ['Analyte', 'Specification', 'Status', 'Amount', 'Units'],
    ['Abamectin', '0.5', 'Pass', 'ND', 'ppm'],
    ['Bifenthrin', '0.2', 'Pass', '0.11', 'ppm'],
  ];
  const second = [
    ['Malathion', '0.2', 'Pass', 'ND', 'ppm'],
    ['Spinosad', '0.2', 'Pass', '0.12', 'ppm'],
  ];
  const read = readTables([
    page([...reportLabels, ...table({ x, y: 110, rows: first })]),
    page([...reportLabels, ...table({ x, y: 100, rows: second })], [], 2),
  ]);
  expect(read.slice(2).map(told)).toEqual([
    { name: 'Malathion', value: 'ND', unit: 'ppm', limit: '0.2', verdict: 'Pass' },
    { name: 'Spinosad', value: '0.12', unit: 'ppm', limit: '0.2', verdict: 'Pass' },
  ]);
});

test('the rest of a table over the headings of another goes on with the page before, with the recoveries beside its results', () => {
  const x = [50, 200, 280, 340, 420];
  const headings = (value: string) => ['Analyte', value, 'LOQ', '% Recovery', 'Limit'];
  const read = readTables([
    page(
      table({
        x,
        y: 600,
        rows: [headings('Result (ppm)'), ['Abamectin', 'ND', '0.01', '96', '0.5'], ['Bifenthrin', '0.11', '0.01', '98', '0.2']],
      }),
    ),
    page(
      [
        ...table({
          x,
          y: 100,
          rows: [
            ['Malathion', 'ND', '0.01', '91', '0.2'],
            ['Spinosad', '0.12', '0.01', '94', '0.2'],
          ],
        }),
        ...table({
          x,
          y: 200,
          rows: [headings('Result (ppb)'), ['Aflatoxin B1', 'ND', '1.0', '90', '5'], ['Ochratoxin A', '2.4', '1.0', '93', '5']],
        }),
      ],
      [],
      2,
    ),
  ]);
  const rest = read.filter(({ name }) => /Malathion|Spinosad/.test(name.text));
  expect(rest.map(told)).toEqual([
    { name: 'Malathion', value: 'ND', unit: 'ppm', loq: '0.01', limit: '0.2' },
    { name: 'Spinosad', value: '0.12', unit: 'ppm', loq: '0.01', limit: '0.2' },
  ]);
  expect(rest.every(({ doubts }) => doubts.length > 0)).toBe(true);
});

test('a column of units is that of the results whose heading names none, others with a unit of their own between', () => {
  const rows = [
    ['Analyte', '% (w/w)', 'Findings', 'mg/serving', 'Unit'],
    ['Mitragynine', '1.7757', '17.757', '42.62', 'mg/g'],
    ['Paynantheine', '0.1611', '1.611', '3.87', 'mg/g'],
  ];
  const read = readTables([page(table({ x: [50, 200, 280, 340, 420], y: 100, rows }))]);
  expect(
    read.map(({ value, unit, further }) => [value, unit!, ...further!.flatMap(one => [one.value, one.unit!])].map(({ text }) => text)),
  ).toEqual([
    ['1.7757', '% (w/w)', '17.757', 'mg/g', '42.62', 'mg/serving'],
    ['0.1611', '% (w/w)', '1.611', 'mg/g', '3.87', 'mg/serving'],
  ]);
});

test('a unit set close behind a limit is that of the column of units', () => {
  const rows = [
    ['Analyte', 'Result', 'Limit', 'Unit'],
    ['Acetone', 'ND', '<5000', 'µg/g'],
    ['Ethanol', '826', '<5000', 'µg/g'],
    ['Hexane', 'ND', '<290', 'µg/g'],
  ];
  const read = readTables([page(table({ x: [50, 250, 320, 343], y: 100, rows, align: ['left', 'left', 'left', 'left'] }))]);
  expect(read.map(told)).toEqual([
    { name: 'Acetone', value: 'ND', unit: 'µg/g', limit: '<5000' },
    { name: 'Ethanol', value: '826', unit: 'µg/g', limit: '<5000' },
    { name: 'Hexane', value: 'ND', unit: 'µg/g', limit: '<290' },
  ]);
});

test('a finding or a verdict set close behind a method is a cell of its own', () => {
  const rows = [
    ['Analyte', 'Method', 'Result', 'Unit'],
    ['Abamectin', 'LC-MS/MS ND', '', 'ppm'],
    ['Bifenthrin', 'LC-MS/MS', '0.12', 'ppm'],
    ['Malathion', 'LC-MS/MS ND', '', 'ppm'],
    ['Spinosad', 'LC-MS/MS', '0.31', 'ppm'],
  ];
  const read = readTables([page(table({ x: [50, 250, 286, 380], y: 100, rows }))]);
  expect(read.map(({ value, method }) => [value.text, method?.text])).toEqual([
    ['ND', 'LC-MS/MS'],
    ['0.12', 'LC-MS/MS'],
    ['ND', 'LC-MS/MS'],
    ['0.31', 'LC-MS/MS'],
  ]);
});

test('the title of the first section under the headings is none of them', () => {
  const rows = [
    ['Target', 'Action', 'Result', 'Units', 'Conclusion', 'Test'],
    ['', 'Level', '', '', '', 'Method'],
    ['Alkaloid Profile', '', '', '', '', ''],
    ['Mitragynine', '', '5.8', 'mg/g', '', 'HPLC-DAD'],
    ['Heavy Metals', '', '', '', '', ''],
    ['Lead', '<1.2', '0.05', 'µg/g', 'Complies', 'ICP-MS'],
    ['Arsenic', '<2.0', '0.16', 'µg/g', 'Complies', 'ICP-MS'],
  ];
  const read = readTables([page(table({ x: [50, 180, 250, 310, 370, 450], y: 100, rows }))]);
  expect(read.map(told)).toEqual([
    { name: 'Mitragynine', value: '5.8', unit: 'mg/g', method: 'HPLC-DAD' },
    { name: 'Lead', value: '0.05', unit: 'µg/g', limit: '<1.2', verdict: 'Complies', method: 'ICP-MS' },
    { name: 'Arsenic', value: '0.16', unit: 'µg/g', limit: '<2.0', verdict: 'Complies', method: 'ICP-MS' },
  ]);
});

test('headings on three lines whose units stand close: the unit is that of the column it stands over', () => {
  const read = readTables([
    page([
      ...table({
        x: [50, 150, 186, 230, 290],
        y: 120,
        align: ['left', 'right', 'right', 'right', 'right'],
        rows: [
          ['Aflatoxin B1', '0.6', '2.0', '20', 'ND'],
          ['Aflatoxin B2', '0.6', '2.0', '20', '3.1'],
          ['Aflatoxin G1', '0.6', '2.0', '20', 'ND'],
        ],
      }),
      ...write({ text: 'Target', x: 50, y: 90 }),
      ...write({ text: 'Limit of', x: 150, y: 90, align: 'right' }),
      ...write({ text: 'LLOQ', x: 186, y: 90, align: 'right' }),
      ...write({ text: 'Action', x: 230, y: 90, align: 'right' }),
      ...write({ text: 'Result', x: 290, y: 90, align: 'right' }),
      ...write({ text: 'Detection', x: 150, y: 98.8, align: 'right' }),
      ...write({ text: '(µg/kg)', x: 184, y: 98.8, align: 'right' }),
      ...write({ text: 'Level', x: 230, y: 98.8, align: 'right' }),
      ...write({ text: '(µg/kg)', x: 150, y: 107.6, align: 'right' }),
      ...write({ text: '(µg/kg)', x: 290, y: 98.8, align: 'right' }),
    ]),
  ]);
  expect(read.map(told)).toEqual([
    { name: 'Aflatoxin B1', value: 'ND', unit: 'µg/kg', lod: '0.6', loq: '2.0', limit: '20' },
    { name: 'Aflatoxin B2', value: '3.1', unit: 'µg/kg', lod: '0.6', loq: '2.0', limit: '20' },
    { name: 'Aflatoxin G1', value: 'ND', unit: 'µg/kg', lod: '0.6', loq: '2.0', limit: '20' },
  ]);
});

test('a code set close before a name is one where other rows have theirs apart', () => {
  const rows = [
    ['No.', 'Analyte', 'Result (ppm)'],
    ['W-410 Arsenic', '', '0.15'],
    ['W-411', 'Cadmium', '0.21'],
    ['W-412', 'Lead', '0.38'],
  ];
  const read = readTables([page(table({ x: [50, 72.24, 250], y: 100, rows }))]);
  expect(read.map(({ name }) => name.text)).toEqual(['Arsenic', 'Cadmium', 'Lead']);
});

test('rows whose cells are not those of their headings leave a doubt', () => {
  const rows = [
    ['Analyte', 'Result', 'Unit', 'Limit', 'Status'],
    ['Salmonella', 'Absent', 'per 25 g', 'Absent', 'Pass'],
    ['E. coli', 'Absent', 'per 25 g', 'Absent', 'Pass'],
    ['Hexane', 'ND', 'max. 290', '12/40', 'Pass'],
  ];
  const read = readTables([page(table({ x: [50, 200, 280, 360, 440], y: 100, rows }))]);
  expect(read.map(({ doubts }) => doubts.includes('cell-crowded'))).toEqual([false, false, true]);
});

test('the second half of a table, without headings of its own, is none of the table above it', () => {
  const read = readTables([
    page([
      ...table({
        x: [310, 400, 450, 520],
        y: 100,
        rows: [
          ['Analyte', 'Result', 'Unit', 'Status'],
          ['Salmonella', 'Absent', 'per 25 g', 'Pass'],
          ['Unknown', 'Absent', 'per 25 g', 'Pass'],
        ],
      }),
      ...table({
        x: [50, 130, 180, 240],
        y: 170,
        rows: [
          ['Analyte', 'Result', 'Limit', 'LOD/LOQ'],
          ['Acetone', 'ND', '5000', '12/40'],
          ['Ethanol', 'ND', '5000', '12/40'],
        ],
      }),
      ...table({
        x: [310, 390, 440, 500],
        y: 182,
        rows: [
          ['Hexane', 'ND', '290', '12/40'],
          ['Methanol', 'ND', '3000', '12/40'],
        ],
      }),
    ]),
  ]);
  expect(read.filter(({ name }) => /Hex|Meth/.test(name.text)).map(told)).toEqual([
    { name: 'Hexane', value: 'ND', lod: '12', loq: '40', limit: '290' },
    { name: 'Methanol', value: 'ND', lod: '12', loq: '40', limit: '3000' },
  ]);
});
