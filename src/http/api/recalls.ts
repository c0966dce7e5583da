/** Recalls of authorities: read by everybody; what they were matched to with doubt is decided by reviewers. */
import { z } from 'zod';
import { decideMatch, type MatchVerb } from '../../ingest/recall.ts';
import { RECALL_CLASSES } from '../../quality/recall.ts';
import { findRecall, listRecalls, type RecallItem, waitingMatches } from '../../store/recall.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { decisionRoute } from './decision.ts';
import { listRoutes } from './list.ts';
import {
  Day,
  exampleOf,
  ID,
  IdParams,
  LotReference,
  name,
  pick,
  ReferenceSchema,
  Samples,
  type Shown,
  Slug,
  Text,
  Time,
  Words,
} from './schema.ts';

const Maybe = Text.nullable();
const factsShape = {
  number: Text.meta({ description: 'The number the authority gave it.' }),
  productType: Maybe,
  classification: z.enum(RECALL_CLASSES).meta({ description: 'Class I: the authority sees a reasonable probability of serious harm.' }),
  status: Maybe,
  firm: Text,
  city: Maybe,
  state: Maybe,
  country: Maybe,
  product: Text.meta({ description: 'The description of the product, as published.' }),
  codes: Maybe.meta({ description: 'Codes of lots and dates, as published.' }),
  reason: Text,
  quantity: Maybe,
  distribution: Maybe,
  initiatedOn: Day.nullable(),
  reportedOn: Day,
  classifiedOn: Day.nullable(),
  terminatedOn: Day.nullable(),
};
const FactsSchema = name('RecallFacts', z.object(factsShape), 'What a notice of a recall says, in the words of the authority.', {
  ...{ number: 'F-0417-2026', productType: 'Food', classification: 'Class I', status: 'Ongoing', firm: 'Green Leaf LLC' },
  ...{ city: 'Example City', state: 'UT', country: 'United States', product: 'Green Leaf Red Powder, kratom, 100 g pouch' },
  ...{ codes: 'Lot GL-2401', reason: 'May be contaminated with Salmonella.', quantity: '120 pouches', distribution: 'UT, CO' },
  ...{ initiatedOn: '2026-02-20', reportedOn: '2026-03-04', classifiedOn: '2026-02-27', terminatedOn: null },
});

const MatchSchema = name(
  'RecallMatch',
  z.object({
    id: ID,
    vendor: ReferenceSchema,
    product: ReferenceSchema.nullable(),
    lot: LotReference.nullable(),
    confidence: z.number().min(0).max(1).meta({ description: 'How sure the match is; it never says that it is so.' }),
    reasons: z.array(Text),
    state: z.enum(['shown', 'waiting', 'confirmed', 'refused']).meta({
      description: '`shown` for its confidence; `confirmed` by a person. What waits or was refused is for reviewers.',
    }),
  }),
  'What a recall may concern here, and why.',
  {
    id: '0199a3c4-0000-7000-8000-000000000021',
    vendor: exampleOf(ReferenceSchema),
    product: null,
    lot: exampleOf(LotReference),
    confidence: 0.98,
    reasons: ['The notice names the code “GL-2401”.', 'The recalling firm is called “Green Leaf LLC”, as this vendor is (“Green Leaf”).'],
    state: 'shown',
  },
);

const ItemSchema = name(
  'Recall',
  z.object({
    id: ID,
    authority: Text.meta({ description: '`us-fda`: the Food and Drug Administration of the United States.' }),
    ...factsShape,
    kratom: z
      .object({ word: Text, where: Text })
      .nullable()
      .meta({ description: 'The word that says that it is about kratom, and in which text it stands.' }),
    everyLot: z.boolean().meta({ description: 'The notice says that it covers every lot or product.' }),
    matches: z.array(MatchSchema),
    isSample: z.boolean(),
    recordedAt: Time,
  }),
  'A recall as an authority published it, with what it may concern here.',
  {
    ...{ id: '0199a3c4-0000-7000-8000-000000000020', authority: 'us-fda', ...exampleOf(FactsSchema) },
    ...{ kratom: { word: 'kratom', where: 'product' }, everyLot: false, matches: [exampleOf(MatchSchema)] },
    ...{ isSample: false, recordedAt: '2026-03-05T06:00:00.000Z' },
  },
);

const RecallSchema = name(
  'RecallWithHistory',
  z.object({
    ...ItemSchema.shape,
    earlier: z.array(z.object({ facts: FactsSchema, recordedAt: Time, supersededAt: Time.nullable() })),
  }),
  'A recall with what the authority said of it before.',
  { ...exampleOf(ItemSchema), earlier: [] },
);

const WaitingSchema = name(
  'WaitingRecallMatch',
  z.object({ ...MatchSchema.shape, recall: FactsSchema, isSample: z.boolean() }),
  'A match that is too unsure to be shown before a person has looked.',
  { ...exampleOf(MatchSchema), confidence: 0.6, state: 'waiting', recall: exampleOf(FactsSchema), isSample: false },
);
const DecidedSchema = name('DecidedRecallMatch', z.object({ id: ID, state: z.enum(['confirmed', 'refused']) }), 'After a decision.', {
  id: '0199a3c4-0000-7000-8000-000000000021',
  state: 'confirmed',
});

const present = (view: RecallItem): Shown<typeof ItemSchema> => pick(ItemSchema, view);
const targets = (item: Shown<typeof ItemSchema>, of: (match: Shown<typeof MatchSchema>) => string | undefined): string =>
  [...new Set(item.matches.map(of).filter(target => target !== undefined))].join(' ');

const STATES = { confirm: 'confirmed', refuse: 'refused' } as const;

const verbRoute = (verb: MatchVerb, summary: string): Route =>
  decisionRoute({
    path: `/recall-matches/:id/${verb}`,
    operationId: `${verb}RecallMatch`,
    summary,
    params: IdParams,
    answer: DecidedSchema,
    async decide({ store }, { params }, decision) {
      await decideMatch(store, params.id, verb, decision);
      return { id: params.id, state: STATES[verb] };
    },
  });

export const recallRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/recalls',
    operationId: 'listRecalls',
    tag: 'Recalls',
    summary: 'Recalls, the newest report first',
    description:
      'A recall stands beside a vendor, product or lot when its text names it; each match has its confidence and reasons, and may still be of somebody else of the same name.',
    filter: {
      q: Words(200).optional().meta({ description: 'Words of the notice; all must be there.' }),
      vendor: Slug.optional().meta({ description: 'Matched to this vendor.' }),
      product: Slug.optional().meta({ description: 'Matched to this product.' }),
      lot: ID.optional().meta({ description: 'Matched to this lot.' }),
      classification: z.enum(RECALL_CLASSES).optional(),
      about: z.enum(['kratom', 'all']).default('kratom').meta({
        description: '`kratom`: the description, the reason or the codes name kratom, mitragynine or 7-OH; `all`: whatever was imported.',
      }),
      samples: Samples,
    },
    schemaName: 'RecallList',
    item: ItemSchema,
    columns: [
      ...(['id', 'authority', 'number', 'classification', 'status', 'firm', 'city', 'state', 'country', 'product', 'codes'] as const),
      ...(['reason', 'quantity', 'distribution', 'initiatedOn', 'reportedOn', 'classifiedOn', 'terminatedOn', 'everyLot'] as const),
      { name: 'vendors', value: item => targets(item, ({ vendor }) => vendor.slug) },
      { name: 'lots', value: item => targets(item, ({ lot }) => lot?.id) },
      'isSample',
    ],
    fetch: ({ store }, filter, page) => listRecalls(store.em(), { ...filter, ...page }),
    present,
  }),
  route({
    method: 'get',
    path: '/recalls/:number',
    operationId: 'getRecall',
    tag: 'Recalls',
    summary: 'One recall with what the authority said of it before',
    params: z.strictObject({ number: Words(40).meta({ description: 'The number the authority gave it, such as `F-1012-2018`.' }) }),
    problems: ['not-found'],
    responses: { 200: { description: 'The recall', schema: RecallSchema } },
    async handle({ store }, { params }) {
      const found = await findRecall(store.em(), params.number);
      if (found === null) throw new HttpProblem('not-found', `There is no recall “${params.number}”.`);
      return json({ ...present(found), earlier: found.earlier });
    },
  }),
  ...listRoutes({
    path: '/recall-matches',
    operationId: 'listWaitingRecallMatches',
    tag: 'Review',
    summary: 'Matches of recalls that wait for a person, the longest waiting first',
    role: 'reviewer',
    filter: {},
    schemaName: 'WaitingRecallMatchList',
    item: WaitingSchema,
    columns: [
      'id',
      { name: 'recall', value: ({ recall }) => recall.number },
      { name: 'vendor', value: ({ vendor }) => vendor.slug },
      { name: 'lot', value: ({ lot }) => lot?.code },
      'confidence',
      { name: 'reasons', value: ({ reasons }) => reasons.join(' ') },
    ],
    fetch: ({ store }, _, page) => waitingMatches(store.em(), page),
    present: view => pick(WaitingSchema, view),
  }),
  verbRoute('confirm', 'A recall concerns what it was matched to; it is shown there'),
  verbRoute('refuse', 'A recall does not concern what it was matched to; it is not shown there'),
];
