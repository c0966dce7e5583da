/** Forms whose cells take several lines, stand in boxes, are set in type of one width, or under headings of several words. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { piecesOf } from '../../../importers/any-laboratory/pieces.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import type { Line } from '../../../src/document/document.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

type Row = ReturnType<typeof transcribeAny>[number]['rows'][number];

const rowsOf = (...lines: readonly Placed[]): readonly Row[] => transcribeAny(documentOf(pageOf(1, lines))).flatMap(({ rows }) => rows);
const rowsOfText = (art: string): readonly Row[] => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict {doubts}` */
const said = (rows: readonly Row[]): string[] =>
  rows.map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict, row.doubts.length > 0 && `{${row.doubts}}`]
      .filter(Boolean)
      .join(' ');
  });

/** Rows of cells, each of lines, set from the top of its row. */
const wrapped = (columns: readonly number[], rows: readonly (readonly string[])[]): Placed[] => {
  let y = 100;
  return rows.flatMap(row => {
    const top = y;
    y += Math.max(...row.map(cell => cell.split('\n').length)) * 8 + 4;
    return row.flatMap((cell, c) => cell.split('\n').map((line, l): Placed => [columns[c]!, top + l * 8, line, { size: 7 }]));
  });
};

test('names and limits that go on below', () => {
  const rows = rowsOf(
    ...wrapped(
      [20, 90, 170, 240],
      [
        ['Test', 'Specification', 'Result', 'Method'],
        ['Total Aerobic\nMicrobial Count', 'Not more than\n100,000 CFU/g', '1,200 CFU/g', 'USP 2021'],
        ['Bile-tolerant\nGram-negative\nBacteria', 'Not more than\n1,000 CFU/g', '<10 CFU/g', 'USP 2021'],
        ['Lead', 'NMT 0.5 ppm', '0.12 ppm', 'ICP-MS'],
        ['Sum of\nAflatoxins B1,\nB2, G1 and G2', 'Not more than\n20 ppb', '<2 ppb', 'LC-MS/MS'],
        ['Escherichia coli', 'Absent in 10 g', 'Absent in 10 g', 'USP 2022'],
      ],
    ),
  );
  expect(said(rows).map(row => row.replace(' {row-wrapped}', ''))).toEqual([
    'Total Aerobic Microbial Count: 1,200 CFU/g [Not more than 100,000 CFU/g]',
    'Bile-tolerant Gram-negative Bacteria: <10 CFU/g [Not more than 1,000 CFU/g]',
    'Lead: 0.12 ppm [NMT 0.5 ppm]',
    'Sum of Aflatoxins B1, B2, G1 and G2: <2 ppb [Not more than 20 ppb]',
    'Escherichia coli: Absent in 10 g [Absent in 10 g]',
  ]);
  expect(rows[0]!.doubts).toEqual([]);
});

test('a finding over the portion that it is of', () => {
  const rows = rowsOf(
    ...wrapped(
      [20, 110, 200, 300],
      [
        ['Test', 'Method', 'Specification', 'Result'],
        ['Coliforms', 'AOAC 991.14', '≤ 100 CFU/g', '<10 CFU/g'],
        ['Escherichia coli', 'AOAC 991.14', 'Negative in 10 g', 'Negative\nin 10 g'],
        ['Salmonella', 'AOAC 2016.01', 'Absent in 25 g', 'Absent\n/25 g'],
      ],
    ),
  );
  expect(said(rows)).toEqual([
    'Coliforms: <10 CFU/g [≤ 100 CFU/g]',
    'Escherichia coli: Negative in 10 g [Negative in 10 g] {row-wrapped}',
    'Salmonella: Absent /25 g [Absent in 25 g] {row-wrapped}',
  ]);
});

test('what stands in brackets under a name the dictionary has leaves a doubt that it is of the name', () => {
  const at = [20, 140, 220, 300];
  const rows = rowsOf(
    ...[
      'Determination,Method,Result,Units',
      'Lead,PFA 201,0.93,mg/kg',
      'Cadmium,PFA 201,0.05,mg/kg',
      'Ethylene Oxide,PFA 310,<0.02,mg/kg',
    ].flatMap((line, i) => line.split(',').map((text, k): Placed => [at[k]!, 100 + 9 * i, text, { size: 7 }])),
    [20, 135, '(sum with 2-CE)', { size: 7 }],
  );
  expect(said(rows)).toEqual(['Lead: 0.93 mg/kg', 'Cadmium: 0.05 mg/kg', 'Ethylene Oxide: <0.02 mg/kg {row-wrapped}']);
});

test('cells of three and four lines, whose ends read like headings', () => {
  const rows = rowsOf(
    ...wrapped(
      [20, 90, 170, 240],
      [
        ['Test Item', 'Specification', 'Test Result', 'Test Method'],
        [
          'Total Aerobic\nMicrobial Count',
          'Not more than\n100,000 colony\nforming units\nper gram',
          '1,200 CFU/g',
          'USP current\nedition chapter\n2021 plate\nmethod',
        ],
        ['Total Yeasts and\nMolds', 'Not more than\n1,000 CFU/g', '<10 CFU/g', 'USP current\nedition chapter'],
        ['Lead', 'Not more than\n1.0 mg/kg as\nsupplied', '0.22 mg/kg', 'ICP-MS after\ndigestion'],
        ['Arsenic (total)', 'Not more than\n1.5 mg/kg', '0.41 mg/kg', 'ICP-MS after\ndigestion'],
      ],
    ),
  );
  expect(said(rows).map(row => row.replace(/ \{.*\}/, ''))).toEqual([
    'Total Aerobic Microbial Count: 1,200 CFU/g [Not more than 100,000 colony forming units per gram]',
    'Total Yeasts and Molds: <10 CFU/g [Not more than 1,000 CFU/g]',
    'Lead: 0.22 mg/kg [Not more than 1.0 mg/kg as supplied]',
    'Arsenic (total): 0.41 mg/kg [Not more than 1.5 mg/kg]',
  ]);
});

describe('boxes side by side', () => {
  const box = (x: number, name: string, badge: string, value: string, limit: string): Placed[] => [
    [x, 100, name],
    ...(badge ? [[x + 62, 100, badge] satisfies Placed] : []),
    [x, 116, value, { size: 13 }],
    [x, 128, limit, { size: 7 }],
  ];
  test('with a verdict behind each name', () => {
    const rows = rowsOf(
      ...box(20, 'Arsenic', 'PASS', '0.21 ppm', 'Limit: 1.5 ppm'),
      ...box(120, 'Cadmium', 'PASS', '0.04 ppm', 'Limit: 0.5 ppm'),
      ...box(220, 'Lead', 'FAIL', '0.62 ppm', 'Limit: 0.5 ppm'),
    );
    expect(said(rows)).toEqual(['Arsenic: 0.21 ppm [1.5 ppm] PASS', 'Cadmium: 0.04 ppm [0.5 ppm] PASS', 'Lead: 0.62 ppm [0.5 ppm] FAIL']);
  });

  test('two with a verdict below', () => {
    const rows = rowsOf(
      ...box(20, 'Total Coliforms', '', '40 CFU/g', 'Limit 1000 CFU/g'),
      [30, 138, 'PASS'],
      ...box(160, 'Total Yeast and Mold', '', '<10 CFU/g', 'Limit 10000 CFU/g'),
      [170, 138, 'PASS'],
    );
    expect(said(rows)).toEqual(['Total Coliforms: 40 CFU/g [1000 CFU/g] PASS', 'Total Yeast and Mold: <10 CFU/g [10000 CFU/g] PASS']);
  });

  test('a verdict before each name is of no box for sure', () => {
    const rows = rowsOf(
      [20, 100, 'PASS'],
      [60, 100, 'Arsenic'],
      [60, 116, '0.21 ppm'],
      [140, 100, 'FAIL'],
      [180, 100, 'Cadmium'],
      [180, 116, '0.71 ppm'],
    );
    expect(rows.filter(row => row.verdict)).toEqual([]);
  });
});

describe('headings', () => {
  test('what the batch gave beside a limit, the verdict under Result', () => {
    const art = `
Test                     Our Limit     This Batch     Result
Mitragynine              > 1.0 %       1.47 %         PASS
7-Hydroxymitragynine     < 0.04 %      0.013 %        PASS
Lead                     < 0.5 ppm     0.61 ppm       FAIL`;
    expect(said(rowsOfText(art))).toEqual([
      'Mitragynine: 1.47 % [> 1.0 %] PASS',
      '7-Hydroxymitragynine: 0.013 % [< 0.04 %] PASS',
      'Lead: 0.61 ppm [< 0.5 ppm] FAIL',
    ]);
  });

  test('what is claimed and demanded in one column', () => {
    const art = `
Analyte      Claim / Specification     Found     Units
Moisture     NMT 7.0                   4.2       %
Lead         NMT 1.0                   0.21      ppm
Arsenic      NMT 1.0                   0.08      ppm`;
    expect(said(rowsOfText(art))).toEqual(['Moisture: 4.2 % [NMT 7.0]', 'Lead: 0.21 ppm [NMT 1.0]', 'Arsenic: 0.08 ppm [NMT 1.0]']);
  });

  test('the last labels of the report are none', () => {
    const art = `
Sample Description     Ashwagandha Powder     Batch No.        EX/21
Test Parameters        Unit                   Results          Limits          Test Method
Lead (as Pb)           mg/kg                  0.41             Max. 10.0       AOAC 2015.01
Cadmium (as Cd)        mg/kg                  0.06             Max. 0.3        AOAC 2015.01
Mercury (as Hg)        mg/kg                  0.02             Max. 1.0        AOAC 2015.01`;
    expect(rowsOfText(art).map(row => row.limit?.text)).toEqual(['Max. 10.0', 'Max. 0.3', 'Max. 1.0']);
  });

  test('an uncertainty under its sign', () => {
    const art = `
Compound         mg/g      ± U      %         LOQ mg/g
Mitragynine      14.21     0.71     1.421     0.030
Speciogynine     1.62      0.08     0.162     0.030
Paynantheine     3.02      0.15     0.302     0.030`;
    expect(rowsOfText(art).map(row => [row.value.text, row.uncertainty?.text, row.doubts])).toEqual([
      ['14.21', '0.71', []],
      ['1.62', '0.08', []],
      ['3.02', '0.15', []],
    ]);
  });
});

test('a limit whose sign the file says another letter for is none', () => {
  const art = `
Test               Specification     Result       Method
Loss on Drying     f5.0 %            3.2 %        GB 5009.3
Ash                f8.0 %            4.1 %        GB 5009.4
Lead               f1.0 ppm          0.21 ppm     ICP-MS`;
  expect(rowsOfText(art).map(row => [row.value.text, row.limit?.text, row.doubts])).toEqual([
    ['3.2', undefined, ['cell-crowded']],
    ['4.1', undefined, ['cell-crowded']],
    ['0.21', undefined, ['cell-crowded']],
  ]);
});

test('a sign before the word of a verdict', () => {
  const art = `
Microbial             Result     Unit      Limit     Status
Aerobic Count         210        CFU/g     10000     ✓ Pass
Total Coliforms       <10        CFU/g     1000      ✓ Pass
Enterobacteriaceae    4000       CFU/g     1000      ✗ Fail`;
  const [transcript] = transcribeAny(documentOf(pageOfText(1, art)));
  expect(said(transcript!.rows).at(-1)).toBe('Enterobacteriaceae: 4000 CFU/g [1000] ✗ Fail');
  expect(interpret(transcript!).results.map(({ printedVerdict, flags }) => [printedVerdict, flags])).toEqual([
    ['pass', []],
    ['pass', []],
    ['fail', []],
  ]);
});

test('type of one width: a wide blank parts no cell', () => {
  const text = (y: number, x: number, cell: string): Placed[] => {
    let left = x;
    return cell.split(' ').map(word => {
      const at = left;
      left += (word.length + 1) * 5.4;
      return [at, y, word];
    });
  };
  const lines = [
    ['PARAMETER', 'RESULT', 'UNITS', 'RL', 'METHOD'],
    ...['Arsenic', 'Cadmium', 'Lead', 'Mercury', 'Nickel'].map((name, i) => [name, `0.${i + 1}7`, 'mg/kg', '0.01', 'EPA 6020']),
  ];
  const placed = lines.flatMap((cells, r) => cells.flatMap((cell, c) => text(100 + r * 11, [20, 160, 220, 290, 340][c]!, cell)));
  const page = pageOf(1, placed);
  const words = page.words.map(word => ({
    ...word,
    box: [word.box[0], word.box[1], word.box[0] + word.text.length * 5.4, word.box[3]] as const,
  }));
  const rows = transcribeAny(documentOf({ ...page, words })).flatMap(transcript => transcript.rows);
  expect(rows.map(row => [row.value.text, row.method?.text, row.doubts])).toEqual([1, 2, 3, 4, 5].map(i => [`0.${i}7`, 'EPA 6020', []]));
});

test('headings and values in turn, the lines of one table wrapped: its title is said of both', () => {
  const rows = rowsOf(
    [20, 80, 'Alkaloids (% w/w)'],
    ...['Mitragynine', 'Paynantheine', 'Speciogynine', 'Speciociliatine'].map((name, i): Placed => [20 + i * 90, 100, name]),
    ...['1.51', '0.301', '0.222', '0.412'].map((value, i): Placed => [20 + i * 90, 111, value]),
    ...['Corynoxine', 'Isorhynchophylline', 'Corynantheidine', 'Mitraphylline'].map((name, i): Placed => [20 + i * 90, 122, name]),
    ...['0.021', '0.011', '0.033', '<0.005'].map((value, i): Placed => [20 + i * 90, 133, value]),
  );
  expect(rows.map(({ name, value, unit }) => [name.text, value.text, unit?.text])).toEqual([
    ['Mitragynine', '1.51', '% w/w'],
    ['Paynantheine', '0.301', '% w/w'],
    ['Speciogynine', '0.222', '% w/w'],
    ['Speciociliatine', '0.412', '% w/w'],
    ['Corynoxine', '0.021', '% w/w'],
    ['Isorhynchophylline', '0.011', '% w/w'],
    ['Corynantheidine', '0.033', '% w/w'],
    ['Mitraphylline', '<0.005', '% w/w'],
  ]);
});

test('the peaks of a chromatogram beside the results of its analytes are none', () => {
  const results = `
Analyte              Result (%)     LOQ (%)
Mitragynine          41.2           0.01
Paynantheine         3.21           0.01
Speciogynine         2.11           0.01
`;
  const peaks = `
Name                 RT (min)     Area        Amount (mg/mL)
Mitragynine          6.214        1203944     0.412
Paynantheine         7.021        91223       0.032
Speciogynine         7.412        61200       0.021`;
  expect(said(rowsOfText(results + peaks))).toEqual(['Mitragynine: 41.2 %', 'Paynantheine: 3.21 %', 'Speciogynine: 2.11 %']);
  expect(rowsOfText(peaks)).toHaveLength(3);
});

test('amounts under RESULTS alone on a line are the results', () => {
  const art = (title: string) => `
${title}
Mitragynine ............. 1.42 %
Lead .................... 0.31 ppm
Arsenic ................. < 0.05 ppm`;
  const doubts = (title: string) => rowsOfText(art(title)).map(row => row.doubts);
  expect(said(rowsOfText(art('RESULTS')))).toEqual(['Mitragynine: 1.42 %', 'Lead: 0.31 ppm', 'Arsenic: < 0.05 ppm']);
  const doubted = ['column-guessed', 'specification-suspected'];
  expect(doubts('SPECIFICATION')).toEqual([doubted, doubted, doubted]);
});

test('a sum and its amount behind the title of its panel, and boxes that tell of the sample as a whole', () => {
  const rows = rowsOf(
    [20, 60, 'Terpenes — Total Terpenes: 1.719 %'],
    [20, 90, '10.4 %', { size: 13 }],
    [18, 103, 'Moisture'],
    [120, 90, '0.55 aw', { size: 13 }],
    [112, 103, 'Water Activity'],
    [220, 90, 'NOT TESTED', { size: 13 }],
    [222, 103, 'Moisture Content'],
  );
  expect(rows.map(({ name, value }) => [name.text, value.text])).toEqual([
    ['Total Terpenes', '1.719'],
    ['Moisture', '10.4'],
    ['Water Activity', '0.55'],
  ]);
});

test('cells set so close that they read as one, the last of them set to the right edge of its column', () => {
  const row = (y: number, name: string, value: string, by: number, analyst: string): Placed[] => [
    [20, y, name, { size: 6 }],
    [80, y, value, { size: 6 }],
    [110, y, '0.004', { size: 6 }],
    [127, y, '0.012', { size: 6 }],
    [144.5, y, 'µg/g', { size: 6 }],
    [by, y, analyst, { size: 6 }],
  ];
  const headings: Placed[] = (
    [
      [20, 'Analysis'],
      [80, 'Results'],
      [114, 'DL'],
      [130, 'MRL'],
      [144, 'Unit'],
      [162, 'By'],
    ] as const
  ).map(([x, text]) => [x, 100, text, { size: 6 }]);
  const rows = rowsOf(
    ...headings,
    ...row(114, 'Arsenic', '0.021', 162, 'JP'),
    ...row(126, 'Cadmium', '0.126', 162, 'JP'),
    ...row(138, 'Lead', '0.615', 162, 'JP'),
    ...row(150, 'Mercury', 'ND', 159, 'KMW'),
  );
  expect(rows.map(({ value, unit, lod, doubts }) => [value.text, unit?.text, lod?.text, doubts])).toEqual([
    ['0.021', 'µg/g', '0.004', []],
    ['0.126', 'µg/g', '0.004', []],
    ['0.615', 'µg/g', '0.004', []],
    ['ND', 'µg/g', '0.004', []],
  ]);
});

describe('what stands beside the result of the sample', () => {
  const values = (art: string): string[] => rowsOfText(art).map(({ value, unit }) => `${value.text} ${unit?.text}`);

  test('what should be in it, is in others, or was measured on the way', () => {
    expect(
      values(`
Analyte          Theoretical     Actual     Units         % of Theoretical
Mitragynine      25.0            24.2       mg/tablet     96.8
Caffeine         50.0            51.1       mg/tablet     102.2`),
    ).toEqual(['24.2 mg/tablet', '51.1 mg/tablet']);
    expect(
      values(`
Analyte     Industry Average     Your Result     Units     Limit
Lead        0.41                 0.22            ppm       0.5
Arsenic     0.31                 0.12            ppm       1.5`),
    ).toEqual(['0.22 ppm', '0.12 ppm']);
    expect(
      values(`
Analyte     Raw Result     Dilution     Final Result     Units     MDL
Arsenic     0.0121         10           0.121            mg/kg     0.003
Lead        0.0312         10           0.312            mg/kg     0.003`),
    ).toEqual(['0.121 mg/kg', '0.312 mg/kg']);
    expect(
      values(`
Analyte          Rep 1 (%)     Rep 2 (%)     Mean (%)     RSD (%)
Mitragynine      1.412         1.428         1.420        0.8
Paynantheine     0.211         0.215         0.213        1.3`),
    ).toEqual(['1.420 %', '0.213 %']);
  });

  test('the size of the sample is no second finding', () => {
    const art = `
Microorganism       Result           Limit            Sample Size     Status
Salmonella spp.     Not Detected     Not Detected     25 g            PASS
Listeria spp.       Detected         Not Detected     25 g            FAIL`;
    expect(rowsOfText(art).map(({ value, doubts }) => [value.text, doubts])).toEqual([
      ['Not Detected', []],
      ['Detected', []],
    ]);
  });

  test('blanks, duplicates and recoveries leave a doubt, and the result of the sample', () => {
    const blanks = `
Analyte     Reporting Limit     Units     Sample     Blank      Duplicate     RPD %
Arsenic     0.010               mg/kg     0.121      <0.010     0.119         1.7
Lead        0.010               mg/kg     0.312      <0.010     0.310         0.6`;
    const recoveries = `
Element     Limit, µg/g     Found, µg/g     Recovery, %
Lead        0.5             0.21            98
Cadmium     0.5             0.03            101`;
    expect(values(blanks)).toEqual(['0.121 mg/kg', '0.312 mg/kg']);
    expect(values(recoveries)).toEqual(['0.21 µg/g', '0.03 µg/g']);
    for (const { doubts } of [...rowsOfText(blanks), ...rowsOfText(recoveries)]) expect(doubts).toContain('column-guessed');
    // of a control alone
    expect(
      values(
        '\nAnalyte     Found     Recovery, %     Limits, %\nLead        0.98      98              80-120\nCadmium     1.01      101             80-120',
      ),
    ).toEqual([]);
  });
});

test('the unit in a title that stands over the labels of a table on its side', () => {
  const rows = rowsOf(
    [20, 80, 'Heavy Metals (ppm)'],
    ...['Arsenic', 'Cadmium', 'Lead', 'Mercury'].map((name, i): Placed => [200 + i * 90, 100, name]),
    ...['Action Limit', '1.5', '0.5', '0.5', '0.3'].map((cell, i): Placed => [i === 0 ? 20 : 110 + i * 90, 112, cell]),
    ...['Result', '0.12', '0.05', '0.31', 'ND'].map((cell, i): Placed => [i === 0 ? 20 : 110 + i * 90, 124, cell]),
  );
  expect(said(rows)).toEqual(['Arsenic: 0.12 ppm [1.5]', 'Cadmium: 0.05 ppm [0.5]', 'Lead: 0.31 ppm [0.5]', 'Mercury: ND ppm [0.3]']);
});

test('further words of headings, and Karl Fischer as a method', () => {
  expect(
    said(
      rowsOfText(`
Analyte     Guideline     Level     Unit
Lead        0.5           0.22      mg/kg
Arsenic     1.5           0.12      mg/kg`),
    ),
  ).toEqual(['Lead: 0.22 mg/kg [0.5]', 'Arsenic: 0.12 mg/kg [1.5]']);
  expect(
    said(
      rowsOfText(
        `
Analyte     Spec Limit     Outcome     Result + U      UoM
Lead        0.5            0.42        0.47            ppm
Arsenic     1.5            0.12        0.14            ppm`,
      ),
    ),
  ).toEqual(['Lead: 0.42 ppm [0.5]', 'Arsenic: 0.12 ppm [1.5]']);
  expect(
    said(
      rowsOfText(`
Test            Method     Unit     Result     Standard deviation
Mitragynine     HPLC       %        44.1       0.3
Moisture        KF         %        4.1        0.1`),
    ),
  ).toEqual(['Mitragynine: 44.1 %', 'Moisture: 4.1 %']);
});

test('a label of verdicts on two lines beside a table on its side, the second of which alone would be of results', () => {
  const line = (y: number, ...cells: readonly string[]): Placed[] =>
    cells.flatMap((cell, c) => (cell === '' ? [] : [[20 + 70 * c, y, cell, { size: 7 }] as Placed]));
  const rows = rowsOf(
    ...line(100, 'Analyt', 'Aflatoxin B1', 'Aflatoxin G1', 'Ochratoxin A'),
    ...line(113, 'Mez detekce', '0,6', '0,6', '0,6'),
    ...line(126, 'Hodnocení'),
    ...line(133.5, 'výsledků', '—', 'vyhovuje', 'nevyhovuje'),
    ...line(146, 'Naměřená'),
    ...line(153.5, 'hodnota (µg/kg)', '< LOD', '7,5', '21'),
    ...line(166, 'Limit', '—', '20', '20'),
  );
  expect(said(rows)).toEqual([
    'Aflatoxin B1: < LOD µg/kg —',
    'Aflatoxin G1: 7,5 µg/kg [20] vyhovuje',
    'Ochratoxin A: 21 µg/kg [20] nevyhovuje',
  ]);
});

test('the rules of the table beside reach to the edge of this one, and part no row of it', () => {
  const lines = [
    ...wrapped(
      [20, 120, 170, 220],
      [
        ['Parameter', 'LOQ', 'Status', 'Result'],
        ['Aflatoxin B1', '2.0', '', '0.4'],
        ['Ochratoxin A', '2.0', 'Pass', '0.3'],
      ],
    ),
    [20, 140, 'Total Aflatoxins', { size: 7 }],
    [220, 140, 'Not Detected', { size: 7 }],
    [20, 147, '(B1, B2, G1, G2)', { size: 7 }],
    [120, 147, '2.0', { size: 7 }],
    [170, 147, 'Pass', { size: 7 }],
    ...wrapped(
      [300, 400, 460],
      [
        ['Parameter', 'LOQ', 'Result'],
        ['Lead', '0.01', '0.21'],
        ['Cadmium', '0.01', '0.04'],
        ['Arsenic', '0.01', '0.07'],
        ['Mercury', '0.01', '0.02'],
      ],
    ),
  ] as Placed[];
  const beside: Line = { from: [296, 142], to: [500, 142] };
  const rows = transcribeAny(documentOf({ ...pageOf(1, lines), rules: [beside] })).flatMap(transcript => transcript.rows);
  const total = rows.find(({ name }) => name.text.startsWith('Total'))!;
  expect(told(total)).toEqual({ name: 'Total Aflatoxins (B1, B2, G1, G2)', value: 'Not Detected', loq: '2.0', verdict: 'Pass' });
});

test('rows whose results stand on the upper of two lines and all other cells on the lower', () => {
  const two = (y: number, [upper, lower, limit, verdict]: readonly [string, string, string, string]): Placed[] => [
    [20, y, upper, { size: 7 }],
    [80, y, 'Not Detected', { size: 7 }],
    [20, y + 8, lower, { size: 7 }],
    [140, y + 8, 'µg/kg', { size: 7 }],
    [180, y + 8, limit, { size: 7 }],
    [220, y + 8, '2.0', { size: 7 }],
    [250, y + 8, verdict, { size: 7 }],
  ];
  const rows = rowsOf(
    ...['Analyte', 'Result', 'Unit', 'Limit', 'LOQ', 'Status'].map(
      (text, i): Placed => [[20, 80, 140, 180, 220, 250][i]!, 100, text, { size: 7 }],
    ),
    ...two(116, ['Aflatoxin', 'B1', '-', '-']),
    ...two(136, ['Aflatoxin', 'B2', '-', '-']),
    ...two(156, ['Ochratoxin', 'A', '20', 'Pass']),
  );
  expect(rows.map(row => [told(row).name, told(row).loq])).toEqual([
    ['Aflatoxin B1', '2.0'],
    ['Aflatoxin B2', '2.0'],
    ['Ochratoxin A', '2.0'],
  ]);
  expect(told(rows[2]!)).toMatchObject({ limit: '20', verdict: 'Pass' });
});

test.each([
  ['0.459 ±\n0.055', '2.310 ±\n0.231'],
  ['0.459\n± 0.055', '2.310\n± 0.231'],
])('a result over how sure it is, the other cells beside the first line or beside the last: %j', (lead, nickel) => {
  for (const beside of [0, 1]) {
    const rows = rowsOf(
      ...wrapped([20, 100, 160, 200], [['Analyte', 'Result', 'Unit', 'Limit']]),
      ...[lead, nickel].flatMap((value, i): Placed[] => [
        ...value.split('\n').map((line, l): Placed => [100, 120 + 24 * i + 8 * l, line, { size: 7 }]),
        ...[[20, ['Lead', 'Nickel'][i]!] as const, [160, 'ppm'] as const, [200, ['1.2', '5.0'][i]!] as const].map(
          ([x, text]): Placed => [x, 120 + 24 * i + 8 * beside, text, { size: 7 }],
        ),
      ]),
    );
    expect(said(rows)).toEqual(['Lead: 0.459 ± 0.055 ppm [1.2]', 'Nickel: 2.310 ± 0.231 ppm [5.0]']);
  }
});

test('`Max. Allowed` over a number is a heading, and no bound that goes on below', () => {
  const lines = [
    ['Component', 'Amount', 'Unit', 'Max. Allowed'],
    ['Total Plate Count', '178,728', 'CFU/g', '10000000'],
    ['Total Yeast & Mold', '108', 'CFU/g', '100000'],
  ].flatMap((cells, i) => cells.map((text, k): Placed => [[40, 200, 260, 320][k]!, 100 + 10 * i, text]));
  const pieces = piecesOf(pageOf(1, lines)).map(({ text }) => text);
  expect(pieces).toContain('Max. Allowed');
  expect(said(rowsOf(...lines))).toEqual(['Total Plate Count: 178,728 CFU/g [10000000]', 'Total Yeast & Mold: 108 CFU/g [100000]']);
});

test('ranges and bounds whose end stands on the next line are whole', () => {
  const rows = rowsOf(
    ...wrapped(
      [20, 130, 220, 300],
      [
        ['Test', 'Specification', 'Result', 'Status'],
        ['Mitragynine', '10 –\n20 mg/g', '14.2 mg/g', 'Pass'],
        ['Moisture', '2 % –\n8 %', '6.1 %', 'Pass'],
        ['Bulk Density', '0.30 to\n0.60 g/ml', '0.44 g/ml', 'Pass'],
        ['Total Plate Count', 'NMT 10000\nCFU/g', '120 CFU/g', 'Pass'],
        ['Total Combined\nYeast and Mold', '≤ 1,000\nCFU/g', '10 CFU/g', 'Pass'],
        ['Lead', 'NMT 0.5\nppm', '0.12 ppm', 'Pass'],
      ],
    ),
  );
  expect(said(rows.filter(({ name }) => name.text !== 'Total Combined Yeast and Mold'))).toEqual([
    'Mitragynine: 14.2 mg/g [10 – 20 mg/g] Pass',
    'Moisture: 6.1 % [2 % – 8 %] Pass',
    'Bulk Density: 0.44 g/ml [0.30 to 0.60 g/ml] Pass',
    'Total Plate Count: 120 CFU/g [NMT 10000 CFU/g] Pass',
    'Lead: 0.12 ppm [NMT 0.5 ppm] Pass',
  ]);
  expect(rows.map(row => told(row).limit)).toContain('≤ 1,000 CFU/g');
});

test('dashes beside numbers of a tight table begin no ranges', () => {
  const lines = [0, 1, 2].flatMap((i): Placed[] => [
    [20, 100 + i * 8, ['Lead', 'Cadmium', 'Arsenic'][i]!, { size: 7 }],
    [90, 100 + i * 8, ['0.05', '0.06', '0.08'][i]!, { size: 7 }],
    [107, 100 + i * 8, '–', { size: 7 }],
    [140, 100 + i * 8, ['0.12', '0.31', '0.22'][i]!, { size: 7 }],
  ]);
  expect(piecesOf(pageOf(1, lines)).filter(({ kind }) => kind === 'dash')).toHaveLength(3);
});
