/** Forms of botanical laboratories: signs in cells of their own, limits of residues beside the laboratory's, rows of unknown names first. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

/** Cells at the given places, rows a number of points apart. */
const placed = (x: readonly number[], y: number, rows: readonly (readonly string[])[], pitch = 12): Placed[] =>
  rows.flatMap((row, r) => row.flatMap((text, c): Placed[] => (text === '' ? [] : [[x[c]!, y + r * pitch, text]])));
const transcriptsOf = (words: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, [...words])));
const rowsOf = (words: readonly Placed[]) => transcriptsOf(words).flatMap(({ rows }) => rows.map(told));

test('a sign in a cell of its own is printed with its number, and is no method', () => {
  const rows = rowsOf(
    placed([40, 170, 190, 240, 290, 340], 60, [
      ['Element', '', 'Result', '± U', 'Unit', 'LOQ'],
      ['Arsenic', '', '0.41', '0.06', 'mg/kg', '0.02'],
      ['Cadmium', '<', '0.02', '', 'mg/kg', '0.02'],
      ['Lead', '', '0.92', '0.11', 'mg/kg', '0.02'],
    ]),
  );
  expect(rows.map(({ name, value, method }) => [name, value, method])).toEqual([
    ['Arsenic', '0.41', undefined],
    ['Cadmium', '<0.02', undefined],
    ['Lead', '0.92', undefined],
  ]);
});

test('an MRL that the reporting limit beside it equals on some rows alone is the law’s limit', () => {
  const residues = (...rows: readonly (readonly string[])[]) =>
    rowsOf([[40, 40, 'Pesticides, mg/kg'], ...placed([40, 190, 240, 300], 60, [['Compound', 'MRL', 'Result', 'RL'], ...rows])]).map(
      ({ limit, reportingLimit }) => [limit, reportingLimit],
    );
  expect(
    residues(['Abamectin', '0.3', '<0.01', '0.01'], ['Aldicarb', '0.01', '<0.01', '0.01'], ['Bifenthrin', '0.5', '<0.01', '0.01']),
  ).toEqual([
    ['0.3', '0.01'],
    ['0.01', '0.01'],
    ['0.5', '0.01'],
  ]);
  // less than the MRL and more than the other limit: the method's own
  expect(
    residues(['Abamectin', '0.05', '<0.05', '0.01'], ['Aldicarb', '0.01', '<0.01', '0.01'], ['Bifenthrin', '0.02', '<0.02', '0.01']).map(
      ([limit]) => limit,
    ),
  ).toEqual([undefined, undefined, undefined]);
});

test('headings are found over many rows of names that no dictionary has', () => {
  const rows = rowsOf(
    placed(
      [40, 200, 290, 340, 440],
      60,
      [
        ['Test', 'Method', 'Result', 'Units', 'Specification'],
        ['Vitamin A (retinyl acetate)', 'HPLC', '903', 'mcg/serving', '810 - 1350'],
        ['Vitamin D3 (cholecalciferol)', 'HPLC', '22.1', 'mcg/serving', '18 - 30'],
        ['Vitamin B6 (pyridoxine)', 'HPLC', '1.91', 'mg/serving', '1.53 - 2.55'],
        ['Folate', 'ELISA', '402', 'mcg/serving', '360 - 600'],
        ['Zinc', 'ICP-MS', '5.8', 'mg/serving', '4.95 - 8.25'],
        ['Lead', 'ICP-MS', '0.019', 'mcg/g', 'NMT 0.1'],
      ],
      40,
    ),
  );
  expect(rows.map(({ name, value, limit }) => [name, value, limit])).toEqual([
    ['Vitamin A (retinyl acetate)', '903', '810 - 1350'],
    ['Vitamin D3 (cholecalciferol)', '22.1', '18 - 30'],
    ['Vitamin B6 (pyridoxine)', '1.91', '1.53 - 2.55'],
    ['Folate', '402', '360 - 600'],
    ['Zinc', '5.8', '4.95 - 8.25'],
    ['Lead', '0.019', 'NMT 0.1'],
  ]);
});

test('a method that could be a name is none beside a name that no dictionary has', () => {
  const rows = rowsOf(
    placed([40, 200, 290, 340, 440], 60, [
      ['Test', 'Method', 'Result', 'Units', 'Specification'],
      ['Vitamin B12', 'Assay', '7.1', 'mcg/serving', '6 - 10'],
      ['Zinc', 'ICP-MS', '5.8', 'mg/serving', '4.95 - 8.25'],
      ['Lead', 'ICP-MS', '0.019', 'mcg/g', 'NMT 0.1'],
    ]),
  );
  expect(rows.map(({ name, value, method }) => [name, value, method])).toEqual([
    ['Vitamin B12', '7.1', 'Assay'],
    ['Zinc', '5.8', 'ICP-MS'],
    ['Lead', '0.019', 'ICP-MS'],
  ]);
});

test('products over their lots, level with the other headings, are the samples of the columns below', () => {
  const samples = ['Ginger Lemon', 'Blue Lotus', 'Rose Hip'];
  const transcripts = transcriptsOf([
    ...placed([40, 150, 200], 60, [['Analyte', 'Unit', 'Limit']]),
    ...placed([270, 370, 470], 60, [samples, ['Lot GL-61', 'Lot BL-62', 'Lot RH-63']]),
    ...placed([40, 150, 200, 270, 320, 370, 420, 470, 520], 90, [
      ['Lead', 'ppb', '500', '91', '✓', '118', '✓', '530', '✗'],
      ['Cadmium', 'ppb', '300', '14', '✓', '32', '✓', '<5', '✓'],
      ['Mercury', 'ppb', '100', '<5', '✓', '<5', '✓', '<5', '✓'],
    ]),
  ]);
  expect(
    transcripts.map(({ sample, rows }) => [sample.name?.text, sample.lot?.text, rows.map(row => row.value.text), told(rows[0]!).verdict]),
  ).toEqual([
    ['Ginger Lemon', 'GL-61', ['91', '14', '<5'], '✓'],
    ['Blue Lotus', 'BL-62', ['118', '32', '<5'], '✓'],
    ['Rose Hip', 'RH-63', ['530', '<5', '<5'], '✗'],
  ]);
});

test('`Sample 1:` before a name is its label, above each of the tables on a page', () => {
  const sampleAt = (y: number, number: number, name: string, lot: string): Placed[] => [
    [40, y, `Sample ${number}:`],
    [95, y, name],
    [260, y, 'Lot:'],
    [285, y, lot],
    ...placed([40, 180, 240, 300], y + 15, [
      ['Test', 'Result', 'Unit', 'Limit'],
      ['Lead', '0.21', 'ppm', '1.0'],
      ['Arsenic', '0.08', 'ppm', '1.5'],
    ]),
  ];
  const transcripts = transcriptsOf([
    ...sampleAt(60, 1, 'White Thai Powder', 'WT-411'),
    ...sampleAt(160, 2, 'Red Dragon Capsules', 'RD-412'),
  ]);
  expect(transcripts.map(({ sample }) => [sample.name?.text, sample.lot?.text])).toEqual([
    ['White Thai Powder', 'WT-411'],
    ['Red Dragon Capsules', 'RD-412'],
  ]);
});

test('a limit before the name is that of its row, and a dose there is no result', () => {
  const findings = (words: readonly Placed[]) => rowsOf(words).map(({ name, value, limit, loq }) => [name, value, limit, loq]);
  const behind = ['Element', 'Result', 'LOQ', 'Status'];
  expect(
    findings(
      placed([40, 200, 290, 350, 420], 60, [
        ['Limit', ...behind],
        ['1.5', 'Arsenic', '0.014', '0.005', 'PASS'],
        ['0.5', 'Cadmium', '<0.005', '0.005', 'PASS'],
      ]),
    ),
  ).toEqual([
    ['Arsenic', '0.014', '1.5', '0.005'],
    ['Cadmium', '<0.005', '0.5', '0.005'],
  ]);
  expect(
    findings(
      placed([40, 110, 200, 290, 350, 420], 60, [
        ['Limit (µg/g)', 'Dose (µg)', ...behind],
        ['1.5', '10', 'Arsenic', '0.014', '0.005', 'PASS'],
        ['0.5', '4', 'Cadmium', '<0.005', '0.005', 'PASS'],
      ]),
    ).map(([name, value]) => [name, value]),
  ).toEqual([
    ['Arsenic', '0.014'],
    ['Cadmium', '<0.005'],
  ]);
});

test('each of two results has the sign next before it, also under the heading of the results', () => {
  const printed = (rows: readonly (readonly string[])[]) =>
    transcriptsOf(placed([40, 150, 165, 220, 235, 290], 60, rows)).flatMap(transcript =>
      transcript.rows.map(({ value, further }) => [value.text, ...further.map(other => other.value.text)]),
    );
  expect(
    printed([
      ['Analyte', '', 'mg/g', '', '%', 'LOQ'],
      ['Mitragynine', '', '13.8', '', '1.38', '0.05'],
      ['Speciofoline', '<', '0.05', '<', '0.005', '0.05'],
      ['Paynantheine', '', '2.1', '', '0.21', '0.05'],
    ]),
  ).toEqual([
    ['13.8', '1.38'],
    ['<0.05', '<0.005'],
    ['2.1', '0.21'],
  ]);
  expect(
    printed([
      ['Test', 'Result', '', 'Unit', '', 'Limit'],
      ['Total Plate Count', '', '4100', 'CFU/g', '', '10000'],
      ['Yeast and Mold', '<', '10', 'CFU/g', '', '1000'],
      ['Coliforms', '<', '10', 'CFU/g', '', '100'],
    ]),
  ).toEqual([['4100'], ['<10'], ['<10']]);
});

test('names all wrapped around the one line of their cells', () => {
  const rows = rowsOf([
    ...placed([40, 200, 260, 320], 60, [['Test', 'Result', 'Unit', 'Limit']]),
    ...[
      ['Total aerobic', 'microbial count', '1300', '10000'],
      ['Total combined', 'yeast and mold', '<10', '1000'],
      ['Bile-tolerant', 'gram-negatives', '30', '100'],
    ].flatMap(([upper, lower, value, limit], i): Placed[] => [
      [40, 77 + 24 * i, upper!],
      [40, 87 + 24 * i, lower!],
      ...placed([200, 260, 320], 82 + 24 * i, [[value!, 'CFU/g', limit!]]),
    ]),
  ]);
  expect(rows.map(({ name, value, limit }) => [name, value, limit])).toEqual([
    ['Total aerobic microbial count', '1300', '10000'],
    ['Total combined yeast and mold', '<10', '1000'],
    ['Bile-tolerant gram-negatives', '30', '100'],
  ]);
});
