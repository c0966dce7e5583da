/** The limits a laboratory prints beside its results, against those of rules. */
import { z } from 'zod';
import { defaultRuleSets } from '../../store/judged.ts';
import { laboratoryNamed } from '../../store/laboratory.ts';
import { NEWEST_SAMPLES, printedLimits } from '../../store/printed-limits.ts';
import { ruleSetsHeld } from '../../store/rule-history.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { AsOf, momentOf, Profile, RuleIds, ruleSetsChosen } from './law.ts';
import { Count, Day, ID, name, SlugParams, Text } from './schema.ts';
import { Standing } from './verdict.ts';

const PrintedLimitsSchema = name(
  'PrintedLimits',
  z.object({
    laboratory: Text,
    items: z.array(
      z.object({
        analyte: Text,
        analyteName: Text,
        ruleset: Text,
        rule: Text,
        limit: Text.meta({ description: 'Of the rule.' }),
        standing: Standing,
        printed: z
          .object({ limit: Text, unit: Text.nullable() })
          .meta({ description: 'As printed; the unit is that of the result’s row.' }),
        comparison: z.enum(['same', 'stricter', 'looser', 'at_the_limit', 'not_comparable']).meta({
          description:
            'Of the printed limit against the rule’s. `at_the_limit`: the same number, and only one of the two may be reached; ' +
            '`not_comparable`: units, portions or kinds of limit that cannot be put beside each other.',
        }),
        results: Count.meta({ description: 'Results it is printed beside.' }),
        latest: Day,
        example: z.object({ certificate: ID, result: ID }),
      }),
    ),
  }),
  `Limits printed on the newest ${NEWEST_SAMPLES} samples of a laboratory against those of rules; the looser first.`,
  {
    laboratory: 'example-laboratory',
    items: [
      {
        ...{
          analyte: 'lead',
          analyteName: 'Lead',
          ruleset: 'ri_21_28_12',
          rule: 'ri_21_28_12-06',
          limit: '< 1.2 mg/kg',
          standing: 'public',
        },
        ...{ printed: { limit: '10', unit: 'ppm' }, comparison: 'looser', results: 18, latest: '2026-06-03' },
        example: { certificate: '01890a5d-ac96-774b-bcce-b302099a8057', result: '01890a5d-ac96-774b-bcce-b302099a8058' },
      },
    ],
  },
);

export const printedLimitRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/laboratories/:slug/printed-limits',
    operationId: 'getLaboratoryPrintedLimits',
    tag: 'Verdicts',
    summary: 'Limits a laboratory prints against those of chosen rules',
    params: SlugParams,
    query: z.strictObject({ rules: RuleIds.optional(), profile: Profile.optional(), as_of: AsOf.optional() }),
    problems: ['not-found'],
    responses: { 200: { description: 'One entry for each printed limit and rule', schema: PrintedLimitsSchema } },
    async handle({ store }, { params, query: { as_of, ...chosen } }) {
      const em = store.em();
      const laboratory = await laboratoryNamed(em, params.slug);
      if (laboratory === null) throw new HttpProblem('not-found', `There is no laboratory “${params.slug}”.`);
      const asOf = momentOf(as_of);
      const now = ruleSetsChosen(chosen) ?? defaultRuleSets();
      const rulesets = asOf === undefined ? now : await ruleSetsHeld(em, now, asOf);
      return json({ laboratory: laboratory.slug, items: await printedLimits(em, { laboratory: laboratory.id, rulesets, asOf }) });
    },
  }),
];
