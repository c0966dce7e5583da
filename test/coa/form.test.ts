import { readForm } from '../../src/coa/form.ts';

test.each([
  ['Leaf powder', undefined, 'powder'],
  ['Extract capsules', undefined, 'capsule'],
  ['raw leaf', undefined, 'raw_leaf'],
  ['raw_leaf', undefined, 'raw_leaf'],
  ['Prášek', undefined, 'powder'],
  ['TEA BAGS', undefined, 'tea_bag'],
  ['Gummies', 'Extract', 'gummy'],
  ['Novelty', undefined, 'other'],
  ['Novelty', 'Tincture', 'liquid'],
  [undefined, 'Plant material', null],
  [' ', undefined, null],
  [undefined, undefined, null],
])('the form of %j with the matrix %j is %s', (form, matrix, expected) => {
  expect(readForm(form, matrix)).toBe(expected);
});
