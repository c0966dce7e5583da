/** Tables that print quality control, least amounts, footnotes or several products beside their results. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const transcriptsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => transcriptsOf(art).flatMap(({ rows }) => rows);
/** `name: value unit [limit]` */
const said = (art: string): string[] =>
  rowsOf(art).map(row => {
    const { name, value, unit, limit } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`].filter(Boolean).join(' ');
  });
const doubts = (art: string): string[][] => rowsOf(art).map(row => [...row.doubts]);

test.each([
  ['Spec Min     Spec Max     Result     Units', ''],
  ['NLT          NMT          Result     Units', ''],
  ['Lower        Upper        Result     Units', ''],
  ['Min          Max          Result     Units', '                       Specification'],
])('a least and a greatest amount in columns of their own: %s', (headings, over) => {
  const art = `
${over}
Test                   ${headings}
Mitragynine            1.2          1.8          1.52       %
Speciogynine           0.1                       0.23       %
Lead                                0.5          0.12       ppm`;
  expect(said(art)).toEqual(['Mitragynine: 1.52 % [1.2 - 1.8]', 'Speciogynine: 0.23 % [min. 0.1]', 'Lead: 0.12 ppm [0.5]']);
  expect(doubts(art).flat()).toEqual([]);
});

test('blanks beside the results say nothing of them; recoveries and duplicates leave a doubt whose results they are', () => {
  const blanks = `
Element     Result     Method Blank     LOQ      Unit
Arsenic     0.12       <0.005           0.01     mg/kg
Lead        0.55       <0.005           0.01     mg/kg`;
  expect(said(blanks)).toEqual(['Arsenic: 0.12 mg/kg', 'Lead: 0.55 mg/kg']);
  expect(doubts(blanks)).toEqual([[], []]);
  const recovered = `
Analyte       Result (ppm)     LOQ (ppm)     Spike Recovery (%)     Limit (ppm)
Arsenic       0.12             0.01          98                     1.5
Cadmium       <0.01            0.01          101                    0.5`;
  expect(said(recovered)).toEqual(['Arsenic: 0.12 ppm [1.5]', 'Cadmium: <0.01 ppm [0.5]']);
  expect(doubts(recovered)).toEqual([['column-guessed'], ['column-guessed']]);
  // the words of the heading so far apart that they are two
  const parted = recovered.replace('Spike Recovery (%)', 'Spike    Recovery (%)');
  expect(said(parted)).toEqual(said(recovered));
  expect(doubts(parted)).toEqual(doubts(recovered));
  const duplicated = `
Analyte       Result     Blank     Duplicate     RPD      Units
Arsenic       0.12       <0.01     0.13          8.0      mg/kg
Lead          0.55       <0.01     0.53          3.7      mg/kg`;
  expect(said(duplicated)).toEqual(['Arsenic: 0.12 mg/kg', 'Lead: 0.55 mg/kg']);
  expect(doubts(duplicated)).toEqual([['column-guessed'], ['column-guessed']]);
});

test.each([
  ['Method Blank', 'Result     Units     PQL      MDL', '<0.10      mg/kg     0.10     0.02'],
  [
    'Laboratory Control Sample',
    'Result     Units     Spike Level    % Rec     Limits',
    '0.98       mg/kg     1.00           98        80-120',
  ],
  ['', 'Result     Units     Spike Level    % Rec     Limits', '0.98       mg/kg     1.00           98        80-120'],
  ['Metals', 'Result     % Recovery     Limits', '0.98       98             80-120'],
])('quality control alone is no result: %s, %s', (title, headings, cells) => {
  expect(
    said(`
${title}
Parameter          ${headings}
Arsenic            ${cells}
Lead               ${cells}`),
  ).toEqual([]);
});

test('what was digested in duplicate is no control, nor a specification because a column is headed so', () => {
  const art = `
Metals (mg/kg), duplicate digestion
Element      Dup. A     Dup. B     Average     Specification     Outcome
Lead         0.214      0.222      0.218       ≤ 1.0             Pass
Arsenic      0.071      0.069      0.070       ≤ 1.0             Pass`;
  expect(said(art)).toEqual(['Lead: 0.218 mg/kg [≤ 1.0]', 'Arsenic: 0.070 mg/kg [≤ 1.0]']);
  expect(doubts(art).flat()).not.toContain('specification-suspected');
});

test('a count or the mark of a footnote behind a number', () => {
  const [transcript] = transcriptsOf(`
Analyte       Result     Unit
Lead          0.12 (1)   mg/kg
Cadmium       1.9 (2)    mg/kg
Arsenic       0.3 ¹      mg/kg
Mercury       1.2 x 10 ³ ug/kg`);
  expect(interpret(transcript!).results.map(({ number, flags }) => [number, ...flags])).toEqual([
    ['0.12', 'laboratory-qualifier'],
    ['1.9', 'laboratory-qualifier'],
    ['0.3'],
    ['1.200'],
  ]);
});

test('names behind their results', () => {
  expect(
    said(`
Result       Unit      Analyte           Limit
0.12         mg/kg     Lead              0.5
<0.01        mg/kg     Cadmium           0.3
ND           mg/kg     Arsenic           1.0`),
  ).toEqual(['Lead: 0.12 mg/kg [0.5]', 'Cadmium: <0.01 mg/kg [0.3]', 'Arsenic: ND mg/kg [1.0]']);
});

test.each([
  [
    'the same units again under the name of each',
    `
                      Red Bali                     Green Malay
Alkaloid              mg/g         %               mg/g         %
Mitragynine           14.2         1.42            15.3         1.53
Speciogynine          1.9          0.19            2.1          0.21`,
  ],
  [
    'a column of each',
    `
Alkaloid              Red Bali         Green Malay      Unit
Mitragynine           14.2             15.3             mg/g
Speciogynine          1.9              2.1              mg/g`,
  ],
])('products side by side, doubted: %s', (_, art) => {
  const transcripts = transcriptsOf(art);
  expect(transcripts.map(({ sample, rows }) => [sample.name?.text, ...rows.map(({ value }) => value.text)])).toEqual([
    ['Red Bali', '14.2', '1.9'],
    ['Green Malay', '15.3', '2.1'],
  ]);
  expect(new Set(doubts(art).flat())).toEqual(new Set(['column-guessed']));
});

test('what the results are of beside the same units again is no product', () => {
  expect(
    transcriptsOf(`
                      Dry Basis                    As Received
Alkaloid              mg/g         %               mg/g         %
Mitragynine           14.2         1.42            15.3         1.53
Speciogynine          1.9          0.19            2.1          0.21`),
  ).toHaveLength(1);
});

/** `name: value LOD/LOQ` */
const limited = (art: string): string[] =>
  rowsOf(art).map(({ name, value, lod, loq }) => `${name.text}: ${value.text} ${lod?.text ?? '-'}/${loq?.text ?? '-'}`);

test.each([
  ['LOQ: Pb 0.005, Cd 0.002 mg/kg', ['Lead: 0.12 -/0.005', 'Cadmium: ND* -/0.002']],
  ['LOQ (mg/kg): Lead 0.005; Cadmium 0.002', ['Lead: 0.12 -/0.005', 'Cadmium: ND* -/0.002']],
  ['LOD for all elements 0.01 mg/kg', ['Lead: 0.12 0.01/-', 'Cadmium: ND* 0.01/-']],
  ['LOQ for all metals: 0.01 mg/kg', ['Lead: 0.12 -/0.01', 'Cadmium: ND* -/0.01']],
  ['*ND = <0.5 mg/kg', ['Lead: 0.12 -/-', 'Cadmium: ND* 0.5/-']],
  ['ND: Not Detected (<0.5 mg/kg)', ['Lead: 0.12 -/-', 'Cadmium: ND* 0.5/-']],
  ['Digested by microwave. The limit of quantitation for each element is 0.01 mg/kg.', ['Lead: 0.12 -/0.01', 'Cadmium: ND* -/0.01']],
  ['Measured by ICP-MS. The limit of quantitation\nfor all metals is 0.01 mg/kg. No others.', ['Lead: 0.12 -/0.01', 'Cadmium: ND* -/0.01']],
  // of other things, in another unit, or of what is not known
  ['The LOQ for each element is 0.01 mg/kg unless noted.', ['Lead: 0.12 -/-', 'Cadmium: ND* -/-']],
  ['LOQ for all pesticides 0.01 mg/kg', ['Lead: 0.12 -/-', 'Cadmium: ND* -/-']],
  ['LOQ: Pb 5, Cd 2 ug/kg', ['Lead: 0.12 -/-', 'Cadmium: ND* -/-']],
  ['LOQ: Pb 0.005, Xyz 0.002 mg/kg', ['Lead: 0.12 -/-', 'Cadmium: ND* -/-']],
])('limits of measurement in a footnote: %s', (note, expected) => {
  expect(
    limited(`
Analyte       Result     Unit
Lead          0.12       mg/kg
Cadmium       ND*        mg/kg

${note}`),
  ).toEqual(expected);
});

test('limits of measurement in a table of their own', () => {
  expect(
    limited(`
Analyte       Result     Unit
Lead          0.12       mg/kg
Cadmium       ND         mg/kg

Analyte       LOD        LOQ      Unit
Lead          0.002      0.005    mg/kg
Cadmium       0.001      0.002    mg/kg`),
  ).toEqual(['Lead: 0.12 0.002/0.005', 'Cadmium: ND 0.001/0.002']);
});

test('a unit behind what the names are; specifications with ranges and words among them, without headings', () => {
  expect(
    said(`
Mycotoxin (ppb)        LOD     LOQ     Limit     Result
Aflatoxin B1           0.5     1.5     20        <LOD
Ochratoxin A           0.7     2.0     20        3.1`),
  ).toEqual(['Aflatoxin B1: <LOD ppb [20]', 'Ochratoxin A: 3.1 ppb [20]']);
  const bare = `
Loss on Drying            NMT 12%             7.4%            USP <731>
Water Activity            NMT 0.65 aw         0.412 aw        USP <922>
Bulk Density              0.3 - 0.6 g/mL      0.44 g/mL       USP <616>`;
  expect(said(bare)).toEqual([
    'Loss on Drying: 7.4 % [NMT 12%]',
    'Water Activity: 0.412 aw [NMT 0.65 aw]',
    'Bulk Density: 0.44 g/mL [0.3 - 0.6 g/mL]',
  ]);
  for (const own of doubts(bare)) expect(own).toContain('column-guessed');
});

test('what was not found may not be, beside limits in numbers, and was read from the right columns', () => {
  const [transcript] = transcriptsOf(`
Organism               Result        Unit         Spec
Total coliforms        <3            MPN/g        100
Enterobacteriaceae     23            MPN/g        1000
Salmonella             ND            /25g         ND`);
  expect(interpret(transcript!).results.flatMap(({ flags }) => flags)).toEqual([]);
});

test('how far runs went, shares of a limit and weights of a sample are no limits and no results', () => {
  expect(
    said(`
Test          Limit     Average      Low       High     Unit
Lead          0.5       0.12         0.10      0.14     ppm
Cadmium       0.3       0.03         0.02      0.04     ppm`),
  ).toEqual(['Lead: 0.12 ppm [0.5]', 'Cadmium: 0.03 ppm [0.3]']);
  const rows = rowsOf(`
Analyte     Sample Wt (g)     Result (ppm)     % of Limit     Limit (ppm)
Lead        0.5123            0.12             24             0.5
Cadmium     0.5123            0.03             10             0.3`);
  expect(rows.map(({ value, limit, further, furtherLimits }) => [value.text, limit?.text, further, furtherLimits])).toEqual([
    ['0.12', '0.5', [], undefined],
    ['0.03', '0.3', [], undefined],
  ]);
});

test('the unit of a limit beside a bare number is doubted', () => {
  const art = `
Test           Specification        Result
Lead           NMT 0.5 ppm          0.12
Cadmium        NMT 0.3 ppm          0.03`;
  expect(said(art)).toEqual(['Lead: 0.12 ppm [NMT 0.5 ppm]', 'Cadmium: 0.03 ppm [NMT 0.3 ppm]']);
  expect(doubts(art)).toEqual([['unit-inherited'], ['unit-inherited']]);
});

test('a unit before a share in percent is that of the result behind it', () => {
  expect(
    rowsOf(`
Component          UOM       wt. %      Result
Mitragynine        mg/g      0.9687     9.687
Speciogynine       mg/g      0.0499     0.499`).map(row => [
      told(row).value,
      told(row).unit,
      ...row.further.map(({ value, unit }) => `${value.text} ${unit?.text}`),
    ]),
  ).toEqual([
    ['0.9687', 'wt. %', '9.687 mg/g'],
    ['0.0499', 'wt. %', '0.499 mg/g'],
  ]);
});
