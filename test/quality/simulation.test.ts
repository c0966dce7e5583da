import { measureMarket, nothingMeasured } from '../../scripts/simulation/measure.ts';

test('on a few simulated markets the intervals hold the truth about as often as they say, and the order keeps poor vendors from the top', () => {
  const measured = nothingMeasured();
  for (let i = 1; i <= 12; i++) measureMarket(`market ${i}`, measured);
  const all = measured.coverage.get('all')!;
  expect(all.scored).toBeGreaterThan(300);
  // the full run is docs/scorecard-simulation.md; twelve markets scatter by about two per cent
  expect(all.now / all.scored).toBeGreaterThan(0.84);
  expect(all.now / all.scored).toBeLessThan(0.96);
  const [ours, raw] = [measured.top.get('lower bound')!, measured.top.get('raw pass rate, all vendors')!];
  expect(ours.belowMedian / ours.seats).toBeLessThan(raw.belowMedian / raw.seats);
}, 120_000);
