import type { Panel } from '../../src/coa/transcript.ts';
import { comparePrintedLimit } from '../../src/quality/printed-limit.ts';
import type { Rule } from '../../src/quality/ruleset.ts';
import { RULESETS } from '../../src/quality/rulesets.ts';

const rule = (id: string): Rule => RULESETS.flatMap(set => set.rules).find(each => each.id === id)!;
const LEAD = rule('ri_21_28_12-06');
const absent = RULESETS.flatMap(set => set.rules).find(each => each.basis === 'absent' && each.portion === '25 g')!;
const inclusive = RULESETS.flatMap(set => set.rules).find(each => each.basis === 'per_gram' && each.comparator === '<=')!;

const compare = (of: Rule, limit: string, unit: string | null, panel: Panel = 'metals') => comparePrintedLimit(of, { panel, limit, unit });

test('the rule of these cases', () => {
  expect([LEAD.limit, LEAD.analyte, absent.limit]).toEqual(['< 1.2 mg/kg', 'lead', 'absent in 25 g']);
});

test.each([
  ['1.2', 'mg/kg', 'same'],
  ['1.2', 'ppm', 'same'],
  ['1200', 'ppb', 'same'],
  ['<1.2 µg/g', null, 'same'],
  ['≤ 1.2', 'µg/g', 'at_the_limit'],
  ['10', 'ppm', 'looser'],
  ['0.5 µg/g', 'ppb', 'stricter'],
  ['500', 'ng/g', 'stricter'],
  ['1.2', null, 'not_comparable'],
  ['1.2', 'CFU/g', 'not_comparable'],
  ['15', 'µg/day', 'not_comparable'],
  ['as agreed', 'mg/kg', 'not_comparable'],
  ['N/A', 'mg/kg', null],
] as const)('lead: %s %s is %s', (limit, unit, comparison) => {
  expect(compare(LEAD, limit, unit)).toBe(comparison);
});

test('an inclusive rule is met at its number, a printed strict limit is not', () => {
  const unit = inclusive.judgedUnit;
  expect(compare(inclusive, `≤ ${inclusive.value}`, unit)).toBe('same');
  expect(compare(inclusive, `< ${inclusive.value}`, unit)).toBe('at_the_limit');
});

test.each([
  ['Absent in 25 g', null, 'same'],
  ['Not detected in 1 g', null, 'looser'],
  ['Absent', 'per 100 g', 'stricter'],
  ['Absent', null, 'not_comparable'],
  ['100', 'CFU/g', 'not_comparable'],
  ['Detection in 1.0 g', null, 'looser'],
] as const)('absence: %s %s is %s', (limit, unit, comparison) => {
  expect(compare(absent, limit, unit, 'microbes')).toBe(comparison);
});

test('a rule of another basis is nothing that is printed beside a result', () => {
  const perDay = RULESETS.flatMap(set => set.rules).find(each => each.basis === 'per_day')!;
  expect(compare(perDay, '10', 'µg/day')).toBeNull();
});
