/** Forms of tables and cells as laboratories print them, drawn in letters: a column for every piece parted by two blanks. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (...pages: string[]) =>
  transcribeAny(documentOf(...pages.map((art, index) => pageOfText(index + 1, art)))).flatMap(({ rows }) => rows);

test('a column of verdicts left of the names', () => {
  const rows = rowsOf(`
Status     Analyte                Result     Unit      Limit
Pass       Lead                   0.12       ppm       0.5
Fail       Cadmium                0.95       ppm       0.5`);
  expect(rows.map(told)).toEqual([
    { name: 'Lead', value: '0.12', unit: 'ppm', limit: '0.5', verdict: 'Pass' },
    { name: 'Cadmium', value: '0.95', unit: 'ppm', limit: '0.5', verdict: 'Fail' },
  ]);
});

test.each([
  [
    'their heading over the line of headings',
    `
Potency                                              Status   Analyte        Limit    Result
Analyte          mg/g       %       LOQ (mg/g)                               µg/g     µg/g
CBDV             ND         ND      0.030            Pass     Abamectin      0.3      ND
CBD              1.262      0.1262  0.030            Fail     Acephate       5        6.1
CBG              0.134      0.0134  0.030            Pass     Acequinocyl    4        ND`,
  ],
  [
    'a row of them level with the headings',
    `
                                                     Status   Analyte        Limit    Result
                                                     Pass     Abamectin      0.3      ND
Analyte          mg/g       %       LOQ (mg/g)       Pass     Acephate       5        0.1
CBDV             ND         ND      0.030            Fail     Acequinocyl    4        4.4
CBD              1.262      0.1262  0.030            Pass     Acetamiprid    5        ND
CBG              0.134      0.0134  0.030            Pass     Aldicarb       4        ND`,
  ],
])('verdicts left of the names of the table beside are none of the table before: %s', (_, art) => {
  const verdicts = new Map(rowsOf(art).map(({ name, verdict }) => [name.text, verdict?.text]));
  expect(['CBDV', 'CBD', 'CBG'].map(name => verdicts.get(name))).toEqual([undefined, undefined, undefined]);
  expect(verdicts.get('Acequinocyl')).toBe(art.includes('4.4') ? 'Fail' : 'Pass');
});

test('a column of verdicts left of the names of which most rows have none', () => {
  const rows = rowsOf(`
Conclusion   Analyte                Action Level   Reporting Limit     Result
N/A          Aflatoxin B1           N/A            2.0                 Not Detected
N/A          Aflatoxin B2           N/A            2.0                 Not Detected
N/A          Aflatoxin G1           N/A            2.0                 Not Detected
PASS         Total Aflatoxins       20             2.0                 Not Detected
PASS         Ochratoxin A           20             2.0                 Not Detected`);
  expect(rows.map(row => [row.name.text, row.verdict?.text])).toEqual([
    ['Aflatoxin B1', undefined],
    ['Aflatoxin B2', undefined],
    ['Aflatoxin G1', undefined],
    ['Total Aflatoxins', 'PASS'],
    ['Ochratoxin A', 'PASS'],
  ]);
});

test('a headed column of verdicts left of the names that most rows leave empty', () => {
  const rows = rowsOf(`
Evaluation   Analyte                Action Level   Reporting Limit     Result
             Aflatoxin B1                          2.0                 Not Detected
             Aflatoxin B2                          2.0                 Not Detected
             Aflatoxin G1                          2.0                 Not Detected
Conforms     Ochratoxin A           20             2.0                 Not Detected`);
  expect(rows.map(row => [row.name.text, row.verdict?.text])).toEqual([
    ['Aflatoxin B1', undefined],
    ['Aflatoxin B2', undefined],
    ['Aflatoxin G1', undefined],
    ['Ochratoxin A', 'Conforms'],
  ]);
});

test('headings alone at the foot of a page are those of the table on the next, with a doubt', () => {
  const rows = rowsOf(
    `${'\n'.repeat(45)}Analyte                Result     LOQ       Limit     Status`,
    `
Lead                   0.12       0.010     0.5       Pass
Arsenic                <0.010     0.010     1.5       Pass
Cadmium                0.95       0.010     0.5       Fail`,
  );
  expect(rows.map(told)).toEqual([
    { name: 'Lead', value: '0.12', loq: '0.010', limit: '0.5', verdict: 'Pass' },
    { name: 'Arsenic', value: '<0.010', loq: '0.010', limit: '1.5', verdict: 'Pass' },
    { name: 'Cadmium', value: '0.95', loq: '0.010', limit: '0.5', verdict: 'Fail' },
  ]);
  for (const row of rows) expect(row.doubts).toContain('column-guessed');
});

test('a blank parts the thousands of a limit; a result with one is kept whole, and no number without a comma on the page', () => {
  const [transcript] = transcribeAny(
    documentOf(
      pageOfText(
        1,
        `
Test                          Result             Specification
Total Aerobic Count           120 CFU/g          NMT 100 000 CFU/g
Yeast and Mold                < 10 CFU/g         NMT 1 000 CFU/g
Enterobacteria                12 300 CFU/g       < 10 000 CFU/g`,
      ),
    ),
  );
  expect(transcript?.rows.map(row => row.limit?.text)).toEqual(['NMT 100 000 CFU/g', 'NMT 1 000 CFU/g', '< 10 000 CFU/g']);
  expect(interpret(transcript!).results.map(({ printed, flags }) => [printed.value, flags])).toEqual([
    ['120', []],
    ['< 10', []],
    ['12 300', ['value-unreadable']],
  ]);
});

test('the limit of a qualifier in brackets behind it', () => {
  const rows = rowsOf(`
Analyte          Result                  Unit      Limit
Lead             < LOQ (0.02)            mg/kg     0.5
Arsenic          ND (<0.001)             mg/kg     1.5
Cadmium          <0.05 (LOQ 0.05)        mg/kg     0.5
Mercury          BLQ (0.01)              mg/kg     0.1`);
  expect(rows.map(row => [row.value.text, row.unit?.text, row.limit?.text])).toEqual([
    ['< LOQ (0.02)', 'mg/kg', '0.5'],
    ['ND (<0.001)', 'mg/kg', '1.5'],
    ['<0.05 (LOQ 0.05)', 'mg/kg', '0.5'],
    ['BLQ (0.01)', 'mg/kg', '0.1'],
  ]);
});

test('qualifiers are notes, and who reviewed is nothing of the result', () => {
  const [lead, arsenic] = rowsOf(`
Analyte          Dilution    Result     RL       Units     Qual    Analyst    Reviewer
Lead             10          0.12       0.010    mg/kg     B       JD         RS
Arsenic          10          ND         0.010    mg/kg     U       JD         RS`);
  expect(told(lead!)).toEqual({ name: 'Lead', value: '0.12', unit: 'mg/kg', reportingLimit: '0.010' });
  expect(arsenic!.note?.text).toBe('U');
});

test('a summary in another unit repeats the detailed table', () => {
  const rows = rowsOf(`
Mitragynine: 15.2 mg/g          7-OH-Mitragynine: 0.12 mg/g

Analyte              LOD       LOQ        Result (%)
Mitragynine          0.001     0.003      1.52
7-OH-Mitragynine     0.001     0.003      0.012
Paynantheine         0.001     0.003      0.30`);
  expect(
    rows.map(({ name, value, further }) => [name.text, value.text, further.map(other => `${other.value.text} ${other.unit?.text}`)]),
  ).toEqual([
    ['Mitragynine', '1.52', ['15.2 mg/g']],
    ['7-OH-Mitragynine', '0.012', ['0.12 mg/g']],
    ['Paynantheine', '0.30', []],
  ]);
});

test('dots lead from a name to its value', () => {
  const rows = rowsOf(`
Mitragynine ............ 1.52 %
Paynantheine ........... 0.30 %
Lead ................... 0.12 ppm`);
  expect(rows.map(told)).toEqual([
    { name: 'Mitragynine', value: '1.52', unit: '%' },
    { name: 'Paynantheine', value: '0.30', unit: '%' },
    { name: 'Lead', value: '0.12', unit: 'ppm' },
  ]);
});

test('a limit under a unit of its own takes it along', () => {
  const rows = rowsOf(`
Element       Result (ppm)      Serving (g)      Daily Exposure (µg/day)     Prop 65 (µg/day)      Status
Lead          0.12              3.0              0.36                        0.5                   PASS
Arsenic       0.05              3.0              0.15                        10                    PASS`);
  expect(rows.map(row => [row.value.text, row.unit?.text, row.limit?.text])).toEqual([
    ['0.12', 'ppm', '0.5 µg/day'],
    ['0.05', 'ppm', '10 µg/day'],
  ]);
});

test('a negation over its verb is none of the verdict close behind it', () => {
  const words = [
    ...['Ensayo', 'Resultados', 'Estado', 'LOD'].map((text, i) => [[44, 118, 165, 199][i]!, 40, text] as const),
    ...['Abamectin', 'Azoxystrobin', 'Bifenazate'].flatMap((name, i) => [
      [44, 60 + 20 * i, name] as const,
      [153.6, 60 + 20 * i, 'no Cumple'] as const,
      [199, 60 + 20 * i, '0,010'] as const,
      [122.1, 70 + 20 * i, 'detectado'] as const,
    ]),
  ];
  const rows = transcribeAny(documentOf(pageOf(1, words))).flatMap(transcript => transcript.rows);
  expect(rows.map(row => [row.value.text, row.verdict?.text])).toEqual([0, 1, 2].map(() => ['no detectado', 'Cumple']));
});
