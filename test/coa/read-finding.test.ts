import fc from 'fast-check';
import { type FindingContext, readCell, readFinding } from '../../src/coa/read-finding.ts';

const context: FindingContext = { decimalMark: '.', lod: '0.02', loq: '0.05' };
const comma: FindingContext = { decimalMark: ',' };
const text = (value: unknown): string => JSON.stringify(value);
const number = (digits: string) => expect.objectContaining({ text: digits });

test.each([
  ...[
    'ND',
    'N.D.',
    'nd',
    'NOT DETECTED',
    'Not Detected',
    'None Detected',
    'Non-Detect',
    'No Analytes Detected',
    'No Detectable Microbial DNA',
    'No Cq',
    'No growth',
    'Nil',
    'nezjištěno',
    'nicht nachgewiesen',
    'n. n.',
    'non détecté',
    'no detectado',
    'nie wykryto',
    'ej påvisad',
    'ikke påvist',
    'Tespit edilmedi',
    '未检出',
    'ไม่พบ',
    'Tidak terdeteksi',
    'TTD',
    'tidak ditemukan',
    'non rilevato',
    'niet aantoonbaar',
    'não detectado',
  ].map(t => [t, 'not_detected'] as const),
  ...[
    '<LOQ',
    '< LOQ',
    '<LLOQ',
    '<LLoQ',
    'BLQ',
    'BQL',
    'Below LOQ',
    '< MRL',
    '<LOD',
    '<LOQ%',
    '<LOQ mg',
    'pod mezí stanovitelnosti',
    '< BG',
    '<NWG',
    '< LQ',
    '<LD',
  ].map(t => [t, 'below_limit'] as const),
  ...[
    'Absent',
    'Absence',
    'Negative',
    'negativní',
    'Not Present',
    'Absence in 1g',
    'Absent in 1 gram',
    'Absence per 10 g',
    'Negative/1g',
  ].map(t => [t, 'absent'] as const),
  ...['Present', 'Positive', 'Detected', 'pozitivní', 'Detected in 25 g'].map(t => [t, 'present'] as const),
  ...['NT', 'N.T.', 'Not Tested', 'netestováno', 'Pending', 'Test in progress'].map(t => [t, 'not_tested'] as const),
  ...['NR', 'NA', 'N/A', 'na', '-', '–', '', 'Report Results'].map(t => [t, 'not_reported'] as const),
  ...['Tested', 'Complete', 'Complies', 'Conforms', 'Pass', 'PASSED', 'V', 'X', 'White powder', 'NAD+'].map(t => [t, 'text'] as const),
  ...['TNTC', 'Too numerous to count', '> 300', '>10^6', '≥ 5', 'NLT 5', '>ULOQ'].map(t => [t, 'above_limit'] as const),
  ...['Trace', 'Detected <LOQ', 'Detected, not quantified', '<LOQ (detected)'].map(t => [t, 'detected_not_quantified'] as const),
  ...['1,0.103', '0.02/0.05', '1.0000 1100.0000', '-1', '1.2.3', '< 1.2.3'].map(t => [t, 'invalid'] as const),
])('%j is %s', (printed, kind) => expect(readFinding(printed, context).kind).toBe(kind));

test('a bound is the number printed in the cell, else that of the row', () => {
  expect(readFinding('<0.10', context)).toEqual({ kind: 'below_limit', limit: 'stated', inclusive: false, bound: number('0.10') });
  expect(readFinding('≤ 0.10', context)).toMatchObject({ inclusive: true, limit: 'stated' });
  for (const words of ['kleiner als', 'kleiner', 'inférieur à', 'inferior a', 'minder dan', 'mniej niż', 'kurang dari'])
    expect(readFinding(`${words} 0,010`, comma)).toMatchObject({ kind: 'below_limit', limit: 'stated', inclusive: false });
  expect(readFinding('NMT 5', context)).toMatchObject({ kind: 'below_limit', inclusive: true, bound: { text: '5' } });
  expect(readFinding('<LOQ', context)).toMatchObject({ limit: 'loq', bound: { text: '0.05' } });
  for (const printed of ['<LOD', '‹LOD']) expect(readFinding(printed, context)).toMatchObject({ limit: 'lod', bound: { text: '0.02' } });
  expect(readFinding('<LOQ (0.3)', context)).toMatchObject({ limit: 'loq', bound: { text: '0.3' } });
  expect(readFinding('BLQ (0.3)', context)).toMatchObject({ kind: 'below_limit', limit: 'loq', bound: { text: '0.3' } });
  expect(readFinding('<0.05 (LOQ 0.05)', context)).toMatchObject({ kind: 'below_limit', limit: 'stated', bound: { text: '0.05' } });
  expect(readFinding('<LOQ', { decimalMark: '.' })).toMatchObject({ limit: 'loq', bound: null });
  expect(readFinding('ND (<0.3)', context)).toMatchObject({ kind: 'not_detected', bound: { text: '0.3' } });
  expect(readFinding('< 2,0', comma)).toMatchObject({ bound: { text: '2.0' } });
});

test('footnote marks and laboratory letters after a qualifier or a bound', () => {
  expect(readFinding('ND¹', context).kind).toBe('not_detected');
  expect(readFinding('ND*', context).kind).toBe('not_detected');
  expect(readFinding('<10 est.', context)).toMatchObject({ kind: 'below_limit', bound: { text: '10' } });
  expect(readFinding('<0.05 U', context)).toMatchObject({ kind: 'below_limit', bound: { text: '0.05' } });
  // a raised figure after a number can be a footnote or an exponent
  expect(readFinding('0.35¹', context)).toEqual({ kind: 'invalid', reason: 'garbled-number' });
});

test.each(['10 (est) CFU/g', '10 (est.) CFU/g', 'Est. 10', '10 est.', 'Estimated 10 cfu/g'])('%s is an estimate', printed => {
  expect(readFinding(printed, context)).toMatchObject({ kind: 'estimated', number: { text: '10' } });
});

test.each(['ND (0.02)', 'ND (<0.02)', 'None Detected < 0.02', 'Not Detected (0.02 ppm)'])(
  '%s is not detected, and says down to where',
  printed => {
    expect(readFinding(printed, context)).toMatchObject({ kind: 'not_detected', bound: { text: '0.02' } });
  },
);

test.each(['n.n. (< 0,02)', 'n.n. (NG 0,02)', 'nicht nachweisbar (< 0,02)', 'n. n. (0,02)'])(
  '%s is not detected, in German too',
  printed => {
    expect(readFinding(printed, comma)).toMatchObject({ kind: 'not_detected', bound: { text: '0.02' } });
  },
);

test('more than could be counted, and how much could be', () => {
  expect(readFinding('>300 (TNTC)', context)).toMatchObject({ kind: 'above_limit', bound: { text: '300' } });
});

test('a test portion is kept', () => {
  expect(readFinding('Absent in 10 gm', context)).toEqual({ kind: 'absent', testPortion: '10 g' });
  expect(readFinding('Not Detected in 10 grams', context)).toEqual({ kind: 'not_detected', testPortion: '10 g' });
  expect(readFinding('Absent in 25g', context)).toEqual({ kind: 'absent', testPortion: '25 g' });
  expect(readFinding('negativní v 25 g', comma)).toEqual({ kind: 'absent', testPortion: '25 g' });
});

test('numbers, uncertainties, ranges, units and flags of the laboratory', () => {
  expect(readFinding('1.2 x 10^3', context)).toMatchObject({ kind: 'quantified', number: { text: '1200', significantFigures: 2 } });
  expect(readFinding('=2.1 x 10^2', context)).toMatchObject({ kind: 'quantified', number: { text: '210' } });
  expect(readFinding('1,0.10^3', comma)).toMatchObject({ kind: 'quantified', number: { text: '1000' } });
  expect(readFinding('0.03', context).kind).toBe('estimated');
  expect(readFinding('1.2 ± 0.1 (k=2)', context)).toMatchObject({
    kind: 'quantified',
    number: { text: '1.2' },
    uncertainty: { text: '0.1' },
  });
  expect(readCell('1.2 mg/g ± 12 %', context)).toMatchObject({
    finding: { kind: 'quantified', number: { text: '1.2' } },
    flags: ['uncertainty-unread'],
  });
  expect(readFinding('1.0-1.5', context)).toMatchObject({ kind: 'range', low: { text: '1.0' }, high: { text: '1.5' } });
  expect(readFinding('1.5-1.0', context)).toEqual({ kind: 'invalid', reason: 'range-reversed' });
  expect(readCell('99.94%', context)).toMatchObject({ unit: '%', finding: { number: { text: '99.94' } } });
  expect(readCell('5,8 % hm.', comma)).toMatchObject({ unit: '% hm.', finding: { number: { text: '5.8' } } });
  expect(readCell('0.05 U', context)).toMatchObject({
    finding: { kind: 'not_detected', bound: { text: '0.05' } },
    flags: ['laboratory-qualifier'],
  });
  expect(readCell('0.12 J', context)).toMatchObject({ finding: { kind: 'estimated' }, flags: ['laboratory-qualifier'] });
  expect(readCell('~5', context)).toMatchObject({ finding: { kind: 'estimated' }, flags: ['approximate-value'] });
  expect(readCell('0,35', context)).toMatchObject({ finding: { number: { text: '0.35' } }, flags: ['decimal-comma'] });
});

const QUALIFIERS = [
  'ND',
  'N.D.',
  'Not detected',
  '<LOQ',
  '< LOQ',
  'BLQ',
  '<LLOQ',
  '<LOD',
  '< MRL',
  'Absent',
  'Negative',
  'Not Present',
  'NT',
  'NR',
  'N/A',
  '-',
  'TNTC',
  'Present',
  'Pass',
  'Trace',
  'No Cq',
];

test('no qualifier becomes a number, however it is dressed', () => {
  const dressing = fc.tuple(
    fc.constantFrom('', ' ', '*', '\u00a0'),
    fc.constantFrom(...QUALIFIERS),
    fc.constantFrom('', ' ', '*', ' mg/g', ' %', ' in 10 g', '\u00a0'),
    fc.boolean(),
  );
  fc.assert(
    fc.property(
      dressing,
      fc.constantFrom<FindingContext>(context, comma, { decimalMark: 'unknown', lod: 'ND', loq: '-1' }),
      ([before, word, after, upper], ctx) => {
        const finding = readFinding(before + (upper ? word.toUpperCase() : word) + after, ctx);
        expect(['quantified', 'estimated', 'range']).not.toContain(finding.kind);
      },
    ),
  );
});

test('a number is only found where its digits are printed, and never beside < or >', () => {
  const alphabet = fc.string({ maxLength: 14, unit: fc.constantFrom(...'0123456789.,-+<>≤≥~±/ ^xXeE%()NDLOQJUmgkµ') });
  fc.assert(
    fc.property(alphabet, fc.constantFrom<FindingContext>(context, comma), (printed, ctx) => {
      const finding = readFinding(printed, ctx);
      if (finding.kind !== 'quantified' && finding.kind !== 'estimated') return;
      const digits = finding.number.text.replace(/\D/g, '').replace(/^0+|0+$/g, '');
      expect([printed, printed.replace(/\D/g, '').includes(digits)]).toEqual([printed, true]);
      expect(text(printed)).not.toMatch(/[<>≤≥]/);
    }),
    { numRuns: 3000 },
  );
});

test('what is read from a plain number reads the same when printed again', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 8 }), (value, places) => {
      const first = readFinding(value.toFixed(places), { decimalMark: '.' });
      if (first.kind !== 'quantified') throw new Error(`${value.toFixed(places)} was read as ${first.kind}`);
      expect(readFinding(first.number.text, { decimalMark: '.' })).toEqual(first);
    }),
  );
});

test('long texts are answered at once, and are no number', () => {
  const started = performance.now();
  for (const text of ['1'.repeat(1e6), '1,'.repeat(5e5), `${' '.repeat(1e6)}1`, '<'.repeat(1e6), '1 x 10^'.repeat(1e5)])
    expect(readFinding(text, context).kind).toBe('text');
  expect(performance.now() - started).toBeLessThan(1000);
});
