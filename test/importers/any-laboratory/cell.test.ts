/** The forms of cells met on certificates, in several languages. */
import { cellKind, splitCompound, splitPair, splitUnit, unitsIn } from '../../../importers/any-laboratory/cell.ts';
import { align, projectColumns } from '../../../importers/any-laboratory/columns.ts';
import { makePiece } from '../../../importers/any-laboratory/piece.ts';
import { piecesOf } from '../../../importers/any-laboratory/pieces.ts';
import { looksLikeHeader, roleOfHeader } from '../../../importers/any-laboratory/roles.ts';
import { page, table, write } from './page.ts';

test.each([
  [
    'number',
    [
      '0.350',
      '1,200',
      '0,35',
      '.58',
      '1.2E-05',
      '1.0x10^3',
      '7,2.10^4',
      '=2.1 x 10^2',
      '10^5 CFU/g',
      '12.3 mg/g',
      '0.5 %',
      '2.780 mg/g (0.2780 %)',
      '1.0-1.5',
      '1.152,4',
      '1.000.000',
    ],
  ],
  [
    'qualified',
    [
      '<0.05',
      '< 50',
      '<LOQ',
      '< LLOQ',
      '≥ LOD',
      '>25%',
      '<1 mg/g',
      'NMT 10',
      '<10^2',
      '5.0 % max.',
      '10,000 cfu/g MAX',
      'Conforms (<0.1 ppm)',
    ],
  ],
  [
    'words',
    [
      'ND',
      'N.D.',
      'Not Detected in 1g',
      'Absent in 25 g',
      'Negative/1g',
      'negativní',
      'NT',
      'N/A',
      'BLQ',
      'TNTC',
      'not present in 1 gram.',
      'nicht nachweisbar',
      'No detectado',
      'Non détecté',
    ],
  ],
  ['verdict', ['Pass', 'PASSED', 'FAIL', 'Conforms', 'vyhovuje', 'Tested']],
  ['pair', ['0.02/0.05', '0.1 / 0.4']],
  ['uncertainty', ['±0.05', '+/- 12 %']],
  ['unit', ['%', '% hm.', 'mg/g', 'µg/kg', 'μg/kg', 'ppm', 'CFU/g', '(mg/g)', 'log CFU/g', 'mg/tablet', 'KBE/g']],
  ['dash', ['-', '—', '--']],
  ['date', ['06/28/22', '27.1.2026', '2023-05-08']],
  ['text', ['Mitragynine', 'B1', 'SOP 70.75', 'AOAC 930.04', 'PLA-20220624_SD3', '1,2-Dichloroethane', '3 Carene', 'Total THC = THCA']],
])('%s', (kind, texts) => {
  expect(texts.map(text => [text, cellKind(text)])).toEqual(texts.map(text => [text, kind]));
});

test('value and unit, pairs and double printings come apart as printed', () => {
  expect(splitUnit('1,200 mg')).toEqual({ value: '1,200', unit: 'mg' });
  expect(splitUnit('<10 CFU/g')).toEqual({ value: '<10', unit: 'CFU/g' });
  expect(splitUnit('0.350')).toBeNull();
  expect(splitPair('0.02 / 0.05')).toEqual(['0.02', '0.05']);
  expect(splitCompound('245.2 mg/g (24.52 %)')).toEqual({ first: '245.2 mg/g', second: '24.52 %' });
  expect(unitsIn('Result (mg/g)')).toEqual(['mg/g']);
  expect(unitsIn('Analysis of g forces')).toEqual([]);
});

test.each([
  ['lod', ['LOD', 'Detection Limit', 'Detection Level', 'Det. Lim.', 'MDL (ppb)', 'Mez detekce', 'Nachweisgrenze', 'Limite de détection']],
  [
    'loq',
    [
      'LOQ (%)',
      'LLOQ',
      'Quant. Limit',
      'Quantitation Level',
      'CRQL',
      'Limit of Quantitation',
      'Mez stanovitelnosti',
      'Bestimmungsgrenze',
      'Límite de cuantificación',
    ],
  ],
  ['reporting-limit', ['RL', 'Report Limit', 'Rpt. Limit', 'Rep Lim']],
  ['lod-loq', ['LOD/LOQ (µg/g)', 'LOD / LOQ']],
  [
    'value',
    [
      'Result',
      'Result with Units',
      'Results (ppm)',
      'Findings',
      'Výsledek*',
      'Ergebnis',
      'Resultado',
      'Résultat',
      'mg/g',
      '%',
      'Per Serving mg',
    ],
  ],
  ['limit', ['Limit', 'Action Level', 'Specification', 'Limitní hodnota', 'Grenzwert', 'Acceptance Criteria']],
  ['verdict', ['Status', 'Pass or Fail', 'Within Spec', 'Pass/Fail', 'P/F', 'Disposition', 'Hodnocení výsledků **']],
  ['uncertainty', ['Measurement Uncertainty (mg/g)', 'Rozšířená nejistota', 'Messunsicherheit']],
  ['unit', ['Units', 'Jednotky', 'Einheit', 'UOM']],
  ['method', ['Test Method', 'Zkušební metoda', 'Methode']],
  ['name', ['Analyte', 'Compound', 'Test Analysis', 'Analyt', 'Parameter', 'Pesticide', 'Attribute', 'Constituent']],
  ['other', ['Dilution', 'ULOQ', 'Labeled Amount', 'Report Matrix', 'Label Claim (mg)', 'Analysis Date', 'Test ID', '% Label Var.']],
])('a heading of the role %s', (role, headings) => {
  expect(headings.map(heading => [heading, roleOfHeader(heading)])).toEqual(headings.map(heading => [heading, role]));
});

test('a sentence that holds a heading word is none', () => {
  expect(looksLikeHeader('The results relate only to the sample as received.')).toBe(false);
  expect(looksLikeHeader('Mitragynine')).toBe(false);
});

test('cells set close come apart, names stay whole', () => {
  const texts = (text: string) => piecesOf(page(write({ text, x: 40, y: 100 }))).map(piece => piece.text);
  expect(texts('0.021 0.064 0.300')).toEqual(['0.021', '0.064', '0.300']);
  expect(texts('Arsenic (As) 4.83 <LOQ')).toEqual(['Arsenic (As)', '4.83', '<LOQ']);
  expect(texts('Not Detected in 1g')).toEqual(['Not Detected in 1g']);
  expect(texts('Limit (mg/g) Result (mg/g)')).toEqual(['Limit (mg/g)', 'Result (mg/g)']);
  expect(texts('3 Carene')).toEqual(['3 Carene']);
});

test('columns are where cells stand, though one of them reaches over a gap', () => {
  const rows = Array.from({ length: 20 }, () => ['', '0.02', '0.05', 'ND']);
  rows[7] = ['', '0.02', '', 'Not Detected in the portion'];
  const pieces = rows.map(row => piecesOf(page(table({ x: [40, 200, 260, 320], y: 100, rows: [row] }))));
  expect(projectColumns(pieces).map(span => Math.round(span.left))).toEqual([200, 260, 320]);
});

test('a heap of cells at one place is taken apart once, not for ever', () => {
  const cell = (text: string, left: number, right: number) =>
    makePiece([{ text, box: [left, 0, right, 8], fontSize: 8, bold: false, baseline: 6 }], 1);
  const heap = () => [cell('d', 500, 503), cell('a', 503, 503), cell('c', 503, 503)];
  expect(projectColumns([heap(), heap()]).length).toBeGreaterThan(0);
});

test('headings find their columns in order, and may stay without one', () => {
  const box = (left: number, right: number) => [left, 0, right, 10] as const;
  expect(
    align(
      [box(100, 120), box(140, 160), box(200, 240)],
      [
        { left: 145, right: 158 },
        { left: 230, right: 250 },
      ],
    ),
  ).toEqual([null, 0, 1]);
  expect(align([], [{ left: 0, right: 1 }])).toEqual([]);
});

test('headings to the left of wide columns and cells to the right of them go together in turn, though the next heading is nearer', () => {
  const headings = [40, 170, 260, 350].map(left => [left, 0, left + 30, 10] as const);
  const cells = [40, 238, 328, 430].map(left => ({ left, right: left + 15 }));
  expect(align(headings, cells)).toEqual([0, 1, 2, 3]);
  expect(align(headings, cells.slice(0, 3))).toEqual([0, null, 1, 2]);
});
