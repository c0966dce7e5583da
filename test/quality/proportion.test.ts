import { wilson95 } from '../../src/quality/proportion.ts';

test.each([
  [1, 1, 0.2065493144, 1],
  [0, 1, 0, 0.7934506856],
  [4, 5, 0.3755346298, 0.9637758914],
  [95, 100, 0.8882495308, 0.9784563208],
  [3, 3, 0.4385029682, 1],
  [10, 10, 0.7224672001, 1],
  [0, 10, 0, 0.2775327999],
  [9, 10, 0.5958499732, 0.9821237869],
])('%d of %d lies in [%d, %d]', (k, n, lower, upper) => {
  const [low, high] = wilson95(k, n)!;
  expect([low.toFixed(9), high.toFixed(9)]).toEqual([lower.toFixed(9), upper.toFixed(9)]);
});

test('of nothing there is no share; what is no proportion is refused', () => {
  expect(wilson95(0, 0)).toBeNull();
  for (const [k, n] of [
    [2, 1],
    [-1, 3],
    [0.5, 2],
    [Number.NaN, 1],
  ] as const)
    expect(() => wilson95(k, n)).toThrow(RangeError);
});
