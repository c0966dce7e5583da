/** Sheets of environmental and elemental laboratories: many narrow columns, letters that qualify results, limits under many names. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { page, table, told } from './page.ts';

const ofArt = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));

test('every column under its heading: analyte, result, RL, MDL, DF, units, qualifier, method, day, batch, CAS', () => {
  const [transcript] = ofArt(`
Analyte     Result     RL      MDL     DF    Units     Qual    Method       Analyzed      Batch      CAS
Arsenic     0.12       0.20    0.050   10    ug/g      J       EPA 6020B    03/12/2024    2403101    7440-38-2
Cadmium     <0.20      0.20    0.040   10    ug/g      U       EPA 6020B    03/12/2024    2403101    7440-43-9
Lead        0.55       0.10    0.030   10    ug/g              EPA 6020B    03/12/2024    2403101    7439-92-1
Mercury     0.033      0.033   0.010   1     ug/g      U       EPA 7471B    03/13/2024    2403102    7439-97-6`);
  expect(transcript?.rows.map(({ value, lod, reportingLimit, unit }) => [value.text, lod?.text, reportingLimit?.text, unit?.text])).toEqual(
    [
      ['0.12', '0.050', '0.20', 'ug/g'],
      ['<0.20', '0.040', '0.20', 'ug/g'],
      ['0.55', '0.030', '0.10', 'ug/g'],
      ['0.033', '0.010', '0.033', 'ug/g'],
    ],
  );
  expect(interpret(transcript!).results.map(({ finding, number }) => [finding.kind, number])).toEqual([
    ['estimated', '0.12'],
    ['below_limit', null],
    ['quantified', '0.55'],
    ['not_detected', null],
  ]);
});

const rowsOf = (words: Parameters<typeof page>[0]) => transcribeAny(documentOf(page(words))).flatMap(({ rows }) => rows);

const limitsOf = ({ name, value, lod, reportingLimit, unit }: ReturnType<typeof rowsOf>[number]) =>
  [name, value, lod, reportingLimit, unit].map(one => one?.text);

const CLOSE = {
  x: [40, 112, 152, 174, 196, 216, 236, 254, 288],
  y: 100,
  size: 7,
} as const;

test('cells and headings set close are told apart by the numbers of substances and the days among them', () => {
  const words = table({
    ...CLOSE,
    rows: [
      ['Analyte', 'CAS', 'RL', 'MDL', 'Result', 'Q', 'Unit', 'Run', 'Batch'],
      ['Arsenic', '7440-38-2', '0.012', '0.004', '0.295', '', 'ug/g', '09/10/25', 'B24C1101'],
      ['Cadmium', '7440-43-9', '0.012', '0.004', 'ND', 'U', 'ug/g', '09/10/25', 'B24C1101'],
      ['Lead', '7439-92-1', '0.012', '0.004', '0.418', '', 'ug/g', '09/10/25', 'B24C1101'],
    ],
  });
  const rows = rowsOf(words);
  expect(rows.map(limitsOf)).toEqual([
    ['Arsenic', '0.295', '0.004', '0.012', 'ug/g'],
    ['Cadmium', 'ND', '0.004', '0.012', 'ug/g'],
    ['Lead', '0.418', '0.004', '0.012', 'ug/g'],
  ]);
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
});

test('limits and batches set so close that every row reads as one cell stand under their own headings', () => {
  const words = table({
    ...{ x: [33, 91, 111, 128.5, 146.2, 164, 181.2, 211.8], y: 100, size: 7 },
    rows: [
      ['Analyte', 'Result', 'Notes', 'Units', 'MRL', 'LOD', 'QC', 'Dil'],
      ['', '', '', '', '', '', 'Batch', 'Fac'],
      ['Abamectin', 'ND', 'U', 'ppm', '0.030', '0.010', 'B24C1101', '10'],
      ['Azoxystrobin', 'ND', 'U', 'ppm', '0.030', '0.010', 'B24C1101', '10'],
      ['Bifenazate', '0.041', '', 'ppm', '0.030', '0.010', 'B24C1101', '10'],
      ['Bifenthrin', 'ND', 'U', 'ppm', '0.030', '0.010', 'B24C1101', '1'],
    ],
  });
  const rows = rowsOf(words);
  expect(rows.map(limitsOf)).toEqual([
    ['Abamectin', 'ND', '0.010', '0.030', 'ppm'],
    ['Azoxystrobin', 'ND', '0.010', '0.030', 'ppm'],
    ['Bifenazate', '0.041', '0.010', '0.030', 'ppm'],
    ['Bifenthrin', 'ND', '0.010', '0.030', 'ppm'],
  ]);
});

test('a letter in the cell of the result or set close behind it is read with it, or under its own heading', () => {
  const values = (art: string) => ofArt(art).flatMap(({ rows }) => rows.map(row => [told(row).value, row.meaning]));
  expect(
    values(`
Parameter          Result     Units     PQL      MDL
Arsenic            0.231      mg/kg     0.10     0.02
Cadmium            0.05 U     mg/kg     0.05     0.01`),
  ).toEqual([
    ['0.231', undefined],
    ['0.05 U', undefined],
  ]);
  expect(
    values(`
Parameter          Result Qual     Units     PQL      MDL
Arsenic            0.231           mg/kg     0.10     0.02
Cadmium            0.05   U        mg/kg     0.05     0.01
Lead               0.07   J        mg/kg     0.10     0.02`),
  ).toEqual([
    ['0.231', undefined],
    ['0.05', '0.05 U'],
    ['0.07', '0.07 J'],
  ]);
});

test('an element and its total are one analyte', () => {
  const [transcript] = ofArt(`
Parameter                 Result     Units     RL
Lead, Total               0.23       mg/kg     0.10
Total Recoverable Nickel  1.2        mg/kg     0.10
Cadmium (Total)           0.05       mg/kg     0.05`);
  expect(interpret(transcript!).results.map(({ analyte }) => analyte)).toEqual(['lead', 'nickel', 'cadmium']);
});

test('a sign in a column of its own belongs to the number behind it, under whatever heading', () => {
  const [transcript] = ofArt(`
Analyte      <       Result    Units
Arsenic      <       0.05      ppm
Lead                 0.55      ppm`);
  expect(interpret(transcript!).results.map(({ finding, interval }) => [finding.kind, interval.upper])).toEqual([
    ['below_limit', '0.05'],
    ['quantified', '0.55'],
  ]);
});

test('controls after the rows of the sample are none of its results; methods that are numbers are no results', () => {
  const [transcript, ...others] = ofArt(`
Analyte             Result      RL       Units      Method
24C0455-01
Arsenic             0.12 I      0.05     mg/kg      6010
Lead                0.55        0.05     mg/kg      6010
Surrogate: TPP      98          70-130   %
Method Blank (BLK1)
Arsenic             <0.05       0.05     mg/kg      6010
Lead                <0.05       0.05     mg/kg      6010`);
  expect(others).toEqual([]);
  expect(transcript?.rows.map(row => told(row))).toEqual([
    { name: 'Arsenic', value: '0.12 I', unit: 'mg/kg', reportingLimit: '0.05', method: '6010' },
    { name: 'Lead', value: '0.55', unit: 'mg/kg', reportingLimit: '0.05', method: '6010' },
  ]);
  expect(transcript?.rows.flatMap(({ doubts }) => doubts)).toEqual([]);
  expect(interpret(transcript!).results.map(({ finding }) => finding.kind)).toEqual(['estimated', 'quantified']);
});

test('of a result as received and dry the first, with the unit of both; an uncertainty in percent is no amount', () => {
  const [transcript] = ofArt(`
Parameter          As Received      Dry Weight      Units       Uncertainty (%)
Mitragynine        14.2             15.5            mg/g        10
Speciogynine       2.2              2.4             mg/g        12`);
  const { results } = interpret(transcript!);
  expect(results.map(({ number, basis, further }) => [number, basis, further[0]?.number, further[0]?.basis])).toEqual([
    ['14.2', 'as_received', '15.5', 'dry'],
    ['2.2', 'as_received', '2.4', 'dry'],
  ]);
  expect(results.map(({ finding }) => 'uncertainty' in finding)).toEqual([false, false]);
});

test('titles of sections with their methods are no parts of names; estimates behind a unit; limits in brackets', () => {
  const [transcript] = ofArt(`
Test / Analyte                                   Result              Limit
ICP-MS Elements (AOAC 2015.01)
Arsenic                                          0.105 mg/kg         [1.5]
Lead                                             <0.010 mg/kg        [0.5]
Yeast & Mold (BAM)
Yeast                                            < 10 cfu/g
Mold                                             40 cfu/g est.`);
  expect(transcript?.rows.map(({ name, value, limit }) => [name.text, value.text, limit?.text])).toEqual([
    ['Arsenic', '0.105', '1.5'],
    ['Lead', '<0.010', '0.5'],
    ['Yeast', '< 10', undefined],
    ['Mold', '40 cfu/g est.', undefined],
  ]);
  expect(transcript?.rows.flatMap(({ doubts }) => doubts)).toEqual([]);
  expect(interpret(transcript!).results.at(-1)).toMatchObject({ finding: { kind: 'estimated' }, number: '40', unit: 'CFU/g' });
});

test('a letter that ran into the limit behind it is still the result’s', () => {
  const [transcript] = ofArt(`
Analyte      Units      Result      Q PQL        DL
Acetone      ug/g       40          U 40         12
Hexane       ug/g       40          U 40         12
Ethanol      ug/g       524           40         12`);
  expect(interpret(transcript!).results.map(({ finding }) => finding.kind)).toEqual(['not_detected', 'not_detected', 'quantified']);
});

test('a letter behind a word says it once more', () => {
  const [transcript] = ofArt(`
Analyte      Result      RL       Units
Arsenic      ND U        0.05     mg/kg
Cadmium      <0.02 U     0.02     mg/kg
Lead         0.55 B      0.05     mg/kg`);
  expect(interpret(transcript!).results.map(({ finding, interval }) => [finding.kind, interval.upper])).toEqual([
    ['not_detected', '0.05'],
    ['below_limit', '0.02'],
    ['quantified', '0.55'],
  ]);
});

test('a letter under the heading of a limit is the result’s, and doubted', () => {
  const [transcript] = ofArt(`
Analyte      Result      MDL             Units
Lead         0.012       U   0.004       ug/g
Nickel       0.456           0.004       ug/g
Cadmium      0.047           0.004       ug/g`);
  const [lead] = interpret(transcript!).results;
  expect(lead?.finding.kind).toBe('not_detected');
  expect(lead?.flags).toContain('cell-crowded');
});

test('a letter on a second line is read with its number, whatever else stands on that line', () => {
  const row = (name: string, result: string) => [name, '0.012', result, 'ug/g', 'EPA\n200.8', '04/08/2024\n10:20', 'B24C1101'];
  const words = table({
    x: [27, 79, 110, 140, 170, 210, 260],
    y: 100,
    size: 7,
    pitch: 18,
    rows: [
      ['Analyte', 'RL', 'Result', 'Unit', 'Method', 'Analyzed', 'Batch'],
      row('Arsenic', '0.012\nU'),
      row('Cadmium', '0.012\nU'),
      row('Lead', '0.128'),
      row('Mercury', '0.012\nU'),
    ],
  });
  const [transcript] = transcribeAny(documentOf(page(words)));
  expect(interpret(transcript!).results.map(({ finding }) => finding.kind)).toEqual([
    'not_detected',
    'not_detected',
    'quantified',
    'not_detected',
  ]);
});

test('cells of several columns set so close that they cannot be parted leave a doubt', () => {
  const rows = rowsOf([
    ...table({
      x: [28, 85, 121, 138, 185, 215],
      y: 92,
      size: 7,
      rows: [['Parameter', 'Result RL', 'LOD', 'Unit Analytical', 'Analyst', 'Dilution']],
    }),
    ...table({ x: [152], y: 101, size: 7, rows: [['Method']] }),
    ...['Abamectin', 'Bifenazate', 'Malathion'].flatMap((name, i) => [
      ...table({ x: [152], y: 112 + 18 * i, size: 7, rows: [['EPA']] }),
      ...table({ x: [28, 85, 104, 185, 215], y: 120 + 18 * i, size: 7, rows: [[name, 'ND', '0.030 0.010 ppm 8081B', 'KM', '10']] }),
    ]),
  ]);
  expect(rows).toHaveLength(3);
  for (const { doubts, unit, lod } of rows) if (!unit || !lod) expect(doubts).toContain('cell-crowded');
});
