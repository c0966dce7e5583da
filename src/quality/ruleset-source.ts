/** What a person writes to add or correct a rule set: one file under data/rulesets, checked by this schema when it is loaded. */
import { z } from 'zod';
import { FORMS, type Form } from '../coa/form.ts';

export type { Form };

export const BASES = [
  'per_gram',
  'per_gram_dry',
  'per_ml',
  'per_serving',
  'per_container',
  'per_article',
  'per_day',
  'share_of_alkaloids',
  'ratio',
  'absent',
  'prohibited',
  'product_form',
  /** The limits are those of another rule set, or of a text that was not read. */
  'reference',
  /** The source says that there is no limit. */
  'none',
  'panel_required',
  'document_required',
  'accreditation',
  'freshness',
] as const;
export type RuleBasis = (typeof BASES)[number];

/** What a certificate must hold or cover, how recent it must be and by whom: no limits of a substance or of the product. */
export const OF_DOCUMENTS: ReadonlySet<RuleBasis> = new Set(['document_required', 'panel_required', 'freshness', 'accreditation']);

/** Rules that no amount is compared with. */
export const REQUIREMENTS: ReadonlySet<RuleBasis> = new Set([...OF_DOCUMENTS, 'product_form']);

const day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a year, a month or a day, ISO 8601');
const form = z.enum(FORMS);
const sourceText = z.strictObject({
  title: z.string().optional(),
  url: z.string().optional(),
  section: z.string().optional(),
  /** At most 25 words of the text itself. */
  quote: z.string().optional(),
  retrievedFrom: z.string().optional(),
});

/** May stand once on the rule set or on each of its rules. */
const shared = {
  /** To what the text applies, in its own words. */
  appliesTo: z.string().optional(),
  effectiveFrom: day.optional(),
  effectiveTo: day.optional(),
  status: z.string().min(1).optional(),
  /** `high`: the text itself was seen; only that makes a public "over the limit". */
  confidence: z.enum(['high', 'medium', 'low']).optional(),
  notes: z.string().optional(),
  source: sourceText.optional(),
};

const ruleSource = z
  .strictObject({
    id: z.string().min(1),
    /** Id of the analyte dictionary, or the name of what a requirement is about. */
    analyte: z.string().min(1),
    comparator: z.enum(['<', '<=', '>', '>=', 'absent', 'prohibited', 'must_be', 'none', 'n/a', 'per_ref', 'required']),
    /** As the source prints it. */
    value: z.string().optional(),
    unit: z.string().optional(),
    basis: z.enum(BASES),
    basisText: z.string().optional(),
    /** Forms it applies to; absent: all. `unsureForms`: the text does not say whether it means them. */
    forms: z.array(form).optional(),
    unsureForms: z.array(form).optional(),
    product: z.literal('finished_dosage_form').optional(),
    /** The text contradicts itself about a value equal to the limit. */
    ambiguousAtEquality: z.literal(true).optional(),
    /** `25 g` of `absent in 25 g`. */
    portion: z.string().optional(),
    /** A limit of a package of this size. */
    per: z.string().optional(),
    /** Applies to products taken at up to so much a day. */
    intakeUpTo: z.string().optional(),
    /** The limit holds up to this daily intake; above it the daily exposure counts. */
    holdsUpTo: z.string().optional(),
    dailyExposure: z.string().optional(),
    /** How a sum counts what was not detected; without it by interval. */
    notDetectedCounts: z.literal('zero').optional(),
    numerator: z.string().optional(),
    denominator: z.string().optional(),
    /** Rule set whose limits are meant. */
    refersTo: z.string().optional(),
    /** Panels, fields of the certificate, or a length of time, for requirements that are no limits. */
    requires: z.array(z.string()).optional(),
    ...shared,
  })
  .refine(rule => !/^[<>]/.test(rule.comparator) || rule.basis === 'reference' || /^\d+(\.\d+)?$/.test(rule.value ?? ''), {
    message: 'a limit is an exact decimal',
    path: ['value'],
  });

export const ruleSetSource = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  title: z.string().min(1),
  jurisdiction: z.string().min(1),
  /** Statute, regulation, emergency rule, proposed, pharmacopeial standard, guidance, … in the words of the source. */
  force: z.string().min(1),
  /** USP General Notices 7.20; statutes compare unrounded. */
  rounding: z.literal('usp_7_20').optional(),
  /** `favours_product`: over only when value − U is; `guard_band`: within only when value + U is. Without it the value decides. */
  uncertainty: z.enum(['favours_product', 'guard_band']).optional(),
  /** A level to compare with, whatever its status: never decides. */
  benchmark: z.literal(true).optional(),
  /** What is over is told by these words and is no fail. */
  warning: z.string().optional(),
  ...shared,
  rules: z.array(ruleSource).min(1),
});

export type RuleSetSource = z.infer<typeof ruleSetSource>;
export type RuleSource = z.infer<typeof ruleSource>;
