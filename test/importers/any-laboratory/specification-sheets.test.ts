/** Specification sheets as suppliers of extracts write them: what is asked for beside what was found, much of it in words. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const said = (art: string): string[] =>
  rowsOf(art).map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });

test('a specification that names the analyte, or says how much passes, is no row of its own', () => {
  expect(
    said(`
Test Item            Specification               Result                  Method
Appearance           Brown powder                Complies                Visual
Odor                 Characteristic              Complies                Organoleptic
Mesh Size            95% pass 80 mesh            Complies                USP <786>
Assay                10% Mitragynine by HPLC     10.35%                  HPLC
Loss on Drying       NMT 5.0%                    3.21%                   USP <731>
Lead                 NMT 2.0 ppm                 <0.10 ppm               ICP-MS
E. coli              Negative                    Negative                USP <2022>`),
  ).toEqual([
    'Appearance: Complies [Brown powder]',
    'Odor: Complies [Characteristic]',
    'Mesh Size: Complies [95% pass 80 mesh]',
    'Assay: 10.35 % [10% Mitragynine by HPLC]',
    'Loss on Drying: 3.21 % [NMT 5.0%]',
    'Lead: <0.10 ppm [NMT 2.0 ppm]',
    'E. coli: Negative [Negative]',
  ]);
});

test('names that are headings elsewhere, judged against what was asked for', () => {
  const art = `
Test                       Specification               Result           Method
Description                Light brown powder          Complies         Visual
Loss on Drying             NMT 5.0%                    3.21%            USP <731>
pH (1% w/v solution)       4.0 to 7.0                  5.61             USP <791>
Residual Solvents          Meets USP <467>             Complies         GC
Lead                       NMT 2.0 ppm                 <0.10 ppm        ICP-MS`;
  expect(said(art)).toEqual([
    'Description: Complies [Light brown powder]',
    'Loss on Drying: 3.21 % [NMT 5.0%]',
    'pH (1% w/v solution): 5.61 [4.0 to 7.0]',
    'Residual Solvents: Complies [Meets USP <467>]',
    'Lead: <0.10 ppm [NMT 2.0 ppm]',
  ]);
  expect(rowsOf(art).find(({ name }) => name.text.startsWith('pH'))?.doubts).toEqual([]);
});

test('the strength of the solution that was measured is no unit', () => {
  expect(
    said(`
Test                          Specification            Result          Method
Loss on Drying                NMT 5.0 %                4.12 %          In-house
pH (5 % solution)             5.0 - 7.5                6.24            In-house
Conductivity (1 % w/v)        NMT 900                  612             In-house
Lead                          NMT 2.0 ppm              0.31 ppm        In-house`),
  ).toEqual([
    'Loss on Drying: 4.12 % [NMT 5.0 %]',
    'pH (5 % solution): 6.24 [5.0 - 7.5]',
    'Conductivity (1 % w/v): 612 [NMT 900]',
    'Lead: 0.31 ppm [NMT 2.0 ppm]',
  ]);
});

test('results in words: as specified, and as found', () => {
  expect(
    said(`
Analysis             Specification               Result
Appearance           Brown powder                Light brown powder
Odor                 Characteristic              Characteristic
Taste                Bitter                      Bitter
Particle Size        95% pass 80 mesh            98% pass 80 mesh
Mitragynine          NLT 10.0%                   10.35%
Lead                 NMT 2.0 ppm                 <0.10 ppm
Storage              Cool and dry place`),
  ).toEqual([
    'Appearance: Light brown powder [Brown powder]',
    'Odor: Characteristic [Characteristic]',
    'Taste: Bitter [Bitter]',
    'Particle Size: 98% pass 80 mesh [95% pass 80 mesh]',
    'Mitragynine: 10.35 % [NLT 10.0%]',
    'Lead: <0.10 ppm [NMT 2.0 ppm]',
  ]);
});

test('a word of specifications that heads columns elsewhere ends no table', () => {
  expect(
    said(`
Characteristics        Limit                Findings
Physical Appearance    Fine green powder    Conforms
Colour                 Green to brown       Green
Odour                  Characteristic       Characteristic
Mitragynine            NLT 1.0%             1.35%
Lead                   NMT 2.0 ppm          <0.10 ppm`),
  ).toEqual([
    'Physical Appearance: Conforms [Fine green powder]',
    'Colour: Green [Green to brown]',
    'Odour: Characteristic [Characteristic]',
    'Mitragynine: 1.35 % [NLT 1.0%]',
    'Lead: <0.10 ppm [NMT 2.0 ppm]',
  ]);
});

test('words of several under the heading of results, with a verdict or a method beside them', () => {
  expect(
    said(`
Test                 Results              Specifications               Pass/Fail
Appearance           Fine green powder    Fine green powder            Pass
Lead                 0.12 ppm             < 2 ppm                      Pass`),
  ).toEqual(['Appearance: Fine green powder [Fine green powder] Pass', 'Lead: 0.12 ppm [< 2 ppm] Pass']);
  expect(
    said(`
Test                      Result                          Unit      Method
Appearance                White Lyophilized Powder                  Visual
Identity (LC-MS)          NAD+                                      LC-MS
Peptide Sequence          As expected                               LC-MS
Purity (HPLC-UV)          99.94                           %         HPLC-UV`),
  ).toEqual([
    'Appearance: White Lyophilized Powder',
    'Identity (LC-MS): NAD+',
    'Peptide Sequence: As expected',
    'Purity (HPLC-UV): 99.94 %',
  ]);
});

test('`Standard` over what is asked for is the heading of the limits', () => {
  expect(
    said(`
Items                         Standard                    Results
Color                         Brown                       Conform
Bulk Density                  0.4-0.6 g/ml                0.52 g/ml
Heavy Metals
Pb                            ≤2ppm                       0.41ppm
Salmonella                    Negative                    Negative`),
  ).toEqual([
    'Color: Conform [Brown]',
    'Bulk Density: 0.52 g/ml [0.4-0.6 g/ml]',
    'Pb: 0.41 ppm [≤2ppm]',
    'Salmonella: Negative [Negative]',
  ]);
});

test('without headings: bounds alone are the specification, and the rows are doubted', () => {
  const before = `
Lead                 0.12 mg/kg        NMT 1.0 mg/kg       Complies
Cadmium              0.05 mg/kg        NMT 0.5 mg/kg       Complies
Arsenic              <0.01 mg/kg       NMT 1.5 mg/kg       Complies`;
  expect(said(before)).toEqual([
    'Lead: 0.12 mg/kg [NMT 1.0 mg/kg] Complies',
    'Cadmium: 0.05 mg/kg [NMT 0.5 mg/kg] Complies',
    'Arsenic: <0.01 mg/kg [NMT 1.5 mg/kg] Complies',
  ]);
  const behind = `
Mitragynine          HPLC                 ≥ 1.3 %                      1.52 %
Moisture             USP <731>            ≤ 10 %                       6.2 %
Yeast & Mold         USP <2021>           ≤ 1,000 cfu/g                < 10 cfu/g`;
  expect(said(behind)).toEqual(['Mitragynine: 1.52 % [≥ 1.3 %]', 'Moisture: 6.2 % [≤ 10 %]', 'Yeast & Mold: < 10 cfu/g [≤ 1,000 cfu/g]']);
  for (const row of [...rowsOf(before), ...rowsOf(behind)]) expect(row.doubts).toContain('column-guessed');
});

test('without headings: units in the names, or a verdict beside results with units; numbers alone tell nothing', () => {
  expect(
    said(`
Mitragynine (% w/w)               1.45
7-Hydroxymitragynine (% w/w)      0.018`),
  ).toEqual(['Mitragynine (% w/w): 1.45 % w/w', '7-Hydroxymitragynine (% w/w): 0.018 % w/w']);
  expect(
    said(`
Arsenic        0.12 ppm     PASS
Cadmium        <LOQ         PASS
Lead           0.34 ppm     PASS`),
  ).toEqual(['Arsenic: 0.12 ppm PASS', 'Cadmium: <LOQ ppm PASS', 'Lead: 0.34 ppm PASS']);
  expect(
    said(`
Arsenic        0.12     1.5
Lead           0.34     0.5`),
  ).toEqual([]);
});

test('a limit in brackets and a verdict behind a result in a sentence of its own', () => {
  expect(
    said(`
Lead (Pb): 0.12 ppm (Limit: 0.5 ppm) PASS
Arsenic (As): ND (Limit: 1.5 ppm) PASS
Cadmium: 0.9 ppm FAIL
Mercury: 0.9 ppm of sample 3 was seen`),
  ).toEqual(['Lead (Pb): 0.12 ppm [0.5 ppm] PASS', 'Arsenic (As): ND [1.5 ppm] PASS', 'Cadmium: 0.9 ppm FAIL']);
});

test('claims are no results; milligrams a count are milligrams a piece', () => {
  expect(
    said(`
Component              Label Claim      Found           % of Claim
Mitragynine            45 mg/ct         46.2 mg/ct      102.7
7-OH Mitragynine       15 mg/ct         14.7 mg/ct      98.0`),
  ).toEqual(['Mitragynine: 46.2 mg/ct', '7-OH Mitragynine: 14.7 mg/ct']);
});

test('the title over analytes side by side is no part of the first name', () => {
  expect(
    said(`
Sample: Red Bali         Lot: RB-2024-11
Potency
MITRAGYNINE             7-OH MITRAGYNINE          TOTAL ALKALOIDS
1.52%                   0.012%                    1.98%`),
  ).toEqual(['MITRAGYNINE: 1.52 %', '7-OH MITRAGYNINE: 0.012 %', 'TOTAL ALKALOIDS: 1.98 %']);
});

test('a row of a table of several panels is of the panel of its analyte', () => {
  const rows = rowsOf(`
Test Name                       Results              Spec
Arsenic                         <0.010 ppm           <1.5 ppm
Cadmium                         0.023 ppm            <0.5 ppm
Lead                            0.112 ppm            <1.0 ppm
Aerobic Plate Count             1,200 cfu/g          <10^7 cfu/g`);
  expect(rows.map(({ panel }) => panel)).toEqual(['metals', 'metals', 'metals', 'microbes']);
});

test('a symbol alone is the element among analytes of several panels, and `Heavy Metals` with a limit all of them together', () => {
  const art = `
Item                 Standard            Results         Test method
Assay                95%                 95.36%          HPLC
Bulk Density         0.4-0.7 gm/ml       0.5384gm/ml     USP<616>
Loss on drying       5.0% Max            3.32%           USP<731>
Heavy Metal          10ppm               Complies        AAS
Pb                   2ppm                0.35 ppm        AAS
As                   2ppm                0.11 ppm        AAS
Total plate count    1000cfu/g Max       40cfu/g         AOAC
Salmonella           Negative            Negative        AOAC`;
  const analytes = transcribeAny(documentOf(pageOfText(1, art))).flatMap(t => interpret(t).results.map(({ analyte }) => analyte));
  expect(analytes).toEqual([
    ...['purity', 'bulk_density', 'moisture', 'total_heavy_metals', 'lead', 'arsenic_total'],
    ...['tamc', 'salmonella'],
  ]);
});

test('headings in Spanish, and a count that needs no unit', () => {
  expect(
    said(`
Elemento de prueba          Estándar         Resultado
Viscosidad                  1300-1700        1390
Pérdida por desecación      ≤ 13,0 %         10,2 %
Pb                          ≤ 2,0 ppm        < 2,0 ppm
Recuento total en placa     ≤ 2000 UFC/g     300 UFC/g`),
  ).toEqual([
    'Viscosidad: 1390 [1300-1700]',
    'Pérdida por desecación: 10,2 % [≤ 13,0 %]',
    'Pb: < 2,0 ppm [≤ 2,0 ppm]',
    'Recuento total en placa: 300 UFC/g [≤ 2000 UFC/g]',
  ]);
});

test('results in words that stand for a bound, an estimate or nothing found begin a row as numbers do', () => {
  expect(
    said(`
MICROBIOLOGY                                            LIMIT
Total Aerobic Plate Count          4.0E+02 CFU/g        1.0E+05 CFU/g       PASS
Total Yeast and Mold               10 (est) CFU/g       1.0E+03 CFU/g       PASS
Coliforms                          Less than 10         1.0E+02 CFU/g       PASS
S. aureus                          No growth observed   Absent              PASS
Salmonella                         Absent in 25 gm      Absent              PASS`),
  ).toEqual([
    'Total Aerobic Plate Count: 4.0E+02 CFU/g [1.0E+05 CFU/g] PASS',
    'Total Yeast and Mold: 10 (est) CFU/g [1.0E+03 CFU/g] PASS',
    'Coliforms: Less than 10 [1.0E+02 CFU/g] PASS',
    'S. aureus: No growth observed [Absent] PASS',
    'Salmonella: Absent in 25 gm [Absent] PASS',
  ]);
});

test('nothing but units over the columns', () => {
  const rows = rowsOf(`
Kratom Alkaloids (LC-UV)
                            mg/g         %          mg/capsule
Mitragynine                 15.2         1.52       9.12
7-Hydroxymitragynine        0.12         0.012      0.07`);
  expect(
    rows.map(({ name, value, unit, further }) => [
      name.text,
      value.text,
      unit?.text,
      ...further.map(other => `${other.value.text} ${other.unit?.text}`),
    ]),
  ).toEqual([
    ['Mitragynine', '15.2', 'mg/g', '1.52 %', '9.12 mg/capsule'],
    ['7-Hydroxymitragynine', '0.12', 'mg/g', '0.012 %', '0.07 mg/capsule'],
  ]);
});

test('minutes of retention are no minimum', () => {
  expect(
    said(`
Compound        Retention (min)      Area        Amount (%)
Mitragynine     8.412                145210      1.52
7-OH-MG         4.210                1102        0.01`),
  ).toEqual(['Mitragynine: 1.52 %', '7-OH-MG: 0.01 %']);
});

test.each([
  ['Sample ID', ['labSampleId', 'RB-01', 'GM-02']],
  ['Lot No.', ['lot', 'RB-01', 'GM-02']],
] as const)('a sample a line, its number under `%s`', (heading, [field, ...numbers]) => {
  const transcripts = transcribeAny(
    documentOf(
      pageOfText(
        1,
        `
${heading}     Mitragynine (%)     7-OH Mitragynine (%)     Total Alkaloids (%)
RB-01         1.42                0.02                     1.90
GM-02         1.51                <0.01                    2.01`,
      ),
    ),
  );
  expect(
    transcripts.map(({ sample, rows }) => [sample[field]?.text, ...rows.map(({ value, unit }) => `${value.text} ${unit?.text}`)]),
  ).toEqual([
    [numbers[0], '1.42 %', '0.02 %', '1.90 %'],
    [numbers[1], '1.51 %', '<0.01 %', '2.01 %'],
  ]);
});

test('times and hardness of tablets; symbols of elements are no names; a name of several analytes', () => {
  expect(
    said(`
Test                         Specification            Result             Method
Disintegration               NMT 30 min               12 min             USP <2040>
Hardness                     5-10 kp                  7.2 kp             In-house
Friability                   NMT 1%                   0.21%              USP <1216>`),
  ).toEqual(['Disintegration: 12 min [NMT 30 min]', 'Hardness: 7.2 kp [5-10 kp]', 'Friability: 0.21 % [NMT 1%]']);
  expect(
    said(`
Analyte                   Symbol    LOD (ppb)    Limit (ppb)    Results (ppb)     Pass/Fail
Arsenic                   As        1.0          1500           112               Pass
Lead                      Pb        1.0          500            620               Fail`),
  ).toEqual(['Arsenic: 112 ppb [1500] Pass', 'Lead: 620 ppb [500] Fail']);
  expect(said('\nYeast: <10 CFU/g\nMold: 40 CFU/g')).toEqual(['Yeast: <10 CFU/g', 'Mold: 40 CFU/g']);
});

test('amounts under headings of words, and a unit on the line below its number', () => {
  expect(
    said(`
Test Item           Test Result        Acceptance Criteria
Color               Complies           Green to brown
Acetone             237 ppm            Max. 5000 ppm
Ethanol             <LOD               Max. 5000 ppm
                    40151
Total Yeast         CFU/g              Max. 100000 CFU/g`),
  ).toEqual([
    'Color: Complies [Green to brown]',
    'Acetone: 237 ppm [Max. 5000 ppm]',
    'Ethanol: <LOD [Max. 5000 ppm]',
    'Total Yeast: 40151 CFU/g [Max. 100000 CFU/g]',
  ]);
});

test('a row with an empty result beside its specification has what was thought of it for a result, with a doubt', () => {
  const art = `
Test                 Result        Unit      Limit             Status
Mitragynine          1.44          %         1.2 - 1.8         Pass
Lead                 0.09          ppm       0.5               Pass
Foreign Matter                               None visible      Complies`;
  expect(rowsOf(art).map(row => [row.name.text, row.value.text, row.limit?.text, row.verdict?.text, row.doubts.join()])).toEqual([
    ['Mitragynine', '1.44', '1.2 - 1.8', 'Pass', ''],
    ['Lead', '0.09', '0.5', 'Pass', ''],
    ['Foreign Matter', 'Complies', 'None visible', 'Complies', 'column-guessed'],
  ]);
});
