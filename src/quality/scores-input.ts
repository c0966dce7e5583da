/** Everything scores are computed from, as one plain document: what `leafproof export --scores-input` writes and `leafproof scores` reads. */
import { z } from 'zod';
import { FORMS } from '../coa/form.ts';
import { MODEL, PANEL_ITEMS, YARDSTICK } from './hazard.ts';

const day = z.iso.date();
const id = z.string().min(1).max(200);
const decimal = z.string().regex(/^\d+(\.\d+)?([eE][+-]?\d+)?$/, 'a number of at least 0 as a string');

const boundsSchema = z
  .strictObject({
    lower: decimal.describe('0 where nothing bounds it from below'),
    upper: decimal.nullable().describe('null: no upper bound'),
  })
  .refine(({ lower, upper }) => upper === null || Number(lower) <= Number(upper), 'lower is above upper')
  .describe('The true value lies between them; equal: measured.');

const verdictSchema = z.strictObject({
  rule: z
    .string()
    .regex(new RegExp(`^${YARDSTICK}-\\d\\d$`))
    .describe('a rule of the yardstick that was tested'),
  verdict: z.enum(['pass', 'fail', 'undecidable']),
  detected: z.boolean().describe('something was found; with `undecidable`, it could not be placed against the limit'),
  sees: z
    .boolean()
    .nullable()
    .describe(
      'whether "not found" by this test would have settled the limit (LOQ, test portion); null where the certificate prints no limit to tell by',
    ),
  value: z.string().describe('as printed, with unit'),
});

const contentSchema = z.strictObject({
  analyte: z.enum(['mitragynine', '7_hydroxymitragynine']),
  amount: boundsSchema.describe('mg/g as received'),
});

const claimSchema = z.strictObject({
  analyte: id,
  claimed: boundsSchema,
  measured: boundsSchema,
  unit: z.string().min(1).describe('of both, per the same amount of product'),
});

const testSchema = z.strictObject({
  id: id.describe('sample of a certificate'),
  certificate: id,
  date: day.describe('reported, else amended, tested, received, sampled; else the day it was recorded'),
  dateBasis: z.enum(['reported', 'amended', 'tested', 'received', 'sampled', 'recorded']),
  laboratory: z
    .strictObject({ name: z.string().min(1), independent: z.boolean().nullable() })
    .nullable()
    .describe('null: none named'),
  original: z.boolean().describe('the file is kept and can be seen'),
  verifiable: z.boolean().describe('a verification link or a valid signature'),
  panel: z
    .array(
      z.strictObject({
        item: z.enum(PANEL_ITEMS),
        inScope: z.boolean().nullable().describe('accreditation on that date; null: not known'),
      }),
    )
    .describe('what was tested'),
  verdicts: z.array(verdictSchema),
  contents: z.array(contentSchema),
  claims: z.array(claimSchema),
  retest: z.string().nullable().describe('why it was tested again, where that is stated'),
});

const lotSchema = z.strictObject({
  id,
  number: z.string().nullable().describe('the lot number as printed'),
  product: id.nullable(),
  form: z.enum(FORMS).nullable(),
  link: z.enum(['printed', 'template', 'operator']).describe('how it is known to be of the vendor'),
  tests: z.array(testSchema).describe('all of them, later ones beside earlier ones; empty for a lot known without a certificate'),
});

const vendorSchema = z.strictObject({
  id,
  name: z.string().min(1),
  sample: z.boolean().describe('sample data: never in priors'),
  unlinked: z.int().min(0).describe('certificates that may be of the vendor and do not count'),
  lots: z.array(lotSchema),
});

export const scoresInputSchema = z.strictObject({
  format: z.literal('leafproof-scores-input'),
  version: z.literal(1),
  model: z.literal(MODEL),
  asOf: day.describe('what was public on this day'),
  vendors: z.array(vendorSchema),
});

export type ScoresInput = z.infer<typeof scoresInputSchema>;
export type VendorInput = z.infer<typeof vendorSchema>;
export type LotInput = z.infer<typeof lotSchema>;
export type TestInput = z.infer<typeof testSchema>;
export type RuleVerdict = z.infer<typeof verdictSchema>;
export type ContentInput = z.infer<typeof contentSchema>;
export type ClaimInput = z.infer<typeof claimSchema>;
export type BoundsInput = z.infer<typeof boundsSchema>;

/** Why a document is no scores input; the message names the first places. */
export class ScoresInputError extends Error {}

/** In one order whatever the order it came in, so that equal inputs give equal bytes. */
export function readScoresInput(value: unknown): ScoresInput {
  const read = scoresInputSchema.safeParse(value);
  if (!read.success) {
    const places = read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('/') || 'the document'}: ${message}`);
    throw new ScoresInputError(`not a scores input of version 1: ${places.join('; ')}`);
  }
  const input = ordered(read.data);
  const doubled =
    repeated(input.vendors.map(vendor => vendor.id)) ?? repeated(input.vendors.flatMap(({ lots }) => lots.map(lot => lot.id)));
  if (doubled !== null) throw new ScoresInputError(`${doubled} stands twice`);
  return input;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

export function ordered(input: ScoresInput): ScoresInput {
  const vendors = byId(input.vendors).map(vendor => ({
    ...vendor,
    lots: byId(vendor.lots).map(lot => ({ ...lot, tests: byId(lot.tests) })),
  }));
  return { ...input, vendors };
}

function repeated(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  return ids.find(each => seen.size === seen.add(each).size) ?? null;
}

/** For other programs: JSON Schema 2020-12. */
export function scoresInputJsonSchema(): object {
  return {
    title: 'leafproof-scores-input',
    description: 'Everything that Leafproof computes vendor scores from; docs/scorecard.md says how.',
    ...z.toJSONSchema(scoresInputSchema),
  };
}
