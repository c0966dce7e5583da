/** Which samples are over which limits, and where the laboratory and we say different things. */
import { z } from 'zod';
import { FORMS } from '../../coa/form.ts';
import { BASES } from '../../quality/ruleset-source.ts';
import { RULESETS, ruleSetById } from '../../quality/rulesets.ts';
import { listDisagreements } from '../../store/disagreements.ts';
import { LAW_BASES, STANDINGS, STORED_WORDS } from '../../store/entities/verdict.ts';
import { countExceedances, listExceedances, type VerdictRow } from '../../store/exceedances.ts';
import { RULES } from '../../store/rules.ts';
import type { VerdictFilter } from '../../store/stored-verdicts.ts';
import type { Column, CsvValue } from '../csv.ts';
import { json, type Route, route } from '../route.ts';
import { AsOf, idsOf, Jurisdiction, momentOf, Profile, RuleIds, ruleSetsChosen, unknownRules } from './law.ts';
import { listRoutes } from './list.ts';
import {
  AnalyteId,
  Count,
  Day,
  Decimal,
  EvidenceSchema,
  evidence,
  exampleOf,
  ID,
  LotReference,
  name,
  pick,
  ReferenceSchema,
  Samples,
  type Shown,
  Slug,
  Text,
  Time,
} from './schema.ts';

const StandingName = z.enum([...STANDINGS, 'any']);

/** Sums and classes that rules limit have no entry in the dictionary. */
const SUBJECTS: ReadonlySet<string> = new Set(RULESETS.flatMap(({ rules }) => rules.map(({ analyte }) => analyte)));

const shared = {
  analyte: AnalyteId(SUBJECTS)
    .optional()
    .meta({ description: 'Identifier of the analyte, e.g. `lead`, or of what a rule limits, such as a sum.' }),
  jurisdiction: Jurisdiction.optional(),
  rules: RuleIds.optional(),
  profile: Profile.optional(),
  vendor: Slug.optional(),
  product: Slug.optional(),
  laboratory: Slug.optional(),
  form: z.enum(FORMS).optional(),
  lot: ID.optional(),
  certificate: ID.optional(),
  from: Day.optional().meta({ description: 'First day of the report; certificates without any date are left out then.' }),
  to: Day.optional().meta({ description: 'Last day of the report.' }),
  standing: StandingName.optional().meta({
    description: 'How surely the text of the rule was seen; default `public`. A yardstick counts where `rules` or `profile` names it.',
  }),
  as_of: AsOf.optional(),
  samples: Samples,
};
const filter = {
  ...shared,
  verdict: z.enum(STORED_WORDS).optional().meta({ description: 'Default `fail`.' }),
};

type Query = z.output<z.ZodObject<typeof shared>>;

/** Rule sets and single rules, those of the profile among them. */
export function verdictFilter({ rules, profile, as_of, ...rest }: Query): VerdictFilter {
  const named = idsOf(rules ?? '');
  // of earlier days there may be rules that the program does not know any more
  const unknown = as_of === undefined ? named.find(id => !ruleSetById(id) && !RULES.rules.has(id)) : undefined;
  if (unknown !== undefined) throw unknownRules(unknown);
  const ids = [...named, ...(profile === undefined ? [] : (ruleSetsChosen({ profile }) ?? []).map(({ id }) => id))];
  return { ...rest, ...(rules === undefined && profile === undefined ? {} : { rules: ids }), asOf: momentOf(as_of) };
}

const PrintedSchema = z.object({
  name: Text,
  value: Text,
  unit: Text.nullable(),
  limit: Text.nullable(),
  verdict: Text.nullable(),
});

const whose = {
  certificate: ID,
  sampleIndex: Count,
  sampleName: Text.nullable(),
  form: Text.nullable(),
  lot: LotReference.nullable(),
  product: ReferenceSchema.nullable(),
  vendor: ReferenceSchema.nullable(),
  laboratory: ReferenceSchema.nullable(),
  reportNumber: Text.nullable(),
  isSample: z.boolean(),
  date: Day.meta({ description: 'The day whose law counted.' }),
  dateBasis: z.enum(LAW_BASES).meta({ description: 'Which date of the certificate that is; `recorded`: it has none.' }),
};
const whoseExample = {
  certificate: '0199a3c4-0000-7000-8000-000000000005',
  sampleIndex: 0,
  sampleName: 'Red Powder',
  form: 'powder',
  lot: exampleOf(LotReference),
  product: null,
  vendor: exampleOf(ReferenceSchema),
  laboratory: { id: '0199a3c4-0000-7000-8000-000000000004', slug: 'example-laboratory', name: 'Example Laboratory' },
  reportNumber: 'R-2026-0117',
  isSample: false,
  date: '2026-04-03',
  dateBasis: 'reported' as const,
};
const printedExample = { name: 'Lead', value: '1.8', unit: 'mg/kg', limit: '10', verdict: 'PASS' };
const resultId = '0199a3c4-0000-7000-8000-000000000008';

export const ExceedanceSchema = name(
  'Exceedance',
  z.object({
    ...whose,
    ruleset: Text,
    rule: Text,
    jurisdiction: Text,
    analyte: Text,
    analyteName: Text.nullable(),
    basis: z.enum(BASES),
    limit: Text,
    citation: z
      .object({ title: Text, section: Text, url: Text })
      .nullable()
      .meta({ description: 'Where the text of the rule was seen, as it is cited now; null where the rule is not held any more.' }),
    standing: z.enum(STANDINGS),
    verdict: z.enum(STORED_WORDS),
    value: z.object({ lower: Decimal.nullable(), upper: Decimal.nullable(), unit: Text.nullable() }),
    needs: z.array(Text),
    caveats: z.array(Text),
    results: z
      .array(z.object({ id: ID, analyte: Text.nullable(), printed: PrintedSchema, evidence: EvidenceSchema }))
      .meta({ description: 'What it rests on, with the place on the certificate.' }),
    engine: Count.meta({ description: 'Version of the code that judged.' }),
    fingerprint: Text.meta({ description: 'Of the rule as it was.' }),
    recordedAt: Time,
    supersededAt: Time.nullable(),
  }),
  'A stored verdict: over a rule in this sample, by the law in force on the day of the report.',
  {
    ...whoseExample,
    ...{ ruleset: 'ri_21_28_12', rule: 'ri_21_28_12-06', jurisdiction: 'US-RI', analyte: 'lead', analyteName: 'Lead', basis: 'per_gram' },
    ...{ limit: '< 1.2 mg/kg', standing: 'public', verdict: 'fail', value: { lower: '1.8', upper: '1.8', unit: 'mg/kg' } },
    ...{ needs: [], caveats: ['basis_not_printed'] },
    citation: { title: 'R.I. Gen. Laws 21-28.12-3', section: '(a)(6)(iii)', url: 'https://webserver.rilegislature.gov/' },
    results: [{ id: resultId, analyte: 'lead', printed: printedExample, evidence: { ...exampleOf(EvidenceSchema), text: '1.8' } }],
    ...{ engine: 1, fingerprint: '0123456789abcdef', recordedAt: '2026-04-04T08:15:30.000Z', supersededAt: null },
  },
);
type Exceedance = Shown<typeof ExceedanceSchema>;

export function presentExceedance(row: VerdictRow): Exceedance {
  const results = row.results.map(({ id, analyte, printed, evidence: at }) => ({ id, analyte, printed, evidence: evidence(at) }));
  return pick(ExceedanceSchema, { ...row, results, citation: citationOf(row.rule) });
}

function citationOf(rule: string): Exceedance['citation'] {
  const source = RULES.rules.get(rule)?.rule.source;
  return source ? { title: source.title, section: source.section, url: source.url } : null;
}

const column = <T>(header: string, value: (row: T) => CsvValue): Column<T> => ({ name: header, value });

const whoseColumns: readonly Column<Shown<z.ZodObject<typeof whose>>>[] = [
  column('certificate', row => row.certificate),
  column('vendor', row => row.vendor?.slug),
  column('product', row => row.product?.slug),
  column('lot', row => row.lot?.code),
  column('laboratory', row => row.laboratory?.slug),
  column('report_number', row => row.reportNumber),
  column('date', row => row.date),
  column('date_basis', row => row.dateBasis),
  column('form', row => row.form),
];

const CountSchema = z.object({ value: Text, label: Text, lots: Count, verdicts: Count });

const CountsSchema = name(
  'ExceedanceCounts',
  z.object({
    lots: Count.meta({ description: 'A sample of no known lot counts as one.' }),
    verdicts: Count,
    jurisdiction: z.array(CountSchema),
    ruleset: z.array(CountSchema),
    analyte: z.array(CountSchema),
    vendor: z.array(CountSchema),
  }),
  'How many lots and verdicts a filter of exceedances finds, by jurisdiction, rule set, analyte and vendor.',
  {
    lots: 3,
    verdicts: 4,
    jurisdiction: [{ value: 'US-RI', label: 'US-RI', lots: 3, verdicts: 4 }],
    ruleset: [{ value: 'ri_21_28_12', label: 'ri_21_28_12', lots: 3, verdicts: 4 }],
    analyte: [{ value: 'lead', label: 'Lead', lots: 3, verdicts: 4 }],
    vendor: [{ value: 'green-leaf', label: 'Green Leaf', lots: 3, verdicts: 4 }],
  },
);

const DisagreementSchema = name(
  'Disagreement',
  z.object({
    ...whose,
    against: z.enum(['rule', 'own_limit']).meta({ description: '`own_limit`: against the limit that the laboratory prints itself.' }),
    result: ID,
    analyte: Text.nullable(),
    analyteName: Text.nullable(),
    printed: PrintedSchema,
    evidence: EvidenceSchema,
    theirs: z.enum(['pass', 'fail']).meta({ description: 'As the laboratory prints it.' }),
    ours: z.enum(['pass', 'fail', 'warning']),
    ruleset: Text.nullable(),
    rule: Text.nullable(),
    jurisdiction: Text.nullable(),
    limit: Text.nullable(),
  }),
  'A printed verdict that differs from ours. Neither is called wrong: laboratories judge by limits of their own choice.',
  {
    ...whoseExample,
    ...{ against: 'rule', result: resultId, analyte: 'lead', analyteName: 'Lead', printed: printedExample },
    evidence: { ...exampleOf(EvidenceSchema), text: '1.8' },
    ...{ theirs: 'pass', ours: 'fail', ruleset: 'ri_21_28_12', rule: 'ri_21_28_12-06', jurisdiction: 'US-RI', limit: '< 1.2 mg/kg' },
  },
);

const overColumn = column<Exceedance>;
const differsColumn = column<Shown<typeof DisagreementSchema>>;

export const EXCEEDANCE_COLUMNS: readonly Column<Exceedance>[] = [
  ...(whoseColumns as readonly Column<Exceedance>[]),
  ...(['ruleset', 'rule', 'jurisdiction', 'analyte', 'limit', 'basis', 'standing', 'verdict'] as const).map(key =>
    overColumn(key, row => row[key]),
  ),
  overColumn('lower', row => row.value.lower),
  overColumn('upper', row => row.value.upper),
  overColumn('unit', row => row.value.unit),
  overColumn('needs', row => row.needs.join(' ')),
  overColumn('caveats', row => row.caveats.join(' ')),
  overColumn('printed', row => row.results.map(({ printed }) => [printed.value, printed.unit].filter(Boolean).join(' ')).join('; ')),
  overColumn('page', row => row.results[0]?.evidence.page),
  overColumn('box', row => row.results[0]?.evidence.box?.join(' ')),
  overColumn('recorded_at', row => row.recordedAt),
  overColumn('is_sample', row => row.isSample),
  overColumn('citation', row => row.citation?.title),
  overColumn('section', row => row.citation?.section),
  overColumn('source_url', row => row.citation?.url),
  overColumn('result', row => row.results[0]?.id),
  overColumn('cell', row => row.results[0]?.evidence.cell ?? row.results[0]?.evidence.pointer),
];

export const exceedanceRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/exceedances',
    operationId: 'listExceedances',
    tag: 'Verdicts',
    summary: 'Samples over a limit',
    description:
      'Stored verdicts by the law in force on the day of the report, never a later one; the newest report first. Over a limit in this sample is not illegal: whether it was sold there is not known.',
    filter,
    schemaName: 'ExceedanceList',
    item: ExceedanceSchema,
    columns: EXCEEDANCE_COLUMNS,
    fetch: ({ store }, { verdict, ...query }, page) => listExceedances(store.em(), { ...verdictFilter(query), verdict }, page),
    present: presentExceedance,
  }),
  route({
    method: 'get',
    path: '/exceedances/counts',
    operationId: 'countExceedances',
    tag: 'Verdicts',
    summary: 'How many lots are over a limit, by jurisdiction, analyte and vendor',
    query: z.strictObject(filter),
    responses: { 200: { description: 'The counts of the whole list', schema: CountsSchema } },
    async handle({ store }, { query: { verdict, ...query } }) {
      return json(await countExceedances(store.em(), { ...verdictFilter(query), verdict }));
    },
  }),
  ...listRoutes({
    path: '/disagreements',
    operationId: 'listDisagreements',
    tag: 'Verdicts',
    summary: 'Printed verdicts that differ from ours',
    filter: {
      ...shared,
      against: z.enum(['rule', 'own_limit']).optional().meta({ description: 'Against a rule, or against the limit printed beside it.' }),
      theirs: z.enum(['pass', 'fail']).optional(),
    },
    schemaName: 'DisagreementList',
    item: DisagreementSchema,
    columns: [
      ...(whoseColumns as readonly Column<Shown<typeof DisagreementSchema>>[]),
      ...(['against', 'analyte', 'theirs', 'ours', 'ruleset', 'rule', 'jurisdiction', 'limit'] as const).map(key =>
        differsColumn(key, row => row[key]),
      ),
      differsColumn('printed_value', row => row.printed.value),
      differsColumn('printed_unit', row => row.printed.unit),
      differsColumn('printed_limit', row => row.printed.limit),
      differsColumn('printed_verdict', row => row.printed.verdict),
      differsColumn('page', row => row.evidence.page),
      differsColumn('box', row => row.evidence.box?.join(' ')),
      differsColumn('cell', row => row.evidence.cell ?? row.evidence.pointer),
    ],
    fetch: ({ store }, { against, theirs, ...query }, page) =>
      listDisagreements(store.em(), { ...verdictFilter(query), against, theirs, ownLimits: query.rules === undefined }, page),
    present: row => pick(DisagreementSchema, { ...row, evidence: evidence(row.evidence) }),
  }),
];
