import type { Panel } from '../transcript.ts';

export const ANALYTE_GROUPS = [
  'alkaloid',
  'marker',
  'heavy_metal',
  'microbe',
  'mycotoxin',
  'residual_solvent',
  'pesticide',
  'physical',
  'foreign_matter',
  'adulterant',
  'process_contaminant',
  'plant_toxin',
  'cannabinoid',
  'terpene',
] as const;
export type AnalyteGroup = (typeof ANALYTE_GROUPS)[number];

/** One line of the dictionary, as a person writes it. Facts from memory say so in `source` and carry `confidence: 'low'`. */
export interface AnalyteEntry {
  /** Stable for ever; stored with every result. */
  readonly id: string;
  readonly name: string;
  readonly group: AnalyteGroup;
  readonly subclass?: string;
  readonly panel: Panel;
  /** Canonical unit code of coa/unit; absent for what is told in words. */
  readonly unit?: string;
  /** `reference`: carried from the project's list of kratom concerns; `other`: known so that the name on a page is recognised as a name. */
  readonly scope: 'reference' | 'other';
  /** Names that mean this analyte anywhere. */
  readonly synonyms: readonly string[];
  /** Abbreviations that mean it only in its own panel: MG is magnesium among metals and mitragynine among alkaloids. */
  readonly short?: readonly string[];
  readonly translations?: Readonly<Record<string, readonly string[]>>;
  /** A sum or a total of other analytes. */
  readonly sum?: boolean;
  readonly members?: readonly string[];
  /** False for what is an inference and never stands on a certificate. */
  readonly assignable?: boolean;
  readonly cas?: string;
  readonly pubchem?: string;
  readonly unii?: string;
  readonly formula?: string;
  /** g/mol, computed from the formula. */
  readonly molarMass?: string;
  readonly inchikey?: string;
  /** How it occurs in the leaf: major, minor, trace, no, … */
  readonly inLeaf?: string;
  readonly notes?: string;
  readonly source: { readonly title: string; readonly url?: string; readonly section?: string };
  readonly confidence: 'high' | 'medium' | 'low';
}
