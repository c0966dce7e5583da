/** Tables in sections, beside charts, and under headings that leave the names without one. */
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { page, table, told, write } from './page.ts';

test('the department that issues a certificate is no quality control', () => {
  const rows = [
    ['S.No.', 'Tests', 'Specification', 'Results'],
    ['1.', 'Lead', 'NMT 3.0 ppm', '0.18 ppm'],
    ['2.', 'Arsenic', 'NMT 1.0 ppm', '0.09 ppm'],
  ];
  const words = (title: string) => [...write({ text: title, x: 50, y: 84 }), ...table({ x: [50, 90, 250, 400], y: 100, rows })];
  expect(readTables([page(words('QUALITY CONTROL DEPARTMENT'))]).map(told)).toEqual([
    { name: 'Lead', value: '0.18', unit: 'ppm', limit: 'NMT 3.0 ppm' },
    { name: 'Arsenic', value: '0.09', unit: 'ppm', limit: 'NMT 1.0 ppm' },
  ]);
  expect(readTables([page(words('Quality Control'))])).toEqual([]);
});

test('sections that say their unit: elements, and unknown names before known ones', () => {
  const rows = [
    ['Parameter', 'Ergebnis', 'BG', 'Verfahren'],
    ['Elemente [mg/kg]', '', '', ''],
    ['Blei', '0,31', '0,02', 'EN 15763'],
    ['Cadmium', '0,064', '0,005', 'EN 15763'],
    ['Pyrrolizidinalkaloide [µg/kg]', '', '', ''],
    ['Erucifolin', '5,7', '2,0', 'Hausmethode'],
    ['Heliotrin', '< 2,0', '2,0', 'Hausmethode'],
    ['Summe PA (lower bound)', '5,7', '', 'berechnet'],
    ['Mikrobiologie [KbE/g]', '', '', ''],
    ['Hefen', '< 100', '100', 'ISO 21527-2'],
  ];
  expect(
    readTables([page(table({ x: [50, 200, 320, 380], y: 100, rows }))]).map(({ name, value, unit }) => [name.text, value.text, unit?.text]),
  ).toEqual([
    ['Blei', '0,31', 'mg/kg'],
    ['Cadmium', '0,064', 'mg/kg'],
    ['Erucifolin', '5,7', 'µg/kg'],
    ['Heliotrin', '< 2,0', 'µg/kg'],
    ['Summe PA (lower bound)', '5,7', 'µg/kg'],
    ['Hefen', '< 100', 'KbE/g'],
  ]);
});

test('the mark of a footnote behind a heading hides nothing of it', () => {
  const words = (limit: string) =>
    table({
      x: [50, 150, 230, 310, 390, 500],
      y: 100,
      rows: [
        ['Analyte', 'Result (µg/kg)', 'LOD (µg/kg)', 'LOQ (µg/kg)', limit, 'Status'],
        ['Arsenic', '71.2', '4', '50', '200', 'PASS'],
        ['Lead', 'ND', '2', '50', '500', 'PASS'],
      ],
    });
  for (const limit of ['Use Limits² (µg/kg)', 'Use Limits2 (µg/kg)'])
    expect(readTables([page(words(limit))]).map(row => [row.value.text, row.limit?.text, row.doubts])).toEqual([
      ['71.2', '200', []],
      ['ND', '500', []],
    ]);
});

test('the axis of a chart beside a table is none of its cells', () => {
  const words = [
    ...write({ text: 'Cannabinoids by Weight', x: 330, y: 88 }),
    ...table({
      x: [50, 150, 230],
      y: 100,
      rows: [
        ['ID', 'Weight %', 'Conc.'],
        ['CBC', '0.12 wt%', '1.2 mg/g'],
        ['CBD', '2.31 wt%', '23.1 mg/g'],
        ['CBN', 'ND', ''],
      ],
    }),
    ...table({ x: [330, 370, 410, 450], y: 126, rows: [['0.00%', '1.00%', '2.00%', '3.00%']] }),
  ];
  expect(readTables([page(words)]).map(row => [row.name.text, row.value.text, row.further[0]?.value.text])).toEqual([
    ['CBC', '0.12', '1.2'],
    ['CBD', '2.31', '23.1'],
    ['CBN', 'ND', undefined],
  ]);
});

test('headings over the cells of a row and none over its name begin another table', () => {
  const words = [
    ...table({
      x: [50, 150, 230, 280, 330, 420],
      y: 100,
      rows: [
        ['Analyte', 'Result (µg/kg)', 'LOD', 'LOQ', 'Action Level', 'P/F'],
        ['Aflatoxin B1', 'ND', '3.21', '9.74', '20', 'Pass'],
        ['Ochratoxin A', 'ND', '2.10', '6.36', '20', 'Pass'],
      ],
    }),
    ...table({
      x: [50, 130, 200, 260, 340],
      y: 150,
      rows: [
        ['Water Activity', '', '', '', ''],
        ['', 'Result (aW)', 'LOD', 'Action Level', 'P/F'],
        ['Water Activity', '0.62', '0.030', '0.85', 'Pass'],
      ],
    }),
  ];
  expect(
    readTables([page(words)])
      .map(told)
      .at(-1),
  ).toEqual({
    name: 'Water Activity',
    value: '0.62',
    unit: 'aW',
    lod: '0.030',
    limit: '0.85',
    verdict: 'Pass',
  });
});

test('verdicts without a heading stand far right where the page is wide', () => {
  const rows = [
    ['Element', 'Result (ppm)', 'Limit', ''],
    ['Lead', '0.312', '≤ 1.0', 'Pass'],
    ['Nickel', '1.12', '≤ 5.0', 'Pass'],
  ];
  expect(readTables([page(table({ x: [50, 200, 300, 420], y: 100, rows }))]).map(row => row.verdict?.text)).toEqual(['Pass', 'Pass']);
});

test('sections close under one another share the headings of the first without a doubt', () => {
  const words = [
    ...table({
      x: [50, 150, 220, 270, 340],
      y: 100,
      rows: [
        ['Compound', 'CAS Number', 'LOR', 'Unit', 'Result'],
        ['EG020: Metals by ICP-MS', '', '', '', ''],
        ['Arsenic', '7440-38-2', '0.05', 'mg/kg', '0.12'],
        ['Lead', '7439-92-1', '0.01', 'mg/kg', '<0.01'],
        ['EA055: Moisture (Dried @ 105-110°C)', '', '', '', ''],
        ['Moisture Content', '----', '0.10', '%', '8.90'],
      ],
    }),
  ];
  expect(readTables([page(words)]).map(row => [row.name.text, row.value.text, row.doubts])).toEqual([
    ['Arsenic', '0.12', []],
    ['Lead', '<0.01', []],
    ['Moisture Content', '8.90', []],
  ]);
});

test('labels of the report left of a table on its side are no labels of its lines', () => {
  const words = [
    ...table({
      x: [20],
      y: 101,
      rows: [['Seed to Sale# 1101 2202'], ['Batch Date: 04/11/22'], ['Sample Size: 15 units'], ['Ordered: 04/18/22']],
    }),
    ...table({
      x: [150, 200, 250, 300],
      y: 100,
      pitch: 13,
      rows: [
        ['', 'D9-THC', 'THCA', 'CBD'],
        ['%', '81.2', '0.31', 'ND'],
        ['mg/unit', '812.0', '3.1', 'ND'],
        ['LOD', '0.001', '0.001', '0.001'],
      ],
    }),
  ];
  expect(readTables([page(words)]).map(row => [row.name.text, row.value.text, row.unit?.text, row.lod?.text])).toEqual([
    ['D9-THC', '81.2', '%', '0.001'],
    ['THCA', '0.31', '%', '0.001'],
    ['CBD', 'ND', '%', '0.001'],
  ]);
});

test('a unit behind a comma is part of its heading, however far right the cells stand', () => {
  const set = (text: string, left: number, right: number, baseline: number) => ({
    text,
    box: [left, baseline - 6, right, baseline + 2] as const,
    fontSize: 8,
    bold: false,
    baseline,
  });
  const row = (y: number, name: string, value: string) => [set(name, 36, 112, y), set(value, 163, 179, y), set('0.01', 218, 234, y)];
  const heads = [
    set('Kavalactone', 36, 84, 100),
    ...[set('Result,', 122, 150, 100), set('%', 153, 160, 100), set('w/w', 163, 179, 100)],
    ...[set('LOD,', 187, 206, 100), set('%', 208, 215, 100), set('w/w', 218, 234, 100)],
  ];
  const words = [...heads, ...row(112, 'Dihydromethysticin', '1.02'), ...row(124, 'Desmethoxyyangonin', '2.21')];
  expect(readTables([page(words)]).map(one => [one.value.text, one.unit?.text, one.lod?.text, one.doubts])).toEqual([
    ['1.02', '% w/w', '0.01', []],
    ['2.21', '% w/w', '0.01', []],
  ]);
});

test('a number over the name of a product leaves no doubt whose the column is', () => {
  const rows = (second: string) => [
    ['Analysis', 'Units', 'B998711/1\nMoringa A', `${second}\nMoringa B`],
    ['', '', '', ''],
    ['Lead', 'mg/kg', '0.11', '0.14'],
    ['Cadmium', 'mg/kg', '0.02', '0.03'],
  ];
  const doubts = (second: string) =>
    readTables([page(table({ x: [50, 150, 220, 320], y: 100, rows: rows(second) }))]).flatMap(row => row.doubts);
  expect(doubts('B998711/2')).toEqual([]);
  expect(doubts('')).toContain('column-guessed');
});

test('amounts of a bottle of so many millilitres are a further unit', () => {
  const rows = [
    ['Cannabinoid', 'LOQ (% w/w)', 'Result (% w/w)', 'mg per 10 ml bottle'],
    ['CBD', '0.005', '10.14', '932.9'],
    ['CBN', '0.005', '0.012', '1.1'],
  ];
  expect(readTables([page(table({ x: [50, 150, 240, 340], y: 100, rows }))]).map(row => [row.further[0]?.unit?.text, row.doubts])).toEqual([
    ['mg per 10 ml bottle', []],
    ['mg per 10 ml bottle', []],
  ]);
});

test('the title of a section says the unit of its own rows alone', () => {
  const rows = [
    ['Analyte', 'Result', 'LOQ', 'Action Limit'],
    ['HEAVY METALS (ppm) by ICP-MS', '', '', ''],
    ['Lead', '0.12', '0.01', '0.5'],
    ['Arsenic', 'ND', '0.01', '1.5'],
    ['MYCOTOXINS (ppb) by LC-MS', '', '', ''],
    ['Aflatoxin B1', '2.1', '0.5', '20'],
    ['Ochratoxin A', 'ND', '0.5', '20'],
    ['MICROBIALS', '', '', ''],
    ['Total Yeast and Mold', '120', '10', '10000'],
    ['Total Coliforms', '30', '10', '1000'],
  ];
  const read = readTables([page(table({ x: [50, 230, 300, 360], y: 100, rows }))]);
  expect(read.map(row => [row.name.text, row.value.text, row.unit?.text, row.limit?.text])).toEqual([
    ['Lead', '0.12', 'ppm', '0.5'],
    ['Arsenic', 'ND', 'ppm', '1.5'],
    ['Aflatoxin B1', '2.1', 'ppb', '20'],
    ['Ochratoxin A', 'ND', 'ppb', '20'],
    ['Total Yeast and Mold', '120', undefined, '10000'],
    ['Total Coliforms', '30', undefined, '1000'],
  ]);
  expect(read.slice(0, 4).flatMap(({ doubts }) => doubts)).toEqual([]);
});

test('boxes side by side, each with a name over its result and limit', () => {
  const cards = [
    ...write({ text: 'Heavy Metals (ppm)', x: 50, y: 85 }),
    ...table({
      x: [50, 110, 180, 240, 310, 370],
      y: 100,
      rows: [
        ['Lead', 'PASS', 'Arsenic', 'PASS', 'Mercury', 'PASS'],
        ['Result: 0.31', '', 'Result: 0.12', '', 'Result: <0.01', ''],
        ['Limit: 1.0', '', 'Limit: 1.5', '', 'Limit: 0.1', ''],
      ],
    }),
  ];
  expect(readTables([page(cards)]).map(told)).toEqual([
    { name: 'Lead', value: '0.31', unit: 'ppm', limit: '1.0', verdict: 'PASS' },
    { name: 'Arsenic', value: '0.12', unit: 'ppm', limit: '1.5', verdict: 'PASS' },
    { name: 'Mercury', value: '<0.01', unit: 'ppm', limit: '0.1', verdict: 'PASS' },
  ]);
});

test('two names over two amounts, each with its unit', () => {
  const rows = [
    ['Mitragynine', '7-Hydroxymitragynine'],
    ['15.2 mg/g', '0.14 mg/g'],
  ];
  expect(readTables([page(table({ x: [50, 320], y: 100, rows }))]).map(told)).toEqual([
    { name: 'Mitragynine', value: '15.2', unit: 'mg/g' },
    { name: '7-Hydroxymitragynine', value: '0.14', unit: 'mg/g' },
  ]);
});

test('a name that goes on below ends no section', () => {
  const rows = [
    ['Analyte', 'Result', 'LOQ', 'Action Limit'],
    ['Mycotoxins (µg/kg)', '', '', ''],
    ['Aflatoxin B1', 'ND', '2.0', '5'],
    ['Total Aflatoxins (B1, B2, G1,', '', '', ''],
    ['G2)', 'ND', '2.0', '20'],
    ['Ochratoxin A', '3.1', '2.0', '20'],
  ];
  const read = readTables([page(table({ x: [50, 230, 300, 360], y: 100, rows, pitch: 9 }))]);
  expect(read.map(row => [row.name.text, row.value.text, row.unit?.text])).toEqual([
    ['Aflatoxin B1', 'ND', 'µg/kg'],
    ['Total Aflatoxins (B1, B2, G1, G2)', 'ND', 'µg/kg'],
    ['Ochratoxin A', '3.1', 'µg/kg'],
  ]);
});

test('a section that has no letters, or names set in, is read by the headings of the one before', () => {
  const cells = (y: number, left: number, rows: readonly (readonly string[])[]) => table({ x: [left, 180, 250, 320, 380], y, rows });
  const read = (left: number) =>
    readTables([
      page([
        ...cells(100, 50, [
          ['Analyses', 'Result', 'Units', 'RL', 'Note'],
          ['Arsenic', '<0.025', 'mg/kg', '0.025', 'U'],
        ]),
        ...cells(124, left, [
          ['Lead', '0.031', 'mg/kg', '0.025', ''],
          ['Cadmium', '0.044', 'mg/kg', '0.010', ''],
        ]),
        ...write({ text: 'Microbiology / Method: AOAC', x: 50, y: 148 }),
        ...cells(160, left, [
          ['Yeast', '<10', 'CFU/g', '10', ''],
          ['Mold', '20', 'CFU/g', '10', ''],
        ]),
      ]),
    ]);
  for (const left of [50, 62]) {
    const below = read(left).filter(({ name }) => name.text === 'Yeast' || name.text === 'Mold');
    expect(below.map(told)).toEqual([
      { name: 'Yeast', value: '<10', unit: 'CFU/g', reportingLimit: '10' },
      { name: 'Mold', value: '20', unit: 'CFU/g', reportingLimit: '10' },
    ]);
    expect(below.flatMap(({ doubts }) => doubts)).toEqual([]);
  }
});

test('the title of a panel says its unit without brackets', () => {
  for (const title of ['Pesticide Analysis in ppm by LC-MS/MS', 'Pesticides - ppm'])
    expect(
      readTables([
        page([
          ...write({ text: title, x: 50, y: 80 }),
          ...table({
            x: [50, 180, 250],
            y: 100,
            rows: [
              ['Analyte', 'Result', 'LOQ'],
              ['Abamectin', '< LOQ', '0.1'],
              ['Captan', '0.21', '0.1'],
            ],
          }),
        ]),
      ]).map(({ unit }) => unit?.text),
    ).toEqual(['ppm', 'ppm']);
});

test('totals in one line under a table are no row of it', () => {
  const words = [
    ...table({
      x: [50, 120, 170, 230],
      y: 100,
      rows: [
        ['Analyte', 'LOD %', 'LOQ %', 'Result %'],
        ['CBD', '0.001', '0.003', '0.591'],
        ['THCA', '0.001', '0.003', 'ND'],
      ],
    }),
    ...table({ x: [50, 122, 160, 228], y: 136, rows: [['Total Active THC', '0.024%', 'Total Active CBD', '0.591%']] }),
  ];
  expect(readTables([page(words)]).map(told)).toEqual([
    { name: 'CBD', value: '0.591', unit: '%', lod: '0.001', loq: '0.003' },
    { name: 'THCA', value: 'ND', unit: '%', lod: '0.001', loq: '0.003' },
  ]);
});

test('the rest of a table on the next page is read with a doubt where its columns stand elsewhere', () => {
  const rows = (x: readonly number[], some: readonly (readonly string[])[]) => table({ x, y: 100, rows: some });
  const first = rows(
    [50, 190, 260, 320, 380, 440],
    [
      ['Analyte', 'Result', 'Units', 'LOQ', 'Limit', 'P/F'],
      ['Abamectin', 'ND', 'ppm', '0.25', '0.50', 'PASS'],
      ['Captan', 'ND', 'ppm', '0.10', '0.20', 'PASS'],
    ],
  );
  const next = rows(
    [50, 250, 300, 356, 410, 500],
    [
      ['Naled', 'ND', 'ppm', '0.25', '0.50', 'PASS'],
      ['Oxamyl', 'ND', 'ppm', '0.10', '0.20', 'PASS'],
    ],
  );
  const read = readTables([page(first), page(next, [], 2)]).slice(2);
  expect(read.map(told)).toEqual([
    { name: 'Naled', value: 'ND', unit: 'ppm', loq: '0.25', limit: '0.50', verdict: 'PASS' },
    { name: 'Oxamyl', value: 'ND', unit: 'ppm', loq: '0.10', limit: '0.20', verdict: 'PASS' },
  ]);
  expect(read.every(({ doubts }) => doubts.includes('column-guessed'))).toBe(true);
});

test('the rest of a table is its own on the next page, also where a table further up has columns in those places', () => {
  const potency = [
    ['Cannabinoid', 'LOD (%)', 'LOQ (%)', 'Weight (%)', 'Conc. (mg/g)'],
    ['CBD', '0.01', '0.03', '0.601', '6.01'],
    ['CBG', '0.01', '0.03', '0.042', '0.42'],
    ['THCA', '0.01', '0.03', 'ND', 'ND'],
  ];
  const residues = [
    ['Pesticide', 'LOQ (ppm)', 'Action Limit', 'Result', 'Status'],
    ['Abamectin', '0.1', '0.3', 'ND', 'Pass'],
    ['Captan', '0.7', '5', 'ND', 'Pass'],
  ];
  const rest = [
    ['Naled', '0.1', '0.5', 'ND', 'Pass'],
    ['Oxamyl', '0.2', '0.2', '0.31', 'Fail'],
  ];
  const first = [
    ...table({ x: [50, 160, 220, 290, 370], y: 100, rows: potency }),
    ...table({ x: [50, 200, 310, 400, 490], y: 300, rows: residues }),
  ];
  const read = readTables([page(first), page(table({ x: [50, 165, 295, 375, 450], y: 60, rows: rest }), [], 2)]).slice(5);
  expect(read.map(told)).toEqual([
    { name: 'Naled', value: 'ND', unit: 'ppm', loq: '0.1', limit: '0.5', verdict: 'Pass' },
    { name: 'Oxamyl', value: '0.31', unit: 'ppm', loq: '0.2', limit: '0.2', verdict: 'Fail' },
  ]);
  expect(read.every(({ doubts }) => doubts.includes('column-guessed'))).toBe(true);
});

test('a connective on a line of its own goes on with the heading', () => {
  const words = [
    ...table({ x: [50, 190, 240, 290], y: 100, rows: [['Paramètre', 'Résultats', 'Limite', 'Seuil']] }),
    // a little nearer to the line below
    ...write({ text: 'de', x: 240, y: 109.2 }),
    ...write({ text: 'détection', x: 240, y: 118 }),
    ...table({
      x: [50, 190, 240, 290],
      y: 132,
      rows: [
        ['Aflatoxin B1', 'ND', '0,6', '5'],
        ['Aflatoxin G1', 'ND', '0,6', '20'],
      ],
    }),
  ];
  expect(readTables([page(words)]).map(told)).toEqual([
    { name: 'Aflatoxin B1', value: 'ND', lod: '0,6', limit: '5' },
    { name: 'Aflatoxin G1', value: 'ND', lod: '0,6', limit: '20' },
  ]);
});

test('a unit under the label of a line is of that line, not of the next', () => {
  const words = table({
    x: [50, 150, 230, 310],
    y: 100,
    pitch: 19,
    rows: [
      ['Compound', 'Aflatoxin B1', 'Aflatoxin B2', 'Aflatoxin G1'],
      ['Measured Value\n(µg/kg)', 'ND', 'ND', '1.2'],
      ['Disposition', 'Complies', 'Complies', 'Complies'],
    ],
  });
  expect(readTables([page(words)]).map(told)).toEqual([
    { name: 'Aflatoxin B1', value: 'ND', unit: 'µg/kg', verdict: 'Complies' },
    { name: 'Aflatoxin B2', value: 'ND', unit: 'µg/kg', verdict: 'Complies' },
    { name: 'Aflatoxin G1', value: '1.2', unit: 'µg/kg', verdict: 'Complies' },
  ]);
});
