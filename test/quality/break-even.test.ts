import { breakEven } from '../../src/quality/break-even.ts';
import { factsOf, type JudgedResult } from '../../src/quality/input.ts';
import { ruleSetById } from '../../src/quality/rulesets.ts';

const rule = (set: string, analyte: string, basis: string) =>
  ruleSetById(set)!.rules.find(each => each.analyte === analyte && each.basis === basis)!;
const LEAD = rule('usp2232_2023', 'lead', 'per_day');
const HYDROXY = rule('ri_21_28_12', '7_hydroxymitragynine', 'per_serving');

const result = (over: Partial<JudgedResult>): JudgedResult => ({
  ...{
    kind: 'quantified',
    number: null,
    lower: null,
    upper: null,
    lowerClosed: true,
    upperClosed: true,
    unit: 'mg/kg',
    basis: 'as_received',
  },
  ...{ analyte: 'lead', panel: 'metals', lod: null, loq: null, testPortion: null, confidence: 1, flags: [], further: [] },
  printed: { value: '', limit: null, uncertainty: null, method: null },
  ...over,
});
const facts = (label: Parameters<typeof factsOf>[0] = {}) => factsOf(label, []);

test('lead of 0.4 mg/kg meets 5 µg a day at 12.5 g', () => {
  expect(breakEven(result({ number: '0.4', lower: '0.4', upper: '0.4' }), LEAD, facts())).toEqual({ withinUpTo: '12.5', overFrom: '12.5' });
});
test('a bound says only up to where nothing is over', () => {
  expect(breakEven(result({ kind: 'below_limit', lower: '0', upper: '0.05' }), LEAD, facts())).toEqual({
    withinUpTo: '100',
    overFrom: null,
  });
});
test('both sides are rounded so that the words stay true', () => {
  const found = breakEven(result({ number: '0.3', lower: '0.3', upper: '0.3' }), LEAD, facts());
  expect(found).toEqual({ withinUpTo: '16.6', overFrom: '16.7' });
});
test('7-OH of 0.5 mg/g meets 1 mg a serving at 2 g', () => {
  const measured = result({ analyte: '7_hydroxymitragynine', unit: 'mg/g', number: '0.5', lower: '0.5', upper: '0.5' });
  expect(breakEven(measured, HYDROXY, facts())).toEqual({ withinUpTo: '2', overFrom: '2' });
});
test.each([
  ['the amount is known', LEAD, { intake: '4.8 g' }],
  ['the rule is per gram', rule('ri_21_28_12', 'lead', 'per_gram'), {}],
])('nothing where %s', (_, asked, label) => {
  expect(breakEven(result({ number: '1', lower: '1', upper: '1' }), asked, facts(label))).toBeNull();
});
test('nothing for what is printed per day already', () => {
  expect(breakEven(result({ unit: 'ug/day', number: '1', lower: '1', upper: '1' }), LEAD, facts())).toBeNull();
});
test('nothing above without an upper bound', () => {
  expect(breakEven(result({ kind: 'above_limit', lower: '2', upper: null }), LEAD, facts())).toEqual({ withinUpTo: null, overFrom: '2.5' });
});
