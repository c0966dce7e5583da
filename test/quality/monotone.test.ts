/** What must hold of every verdict by a number, whatever the basis: through the whole judge, from printed texts. */
import fc from 'fast-check';
import type { RuleBasis } from '../../src/quality/ruleset-source.ts';
import { judgeOne, type Line, oneRule, type Situation, verdict } from './sample.ts';

const SITUATION: Situation = { form: 'powder', serving: '2.5 g', container: '50 g', intake: '8 g', moisture: '8' };

/** A limit and, beside it, a printed amount of about its size. */
const BASES: readonly (readonly [RuleBasis, string, string])[] = [
  ['per_gram', '2', 'mg/g'],
  ['per_gram_dry', '2', 'mg/g'],
  ['per_serving', '5', 'mg'],
  ['per_container', '100', 'mg'],
  ['per_day', '16', 'mg/day'],
];
const basis = fc.constantFrom(...BASES);
const comparator = fc.constantFrom('<' as const, '<=' as const);
const uncertainty = fc.constantFrom('simple' as const, 'favours_product' as const, 'guard_band' as const);
const rounding = fc.constantFrom(null, 'usp_7_20' as const);
const setting = fc
  .tuple(basis, comparator, uncertainty, rounding)
  .map(([[kind, value, unit], sign, way, round]) =>
    oneRule({ analyte: 'mitragynine', comparator: sign, value, unit, basis: kind }, { uncertainty: way, rounding: round }),
  );
const thousandths = fc.integer({ min: 1, max: 4000 });
const text = (n: number) => (n / 1000).toFixed(3);

const of = (value: string, set: ReturnType<typeof oneRule>, unit = 'mg/g', situation = SITUATION) =>
  judgeOne([['Mitragynine', value, unit, { basis: 'as received' }]], set, situation).verdict;

const WORSE: Record<string, number> = { pass: 0, undecidable: 1, fail: 2 };

test('more of what is limited is never better', () => {
  fc.assert(
    fc.property(setting, thousandths, thousandths, fc.constantFrom('', '<'), fc.constantFrom('', ' ± 0.100'), (set, a, b, sign, u) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      const suffix = sign === '' ? u : '';
      const [before, after] = [of(sign + text(less) + suffix, set), of(sign + text(more) + suffix, set)];
      expect(WORSE[after]).toBeGreaterThanOrEqual(WORSE[before]!);
    }),
    { numRuns: 150 },
  );
});

test('a verdict on a range holds for every value in it; a wider one settles nothing more', () => {
  fc.assert(
    fc.property(setting, fc.tuple(thousandths, thousandths, thousandths, thousandths), (set, values) => {
      const [a, b, c, d] = values.toSorted((x, y) => x - y) as [number, number, number, number];
      const [wide, narrow] = [of(`${text(a)}-${text(d)}`, set), of(`${text(b)}-${text(c)}`, set)];
      if (wide !== 'undecidable') expect(narrow).toBe(wide);
      // without an uncertainty of its own a value is as certain as the ends of a range
      if (narrow !== 'undecidable') expect([of(text(b), set), of(text(c), set)]).toEqual([narrow, narrow]);
    }),
    { numRuns: 150 },
  );
});

test('the unit and the way it is printed never change a verdict', () => {
  fc.assert(
    fc.property(setting, thousandths, fc.constantFrom('', '<', '>'), (set, n, sign) => {
      const words = [
        of(sign + text(n), set),
        of(sign + (n / 10_000).toFixed(4), set, '%'),
        of(sign + String(n), set, 'mg/kg'),
        of(sign + String(n), set, 'ppm'),
        of(`${sign}${n}.0`, set, 'ug/g'),
      ];
      expect(new Set(words).size).toBe(1);
    }),
    { numRuns: 100 },
  );
});

test('what the product is sold in can be said in any unit', () => {
  fc.assert(
    fc.property(thousandths, fc.integer({ min: 1, max: 9000 }), (n, milligrams) => {
      const set = oneRule({ analyte: 'mitragynine', comparator: '<=', value: '5', unit: 'mg', basis: 'per_serving' });
      const servings = [`${milligrams} mg`, `${(milligrams / 1000).toFixed(3)} g`, `1 capsule (${milligrams} mg)`];
      expect(new Set(servings.map(serving => of(text(n), set, 'mg/g', { serving }))).size).toBe(1);
    }),
    { numRuns: 100 },
  );
});

test('less known of a product never settles more, and never the other way round', () => {
  fc.assert(
    fc.property(setting, thousandths, fc.constantFrom('serving', 'container', 'intake', 'moisture'), (set, n, gone) => {
      const [known, unknown] = [of(text(n), set), of(text(n), set, 'mg/g', { ...SITUATION, [gone]: undefined })];
      expect([known, 'undecidable']).toContain(unknown);
    }),
    { numRuns: 150 },
  );
});

test('a second result never makes a verdict better than the worse of the two', () => {
  fc.assert(
    fc.property(thousandths, thousandths, (a, b) => {
      const set = oneRule({ analyte: 'lead', comparator: '<=', value: '2', unit: 'ppm', basis: 'per_gram' });
      const line = (n: number): Line => ['Lead', text(n), 'mg/kg'];
      const words = [judgeOne([line(a)], set).verdict, judgeOne([line(b)], set).verdict];
      const both = judgeOne([line(a), line(b)], set).verdict;
      expect(WORSE[both]).toBe(Math.max(...words.map(word => WORSE[word]!)));
    }),
    { numRuns: 60 },
  );
});

test('a share falls as others rise, and rises with its own', () => {
  const share = (own: number, other: number) =>
    verdict(
      [
        ['7-OH', text(own), 'mg/g'],
        ['Mitragynine', text(other), 'mg/g'],
        ['Paynantheine', '0.4', 'mg/g'],
        ['Speciociliatine', '0.3', 'mg/g'],
        ['Speciogynine', '0.2', 'mg/g'],
      ],
      'tx_kcpa',
      '01',
    ).verdict;
  fc.assert(
    fc.property(thousandths, thousandths, fc.integer({ min: 1, max: 200 }), (a, b, own) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      expect(WORSE[share(own, more)]).toBeLessThanOrEqual(WORSE[share(own, less)]!);
      expect(WORSE[share(own * 2, more)]).toBeGreaterThanOrEqual(WORSE[share(own, more)]!);
    }),
    { numRuns: 60 },
  );
});
