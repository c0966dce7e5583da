/** Whether a laboratory's accreditation covered a test on its day: by stored scopes, never by what a certificate says of itself. */
import type { PanelItem } from './hazard.ts';

export interface ScopeLine {
  /** Id of the dictionary, or a panel, which stands for all of it. */
  readonly analyte: string;
  /** As printed in the scope; null where the line has none. */
  readonly matrix: string | null;
}

export interface Scope {
  /** ISO days, both included; `validTo` null: no end is known. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly lines: readonly ScopeLine[];
}

/** What a scope must list for an item of the panels a careful buyer needs: one of each group of alternatives. */
const NEEDED: Readonly<Record<PanelItem, readonly (readonly string[])[]>> = {
  alkaloids: [
    ['mitragynine', 'alkaloids'],
    ['7_hydroxymitragynine', 'alkaloids'],
  ],
  arsenic: [['arsenic_total', 'metals']],
  cadmium: [['cadmium', 'metals']],
  lead: [['lead', 'metals']],
  mercury: [['mercury_total', 'metals']],
  salmonella: [['salmonella', 'microbes']],
  e_coli: [['e_coli', 'microbes']],
  counts: [
    ['tamc', 'microbes'],
    ['tymc', 'microbes'],
  ],
  solvents: [['residual_solvents', 'solvents']],
};

/** Matrices that kratom, its extracts and products of it fall under. A scope for another matrix says nothing of them. */
const BOTANICAL =
  /botanical|herb|plant|leaf|leaves|kratom|mitragyna|dietary|supplement|nutraceutical|natural product|food|extract|powder|capsule|tablet|gumm|edible|tea\b/i;

/** true or false by the scopes that held on the day; null where none is stored for that day, or its matrix may be another. */
export function inScope(item: PanelItem, day: string, scopes: readonly Scope[]): boolean | null {
  const held = scopes.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo));
  if (held.length === 0) return null;
  const lines = held.flatMap(scope => scope.lines);
  const listed = (usable: (line: ScopeLine) => boolean) =>
    NEEDED[item].every(alternatives => lines.some(line => alternatives.includes(line.analyte) && usable(line)));
  if (listed(({ matrix }) => matrix === null || BOTANICAL.test(matrix))) return true;
  return listed(() => true) ? null : false;
}
