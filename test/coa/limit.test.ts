import { expectedVerdict } from '../../src/coa/check.ts';
import { type PrintedLimit, readLimit } from '../../src/coa/limit.ts';
import type { Panel } from '../../src/coa/transcript.ts';
import { unitByCode } from '../../src/coa/unit.ts';
import { readVerdict } from '../../src/coa/verdict.ts';
import { result } from './printed.ts';

const limit = (text: string, panel: Panel = 'metals', decimalMark: '.' | ',' = '.'): PrintedLimit =>
  readLimit(text, { decimalMark, panel });

test.each<[string, Panel, object]>([
  ['1,000', 'pesticides', { kind: 'max', inclusive: null, number: { text: '1000' }, failing: false }],
  ['5,000.00', 'solvents', { kind: 'max', number: { text: '5000.00' } }],
  ['1.00E+04', 'microbes', { kind: 'max', number: { text: '10000' } }],
  ['10^5 CFU/g', 'microbes', { kind: 'max', number: { text: '100000' }, unit: 'CFU/g' }],
  ['NMT 0.5 ppm', 'metals', { kind: 'max', inclusive: true, number: { text: '0.5' }, unit: 'ppm' }],
  ['5.0 % max.', 'moisture', { kind: 'max', inclusive: true, number: { text: '5.0' }, unit: '%' }],
  ['45% MIN', 'alkaloids', { kind: 'min', inclusive: true, number: { text: '45' }, unit: '%' }],
  ['100,000/G MAX', 'microbes', { kind: 'max', inclusive: true, number: { text: '100000' }, unit: null }],
  ['máx. 0.50', 'metals', { kind: 'max', inclusive: true, number: { text: '0.50' } }],
  ['Mínimo 10 %', 'alkaloids', { kind: 'min', inclusive: true, number: { text: '10' }, unit: '%' }],
  ['höchstens 3 mg/kg', 'metals', { kind: 'max', inclusive: true, number: { text: '3' } }],
  ['mindestens 45 %', 'foreign_matter', { kind: 'min', number: { text: '45' } }],
  ['≤ 0.5', 'metals', { kind: 'max', inclusive: true }],
  ['< 1.2', 'metals', { kind: 'max', inclusive: false }],
  ['NLT 45 %', 'alkaloids', { kind: 'min', inclusive: true, number: { text: '45' }, unit: '%' }],
  ['>25%', 'foreign_matter', { kind: 'max', inclusive: true, number: { text: '25' }, failing: true }],
  ['> 1 per 3 grams', 'foreign_matter', { kind: 'max', number: { text: '1' }, failing: true }],
  ['1 per 3g', 'foreign_matter', { kind: 'max', number: { text: '1' }, failing: false }],
  ['98.0 - 102.0 %', 'alkaloids', { kind: 'range', low: { text: '98.0' }, high: { text: '102.0' }, unit: '%' }],
  ['Not Detected in 1g', 'microbes', { kind: 'absent', testPortion: '1 g', failing: false }],
  ['Absent in 25 g', 'microbes', { kind: 'absent', testPortion: '25 g', failing: false }],
  ['Absence', 'microbes', { kind: 'absent', testPortion: null }],
  ['Detection in 1.0 g', 'microbes', { kind: 'absent', testPortion: '1.0 g', failing: true }],
  ['≥ LOD', 'pesticides', { kind: 'absent', failing: true }],
  ['N/A', 'metals', { kind: 'none' }],
  ['-', 'metals', { kind: 'none' }],
  ['Report Results', 'alkaloids', { kind: 'none' }],
  ['per USP <2232>', 'metals', { kind: 'text' }],
])('%s (%s)', (text, panel, wanted) => expect(limit(text, panel)).toMatchObject(wanted));

test('a decimal comma in a limit', () => expect(limit('2,5', 'alkaloids', ',')).toMatchObject({ kind: 'max', number: { text: '2.5' } }));

describe('the verdict that value and limit imply', () => {
  const ppm = unitByCode('ppm')!;
  const verdict = (value: string, text: string) => expectedVerdict(result('metals', 'Lead', value, { unit: 'ppm' }), limit(text), ppm);

  test.each([
    ['0.3', '0.5', 'pass'],
    ['0.7', '0.5', 'fail'],
    // a bare number does not say whether it may be reached
    ['0.5', '0.5', null],
    ['0.5', '≤0.5', 'pass'],
    ['0.5', '<0.5', 'fail'],
    ['<0.5', '0.5', 'pass'],
    ['<0.6', '0.5', null],
    ['ND', '0.5', null],
    ['>0.5', '≤0.5', 'fail'],
    ['≥0.5', '0.5', null],
    ['0.5', '0.5 - 0.7', null],
    ['0.4', '0.5 - 0.7', 'fail'],
    ['0.6', '0.5 - 0.7', 'pass'],
    ['300', '500 ppb', 'fail'],
    ['0.3', '500 ppb', 'pass'],
    ['0.3', '10 CFU/g', null],
  ])('%s ppm against %s: %s', (value, text, wanted) => expect(verdict(value, text)).toBe(wanted));

  test('a least content', () => {
    const percent = unitByCode('%')!;
    const least = (value: string) =>
      expectedVerdict(result('alkaloids', 'Mitragynine', value, { unit: '%' }), limit('NLT 45 %', 'alkaloids'), percent);
    expect([least('45'), least('44.9'), least('50'), least('<44'), least('ND')]).toEqual(['pass', 'fail', 'pass', 'fail', null]);
  });

  test('absence is decided by words alone', () => {
    const found = (value: string) => expectedVerdict(result('microbes', 'Salmonella', value), limit('Absent in 25 g', 'microbes'), null);
    expect([
      found('Absent'),
      found('Not Detected in 25 g'),
      found('Present'),
      found('20'),
      found('Trace'),
      found('<10'),
      found('0'),
      found('NT'),
    ]).toEqual(['pass', 'pass', 'fail', 'fail', 'fail', null, null, null]);
  });
});

test.each([
  ...['Pass', 'PASS', 'Passed', 'P a s s', 'Conforms', 'Complies', 'V', 'Vn', 'vyhovuje', 'Pass*'].map(t => [t, 'pass'] as const),
  ...['Fail', 'FAILED', 'N', 'nevyhovuje', 'Does not conform'].map(t => [t, 'fail'] as const),
  ...['X', 'N/A', 'Tested', 'NT', 'Complete', '-'].map(t => [t, 'not_evaluated'] as const),
  ...['', 'blue', 'passage'].map(t => [t, null] as const),
])('the printed verdict %j is %s', (text, wanted) => expect(readVerdict(text)).toBe(wanted));

test('an identity has to be positive, a germ must not be', () => {
  expect(limit('Positive', 'other')).toEqual({ kind: 'text', text: 'Positive' });
  expect(limit('Positive for mitragynine', 'other')).toMatchObject({ kind: 'text' });
  expect(limit('Positive', 'microbes')).toMatchObject({ kind: 'absent', failing: true });
});
