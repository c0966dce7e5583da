import { asPrinted, type Sayable, sayAmount, sayInOneLine, sayPrintedLimit } from '../../src/http/pages/amount.ts';
import { result } from './views.ts';

const none = { number: null, lower: null, upper: null, lod: null, loq: null, testPortion: null, basis: 'unknown' } as const;

function say(over: Partial<Sayable>): string {
  return sayInOneLine({ ...result(), ...none, ...over }).replaceAll('\u00a0', ' ');
}

describe('what a result is called', () => {
  test('a measured number has its unit', () => {
    expect(say({ kind: 'quantified', number: '0.350', lower: '0.350', upper: '0.350', unit: 'mg/kg' })).toBe('0.350 mg/kg');
  });
  test('a measured number without a printed unit says so', () => {
    const printed = { value: '0.35', unit: null };
    expect(say({ kind: 'quantified', number: '0.35', unit: null, printed })).toBe('0.35 (no unit printed)');
  });
  test('a number that could not be converted stays as printed', () => {
    expect(say({ kind: 'quantified', number: null, unit: null, printed: { value: '3', unit: 'wobbles' } })).toBe('3 wobbles');
  });
  test('below a limit', () => {
    expect(say({ kind: 'below_limit', lower: '0', upper: '0.05', unit: 'mg/kg' })).toBe('below 0.05 mg/kg (the lab cannot see less)');
  });
  test('below a quantification limit, with a detection limit under it', () => {
    expect(say({ kind: 'below_limit', lower: '0.02', upper: '0.05', unit: 'mg/kg' })).toBe('below 0.05 mg/kg (at least 0.02 mg/kg)');
  });
  test('below a limit that is not printed', () => {
    expect(say({ kind: 'below_limit' })).toBe('below the lab’s limit (the limit is not printed)');
  });
  test('not detected, with what could have been seen', () => {
    expect(say({ kind: 'not_detected', lod: '0.02', upper: '0.02' })).toBe('not detected (LOD 0.02 mg/kg)');
    expect(say({ kind: 'not_detected', loq: '0.05', upper: '0.05' })).toBe('not detected (LOQ 0.05 mg/kg, no detection limit printed)');
    expect(say({ kind: 'not_detected' })).toBe('not detected (no detection limit printed)');
    expect(say({ kind: 'not_detected', testPortion: 'per 25 g' })).toBe('not detected (in 25 g)');
  });
  test('an estimate names the limit it lies under', () => {
    expect(say({ kind: 'estimated', number: '0.03', loq: '0.05' })).toBe(
      '0.03 mg/kg (an estimate: under the quantification limit of 0.05 mg/kg)',
    );
  });
  test('organisms', () => {
    expect(say({ kind: 'absent', testPortion: '25 g' })).toBe('not found (in 25 g)');
    expect(say({ kind: 'absent' })).toBe('not found (test portion not printed)');
    expect(say({ kind: 'present', testPortion: '25 g' })).toBe('present (in 25 g)');
    expect(say({ kind: 'above_limit', lower: '30000', unit: 'CFU/g' })).toBe('above 30\u202f000 CFU/g (the lab cannot measure more)');
  });
  test('what is missing is named, each kind by its own name', () => {
    const texts = (['not_tested', 'not_reported', 'not_legible', 'invalid'] as const).map(
      kind => sayAmount({ ...result(), ...none, kind }).text,
    );
    expect(new Set(texts).size).toBe(4);
    expect(texts).toContain('not tested');
  });
});

describe('nothing without a number is ever called zero', () => {
  const kinds = [
    'not_detected',
    'below_limit',
    'detected_not_quantified',
    'absent',
    'not_tested',
    'not_reported',
    'not_legible',
    'invalid',
  ] as const;
  test.each(kinds)('%s', kind => {
    const printed = { value: 'ND', unit: 'mg/kg' };
    for (const bounds of [
      { lower: null, upper: null },
      { lower: '0', upper: '0.05' },
    ]) {
      expect(say({ kind, printed, ...bounds })).not.toMatch(/(^|\s)0(\.0+)?(\s|$)/);
    }
  });
});

describe('what is printed', () => {
  test.each([
    ['<0.05', 'mg/kg', '<0.05 mg/kg'],
    ['ND', 'µg/g', 'ND'],
    ['Absent', 'per 25 g', 'Absent per 25 g'],
    ['12.6', null, '12.6'],
  ])('%s with unit %s is “%s”', (value, unit, text) => {
    expect(asPrinted({ value, unit })).toBe(text);
  });
});

test.each([
  [{ limit: '2,5', unit: '% hm.' }, '“2,5” % hm.'],
  [{ limit: '< 10 CFU/g', unit: 'CFU/g' }, '“< 10 CFU/g”'],
  [{ limit: 'Absent', unit: null }, '“Absent”'],
  [{ limit: '1.2', unit: null }, '“1.2”'],
  [{ limit: null, unit: 'mg/kg' }, null],
])('a printed limit stands with its unit: %j', (printed, said) => {
  expect(sayPrintedLimit(printed)).toBe(said);
});
