/** Columns beside the results whose contents look like something else: none of them is a value, a limit, a unit, a verdict or a name. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { roleOfHeader } from '../../../importers/any-laboratory/roles.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf } from '../printed-page.ts';
import { page, table, write } from './page.ts';

const x = [50, 150, 210, 270, 330, 390, 450];
const read = (rows: readonly (readonly string[])[]) =>
  transcribeAny(documentOf(page(table({ x, y: 100, rows })))).flatMap(transcript => interpret(transcript).results);
const printed = (rows: readonly (readonly string[])[]) => read(rows).map(result => result.printed);

test.each([
  ...['Ret. Time (min)', 'tR (min)', 'Incubation (h)', 'Times Limit', 'x Limit', 'Fraction of limit', '% Target', 'Max Daily Serving'],
  ...['Servings/day', 'Unit ID', 'Previous Result', 'Prior Lot', 'Hist. Mean', 'Last Lot', 'Mean 2025', 'Cal. Range', 'Dilutions', 'D.F.'],
  ...['Verdünnung', 'Mass (g)', 'Final Volume (mL)', 'Sample Amount', '% R', 'CV %', '17025', 'Tray', 'm/z', 'Mol. Wt.', 'Abbr.'],
  ...[
    '% Thai RDI',
    'Percent Daily Value',
    '% AKG',
    '95% CI Low',
    'Upper 95% CI',
    'AO',
    'm (cfu/g)',
    'Plate 2',
    'Rep B',
    'Deviation %',
    'Margin',
    'Declared',
  ],
])('%s heads a column that is not kept', heading => {
  expect(roleOfHeader(heading)).toBe('other');
});

test.each([
  ['Limite de quantificação', 'loq'],
  ['Limite de detecção', 'lod'],
  ['Limit Quantitation', 'loq'],
  ['Level Detection', 'lod'],
  ['Spec (min)', 'limit'],
  ['Limit', 'limit'],
  ['MAC', 'limit'],
  ['M (cfu/g)', 'limit'],
  ['OK?', 'verdict'],
  ['Guidance', 'limit'],
  ['Guidance value', 'limit'],
  ['Share of total', 'other'],
  ['EU 2023/915 mg/kg', 'limit'],
  ['USP <232> oral PDE µg/day', 'limit'],
  ['Analysis', 'name'],
  ['Mass (mg/unit)', 'value'],
  ['Per Serving (mg)', 'value'],
  ['Range', 'limit'],
  ['Unit', 'unit'],
  ['Data Qual', 'note'],
])('%s still heads a column of %s', (heading, role) => {
  expect(roleOfHeader(heading)).toBe(role);
});

test('numbers that are larger than all results are no limit because all passed', () => {
  const results = read([
    ['Analyte', 'Result (ppm)', 'Zzyx', 'Status'],
    ['Lead', '0.12', '97.1', 'Pass'],
    ['Cadmium', '0.05', '99.4', 'Pass'],
    ['Arsenic', '0.31', '98.0', 'Pass'],
  ]);
  expect(results.map(result => [result.printed.limit, result.flags.length > 0])).toEqual([
    [null, true],
    [null, true],
    [null, true],
  ]);
});

test('they are where one of them was exceeded, and failed', () => {
  const limits = printed([
    ['Analyte', 'Result (ppm)', 'Zzyx', 'Status'],
    ['Lead', '0.12', '1.0', 'Pass'],
    ['Cadmium', '0.75', '0.5', 'Fail'],
  ]).map(({ limit }) => limit);
  expect(limits).toEqual(['1.0', '0.5']);
});

test('days under a heading nobody knows are no LOD and LOQ', () => {
  const rows = printed([
    ['Analyte', 'Result (ppm)', 'Begun', 'Limit'],
    ['Lead', '0.12', '11/2', '1.0'],
    ['Cadmium', '0.05', '11/3', '0.5'],
  ]);
  expect(rows.map(({ lod, loq, limit }) => [lod, loq, limit])).toEqual([
    [null, null, '1.0'],
    [null, null, '0.5'],
  ]);
});

test('`ND` in a second column of results is no verdict', () => {
  const rows = printed([
    ['Analyte', 'Result (ppm)', 'Limit', 'Second Result'],
    ['Lead', 'ND', '1.0', 'ND'],
    ['Cadmium', 'ND', '0.5', 'ND'],
  ]);
  expect(rows.map(({ value, verdict }) => [value, verdict])).toEqual([
    ['ND', null],
    ['ND', null],
  ]);
});

test("`LC` is a label's claim beside LOQ, and a limit of quantitation beside LD", () => {
  const claims = printed([
    ['Analyte', 'LC', 'LOQ', 'Result', 'Unit'],
    ['Mitragynine', '14.0', '0.05', '13.8', 'mg/g'],
    ['Paynantheine', '2.0', '0.05', '2.1', 'mg/g'],
  ]);
  expect(claims.map(({ loq }) => loq)).toEqual(['0.05', '0.05']);
  const limits = printed([
    ['Parámetro', 'Resultado', 'Unidad', 'LD', 'LC'],
    ['Plomo', '0,12', 'mg/kg', '0,01', '0,03'],
    ['Cadmio', '0,05', 'mg/kg', '0,01', '0,03'],
  ]);
  expect(limits.map(({ loq }) => loq)).toEqual(['0,03', '0,03']);
});

test('letters that qualify a result, and marks of an accreditation, are no verdicts', () => {
  const qualified = printed([
    ['Analyte', 'Result (ppm)', 'DQ', 'Status'],
    ['Lead', '0.12', 'V', 'Pass'],
    ['Cadmium', '0.05', 'I', 'Pass'],
    ['Arsenic', '0.15', 'V', 'Pass'],
  ]);
  expect(qualified.map(({ verdict }) => verdict)).toEqual(['Pass', 'Pass', 'Pass']);
  const marked = printed([
    ['Analyte', 'Result (ppm)', 'Limit', ''],
    ['Lead', '0.12', '1.0', 'x'],
    ['Cadmium', '0.05', '0.5', ''],
    ['Arsenic', '0.15', '1.5', 'x'],
  ]);
  expect(marked.map(({ verdict }) => verdict)).toEqual([null, null, null]);
});

test('capitals without a heading are no units, nor is any unit without a heading beside headed ones', () => {
  const initials = printed([
    ['Analyte', 'Result (ppm)', '', 'Limit'],
    ['Lead', '0.12', 'NG', '1.0'],
    ['Cadmium', 'ND', 'L', '0.5'],
    ['Arsenic', '0.15', 'NG', '1.5'],
  ]);
  expect(initials.map(({ unit }) => unit)).toEqual(['ppm', 'ppm', 'ppm']);
  const headed = printed([
    ['Analyte', '', 'Result', 'Unit', 'Limit'],
    ['Lead', 'ppb', '0.12', 'ppm', '1.0'],
    ['Cadmium', 'ppb', 'ND', 'ppm', '0.5'],
  ]);
  expect(headed.map(({ unit }) => unit)).toEqual(['ppm', 'ppm']);
});

test('a unit of LOQ is that of the LOQ, and not of the result', () => {
  const sheet = [
    ['Analyte', 'LOQ', 'LOQ Unit', 'Result', 'Unit'],
    ['Lead', '10', 'ppb', '0.12', 'ppm'],
    ['Cadmium', '10', 'ppb', 'ND', 'ppm'],
  ];
  const rows = transcribeAny(documentOf(page(table({ x, y: 100, rows: sheet })))).flatMap(transcript => transcript.rows);
  expect(rows.map(({ unit, loq, limitOfMeasurementUnit }) => [unit, loq, limitOfMeasurementUnit].map(one => one?.text))).toEqual([
    ['ppm', '10', 'ppb'],
    ['ppm', '10', 'ppb'],
  ]);
});

test('a column of units that says another unit than the heading leaves a doubt', () => {
  const results = read([
    ['Analyte', 'Result (%)', 'Unit'],
    ['Mitragynine', '1.42', 'ppm'],
    ['Paynantheine', 'ND', 'ppm'],
  ]);
  expect(results.every(({ flags }) => flags.length > 0)).toBe(true);
});

test('the cells of two columns in one leave a doubt', () => {
  const limits = read([
    ['Test', 'Result', 'Unit', 'Limit'],
    ['Total Yeast and Mold', '120', 'CFU/g', 'NMT 100000 0413'],
    ['Salmonella', 'Absent', '', 'Absent 0412'],
  ]);
  expect(limits.map(result => [result.printed.limit, result.flags.includes('cell-crowded')])).toEqual([
    ['NMT 100000', false],
    ['Absent 0412', true],
  ]);
  const values = read([
    ['Analyte', 'Result', 'Limit (ppm)'],
    ['Lead', 'ND 0.68', '1.0'],
    ['Cadmium', 'PASS ND', '0.5'],
  ]);
  expect(values.map(({ flags }) => flags.includes('cell-crowded'))).toEqual([true, true]);
});

test('abbreviations of the analytes in a column of their own begin no second table', () => {
  const rows = printed([
    ['Compound', 'Result', 'Unit', 'Abbr.', 'LOQ', 'Limit'],
    ['Mitragynine', '14.1', 'mg/g', 'MIT', '0.06', '20'],
    ['Paynantheine', '1.2', 'mg/g', 'PAY', '0.06', '5'],
    ['Speciogynine', '0.9', 'mg/g', 'SPG', '0.06', '5'],
  ]);
  expect(rows.map(({ name, value, loq, limit }) => [name, value, loq, limit])).toEqual([
    ['Mitragynine', '14.1', '0.06', '20'],
    ['Paynantheine', '1.2', '0.06', '5'],
    ['Speciogynine', '0.9', '0.06', '5'],
  ]);
});

test('what an instrument counted is no result beside one', () => {
  const rows = printed([
    ['Analyte', 'Counts', 'LOQ (ppb)', 'Result (ppb)'],
    ['Aflatoxin B1', '67727.7', '0.5', 'ND'],
    ['Aflatoxin B2', '86566.5', '0.5', 'ND'],
  ]);
  expect(rows.map(({ value, verdict }) => [value, verdict])).toEqual([
    ['ND', null],
    ['ND', null],
  ]);
});

test('what was weighed in is no further printing of the result', () => {
  const results = read([
    ['Analyte', 'Result', 'Unit', '', 'Limit'],
    ['Lead', '0.12', 'ppm', '0.5012 g', '1.0'],
    ['Cadmium', 'ND', 'ppm', '0.5133 g', '0.5'],
  ]);
  expect(results.flatMap(({ further }) => further)).toEqual([]);
});

test('chapters of a pharmacopoeia are methods, whatever heads them', () => {
  const rows = printed([
    ['Analyte', 'Standard', 'Result (ppm)', 'Limit'],
    ['Lead', '<232>', '0.12', '1.0'],
    ['Cadmium', '<233>', '0.05', '0.5'],
  ]);
  expect(rows.map(({ limit, method }) => [limit, method])).toEqual([
    ['1.0', '<232>'],
    ['0.5', '<233>'],
  ]);
});

test('a recovery of a spike, or how far the instrument was calibrated, makes no controls of the results beside it', () => {
  const spiked = read([
    ['Analyte', 'Result (ppm)', 'Spike %', 'LOQ (ppm)'],
    ['Lead', '0.12', '97', '0.01'],
    ['Cadmium', '0.05', '102', '0.01'],
  ]);
  expect(spiked.map(result => [result.printed.value, result.flags.length > 0])).toEqual([
    ['0.12', true],
    ['0.05', true],
  ]);
  const calibrated = printed([
    ['Analyte', 'Result (ppm)', 'Calibration Range'],
    ['Lead', '0.12', '0.1-10'],
    ['Cadmium', '0.05', '0.1-10'],
  ]);
  expect(calibrated.map(({ value, limit }) => [value, limit])).toEqual([
    ['0.12', null],
    ['0.05', null],
  ]);
});

test('headings one of which is a number are those of a table of their own', () => {
  const rows = printed([
    ['Test', 'Result (ppm)', '17025'],
    ['Lead', '0.12', 'Y'],
    ['Cadmium', 'ND', 'N'],
    ['', '', ''],
    ['Test', 'Result (%)', '17025'],
    ['Mitragynine', '1.32', 'Y'],
    ['Paynantheine', 'ND', 'N'],
  ]);
  expect(rows.map(({ name, unit }) => [name, unit])).toEqual([
    ['Lead', 'ppm'],
    ['Cadmium', 'ppm'],
    ['Mitragynine', '%'],
    ['Paynantheine', '%'],
  ]);
});

test('two numbers that stand apart are no thousands', () => {
  const rows = [
    ['Analyte', 'Result', 'Unit', 'LOQ'],
    ['Ethanol', '320', 'ppm', '100'],
    ['Acetone', '410', 'ppm', '100'],
    ['Methanol', '510', 'ppm', '100'],
    ['Hexane', '120', 'ppm', '100'],
  ];
  const words = [...table({ x, y: 100, rows }), ...write({ text: '100', x: 286, y: 112 })];
  const results = transcribeAny(documentOf(page(words))).flatMap(transcript => interpret(transcript).results);
  expect(results.map(({ flags }) => flags.length > 0)).toEqual([true, false, false, false]);
});

test('days without a heading beside headings are no LOD and LOQ', () => {
  const rows = printed([
    ['Analyte', '', 'Result', 'Unit'],
    ['Total Plate Count', '11/2', '1200', 'CFU/g'],
    ['Salmonella', '11/2', 'Absent', 'per 25 g'],
  ]);
  expect(rows.map(({ lod, loq }) => [lod, loq])).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('norms under `Standard` are methods, and no limits', () => {
  const rows = printed([
    ['Analyte', 'Standard', 'Result', 'Unit', 'Limit'],
    ['Total Plate Count', 'AOAC 990.12', '1200', 'CFU/g', '10000'],
    ['Total Yeast and Mold', 'AOAC 997.02', '120', 'CFU/g', '1000'],
  ]);
  expect(rows.map(({ limit }) => limit)).toEqual(['10000', '1000']);
});

test('`Standard` beside `Limit` is not the limit, and leaves a doubt', () => {
  const results = read([
    ['Analyte', 'Standard', 'Result', 'Unit', 'Limit'],
    ['Lead', '12.3', '0.12', 'ppm', '1.0'],
    ['Cadmium', '12.4', 'ND', 'ppm', '0.5'],
  ]);
  expect(results.map(result => [result.printed.limit, result.flags.length > 0])).toEqual([
    ['1.0', true],
    ['0.5', true],
  ]);
});

test('a limit of measurement has no sign of what is allowed', () => {
  const results = read([
    ['Analyte', 'LOD', 'Result', 'Unit', 'Limit'],
    ['Lead', '<= 0.010', 'ND', 'ppm', '1.0'],
    ['Cadmium', '0.010', 'ND', 'ppm', '0.5'],
  ]);
  expect(results.map(({ flags }) => flags.includes('cell-crowded'))).toEqual([true, false]);
});

test('what is needed in a day is no result of a food', () => {
  const rows = printed([
    ['Test item', 'Result', 'Unit', '% Thai RDI'],
    ['Total fat', '0.84', 'g', '1'],
    ['Sodium', '42.6', 'mg', '2'],
    ['Protein', '1.93', 'g', '4'],
  ]);
  expect(rows.map(({ value, unit }) => `${value} ${unit}`)).toEqual(['0.84 g', '42.6 mg', '1.93 g']);
});

test('verdicts under a question are read with it', () => {
  const rows = printed([
    ['Solvent', 'Result (ppm)', 'Limit (ppm)', 'Meets USP?'],
    ['Methanol', '88', '3000', 'Yes'],
    ['Heptane', '5620', '5000', 'No'],
  ]);
  expect(rows.map(({ limit, verdict }) => [limit, verdict])).toEqual([
    ['3000', 'Meets USP? Yes'],
    ['5000', 'Meets USP? No'],
  ]);
});

test('a unit that is the name of its analyte as well begins no row beside it', () => {
  const [first, ...rest] = transcribeAny(
    documentOf(
      page(
        table({
          x: [50, 260, 330, 400, 470],
          y: 100,
          rows: [
            ['Test', 'Units', 'Found', 'Max', 'Outcome'],
            ['Lead', 'ppb', '11', '500', 'Meets'],
            ['Arsenic', 'ppb', '<5', '1500', 'Meets'],
            ['Total yeast and mold', 'CFU/g', '<10', '1000', 'Meets'],
            ['Water activity', 'aw', '0.61', '0.85', 'Meets'],
            ['Salmonella', 'per 25 g', 'Absent', 'Absent', 'Meets'],
          ],
        }),
      ),
    ),
  );
  expect(rest).toEqual([]);
  expect(first!.rows.map(({ name, value }) => `${name.text} ${value.text}`).slice(-2)).toEqual([
    'Water activity 0.61',
    'Salmonella Absent',
  ]);
});

test('limits that say so themselves need no heading', () => {
  const rows = printed([
    ['Lead', '0.34 ppm', 'limit 1.0 ppm', 'PASS'],
    ['Arsenic', '0.09 ppm', 'limit 1.5 ppm', 'PASS'],
    ['Cadmium', '<0.02 ppm', 'limit 0.5 ppm', 'PASS'],
  ]);
  expect(rows.map(({ value, limit, verdict }) => [value, limit, verdict])).toEqual([
    ['0.34', '1.0 ppm', 'PASS'],
    ['0.09', '1.5 ppm', 'PASS'],
    ['<0.02', '0.5 ppm', 'PASS'],
  ]);
});

test('fatty acids under their heading are names, however long their chains', () => {
  const rows = printed([
    ['Fatty acid', 'mg/g', 'mg/capsule'],
    ['EPA (C20:5 n-3)', '181', '182'],
    ['DHA (C22:6 n-3)', '124', '125'],
  ]);
  expect(rows.map(({ name, value, unit }) => `${name} ${value} ${unit}`)).toEqual(['EPA (C20:5 n-3) 181 mg/g', 'DHA (C22:6 n-3) 124 mg/g']);
});

test('a colony count is counted in what the title says', () => {
  const words = [
    ...write({ text: 'Microbiology (cfu/g)', x: 50, y: 86 }),
    ...table({
      x,
      y: 100,
      rows: [
        ['Test', 'Result', 'Limit'],
        ['Aerobic colony count', '1200', '100000'],
        ['Enterobacteriaceae', '<10', '1000'],
      ],
    }),
  ];
  const rows = transcribeAny(documentOf(page(words))).flatMap(transcript => transcript.rows);
  expect(rows.map(({ unit }) => unit?.text)).toEqual(['cfu/g', 'cfu/g']);
});

test('the number of a register before a name that runs on below, where other rows have theirs apart', () => {
  const rows = printed([
    ['CAS No.', 'Component', 'Limit', 'Result'],
    ['7037-11-1', 'Total Yeast and Mold', '100000', '<10'],
    ['7074-12-2', 'Salmonella', 'Absent', 'Absent'],
    ['7111-13-3', 'Escherichia coli', 'Absent', 'Absent'],
  ]);
  expect(rows).toHaveLength(3);
  const words = [
    ...table({
      x: [50, 95, 330, 420],
      y: 100,
      rows: [
        ['CAS No.', 'Component', 'Limit', 'Result (CFU/g)'],
        ['7000-10-0', 'Total Aerobic Microbial', '10000000', '650000'],
        ['', 'Count', '', ''],
        ['7037-11-1', 'Total Yeast and Mold', '100000', '<10'],
        ['7111-13-3', 'Total Coliforms', '1000', '<10'],
        ['7074-12-2', 'Enterobacteriaceae', '1000', '20'],
      ],
    }),
  ];
  const close = words.map(word => (word.text === '7000-10-0' ? { ...word, box: [50, word.box[1], 93, word.box[3]] as const } : word));
  const names = transcribeAny(documentOf(page(close))).flatMap(transcript => transcript.rows.map(({ name }) => name.text));
  expect(names[0]).toBe('Total Aerobic Microbial Count');
});

test('what a result refers to names no row of its own', () => {
  const rows = printed([
    ['Analyte', 'Basis', 'Result', 'Unit'],
    ['CBD', 'As received', '0.62', '%'],
    ['', 'Dry matter', '0.69', '%'],
    ['CBDA', 'As received', '7.91', '%'],
    ['', 'Dry matter', '8.81', '%'],
  ]);
  expect(rows.map(({ name, value, unit }) => `${name} ${value} ${unit}`)).toEqual(['CBD 0.62 %', 'CBDA 7.91 %']);
});

test('an aroma among headings does not keep them from being headings', () => {
  const rows = printed([
    ['Terpene', '% w/w', '% of total', 'Aroma'],
    ['Linalool', '0.220', '36.1 %', 'Floral'],
    ['Camphene', '0.183', '30.0 %', 'Herbal'],
    ['Guaiol', '0.207', '33.9 %', 'Pine'],
  ]);
  expect(rows.map(({ value, unit }) => `${value} ${unit}`)).toEqual(['0.220 % w/w', '0.183 % w/w', '0.207 % w/w']);
});

test('what was analysed beside what was declared is the result, with a doubt', () => {
  const results = read([
    ['Component', 'Declared', 'Analysed', 'Unit', 'Deviation %'],
    ['Magnesium', '200', '207', 'mg/serving', '+3.5'],
    ['Zinc', '5', '5.31', 'mg/serving', '+6.2'],
  ]);
  expect(results.map(({ printed: { value, unit }, flags }) => [value, unit, flags.includes('column-guessed')])).toEqual([
    ['207', 'mg/serving', true],
    ['5.31', 'mg/serving', true],
  ]);
});

test('limits before the names, an uncertainty behind the results', () => {
  const rows = printed([
    ['Specification', 'Parameter', 'Observed', 'Uncertainty', 'Unit', 'OK?'],
    ['≤ 0.20', 'Lead', '0.013', '0.003', 'mg/kg', 'Yes'],
    ['≤ 14', 'Moisture', '10.4', '0.3', '%', 'Yes'],
    ['Absent', 'Salmonella', 'Absent', '–', '/25 g', 'No'],
  ]);
  expect(rows.map(({ name, value, limit, verdict }) => [name, value, limit, verdict])).toEqual([
    ['Lead', '0.013', '≤ 0.20', 'OK? Yes'],
    ['Moisture', '10.4', '≤ 14', 'OK? Yes'],
    ['Salmonella', 'Absent', 'Absent', 'OK? No'],
  ]);
});
