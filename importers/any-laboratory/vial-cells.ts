/** What was measured of one vial: the test, the vial, the value and what stands beside it; and the tests by their names. */
import { isUnit } from './cell.ts';
import { isKnownAnalyte } from './names.ts';
import { centreX, height, type Piece, unionBox } from './piece.ts';

export interface Vial {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** The result of one vial in one test. */
export interface VialCell {
  readonly test: { readonly text: string; readonly pieces: readonly Piece[] };
  /** Null where it is the mean of all. */
  readonly vial: Vial | null;
  readonly value: Piece;
  /** Of the heading, where it names one. */
  readonly heading?: Piece | undefined;
  readonly beside?: { readonly limit?: Piece; readonly verdict?: Piece; readonly method?: Piece; readonly unit?: Piece };
  readonly note?: Piece | undefined;
}

/** The results of one block, and all pieces it is made of. */
export interface FoundVials {
  readonly cells: readonly VialCell[];
  readonly taken: readonly Piece[];
}

/** Tests of sterile products that are no analyte of the dictionary. */
const TEST =
  /\b(?:steril\w+|(?:bacterial )?endotoxins?|mycoplasma|bioburden|particulate matter|net content|fill volume|purity|identity)\b/i;

export const isTest = (text: string): boolean =>
  text.length <= 60 && !/[:;]/.test(text) && (isKnownAnalyte(testIn(text)) || TEST.test(text));

/** `Net Content (mg)`, `Endotoxin Testing`. */
export const testIn = (text: string): string => {
  const bare = text.replace(/ (?:test(?:ing)?|analysis|results?)$/i, '');
  const unit = unitOver(bare);
  return unit === null ? bare : bare.slice(0, bare.lastIndexOf(unit) - 1).trim();
};

export function unitOver(heading: string): string | null {
  const unit = /[([]([^()[\]]+)[)\]]$/.exec(heading)?.[1];
  return unit !== undefined && isUnit(unit) ? unit : null;
}

/** Lines under one another, none further below the one before than a row of a table is. */
export function linesBelow(lines: readonly Piece[][], at: number): Piece[][] {
  const near: Piece[][] = [];
  let above = lines[at]!;
  for (const line of lines.slice(at + 1)) {
    if (unionBox(line)[1] - unionBox(above)[3] > 2.5 * height(line[0]!)) break;
    near.push(line);
    above = line;
  }
  return near;
}

/** Between the middles of two pieces, from side to side. */
export const distance = (a: Piece, b: Piece): number => Math.abs(centreX(a) - centreX(b));
