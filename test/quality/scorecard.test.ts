import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { posterior, uniformPrior } from '../../src/quality/beta-binomial.ts';
import { outcomesOf } from '../../src/quality/lot-outcome.ts';
import { scoreAll, scoresDocument } from '../../src/quality/scorecard.ts';
import { explain } from '../../src/quality/scorecard-explain.ts';
import type { Scorecard } from '../../src/quality/scorecard-shape.ts';
import { readScoresInput, type ScoresInput, scoresInputJsonSchema } from '../../src/quality/scores-input.ts';
import { inputOf, lotOf, simpleLot, testOf, vendorOf } from './scores.ts';

const cardOf = (input: ScoresInput, id = 'v'): Scorecard => scoreAll(input).vendors.find(({ vendor }) => vendor === id)!;
const overall = (...tests: string[][]) =>
  outcomesOf(
    lotOf(
      'l',
      tests.map(verdicts => testOf(verdicts)),
    ),
  ).overall;

test('a lot over all its groups: fail before undecidable before pass, and metals with one microbial group needed', () => {
  expect(overall(['lead pass', 'mould pass'])).toMatchObject({ outcome: 'pass', counted: true });
  expect(overall(['lead pass', 'salmonella fail'])).toMatchObject({ outcome: 'fail', counted: true });
  expect(overall(['lead undecidable', 'mould pass'])).toMatchObject({ outcome: 'undecidable', counted: false });
  expect(overall(['lead pass', 'seven fail'])).toMatchObject({ outcome: 'not_tested' });
  expect(overall(['mould pass', 'salmonella pass'])).toMatchObject({ outcome: 'not_tested' });
  expect(overall(['lead pass'], ['mould pass', 'seven fail'])).toMatchObject({ outcome: 'fail', counted: true });
});

test('a lot counts only where it would have been decided whatever the outcome', () => {
  // by a blunt test a fail shows, a pass never would
  expect(overall(['lead fail blind', 'mould pass'])).toMatchObject({ outcome: 'fail', counted: false });
  expect(overall(['lead fail', 'mould undecidable'])).toMatchObject({ outcome: 'fail', counted: false });
  const card = cardOf(
    inputOf([
      vendorOf('v', [
        lotOf('a', [testOf(['lead fail blind', 'mould pass'])]),
        simpleLot('b', 'pass'),
        simpleLot('c', 'pass'),
        simpleLot('d', 'pass'),
      ]),
    ]),
  );
  expect(card.safety).toMatchObject({
    lots: 3,
    passed: 3,
    failed: 0,
    tested: { lots: 4, pass: 3, fail: 1, undecidable: 0 },
    bounds: ['0.75', '0.75'],
  });
  expect(card.failures).toMatchObject([{ lot: 'a', rule: 'yardstick_v1-03', kind: 'limit' }]);
});

test('a later pass never erases a fail; a sharper test settles what a blunt one left open, unless something was found', () => {
  expect(overall(['lead fail', 'mould pass'], ['lead pass'])).toMatchObject({ outcome: 'fail', counted: true });
  expect(overall(['lead undecidable', 'mould pass'], ['lead pass'])).toMatchObject({ outcome: 'pass', counted: true });
  expect(overall(['lead undecidable detected', 'mould pass'], ['lead pass'])).toMatchObject({ outcome: 'undecidable', counted: false });
});

test('under three lots nothing is scored, under ten they are called few', () => {
  const lots = (n: number) => Array.from({ length: n }, (_, i) => simpleLot(`l${i}`, 'pass'));
  const card = (n: number) => cardOf(inputOf([vendorOf('v', lots(n))]));
  expect(card(2)).toMatchObject({ status: 'not_scored', tie: null, safety: { estimate: null, lower: null, lots: 2, bounds: ['1', '1'] } });
  expect(card(3)).toMatchObject({ status: 'scored', fewLots: true, tie: 1 });
  expect(card(10)).toMatchObject({ status: 'scored', fewLots: false });
  // Beta(1 + 3, 1): 0.05^(1/4) and 0.95^(1/4)
  expect(card(3).safety).toMatchObject({ estimate: '0.8', lower: '0.472871', upper: '0.987259' });
});

test('lots fade by half in 18 months before the newest lot that counts', () => {
  const lots = [simpleLot('new', 'pass', '2026-06-01'), simpleLot('old', 'fail', '2024-12-01'), simpleLot('older', 'fail', '2023-06-01')];
  const found = explain(inputOf([vendorOf('v', [...lots, simpleLot('open', 'undecidable', '2026-06-20')])]), 'v')!;
  expect(found.scopes.overall.newestLot).toBe('2026-06-01');
  expect(found.scopes.overall.lots.map(({ lot, weight }) => [lot, weight === null ? null : Number(weight).toFixed(2)])).toEqual([
    ['new', '1.00'],
    ['old', '0.50'],
    ['older', '0.25'],
    ['open', null],
  ]);
  expect(found.scopes.overall.steps.join('\n')).toMatch(/α = 1 \+ 1 and β = 1 \+ 0\.75/);
});

test('a retest does not make an old lot new, and a date in the future counts as the day of the scores', () => {
  const retested = lotOf('old', [
    testOf(['lead pass', 'mould pass'], { date: '2024-12-01' }),
    testOf(['lead pass'], { date: '2026-06-01' }),
  ]);
  const input = inputOf([vendorOf('v', [retested, simpleLot('odd', 'pass', '2062-01-01')])], '2026-06-01');
  const { scopes } = explain(input, 'v')!;
  expect(scopes.overall.newestLot).toBe('2026-06-01');
  expect(scopes.overall.lots.map(({ date }) => date)).toEqual(['2026-06-01', '2024-12-01']);
});

test('red facts are failures for a pathogen or a prohibited substance of the last 12 months', () => {
  const failing = (id: string, verdict: string, date: string) => lotOf(id, [testOf([verdict], { date })]);
  const lots = [
    failing('a', 'salmonella fail', '2025-07-02'),
    failing('b', 'salmonella fail', '2025-07-01'),
    failing('c', 'pseudo fail', '2026-05-01'),
    failing('d', 'lead fail', '2026-05-01'),
  ];
  const card = cardOf(inputOf([vendorOf('v', lots)]));
  expect(card.redFacts.map(({ lot, kind }) => [lot, kind])).toEqual([
    ['c', 'prohibited'],
    ['a', 'pathogen'],
  ]);
  expect(card.failures).toHaveLength(4);
});

test('sample vendors stand apart: not in the prior, not in the fading, last in the list', () => {
  const real = Array.from({ length: 25 }, (_, v) =>
    vendorOf(
      `real-${v}`,
      Array.from({ length: 4 }, (_, i) => simpleLot(`real-${v}-${i}`, i === 0 && v % 3 === 0 ? 'fail' : 'pass', '2026-01-01')),
    ),
  );
  const sample = vendorOf(
    'sample',
    Array.from({ length: 5 }, (_, i) => simpleLot(`s${i}`, 'fail', '2026-06-30')),
    { sample: true },
  );
  const [without, mixed] = [scoreAll(inputOf(real)), scoreAll(inputOf([sample, ...real]))];
  expect(mixed.vendors.slice(0, -1)).toEqual(without.vendors);
  expect(mixed.market).toEqual(without.market);
  expect(mixed.market.overall).toMatchObject({ kind: 'fitted', vendors: 25 });
  expect(mixed.vendors.at(-1)).toMatchObject({ vendor: 'sample', tie: 1, safety: { estimate: '0.142857' } });
  expect(mixed.sampleMarket).toMatchObject({ overall: { newestLot: '2026-06-30', kind: 'uniform' } });
});

test('order is by the lower bound; a vendor whose interval overlaps that of the first stands in one group with it', () => {
  const many = (id: string, pass: number, fail: number) =>
    vendorOf(
      id,
      Array.from({ length: pass + fail }, (_, i) => simpleLot(`${id}${i}`, i < pass ? 'pass' : 'fail')),
    );
  const { vendors } = scoreAll(
    inputOf([many('one-good', 3, 0), many('bad', 5, 25), many('good', 95, 5), many('fair', 24, 6), vendorOf('none', [])]),
  );
  expect(vendors.map(({ vendor, tie }) => [vendor, tie])).toEqual([
    ['good', 1],
    ['fair', 2],
    ['one-good', 2],
    ['bad', 3],
    ['none', null],
  ]);
});

const outcome = fc.constantFrom('pass', 'fail', 'undecidable' as const);
const day = fc.integer({ min: 0, max: 1400 }).map(n => new Date(Date.UTC(2026, 5, 1) - n * 86_400_000).toISOString().slice(0, 10));
const market = fc.array(fc.array(fc.tuple(outcome, day), { maxLength: 9 }), { minLength: 1, maxLength: 28 }).map(vendors =>
  inputOf(
    vendors.map((lots, v) =>
      vendorOf(
        `v${v}`,
        lots.map(([what, when], i) => simpleLot(`v${v}-${i}`, what, when)),
      ),
    ),
  ),
);

test('the order of vendors, lots and tests changes no byte', () => {
  fc.assert(
    fc.property(market, input => {
      const turned = { ...input, vendors: input.vendors.toReversed().map(vendor => ({ ...vendor, lots: vendor.lots.toReversed() })) };
      expect(scoresDocument(turned)).toBe(scoresDocument(input));
      expect(scoresDocument(readScoresInput(JSON.parse(JSON.stringify(turned))))).toBe(scoresDocument(input));
    }),
    { numRuns: 25 },
  );
});

const withLot = (input: ScoresInput, what: 'pass' | 'fail' | 'undecidable', when: string): ScoresInput => ({
  ...input,
  vendors: input.vendors.map((vendor, i) => (i === 0 ? { ...vendor, lots: [...vendor.lots, simpleLot('added', what, when)] } : vendor)),
});

test('a lot that settles nothing changes no estimate, only the hard bounds', () => {
  fc.assert(
    fc.property(market, day, (input, when) => {
      const id = input.vendors[0]!.id;
      const [before, after] = [cardOf(input, id), cardOf(withLot(input, 'undecidable', when), id)];
      for (const key of ['estimate', 'lower', 'upper', 'lots', 'weight', 'status'] as const)
        expect(after.safety[key]).toBe(before.safety[key]);
      expect(after.safety.tested.undecidable).toBe(before.safety.tested.undecidable + 1);
    }),
    { numRuns: 25 },
  );
});

test('one more decidable pass never lowers the bounds, one more fail never raises them', () => {
  const few = market.filter(({ vendors }) => vendors.length < 19);
  const newest = vendorOf('newest', [simpleLot('newest', 'pass', '2026-06-01')]);
  fc.assert(
    fc.property(few, day, (input, when) => {
      const given = { ...input, vendors: [...input.vendors, newest] };
      const id = input.vendors[0]!.id;
      const [worse, before, better] = [withLot(given, 'fail', when), given, withLot(given, 'pass', when)].map(
        each => cardOf(each, id).safety,
      );
      if (before!.status !== 'scored') return;
      expect(Number(better!.lower)).toBeGreaterThanOrEqual(Number(before!.lower));
      expect(Number(worse!.lower)).toBeLessThanOrEqual(Number(before!.lower));
      expect(Number(worse!.upper)).toBeLessThanOrEqual(Number(before!.upper));
    }),
    { numRuns: 40 },
  );
});

test('by any one prior a heavier pass never lowers, and the interval holds the estimate', () => {
  const nodes = fc
    .array(
      fc.record({ mean: fc.double({ min: 0.05, max: 0.99, noNaN: true }), strength: fc.double({ min: 0.5, max: 100, noNaN: true }) }),
      { minLength: 1, maxLength: 5 },
    )
    .map(found => ({ ...uniformPrior(), nodes: found.map(node => ({ ...node, weight: 1 / found.length })) }));
  const weight = fc.double({ min: 0, max: 30, noNaN: true });
  fc.assert(
    fc.property(nodes, weight, weight, fc.double({ min: 0, max: 1, noNaN: true }), (prior, pass, fail, more) => {
      const [a, b] = [posterior(prior, { pass, fail }, 0.9), posterior(prior, { pass: pass + more, fail }, 0.9)];
      expect(b.lower).toBeGreaterThanOrEqual(a.lower - 1e-9);
      expect(a.lower).toBeLessThanOrEqual(a.upper);
      expect(b.estimate).toBeGreaterThanOrEqual(a.estimate - 1e-12);
    }),
  );
});

test('what is no scores input is refused with its places', () => {
  expect(() => readScoresInput({ format: 'other' })).toThrow(/format/);
  const twice = inputOf([vendorOf('v', [simpleLot('a', 'pass'), simpleLot('a', 'pass')])]);
  expect(() => readScoresInput(twice)).toThrow('a stands twice');
});

test('the schema for other programs is that of the code', () => {
  const written = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'scores-input.schema.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(scoresInputJsonSchema())));
});
