/** Forms of certificates of American laboratories: headings in the middle of wide columns, footnotes between tables, totals in boxes, labels without marks. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { printedHeader } from '../printed-header.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (placed: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) => rows);
const rowsOfText = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const said = (rows: readonly ReturnType<typeof rowsOf>[number][]): string[] =>
  rows.map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });

test('two totals with signs of equality on one line: each number is of the name before its sign', () => {
  const rows = rowsOf([
    [20, 40, 'Cannabinoid'],
    [120, 40, 'LOQ wt%'],
    [190, 40, 'Result wt%'],
    ...['CBC', 'CBD', 'CBDa'].flatMap((name, i): Placed[] => [
      [20, 54 + i * 12, name],
      [120, 54 + i * 12, '0.01'],
      [190, 54 + i * 12, ['0.031', '1.812', '< 0.01'][i]!],
    ]),
    [20, 96, 'Total THC = 0.061 % (0.61 mg/g)'],
    [180, 96, 'Total CBD = 1.812 % (18.12 mg/g)'],
  ]);
  expect(said(rows)).toEqual(['CBC: 0.031 wt%', 'CBD: 1.812 wt%', 'CBDa: < 0.01 wt%', 'Total THC: 0.061 %', 'Total CBD: 1.812 %']);
});

test('headings in the middle of wide columns, right of names that are short, begin a table of their own', () => {
  const table = (y: number, headings: readonly string[], lines: readonly (readonly string[])[]): Placed[] => [
    ...headings.map((heading, i): Placed => [[80, 200, 300, 400, 500][i]!, y, heading]),
    ...lines.flatMap((line, k) => line.map((cell, i): Placed => [[20, 203, 303, 403, 503][i]!, y + 14 + k * 12, cell])),
  ];
  const rows = rowsOf([
    ...table(
      40,
      ['Analyte', 'mg/g', '%', 'LOQ (mg/g)'],
      [
        ['Mitragynine', '8.331', '0.833', '0.050'],
        ['Paynantheine', '1.104', '0.110', '0.050'],
      ],
    ),
    [20, 84, 'HEAVY METALS'],
    ...table(
      98,
      ['Analyte', 'Limit', 'Units', 'Result', 'Status'],
      [
        ['Arsenic', '1500', 'ppb', '222', 'PASS'],
        ['Lead', '500', 'ppb', '640', 'FAIL'],
      ],
    ),
  ]);
  expect(said(rows)).toEqual([
    'Mitragynine: 8.331 mg/g',
    'Paynantheine: 1.104 mg/g',
    'Arsenic: 222 ppb [1500] PASS',
    'Lead: 640 ppb [500] FAIL',
  ]);
});

test('the limit of quantitation in a footnote of one table is not that of the next, nor the end of a sentence a limit of detection', () => {
  const loqs = (footnote: string) =>
    rowsOfText(`
Cannabinoid Profile
Compound             %            mg/g
CBG                  0.91         9.1
CBC                  0.07         0.7
${footnote}

Contaminants
Test                 Result       Unit       Limit
Lead                 101          ppb        500
Mercury              <20          ppb        100`).map(({ name, lod, loq }) => [name.text, lod?.text, loq?.text]);
  const none = [
    ['CBG', undefined, undefined],
    ['CBC', undefined, undefined],
    ['Lead', undefined, undefined],
    ['Mercury', undefined, undefined],
  ];
  expect(loqs('LOQ 0.05%')).toEqual(none);
  expect(loqs('(LOD), which is one half of LOQ; LOQ = 0.01 %')).toEqual(none);
});

test('a table under headings of its own, the first of them no word for names', () => {
  const rows = rowsOfText(`
Totals               %          mg/g        mg/serving
Total Alkaloids      5.464      54.64       27.33
Microbiological      Result     Units       Limit       Pass/Fail
Total Coliforms      20         CFU/g       100         PASS
Escherichia coli     < 10       CFU/g       10          PASS`);
  expect(said(rows)).toEqual([
    'Total Alkaloids: 5.464 %',
    'Total Coliforms: 20 CFU/g [100] PASS',
    'Escherichia coli: < 10 CFU/g [10] PASS',
  ]);
});

test('a heading with its unit over two columns of limits is of both', () => {
  const rows = rowsOf([
    [20, 46, 'Metal'],
    [80, 46, 'Conc. (ppb)'],
    [204, 40, 'Limits (ppb)'],
    [200, 52, 'All'],
    [235, 52, 'Ingestion'],
    [300, 46, 'Status'],
    ...['Arsenic', 'Cadmium', 'Lead'].flatMap((name, i): Placed[] => [
      [20, 66 + i * 12, name],
      [90, 66 + i * 12, ['ND', '61', '88'][i]!],
      [200, 66 + i * 12, ['200', '200', '500'][i]!],
      [240, 66 + i * 12, ['1,500', '500', '1,000'][i]!],
      [300, 66 + i * 12, 'PASS'],
    ]),
  ]);
  expect(said(rows)).toEqual(['Arsenic: ND ppb [200] PASS', 'Cadmium: 61 ppb [200] PASS', 'Lead: 88 ppb [500] PASS']);
  expect(rows.map(({ furtherLimits, doubts }) => [furtherLimits?.map(({ limit }) => limit.text), doubts])).toEqual([
    [['1,500'], []],
    [['500'], []],
    [['1,000'], []],
  ]);
});

test('amounts in a can, beside a title in larger print over the middle of the headings', () => {
  const rows = rowsOf([
    [150, 36, 'Cannabinoid Profile by LC-MS/MS', { size: 12 }],
    [20, 50, 'Cannabinoid'],
    [100, 50, 'LOQ (ppm)'],
    [180, 50, 'Concentration (ppm)'],
    [300, 50, 'mg/can'],
    ...['CBD', 'CBG'].flatMap((name, i): Placed[] => [
      [20, 64 + i * 12, name],
      [105, 64 + i * 12, '0.5'],
      [200, 64 + i * 12, ['28.6', 'BQL'][i]!],
      [300, 64 + i * 12, ['10.15', 'BQL'][i]!],
    ]),
  ]);
  expect(said(rows)).toEqual(['CBD: 28.6 ppm', 'CBG: BQL ppm']);
  expect(rows.map(({ further, doubts }) => [further.map(({ value, unit }) => `${value.text} ${unit?.text}`), doubts])).toEqual([
    [['10.15 mg/can'], []],
    [['BQL mg/can'], []],
  ]);
});

test('the unit after its label in the line over a table', () => {
  const rows = rowsOfText(`
Pesticides     Method: AOAC 2007.01     Units mg/kg     Batch 2107888
Analyte        Result     Limits     LOQ        Status
Abamectin      < LOQ      0.20       0.100      pass
Boscalid       0.15       0.20       0.100      pass`);
  expect(said(rows)).toEqual(['Abamectin: < LOQ mg/kg [0.20] pass', 'Boscalid: 0.15 mg/kg [0.20] pass']);
});

test('a title in bold close over the only row of its section is no part of its name', () => {
  const rows = rowsOf([
    [20, 40, 'Analysis', { bold: true }],
    [300, 40, 'Result', { bold: true }],
    [20, 50, 'Moisture by Vacuum Oven', { bold: true }],
    [20, 60, 'Moisture and Volatiles - Vacuum Oven'],
    [300, 60, '7.4 %'],
    [20, 70, 'Analysis', { bold: true }],
    [300, 70, 'Result', { bold: true }],
    [20, 80, 'Aflatoxins', { bold: true }],
    [20, 90, 'Aflatoxin B1'],
    [300, 90, '<0.500 ppb'],
    [20, 100, 'Aflatoxin B2'],
    [300, 100, '<0.500 ppb'],
  ]);
  expect(said(rows).sort()).toEqual([
    'Aflatoxin B1: <0.500 ppb',
    'Aflatoxin B2: <0.500 ppb',
    'Moisture and Volatiles - Vacuum Oven: 7.4 %',
  ]);
  expect(rows.every(({ doubts }) => doubts.length === 0)).toBe(true);
});

describe('labels and names in the head', () => {
  test('a change from bold print marks a label, or one to bold', () => {
    const set = (y: number, label: string, value: string, bold: boolean): Placed[] => [
      [20, y, label, { bold }],
      [20 + label.length * 4.5 + 2.5, y, value, { bold: !bold }],
    ];
    for (const bold of [true, false])
      expect(
        printedHeader(
          pageOf(1, [
            ...set(40, 'Client', 'Example Elm Imports', bold),
            ...set(54, 'Sample', 'Green Leaf 1 kg', bold),
            ...set(68, 'Lot', 'EE-0424', bold),
          ]),
        ),
      ).toMatchObject({ client: 'Example Elm Imports', name: 'Green Leaf 1 kg', lot: 'EE-0424' });
  });

  test('how much of a batch there was is no lot', () => {
    const page = pageOf(1, [
      [20, 40, 'Sample Size: 12 g; Batch: 2 lb'],
      [20, 52, 'Batch#: EE-1121'],
    ]);
    expect(printedHeader(page)).toMatchObject({ lot: 'EE-1121' });
    expect(printedHeader(pageOf(1, [[20, 40, 'Batch: 1,000 units']]))).not.toHaveProperty('lot');
  });

  test('a number of letters and figures apart, and a short word for a receipt', () => {
    const page = pageOf(1, [
      [20, 40, 'Lab No.: SN 55120'],
      [20, 52, "Date Rec'd: 04/28/2026"],
    ]);
    expect(printedHeader(page)).toMatchObject({ labSampleId: 'SN 55120', received: '04/28/2026' });
  });

  test('the head of the letter is no product, and a product that begins with a figure no address', () => {
    const page = (product: string): Placed[] => [
      [20, 40, 'exampleelm', { size: 22 }],
      [20, 62, product, { size: 14 }],
      [20, 78, 'Sample ID: EE-240311-112'],
      [20, 90, 'Batch: EB7-003'],
    ];
    expect(printedHeader(pageOf(1, page('Vape Cart - Pineapple')))).toMatchObject({ name: 'Vape Cart - Pineapple' });
    expect(printedHeader(pageOf(1, page('7-OH Tablets 20 mg')))).toMatchObject({ name: '7-OH Tablets 20 mg' });
    const alone = pageOf(1, [
      [20, 40, 'Example Elm of Sampleton', { size: 16 }],
      [20, 70, 'Received: 04/28/2026'],
      [20, 82, 'Batch: EB7-003'],
    ]);
    expect(printedHeader(alone)).not.toHaveProperty('name');
  });

  test('a laboratory that writes its name in small letters', () => {
    const page = pageOf(1, [
      [20, 40, 'example elm labs', { size: 20 }],
      [20, 70, 'Sample ID: EE-240311-112'],
    ]);
    expect(printedHeader(page)).toMatchObject({ laboratory: 'example elm labs' });
  });
});

test('a total with a colon level with the headings is none of them', () => {
  const rows = rowsOf([
    [20, 40, 'Analyte'],
    [80, 40, 'LOQ (%)'],
    [130, 40, '% Weight'],
    [260, 39, 'Total CBD:'],
    [320, 39, '0.5112%', { bold: true }],
    [260, 66, 'Total CBD/Unit: 20.45 mg'],
    ...['CBC', 'CBD', 'CBG'].flatMap((name, i): Placed[] => [
      [20, 54 + i * 12, name],
      [85, 54 + i * 12, '0.005'],
      [135, 54 + i * 12, ['<LOQ', '0.5112', '0.0120'][i]!],
    ]),
  ]);
  expect(said(rows)).toEqual(['CBC: <LOQ %', 'CBD: 0.5112 %', 'CBG: 0.0120 %', 'Total CBD: 0.5112 %']);
});

test('elements side by side over the line of a sample and one of their limits', () => {
  const rows = rowsOfText(`
Sample               Arsenic      Cadmium      Mercury      Lead
24-1120-1            0.122        0.031        <0.005       0.544
Reporting Limit      0.010        0.005        0.005        0.005`);
  expect(rows.map(({ name, value, reportingLimit, doubts }) => [name.text, value.text, reportingLimit?.text, doubts])).toEqual([
    ['Arsenic', '0.122', '0.010', ['column-guessed']],
    ['Cadmium', '0.031', '0.005', ['column-guessed']],
    ['Mercury', '<0.005', '0.005', ['column-guessed']],
    ['Lead', '0.544', '0.005', ['column-guessed']],
  ]);
});

test('labels so close to their values that only the column of values parts them', () => {
  const page = pageOf(
    1,
    [
      ['Customer', 'Example Elm Ltd'],
      ['Sample Description', 'Full Spectrum Oil 10%'],
      ['Batch Number', 'EE1022'],
      ['Report Number', 'R0045512-1'],
    ].flatMap(([label, value], i): Placed[] => [
      [20, 40 + i * 12, label!],
      [106, 40 + i * 12, value!],
    ]),
  );
  expect(printedHeader(page)).toMatchObject({ client: 'Example Elm Ltd', name: 'Full Spectrum Oil 10%', lot: 'EE1022' });
});

test('two halves of a panel side by side share the unit in the line over both, two panels do not', () => {
  const rows = (title: string, names: readonly string[]) =>
    rowsOfText(`
${title}

Analyte        Result     Limits     LOQ        Analyte        Result     Limits     LOQ
Abamectin      < LOQ      0.20       0.100      ${names[0]}      < LOQ      0.20       0.100
Boscalid       0.15       0.20       0.100      ${names[1]}      0.17       0.20       0.100`).map(
      ({ name, value, unit }) => `${name.text}: ${value.text} ${unit?.text ?? '-'}`,
    );
  const title = 'Pesticides     Method: AOAC 2007.01     Units mg/kg     Batch 2107888     Analyzed 09/04';
  expect(rows(title, ['Carbaryl ', 'Malathion']).sort()).toEqual([
    'Abamectin: < LOQ mg/kg',
    'Boscalid: 0.15 mg/kg',
    'Carbaryl: < LOQ mg/kg',
    'Malathion: 0.17 mg/kg',
  ]);
  expect(rows(title, ['Linalool ', 'Limonene ']).sort()).toEqual([
    'Abamectin: < LOQ mg/kg',
    'Boscalid: 0.15 mg/kg',
    'Limonene: 0.17 -',
    'Linalool: < LOQ -',
  ]);
});

test('counts beside no more than `/g`, and answers under `Pass?`', () => {
  const rows = rowsOfText(`
Test                     Result        Maximum        Pass?

Aerobic Plate Count      1,200 /g      100,000 /g     Yes
Yeast                    <10 /g        1,000 /g       Yes
Mold                     4,100 /g      1,000 /g       No`);
  expect(said(rows)).toEqual([
    'Aerobic Plate Count: 1,200 /g [100,000 /g] Pass? Yes',
    'Yeast: <10 /g [1,000 /g] Pass? Yes',
    'Mold: 4,100 /g [1,000 /g] Pass? No',
  ]);
});

test('headings of the second of two panels under one another, level with a row of the panel beside', () => {
  const rows = rowsOfText(`
Heavy Metals       ppm       Limit          Microbials            CFU/g      Limit
Lead               0.22      0.5            Total Plate Count     1200       100000
Cadmium            0.04      0.5            Yeast & Mold          <10        1000
Mycotoxins         ppb       Limit          Coliforms             30         100
Aflatoxin B1       <1        20             Alkaloids             %          mg/g
Ochratoxin A       2.1       20             Mitragynine           1.41       14.1`);
  expect(said(rows)).toEqual(
    expect.arrayContaining([
      'Lead: 0.22 ppm [0.5]',
      'Aflatoxin B1: <1 ppb [20]',
      'Ochratoxin A: 2.1 ppb [20]',
      'Coliforms: 30 CFU/g [100]',
    ]),
  );
  expect(said(rows)).toContain('Mitragynine: 1.41 %');
});

test('headings that reach further than the rows over them, level with a row of the panel beside', () => {
  const rows = rowsOfText(`
Pesticide          ppm            Metal           ppm        Limit      Status
Abamectin          0.023          Arsenic         0.764      1.5        Pass
Bifenthrin         0.064          Nickel          0.743      1.5        Pass
Boscalid           0.051          Organism                                          CFU/g
Carbaryl           ND             Total Plate Count                                 479
Malathion          0.054          Total Coliforms                                   6763`);
  expect(said(rows)).toEqual(
    expect.arrayContaining(['Nickel: 0.743 ppm [1.5] Pass', 'Total Plate Count: 479 CFU/g', 'Total Coliforms: 6763 CFU/g']),
  );
});

describe('columns beside the result', () => {
  test('what an instrument showed, and what is typical, are none', () => {
    const rows = rowsOfText(`
Alkaloid          Area %      Conc. (mg/mL)      Content (% w/w)      Typical
Mitragynine       66.2        0.0141             1.41                 1.3
Speciogynine      7.2         0.0015             0.15                 0.2`);
    expect(said(rows)).toEqual(['Mitragynine: 1.41 % w/w', 'Speciogynine: 0.15 % w/w']);
    expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
  });

  test('what positive and negative controls gave is none', () => {
    const rows = rowsOfText(`
Analyte           Sample Result      Positive Control      Negative Control
Salmonella        Not Detected       Detected              Not Detected
STEC              Not Detected       Detected              Not Detected`);
    expect(said(rows)).toEqual(['Salmonella: Not Detected', 'STEC: Not Detected']);
  });

  test('limits in units of their own, and whether a result is in specification', () => {
    const rows = rowsOfText(`
Analyte      Result      Result Units      Spec Low      Spec High      Spec Units      In Spec
Lead         220         ng/g                            0.5            ppm             Yes
Arsenic      120         ng/g                            1.5            ppm             Yes`);
    expect(said(rows)).toEqual(['Lead: 220 ng/g [0.5 ppm] In Spec Yes', 'Arsenic: 120 ng/g [1.5 ppm] In Spec Yes']);
  });

  test('of limits in several units, that in the unit of the result', () => {
    const rows = rowsOfText(`
Element      Result      Units      CA Prop 65 (µg/day)      USP <232> Oral (µg/g)
Lead         0.22        µg/g       0.5                      0.4
Cadmium      0.04        µg/g       4.1                      0.3`);
    expect(said(rows)).toEqual(['Lead: 0.22 µg/g [0.4]', 'Cadmium: 0.04 µg/g [0.3]']);
  });

  test('limits that happen to be one times the results are still limits', () => {
    const rows = rowsOfText(`
Test               LSL      USL      Result      Units
Mitragynine        1.2      2.0      1.46        %
Moisture                    10       7.2         %
Tapped density     0.35     0.70     0.52        g/mL`);
    expect(said(rows)).toEqual(['Mitragynine: 1.46 % [1.2 - 2.0]', 'Moisture: 7.2 % [10]', 'Tapped density: 0.52 g/mL [0.35 - 0.70]']);
  });

  test('a result headed with its lot, units in words', () => {
    const rows = rowsOfText(`
Test               Specification      Results Lot EX-2500
Mitragynine        NLT 1.2%           1.46%
Lead               NMT 0.5 ppm        0.21 ppm

Analyte            % by Weight        mg per Gram        mg per 3.0 g Serving
Paynantheine       0.21               2.1                6.3
Speciociliatine    0.31               3.1                9.3`);
    expect(said(rows)).toEqual([
      'Mitragynine: 1.46 % [NLT 1.2%]',
      'Lead: 0.21 ppm [NMT 0.5 ppm]',
      'Paynantheine: 0.21 % by Weight',
      'Speciociliatine: 0.31 % by Weight',
    ]);
    expect(rows[2]!.further.map(({ unit }) => unit?.text)).toEqual(['mg per Gram', 'mg per 3.0 g Serving']);
  });

  test('what a gram holds, beside what a piece does', () => {
    const rows = rowsOfText(`
Alkaloid           Per Gram (mg)      Per Piece (mg)
Mitragynine        2.51               10.0
Paynantheine       0.40               1.6`);
    expect(said(rows)).toEqual(['Mitragynine: 2.51 mg/g', 'Paynantheine: 0.40 mg/g']);
    expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
  });
});
