import { keenest } from '../../src/http/pages/compare-laboratories.tsx';
import { comparedOf } from '../../src/http/pages/compared.ts';
import { row } from './views.ts';

const measured = (number: string, over = {}) => row({ kind: 'quantified', number, lower: number, upper: number, ...over });

test('what nobody tested says so', () => {
  expect(comparedOf([], 'lead')).toEqual({ kind: 'none', reason: 'not tested' });
});

test('another basis or unit is not compared, and says why', () => {
  expect(comparedOf([measured('0.4', { basis: 'dry' })], 'lead')).toEqual({ kind: 'none', reason: 'not comparable: printed dry weight' });
  expect(comparedOf([measured('0.4', { unit: 'ug/serving' })], 'lead')).toEqual({
    kind: 'none',
    reason: 'not comparable: in ug/serving, not mg/kg',
  });
});

test('several results are a range of the measured ones; bounds are counted beside it', () => {
  const compared = comparedOf([measured('0.4'), measured('0.09'), row()], 'lead');
  expect(compared).toEqual({ kind: 'range', lowest: '0.09', highest: '0.4', unit: 'mg/kg', results: 2, bounded: 1 });
});

test('of bounds alone the one that says most', () => {
  expect(comparedOf([row({ id: 'blunt', upper: '2' }), row({ id: 'sharp', upper: '0.05' })], 'lead')).toMatchObject({
    kind: 'one',
    row: { id: 'sharp' },
  });
});

test('a laboratory sees the smallest amount only where all its limits of detection lie below all others, and all are printed', () => {
  const of = (...lods: (readonly [string, string] | null | 'no limit')[]) =>
    keenest(lods.map(lod => (lod === 'no limit' ? null : { lod })));
  expect(of(['0.003', '0.003'], ['0.05', '0.05'])).toBe(0);
  expect(of(['0.05', '0.05'], 'no limit', ['0.010', '0.02'])).toBe(2);
  expect(of(['0.003', '0.05'], ['0.04', '0.04'])).toBeNull();
  expect(of(['0.02', '0.02'], ['0.020', '0.020'])).toBeNull();
  expect(of(['0.003', '0.003'], ['0.05', '0.05'], null)).toBeNull();
  expect(of(['0.003', '0.003'], 'no limit')).toBeNull();
});
