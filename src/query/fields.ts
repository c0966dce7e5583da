/** What a filter can speak of. Every field is of a result, or of the sample that the result is of. */
import { ANALYTE_GROUPS } from '../coa/data/entry.ts';
import { FINDING_KINDS, type FindingKind } from '../coa/finding.ts';
import { FORMS } from '../coa/form.ts';
import { BASES } from '../coa/reading.ts';
import { PANELS } from '../coa/transcript.ts';

/**
 * How the value of a field is written:
 * `word` one of a list; `analyte` an id of the dictionary; `name` a name in an address; `text` whatever is printed, without regard to
 * capitals; `id` a UUID; `amount` a number with a unit; `bounds` an amount that the bounds of the result are held against;
 * `number` without a unit; `day` a day, month or year; `verdict` what stored verdicts say.
 */
export type FieldType = 'word' | 'analyte' | 'name' | 'text' | 'id' | 'unit' | 'amount' | 'bounds' | 'number' | 'day' | 'verdict';

export interface Field {
  readonly type: FieldType;
  /** Of a `word` or a `verdict`. */
  readonly words?: readonly string[];
  /** Some results have none: `loq:missing`. */
  readonly missable: boolean;
  readonly description: string;
  readonly example: string;
}

/** Those that state an amount, if only a bound of it. */
export const AMOUNT_KINDS = [
  'quantified',
  'estimated',
  'detected_not_quantified',
  'not_detected',
  'below_limit',
  'above_limit',
  'range',
] as const satisfies readonly FindingKind[];

/** Those that are stored: no row means not tested or not applicable. */
export const VERDICT_WORDS = ['pass', 'fail', 'warning', 'undecidable'] as const;

const field = (type: FieldType, description: string, example: string, missable = true): Field => ({ type, description, example, missable });
const word = (words: readonly string[], description: string, example: string, missable = false): Field => ({
  ...{ type: 'word', words, description, example, missable },
});

export const FIELDS = {
  analyte: field('analyte', 'Id of the analyte; missing while the printed name is not mapped', 'analyte:lead,cadmium'),
  group: word(ANALYTE_GROUPS, 'Group of the analyte', 'group:heavy_metal', true),
  panel: word(PANELS, 'Panel it stands in', 'panel:metals'),
  kind: word(FINDING_KINDS, 'What the printed value is', 'kind:not_detected,below_limit'),
  certainly: field('bounds', 'Whatever the true value is, it compares so', 'certainly > 0.5 mg/kg', false),
  possibly: field('bounds', 'The true value may compare so; without an upper bound it may be anything', 'possibly > 0.5 mg/kg', false),
  number: field('amount', 'The printed number; missing where a bound or a word is printed', 'number >= 14 mg/g'),
  lower: field('amount', 'The true value is not below this; missing where unbounded', 'lower > 0 mg/kg'),
  upper: field('amount', 'The true value is not above this; missing where unbounded', 'upper:missing'),
  lod: field('amount', 'Limit of detection', 'lod <= 10 ug/kg'),
  loq: field('amount', 'Limit of quantitation', 'loq:missing'),
  unit: field('unit', 'Unit of the value, converted', 'unit:"mg/kg"'),
  basis: word(BASES, 'What the value is per; missing is the same as unknown', 'basis:as_received', true),
  name: field('text', 'Name of the analyte as printed', 'name~"7-OH"', false),
  method: field('text', 'Method as printed', 'method~icp'),
  limit: field('text', "The laboratory's limit as printed", 'limit:missing'),
  uncertainty: field('text', 'Uncertainty as printed', 'not uncertainty:missing'),
  portion: field('text', 'Test portion, for absent in 25 g', 'portion:"25 g"'),
  printed_verdict: word(['pass', 'fail', 'not_evaluated'], "The laboratory's own verdict", 'printed_verdict:fail', true),
  confidence: field('number', 'How surely it was read, 0 to 1', 'confidence >= 0.9', false),
  flag: field('text', 'Code of a doubt about it', 'flag:missing'),
  vendor: field('name', 'Vendor, by its name in the address', 'vendor:green-leaf'),
  product: field('name', 'Product, by its name in the address', 'product:green-leaf-red-powder'),
  lot: field('text', 'Id of a lot, or its code however it is spaced', 'lot:"GL 2401"'),
  laboratory: field('name', 'Laboratory, by its name in the address', 'laboratory:example-laboratory'),
  certificate: field('id', 'Id of the certificate', 'certificate:0199a3c4-0000-7000-8000-000000000005', false),
  report: field('text', 'Number of the report, however it is spaced', 'report:"R-2026-0117"'),
  form: word(FORMS, 'Form of the product', 'form:powder', true),
  serving: field('text', 'Serving size as printed', 'serving:missing'),
  container: field('text', 'Container size as printed', 'container:missing'),
  sampled: field('day', 'Day of sampling', 'sampled:missing'),
  received: field('day', 'Day the laboratory received it', 'received >= 2026-01'),
  tested: field('day', 'Day of testing', 'tested < 2026'),
  reported: field('day', 'Day of the report', 'reported >= 2026-01-01'),
  dated: field('day', 'The date that counts: amended, else reported, tested, received, sampled', 'dated:2026-03'),
  recorded: field('day', 'Day it was recorded here (UTC)', 'recorded >= 2026-11-01', false),
  sample: word(['true', 'false'], 'Invented sample data', 'sample:false'),
  verdict: {
    type: 'verdict',
    words: VERDICT_WORDS,
    missable: true,
    description: 'What the stored verdicts that rest on it say, by a jurisdiction, rule set or rule; missing: not tested or not applicable',
    example: 'verdict(us_ri):fail',
  },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export const fieldOf = (name: FieldName): Field => FIELDS[name];
export const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);
