/** What certificates and laboratories leave unsettled: checklists by rules, and decidability. */
import { z } from 'zod';
import { type Completeness, completenessOf, together } from '../../quality/completeness.ts';
import { BASES } from '../../quality/ruleset-source.ts';
import { RULESETS } from '../../quality/rulesets.ts';
import { findCertificate } from '../../store/certificate.ts';
import { decidability } from '../../store/decidability.ts';
import { STANDINGS } from '../../store/entities/verdict.ts';
import { asHeld, defaultRuleSets, lawDay, samplesOfCertificate, samplesOfLot } from '../../store/judged.ts';
import { judgedSample, type StoredSample } from '../../store/judged-sample.ts';
import { laboratoryNamed } from '../../store/laboratory.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { maySeeUnpublished } from './certificates.ts';
import { verdictFilter } from './exceedances.ts';
import { AsOf, Jurisdiction, lawChoice, lawQuery, momentOf, Profile, RuleIds } from './law.ts';
import { Count, Day, exampleOf, IdParams, name, Samples, type Shown, SlugParams, Text, Words } from './schema.ts';
import { Standing } from './verdict.ts';

const CheckSchema = name(
  'ChecklistItem',
  z.object({
    rule: Text,
    ruleset: Text,
    basis: z.enum(BASES),
    analyte: Text,
    limit: Text,
    state: z.enum(['met', 'over', 'missing', 'open']).meta({
      description: '`missing`: no result, panel or field; `open`: it is there, but does not settle the rule.',
    }),
    reason: Text,
    lacks: z.array(Text).meta({ description: 'Panels, fields or analytes that are not there.' }),
    needs: z.array(Text).meta({ description: 'What would settle it.' }),
    standing: Standing,
  }),
  'One line of a checklist.',
  {
    ...{ rule: 'ut_r70_580_documents-02', ruleset: 'ut_r70_580_documents', basis: 'panel_required', analyte: 'panels' },
    ...{ limit: 'required: metals, microbes, foreign_matter', state: 'missing', reason: 'no results for foreign_matter' },
    ...{ lacks: ['foreign_matter'], needs: ['panel'], standing: 'unverified' },
  },
);

const CompletenessSchema = name(
  'Completeness',
  z.object({
    complete: z.boolean().meta({ description: 'Every rule that applies is settled, within or over.' }),
    date: Day.nullable().meta({ description: 'The day whose law counted; null where samples differ.' }),
    rulesets: z.array(Text),
    counts: z.object({ met: Count, over: Count, missing: Count, open: Count }),
    checks: z.array(CheckSchema),
  }),
  'What a certificate or lot lacks for rules to be settled by it. Complete is not compliant.',
  {
    ...{ complete: false, date: '2026-04-03', rulesets: ['ut_r70_580_documents'], counts: { met: 0, over: 0, missing: 1, open: 0 } },
    checks: [exampleOf(CheckSchema)],
  },
);

const DecidabilitySchema = name(
  'Decidability',
  z.object({
    laboratory: Text,
    items: z.array(
      z.object({
        ruleset: Text,
        rule: Text,
        jurisdiction: Text,
        analyte: Text,
        analyteName: Text.nullable(),
        limit: Text,
        standing: z.enum(STANDINGS),
        decided: Count.meta({ description: 'Samples of which the rule could be settled.' }),
        undecidable: Count,
        byCertificate: Count.meta({
          description: 'Of the undecidable: those that the certificate could have settled. The rest lacks facts of the label or the law.',
        }),
        needs: z.array(z.object({ need: Text, samples: Count })),
      }),
    ),
  }),
  'Which limits the results of a laboratory can settle at all; the least decidable first.',
  {
    laboratory: 'example-laboratory',
    items: [
      {
        ...{ ruleset: 'ri_21_28_12', rule: 'ri_21_28_12-06', jurisdiction: 'US-RI', analyte: 'lead', analyteName: 'Lead' },
        ...{ limit: '< 1.2 mg/kg', standing: 'public', decided: 18, undecidable: 2, byCertificate: 2 },
        needs: [{ need: 'limit_of_detection', samples: 2 }],
      },
    ],
  },
);

const query = z.strictObject({ jurisdiction: Jurisdiction.optional(), ...lawQuery });
type Query = z.output<typeof query>;

const chosen = ({ jurisdiction, ...law }: Query) => ({
  ...lawChoice(law),
  ...(jurisdiction === undefined ? {} : { rulesets: RULESETS.filter(set => set.jurisdiction === jurisdiction) }),
});

async function checklist(em: SqlEntityManager, samples: readonly StoredSample[], asked: Query): Promise<Shown<typeof CompletenessSchema>> {
  const choice = await asHeld(em, chosen(asked));
  const rulesets = choice.rulesets ?? defaultRuleSets();
  const dates = samples.map(sample => lawDay(sample, choice).date);
  const named = asked.jurisdiction === undefined;
  const each = samples.map(
    (sample, index): Completeness => completenessOf(judgedSample(sample, choice.stated), rulesets, { date: dates[index]!, chosen: named }),
  );
  const [date = null, ...others] = new Set(dates);
  return { ...together(each), date: others.length > 0 ? null : date, rulesets: rulesets.map(({ id }) => id) };
}

export const completenessRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/certificates/:id/completeness',
    operationId: 'getCertificateCompleteness',
    tag: 'Verdicts',
    summary: 'What a certificate lacks under chosen rules',
    description: 'For example what a registration in Utah would miss: `?jurisdiction=US-UT`.',
    params: IdParams,
    query,
    keyOptional: true,
    problems: ['not-found'],
    responses: { 200: { description: 'The checklist', schema: CompletenessSchema } },
    async handle({ store }, { params, query: asked, caller }) {
      const em = store.em();
      const asOf = momentOf(asked.as_of);
      const certificate = await findCertificate(em, params.id, { includeUnpublished: maySeeUnpublished(caller), asOf });
      if (certificate === null) throw new HttpProblem('not-found', 'There is no public certificate of this identifier.');
      return json(await checklist(em, await samplesOfCertificate(em, certificate.id, asOf), asked));
    },
  }),
  route({
    method: 'get',
    path: '/lots/:id/completeness',
    operationId: 'getLotCompleteness',
    tag: 'Verdicts',
    summary: 'What the certificates of a lot lack together under chosen rules',
    params: IdParams,
    query,
    problems: ['not-found'],
    responses: { 200: { description: 'The checklist', schema: CompletenessSchema } },
    async handle({ store }, { params, query: asked }) {
      const em = store.em();
      const samples = await samplesOfLot(em, params.id, momentOf(asked.as_of));
      if (samples.length === 0) throw new HttpProblem('not-found', 'There is no lot of this identifier.');
      return json(await checklist(em, samples, asked));
    },
  }),
  route({
    method: 'get',
    path: '/laboratories/:slug/decidability',
    operationId: 'getLaboratoryDecidability',
    tag: 'Verdicts',
    summary: 'Which limits the results of a laboratory can settle',
    params: SlugParams,
    query: z.strictObject({
      analyte: Words(100).optional(),
      jurisdiction: Jurisdiction.optional(),
      rules: RuleIds.optional(),
      profile: Profile.optional(),
      from: Day.optional(),
      to: Day.optional(),
      standing: z
        .enum([...STANDINGS, 'any'])
        .optional()
        .meta({ description: 'Default `any`.' }),
      as_of: AsOf.optional(),
      samples: Samples,
    }),
    problems: ['not-found'],
    responses: { 200: { description: 'One entry a rule', schema: DecidabilitySchema } },
    async handle({ store }, { params, query: { standing = 'any', ...asked } }) {
      const em = store.em();
      const laboratory = await laboratoryNamed(em, params.slug);
      if (laboratory === null) throw new HttpProblem('not-found', `There is no laboratory “${params.slug}”.`);
      const items = await decidability(em, { ...verdictFilter({ ...asked, standing }), laboratory: laboratory.slug });
      return json({ laboratory: laboratory.slug, items });
    },
  }),
];
