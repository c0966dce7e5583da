/**
 * Written by `npm run accuracy -- --fit`: of values with a reason to doubt them, and of clean ones, how many were right. Counted on generated
 * certificates and on real ones of 13 laboratories, each read as if its laboratory were unknown; values of one layout count as 20 at most.
 */
export interface Counts {
  readonly right: number;
  readonly of: number;
}

export const SEEN: Readonly<Record<string, Counts>> = {
  'analyte-unknown': { right: 0, of: 5 },
  'below-loq': { right: 1, of: 1 },
  clean: { right: 2283, of: 2283 },
  'column-guessed': { right: 32, of: 33 },
  'computed-zero': { right: 4, of: 4 },
  'decimal-comma': { right: 21, of: 21 },
  'row-wrapped': { right: 16, of: 16 },
  'sum-disagrees': { right: 1, of: 1 },
  'unit-inherited': { right: 146, of: 146 },
  'unit-missing': { right: 21, of: 26 },
  'value-stacked': { right: 4, of: 5 },
  'zero-reported': { right: 3, of: 3 },
};
