import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readStatsTable } from '../../src/cli/stats-table.ts';
import { analyse, METHODS, type Method } from '../../src/quality/censored.ts';
import { below, exactly, type Observation, STATISTICS } from '../../src/quality/censored-data.ts';
import { kaplanMeier } from '../../src/quality/censored-kaplan-meier.ts';
import { lognormalFit } from '../../src/quality/censored-mle.ts';
import { turnbull, turnbullSummary } from '../../src/quality/censored-turnbull.ts';

const folder = join(import.meta.dirname, 'data', 'censored');
const expected = readFileSync(join(folder, 'expected.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(','))
  .map(([set = '', n, censored, , method, ...values]) => ({
    set,
    n: Number(n),
    censored: Number(censored),
    method: method as Method,
    values,
  }));

const dataSet = (name: string): readonly Observation[] => readStatsTable(readFileSync(join(folder, `${name}.csv`), 'utf8')).observations;

test.each(Object.entries(Object.groupBy(expected, ({ set }) => set)))(
  '%s agrees with the reference to four significant figures',
  (set, rows = []) => {
    const analysis = analyse(dataSet(set), { policy: 'computed', resamples: 1 });
    expect(rows.map(({ method }) => method).sort()).toEqual([...METHODS].sort());
    for (const { n, censored, method, values } of rows) {
      expect(analysis).toMatchObject({ n, censored });
      for (const [index, statistic] of (['median', 'mean', 'sd', 'q25', 'q75', 'q90'] as const).entries()) {
        const computed = analysis.methods[method]?.summary[statistic];
        if (values[index] === 'NA') expect([method, statistic, computed]).toEqual([method, statistic, null]);
        else {
          const reference = Number(values[index]);
          expect(Math.abs(computed! - reference)).toBeLessThanOrEqual(5e-5 * Math.abs(reference));
        }
      }
    }
  },
);

const value = fc.integer({ min: 1, max: 400 }).map(n => n / 8);
const observation = fc.oneof({ weight: 3, arbitrary: value.map(exactly) }, { weight: 1, arbitrary: value.map(below) });
const usable = fc
  .array(observation, { minLength: 8, maxLength: 40 })
  .filter(data => new Set(data.filter(o => o.lower > 0).map(o => o.lower)).size > 2);

const numbers = (data: readonly Observation[]) => {
  const { methods } = analyse(data, { policy: 'computed', resamples: 50 });
  return Object.fromEntries(METHODS.map(method => [method, [methods[method]?.summary, methods[method]?.intervals]]));
};

test('the order of the values changes nothing, down to the intervals', () => {
  fc.assert(
    fc.property(usable, fc.integer(), (data, seed) => {
      const turned = [...data.slice(Math.abs(seed) % data.length), ...data.slice(0, Math.abs(seed) % data.length)].reverse();
      expect(numbers(turned)).toEqual(numbers(data));
    }),
    { numRuns: 30 },
  );
});

test('values in another unit give the same statistics in that unit', () => {
  const times = (factor: number) => (o: Observation) => ({ lower: o.lower * factor, upper: o.upper * factor });
  fc.assert(
    fc.property(usable, fc.constantFrom(1000, 0.001, 7), (data, factor) => {
      const [here, there] = [data, data.map(times(factor))].map(set => analyse(set, { policy: 'computed', resamples: 1 }));
      for (const method of METHODS) {
        expect(there!.refused[method]).toBe(here!.refused[method]);
        for (const statistic of STATISTICS) {
          const [a, b] = [here!.methods[method]?.summary[statistic], there!.methods[method]?.summary[statistic]];
          if (a === null || a === undefined || !Number.isFinite(a)) expect(b).toBe(a);
          else expect(Math.abs(b! / factor - a)).toBeLessThanOrEqual(1e-6 * Math.abs(a) + 1e-12);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('substitution by 0 and by the limit bound the Kaplan–Meier mean', () => {
  fc.assert(
    fc.property(usable, data => {
      const most = Math.max(...data.filter(o => o.lower > 0).map(o => o.lower));
      const { methods } = analyse(
        data.filter(o => o.upper <= most),
        { policy: 'computed', resamples: 1 },
      );
      expect(methods.kaplan_meier!.summary.mean!).toBeGreaterThanOrEqual(methods.substitution_0!.summary.mean! - 1e-9);
    }),
  );
});

test('without censoring every distribution-free method is the plain mean', () => {
  const data = [0.4, 1.2, 2.5, 3.1, 8].map(exactly);
  const { methods } = analyse(data, { policy: 'computed', resamples: 1 });
  for (const method of ['kaplan_meier', 'ros_lognormal', 'substitution_0', 'substitution_full'] as const)
    expect(methods[method]!.summary.mean!).toBeCloseTo(3.04, 12);
});

test('Turnbull is Kaplan–Meier where the only bounds are limits', () => {
  fc.assert(
    fc.property(usable, data => {
      const [mirrored, bounded] = [kaplanMeier(data), turnbullSummary(data)];
      const most = Math.max(...data.filter(o => o.lower > 0).map(o => o.lower));
      if (data.some(o => o.lower === 0 && o.upper > most)) return;
      for (const statistic of ['q25', 'median', 'q75'] as const)
        if (mirrored[statistic] !== null && bounded[statistic] !== null) expect(bounded[statistic]).toBe(mirrored[statistic]);
    }),
  );
});

test('Turnbull on three overlapping intervals, as worked by hand', () => {
  // innermost are [1, 2) and [2.5, 3): p = (1 + p)/3 + 0 for the first, so p = 1/2
  const masses = turnbull([
    { lower: 0, upper: 2 },
    { lower: 1, upper: 3 },
    { lower: 2.5, upper: 4 },
  ]);
  expect(masses.map(({ lower, upper, probability }) => [lower, upper, probability.toFixed(6)])).toEqual([
    [1, 2, '0.500000'],
    [2.5, 3, '0.500000'],
  ]);
});

test('between LOD and LOQ, and too numerous to count: computed where it can be, else the reason', () => {
  const data = [
    ...[1, 2, 3, 4, 6, 9, 12].map(exactly),
    below(0.5),
    { lower: 0.5, upper: 1.5 },
    { lower: 20, upper: Number.POSITIVE_INFINITY },
  ];
  const { methods, refused } = analyse(data, { policy: 'computed', resamples: 20 });
  expect(methods.kaplan_meier!.how).toMatch(/Turnbull/);
  expect(methods.kaplan_meier!.summary.mean).toBeNull();
  expect(methods.kaplan_meier!.summary.median).toBe(3);
  expect(refused.ros_lognormal).toMatch(/intervals/);
  expect(refused.substitution_full).toBe('a value has no upper bound');
  expect(methods.substitution_0!.summary.mean!).toBeCloseTo(5.75, 10);
  // scipy 1.17: minimum of the same interval likelihood
  const { mu, sigma } = lognormalFit(data);
  expect([mu, sigma].map(x => x.toFixed(4))).toEqual(['1.1890', '1.4003']);
});

test('pages refuse what the data cannot bear, the command line warns', () => {
  const bear = (measured: number, censored: number) =>
    [...Array.from({ length: measured }, (_, i) => exactly(i + 2)), ...Array.from({ length: censored }, () => below(1))] as Observation[];
  const refusedBy = (data: Observation[]) => Object.keys(analyse(data, { resamples: 1 }).refused);
  expect(refusedBy(bear(10, 40))).toEqual([]);
  expect(refusedBy(bear(9, 41))).toEqual(['kaplan_meier', 'ros_lognormal', 'mle_lognormal']);
  expect(refusedBy(bear(10, 39))).toEqual(['mle_lognormal']);
  expect(refusedBy(bear(4, 4))).toEqual(['kaplan_meier', 'ros_lognormal', 'mle_lognormal']);
  const computed = analyse(bear(4, 40), { policy: 'computed', resamples: 1 });
  expect(computed.refused).toEqual({});
  expect(computed.methods.mle_lognormal!.warnings).toHaveLength(3);
  expect(analyse(bear(0, 6), { policy: 'computed' }).refused).toMatchObject({
    kaplan_meier: expect.any(String),
    mle_lognormal: expect.any(String),
  });
});
