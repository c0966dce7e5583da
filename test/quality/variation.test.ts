import fc from 'fast-check';
import { controlChart } from '../../src/quality/control-chart.ts';
import { summariseClaims } from '../../src/quality/label-claim.ts';
import { seeded } from '../../src/quality/random.ts';
import { normalQuantile } from '../../src/quality/special.ts';
import { trendOf } from '../../src/quality/trend.ts';
import { betweenLots, type LotContent } from '../../src/quality/variation.ts';

const measured = (values: readonly number[], product = 'a'): LotContent[] => values.map(value => ({ product, lower: value, upper: value }));
const below = (limit: number, product = 'a'): LotContent => ({ product, lower: 0, upper: limit });

test('the robust CV is the worked one', () => {
  // pairs of 10, 11, 12, 13, 14: the median |ln a − ln b| of the ten is (ln(14/12) + ln(13/11)) / 2
  const s = (1.0483 * ((Math.log(14 / 12) + Math.log(13 / 11)) / 2)) / (1 + 0.414253297 / 5 + 0.442396799 / 25);
  const { cv, interval, lots, products } = betweenLots(measured([12, 10, 14, 11, 13]));
  expect(cv).toBeCloseTo(Math.sqrt(Math.expm1(s * s)), 6);
  expect({ lots, products }).toEqual({ lots: 5, products: 1 });
  expect(interval![0]).toBeLessThan(cv!);
  expect(interval![1]).toBeGreaterThan(cv!);
});

test('only lots of one product are compared; single ones of a product have nothing to be compared with', () => {
  const leaf = [12, 10, 14, 11, 13];
  const both = betweenLots([...measured(leaf), ...measured([300], 'extract')]);
  expect(both).toMatchObject({ lots: 5, products: 1, cv: betweenLots(measured(leaf)).cv });
  const far = betweenLots([...measured([10, 10.1, 10.2], 'a'), ...measured([300, 303, 306], 'b')]);
  expect(far.cv!).toBeLessThan(0.03);
});

test('one wild lot of ten does not break the CV, and nothing depends on order or unit', () => {
  const values = fc.array(fc.double({ min: 9, max: 11, noNaN: true }), { minLength: 10, maxLength: 15 });
  fc.assert(
    fc.property(values, found => {
      const plain = betweenLots(measured(found), { resamples: 40 });
      expect(betweenLots(measured(found.toReversed()), { resamples: 40 })).toEqual(plain);
      expect(betweenLots(measured(found.map(x => x * 1000)), { resamples: 2 }).cv!).toBeCloseTo(plain.cv!, 9);
      expect(betweenLots(measured([...found.slice(1), 1000]), { resamples: 2 }).cv!).toBeLessThan(0.25);
    }),
    { numRuns: 30 },
  );
});

test('the interval of the CV holds the truth about as often as it says', () => {
  const draw = seeded('cv');
  let held = 0;
  for (let i = 0; i < 200; i++) {
    const lots = Array.from({ length: 15 }, () => Math.exp(0.15 * normalQuantile(1e-9 + draw() * (1 - 2e-9))));
    const [low, high] = betweenLots(measured(lots), { seed: `${i}`, resamples: 200 }).interval!;
    held += Number(low <= 0.1509 && high >= 0.1509);
  }
  expect(held / 200).toBeGreaterThan(0.8);
  expect(held / 200).toBeLessThanOrEqual(0.97);
});

test('lots below a limit widen the interval; too many of them, or too few lots, are refused with the reason', () => {
  const values = [12, 10, 14, 11, 13, 12.5, 11.5, 10.5];
  const [plain, open] = [betweenLots(measured(values)), betweenLots([...measured(values), below(9)])];
  expect(open.cv).toBe(plain.cv);
  expect(open.censored).toBe(1);
  expect(open.interval![1]).toBeGreaterThanOrEqual(plain.interval![1]);
  expect(betweenLots([...measured(values), below(9), below(9), below(9)]).reason).toMatch(/3 of 11 lots/);
  expect(betweenLots(measured([1, 2, 3, 4]))).toMatchObject({ cv: null, reason: expect.stringMatching(/fewer than 5/) });
});

const days = (n: number) => Array.from({ length: n }, (_, i) => new Date(Date.UTC(2025, 0, 1 + 30 * i)).toISOString().slice(0, 10));
const points = (values: readonly (number | readonly [number, number])[]) =>
  values.map((value, i) => {
    const [lower, upper] = typeof value === 'number' ? [value, value] : value;
    return { id: `${i}`, date: days(values.length)[i]!, lower, upper };
  });

test('a control chart: median, median moving range ÷ 0.954, three sigma; what is below a limit is open and no part of it', () => {
  const values = [10, 11, 10, 12, 11, 10, 11, 12, 30, 10, [0, 2]] as const;
  const chart = controlChart(points(values));
  expect(chart).toMatchObject({ status: 'drawn', centre: 11 });
  expect(chart.sigma!).toBeCloseTo(1 / 0.9538726, 6);
  expect(chart.upperLimit!).toBeCloseTo(11 + 3 / 0.9538726, 6);
  expect(chart.points.map(({ open, signal }) => [open, signal]).slice(-3)).toEqual([
    [false, 'beyond_limits'],
    [false, null],
    [true, 'beyond_limits'],
  ]);
  expect(controlChart(points(values).toReversed())).toEqual(chart);
});

test('a run of eight on one side is a signal, bounds across the centre end it', () => {
  const run = [10, 12, 10, 12, 10, 12, 10, 12, 9.5, 9.6, 9.5, 9.6, 9.5, 9.6, 9.5, 9.6, 12, 13, 12.5, 13, 12, 13, 12.6];
  const signals = controlChart(points(run)).points.map(({ signal }) => signal);
  expect(signals.flatMap((signal, i) => (signal === 'run' ? [i] : []))).toEqual([15]);
  const broken = controlChart(points(run.map((value, i) => (i === 12 ? [0, 30] : value)))).points;
  expect(broken.some(({ signal }) => signal === 'run')).toBe(false);
});

test('no limits where the data cannot bear them, but the points all the same', () => {
  expect(controlChart(points([1, 2, 3]))).toMatchObject({ status: 'refused', upperLimit: null, points: { length: 3 } });
  expect(controlChart(points([1, 2, 3, 4, 5, 6, 7, 8, [0, 1], [0, 1], [0, 1]])).reason).toMatch(/3 of 11/);
  expect(controlChart(points([5, 5, 5, 5, 5, 5, 5, 5, 6])).reason).toMatch(/no spread/);
});

test('a trend: the slope of a clean line, whatever is below a limit at its start', () => {
  const line = Array.from({ length: 12 }, (_, i) => 5 + i + (i % 2) * 0.2);
  const plain = trendOf(points(line));
  expect(plain.slopePerYear!).toBeCloseTo(365.25 / 30, 0);
  expect(plain.p!).toBeLessThan(0.001);
  const open = trendOf(points(line.map((value, i) => (i < 4 ? ([0, value + 0.5] as const) : value))));
  expect(open).toMatchObject({ n: 12, censored: 4, reason: null });
  expect(open.slopePerYear!).toBeGreaterThan(0);
});

test("Kendall's p without ties is the textbook one", () => {
  // values 1..10 with two neighbours exchanged twice: S = 45 − 4 = 41; var = 10·9·25/18 = 125; z = 40/√125
  const { p } = trendOf(points([2, 1, 3, 4, 5, 6, 7, 8, 10, 9]));
  expect(p!).toBeCloseTo(0.000346619, 6);
  expect(trendOf(points([1, 2, 3]))).toMatchObject({ p: null, reason: expect.stringMatching(/fewer than 8/) });
});

test('label claims by their bounds', () => {
  const claim = (claimed: number, lower: number, upper = lower) => ({
    claimed: { lower: claimed, upper: claimed },
    measured: { lower, upper },
  });
  expect(summariseClaims([claim(10, 9.5), claim(10, 8), claim(10, 8, 10), claim(10, 0, 8.9)])).toEqual({
    ratio: 0.875,
    claims: 4,
    within: 1,
    outside: 2,
    open: 1,
  });
  expect(summariseClaims([])).toEqual({ ratio: null, claims: 0, within: 0, outside: 0, open: 0 });
});
