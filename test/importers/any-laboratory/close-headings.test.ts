/** Headings of several lines set so close that words of neighbouring columns look like one heading, and rows whose halves stand on two lines. */
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import type { Word } from '../../../src/document/document.ts';
import { page, table, told, write } from './page.ts';

const tell = (words: readonly Word[]) => readTables([page(words)]).map(told);

describe('headings that nearly touch', () => {
  const right = ['left', 'right', 'right', 'right', 'right'] as const;

  test('`Limit of` beside `MDL`, `Quantitation` below it', () => {
    const words = [
      ...write({ text: 'Analyte', x: 40, y: 100 }),
      ...write({ text: 'Result (ppm)', x: 190, y: 100, align: 'right' }),
      ...write({ text: 'Limit of MDL', x: 272, y: 100, align: 'right' }),
      ...write({ text: 'Quantitation', x: 258, y: 109, align: 'right' }),
      ...table({
        x: [40, 190, 254, 276],
        y: 124,
        align: right,
        rows: [
          ['Abamectin', 'ND', '0.030', '0.010'],
          ['Bifenthrin', '0.120', '0.030', '0.010'],
          ['Malathion', 'ND', '0.030', '0.010'],
        ],
      }),
    ];
    expect(tell(words)[1]).toEqual({ name: 'Bifenthrin', value: '0.120', unit: 'ppm', lod: '0.010', loq: '0.030' });
  });

  test('`Limit of` beside `Specification`, `Quantitation` below it', () => {
    const words = [
      ...write({ text: 'Analyte', x: 40, y: 100, size: 7 }),
      ...write({ text: 'Conc. (ppm)', x: 140, y: 100, size: 7 }),
      ...write({ text: 'Specification Limit of', x: 200, y: 100, size: 7 }),
      ...write({ text: 'Quantitation', x: 247, y: 108, size: 7 }),
      ...table({
        x: [40, 140, 200, 247],
        y: 124,
        size: 7,
        rows: [
          ['Abamectin', 'ND', '0.5', '0.030'],
          ['Bifenthrin', '0.120', '0.2', '0.030'],
          ['Malathion', 'ND', '0.2', '0.030'],
        ],
      }),
    ];
    expect(tell(words)[1]).toEqual({ name: 'Bifenthrin', value: '0.120', unit: 'ppm', loq: '0.030', limit: '0.2' });
  });

  test('`Specification` beside `Method`, `Blank` below it', () => {
    const words = [
      ...write({ text: 'Analyte', x: 40, y: 100, size: 7 }),
      ...write({ text: 'Specification Method', x: 110, y: 100, size: 7 }),
      ...write({ text: 'Blank', x: 157, y: 108, size: 7 }),
      ...write({ text: 'Amount (ppm)', x: 200, y: 100, size: 7 }),
      ...table({
        x: [40, 115, 160, 200],
        y: 124,
        size: 7,
        rows: [
          ['Abamectin', '0.5', 'ND', 'ND'],
          ['Bifenthrin', '0.2', 'ND', '0.120'],
          ['Malathion', '0.2', 'ND', 'ND'],
        ],
      }),
    ];
    expect(tell(words)[1]).toEqual({ name: 'Bifenthrin', value: '0.120', unit: 'ppm', limit: '0.2' });
  });

  test('headings of which no line holds two that are whole', () => {
    const words = [
      ...table({
        x: [40, 130, 180, 228],
        y: 100,
        pitch: 9,
        rows: [
          ['Parametr', 'Naměřená', 'Mez', 'Mez'],
          ['', 'hodnota', 'detekce', 'stanovitelnosti'],
          ['', '(mg/g)', '', ''],
        ],
      }),
      ...table({
        x: [40, 135, 180, 245],
        y: 130,
        rows: [
          ['mitragynin', '19,981', '0,013', '0,040'],
          ['speciogynin', '0,307', '0,013', '0,040'],
        ],
      }),
    ];
    expect(tell(words)[1]).toEqual({ name: 'speciogynin', value: '0,307', unit: 'mg/g', lod: '0,013', loq: '0,040' });
  });

  test('`Limit` alone below `Reg.` and `Detection`, close under a table whose headings are whole', () => {
    const words = [
      ...table({
        x: [40, 160, 200, 260],
        y: 100,
        size: 7,
        rows: [
          ['Analyte', 'Units', 'Results', 'Reg. Limit'],
          ['Salmonella', 'per 25 g', 'Absent', ''],
        ],
      }),
      ...table({
        x: [40, 120, 160, 210, 250, 290],
        y: 136,
        size: 7,
        pitch: 8,
        rows: [
          ['Analyte', 'Units', 'Results', 'LOQ', 'Reg.', 'Detection'],
          ['', '', '', '', 'Limit', 'Limit'],
        ],
      }),
      ...table({
        x: [40, 120, 160, 210, 250, 290],
        y: 154,
        size: 7,
        rows: [
          ['Abamectin', 'ppm', 'ND', '0.030', '0.5', '0.010'],
          ['Bifenthrin', 'ppm', '0.120', '0.030', '0.2', '0.010'],
          ['Malathion', 'ppm', 'ND', '0.030', '0.2', '0.010'],
        ],
      }),
    ];
    expect(tell(words)).toContainEqual({ name: 'Bifenthrin', value: '0.120', unit: 'ppm', lod: '0.010', loq: '0.030', limit: '0.2' });
  });

  test('`LOD /` over `LOQ` is one heading, also for the half of the table beside it that has none', () => {
    const words = [
      ...table({
        x: [40, 140, 218],
        align: ['left', 'left', 'right'],
        y: 100,
        pitch: 9,
        rows: [
          ['Analyte', 'Results (ppb)', 'LOD /'],
          ['', '', 'LOQ'],
        ],
      }),
      ...table({
        x: [40, 140, 218, 300, 400, 478],
        align: ['left', 'left', 'right', 'left', 'left', 'right'],
        y: 124,
        rows: [
          ['Aflatoxin B1', 'ND', '0.6/2.0', 'Aflatoxin G1', '2.4', '0.6/2.0'],
          ['Aflatoxin B2', '3.1', '0.6/2.0', 'Aflatoxin G2', 'ND', '0.6/2.0'],
        ],
      }),
    ];
    expect(tell(words)).toContainEqual({ name: 'Aflatoxin B2', value: '3.1', unit: 'ppb', lod: '0.6', loq: '2.0' });
    expect(tell(words)).toContainEqual({ name: 'Aflatoxin G1', value: '2.4', unit: 'ppb', lod: '0.6', loq: '2.0' });
  });

  test('`Detection` and `Limit` are two columns where `Limit` stands below the first', () => {
    const words = [
      ...write({ text: 'Target', x: 40, y: 100 }),
      ...write({ text: 'Result (ppm)', x: 150, y: 100 }),
      ...write({ text: 'Detection Limit', x: 215, y: 100 }),
      ...write({ text: 'Limit', x: 215, y: 109 }),
      ...table({
        x: [40, 150, 215, 254],
        y: 124,
        rows: [
          ['Abamectin', 'ND', '0.010', '0.5'],
          ['Bifenthrin', '0.120', '0.010', '0.2'],
          ['Malathion', 'ND', '0.010', '0.2'],
        ],
      }),
    ];
    expect(tell(words)[1]).toEqual({ name: 'Bifenthrin', value: '0.120', unit: 'ppm', lod: '0.010', limit: '0.2' });
  });

  test.each([
    ['AnalyticalDetection', 'Method', 'SW8260D', { lod: '12', method: 'SW8260D' }, []],
    ['NotesReport', '', 'U', { reportingLimit: '12' }, []],
    ['SundryDetection', '', 'U', { limit: '12' }, ['cell-crowded']],
  ])('`%s` over `Limit` are two headings that touch', (touching, lower, cell, said, doubts) => {
    const words = [
      ...write({ text: 'Compound', x: 40, y: 100, size: 7 }),
      ...write({ text: touching, x: 95, y: 100, size: 7 }),
      ...write({ text: 'Result', x: 176, y: 100, size: 7 }),
      ...write({ text: 'Units', x: 206, y: 100, size: 7 }),
      ...(lower ? write({ text: lower, x: 95, y: 108, size: 7 }) : []),
      ...write({ text: 'Limit', x: 95 + 3.5 * touching.length, y: 108, size: 7, align: 'right' }),
      ...table({
        x: [40, 95, 95 + 3.5 * touching.length, 196, 206],
        y: 124,
        size: 7,
        align: ['left', 'left', 'right', 'right', 'left'],
        rows: [
          ['Acetone', cell, '12', '110', 'ppm'],
          ['Ethanol', cell, '12', '431', 'ppm'],
          ['Hexane', cell, '12', '47', 'ppm'],
        ],
      }),
    ];
    const [, ethanol] = readTables([page(words)]);
    expect(told(ethanol!)).toMatchObject({ name: 'Ethanol', value: '431', unit: 'ppm', ...said });
    expect(ethanol!.doubts).toEqual(doubts);
  });

  test('`Max.` and `Limit of` over `Allowed Detection`, no row with a maximum', () => {
    const words = [
      ...write({ text: 'Compound', x: 51, y: 100, size: 7 }),
      ...write({ text: 'Max.', x: 169, y: 100, size: 7, align: 'right' }),
      ...write({ text: 'Limit of', x: 209, y: 100, size: 7, align: 'right' }),
      ...write({ text: 'Test Result', x: 262, y: 100, size: 7, align: 'right' }),
      ...write({ text: 'LOQ', x: 288, y: 100, size: 7, align: 'right' }),
      ...write({ text: 'Allowed', x: 169, y: 108, size: 7, align: 'right' }),
      ...write({ text: 'Detection', x: 209, y: 108, size: 7, align: 'right' }).map(word => ({
        ...word,
        box: [171, word.box[1], 209, word.box[3]] as const,
      })),
      ...table({
        x: [51, 209, 262, 288],
        y: 122,
        size: 7,
        align: right,
        rows: [
          ['Aflatoxin B1', '0.6', '4.4', '2.0'],
          ['Aflatoxin B2', '0.6', 'ND', '2.0'],
          ['Aflatoxin G1', '0.6', 'ND', '2.0'],
        ],
      }),
    ];
    expect(tell(words)[0]).toEqual({ name: 'Aflatoxin B1', value: '4.4', lod: '0.6', loq: '2.0' });
  });

  test('a heading cut off, its unit below, stays one', () => {
    const words = [
      ...write({ text: 'Analyte', x: 40, y: 100 }),
      ...write({ text: 'DIL', x: 150, y: 100 }),
      ...write({ text: 'Action Limi', x: 180, y: 100 }),
      ...write({ text: 'LOD', x: 240, y: 100 }),
      ...write({ text: 'Results', x: 280, y: 100 }),
      ...write({ text: 'ppb', x: 222, y: 109, align: 'right' }),
      ...write({ text: 'ppb', x: 254, y: 109, align: 'right' }),
      ...write({ text: 'ppb', x: 310, y: 109, align: 'right' }),
      ...table({
        x: [40, 160, 222, 254, 310],
        y: 124,
        align: right,
        rows: [
          ['Malathion', '1', '200', '20', 'ND'],
          ['Metalaxyl', '1', '100', '10', '34'],
          ['Methomyl', '1', '100', '10', 'ND'],
        ],
      }),
    ];
    expect(tell(words)[1]).toEqual({ name: 'Metalaxyl', value: '34', unit: 'ppb', lod: '10', limit: '100' });
  });
});

describe('rows on two lines', () => {
  test('the first name of the half of a table that has no headings begins level with a first line on its left', () => {
    const words = [
      ...table({
        x: [40, 150, 200, 300, 410, 460],
        y: 100,
        rows: [['Analyte', 'Result', 'Unit']],
      }),
      ...table({
        x: [40, 150, 200, 300, 410, 460],
        y: 116,
        pitch: 9,
        rows: [
          ['Total Aerobic', '', '', 'Shiga Toxin-Producing', '', ''],
          ['Microbial Count', '2100', 'CFU/g', 'E. coli', 'Negative', 'per 25 g'],
        ],
      }),
      ...table({
        x: [40, 150, 200, 300, 410, 460],
        y: 140,
        rows: [
          ['Total Coliforms', '<10', 'CFU/g', 'Salmonella spp.', 'Negative', 'per 25 g'],
          ['E. coli', '<10', 'CFU/g', 'Listeria spp.', 'Negative', 'per 25 g'],
        ],
      }),
    ];
    expect(tell(words).map(row => row.name)).toEqual([
      'Total Aerobic Microbial Count',
      'Total Coliforms',
      'E. coli',
      'Shiga Toxin-Producing E. coli',
      'Salmonella spp.',
      'Listeria spp.',
    ]);
  });

  test('result on the first, verdict on the last: one row', () => {
    const rows = tell(
      table({
        x: [40, 150, 220, 290, 340],
        y: 100,
        rows: [
          ['Parameter', 'Status', 'Result', 'Unit', 'Limit'],
          ['Total Coliforms', 'Passed', '<10', 'CFU/g', '1000'],
          ['Salmonella', '', 'Not Detected', 'per 25 g', ''],
          ['spp.', 'Passed', '', '', '—'],
          ['Staphylococcus', '', 'Not Detected', 'per 25 g', ''],
          ['aureus', 'Passed', '', '', '—'],
        ],
        pitch: 9,
      }),
    );
    expect(rows.map(({ name, value, verdict }) => [name, value, verdict])).toEqual([
      ['Total Coliforms', '<10', 'Passed'],
      ['Salmonella spp.', 'Not Detected', 'Passed'],
      ['Staphylococcus aureus', 'Not Detected', 'Passed'],
    ]);
  });

  test('the name of the first row begins under the headings', () => {
    const rows = tell(
      table({
        x: [40, 180, 240, 300],
        y: 100,
        rows: [
          ['Test', 'Status', 'Result', 'Unit'],
          ['Shiga Toxin-Producing', '', '', ''],
          ['E. coli', 'Pass', 'Absent', 'per 25 g'],
          ['Salmonella spp.', 'Pass', 'Absent', 'per 25 g'],
        ],
        pitch: 9,
      }),
    );
    expect(rows.map(row => row.name)).toEqual(['Shiga Toxin-Producing E. coli', 'Salmonella spp.']);
  });

  test('`Negative per 25` over `g` is a finding and its portion', () => {
    const rows = tell(
      table({
        x: [40, 180, 216, 300],
        y: 100,
        rows: [
          ['Component', 'Amount', 'Unit', 'Disposition'],
          ['Total Coliforms', '21', 'CFU/g', 'Complies'],
          ['Salmonella spp.', 'Negative', 'per 25\ng', 'Complies'],
          ['Staphylococcus aureus', 'Negative', 'per 25\ng', 'Complies'],
        ],
        pitch: 22,
      }),
    );
    expect(rows.map(row => row.value)).toEqual(['21', 'Negative', 'Negative']);
  });
});

test('headings printed over one another without a blank are taken apart, each over its own column', () => {
  const words = [
    ...write({ text: 'Microbials', x: 40, y: 100 }),
    ...write({ text: 'LOQResult (CFU/g)Limit', x: 150, y: 100 }),
    ...write({ text: 'Status', x: 270, y: 100 }),
    ...table({
      x: [40, 150, 186, 222, 270],
      y: 114,
      rows: [
        ['Total Plate Count', '6691', '<LOQ', '10000', 'Pass'],
        ['Total Yeast & Mold', '531', '8004', '10000', 'Pass'],
        ['Total Coliforms', '3847', '7654', '10000', 'Pass'],
      ],
    }),
  ];
  expect(tell(words)[1]).toEqual({
    name: 'Total Yeast & Mold',
    value: '8004',
    unit: 'CFU/g',
    loq: '531',
    limit: '10000',
    verdict: 'Pass',
  });
});

test('a verdict is no sure result where a column of numbers has no heading of its own', () => {
  const words = [
    ...write({ text: 'Analyte', x: 40, y: 100 }),
    ...write({ text: 'Foundvalue and Limit', x: 160, y: 100 }),
    ...write({ text: 'Status', x: 270, y: 100 }),
    ...table({
      x: [40, 150, 222, 270],
      y: 114,
      rows: [
        ['Lead', '0.31', '0.5', 'Pass'],
        ['Cadmium', '0.61', '0.5', 'Fail'],
        ['Arsenic', '0.12', '1.5', 'Pass'],
      ],
    }),
  ];
  const rows = readTables([page(words)]);
  expect(rows.filter(({ value }) => /pass|fail/i.test(value.text)).every(({ doubts }) => doubts.includes('column-guessed'))).toBe(true);
});

test('a heading of names and one of results in one word begin a table of their own, in its own unit', () => {
  const rows = (names: readonly string[]) => names.map(name => [name, 'ND', 'Pass', '0.01/0.03']);
  const words = [
    ...table({
      x: [40, 120, 190, 250],
      y: 100,
      rows: [['Parameter', 'Value (ppm)', 'Status', 'LOD/LOQ'], ...rows(['Bifenthrin', 'Boscalid'])],
    }),
    ...write({ text: 'Mycotoxins', x: 40, y: 150 }),
    ...table({ x: [40, 190, 250], y: 164, rows: [['DeterminaciónValor', 'Status', 'LOD/LOQ']] }),
    ...write({ text: '(µg/kg)', x: 92, y: 173 }),
    ...table({ x: [40, 95, 190, 250], y: 186, rows: rows(['Aflatoxin B1', 'Ochratoxin A']) }),
  ];
  expect(readTables([page(words)]).map(({ name, unit }) => [name.text, unit?.text])).toEqual([
    ['Bifenthrin', 'ppm'],
    ['Boscalid', 'ppm'],
    ['Aflatoxin B1', 'µg/kg'],
    ['Ochratoxin A', 'µg/kg'],
  ]);
});

describe('cells that touch', () => {
  const HEADED = ['Analyte', 'Result', 'Unit', 'Lab No.', 'LOQ'];
  const rowsOf = (...cells: readonly (readonly string[])[]) =>
    readTables([page(table({ x: [40, 120, 170, 220, 244], y: 100, rows: [HEADED, ...cells] }))]);

  test('the code of a row and the limit behind it, where the codes count the rows', () => {
    const rows = rowsOf(
      ['Arsenic', '0.120', 'ppm', 'W-4100.012'],
      ['Cadmium', '0.034', 'ppm', 'W-4110.012'],
      ['Lead', '<0.012', 'ppm', 'W-4120.012'],
      ['Mercury', '0.045', 'ppm', 'W-4130.012'],
    );
    expect(rows.map(({ loq, doubts }) => [loq?.text, doubts])).toEqual(Array.from({ length: 4 }, () => ['0.012', []]));
  });

  test('nothing tells where the code ends: a doubt, and no limit', () => {
    const rows = rowsOf(
      ['Arsenic', '0.120', 'ppm', 'W-93170.012'],
      ['Cadmium', '0.034', 'ppm', 'W-21180.012'],
      ['Lead', '<0.012', 'ppm', 'W-77410.012'],
    );
    expect(rows.map(({ loq, doubts }) => [loq?.text, doubts])).toEqual(Array.from({ length: 3 }, () => [undefined, ['cell-crowded']]));
  });

  test('a portion that stands beyond the columns of its table leaves a doubt', () => {
    const rows = readTables([
      page([
        ...table({
          x: [40, 130, 190],
          y: 100,
          rows: [
            ['Analyte', 'Status', 'Result'],
            ['Salmonella spp.', 'Pass', 'not detected'],
            ['Yeast', 'Pass', '120'],
          ],
        }),
        ...write({ text: 'per 25 g', x: 252, y: 112 }),
        ...table({
          x: [248, 330, 400],
          y: 100,
          rows: [
            ['Analyte', 'Status', 'Result (ppm)'],
            ['', '', ''],
            ['Lead', 'Pass', '0.12'],
            ['Cadmium', 'Pass', '0.034'],
          ],
        }),
      ]),
    ]);
    expect(rows.find(({ name }) => name.text.startsWith('Salmonella'))?.doubts).toEqual(['cell-crowded']);
  });
});

test('a method and a specification that touch in one row are parted where the heading of the second begins', () => {
  const rows = readTables([
    page(
      table({
        x: [40, 150, 190, 300],
        y: 100,
        rows: [
          ['Item', 'Method', 'Standard', 'Findings'],
          ['Speciociliatine', 'HPLC-DAD', '', '1.876 mg/g'],
          ['Paynantheine', 'HPLC-DAD', '1% Paynantheine by HPLC', '2.24 mg/g'],
          ['Arsenic', 'ICP-MS', '<= 2.0 ug/g', '0.026 ug/g'],
          ['Speciogynine', 'HPLC-DAD', '', '0.402 mg/g'],
          ['Corynantheidine', 'HPLC-DAD', '', '0.047 mg/g'],
        ],
      }).map(word => (word.text === 'HPLC-DAD' ? { ...word, box: [word.box[0], word.box[1], 188, word.box[3]] as const } : word)),
    ),
  ]);
  expect(rows.map(({ name, limit }) => [name.text, limit?.text])).toEqual([
    ['Speciociliatine', undefined],
    ['Paynantheine', '1% Paynantheine by HPLC'],
    ['Arsenic', '<= 2.0 ug/g'],
    ['Speciogynine', undefined],
    ['Corynantheidine', undefined],
  ]);
});

test.each([
  ['the limit of a row beside its method under one heading of both', 'Technique Reg. Limit', 'HS-GC-MS 5000'],
  ['the beginning of a limit before its method', 'Technique', 'NMT HS-GC-MS'],
])('%s leaves a doubt', (_, heading, cell) => {
  const rows = readTables([
    page(
      table({
        x: [40, 130, 170, 210],
        y: 100,
        rows: [
          ['Analyte', 'Result', 'Unit', heading],
          ['Acetone', '120', 'ppm', cell],
          ['Ethanol', 'ND', 'ppm', cell],
          ['Hexane', 'ND', 'ppm', cell],
        ],
      }),
    ),
  ]);
  expect(rows.map(({ limit, doubts }) => limit !== undefined || doubts.includes('cell-crowded'))).toEqual([true, true, true]);
});

test('`NMT` over its number, and close behind it the method of the next column', () => {
  const words = [
    ...table({ x: [40, 130, 174, 202, 260], y: 100, rows: [['Analyte', 'Result (ppm)', 'Max.', 'Method', 'Status']] }),
    ...['Abamectin', 'Bifenthrin'].flatMap((name, i) => [
      ...write({ text: name, x: 40, y: 118 + 24 * i }),
      ...write({ text: ['ND', '0.120'][i]!, x: 130, y: 118 + 24 * i }),
      ...write({ text: 'NMT LC-MS/MS', x: 180, y: 118 + 24 * i }),
      ...write({ text: 'Pass', x: 260, y: 118 + 24 * i }),
      ...write({ text: '0.2', x: 180, y: 127 + 24 * i }),
    ]),
  ];
  expect(tell(words)).toEqual([
    { name: 'Abamectin', value: 'ND', unit: 'ppm', limit: 'NMT 0.2', method: 'LC-MS/MS', verdict: 'Pass' },
    { name: 'Bifenthrin', value: '0.120', unit: 'ppm', limit: 'NMT 0.2', method: 'LC-MS/MS', verdict: 'Pass' },
  ]);
});
