/** Regions of pages that reviewers paint over. */
import { z } from 'zod';
import { blackOut, liftBlackOut } from '../../ingest/black-out.ts';
import { blackOuts } from '../../store/black-out.ts';
import { findOriginal } from '../../store/original.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { decisionRoute } from './decision.ts';
import { BoxSchema, exampleOf, ID, IdParams, name, pick, Text, Time } from './schema.ts';

const BlackOutSchema = name(
  'BlackOut',
  z.object({ id: ID, page: z.int().min(1), box: BoxSchema, actor: Text, reason: Text, at: Time }),
  'A region that is painted over wherever the page is shown.',
  {
    id: '0199a3c4-0000-7000-8000-000000000012',
    page: 1,
    box: [72.1, 80, 240, 140],
    actor: 'A reviewer',
    reason: 'A private address.',
    at: '2026-03-01T12:00:00.000Z',
  },
);
const BlackOutsSchema = name('BlackOuts', z.object({ blackOuts: z.array(BlackOutSchema) }), 'Those in force.', {
  blackOuts: [exampleOf(BlackOutSchema)],
});
const DecidedSchema = name('BlackOutDecision', z.object({ id: ID, inForce: z.boolean() }), 'Whether the region is painted over now.', {
  id: '0199a3c4-0000-7000-8000-000000000012',
  inForce: true,
});

export const blackOutRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/certificates/:id/black-outs',
    operationId: 'listBlackOuts',
    tag: 'Review',
    summary: 'Regions of its pages that are painted over',
    role: 'reviewer',
    params: IdParams,
    problems: ['not-found'],
    responses: { 200: { description: 'The regions', schema: BlackOutsSchema } },
    async handle({ store }, { params }) {
      const original = await findOriginal(store.em(), params.id, { includeUnpublished: true });
      if (original === null) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
      return json({ blackOuts: (await blackOuts(store.em(), original.sha256)).map(region => pick(BlackOutSchema, region)) });
    },
  }),
  decisionRoute({
    path: '/certificates/:id/black-outs',
    operationId: 'blackOut',
    summary: 'Paint over a region of a page',
    description: 'The pictures of the page are drawn anew, and the original is withheld from everybody but reviewers.',
    params: IdParams,
    body: { page: z.int().min(1).max(10_000), box: BoxSchema },
    answer: DecidedSchema,
    decide: async ({ store }, { params, body }, decision) => ({ id: await blackOut(store, params.id, body, decision), inForce: true }),
  }),
  decisionRoute({
    path: '/black-outs/:id/lift',
    operationId: 'liftBlackOut',
    summary: 'Show a region again',
    params: IdParams,
    answer: DecidedSchema,
    async decide({ store }, { params }, decision) {
      await liftBlackOut(store, params.id, decision);
      return { id: params.id, inForce: false };
    },
  }),
];
