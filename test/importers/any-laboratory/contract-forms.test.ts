/** Forms of contract laboratories: what the label claims beside what was found, physical tests among actives, lots over the columns of samples. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

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
