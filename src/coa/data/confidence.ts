/**
 * Written by `npm run accuracy -- --fit`: of values with a reason to doubt them, and of clean ones, how many were right. Counted on generated
 * certificates and on real ones of 13 laboratories, each read as if its laboratory were unknown; values of one layout count as 20 at most.
 */
export interface Counts {
  readonly right: number;
  readonly of: number;
}

export const SEEN: Readonly<Record<string, Counts>> = {
  'analyte-unknown': { right: 1, of: 5 },
  'below-lod': { right: 15, of: 15 },
  'below-loq': { right: 16, of: 16 },
  'cell-crowded': { right: 69, of: 75 },
  clean: { right: 5203.8, of: 5206 },
  'column-guessed': { right: 281, of: 293 },
  'computed-zero': { right: 4, of: 4 },
  'decimal-comma': { right: 21, of: 21 },
  'engines-disagree': { right: 0, of: 2 },
  'further-disagrees': { right: 13, of: 13 },
  'row-wrapped': { right: 173, of: 181 },
  'sum-disagrees': { right: 34, of: 34 },
  'unit-implausible': { right: 2, of: 2 },
  'unit-inherited': { right: 505, of: 505 },
  'unit-missing': { right: 114, of: 131 },
  'unit-unknown': { right: 7, of: 24 },
  'value-stacked': { right: 4, of: 6 },
  'value-unreadable': { right: 0, of: 4 },
  'zero-reported': { right: 3, of: 3 },
};
