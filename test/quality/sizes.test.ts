/** Servings, packages and daily intakes: one amount, or none. */
import { readSize } from '../../src/quality/size.ts';

const amounts = (printed: string) => {
  const size = readSize(printed);
  return size && [size.grams, size.millilitres, size.units, size.servings].map(value => value?.toFixed() ?? null);
};

test.each([
  ['2.4 g', ['2.4', null, null, null]],
  ['2,4 g', ['2.4', null, null, null]],
  ['0,250 g', ['0.25', null, null, null]],
  ['2400mg', ['2.4', null, null, null]],
  ['1,000 mg', ['1', null, null, null]],
  ['1,234,000 mg', ['1234', null, null, null]],
  ['1 kg', ['1000', null, null, null]],
  ['1 oz (28 g)', ['28.349523125', null, null, null]],
  ['1 lb', ['453.59237', null, null, null]],
  ['1 pouch of 30 g', ['30', null, null, null]],
  ['9.6 g per day', ['9.6', null, null, null]],
  ['9.6 g/day', ['9.6', null, null, null]],
  ['60 mL', [null, '60', null, null]],
  ['2 fl oz', [null, '59.147059125', null, null]],
  ['2 servings/day', [null, null, null, '2']],
  ['30 servings per container', [null, null, null, '30']],
  ['3 capsules', [null, null, '3', null]],
  ['250 ct', [null, null, '250', null]],
  ['2 tea bags', [null, null, '2', null]],
  ['2 capsules (1.2 g)', ['1.2', null, '2', null]],
  ['60 capsules, 500 mg each', ['30', null, '60', null]],
  ['2 tablets, 0.5 g/tablet', ['1', null, '2', null]],
] as const)('%s', (printed, expected) => expect(amounts(printed)).toEqual(expected));

// each of these was, or could be, read as an amount that nobody printed
test.each([
  '1/2 tablet',
  '½ tablet',
  '1-2 capsules',
  '2 – 4 capsules',
  '1 to 3 g',
  '2 x 600 mg',
  '2 capsules × 600 mg',
  '2,400 g',
  '500 mg per capsule',
  '1 g (3 g)',
  '0 g',
  '0 capsules',
  '2 teaspoons',
  'one scoop',
  '1.2.3 g',
  '',
])('“%s” is no amount', printed => expect(readSize(printed)).toBeNull());
