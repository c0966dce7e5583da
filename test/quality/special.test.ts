import { betaCdf, betaQuantile, lnGamma, normalCdf, normalQuantile } from '../../src/quality/special.ts';

// scipy 1.17.1: gammaln, norm.cdf, norm.ppf, beta.ppf
const close = (value: number, reference: number) =>
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(1e-11 * Math.abs(reference) + 1e-300);

test.each([
  [0.01, 4.599479878042022],
  [0.5, 0.5723649429247],
  [1.0, 0.0],
  [7.3, 7.147892523022249],
  [500.0, 2605.115850361734],
])('ln gamma of %d', (x, reference) => {
  expect(Math.abs(lnGamma(x) - reference)).toBeLessThan(1e-12 * Math.max(1, Math.abs(reference)));
});

test.each([
  [-37.0, 5.7255712225239266e-300],
  [-10.0, 7.61985302416047e-24],
  [-3.2, 0.0006871379379158471],
  [-1.0, 0.15865525393145707],
  [0.3, 0.6179114221889526],
  [2.5, 0.9937903346742238],
])('normal distribution at %d', (z, reference) => close(normalCdf(z), reference));

test.each([
  [1e-12, -7.034483825301131],
  [0.025, -1.9599639845400545],
  [0.5, 0.0],
  [0.95, 1.6448536269514722],
])('normal quantile of %d', (p, reference) => {
  expect(Math.abs(normalQuantile(p) - reference)).toBeLessThan(1e-10);
});

test.each([
  [0.05, 0.5, 0.5, 0.0061558297024311365],
  [0.5, 0.5, 0.5, 0.4999999999999999],
  [0.95, 0.5, 0.5, 0.9938441702975689],
  [0.05, 1.0, 1.0, 0.05],
  [0.5, 1.0, 1.0, 0.5],
  [0.95, 1.0, 1.0, 0.95],
  [0.05, 3.0, 1.0, 0.3684031498640387],
  [0.5, 3.0, 1.0, 0.7937005259840998],
  [0.95, 3.0, 1.0, 0.9830475724915585],
  [0.05, 12.25, 0.75, 0.8143970240410718],
  [0.5, 12.25, 0.75, 0.9632413972019729],
  [0.95, 12.25, 0.75, 0.9986306859752334],
  [0.05, 150.0, 3.5, 0.9545594192815177],
  [0.5, 150.0, 3.5, 0.9792398993022818],
  [0.95, 150.0, 3.5, 0.9928606319793105],
  [0.05, 0.4, 7, 6.183862633325662e-5],
  [0.5, 0.4, 7, 0.02140254179958977],
  [0.95, 0.4, 7, 0.21935413218600505],
  [0.05, 400.0, 380.0, 0.4833800006339573],
  [0.5, 400.0, 380.0, 0.5128314761388488],
  [0.95, 400.0, 380.0, 0.5422236214809455],
])('%d quantile of Beta(%d, %d)', (p, a, b, reference) => {
  close(betaQuantile(p, a, b), reference);
  expect(betaCdf(reference, a, b)).toBeCloseTo(p, 10);
});

test('a beta distribution without one of its parameters is a point', () => {
  expect([betaQuantile(0.05, 0, 4), betaQuantile(0.95, 4, 0)]).toEqual([0, 1]);
  expect(betaQuantile(0.05, 0.02, 7)).toBe(0);
});
