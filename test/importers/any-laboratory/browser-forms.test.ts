/** Forms of certificates that are printed from web pages: boxes, cells centred by height, headings in two languages, marks of footnotes, appendices. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { printedHeader } from '../printed-header.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const transcriptsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => transcriptsOf(art).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const said = (rows: readonly ReturnType<typeof rowsOf>[number][]): string[] =>
  rows.map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });
const findings = (art: string) =>
  transcriptsOf(art).flatMap(transcript =>
    interpret(transcript).results.map(({ analyte, finding, number }) => [analyte, finding.kind, number]),
  );

test('a number over its letter, where rows are set to their lower lines', () => {
  const rows = transcribeAny(
    documentOf(
      pageOf(1, [
        [20, 40, 'Analyte'],
        [140, 40, 'Result'],
        [200, 40, 'Unit'],
        [240, 40, 'MRL'],
        ...['Arsenic', 'Cadmium', 'Lead'].flatMap((name, i): Placed[] => [
          [20, 70 + i * 30, name],
          [140, 60 + i * 30, i === 2 ? '1.032' : '0.012'],
          [146, 70 + i * 30, i === 2 ? 'B' : 'U'],
          [200, 70 + i * 30, 'mg/kg'],
          [240, 70 + i * 30, '0.012'],
        ]),
      ]),
    ),
  ).flatMap(transcript => interpret(transcript).results);
  expect(rows.map(({ analyte, finding, number }) => [analyte, finding.kind, number])).toEqual([
    ['arsenic_total', 'not_detected', null],
    ['cadmium', 'not_detected', null],
    ['lead', 'quantified', '1.032'],
  ]);
});

test('headings in one run of words go on below: the limit of detection is no result', () => {
  const rows = transcribeAny(
    documentOf(
      pageOf(1, [
        [20, 40, 'Parameter'],
        [100, 40, 'Method'],
        [138, 40, 'Detection RDL Sample Units Dilution Extracted', { size: 7 }],
        [146, 48, 'Limit', { size: 7 }],
        [191, 48, 'Result', { size: 7 }],
        [238, 48, 'Factor', { size: 7 }],
        ...['Acetone', 'Ethanol', 'Hexane'].flatMap((name, i): Placed[] => [
          [20, 64 + i * 12, name],
          [100, 64 + i * 12, 'SW8260D', { size: 7 }],
          [150, 64 + i * 12, '12', { size: 7 }],
          [174, 64 + i * 12, '40', { size: 7 }],
          [192, 64 + i * 12, ['58', '357', '99'][i]!, { size: 7 }],
          [216, 64 + i * 12, 'µg/g', { size: 7 }],
          [244, 64 + i * 12, '10', { size: 7 }],
          [270, 64 + i * 12, '10/10/26', { size: 7 }],
        ]),
      ]),
    ),
  ).flatMap(transcript => transcript.rows);
  expect(rows.map(row => [row.name.text, row.value.text, row.lod?.text, row.limit?.text])).toEqual([
    ['Acetone', '58', '12', undefined],
    ['Ethanol', '357', '12', undefined],
    ['Hexane', '99', '12', undefined],
  ]);
});

describe('products one under the other', () => {
  const table = (lines: readonly Placed[]): Placed[] => [
    [20, 40, 'Client: Example Elm'],
    [20, 70, 'Alkaloids (% w/w)'],
    [20, 90, 'Sample'],
    [110, 90, 'Lot'],
    [180, 90, 'Mitragynine'],
    [260, 90, 'Speciogynine'],
    [350, 90, 'Paynantheine'],
    ...lines,
  ];
  const values = (y: number, ...[a, b, c]: [string, string, string]): Placed[] => [
    [180, y, a],
    [260, y, b],
    [350, y, c],
  ];
  const samples = (lines: readonly Placed[]) =>
    transcribeAny(documentOf(pageOf(1, table(lines)))).map(({ sample, rows }) => [
      sample.name?.text,
      sample.lot?.text,
      rows.map(({ value }) => value.text).join(' '),
    ]);

  test('each has its own name beside its lot', () => {
    expect(
      samples([
        [20, 104, 'Red Maeng Da'],
        [110, 104, 'RMD-0426'],
        ...values(104, '1.42', '0.19', 'ND'),
        [20, 118, 'Green Borneo'],
        [110, 118, 'GB-0426'],
        ...values(118, '1.61', '0.22', '0.15'),
      ]),
    ).toEqual([
      ['Red Maeng Da', 'RMD-0426', '1.42 0.19 ND'],
      ['Green Borneo', 'GB-0426', '1.61 0.22 0.15'],
    ]);
  });

  test('a lot on two lines beside its results is whole, and a name that cannot be told is none of another', () => {
    const [red, green] = samples([
      [20, 104, 'Red Maeng'],
      [110, 104, 'RMD-'],
      ...values(109, '1.42', '0.19', 'ND'),
      [20, 114, 'Da'],
      [110, 114, '0426'],
      [20, 134, 'Green'],
      [110, 134, 'GBB-'],
      ...values(139, '1.61', '0.22', '0.15'),
      [20, 144, 'Borneo'],
      [110, 144, '0426'],
    ]);
    expect([red?.slice(1), green?.slice(1)]).toEqual([
      ['RMD-0426', '1.42 0.19 ND'],
      ['GBB-0426', '1.61 0.22 0.15'],
    ]);
    expect(['Red Maeng Da', undefined]).toContain(red?.[0]);
    expect(['Green Borneo', undefined]).toContain(green?.[0]);
  });

  test('side by side under nothing but their names they are doubted', () => {
    const transcripts = transcriptsOf(`
Alkaloids (% w/w)
Analyte                  Red Maeng Da     Green Borneo     White Thai
Mitragynine              1.42             1.61             1.33
7-Hydroxymitragynine     0.021            <0.010           ND
Speciogynine             0.19             0.22             0.17`);
    expect(transcripts.map(({ sample, rows }) => [sample.name?.text, rows.map(({ value }) => value.text).join(' ')])).toEqual([
      ['Red Maeng Da', '1.42 0.021 0.19'],
      ['Green Borneo', '1.61 <0.010 0.22'],
      ['White Thai', '1.33 ND 0.17'],
    ]);
    expect(transcripts.every(({ rows }) => rows.every(({ doubts }) => doubts.includes('column-guessed')))).toBe(true);
  });
});

test('an Indonesian report', () => {
  const art = `
No    Parameter                   Satuan        Hasil                Syarat Mutu     Metode
1     Kadar Air                   %             7,42                 Maks. 10        Gravimetri
2     Mitraginin                  % b/b         1,38                 -               HPLC
3     7-Hidroksimitraginin        % b/b         Tidak terdeteksi     -               HPLC
4     Kadmium (Cd)                mg/kg         < 0,02               Maks. 0,3       ICP-MS
5     Angka Lempeng Total         koloni/g      1,2 x 10^3           Maks. 10^5      SNI
6     Salmonella spp              /25 g         Negatif              Negatif         SNI`;
  expect(findings(art)).toEqual([
    ['moisture', 'quantified', '7.42'],
    ['mitragynine', 'quantified', '13.8'],
    ['7_hydroxymitragynine', 'not_detected', null],
    ['cadmium', 'below_limit', null],
    ['tamc', 'quantified', '1200'],
    ['salmonella', 'absent', null],
  ]);
});

test('dots lead from the name to what was found, its limit in brackets', () => {
  const art = `
Heavy metals
Lead (Pb) ............................ 0.61 ppm (limit 0.5 ppm) FAIL
Cadmium (Cd) ......................... < 0.02 ppm (limit 0.5 ppm) PASS
Alkaloids
Mitragynine..........................  1.42 %`;
  expect(said(rowsOf(art))).toEqual([
    'Lead (Pb): 0.61 ppm [0.5 ppm] FAIL',
    'Cadmium (Cd): < 0.02 ppm [0.5 ppm] PASS',
    'Mitragynine: 1.42 %',
  ]);
  expect(rowsOf(art).map(({ doubts }) => doubts)).toEqual([[], [], ['column-guessed']]);
});

test('labels in two languages on two lines, their values between them', () => {
  const page = pageOf(1, [
    [20, 40, 'Prüfbericht-Nr. / Report'],
    [20, 52, 'No.:'],
    [180, 46, 'PB-26-1182'],
    [20, 80, 'Probenbezeichnung /'],
    [20, 92, 'Sample:'],
    [180, 80, 'Kratom Pulver'],
    [180, 92, 'Rot'],
    [20, 120, 'Client'],
    [180, 115, 'Example Elm'],
    [180, 126, 'Botanicals'],
  ]);
  expect(printedHeader(page)).toMatchObject({ reportNumber: 'PB-26-1182', name: 'Kratom Pulver Rot', client: 'Example Elm Botanicals' });
});

test('the limit in the box of each metal', () => {
  const rows = rowsOf(`
Heavy Metals
     Lead             Arsenic          Cadmium          Mercury
     0.41             0.12             ND               <LOQ
     ppm              ppm              ppm              ppm
 Limit 0.5 ppm    Limit 1.5 ppm    Limit 0.5 ppm    Limit 0.2 ppm`);
  expect(said(rows)).toEqual([
    'Lead: 0.41 ppm [0.5 ppm]',
    'Arsenic: 0.12 ppm [1.5 ppm]',
    'Cadmium: ND ppm [0.5 ppm]',
    'Mercury: <LOQ ppm [0.2 ppm]',
  ]);
});

test('limits of detection in an appendix, where one alone is said of an analyte', () => {
  const results = pageOfText(
    1,
    `
Heavy Metals
Analyte      Result     Unit     Limit     Status
Arsenic      0.12       ppm      1.5       Pass
Cadmium      ND         ppm      0.5       Pass
Lead         0.41       ppm      0.5       Pass`,
  );
  const appendix = (...more: string[]) =>
    pageOfText(
      2,
      [
        'Appendix: limits',
        'Analyte      LOD (ppm)     LOQ (ppm)',
        'Arsenic      0.005         0.02',
        'Cadmium      0.004         0.01',
        ...more,
      ].join('\n'),
    );
  const limits = (...more: string[]) =>
    transcribeAny(documentOf(results, appendix(...more))).flatMap(({ rows }) =>
      rows.map(({ name, lod, loq }) => [name.text, lod?.text, loq?.text]),
    );
  expect(limits()).toEqual([
    ['Arsenic', '0.005', '0.02'],
    ['Cadmium', '0.004', '0.01'],
    ['Lead', undefined, undefined],
  ]);
  expect(limits('Cadmium      0.040         0.10')).toContainEqual(['Cadmium', undefined, undefined]);
});

test('marks of footnotes are no part of names and values; a figure behind a number leaves a doubt, as it may be an exponent', () => {
  const art = pageOfText(
    1,
    `
Analyte      Result (mg/kg)     LOQ      Limit
Arsenic      0.12               0.02     1.5
Cadmium      ND                 0.02     0.5
Lead         0.41               0.02     0.5`,
  );
  const mark = (text: string, behind: string) => {
    const word = art.words.find(other => other.text === behind)!;
    const box = [word.box[2] + 0.3, word.box[1], word.box[2] + 3, word.box[3] - 2] as const;
    return { ...word, text, box, fontSize: 6, raised: true };
  };
  const rows = (...marks: ReturnType<typeof mark>[]) =>
    transcribeAny(documentOf({ ...art, words: [...art.words, ...marks] })).flatMap(transcript => transcript.rows);
  const read = (...marks: ReturnType<typeof mark>[]) => said(rows(...marks));
  const plain = ['Arsenic: 0.12 mg/kg [1.5]', 'Cadmium: ND mg/kg [0.5]', 'Lead: 0.41 mg/kg [0.5]'];
  expect(read()).toEqual(plain);
  expect(read(mark('1', 'Arsenic'), mark('a', '0.12'), mark('b', 'ND'), mark('†', 'Lead'))).toEqual(plain);
  expect(read(mark('1)', 'Arsenic'), mark('(b)', '0.12'), mark('2)', 'Lead'))).toEqual(plain);
  expect(rows(mark('3', '0.41')).find(({ name }) => name.text === 'Lead')?.doubts).toEqual(['cell-crowded']);
});

test('ticks and crosses without a heading are verdicts', () => {
  const rows = rowsOf(`
Element     MDL       Result     Unit     Limit
As          0.004     0.12       µg/g     1.5      ✔
Pb          0.004     0.61       µg/g     0.5      ✘
Cd          0.004     ND         µg/g     0.5      ✔`);
  expect(rows.map(({ verdict }) => verdict?.text)).toEqual(['✔', '✘', '✔']);
});

test('the unit behind the name and a comma', () => {
  const rows = rowsOf(`
Test                             Result     Limit
Lead, ppm                        0.41       0.5
Mitragynine, %                   1.42       2.0
Total Plate Count, cfu/g         1,200      100,000`);
  expect(said(rows)).toEqual([
    'Lead, ppm: 0.41 ppm [0.5]',
    'Mitragynine, %: 1.42 % [2.0]',
    'Total Plate Count, cfu/g: 1,200 cfu/g [100,000]',
  ]);
});

test('`Rep. Limit` is one of reporting, not of what is allowed', () => {
  const rows = rowsOf(`
Compound     Rep. Limit     Result     Q     Units
Lead         0.020          0.410            mg/kg
Cadmium      0.020          0.020      U     mg/kg`);
  expect(rows.map(({ limit, reportingLimit }) => [limit?.text, reportingLimit?.text])).toEqual([
    [undefined, '0.020'],
    [undefined, '0.020'],
  ]);
});

test('numbers of batches and records among cells set close', () => {
  const rows = transcribeAny(
    documentOf(
      pageOf(1, [
        [20, 40, 'Analyte'],
        [120, 40, 'Concentration', { size: 7 }],
        [172, 40, 'Unit', { size: 7 }],
        [190, 40, 'LOR', { size: 7 }],
        [214, 40, 'Batch', { size: 7 }],
        ...['Abamectin', 'Bifenthrin', 'Malathion'].flatMap((name, i): Placed[] => [
          [20, 56 + i * 12, name],
          [148, 56 + i * 12, `${['0.193', '0.045', '2.778'][i]} ppm 0.030 B24C1101`, { size: 7 }],
        ]),
      ]),
    ),
  ).flatMap(transcript => transcript.rows);
  expect(rows.map(row => [row.name.text, row.value.text, row.unit?.text, row.reportingLimit?.text])).toEqual([
    ['Abamectin', '0.193', 'ppm', '0.030'],
    ['Bifenthrin', '0.045', 'ppm', '0.030'],
    ['Malathion', '2.778', 'ppm', '0.030'],
  ]);
});

test('the second half of a table stands under the unit in the title of the first', () => {
  const rows = rowsOf(`
Pesticides (ppm)
Analyte          Result     Limit
Abamectin        0.03       0.1          Malathion        0.05       0.1
Bifenthrin       ND         0.1          Spinosad         ND         0.1
Carbaryl         0.07       0.1          Pyrethrins       0.12       0.5`);
  expect(said(rows).sort()).toEqual([
    'Abamectin: 0.03 ppm [0.1]',
    'Bifenthrin: ND ppm [0.1]',
    'Carbaryl: 0.07 ppm [0.1]',
    'Malathion: 0.05 ppm [0.1]',
    'Pyrethrins: 0.12 ppm [0.5]',
    'Spinosad: ND ppm [0.1]',
  ]);
});

test('labels of the report close over the headings are none of them, and large figures no name of a product', () => {
  const art = `
Product             Mitra Leaf Green      Batch Number     GB-26-017
Date of Analysis    08-Apr-2026           Report Date      09-Apr-2026
S.No.    Parameters                Result                          Specification
1        Mitragynine               1.42 %                          NLT 1.2 %
2        Cadmium as Cd             Not Detected (DL: 0.01 ppm)     NMT 0.3 ppm
3        Total Bacterial Count     1200 cfu/g                      NMT 10^5 cfu/g`;
  const [transcript] = transcriptsOf(art);
  expect(said(transcript!.rows)).toEqual([
    'Mitragynine: 1.42 % [NLT 1.2 %]',
    'Cadmium as Cd: Not Detected (DL: 0.01 ppm) [NMT 0.3 ppm]',
    'Total Bacterial Count: 1200 cfu/g [NMT 10^5 cfu/g]',
  ]);
  expect(interpret(transcript!).results.map(({ finding }) => finding.kind)).toEqual(['quantified', 'not_detected', 'quantified']);
  const page = pageOf(1, [
    [20, 40, 'Sample:'],
    [120, 40, 'Green Leaf Powder'],
    [20, 54, 'Client:'],
    [120, 54, 'Example Elm'],
    [200, 90, '1.42 %', { size: 24 }],
  ]);
  expect(printedHeader(page)).toMatchObject({ name: 'Green Leaf Powder' });
});

test('a total over two tables side by side is the sum of both, though the report names kratom over the first', () => {
  const [transcript] = transcriptsOf(`
Sample:  Red Kratom Powder     Lot #:  RMD-0426
Alkaloid                 Conc. (mg/g)         Alkaloid              Conc. (mg/g)
7-Hydroxymitragynine     0.21                 Mitragynine           14.2
Corynoxine B             0.12                 Paynantheine          1.51
Total alkaloids: 16.04 mg/g`);
  const { results } = interpret(transcript!);
  expect(results.map(({ analyte }) => analyte)).toContain('total_alkaloids');
  expect(results.flatMap(({ flags }) => flags)).not.toContain('sum-disagrees');
});

test('samples under one another after a list of them: each has its own number and its own line of the list', () => {
  const transcripts = transcriptsOf(`
Lab ID           Client ID     Description               Received
26D0412-01       RMD-0426      Red Maeng Da powder       04/02/26
26D0412-02       GB-0426       Green Borneo powder       04/02/26
Sample: 26D0412-01
Analyte          Result        RL         Units
Lead             0.41          0.02       mg/kg
Arsenic          0.12          0.02       mg/kg
Sample: 26D0412-02
Analyte          Result        RL         Units
Lead             0.55          0.02       mg/kg
Arsenic          ND            0.02       mg/kg`);
  expect(
    transcripts.map(({ sample, rows }) => [sample.labSampleId?.text, sample.name?.text, rows.map(({ value }) => value.text).join(' ')]),
  ).toEqual([
    ['26D0412-01', 'Red Maeng Da powder', '0.41 0.12'],
    ['26D0412-02', 'Green Borneo powder', '0.55 ND'],
  ]);
});

test('without a list the name over all samples is that of each', () => {
  const transcripts = transcriptsOf(`
Product: Green Leaf
Sample: 26D0412-01
Analyte          Result        RL         Units
Lead             0.41          0.02       mg/kg
Arsenic          0.12          0.02       mg/kg
Sample: 26D0412-02
Analyte          Result        RL         Units
Lead             0.55          0.02       mg/kg
Arsenic          ND            0.02       mg/kg`);
  expect(transcripts.map(({ sample }) => [sample.labSampleId?.text, sample.name?.text])).toEqual([
    ['26D0412-01', 'Green Leaf'],
    ['26D0412-02', 'Green Leaf'],
  ]);
});

test('the unit in the title of the table beside is not this one’s', () => {
  const page = pageOf(1, [
    [20, 40, 'MICROBIAL'],
    [290, 40, 'MYCOTOXINS (ug/kg)'],
    [24, 56, 'ANALYTE'],
    [120, 56, 'LIMIT'],
    [200, 56, 'RESULT'],
    [296, 56, 'ANALYTE'],
    [380, 56, 'LIMIT'],
    [440, 56, 'RESULT'],
    ...['Salmonella spp.', 'Aspergillus niger'].flatMap((name, i): Placed[] => [
      [24, 70 + i * 12, name],
      [120, 70 + i * 12, 'Absent in 1 g'],
      [200, 70 + i * 12, 'Not Detected'],
    ]),
    ...['Aflatoxin B1', 'Ochratoxin A'].flatMap((name, i): Placed[] => [
      [296, 70 + i * 12, name],
      [380, 70 + i * 12, '20'],
      [440, 70 + i * 12, '2.4'],
    ]),
  ]);
  expect(said(transcribeAny(documentOf(page)).flatMap(({ rows }) => rows)).sort()).toEqual([
    'Aflatoxin B1: 2.4 ug/kg [20]',
    'Aspergillus niger: Not Detected [Absent in 1 g]',
    'Ochratoxin A: 2.4 ug/kg [20]',
    'Salmonella spp.: Not Detected [Absent in 1 g]',
  ]);
});

test('headings that name a product and its lot begin samples of their own', () => {
  const transcripts = transcriptsOf(`
Client: Example Elm
Red Maeng Da - Lot RMD-0426
Analyte          Result        Units
Mitragynine      1.42          %
Lead             0.41          ppm
Green Borneo - Lot GB-0426
Analyte          Result        Units
Mitragynine      1.61          %
Lead             0.33          ppm`);
  expect(
    transcripts.map(({ sample, rows }) => [sample.name?.text, sample.lot?.text, rows.map(({ value }) => value.text).join(' ')]),
  ).toEqual([
    ['Red Maeng Da', 'RMD-0426', '1.42 0.41'],
    ['Green Borneo', 'GB-0426', '1.61 0.33'],
  ]);
});

test('what a label promises is doubted', () => {
  const rows = rowsOf(`
Ingredient               Amount per capsule     %DV
Mitragynine              25 mg                  *
7-Hydroxymitragynine     0.5 mg                 *`);
  expect(rows.every(({ doubts }) => doubts.includes('column-guessed'))).toBe(true);
});

test('a dash before a method is an empty cell', () => {
  const rows = rowsOf(`
Test                    Spec         Result     Status     Method
Lead                    0.5          0.41       - LC-MS/MS
Arsenic                 1.5          0.12       - LC-MS/MS`);
  expect(rows.map(({ name, value }) => [name.text, value.text])).toEqual([
    ['Lead', '0.41'],
    ['Arsenic', '0.12'],
  ]);
});

test('an address in the foot is no row, and the name of an analyte in large letters no product', () => {
  const art = `
Analyte             Result            Status
Lead                0.41 ppm          Pass
Cadmium             Not Detected      Pass
Fictional Fern Analytics, 1 Nowhere Lane, Austin TX. ND        Not Detected`;
  expect(rowsOf(art).map(({ name }) => name.text)).toEqual(['Lead', 'Cadmium']);
  const page = pageOf(1, [
    [20, 40, 'Sample:'],
    [120, 40, 'Green Leaf Powder'],
    [20, 54, 'Client:'],
    [120, 54, 'Example Elm'],
    [20, 90, 'Salmonella spp.', { size: 14 }],
  ]);
  expect(printedHeader(page)).toMatchObject({ name: 'Green Leaf Powder' });
});

describe('`Result / Limit` over cells with a stroke', () => {
  test('they are two columns', () => {
    const rows = rowsOf(`
Analyte         Result / Limit (ppm)     Status
Arsenic         0.12 / 1.5               Pass
Cadmium         ND / 0.5                 Pass
Lead            0.61/0.5                 Fail
Mercury         <0.01 / 0.2              Pass`);
    expect(said(rows)).toEqual([
      'Arsenic: 0.12 ppm [1.5] Pass',
      'Cadmium: ND ppm [0.5] Pass',
      'Lead: 0.61 ppm [0.5] Fail',
      'Mercury: <0.01 ppm [0.2] Pass',
    ]);
  });

  test('where a cell reads otherwise none is believed', () => {
    const rows = rowsOf(`
Analyte         Result / Limit (ppm)     Status
Arsenic         0.12 / 1.5               Pass
Cadmium         see page 2               Pass
Lead            0.61 / 0.5               Fail`);
    expect(rows.every(({ value, doubts }) => !/\d/.test(value.text) || doubts.length > 0)).toBe(true);
  });
});

test('cells of a narrow table: the units of a result and its limit on their second lines, beside the rest of the name', () => {
  const rows = transcribeAny(
    documentOf(
      pageOf(1, [
        [20, 40, 'Analyte'],
        [110, 40, 'Result'],
        [180, 40, 'Limit'],
        [250, 40, 'Status'],
        ...['240', '<10'].flatMap((value, i): Placed[] => {
          const y = 56 + i * 45;
          const lines = i === 0 ? ['Total Yeast', 'and Mold', 'Count', '(TYMC)'] : ['Bile-Tolerant', 'Gram-', 'Negative', 'Bacteria'];
          return [
            ...lines.map((line, k): Placed => [20, y + 9 * k, line]),
            [110, y + 9, value],
            [110, y + 18, 'CFU/g'],
            [180, y + 9, '1,000'],
            [180, y + 18, 'CFU/g'],
            [250, y + 13, 'Pass'],
          ];
        }),
        [20, 160, 'Salmonella'],
        [110, 160, 'Absent'],
        [180, 160, 'Absent'],
        [250, 160, 'Pass'],
      ]),
    ),
  ).flatMap(transcript => transcript.rows);
  expect(said(rows)).toEqual([
    'Total Yeast and Mold Count (TYMC): 240 CFU/g [1,000 CFU/g] Pass',
    'Bile-Tolerant Gram- Negative Bacteria: <10 CFU/g [1,000 CFU/g] Pass',
    'Salmonella: Absent [Absent] Pass',
  ]);
});
