/** Forms of contract laboratories: what the label claims beside what was found, physical tests among actives, lots over the columns of samples. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { page, table, told } from './page.ts';

const samplesOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => samplesOf(art).flatMap(({ rows }) => rows);
const values = (art: string): string[] =>
  rowsOf(art).map(row => {
    const { name, value, unit } = told(row);
    return `${name}: ${value} ${unit ?? ''}`.trim();
  });

const claims = (found: string, recovery: string): string => `
Compound                     Expected (${found})     Found (${found})     ${recovery}
7-Hydroxymitragynine         30.0                   29.4                98.0
Mitragynine                                         0.62
`;

test('a recovery beside what was found in a piece is of what the label claims', () => {
  const rows = rowsOf(claims('mg/piece', 'Recovery (%)'));
  expect(rows.map(told).map(({ name, value, unit }) => [name, value, unit])).toEqual([
    ['7-Hydroxymitragynine', '29.4', 'mg/piece'],
    ['Mitragynine', '0.62', 'mg/piece'],
  ]);
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
});

test('a recovery beside what was found by weight, or of a spike, is of a control', () => {
  expect(rowsOf(claims('mg/kg', 'Recovery (%)'))).toEqual([]);
  expect(rowsOf(claims('mg/piece', 'Spike Recovery (%)'))).toEqual([]);
});

test('a density in the line of a table is a result, among the labels of the report it is none', () => {
  const art = `
Determination                Result            Quantitation Limit
Mitragynine                  9.87 mg/mL        0.05 mg/mL
pH                           4.1               -
Density                      0.952 g/mL        -
`;
  expect(values(art)).toEqual(['Mitragynine: 9.87 mg/mL', 'pH: 4.1 pH', 'Density: 0.952 g/mL']);
  expect(values(art.replace(/Density .*/, '').replace('Determination', 'Density: 0.93 g/mL\n\nDetermination'))).toHaveLength(2);
});

test('a density in a box of labels is no result, though a size over it reads like a heading', () => {
  const art = `
Sample Name         EXAMPLE Batch           Collected          05/11/2022
Matrix Type         Flower                  Client Batch Size  1000 Units
Client Batch #      Example1234             Sample Size        25 Units
Lab Metrc Id        EXAMPLEID               Serving Size       1 grams
                                            Density            1.01
`;
  expect(rowsOf(art)).toEqual([]);
});

test('AMT heads amounts', () => {
  const art = `
ANALYTE                      LIMIT                     AMT        PASS/FAIL
Shiga toxin E. coli          Not detected in 1 g       ND         PASS
Salmonella spp.              Not detected in 1 g       ND         PASS
`;
  expect(rowsOf(art).map(({ value, doubts }) => [value.text, doubts])).toEqual([
    ['ND', []],
    ['ND', []],
  ]);
});

test('the lots of samples side by side stand in a line over their columns, with or without their names', () => {
  const names = 'Sample Name                      Example Red Leaf    Example Green Leaf\n';
  const art = (named: string): string => `
Laboratory No.                   23-7741-1           23-7741-2
${named}Lot No.                          EX-RB-08            EX-GJ-08
Analyte              Unit        Result              Result              LOQ
Arsenic              mg/kg       0.112               0.098               0.005
Cadmium              mg/kg       0.031               0.044               0.002
Lead                 mg/kg       0.402               0.517               0.005
`;
  const heads = (text: string) => samplesOf(text).map(({ sample }) => [sample.labSampleId?.text, sample.name?.text, sample.lot?.text]);
  expect(heads(art(names))).toEqual([
    ['23-7741-1', 'Example Red Leaf', 'EX-RB-08'],
    ['23-7741-2', 'Example Green Leaf', 'EX-GJ-08'],
  ]);
  expect(heads(art(''))).toEqual([
    ['23-7741-1', undefined, 'EX-RB-08'],
    ['23-7741-2', undefined, 'EX-GJ-08'],
  ]);
});

test('what a lot was found to hold after its remediation is its result', () => {
  const art = `
Test                     Units     LOQ       Action Level    Initial Result    Result After Remediation    Status
Total Yeast and Mold     CFU/g     1.0E+02   1.0E+04         4.4E+04           3.1E+03                     Pass
Total Aerobic Bacteria   CFU/g     1.0E+02   1.0E+05         4.4E+04           8.8E+03                     Pass
`;
  const rows = rowsOf(art);
  expect(rows.map(({ value, further, doubts }) => [value.text, further, doubts])).toEqual([
    ['3.1E+03', [], []],
    ['8.8E+03', [], []],
  ]);
});

test('Per 100 g over the numbers and what was weighed behind them are the unit together', () => {
  const art = `
Analysis          Per 100 g   Per Serving   Units    Method
Moisture          11.42       5.71          g        AOAC 925.10
Ash               31.8        15.9          g        AOAC 942.05
Sodium            212         106           mg       AOAC 984.27
`;
  expect(values(art)).toEqual(['Moisture: 11.42 g Per 100 g', 'Ash: 31.8 g Per 100 g', 'Sodium: 212 mg Per 100 g']);
  expect(rowsOf(art).map(({ further }) => further.map(({ value, unit }) => `${value.text} ${unit?.text}`).join())).toEqual([
    '5.71 g',
    '15.9 g',
    '106 mg',
  ]);
});

test('a description is a row where a verdict stands in its line too', () => {
  const art = `
TESTS                 SPECIFICATIONS              RESULTS                    METHODS     STATUS
Description           Off-white to tan powder     Off-white to tan powder    Visual      Complies
Assay (Mitragynine)   NLT 50.0 %                  51.7 %                     HPLC        Complies
Lead                  NMT 0.5 ppm                 <0.05 ppm                  ICP-MS      Complies
`;
  expect(values(art)).toEqual(['Description: Off-white to tan powder', 'Assay (Mitragynine): 51.7 %', 'Lead: <0.05 ppm']);
});

test('numbers under Units, with a unit of their own below it, are the results where all else is told', () => {
  const art = (units: string): string => `
Analyte               LOQ       Limit       Units        Status
${units}
Arsenic               10.0      2000        21.1         Pass
Cadmium               10.0      820         33.0         Pass
Lead                  10.0      1200        12.4         Pass
Mercury               10.0      400         <LOQ         Pass
`;
  const said = (units: string) => rowsOf(art(units)).map(({ value, unit, doubts }) => [value.text, unit?.text, doubts.join()].join(' '));
  expect(said('                      PPB       PPB         PPB')).toEqual(['21.1 PPB ', '33.0 PPB ', '12.4 PPB ', '<LOQ PPB ']);
  // of no unit said, they may be anything
  expect(said('').every(row => row.endsWith('column-guessed'))).toBe(true);
});

test('a heading that is wider than its cells, with its unit behind a comma, is one heading', () => {
  const words = table({
    x: [40, 150, 240, 320, 434, 540],
    y: 100,
    align: ['left', 'centre', 'centre', 'centre', 'centre', 'centre'],
    rows: [
      ['Element', 'Found, µg/g', 'LOD, µg/g', 'LOQ, µg/g', 'Max. allowed, µg/g', 'Outcome'],
      ['Arsenic', '0.031', '0.003', '0.010', '1.5', 'Pass'],
      ['Cadmium', 'ND', '0.003', '0.010', '0.5', 'Pass'],
      ['Lead', '0.062', '0.003', '0.010', '0.5', 'Pass'],
    ],
  });
  const rows = transcribeAny(documentOf(page(words))).flatMap(({ rows }) => rows);
  expect(rows.map(({ value, limit, doubts }) => [value.text, limit?.text, doubts])).toEqual([
    ['0.031', '1.5', []],
    ['ND', '0.5', []],
    ['0.062', '0.5', []],
  ]);
});
