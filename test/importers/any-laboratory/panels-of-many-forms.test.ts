/** Forms with panels of several kinds: sections with their methods, limits before the names, tables beside one another. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

/** Cells at the given places, rows a number of points apart. */
const placed = (x: readonly number[], y: number, rows: readonly (readonly string[])[], pitch = 14): Placed[] =>
  rows.flatMap((row, r) => row.flatMap((text, c): Placed[] => (text === '' ? [] : [[x[c]!, y + r * pitch, text]])));
const transcriptsOf = (words: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, [...words])));
const readOf = (words: readonly Placed[]) => transcriptsOf(words).flatMap(({ rows }) => rows);
const rowsOf = (words: readonly Placed[]) => readOf(words).map(told);

test('a count of five digits with its unit is no town, and the heading over it no client', () => {
  const [transcript] = transcriptsOf([
    [40, 30, 'Example Range Testing'],
    ...placed(
      [40, 200, 300],
      60,
      [
        ['Test', 'Limit', 'Result'],
        ['Total Aerobic Count', '100000 CFU/g', '2100 CFU/g'],
        ['Total Yeast & Mold', '10000 CFU/g', '460 CFU/g'],
        ['Total Coliforms', '1000 CFU/g', '<100 CFU/g'],
      ],
      12,
    ),
  ]);
  expect(transcript?.rows).toHaveLength(3);
  expect(transcript?.client).toBeUndefined();
});

test('the title of a section with its method and unit behind a comma heads no columns', () => {
  const rows = rowsOf([
    ...placed([40, 160, 220, 280, 340], 60, [
      ['Test', 'Result', 'LOQ', 'Limit', 'Status'],
      ['Heavy metals, method EX-ICP-3, units µg/kg'],
      ['Arsenic', '61', '10', '400', 'PASS'],
      ['Cadmium', '204', '5', '400', 'PASS'],
      ['Lead', '<10', '10', '1000', 'PASS'],
      ['Mycotoxins, method EX-LC-9, units µg/kg'],
      ['Aflatoxin B1', 'ND', '1', '5', 'PASS'],
      ['Aflatoxin B2', 'ND', '1', '5', 'PASS'],
      ['Ochratoxin A', '2.4', '1', '20', 'PASS'],
    ]),
  ]);
  expect(rows.map(({ name, value, loq, limit, verdict }) => [name, value, loq, limit, verdict])).toEqual([
    ['Arsenic', '61', '10', '400', 'PASS'],
    ['Cadmium', '204', '5', '400', 'PASS'],
    ['Lead', '<10', '10', '1000', 'PASS'],
    ['Aflatoxin B1', 'ND', '1', '5', 'PASS'],
    ['Aflatoxin B2', 'ND', '1', '5', 'PASS'],
    ['Ochratoxin A', '2.4', '1', '20', 'PASS'],
  ]);
});

test('rows under a second method, one of them judged, are read by the headings over the first, where none was', () => {
  const rows = rowsOf(
    placed([40, 200, 260, 320], 60, [
      ['Compound', 'mg/g', '%', 'Status'],
      ['Method EX-M-001 rev 7, analyzed 03/21/2026 by EX, 2 replicates'],
      ['CBD', '52.310', '5.2310'],
      ['CBDA', 'ND', 'ND'],
      ['CBC', '1.877', '0.1877'],
      ['Method EX-M-004 rev 2, analyzed 03/22/2026 by EX, 3 replicates'],
      ['Δ9-THC', '1.711', '0.1711'],
      ['THCA', 'ND', 'ND'],
      ['Total THC', '1.711', '0.1711', 'Pass'],
    ]),
  );
  expect(rows.map(({ name, value, unit, verdict }) => [name, value, unit, verdict])).toEqual([
    ['CBD', '52.310', 'mg/g', undefined],
    ['CBDA', 'ND', 'mg/g', undefined],
    ['CBC', '1.877', 'mg/g', undefined],
    ['Δ9-THC', '1.711', 'mg/g', undefined],
    ['THCA', 'ND', 'mg/g', undefined],
    ['Total THC', '1.711', 'mg/g', 'Pass'],
  ]);
});

test('LOD and LOQ in columns before the names are of their rows, and none of a sum without them', () => {
  const rows = rowsOf(
    placed([40, 90, 140, 260, 320], 60, [
      ['LOD', 'LOQ', 'Compound', 'Result', 'Unit'],
      ['0.05', '0.15', 'CBD', '52.310', 'mg/g'],
      ['0.05', '0.15', 'CBDA', 'ND', 'mg/g'],
      ['0.10', '0.30', 'CBC', '1.877', 'mg/g'],
      ['', '', 'Total CBD', '52.310', 'mg/g'],
    ]),
  );
  expect(rows).toEqual([
    { name: 'CBD', value: '52.310', unit: 'mg/g', lod: '0.05', loq: '0.15' },
    { name: 'CBDA', value: 'ND', unit: 'mg/g', lod: '0.05', loq: '0.15' },
    { name: 'CBC', value: '1.877', unit: 'mg/g', lod: '0.10', loq: '0.30' },
    { name: 'Total CBD', value: '52.310', unit: 'mg/g' },
  ]);
});

test('a second column of verdicts close before the names of the table beside is of that table', () => {
  const [transcript] = transcriptsOf([
    ...placed([36, 160, 215, 270], 60, [
      ['Analyte', 'Limit', 'Result', 'Status'],
      ['Total Yeast & Mold', '10000 CFU/g', '460 CFU/g', 'Pass'],
      ['Total Coliforms', '1000 CFU/g', '<100 CFU/g', 'Pass'],
      ['Enterobacteria', '1000 CFU/g', '<100 CFU/g', 'Pass'],
    ]),
    ...placed([330, 370, 430, 500], 60, [
      ['Status', 'Analyte', 'Result (ppb)', 'Limit (ppb)'],
      ['Fail', 'Arsenic', '2038', '2000'],
      ['Pass', 'Cadmium', '112', '820'],
      ['Pass', 'Lead', '61', '1200'],
    ]),
  ]);
  expect(transcript!.rows.map(told).map(({ name, value, verdict }) => [name, value, verdict])).toEqual([
    ['Total Yeast & Mold', '460', 'Pass'],
    ['Total Coliforms', '<100', 'Pass'],
    ['Enterobacteria', '<100', 'Pass'],
    ['Arsenic', '2038', 'Fail'],
    ['Cadmium', '112', 'Pass'],
    ['Lead', '61', 'Pass'],
  ]);
  expect(JSON.stringify(transcript!.rows[0])).not.toMatch(/Fail/);
});

test('a unit where the names have no other heading is that of the results, and begins another table', () => {
  const rows = readOf(
    placed([36, 150, 200], 100, [
      ['µg/g', 'Limit', 'Found'],
      ['Arsenic', '0.2', '0.01'],
      ['Lead', '0.5', '0.04'],
      ['µg/kg', 'Limit', 'Found'],
      ['Ochratoxin A', '20', '1.2'],
      ['Total Aflatoxins', '20', '3.4'],
    ]),
  );
  expect(rows.map(({ name, value, unit, limit }) => [name.text, value.text, unit?.text, limit?.text])).toEqual([
    ['Arsenic', '0.01', 'µg/g', '0.2'],
    ['Lead', '0.04', 'µg/g', '0.5'],
    ['Ochratoxin A', '1.2', 'µg/kg', '20'],
    ['Total Aflatoxins', '3.4', 'µg/kg', '20'],
  ]);
});

test('units alone over the columns, with lines of the report some way over them', () => {
  const rows = readOf([
    [36, 60, 'Imaginary Compliance'],
    [160, 60, 'Lot EX-LR-22'],
    [160, 70, 'Producer: Example Extracts'],
    [36, 80, '88 Harbor Way'],
    [36, 90, 'Telephone 555 0100'],
    ...placed([36, 150, 210], 102, [
      ['', '%', 'mg/g'],
      ['THCA', '2.13', '21.3'],
      ['CBG', '0.31', '3.1'],
      ['CBN', '0.88', '8.8'],
    ]),
  ]);
  expect(rows.map(({ name, value, unit }) => [name.text, value.text, unit?.text])).toEqual([
    ['THCA', '2.13', '%'],
    ['CBG', '0.31', '%'],
    ['CBN', '0.88', '%'],
  ]);
});

test('what is weighed is no microbe, of which the least allowed would fail', () => {
  const rows = readOf(
    placed([36, 180, 230, 290, 350], 100, [
      ['Determination', 'Result', 'Units', 'Criterion', 'Evaluation'],
      ['Invented acids, total', '7.84', '%', '≥ 7.0', 'Pass'],
      ['Aerobic Plate Count', '3200', 'CFU/g', '≤ 10000', 'Pass'],
      ['Yeast', '10', 'CFU/g', '≤ 1000', 'Pass'],
      ['Mold', '10', 'CFU/g', '≤ 1000', 'Pass'],
    ]),
  );
  expect(rows.map(({ name, panel }) => [name.text, panel])).toEqual([
    ['Invented acids, total', 'other'],
    ['Aerobic Plate Count', 'microbes'],
    ['Yeast', 'microbes'],
    ['Mold', 'microbes'],
  ]);
});

test('of a pair of LOD and LOQ one may be a dash', () => {
  const rows = readOf(
    placed([36, 180, 250, 320], 100, [
      ['Assay', 'LOD / LOQ', 'Result', 'Unit'],
      ['Aerobic Plate Count', '– / 10', '3200', 'CFU/g'],
      ['Yeast', '– / 10', '40', 'CFU/g'],
      ['Coliforms', '5 / 10', '30', 'CFU/g'],
    ]),
  );
  expect(rows.map(({ name, lod, loq, value }) => [name.text, lod?.text, loq?.text, value.text])).toEqual([
    ['Aerobic Plate Count', undefined, '10', '3200'],
    ['Yeast', undefined, '10', '40'],
    ['Coliforms', '5', '10', '30'],
  ]);
});

test('limits left of the names, in tables side by side under titles with units', () => {
  const rows = readOf([
    ...placed([36, 320], 86, [['Residual Solvents — µg/mL', 'Heavy Metals — µg/L']]),
    ...placed([36, 100, 220, 320, 380, 500], 100, [
      ['Limit', 'Solvent', 'Result', 'Limit', 'Element', 'Result'],
      ['5000', 'Acetone', '12', '10', 'Arsenic', '1.1'],
      ['410', 'Acetonitrile', '3', '5', 'Cadmium', '0.7'],
      ['290', 'Hexane', '4', '2', 'Lead', '2.4'],
    ]),
  ]);
  const read = rows.map(({ name, value, unit, limit }) => [name.text, value.text, unit?.text, limit?.text]);
  expect(read.toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
    ['Acetone', '12', 'µg/mL', '5000'],
    ['Acetonitrile', '3', 'µg/mL', '410'],
    ['Arsenic', '1.1', 'µg/L', '10'],
    ['Cadmium', '0.7', 'µg/L', '5'],
    ['Hexane', '4', 'µg/mL', '290'],
    ['Lead', '2.4', 'µg/L', '2'],
  ]);
});
