/** Doubts about values: anybody raises them, reviewers settle them. What was written is for reviewers alone. */
import { z } from 'zod';
import { flagValue, LONGEST_COMMENT, settleFlag } from '../../ingest/flag.ts';
import { findCertificate } from '../../store/certificate.ts';
import { FLAG_OUTCOMES, FLAG_REASONS } from '../../store/entities/flag.ts';
import { flaggedValues, type OpenFlag, openFlags } from '../../store/flag.ts';
import { decided } from '../decided.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { mustBeFromHere } from '../same-origin.ts';
import { decisionRoute } from './decision.ts';
import { listRoutes } from './list.ts';
import { Count, ID, IdParams, name, pick, Text, Time } from './schema.ts';

const FlaggedSchema = name(
  'FlaggedValue',
  z.object({ result: ID, sample: Count, line: Count, flaggedAt: Time }),
  'A value that somebody doubts and nobody has looked at yet.',
  { result: '0199a3c4-0000-7000-8000-000000000006', sample: 0, line: 3, flaggedAt: '2026-03-01T12:00:00.000Z' },
);

const FlagListSchema = name('FlaggedValues', z.object({ flags: z.array(FlaggedSchema) }), 'Values of one certificate that are in doubt.', {
  flags: [],
});

const FlagSchema = name(
  'ValueFlag',
  z.object({
    id: ID,
    certificate: ID,
    reportNumber: Text.nullable(),
    laboratory: Text.nullable(),
    sample: Count,
    line: Count,
    printed: Text.meta({ description: 'What stood there when it was flagged.' }),
    reason: z.enum(FLAG_REASONS),
    comment: Text.nullable().meta({ description: 'Text of a stranger.' }),
    flaggedAt: Time,
  }),
  'A doubt that waits for a reviewer.',
  {
    id: '0199a3c4-0000-7000-8000-000000000010',
    certificate: '0199a3c4-0000-7000-8000-000000000005',
    reportNumber: 'R-2026-0117',
    laboratory: 'Example Laboratory',
    sample: 0,
    line: 3,
    printed: '<0.05',
    reason: 'misread',
    comment: 'The page says 0.5.',
    flaggedAt: '2026-03-01T12:00:00.000Z',
  },
);

const SettledSchema = name('SettledFlag', z.object({ id: ID, outcome: z.enum(FLAG_OUTCOMES) }), 'What a reviewer found.', {
  id: '0199a3c4-0000-7000-8000-000000000010',
  outcome: 'stands',
});

const columns = ['id', 'certificate', 'reportNumber', 'laboratory', 'sample', 'line', 'printed', 'reason', 'flaggedAt'] as const;

/** Text of several lines; no other control characters. */
const Comment = z
  .string()
  .trim()
  .max(LONGEST_COMMENT)
  .regex(/^[\P{Cc}\n\r\t]*$/u, 'holds control characters');

export const flagRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/results/:id/flags',
    operationId: 'flagResult',
    tag: 'Results',
    summary: 'Doubt a value',
    description: 'Everyone sees that the value is under review, and since when; the reason and the comment are for reviewers.',
    params: IdParams,
    body: z.strictObject({
      reason: z.enum(FLAG_REASONS),
      comment: Comment.optional().meta({ description: 'Only reviewers see it.' }),
    }),
    limited: 'flags',
    problems: ['not-found', 'form-refused', 'conflict'],
    responses: { 201: { description: 'It waits for a reviewer', schema: FlaggedSchema } },
    async handle({ store }, { params, body, request }) {
      mustBeFromHere(request);
      const doubt = { reason: body.reason, comment: body.comment || null };
      const { place, result } = await decided(() => flagValue(store, params.id, doubt));
      const flags = await flaggedValues(store.em(), place.certificate);
      const flag = flags.find(({ sample, line }) => sample === place.sample && line === place.line);
      if (flag === undefined) throw new HttpProblem('conflict', 'A reviewer settled it this very moment.');
      return json({ result: result.id, ...flag }, 201);
    },
  }),
  route({
    method: 'get',
    path: '/certificates/:id/flags',
    operationId: 'getCertificateFlags',
    tag: 'Certificates',
    summary: 'Values of a certificate that somebody doubts',
    params: IdParams,
    problems: ['not-found'],
    responses: { 200: { description: 'The values', schema: FlagListSchema } },
    async handle({ store }, { params }) {
      const certificate = await findCertificate(store.em(), params.id);
      if (certificate === null) throw new HttpProblem('not-found', 'There is no public certificate of this identifier.');
      const flags = await flaggedValues(store.em(), params.id);
      const known = flags.flatMap(flag => {
        const result = certificate.samples[flag.sample]?.results[flag.line];
        return result === undefined ? [] : [{ result: result.id, ...flag }];
      });
      return json({ flags: known });
    },
  }),
  ...listRoutes({
    path: '/flags',
    operationId: 'listFlags',
    tag: 'Review',
    summary: 'Doubts that wait for a reviewer, the longest first',
    role: 'reviewer',
    filter: {},
    schemaName: 'FlagList',
    item: FlagSchema,
    columns: [...columns],
    fetch: ({ store }, _, page) => openFlags(store.em(), page),
    present: (flag: OpenFlag) => pick(FlagSchema, flag),
  }),
  decisionRoute({
    path: '/flags/:id/settle',
    operationId: 'settleFlag',
    summary: 'Say what came of a doubt',
    description: '`corrected`: the value was corrected, by the routes for that. `stands`: it is as printed.',
    params: IdParams,
    body: { outcome: z.enum(FLAG_OUTCOMES) },
    answer: SettledSchema,
    async decide({ store }, { params, body }, decision) {
      await settleFlag(store, params.id, body.outcome, decision);
      return { id: params.id, outcome: body.outcome };
    },
  }),
];
