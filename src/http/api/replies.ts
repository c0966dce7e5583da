/** Replies of vendors and laboratories: read by everybody, sent by anybody, verified by reviewers. */
import { z } from 'zod';
import { decideReply, LONGEST_REPLY, type ReplyVerb, receiveReply } from '../../ingest/reply.ts';
import { publishedReplies, waitingReplies } from '../../store/reply.ts';
import { REPLY_SECTIONS, type ReplySection, replySubject } from '../reply-subject.ts';
import { json, type Route, route } from '../route.ts';
import { mustBeFromHere } from '../same-origin.ts';
import { decisionRoute } from './decision.ts';
import { listRoutes } from './list.ts';
import { exampleOf, ID, IdParams, name, pick, SlugParams, Text, Time, Words } from './schema.ts';

const ReplySchema = name(
  'Reply',
  z.object({
    id: ID,
    signed: Text.meta({ description: 'Who replies; verified by a reviewer.' }),
    words: Text,
    publishedAt: Time,
    supersededAt: Time.nullable().meta({ description: 'When a later reply of the same signatory took its place.' }),
  }),
  'What a vendor or laboratory says of what is shown of it.',
  {
    id: '0199a3c4-0000-7000-8000-000000000011',
    signed: 'Green Leaf LLC',
    words: 'The lot was recalled on the day of the report.',
    publishedAt: '2026-03-01T12:00:00.000Z',
    supersededAt: null,
  },
);
const RepliesSchema = name('Replies', z.object({ replies: z.array(ReplySchema) }), 'The newest first.', {
  replies: [exampleOf(ReplySchema)],
});
const ReceivedSchema = name(
  'ReceivedReply',
  z.object({ state: z.literal('waiting') }),
  'It is published after a reviewer has verified who sent it.',
  { state: 'waiting' },
);

const WaitingSchema = name(
  'WaitingReply',
  z.object({
    id: ID,
    organization: z.object({ id: ID, slug: Text, name: Text, roles: z.array(Text) }).nullable(),
    certificate: ID.nullable(),
    reportNumber: Text.nullable(),
    signed: Text,
    email: Text.nullable().meta({ description: 'To verify who replies; for nothing else.' }),
    words: Text,
    receivedAt: Time,
  }),
  'A reply that nobody has verified yet.',
  {
    id: '0199a3c4-0000-7000-8000-000000000011',
    organization: null,
    certificate: '0199a3c4-0000-7000-8000-000000000005',
    reportNumber: 'R-2026-0117',
    signed: 'Green Leaf LLC',
    email: 'quality@greenleaf.example',
    words: 'The lot was recalled on the day of the report.',
    receivedAt: '2026-03-01T12:00:00.000Z',
  },
);
const DecidedSchema = name(
  'DecidedReply',
  z.object({ id: ID, state: z.enum(['published', 'refused', 'withdrawn']) }),
  'The state of a reply after a decision.',
  { id: '0199a3c4-0000-7000-8000-000000000011', state: 'published' },
);

/** Text of several lines; no other control characters. */
const Paragraphs = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_REPLY)
  .regex(/^[\P{Cc}\n\r\t]*$/u, 'holds control characters');

/** Of the form and of the API. */
export const ReplyBody = z.strictObject({
  signed: Words(200).meta({ description: 'Who replies, as it will be shown.' }),
  email: z.email().max(254).meta({ description: 'To verify who replies. Never public, and forgotten with the decision.' }),
  words: Paragraphs,
});

const NOUNS = { vendors: 'Vendor', laboratories: 'Laboratory', certificates: 'Certificate' } as const;

function subjectRoutes(section: ReplySection): Route[] {
  const tag = section === 'vendors' ? 'Vendors' : section === 'laboratories' ? 'Laboratories' : 'Certificates';
  const [path, params] =
    section === 'certificates' ? ([`/${section}/:id/replies`, IdParams] as const) : ([`/${section}/:slug/replies`, SlugParams] as const);
  const keyOf = (given: Readonly<Record<string, unknown>>) => String(given.id ?? given.slug);
  return [
    route({
      method: 'get',
      ...{ path, tag, params: params as z.ZodObject, operationId: `list${NOUNS[section]}Replies` },
      summary: `What was replied to what is shown of a ${NOUNS[section].toLowerCase()}`,
      problems: ['not-found'],
      responses: { 200: { description: 'Verified replies', schema: RepliesSchema } },
      async handle({ store }, call) {
        const { subject } = await replySubject(store.em(), section, keyOf(call.params));
        return json({ replies: (await publishedReplies(store.em(), subject)).map(reply => pick(ReplySchema, reply)) });
      },
    }),
    route({
      method: 'post',
      ...{ path, tag, params: params as z.ZodObject, operationId: `replyTo${NOUNS[section]}` },
      summary: `Reply to what is shown of a ${NOUNS[section].toLowerCase()}`,
      body: ReplyBody,
      limited: 'replies',
      problems: ['not-found', 'form-refused'],
      responses: { 202: { description: 'It waits for a reviewer', schema: ReceivedSchema } },
      async handle({ store }, call) {
        mustBeFromHere(call.request);
        const { subject } = await replySubject(store.em(), section, keyOf(call.params));
        await receiveReply(store, subject, call.body);
        return json({ state: 'waiting' }, 202);
      },
    }),
  ];
}

const STATES = { publish: 'published', refuse: 'refused', withdraw: 'withdrawn' } as const;

const verbRoute = (verb: ReplyVerb, summary: string): Route =>
  decisionRoute({
    path: `/replies/:id/${verb}`,
    operationId: `${verb}Reply`,
    summary,
    params: IdParams,
    answer: DecidedSchema,
    async decide({ store }, { params }, decision) {
      await decideReply(store, params.id, verb, decision);
      return { id: params.id, state: STATES[verb] };
    },
  });

export const replyRoutes: readonly Route[] = [
  ...REPLY_SECTIONS.flatMap(subjectRoutes),
  ...listRoutes({
    path: '/replies',
    operationId: 'listWaitingReplies',
    tag: 'Review',
    summary: 'Replies that nobody has verified yet, the longest waiting first',
    role: 'reviewer',
    filter: {},
    schemaName: 'WaitingReplyList',
    item: WaitingSchema,
    columns: ['id', 'certificate', 'reportNumber', 'signed', 'receivedAt'],
    fetch: ({ store }, _, page) => waitingReplies(store.em(), page),
    present: reply => pick(WaitingSchema, reply),
  }),
  verbRoute('publish', 'Publish a reply whose sender was verified; an earlier one of the same signatory is superseded and kept'),
  verbRoute('refuse', 'Refuse a reply'),
  verbRoute('withdraw', 'Take a published reply out of everything public'),
];
