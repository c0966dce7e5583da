import fc from 'fast-check';
import { FEWEST_VALUES, fingerprint, likeness, type Measured } from '../../src/coa/fingerprint.ts';

const measured = (name: string, text: string, more: Partial<Measured> = {}): Measured => ({
  analyte: name,
  finding: { kind: 'quantified', number: { text, significantFigures: 2, decimals: 2 } },
  number: text,
  unit: 'mg/kg',
  lod: null,
  loq: null,
  printed: { name },
  ...more,
});
const SIX = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => measured(name, `1.2${index + 1}`));

describe('a fingerprint', () => {
  test('holds each measured value once, the most telling first', () => {
    const values = [...SIX, measured('g', '7'), measured('h', '0.012345'), measured('a', '1.210')];
    expect(fingerprint(values)!.values).toEqual([
      'h=0.012345 mg/kg',
      'a=1.21 mg/kg',
      'b=1.22 mg/kg',
      'c=1.23 mg/kg',
      'd=1.24 mg/kg',
      'e=1.25 mg/kg',
      'f=1.26 mg/kg',
      'g=7 mg/kg',
    ]);
  });

  test.each([
    ['of a limit', measured('f', '0.5', { loq: '0.50' })],
    ['of zero', measured('f', '0.00')],
    ['that is none', measured('f', '0.5', { number: null, finding: { kind: 'not_detected' } })],
    [
      'that is an estimate',
      measured('f', '0.5', { finding: { kind: 'estimated', number: { text: '0.5', significantFigures: 1, decimals: 1 } } }),
    ],
  ])('does not count a value %s', (_, other) => {
    expect(SIX).toHaveLength(FEWEST_VALUES);
    expect(fingerprint(SIX)).not.toBeNull();
    expect(fingerprint([...SIX.slice(0, 5), other])).toBeNull();
  });

  test('takes a name that is not in the dictionary as it is printed', () => {
    const unknown = SIX.map((value, index) => ({ ...value, analyte: null, printed: { name: `Novel  Thing ${index}` } }));
    expect(fingerprint(unknown)!.values[0]).toBe('novel thing 0=1.21 mg/kg');
  });
});

/** A set of values, and another sharing some of them. */
const pairs = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 6, maxLength: 40 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(20),
  )
  .map(([numbers, share, others]) => {
    const kept = numbers.slice(0, Math.round(numbers.length * share));
    const more = Array.from({ length: others }, (_, index) => 200_000 + index);
    return [numbers, [...kept, ...more]].map(list => list.map(number => measured(`n${number}`, String(number))));
  });

test('samples that share enough also share a telling value on one side: the index misses none', () => {
  fc.assert(
    fc.property(pairs, ([first, second]) => {
      const [a, b] = [fingerprint(first!), fingerprint(second!)];
      if (a === null || b === null || likeness(a.values, b.values) === null) return;
      const found = b.values.some(value => a.rare.includes(value)) || a.values.some(value => b.rare.includes(value));
      expect(found).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('likeness', () => {
  const set = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `v${from + index}`);
  test.each([
    [10, set(0, 10), { shared: 10, exact: true }],
    [8, set(2, 12), { shared: 8, exact: false }],
    [7, set(3, 13), null],
    [6, set(0, 6), { shared: 6, exact: false }],
    [5, set(0, 5), null],
  ])('sharing %i of ten', (_, other, expected) => {
    const like = likeness(set(0, 10), other);
    if (expected === null) expect(like).toBeNull();
    else expect(like).toMatchObject(expected);
  });
});
