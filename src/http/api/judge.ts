/** A certificate that nobody stored, judged by the rules of a caller's choice. */
import { z } from 'zod';
import { verdictsOf } from '../../ingest/judge-report.ts';
import { json, type Route, route } from '../route.ts';
import { CheckSchema, checkUpload } from './check.ts';
import { lawChoice, lawQuery } from './law.ts';
import { Count, exampleOf, name, pick } from './schema.ts';
import { VerdictSchema } from './verdict.ts';

const FileVerdictSchema = name(
  'FileVerdict',
  VerdictSchema.omit({ sample: true, results: true }).extend({
    sample: Count.meta({ description: 'Which sample, in the order of `reports`, from 0.' }),
    results: z.array(Count).meta({ description: 'The results of that sample that it rests on, from 0.' }),
  }),
  'What one rule says of one sample of a file. Results apply to the sample as received by the laboratory.',
  { ...exampleOf(VerdictSchema), results: [0] },
);

const JudgedFileSchema = name(
  'JudgedFile',
  CheckSchema.extend({ verdicts: z.array(FileVerdictSchema) }),
  'What one file says, and how it stands against published limits. The same as one line of `leafproof judge --json`.',
  { ...exampleOf(CheckSchema), verdicts: [exampleOf(FileVerdictSchema)] },
);

const { as_of: _, profile, ...law } = lawQuery;

export const judgeRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/judge',
    operationId: 'judge',
    tag: 'Submissions',
    summary: 'Read a certificate and judge it by published limits; nothing is stored',
    description:
      'As `check`, with `verdicts`: of every rule of the sets chosen, those not tested or not applicable included; without `profile` and `rules` of whatever is in force and binding anywhere on the day that counts.',
    upload: true,
    body: z.strictObject({ ...law, profile: profile.meta({ description: 'Whose rules judge, `GET /profiles`.' }) }),
    limited: 'check',
    responses: { 200: { description: 'What the file says, and its verdicts', schema: JudgedFileSchema } },
    async handle(context, call) {
      const by = lawChoice(call.body);
      const { report, outcomes } = await checkUpload(context, call);
      return json({ ...report, verdicts: verdictsOf(outcomes, by).map(verdict => pick(FileVerdictSchema, verdict)) });
    },
  }),
];
