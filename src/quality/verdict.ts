/** What one rule says of one sample. */
import type { IlacStatement } from './compare.ts';
import type { Standing } from './ruleset.ts';
import type { RuleBasis } from './ruleset-source.ts';

/** `warning`: above a level that only asks for a warning; neither a fail nor a pass, and none of the other words is true of it. */
export type VerdictWord = 'pass' | 'fail' | 'undecidable' | 'not_tested' | 'not_applicable' | 'warning';

/** What would decide an undecidable verdict. */
export type Need =
  | 'accreditation'
  | 'alkaloid_panel'
  | 'basis'
  | 'container_size'
  | 'daily_intake'
  | 'density'
  | 'form'
  | 'limit_of_detection'
  | 'lower_limit_of_quantification'
  | 'method'
  | 'moisture'
  | 'other_result'
  | 'panel'
  | 'product_kind'
  | 'rule_text'
  | 'serving_size'
  | 'speciation'
  | 'test_portion'
  | 'tested_date'
  | 'unit_mass';

export type Caveat =
  | 'basis_not_printed'
  | 'coverage_factor'
  | 'doubtful_reading'
  | 'gc_cannot_separate'
  | 'limit_up_to_intake'
  | 'portion_from_limit'
  | 'rests_on_lod'
  | 'total_stands_for_species'
  | 'within_typical_uncertainty'
  | 'within_uncertainty';

/** How a compared quantity came from what is printed. */
export interface Derivation {
  readonly formula: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Before it is known which rule and sample it is of. */
export interface Judgement {
  readonly verdict: VerdictWord;
  /** Plain words. */
  readonly reason: string;
  readonly needs: readonly Need[];
  readonly value: { readonly lower: string | null; readonly upper: string | null; readonly unit: string } | null;
  /** Positions in the sample's results that it rests on. */
  readonly results: readonly number[];
  readonly caveats: readonly Caveat[];
  /** ILAC-G8 beside the rule's own way, where an uncertainty is printed. */
  readonly ilac: IlacStatement | null;
  readonly derivation: Derivation | null;
}

export interface Verdict extends Judgement {
  readonly ruleset: string;
  readonly rule: string;
  readonly sample: number;
  readonly analyte: string;
  readonly basis: RuleBasis;
  readonly limit: string;
  readonly standing: Standing;
  readonly jurisdiction: string;
  /** The day whose law counted. */
  readonly date: string;
  /** Of a benchmark or a level that only asks for a warning: how the value compares. */
  readonly comparison: 'within' | 'over' | 'open' | null;
}

export function judgement(verdict: VerdictWord, reason: string, more: Partial<Judgement> = {}): Judgement {
  return { verdict, reason, needs: [], value: null, results: [], caveats: [], ilac: null, derivation: null, ...more };
}
