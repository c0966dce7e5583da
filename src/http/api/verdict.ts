/** What one rule says of one sample. */
import { z } from 'zod';
import { BASES } from '../../quality/ruleset-source.ts';
import { LABEL_SOURCES, PRODUCT_FACTS } from '../../store/entities/label.ts';
import type { JudgedView, VerdictView } from '../../store/judged.ts';
import { Count, Day, Decimal, exampleOf, ID, name, pick, type Shown, Text, Time } from './schema.ts';

export const Word = z.enum(['pass', 'fail', 'warning', 'undecidable', 'not_tested', 'not_applicable']).meta({
  description:
    '`pass`: no tested limit exceeded in this sample; `fail`: over the rule in this sample; `warning`: above a level that only asks for a warning; `undecidable`: the bounds do not settle it, `needs` says what would.',
});
export const Standing = z.enum(['public', 'unverified', 'reference_only']).meta({
  description: '`public`: the text of the rule was seen; `unverified`: it was not; `reference_only`: a benchmark, which never decides.',
});

export const ComparedSchema = z
  .object({ lower: Decimal.nullable(), upper: Decimal.nullable(), unit: Text })
  .meta({ description: 'What was compared with the limit: bounds of the true value.' });

export const VerdictSchema = name(
  'Verdict',
  z.object({
    ruleset: Text,
    rulesetTitle: Text,
    rule: Text,
    jurisdiction: Text,
    sample: Count.meta({ description: 'Which sample of its certificate, from 0.' }),
    analyte: Text,
    basis: z.enum(BASES),
    limit: Text.meta({ description: 'As judged, e.g. `< 1.2 mg/kg`.' }),
    verdict: Word,
    reason: Text,
    needs: z.array(Text).meta({ description: 'What would settle an undecidable verdict.' }),
    value: ComparedSchema.nullable(),
    standing: Standing,
    date: Day.meta({ description: 'The day whose law counted.' }),
    caveats: z.array(Text),
    ilac: Text.nullable().meta({ description: 'The statement of ILAC-G8 with a guard band, where an uncertainty is printed.' }),
    derivation: z.object({ formula: Text, inputs: z.record(Text, Text) }).nullable(),
    comparison: z.enum(['within', 'over', 'open']).nullable().meta({ description: 'Of a benchmark: how the value compares.' }),
    results: z.array(ID).meta({ description: 'The results it rests on.' }),
    citation: z.object({ title: Text, url: Text, section: Text }),
  }),
  'What one rule says of one sample. Results apply to the sample as received by the laboratory.',
  {
    ruleset: 'ri_21_28_12',
    rulesetTitle: 'R.I. Gen. Laws 21-28.12-3 (Rhode Island Kratom Act)',
    rule: 'ri_21_28_12-06',
    jurisdiction: 'US-RI',
    sample: 0,
    analyte: 'lead',
    basis: 'per_gram',
    limit: '< 1.2 mg/kg',
    verdict: 'pass',
    reason: 'below 0.05 mg/kg keeps to < 1.2 mg/kg',
    needs: [],
    value: { lower: '0', upper: '0.05', unit: 'mg/kg' },
    standing: 'public',
    date: '2026-04-03',
    caveats: ['basis_not_printed'],
    ilac: null,
    derivation: null,
    comparison: null,
    results: ['0199a3c4-0000-7000-8000-000000000008'],
    citation: { title: 'R.I. Gen. Laws 21-28.12-3', url: 'https://webserver.rilegislature.gov/Statutes/TITLE21/', section: '(a)(8)' },
  },
);

const Origin = z.object({
  from: z.enum(['certificate', 'lot', 'product', 'asked']).meta({ description: '`lot`, `product`: stated of it beside its certificates.' }),
  source: Text.nullable(),
  sourceKind: z.enum(LABEL_SOURCES).nullable(),
  at: Time.nullable().meta({ description: 'When it was stated; null for what is printed or asked.' }),
});

export const JudgedSchema = name(
  'JudgedSample',
  z.object({
    certificate: ID,
    sampleIndex: Count,
    date: Day.meta({ description: 'The day whose law counted.' }),
    dateBasis: z.enum(['amended', 'reported', 'tested', 'received', 'sampled', 'recorded', 'asked']).meta({
      description: 'Which date of the certificate that is; `recorded`: it has none; `asked`: the caller chose.',
    }),
    facts: z
      .object({ form: Text.nullable(), serving: Text.nullable(), container: Text.nullable(), intake: Text.nullable() })
      .meta({ description: 'Facts of the label that counted, as printed or as stated by the caller; null where unknown.' }),
    origins: z.partialRecord(z.enum(PRODUCT_FACTS), Origin).meta({ description: 'Where each known fact comes from.' }),
    verdicts: z.array(VerdictSchema),
  }),
  'A sample with what the chosen rules say of it, rules that were not tested or do not apply included.',
  {
    certificate: '0199a3c4-0000-7000-8000-000000000005',
    sampleIndex: 0,
    date: '2026-04-03',
    dateBasis: 'reported',
    facts: { form: 'powder', serving: '2.4 g', container: null, intake: null },
    origins: {
      form: { from: 'certificate', source: null, sourceKind: null, at: null },
      serving: { from: 'product', source: 'photograph of the label, 2026-05-01', sourceKind: 'label', at: '2026-05-02T09:00:00.000Z' },
    },
    verdicts: [exampleOf(VerdictSchema)],
  },
);

export const presentVerdict = (view: VerdictView): Shown<typeof VerdictSchema> => pick(VerdictSchema, view);

const ASKED = { from: 'asked', source: null, sourceKind: null, at: null } as const;

export function presentJudged(view: JudgedView): Shown<typeof JudgedSchema> {
  const origins = Object.fromEntries(Object.entries(view.origins).map(([fact, origin]) => [fact, origin === 'asked' ? ASKED : origin]));
  return pick(JudgedSchema, { ...view, origins, verdicts: view.verdicts.map(presentVerdict) });
}
