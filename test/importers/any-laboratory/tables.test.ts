/** Layouts met on certificates, each as small as it can be. */
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import type { Word } from '../../../src/document/document.ts';
import { page, table, told, write } from './page.ts';

const read = (words: readonly Word[]) => readTables([page(words)]);
const tell = (words: readonly Word[]) => read(words).map(told);

describe('one table', () => {
  const metals = (): Word[] => [
    ...write({ text: 'Heavy Metals', x: 40, y: 80, size: 11 }),
    ...table({
      x: [40, 200, 260, 320, 380, 440],
      y: 100,
      rows: [
        ['Analyte', 'LOD (µg/g)', 'LOQ (µg/g)', 'Limit (µg/g)', 'Result (µg/g)', 'Status'],
        ['Arsenic', '0.02', '0.05', '1.5', '0.071', 'Pass'],
        ['Cadmium', '0.02', '0.05', '0.5', '<LOQ', 'Pass'],
        ['Lead', '0.02', '0.05', '0.5', '0.61', 'Fail'],
        ['Mercury', '0.01', '0.03', '3.0', 'ND', 'Pass'],
      ],
    }),
  ];

  test('every column finds its field', () => {
    const rows = read(metals());
    expect(rows.map(told)).toEqual([
      { name: 'Arsenic', value: '0.071', unit: 'µg/g', lod: '0.02', loq: '0.05', limit: '1.5', verdict: 'Pass' },
      { name: 'Cadmium', value: '<LOQ', unit: 'µg/g', lod: '0.02', loq: '0.05', limit: '0.5', verdict: 'Pass' },
      { name: 'Lead', value: '0.61', unit: 'µg/g', lod: '0.02', loq: '0.05', limit: '0.5', verdict: 'Fail' },
      { name: 'Mercury', value: 'ND', unit: 'µg/g', lod: '0.01', loq: '0.03', limit: '3.0', verdict: 'Pass' },
    ]);
    expect(rows.every(row => row.panel === 'metals' && row.doubts.length === 0)).toBe(true);
  });

  test('evidence is the box of the very words', () => {
    const words = metals();
    const row = read(words)[2]!;
    const lead = words.find(word => word.text === '0.61')!;
    expect(row.value.evidence).toMatchObject({ kind: 'page', page: 1, box: lead.box, text: '0.61', method: 'text' });
  });

  test('a heading without cells below does not slip over its neighbour', () => {
    const rows = tell(
      table({
        x: [40, 200, 260, 320],
        y: 100,
        rows: [
          ['Analyte', 'LOD (ppb)', 'LOQ (ppb)', 'Result (ppb)'],
          ['Aflatoxin B1', '', '6', '<LOQ'],
          ['Aflatoxin B2', '', '6', '<LOQ'],
        ],
      }),
    );
    expect(rows[0]).toEqual({ name: 'Aflatoxin B1', value: '<LOQ', unit: 'ppb', loq: '6' });
  });

  test('headings on two lines, the unit below', () => {
    const rows = tell(
      table({
        x: [40, 200, 260, 330],
        y: 100,
        rows: [
          ['Compound', 'LOD', 'Action\nLevel', 'Result'],
          ['', '(mg/kg)', '', '(mg/kg)'],
          ['Lead', '0.05', '0.5', '0.12'],
          ['Nickel', '0.05', '10', '1.4'],
        ],
        pitch: 20,
      }),
    );
    expect(rows).toEqual([
      { name: 'Lead', value: '0.12', unit: 'mg/kg', lod: '0.05', limit: '0.5' },
      { name: 'Nickel', value: '1.4', unit: 'mg/kg', lod: '0.05', limit: '10' },
    ]);
  });

  test('LOD and LOQ in one cell, either way round', () => {
    const sheet = (heading: string) =>
      tell(
        table({
          x: [40, 200, 300],
          y: 100,
          rows: [
            ['Analyte', heading, 'Findings (µg/g)'],
            ['Abamectin', '0.02/0.06', 'ND'],
            ['Acephate', '0.02/0.06', 'ND'],
          ],
        }),
      );
    expect(sheet('LOD/LOQ (µg/g)')[0]).toMatchObject({ lod: '0.02', loq: '0.06' });
    expect(sheet('LOQ/LOD (µg/g)')[0]).toMatchObject({ lod: '0.06', loq: '0.02' });
    expect(sheet('LOQ (µg/g)')[0]).toMatchObject({ lod: '0.02', loq: '0.06' });
  });

  test('of several printings of one measurement the value is the one that LOD and LOQ speak of', () => {
    const rows = read(
      table({
        x: [40, 180, 260, 330, 400],
        y: 100,
        rows: [
          ['Compound', 'LOD (mg/g)', '%', 'mg/g', 'mg/tablet'],
          ['Mitragynine', '0.2', '1.55', '15.5', '7.75'],
          ['Paynantheine', '0.2', '0.21', '2.1', '1.05'],
        ],
      }),
    );
    expect(told(rows[0]!)).toEqual({ name: 'Mitragynine', value: '15.5', unit: 'mg/g', lod: '0.2' });
    expect(rows[0]!.further.map(further => [further.value.text, further.unit?.text])).toEqual([
      ['1.55', '%'],
      ['7.75', 'mg/tablet'],
    ]);
  });

  test('two limits and two verdicts: the first of each', () => {
    const rows = tell(
      table({
        x: [40, 140, 220, 300, 380, 460],
        y: 100,
        rows: [
          ['Analyte', 'Result (ppb)', 'Limit (ppb)', 'Finding', 'Limit (ppb)', 'Finding'],
          ['Lead', '44', '500', 'Pass', '1000', 'Pass'],
          ['Arsenic', '12', '200', 'Pass', '1500', 'Pass'],
        ],
      }),
    );
    expect(rows[0]).toEqual({ name: 'Lead', value: '44', unit: 'ppb', limit: '500', verdict: 'Pass' });
  });

  test('Czech headings and decimal commas', () => {
    const rows = tell(
      table({
        x: [40, 180, 240, 300, 360, 430, 500],
        y: 100,
        rows: [
          ['Analyt', 'Výsledek*', 'Nejistota', 'Jednotky', 'Metoda', 'Hodnocení', 'Limitní hodnota'],
          ['olovo', '0,64', '0,13', 'mg/kg', 'SOP 70.75', 'V', '3'],
          ['rtuť', '<0,01', '-', 'mg/kg', 'SOP 70.4', 'V', '0,1'],
        ],
      }),
    );
    expect(rows).toEqual([
      { name: 'olovo', value: '0,64', unit: 'mg/kg', limit: '3', verdict: 'V', uncertainty: '0,13', method: 'SOP 70.75' },
      { name: 'rtuť', value: '<0,01', unit: 'mg/kg', limit: '0,1', verdict: 'V', method: 'SOP 70.4' },
    ]);
  });

  test('a specification sheet', () => {
    const rows = tell(
      table({
        x: [40, 200, 340, 460],
        y: 100,
        rows: [
          ['Test', 'Specification', 'Result', 'Method'],
          ['Lead', 'NMT 3 ppm', '0.2 ppm', 'ICP-MS'],
          ['Total Plate Count', '≤ 10000 CFU/g', '<10 CFU/g', 'USP 2021'],
          ['Salmonella', 'Absent in 25 g', 'Absent', 'USP 2022'],
        ],
      }),
    );
    expect(rows).toEqual([
      { name: 'Lead', value: '0.2', unit: 'ppm', limit: 'NMT 3 ppm', method: 'ICP-MS' },
      { name: 'Total Plate Count', value: '<10', unit: 'CFU/g', limit: '≤ 10000 CFU/g', method: 'USP 2021' },
      { name: 'Salmonella', value: 'Absent', limit: 'Absent in 25 g', method: 'USP 2022' },
    ]);
  });

  test('Min and Max close over the first row are headings, not the beginning of its limit', () => {
    const words = [
      ...table({ x: [40, 200, 260, 320, 400], y: 100, rows: [['Test', 'Units', 'Min', 'Max', 'Result']] }),
      ...table({
        x: [40, 200, 260, 320, 400],
        y: 112,
        rows: [
          ['Copper', 'mg/kg', '10', '', '11'],
          ['Arsenic', 'mg/kg', '', '1.50', '<0.05'],
          ['Nitrogen', '%', '4.00', '6.00', '5.10'],
        ],
      }),
    ];
    expect(tell(words).map(({ name, value }) => [name, value])).toEqual([
      ['Copper', '11'],
      ['Arsenic', '<0.05'],
      ['Nitrogen', '5.10'],
    ]);
  });

  test('names that the dictionary does not know are kept', () => {
    const rows = tell(
      table({
        x: [40, 200, 300],
        y: 100,
        rows: [
          ['Analyte', 'Result', 'Unit'],
          ['Mitragynine', '15.5', 'mg/g'],
          ['Newly found alkaloid 7', '0.3', 'mg/g'],
          ['Speciogynine', '1.1', 'mg/g'],
        ],
      }),
    );
    expect(rows.map(row => row.name)).toEqual(['Mitragynine', 'Newly found alkaloid 7', 'Speciogynine']);
  });
});

describe('several tables', () => {
  const headed = [
    ['Analyte', 'LOD (ppm)', 'Result (ppm)'],
    ['Abamectin', '0.02', 'ND'],
    ['Acephate', '0.02', '0.31'],
    ['Bifenthrin', '0.02', 'ND'],
  ] as const;

  test('side by side', () => {
    const right = [headed[0], ['Naled', '0.05', 'ND'], ['Oxamyl', '0.05', '0.07'], ['Phosmet', '0.05', 'ND']];
    const rows = tell([...table({ x: [40, 140, 200], y: 100, rows: headed }), ...table({ x: [310, 410, 470], y: 100, rows: right })]);
    expect(rows).toHaveLength(6);
    expect(rows).toContainEqual({ name: 'Acephate', value: '0.31', unit: 'ppm', lod: '0.02' });
    expect(rows).toContainEqual({ name: 'Oxamyl', value: '0.07', unit: 'ppm', lod: '0.05' });
  });

  test('side by side, the second without headings of its own: read, and doubted', () => {
    const right = [
      ['Naled', '0.05', 'ND'],
      ['Oxamyl', '0.05', '0.07'],
      ['Phosmet', '0.05', 'ND'],
    ];
    const rows = read([...table({ x: [40, 140, 200], y: 100, rows: headed }), ...table({ x: [310, 410, 470], y: 112, rows: right })]);
    const oxamyl = rows.find(row => row.name.text === 'Oxamyl')!;
    expect(told(oxamyl)).toEqual({ name: 'Oxamyl', value: '0.07', unit: 'ppm', lod: '0.05' });
    expect(oxamyl.doubts).toContain('column-guessed');
  });

  test('carried on over the page without headings', () => {
    const first = page(table({ x: [40, 140, 200], y: 600, rows: headed }));
    const second = page(
      table({
        x: [40, 140, 200],
        y: 60,
        rows: [
          ['Naled', '0.05', 'ND'],
          ['Oxamyl', '0.05', '0.07'],
        ],
      }),
      [],
      2,
    );
    const rows = readTables([first, second]);
    expect(rows.map(row => [row.page, row.name.text, row.value.text, row.lod?.text])).toContainEqual([2, 'Oxamyl', '0.07', '0.05']);
    expect(rows.filter(row => row.page === 2).every(row => row.doubts.includes('column-guessed'))).toBe(true);
  });

  test('recoveries and blanks of the same analytes are no results', () => {
    const control = [
      ['Analyte', 'Expected Conc. (ppm)', 'Result (ppm)', '% Recovery'],
      ['Abamectin', '1.0', '0.97', '97%'],
      ['Acephate', '1.0', '1.03', '103%'],
    ];
    const rows = tell([...table({ x: [40, 140, 200], y: 100, rows: headed }), ...table({ x: [40, 140, 260, 380], y: 300, rows: control })]);
    expect(rows.map(row => row.value)).toEqual(['ND', '0.31', 'ND']);
  });

  test('a summary that repeats a detailed table gives no second row', () => {
    const summary = [
      ['Analyte', 'Result (ppm)'],
      ['Acephate', '0.310'],
    ];
    const rows = tell([...table({ x: [40, 200], y: 60, rows: summary }), ...table({ x: [40, 140, 200], y: 200, rows: headed })]);
    expect(rows.filter(row => row.name === 'Acephate')).toEqual([{ name: 'Acephate', value: '0.31', unit: 'ppm', lod: '0.02' }]);
  });

  test('a list of panels with their verdicts is no result', () => {
    const rows = tell(
      table({
        x: [40, 200],
        y: 60,
        rows: [
          ['Test', 'Status'],
          ['Pesticides', 'Pass'],
          ['Heavy Metals', 'Pass'],
          ['Moisture', 'Tested'],
        ],
      }),
    );
    expect(rows).toEqual([]);
  });
});

describe('names over several lines', () => {
  const rows = (names: readonly string[]) =>
    table({ x: [40, 240, 320], y: 100, pitch: 26, rows: [['Analyte', 'Result', 'Units'], ...names.map(name => [name, '<10', 'CFU/g'])] });

  test('values on the first line', () => {
    const found = read(rows(['Total Coliforms', 'Bile-Tolerant Gram-Negative\nBacteria', 'Total Yeast and Mold']));
    expect(found.map(row => row.name.text)).toEqual(['Total Coliforms', 'Bile-Tolerant Gram-Negative Bacteria', 'Total Yeast and Mold']);
    expect(found[1]!.doubts).toContain('row-wrapped');
  });

  test('values between the lines', () => {
    const names = ['Total Coliforms', 'Total Yeast and\nMold', 'Salmonella'];
    const words = [
      ...table({ x: [40], y: 100, pitch: 30, rows: [['Analyte'], [names[0]!], [names[1]!], [names[2]!]] }),
      ...table({
        x: [240, 320],
        y: 100,
        pitch: 30,
        rows: [
          ['Result', 'Units'],
          ['<10', 'CFU/g'],
          ['', ''],
          ['ND', 'CFU/g'],
        ],
      }),
      ...write({ text: '210', x: 240, y: 164.4 }),
      ...write({ text: 'CFU/g', x: 320, y: 164.4 }),
    ];
    expect(tell(words)).toContainEqual({ name: 'Total Yeast and Mold', value: '210', unit: 'CFU/g' });
  });

  test('a hyphen at the break is put away', () => {
    const found = read(rows(['Prallethrin', 'Piperonylbu-\ntoxide', 'Pyrethrins']));
    expect(found[1]!.name.text).toBe('Piperonylbutoxide');
  });
});

describe('other builds', () => {
  test('transposed: the analytes are the columns', () => {
    const words = [
      ...write({ text: 'Výsledky stanovení [cfu/g]', x: 40, y: 80 }),
      ...table({
        x: [60, 160, 260, 360, 460],
        y: 100,
        rows: [
          ['CPM', 'kvasinky', 'plísně', 'E.coli', 'Salmonella'],
          ['1,0.10^3', '< 50', '< 50', '< 10', 'negativní'],
        ],
      }),
    ];
    expect(tell(words).map(row => [row.name, row.value, row.unit])).toEqual([
      ['CPM', '1,0.10^3', 'cfu/g'],
      ['kvasinky', '< 50', 'cfu/g'],
      ['plísně', '< 50', 'cfu/g'],
      ['E.coli', '< 10', 'cfu/g'],
      ['Salmonella', 'negativní', 'cfu/g'],
    ]);
  });

  test('transposed: the first name stands on two lines, the others between them', () => {
    const words = [
      ...table({
        x: [40, 120],
        y: 94,
        rows: [
          ['Test', 'Δ9-'],
          ['Compounds', 'THC'],
        ],
        pitch: 10,
      }),
      ...table({ x: [160, 200, 240], y: 99, rows: [['THCA', 'CBD', 'CBDA']] }),
      ...table({ x: [40, 120, 160, 200, 240], y: 118, rows: [['Amount (%)', '0.6', '18.2', 'N/D', 'N/D']] }),
    ];
    expect(tell(words).map(row => [row.name, row.value, row.unit])).toEqual([
      ['Δ9-THC', '0.6', '%'],
      ['THCA', '18.2', '%'],
      ['CBD', 'N/D', '%'],
      ['CBDA', 'N/D', '%'],
    ]);
  });

  test('transposed with labelled lines', () => {
    const words = table({
      x: [40, 120, 220, 320],
      y: 100,
      rows: [
        ['', 'Mitragynine', 'Paynantheine', 'Speciogynine'],
        ['%', '1.55', '0.21', 'ND'],
        ['mg/capsule', '7.75', '1.05', 'ND'],
        ['LOD', '0.01', '0.01', '0.01'],
      ],
    });
    const [row] = read(words);
    expect(told(row!)).toEqual({ name: 'Mitragynine', value: '1.55', unit: '%', lod: '0.01' });
    expect(row!.further.map(further => [further.value.text, further.unit?.text])).toEqual([['7.75', 'mg/capsule']]);
  });

  test('limits said once above the table hold for its analytes, not for their total', () => {
    const words = [
      ...table({
        x: [40, 160],
        y: 60,
        rows: [
          ['Limit of Detection', '0.27 mg/g'],
          ['Limit of Quantification', '0.8 mg/g'],
        ],
      }),
      ...table({
        x: [40, 200, 320],
        y: 100,
        rows: [
          ['Alkaloid', 'mg/g', '%'],
          ['Mitragynine', '15.5', '1.55'],
          ['Total Alkaloids', '15.5', '1.55'],
        ],
      }),
    ];
    expect(tell(words)).toEqual([
      { name: 'Mitragynine', value: '15.5', unit: 'mg/g', lod: '0.27', loq: '0.8' },
      { name: 'Total Alkaloids', value: '15.5', unit: 'mg/g' },
    ]);
  });

  test('results in a line of their own', () => {
    expect(tell(write({ text: 'Moisture: 11.8 %', x: 40, y: 100 }))).toEqual([{ name: 'Moisture', value: '11.8', unit: '%' }]);
  });

  test('prose that names analytes and numbers gives no rows', () => {
    const words = [
      ...write({ text: 'Total THC = THCA * 0.877 + Delta 9 THC; lead below 0.5 ppm was shown by ICP-MS in 2024.', x: 40, y: 100 }),
      ...write({ text: 'Mitragynine was determined by HPLC; the limit of detection is 0.02 mg/g for all alkaloids.', x: 40, y: 112 }),
    ];
    expect(tell(words)).toEqual([]);
  });

  test('no words, no rows', () => {
    expect(read([])).toEqual([]);
  });
});

describe('what would turn a result into another', () => {
  test('`Not` over `Detected` is not `Detected`', () => {
    const rows = read(
      table({
        x: [40, 200, 300, 400],
        y: 100,
        pitch: 26,
        rows: [
          ['Analyte', 'Result', 'Units', 'Status'],
          ['Salmonella', 'Not\nDetected', 'per 25 g', 'PASS'],
          ['E. coli', 'Not\nDetected', 'per 10 g', 'PASS'],
        ],
      }),
    );
    expect(rows.map(row => row.value.text)).toEqual(['Not Detected', 'Not Detected']);
  });

  test('two numbers stamped into one cell are no value without a doubt', () => {
    const words = table({
      x: [40, 200, 300],
      y: 100,
      rows: [
        ['Analyte', 'LOQ (%)', 'Result (%)'],
        ['Mitragynine', '0.01', '1.55'],
        ['Paynantheine', '0.01', '0.21'],
        ['Speciogynine', '0.01', '0.11'],
      ],
    });
    const stamped = [...words, ...write({ text: '14.20', x: 322, y: 112 })];
    const row = read(stamped).find(found => found.name.text === 'Mitragynine')!;
    expect(row.doubts).toContain('cell-crowded');
  });

  test('sections on the right without headings are read by those of the section on their left', () => {
    const left = (y: number, unit: string, name: string) =>
      table({
        x: [40, 140, 200],
        y,
        rows: [
          ['Analyte', 'LOQ', `Result (${unit})`],
          [name, '0.5', 'ND'],
          ['Lead', '0.5', 'ND'],
        ],
      });
    const right = (y: number, name: string, value: string) => table({ x: [310, 410, 470], y: y + 12, rows: [[name, '0.5', value]] });
    const rows = tell([
      ...left(100, 'ppm', 'Arsenic'),
      ...right(100, 'Nickel', '1.7'),
      ...left(200, 'ppb', 'Aflatoxin B1'),
      ...right(200, 'Ochratoxin A', '4.2'),
    ]);
    expect(rows).toContainEqual({ name: 'Nickel', value: '1.7', unit: 'ppm', loq: '0.5' });
    expect(rows).toContainEqual({ name: 'Ochratoxin A', value: '4.2', unit: 'ppb', loq: '0.5' });
  });

  test('the number of a test in the first column is not its name, nor a row of its own', () => {
    const rows = tell(
      table({
        x: [40, 110, 240, 320],
        y: 100,
        rows: [
          ['Test ID', 'Analyte', 'Result', 'Unit'],
          ['T-1419', 'Lead', '0.3', 'mg/kg'],
          ['T-1420', 'Arsenic', 'ND', 'mg/kg'],
        ],
      }),
    );
    expect(rows).toEqual([
      { name: 'Lead', value: '0.3', unit: 'mg/kg' },
      { name: 'Arsenic', value: 'ND', unit: 'mg/kg' },
    ]);
  });

  test('a unit in the title holds for the table', () => {
    const words = [
      ...write({ text: 'Alkaloid Profile (mg/g)', x: 40, y: 88 }),
      ...table({
        x: [40, 200, 300],
        y: 100,
        rows: [
          ['Analyte', 'LOQ', 'Result'],
          ['Mitragynine', '0.06', '14.5'],
        ],
      }),
    ];
    expect(tell(words)).toEqual([{ name: 'Mitragynine', value: '14.5', unit: 'mg/g', loq: '0.06' }]);
  });
});

test('a table that runs on under the same headings on the next page keeps the unit of its title, with a doubt', () => {
  const sheet = (y: number, names: readonly string[]) =>
    table({ x: [40, 200, 300], y, rows: [['Analyte', 'LOQ', 'Result'], ...names.map(name => [name, '0.06', '1.5'])] });
  const first = page([...write({ text: 'Alkaloid Profile (mg/g)', x: 40, y: 588 }), ...sheet(600, ['Mitragynine', 'Paynantheine'])]);
  const second = page(sheet(60, ['Speciogynine', 'Speciociliatine']), [], 2);
  const rows = readTables([first, second]);
  expect(rows.map(row => [row.page, row.unit?.text, row.doubts])).toEqual([
    [1, 'mg/g', []],
    [1, 'mg/g', []],
    [2, 'mg/g', ['unit-inherited']],
    [2, 'mg/g', ['unit-inherited']],
  ]);
  // the heading of the names is missing on the first page
  const unnamed = { ...first, words: first.words.filter(({ text }) => text !== 'Analyte') };
  expect(readTables([unnamed, second]).map(row => row.unit?.text)).toEqual(['mg/g', 'mg/g', 'mg/g', 'mg/g']);
});

describe('what random pages showed', () => {
  test('each of two tables side by side has the unit of its own title', () => {
    const rows = read([
      ...write({ text: 'Alkaloids (mg/g)', x: 40, y: 80, size: 10 }),
      ...write({ text: 'Heavy Metals (µg/g)', x: 300, y: 80, size: 10 }),
      ...table({
        x: [40, 160, 210],
        y: 100,
        rows: [
          ['Analyte', 'Result', 'LOQ'],
          ['Mitragynine', '12.31', '0.040'],
          ['Paynantheine', '1.92', '0.040'],
        ],
      }),
      ...table({
        x: [300, 420, 470],
        y: 100,
        rows: [
          ['Analyte', 'Result', 'LOQ'],
          ['Arsenic', '0.069', '0.012'],
          ['Lead', '0.952', '0.012'],
        ],
      }),
    ]);
    expect(rows.map(row => [row.name.text, row.unit?.text])).toEqual([
      ['Mitragynine', 'mg/g'],
      ['Paynantheine', 'mg/g'],
      ['Arsenic', 'µg/g'],
      ['Lead', 'µg/g'],
    ]);
  });

  test('a wrapped name whose first line is another analyte is read whole', () => {
    const rows = tell(
      table({
        x: [40, 200, 260],
        y: 100,
        pitch: 24,
        rows: [
          ['Analyte', 'Result (%)', 'LOQ (%)'],
          ['Camphor', 'ND', '0.02'],
          ['Caryophyllene\noxide', '0.13', '0.02'],
          ['Linalool', '0.31', '0.02'],
        ],
      }),
    );
    expect(rows.map(row => row.name)).toEqual(['Camphor', 'Caryophyllene oxide', 'Linalool']);
  });

  test('the rest of a name that nobody knows leaves a doubt', () => {
    const rows = read(
      table({
        x: [40, 200, 260],
        y: 100,
        pitch: 24,
        rows: [
          ['Analyte', 'Result (%)', 'LOQ (%)'],
          ['Camphor', 'ND', '0.02'],
          ['Linalool\nzyxabcd', '0.13', '0.02'],
          ['Borneol', '0.31', '0.02'],
        ],
      }),
    );
    expect(rows.map(row => row.doubts.includes('row-wrapped'))).toEqual([false, true, false]);
  });

  test('codes set close before the names are no part of them', () => {
    const rows = tell(
      ['Arsenic', 'Cadmium', 'Lead']
        .flatMap((name, i) => [
          ...write({ text: `W-41${i} ${name}`, x: 40, y: 112 + 12 * i }),
          ...write({ text: `0.0${i + 1}`, x: 200, y: 112 + 12 * i }),
        ])
        .concat(write({ text: 'Analyte', x: 70, y: 100 }), write({ text: 'Result (ppm)', x: 200, y: 100 })),
    );
    expect(rows.map(row => row.name)).toEqual(['Arsenic', 'Cadmium', 'Lead']);
  });

  test('a method set close behind the result is no part of it', () => {
    const rows = tell(
      ['0.11', 'ND', '0.31']
        .flatMap((value, i) => [
          ...write({ text: ['Arsenic', 'Cadmium', 'Lead'][i]!, x: 40, y: 112 + 12 * i }),
          ...write({ text: `${value} ICP-MS`, x: 200, y: 112 + 12 * i }),
        ])
        .concat(
          write({ text: 'Analyte', x: 40, y: 100 }),
          write({ text: 'Result (ppm)', x: 170, y: 100 }),
          write({ text: 'Method', x: 230, y: 100 }),
        ),
    );
    expect(rows.map(row => [row.value, row.unit])).toEqual([
      ['0.11', 'ppm'],
      ['ND', 'ppm'],
      ['0.31', 'ppm'],
    ]);
  });
});

describe('what a first glance gets wrong without any sign of it', () => {
  test('`No` over `cumple` is no `cumple`', () => {
    const rows = read(
      table({
        x: [40, 160, 240, 300],
        y: 100,
        pitch: 24,
        rows: [
          ['Parámetro', 'Resultado', 'Unidad', 'Estado'],
          ['Arsénico', '0,1', 'mg/kg', 'Cumple'],
          ['Plomo', '9,9', 'mg/kg', 'No\ncumple'],
          ['Mercurio', '0,1', 'mg/kg', 'Cumple'],
        ],
      }),
    );
    expect(rows.map(row => row.verdict?.text)).toEqual(['Cumple', 'No cumple', 'Cumple']);
  });

  test('the heading of an empty column beside `Result` does not take the results from it', () => {
    const rows = read(
      table({
        x: [40, 160, 245, 300],
        y: 100,
        rows: [
          ['Parámetro', 'Conformidad', '', 'Unidad'],
          ['Arsénico', 'Conforme', '0,10', 'mg/kg'],
          ['Plomo', 'Conforme', '0,20', 'mg/kg'],
          ['Mercurio', 'Conforme', '0,30', 'mg/kg'],
        ],
      }).concat(write({ text: 'Método Resultado', x: 213, y: 100 })),
    );
    expect(rows.map(row => [row.value.text, row.verdict?.text])).toEqual([
      ['0,10', 'Conforme'],
      ['0,20', 'Conforme'],
      ['0,30', 'Conforme'],
    ]);
  });

  test('a verdict under a heading nobody knows is no result where a column says `Result`', () => {
    const rows = read(
      table({
        x: [40, 160, 240],
        y: 100,
        rows: [
          ['Substanz', 'Ergebnis (mg/kg)', 'Zzyx'],
          ['Arsen', '0,10', 'entspricht'],
          ['Blei', '9,20', 'entspricht nicht'],
          ['Quecksilber', '0,30', 'entspricht'],
        ],
      }),
    );
    expect(rows.map(row => [row.value.text, row.verdict?.text])).toEqual([
      ['0,10', 'entspricht'],
      ['9,20', 'entspricht nicht'],
      ['0,30', 'entspricht'],
    ]);
  });

  test('`Detection` and `Limit` on two lines, the first set close to another heading, are no limit of the law', () => {
    const rows = read(
      table({
        x: [40, 160, 205, 280],
        y: 110,
        rows: [
          ['', '', 'Limit', ''],
          ['Mitragynine', '12.4', '0.013', 'mg/g'],
          ['Paynantheine', '1.4', '0.013', 'mg/g'],
          ['Speciogynine', '1.1', '0.013', 'mg/g'],
        ],
      }).concat(
        write({ text: 'Analyte', x: 40, y: 101 }),
        write({ text: 'Amount Detection', x: 165, y: 101 }),
        write({ text: 'Unit', x: 280, y: 101 }),
      ),
    );
    expect(rows.map(row => [row.value.text, row.lod?.text, row.limit?.text])).toEqual([
      ['12.4', '0.013', undefined],
      ['1.4', '0.013', undefined],
      ['1.1', '0.013', undefined],
    ]);
  });

  test('the second half of a table, without headings, is read by those of its first half, not by those above it', () => {
    const words = [
      table({
        x: [40, 130, 190],
        y: 100,
        rows: [
          ['Compound', 'Conc. (mg/g)', 'Detection Limit'],
          ['Mitragynine', '12.4', '0.013'],
          ['Paynantheine', '1.4', '0.013'],
        ],
      }),
      table({
        x: [310, 400, 460],
        y: 100,
        rows: [
          ['Compound', 'Conc. (mg/g)', 'Detection Limit'],
          ['Speciogynine', '1.1', '0.013'],
          ['Speciociliatine', '1.2', '0.013'],
        ],
      }),
      table({
        x: [40, 130, 190],
        y: 160,
        rows: [
          ['Compound', 'Conc. (ppm)', 'Action Limit'],
          ['Arsenic', 'ND', '1.5'],
          ['Cadmium', 'ND', '0.5'],
        ],
      }),
      table({
        x: [310, 400, 460],
        y: 172,
        rows: [
          ['Lead', 'ND', '0.6'],
          ['Mercury', 'ND', '0.7'],
        ],
      }),
    ].flat();
    expect(read(words).map(row => [row.name.text, row.lod?.text, row.limit?.text])).toEqual(
      expect.arrayContaining([
        ['Speciociliatine', '0.013', undefined],
        ['Lead', undefined, '0.6'],
        ['Mercury', undefined, '0.7'],
      ]),
    );
  });
});

describe('numbers and words around a name', () => {
  test('a CAS number before the name, or behind it, is no part of it', () => {
    const rows = tell(
      table({
        x: [40, 200, 260],
        y: 100,
        rows: [
          ['Analyte', 'Result (ppm)', 'LOQ (ppm)'],
          ['7440-38-2 Arsenic (As)', '0.11', '0.02'],
          ['7439-92-1 Lead (Pb)', '0.13', '0.02'],
          ['7000-10-0 Mercury (Hg)', '0.14', '0.02'],
        ],
      }).concat(
        table({
          x: [40, 200, 260],
          y: 200,
          rows: [
            ['Analyte', 'Result (ppm)', 'LOQ (ppm)'],
            ['Cadmium (7440-43-9)', '0.12', '0.02'],
            ['Nickel CAS 7440-02-0', '0.15', '0.02'],
          ],
        }),
      ),
    );
    expect(rows.map(row => [row.name, row.value])).toEqual([
      ['Arsenic (As)', '0.11'],
      ['Lead (Pb)', '0.13'],
      ['Mercury (Hg)', '0.14'],
      ['Cadmium', '0.12'],
      ['Nickel', '0.15'],
    ]);
  });

  test('a name cut behind its locants is joined to its rest on the next line', () => {
    const rows = tell(
      table({
        x: [40, 200, 260],
        y: 100,
        pitch: 24,
        rows: [
          ['Analyte', 'Result (ppm)', 'LOQ (ppm)'],
          ['1,1-\nDichloroethene', '0.11', '0.02'],
          ['Acetone', '0.12', '0.02'],
          ['Benzene', '0.13', '0.02'],
        ],
      }),
    );
    expect(rows.map(row => [row.name, row.value])).toEqual([
      ['1,1-Dichloroethene', '0.11'],
      ['Acetone', '0.12'],
      ['Benzene', '0.13'],
    ]);
  });

  test('`Test` over `Result` does not begin a second table beside one of `Test`', () => {
    const rows = tell(
      table({
        x: [40, 200, 260, 320],
        y: 112,
        rows: [
          ['', '', 'Result', ''],
          ['Total Coliforms', 'Passed', '625', 'CFU/g'],
          ['Total Yeast and Mold', 'Passed', '50', 'CFU/g'],
          ['Salmonella spp.', 'Passed', 'Negative', 'per 25 g'],
        ],
      }).concat(
        write({ text: 'Test', x: 40, y: 103 }),
        write({ text: 'Status', x: 200, y: 103 }),
        write({ text: 'Test', x: 260, y: 103 }),
        write({ text: 'Unit', x: 320, y: 103 }),
      ),
    );
    expect(rows.map(row => row.value)).toEqual(['625', '50', 'Negative']);
  });
});

test('a word of the next cell in that of LOD and LOQ leaves a doubt', () => {
  const rows = read(
    table({
      x: [40, 200, 300],
      y: 100,
      rows: [
        ['Analyte', 'LOD/LOQ', 'Result (mg/g)'],
        ['Mitragynine', '0.013/0.040', '12.1'],
        ['Paynantheine', '0.013/0.040 None', 'ND'],
        ['Speciogynine', '0.013/0.040', '1.2'],
      ],
    }),
  );
  expect(rows.map(row => row.doubts.includes('cell-crowded'))).toEqual([false, true, false]);
});
