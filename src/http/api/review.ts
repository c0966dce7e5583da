import { z } from 'zod';
import {
  acceptCertificate,
  type Decision,
  listReviews,
  ReviewError,
  type ReviewView,
  rejectCertificate,
  showReview,
} from '../../ingest/review.ts';
import type { Store } from '../../store/store.ts';
import { HttpProblem } from '../errors.ts';
import { actorOf } from '../keys.ts';
import { json, type Reply, type Route, route } from '../route.ts';
import { CertificateSchema, presentCertificate } from './certificates.ts';
import { CertificateItemSchema } from './items.ts';
import { listRoutes } from './list.ts';
import { presentResult, ResultSchema } from './result.ts';
import { exampleOf, ID, IdParams, name, ProblemSchema, pick, problem, type Shown, Text, Time } from './schema.ts';

const ReviewSchema = name(
  'Review',
  z.object({
    certificate: CertificateSchema,
    problems: z.array(ProblemSchema).meta({ description: 'Why it waits.' }),
    doubtful: z.array(ResultSchema).meta({ description: 'The values that need a look.' }),
    history: z.array(z.object({ at: Time, actor: Text, action: Text, reason: Text.nullable() })),
  }),
  'A certificate as a reviewer sees it.',
  {
    certificate: { ...exampleOf(CertificateSchema), state: 'needs-review' },
    problems: [exampleOf(ProblemSchema)],
    doubtful: [{ ...exampleOf(ResultSchema), confidence: 0.88, flags: ['verdict-disagrees'] }],
    history: [{ at: '2026-02-05T10:00:00.000Z', actor: 'A reviewer', action: 'review-reject', reason: 'Not ours.' }],
  },
);

const DecisionSchema = name(
  'Decision',
  z.object({ id: ID, state: z.enum(['public', 'rejected']) }),
  'The state of a certificate after a decision.',
  {
    id: '0199a3c4-0000-7000-8000-000000000005',
    state: 'public',
  },
);

const Reason = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .regex(/^[^\0]*$/, 'holds control characters')
  .meta({ description: 'Why; kept with the certificate.' });

function present({ certificate, problems, doubtful, history }: ReviewView): Shown<typeof ReviewSchema> {
  return {
    certificate: presentCertificate(certificate),
    problems: problems.map(problem),
    doubtful: doubtful.map(presentResult),
    history: history.map(({ at, actor, action, reason }) => ({ at, actor, action, reason })),
  };
}

interface Verb {
  readonly verb: 'accept' | 'reject';
  readonly state: 'public' | 'rejected';
  readonly summary: string;
  decide(store: Store, id: string, decision: Decision): Promise<void>;
}

const decisionRoute = ({ verb, state, summary, decide }: Verb): Route =>
  route({
    method: 'post',
    path: `/review/:id/${verb}`,
    operationId: `${verb}Certificate`,
    tag: 'Review',
    summary,
    role: 'reviewer',
    params: IdParams,
    body: z.strictObject({ reason: Reason }),
    problems: ['not-found', 'conflict'],
    responses: { 200: { description: 'Decided', schema: DecisionSchema } },
    async handle({ store }, { params, body, caller }): Promise<Reply> {
      try {
        await decide(store, params.id, { actor: actorOf(caller), reason: body.reason });
      } catch (error) {
        if (!(error instanceof ReviewError)) throw error;
        throw new HttpProblem(error.code === 'no-such-certificate' ? 'not-found' : 'conflict', error.message, { cause: error });
      }
      return json({ id: params.id, state });
    },
  });

export const reviewRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/review',
    operationId: 'listReviews',
    tag: 'Review',
    summary: 'Certificates that wait for a person',
    role: 'reviewer',
    filter: { state: z.enum(['needs-review', 'rejected']).optional().meta({ description: 'Default: `needs-review`.' }) },
    schemaName: 'ReviewList',
    item: CertificateItemSchema,
    columns: ['id', 'reportNumber', 'reported', 'recordedAt', 'results', 'state', 'isSample'],
    fetch: ({ store }, filter, page) =>
      listReviews(store.em(), { ...page, ...(filter.state === undefined ? {} : { state: filter.state }) }),
    present: view => pick(CertificateItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/review/:id',
    operationId: 'getReview',
    tag: 'Review',
    summary: 'Why one certificate waits, and its doubtful values',
    role: 'reviewer',
    params: IdParams,
    problems: ['not-found'],
    responses: { 200: { description: 'The certificate and what is in doubt', schema: ReviewSchema } },
    async handle({ store }, { params }) {
      const review = await showReview(store.em(), params.id);
      if (review === null) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
      return json(present(review));
    },
  }),
  decisionRoute({ verb: 'accept', state: 'public', summary: 'Make a certificate public', decide: acceptCertificate }),
  decisionRoute({ verb: 'reject', state: 'rejected', summary: 'Keep a certificate out of everything public', decide: rejectCertificate }),
];
