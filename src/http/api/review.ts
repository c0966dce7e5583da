import { z } from 'zod';
import { acceptCertificate, listReviews, type ReviewView, rejectCertificate, showReview } from '../../ingest/review.ts';
import { byResult, type JudgedView, judgeCertificate } from '../../store/judged.ts';
import { type RelatedReport, relatedReports } from '../../store/related-reports.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { CertificateSchema, presentCertificate } from './certificates.ts';
import { exampleProposal, ProposalSchema } from './corrections.ts';
import { decisionRoute } from './decision.ts';
import { CertificateItemSchema } from './items.ts';
import { listRoutes } from './list.ts';
import { presentResult, ResultSchema } from './result.ts';
import { exampleOf, ID, IdParams, name, ProblemSchema, pick, problem, type Shown, Text, Time } from './schema.ts';

const CorrectionSchema = name(
  'Correction',
  z.object({
    field: Text.meta({
      description:
        '`samples/0/results/12/value`, `samples/0/lot`, `reportNumber`, …; `confirmed` for a look, `rejected` for a row that is no result.',
    }),
    printed: Text.nullable().meta({ description: 'What the machine read there.' }),
    value: Text.nullable().meta({ description: 'What the person says stands there.' }),
    actor: Text,
    approvedBy: Text.nullable().meta({ description: 'The second person, where two are needed.' }),
    reason: Text,
    at: Time,
    supersededAt: Time.nullable(),
  }),
  'What a person said of one field, beside what the machine read.',
  {
    field: 'samples/0/results/12/value',
    printed: '1.42',
    value: '14.2',
    actor: 'A reviewer',
    approvedBy: null,
    reason: 'The page says 14.2.',
    at: '2026-02-05T10:00:00.000Z',
    supersededAt: null,
  },
);

const ReviewSchema = name(
  'Review',
  z.object({
    certificate: CertificateSchema,
    problems: z.array(ProblemSchema).meta({ description: 'Why it waits.' }),
    doubtful: z.array(ResultSchema).meta({ description: 'The values that need a look.' }),
    corrections: z
      .array(CorrectionSchema)
      .meta({ description: 'What people said of it, the oldest first; `supersededAt` is null of what holds.' }),
    proposals: z.array(ProposalSchema).meta({ description: 'Changes that wait for a second person.' }),
    history: z.array(z.object({ at: Time, actor: Text, action: Text, reason: Text.nullable() })),
  }),
  'A certificate as a reviewer sees it.',
  {
    certificate: { ...exampleOf(CertificateSchema), state: 'needs-review' },
    problems: [exampleOf(ProblemSchema)],
    doubtful: [{ ...exampleOf(ResultSchema), confidence: 0.88, flags: ['verdict-disagrees'] }],
    corrections: [exampleOf(CorrectionSchema)],
    proposals: [exampleProposal],
    history: [{ at: '2026-02-05T10:00:00.000Z', actor: 'A reviewer', action: 'review-reject', reason: 'Not ours.' }],
  },
);

const DecisionSchema = name(
  'Decision',
  z.object({
    id: ID,
    state: z.enum(['public', 'needs-review', 'rejected']).meta({ description: '`needs-review`: a second person has to agree.' }),
  }),
  'The state of a certificate after a decision.',
  {
    id: '0199a3c4-0000-7000-8000-000000000005',
    state: 'public',
  },
);

function present(
  { certificate, problems, doubtful, history, assertions, proposals }: ReviewView,
  judged: readonly JudgedView[],
  related: readonly RelatedReport[],
): Shown<typeof ReviewSchema> {
  return {
    certificate: presentCertificate(certificate, judged, related),
    problems: problems.map(problem),
    doubtful: doubtful.map(result => presentResult(result, byResult(judged))),
    corrections: assertions.map(one => pick(CorrectionSchema, one)),
    proposals: proposals.map(one => pick(ProposalSchema, one)),
    history: history.map(({ at, actor, action, reason }) => ({ at, actor, action, reason })),
  };
}

const stateRoute = (verb: 'accept' | 'reject', summary: string): Route =>
  decisionRoute({
    path: `/review/:id/${verb}`,
    operationId: `${verb}Certificate`,
    summary,
    params: IdParams,
    answer: DecisionSchema,
    async decide({ store }, { params }, decision) {
      return { id: params.id, state: await (verb === 'accept' ? acceptCertificate : rejectCertificate)(store, params.id, decision) };
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
      const em = store.em();
      const review = await showReview(em, params.id);
      if (review === null) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
      const related = await relatedReports(em, params.id, { includeUnpublished: true });
      return json(present(review, await judgeCertificate(em, params.id), related));
    },
  }),
  stateRoute('accept', 'Make a certificate public'),
  stateRoute('reject', 'Keep a certificate out of everything public'),
];
