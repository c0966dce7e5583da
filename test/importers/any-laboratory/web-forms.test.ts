/** Further forms printed from web pages: signs for verdicts, charts beside tables, methods under names, headings over the wrong rows. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const transcriptsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => transcriptsOf(art).flatMap(({ rows }) => rows);
const toldOf = (art: string) => rowsOf(art).map(told);

test('the sign of a verdict set close behind a limit in words is no part of it', () => {
  const rows = toldOf(`
Test                    Result             Limit            Status
Mold                    < 10 CFU/g         10000            ✓
E. coli                 Absent in 10 g     Absent in 10 g ✓
Salmonella              Absent in 25 g     Absent in 25 g ✗`);
  expect(rows.map(({ limit, verdict }) => [limit, verdict])).toEqual([
    ['10000', '✓'],
    ['Absent in 10 g', '✓'],
    ['Absent in 25 g', '✗'],
  ]);
});

test('ticked boxes under `Pass` are verdicts, and no methods', () => {
  const rows = rowsOf(`
Analysis                Result             Specification       Pass
Lead                    0.388 ppm          NMT 0.5 ppm         ☑
Cadmium                 0.052 ppm          NMT 0.5 ppm         ☑
Mercury                 0.211 ppm          NMT 0.2 ppm         ☒`);
  expect(rows.map(({ verdict, method }) => [verdict?.text, method?.text])).toEqual([
    ['☑', undefined],
    ['☑', undefined],
    ['☒', undefined],
  ]);
  const [reading] = transcriptsOf(`
Analysis                Result             Specification       Pass
Lead                    0.388 ppm          NMT 0.5 ppm         ☑
Mercury                 0.211 ppm          NMT 0.2 ppm         ☒`).map(transcript => interpret(transcript));
  expect(reading!.results.map(({ printedVerdict }) => printedVerdict)).toEqual(['pass', 'fail']);
});

describe('the legend of a chart', () => {
  const art = (last: string) => `
ALKALOID PROFILE
                Mitragynine 65.2%
                Paynantheine 12.1%
                Speciogynine 8.4%
                Speciociliatine ${last}

Compound                 LOQ (%)      Result (%)      Result (mg/g)
Mitragynine              0.005        1.462           14.62
Paynantheine             0.005        0.271           2.71
Speciociliatine          0.005        0.321           3.21
Speciogynine             0.005        0.188           1.88`;
  const values = (last: string) => rowsOf(art(last)).map(({ name, value }) => `${name.text} ${value.text}`);

  test('whose shares add up to a hundred gives no results', () => {
    expect(values('14.3%')).toEqual(['Mitragynine 1.462', 'Paynantheine 0.271', 'Speciociliatine 0.321', 'Speciogynine 0.188']);
  });

  test('that does not add up is told, with its doubts', () => {
    expect(values('19.9%')).toHaveLength(8);
  });
});

test('amounts of which some are told to be dry are not all so', () => {
  const [transcript] = transcriptsOf(`
Analyte     % (Dry)      mg/g (Dry)     %          mg/g        LOD         LOQ
CBC         0.068        0.68           0.061      0.61        0.0004      0.0012
CBG         0.132        1.32           0.118      1.18        0.0004      0.0012
THCa        27.62        276.2          24.61      246.1       0.0004      0.0012`);
  const { results } = interpret(transcript!);
  expect(results.map(({ basis, flags }) => [basis, flags])).toEqual([
    ['dry', []],
    ['dry', []],
    ['dry', []],
  ]);
  expect(results[0]!.further.map(({ number, basis }) => [number, basis])).toEqual([
    ['0.68', 'dry'],
    ['0.61', 'unknown'],
    ['0.61', 'unknown'],
  ]);
});

test('the unit in the last row of a table on its side is not that of the table below it', () => {
  const rows = rowsOf(`
Compounds         CBD       CBDA       CBG       CBGA
Amount (%)        0.06      0.11       0.14      0.92
Amount (mg/g)     0.6       1.1        1.4       9.2
LOQ (mg/g)        0.1       0.1        0.1       0.1
Microbial Screening
Test                    Result      Units       State Limit    Pass/Fail
Total Yeast & Mold      1,200       CFU/g       10,000         Pass
Total Coliforms         <100        CFU/g       1,000          Pass
E. coli                 Absent                  Absent         Pass`);
  expect(rows.slice(4).map(({ name, unit, doubts }) => [name.text, unit?.text, doubts])).toEqual([
    ['Total Yeast & Mold', 'CFU/g', []],
    ['Total Coliforms', 'CFU/g', []],
    ['E. coli', undefined, []],
  ]);
});

test('a line with the method under every name belongs to it, and leaves no doubt of the name', () => {
  const rows = rowsOf(`
Analysis                Result             Specification
Total Withanolides      5.31 %             NLT 5.0 %
HPLC-UV, in-house

Lead                    0.388 ppm          NMT 0.5 ppm
ICP-MS AOAC 2015.01

Mold                    <10 CFU/g          NMT 1,000 CFU/g
AOAC 997.02`);
  expect(rows.map(({ name, method, doubts }) => [name.text, method?.text, doubts])).toEqual([
    ['Total Withanolides', 'HPLC-UV, in-house', []],
    ['Lead', 'ICP-MS AOAC 2015.01', []],
    ['Mold', 'AOAC 997.02', []],
  ]);
});

test('a table of one row that nobody knows reaches to no table far below', () => {
  const rows = rowsOf(`
Assay
Test                                    Result     Units   RDL    Specification   Status
Total Examplosides                      80.6       % w/w   0.1    80.0            Pass



Microbiology
Test              Result         Units      RDL     Specification   Status
XAMC / XGAT       50             CFU/g      10      100             Pass
XYMC / XMLT       < 10           CFU/g      10      100             Pass
E. coli           Absent / 10 g                     Absent / 10 g   Pass`);
  expect(rows.map(({ name, value }) => `${name.text} ${value.text}`).sort()).toEqual([
    'E. coli Absent / 10 g',
    'Total Examplosides 80.6',
    'XAMC / XGAT 50',
    'XYMC / XMLT < 10',
  ]);
});

test('figures in large type over names, in a row of boxes, are results with a doubt; two of them are none', () => {
  const tiles = (count: number) =>
    transcribeAny(
      documentOf(
        pageOf(1, [
          ...[
            ['1.39%', 'Mitragynine'],
            ['0.22%', 'Paynantheine'],
            ['0.31%', 'Speciociliatine'],
          ]
            .slice(0, count)
            .flatMap(([value, name], i): Placed[] => [
              [70 + i * 150, 160, value!, { size: 17 }],
              [68 + i * 150, 176, name!, { size: 9 }],
            ]),
          [38, 230, 'Metal'],
          [206, 230, 'Result (ppm)'],
          [38, 244, 'Lead'],
          [206, 244, '0.29'],
          [38, 258, 'Arsenic'],
          [206, 258, '0.11'],
        ]),
      ),
    ).flatMap(({ rows }) => rows.map(({ name, value, doubts }) => [name.text, value.text, doubts]));
  const metals = [
    ['Lead', '0.29', []],
    ['Arsenic', '0.11', []],
  ];
  expect(tiles(3)).toEqual(
    expect.arrayContaining([
      ...metals,
      ['Mitragynine', '1.39', ['value-stacked']],
      ['Paynantheine', '0.22', ['value-stacked']],
      ['Speciociliatine', '0.31', ['value-stacked']],
    ]),
  );
  expect(tiles(2)).toEqual(metals);
});

test('a limit under a heading drawn over several rows of headings, beside samples that are named over their numbers', () => {
  const rows = transcriptsOf(`
                 Client Sample ID     Well 1         Well 2         Guideline
                 Date Sampled         08-Jul-2024    08-Jul-2024
Parameter        Unit      RDL        KE24-5510-01   KE24-5510-02
Arsenic          mg/L      0.0001     0.0021         0.0018         0.010
Lead             mg/L      0.0002     <0.0002        0.0004         0.005
Manganese        mg/L      0.001      0.021          0.133          0.12`).flatMap(({ sample, rows: own }) =>
    own.map(({ name, value, limit, doubts }) => [sample.name?.text, name.text, value.text, limit?.text, doubts]),
  );
  expect(rows).toEqual([
    ['Well 1', 'Arsenic', '0.0021', '0.010', []],
    ['Well 1', 'Lead', '<0.0002', '0.005', []],
    ['Well 1', 'Manganese', '0.021', '0.12', []],
    ['Well 2', 'Arsenic', '0.0018', '0.010', []],
    ['Well 2', 'Lead', '0.0004', '0.005', []],
    ['Well 2', 'Manganese', '0.133', '0.12', []],
  ]);
});

test("apostrophes part thousands: `12'000`", () => {
  const [reading] = transcriptsOf(`
Parameter                 Resultat    Einheit    Richtwert
Aerobe mesophile Keime    12'000      KbE/g      1'000'000
Enterobacteriaceae        300         KbE/g      10’000`).map(transcript => interpret(transcript));
  expect(reading!.results.map(({ number, printed, flags }) => [number, printed.limit, flags])).toEqual([
    ['12000', "1'000'000", []],
    ['300', '10’000', []],
  ]);
});

test('names and numbers under a title with its unit are read by it, and not by the headings of a table above', () => {
  const rows = rowsOf(`
Analyte          LOD %      LOQ %      %         mg/g
CBDA             0.01       0.03       13.20     132.0
CBD              0.01       0.03       0.92      9.2
THCA             0.01       0.03       0.41      4.1
Terpenes (%)
β-Myrcene                   0.641
β-Caryophyllene             0.402
Limonene                    0.255`);
  expect(rows.slice(3).map(({ name, value, unit, loq }) => [name.text, value.text, unit?.text, loq?.text])).toEqual([
    ['β-Myrcene', '0.641', '%', undefined],
    ['β-Caryophyllene', '0.402', '%', undefined],
    ['Limonene', '0.255', '%', undefined],
  ]);
});

test('the lot before, a reference material and a control beside the sample are none of its results', () => {
  const values = (art: string) => rowsOf(art).map(({ name, value, doubts }) => [name.text, value.text, doubts.length > 0]);
  expect(
    values(`
Analyte                 Previous lot (%)    This lot (%)    LOQ (%)
Mitragynine             1.39                1.44            0.01
7-Hydroxymitragynine    0.011               0.014           0.005`),
  ).toEqual([
    ['Mitragynine', '1.44', false],
    ['7-Hydroxymitragynine', '0.014', false],
  ]);
  for (const beside of ['Reference material (%)', 'Average of last 5 lots', 'Control result'])
    expect(
      values(`
Alkaloid              ${beside.padEnd(24)} Sample (%)
Mitragynine           1.50                     1.52
Speciogynine          0.20                     0.19`).map(([name, value]) => [name, value]),
    ).toEqual([
      ['Mitragynine', '1.52'],
      ['Speciogynine', '0.19'],
    ]);
});
