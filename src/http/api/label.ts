/** What labels and people say of products and lots, where certificates are silent. */
import { z } from 'zod';
import { LabelError, labelTarget, stateLabel } from '../../ingest/label.ts';
import { LABEL_FACTS, LABEL_SOURCES } from '../../store/entities/label.ts';
import { type LabelFactView, labelFacts } from '../../store/label.ts';
import { HttpProblem } from '../errors.ts';
import { actorOf } from '../keys.ts';
import { json, type Route, route } from '../route.ts';
import { exampleOf, IdParams, name, pick, SlugParams, Text, Time, Words } from './schema.ts';

const Fact = z.enum(LABEL_FACTS).meta({
  description: '`intake` is the most that is taken a day; an alkaloid is the amount the label promises, such as `45 mg per serving`.',
});
const Kind = z.enum(LABEL_SOURCES).meta({ description: 'A label that was seen, what the vendor publishes, or whoever entered it.' });

const LabelFactSchema = name(
  'LabelFact',
  z.object({
    fact: Fact,
    value: Text.nullable().meta({ description: 'As printed or stated; null withdraws what was stated before.' }),
    sourceKind: Kind,
    source: Text.meta({ description: 'Where it stands.' }),
    at: Time,
    supersededAt: Time.nullable(),
  }),
  'A fact of a label. What a certificate prints counts before it; what is stated of a lot before what is stated of its product.',
  {
    fact: 'serving',
    value: '2 capsules (1.2 g)',
    sourceKind: 'label',
    source: 'photograph of the label, 2026-05-01',
    at: '2026-05-02T10:00:00.000Z',
    supersededAt: null,
  },
);

const LabelSchema = name(
  'Label',
  z.object({ facts: z.array(LabelFactSchema).meta({ description: 'The newest first; nothing stated is ever removed.' }) }),
  'What is stated of a product or a lot.',
  { facts: [exampleOf(LabelFactSchema)] },
);

const Body = z.strictObject({
  fact: Fact,
  value: Words(200).nullable(),
  sourceKind: Kind,
  source: Words(1000).meta({ description: 'Where it stands; for a withdrawal, why.' }),
});

const present = (facts: readonly LabelFactView[]) => ({ facts: facts.map(fact => pick(LabelFactSchema, fact)) });

const CODES = { 'no-such-target': 'not-found', 'not-understood': 'invalid-body', 'nothing-to-change': 'conflict' } as const;

async function politely<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof LabelError)) throw error;
    throw new HttpProblem(CODES[error.code], error.message, { cause: error });
  }
}

const get = { method: 'get', responses: { 200: { description: 'Everything that was stated', schema: LabelSchema } } } as const;
const post = {
  method: 'post',
  role: 'reviewer',
  body: Body,
  responses: { 200: { description: 'Kept; verdicts that rest on it are current', schema: LabelSchema } },
} as const;

export const labelRoutes: readonly Route[] = [
  route({
    ...get,
    path: '/lots/:id/label',
    operationId: 'getLotLabel',
    tag: 'Lots',
    summary: 'What is stated of a lot beside its certificates',
    params: IdParams,
    problems: ['not-found'],
    async handle({ store }, { params }) {
      const em = store.em();
      return json(present(await labelFacts(em, await politely(labelTarget(em, params.id)))));
    },
  }),
  route({
    ...get,
    path: '/products/:slug/label',
    operationId: 'getProductLabel',
    tag: 'Products',
    summary: 'What is stated of a product beside its certificates',
    params: SlugParams,
    problems: ['not-found'],
    async handle({ store }, { params }) {
      const em = store.em();
      return json(present(await labelFacts(em, await politely(labelTarget(em, params.slug)))));
    },
  }),
  route({
    ...post,
    path: '/lots/:id/label',
    operationId: 'stateLotLabel',
    tag: 'Lots',
    summary: 'State a fact of the label of a lot, with its source',
    params: IdParams,
    problems: ['not-found', 'conflict'],
    async handle({ store }, { params, body, caller }) {
      const { target } = await politely(stateLabel(store, params.id, body, actorOf(caller)));
      return json(present(await labelFacts(store.em(), target)));
    },
  }),
  route({
    ...post,
    path: '/products/:slug/label',
    operationId: 'stateProductLabel',
    tag: 'Products',
    summary: 'State a fact of the label of a product, with its source',
    params: SlugParams,
    problems: ['not-found', 'conflict'],
    async handle({ store }, { params, body, caller }) {
      const { target } = await politely(stateLabel(store, params.slug, body, actorOf(caller)));
      return json(present(await labelFacts(store.em(), target)));
    },
  }),
];
