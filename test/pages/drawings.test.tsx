/** @jsxImportSource preact */
/** One picture of each chart, with rounded numbers: a change of any shows in its snapshot. */
import fc from 'fast-check';
import { render } from 'preact-render-to-string';
import { IntervalBar } from '../../src/http/charts/interval-bar.tsx';
import { OverTime } from '../../src/http/charts/over-time.tsx';
import { amountScale, dayScale } from '../../src/http/charts/place.ts';
import { Steps } from '../../src/http/charts/steps.tsx';
import { Strip, StripAxis, stripScale } from '../../src/http/charts/strip.tsx';

test('an interval', () => {
  expect(render(<IntervalBar part={{ estimate: '0.93124', lower: '0.81267', upper: '0.98791' }} />)).toMatchSnapshot();
});

test('values over time: measured, below a limit, without an upper bound', () => {
  const points = [
    { id: 'a', date: '2025-02-01', lower: 12.1, upper: 12.1 },
    { id: 'b', date: '2025-09-12', lower: 0, upper: 5 },
    { id: 'c', date: '2026-03-30', lower: 16, upper: null, label: 'QC-3', ringed: true },
  ];
  const lines = [{ value: 13, name: 'middle 13', kind: 'centre' as const }];
  expect(render(<OverTime points={points} lines={lines} unit="mg/g" alternative="Three lots." />)).toMatchSnapshot();
});

test('a strip with a limit and its axis', () => {
  const values = [
    { lower: 0.4, upper: 0.4 },
    { lower: 0, upper: 0.05 },
    { lower: 2.1, upper: null },
  ];
  const limits = [{ value: 1.2, name: 'Utah, under 1.2' }];
  const scale = stripScale(values, limits, 'mg/kg');
  expect(render(<Strip values={values} limits={limits} scale={scale} />)).toMatchSnapshot();
  expect(render(<StripAxis limits={limits} scale={scale} unit="mg/kg" />)).toMatchSnapshot();
});

test('the stair of shares, with what is not known shaded', () => {
  const steps = [
    { value: 1.8, atOrBelow: 1 },
    { value: 0.9, atOrBelow: 0.75 },
    { value: 0.3, atOrBelow: 0.40625 },
  ];
  const limits = [{ value: 1.2, name: 'Utah, under 1.2' }];
  const scale = stripScale([{ lower: 1.8, upper: 1.8 }], limits, 'mg/kg');
  expect(render(<Steps steps={steps} limits={limits} scale={scale} unit="mg/kg" alternative="Four results." />)).toMatchSnapshot();
});

test('counts stand on powers of ten, from nothing', () => {
  const { at, ticks, end } = amountScale(3_100_000, 'CFU/g', [0, 100]);
  expect(end).toBe(10_000_000);
  expect([at(0), at(end)]).toEqual([0, 100]);
  expect(ticks.map(({ label }) => label)).toEqual(['0', '10¹', '10³', '10⁵', '10⁷']);
});

test('one day alone still has a place', () => {
  expect(dayScale(['2026-01-01'], [0, 100]).at('2026-01-01')).toBe(50);
});

test('days are named so far apart that no name runs into the next on a phone, and years stay', () => {
  const day = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2027, 0, 1) }).map(time => new Date(time).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 5 }), days => {
      const { at, ticks } = dayScale(days, [12, 94]);
      for (const [i, { value, label }] of ticks.entries()) {
        const before = ticks[i - 1];
        // 6.4 px a letter of a chart 326 px wide
        if (before) expect(at(value) - at(before.value)).toBeGreaterThanOrEqual(((label.length + before.label.length) / 2) * 2);
      }
    }),
  );
  expect(dayScale(['2024-06-10', '2025-11-20'], [12, 94]).ticks.map(({ label }) => label)).toEqual(['Jul 2024', '2025', 'Jul 2025']);
});
