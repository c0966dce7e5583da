/** Products whose names begin with a lot. */
import { headerOf } from './printed-header.ts';

const LETTERHEAD = `
  Example Laboratory LLC
  Certificate of Analysis
`;

test.each([
  ['behind its label', '  Product: Lot 12 - Example Elm Flower         Batch #: EE-2231', 'EE-2231'],
  [
    'under its label',
    `
  Product Name                       Batch Number
  Lot 12 - Example Elm Flower        1A4000000000000000012345`,
    '1A4000000000000000012345',
  ],
  [
    'over the labels of the sample',
    `
  Lot 12 - Example Elm Flower
  Sample ID: 2208EXA1043.3312
  METRC Batch: 1A4000000000000000012345`,
    '1A4000000000000000012345',
  ],
  ['without a dash', '\n  Lot 12 Example Elm Flower\n  Sample ID: 1234-1    Matrix: Flower   Batch: EE-77', 'EE-77'],
  ['of a tagged package', '  Sample Name: Lot 12 - Example Elm Flower\n  METRC Package: 1A4000000000000000012345', undefined],
  ['where nothing else says a lot', '  Sample Name: Lot 12 - Example Elm Flower\n  Sample ID: 1234-1', '12'],
])('%s', (_, art, lot) => {
  const header = headerOf(LETTERHEAD + art);
  expect(header.name).toMatch(/^Lot 12 (?:- )?Example Elm Flower$/);
  expect(header.lot).toBe(lot);
});

test('a lot and what stands behind it is no name', () => {
  expect(headerOf(`${LETTERHEAD}\n  Lot 12 - Exp 12/2026\n  Product: Example Elm Flower`).lot).toBe('12');
  expect(headerOf(`${LETTERHEAD}\n  Product: Example Elm Flower\n  Batch EX-7712`).lot).toBe('EX-7712');
});
