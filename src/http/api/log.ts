/** The log of every change that matters, its signed heads, and proofs that an entry is in it. */
import { z } from 'zod';
import { decodeCursor, KEY, slice } from '../../store/cursor.ts';
import { logEntries, logEntry, logTree, wholeLog } from '../../store/log-entries.ts';
import { headOfSize, latestHead, listHeads, logKeys, signHead } from '../../store/log-heads.ts';
import { consistencyProof, inclusionProof } from '../../store/merkle.ts';
import { openSigningKey } from '../../store/signing-key.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { listRoutes } from './list.ts';
import { Count, exampleOf, name, pick, Text, Time } from './schema.ts';

const Seq = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const EntrySchema = name(
  'LogEntry',
  z.object({
    seq: Count.meta({ description: 'From 1, without gaps.' }),
    at: Time,
    actor: Text.meta({
      description: '`key:` and the id of an API key, or a role: operator, system, cli, contributor, samples, settings. Never a name.',
    }),
    action: Text.meta({ description: 'What changed; docs/history.md lists the actions.' }),
    subject: Text.meta({ description: '`certificate:` and its id, `file:` and its SHA-256, `organization:`, `ruleset:`, …' }),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    digest: Hash.nullable().meta({
      description: 'SHA-256 of what was recorded, salted where it could be guessed; null where `facts` says all.',
    }),
    previous: Hash.meta({ description: '`hash` of the entry before; zeros for the first.' }),
    hash: Hash.meta({ description: 'SHA-256 of this object without `hash`, as JSON with keys in order and no spaces.' }),
  }),
  'One change, in the chain of all.',
  {
    seq: 57,
    at: '2026-03-01T12:00:00.000Z',
    actor: 'system',
    action: 'published',
    subject: 'certificate:0199a3c4-0000-7000-8000-000000000005',
    facts: {
      at: '2026-03-01T12:00:00.000000Z',
      publication: '0199a3c4-0000-7000-8000-00000000000a',
      version: '0199a3c4-0000-7000-8000-00000000000b',
    },
    digest: null,
    previous: 'a3f5'.repeat(16),
    hash: 'b4c6'.repeat(16),
  },
);

const HeadSchema = name(
  'LogHead',
  z.object({
    size: Count.meta({ description: 'How many entries it covers.' }),
    root: Hash.meta({ description: 'Root of the Merkle tree (RFC 6962) whose leaves are the 32 bytes of each entry’s `hash`.' }),
    hash: Hash.meta({ description: '`hash` of the last entry.' }),
    at: Time,
    key: Text.meta({ description: 'First 16 digits of the SHA-256 of the public key in DER form.' }),
    signature: Text.meta({ description: 'Ed25519, base64, over the other members as JSON with keys in order and no spaces.' }),
  }),
  'A signed statement of what the log was.',
  {
    size: 1204,
    root: 'c5d7'.repeat(16),
    hash: 'b4c6'.repeat(16),
    at: '2026-03-02T00:00:04.000Z',
    key: '0f1e2d3c4b5a6978',
    signature: `${'A'.repeat(86)}==`,
  },
);

const ProofSchema = name(
  'LogProof',
  z.object({ entry: EntrySchema, index: Count, head: HeadSchema, path: z.array(Hash) }),
  'That an entry is in the log a head was signed over: hashes beside its way to the root, from the leaf up (RFC 6962, 2.1.1).',
  { entry: exampleOf(EntrySchema), index: 56, head: exampleOf(HeadSchema), path: ['d6e8'.repeat(16)] },
);

const ConsistencySchema = name(
  'LogConsistency',
  z.object({ from: HeadSchema, to: HeadSchema, path: z.array(Hash) }),
  'That the log of a later head begins with that of an earlier one (RFC 6962, 2.1.2).',
  { from: { ...exampleOf(HeadSchema), size: 1000 }, to: exampleOf(HeadSchema), path: ['d6e8'.repeat(16)] },
);

const KeySchema = z.object({ id: Text, publicKey: Text.meta({ description: 'PEM.' }), since: Time });
const KeysSchema = name(
  'LogKeyList',
  z.object({ items: z.array(KeySchema), next: z.null() }),
  'Keys that heads were signed with, the oldest first.',
  {
    items: [
      {
        id: '0f1e2d3c4b5a6978',
        publicKey: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n',
        since: '2026-03-01T12:00:00.000Z',
      },
    ],
    next: null,
  },
);

/** A replica may lag behind the entry or the head that somebody was just told of. */
const reads: readonly Route[] = [
  ...listRoutes({
    path: '/log',
    operationId: 'listLog',
    tag: 'History',
    summary: 'The log of every change that matters, from its beginning',
    description: 'Only ever added to. `/log.ndjson` is the whole of it for `leafproof verify`.',
    filter: {
      since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).meta({ description: 'Entries after this number.' }),
      subject: z
        .string()
        .max(200)
        .regex(/^[ -~]+$/)
        .optional()
        .meta({ description: 'Of one subject.' }),
    },
    schemaName: 'LogEntryList',
    item: EntrySchema,
    columns: [
      'seq',
      'at',
      'actor',
      'action',
      'subject',
      { name: 'facts', value: ({ facts }) => JSON.stringify(facts) },
      'digest',
      'previous',
      'hash',
    ],
    async fetch({ store }, { since, subject }, { limit, cursor }) {
      const after = decodeCursor(cursor, [KEY.number]);
      const found = await logEntries(store.em(), { after: Math.max(since, Number(after?.[0] ?? 0)), subject }, limit + 1);
      return slice(found, limit, ({ seq }) => [String(seq)]);
    },
    present: view => pick(EntrySchema, view as z.output<typeof EntrySchema>),
  }),
  route({
    method: 'get',
    path: '/log.ndjson',
    operationId: 'exportLog',
    tag: 'History',
    summary: 'The whole log, one entry a line',
    query: z.strictObject({ since: Seq.optional().meta({ description: 'Entries after this number.' }) }),
    responses: { 200: { description: 'Entries in order, each as canonical JSON', mediaTypes: ['application/x-ndjson'] } },
    async handle({ store }, { query }) {
      const em = store.em();
      async function* lines() {
        for await (const entry of wholeLog(em, query.since)) yield `${JSON.stringify(entry)}\n`;
      }
      return { kind: 'lines', mediaType: 'application/x-ndjson', lines: lines() };
    },
  }),
  route({
    method: 'get',
    path: '/log/keys',
    operationId: 'listLogKeys',
    tag: 'History',
    summary: 'Public keys that heads of the log are signed with',
    responses: { 200: { description: 'The keys', schema: KeysSchema } },
    async handle({ store }) {
      return json({ items: await logKeys(store.em()), next: null });
    },
  }),
  route({
    method: 'get',
    path: '/log/consistency',
    operationId: 'proveLogConsistency',
    tag: 'History',
    summary: 'Proof that a later log begins with an earlier one',
    query: z.strictObject({
      from: Seq.meta({ description: 'Size of the earlier head.' }),
      to: Seq.optional().meta({ description: 'Size of the later head; the newest without it.' }),
    }),
    problems: ['not-found'],
    responses: { 200: { description: 'The proof', schema: ConsistencySchema } },
    async handle({ store }, { query }) {
      const em = store.em();
      const [from, to] = [await headAt(em, query.from), await headAt(em, query.to)];
      if (from.size > to.size) throw wrong('from', 'is larger than `to`');
      return json({ from, to, path: hex(await consistencyProof(logTree(em), from.size, to.size)) });
    },
  }),
  route({
    method: 'get',
    path: '/log/:seq',
    operationId: 'getLogEntry',
    tag: 'History',
    summary: 'One entry of the log',
    params: z.strictObject({ seq: Seq }),
    problems: ['not-found'],
    responses: { 200: { description: 'The entry', schema: EntrySchema } },
    async handle({ store }, { params }) {
      return json(await entryAt(store.em(), params.seq));
    },
  }),
  route({
    method: 'get',
    path: '/log/:seq/proof',
    operationId: 'proveLogEntry',
    tag: 'History',
    summary: 'Proof that an entry is in the log',
    params: z.strictObject({ seq: Seq }),
    query: z.strictObject({ size: Seq.optional().meta({ description: 'Size of the head to prove it for; the newest without it.' }) }),
    problems: ['not-found', 'conflict'],
    responses: { 200: { description: 'The proof', schema: ProofSchema } },
    async handle({ store }, { params, query }) {
      const em = store.em();
      const [entry, head] = [await entryAt(em, params.seq), await headAt(em, query.size)];
      if (entry.seq > head.size)
        throw new HttpProblem(
          'conflict',
          `The head over ${head.size} entries does not cover entry ${entry.seq} yet; a head is signed once a day.`,
        );
      return json({ entry, index: entry.seq - 1, head, path: hex(await inclusionProof(logTree(em), entry.seq - 1, head.size)) });
    },
  }),
  ...listRoutes({
    path: '/heads',
    operationId: 'listHeads',
    tag: 'History',
    summary: 'Signed heads of the log, the newest first',
    filter: {},
    schemaName: 'LogHeadList',
    item: HeadSchema,
    columns: ['size', 'root', 'hash', 'at', 'key', 'signature'],
    async fetch({ store }, _, { limit, cursor }) {
      const before = decodeCursor(cursor, [KEY.number]);
      return slice(await listHeads(store.em(), limit + 1, before === null ? null : Number(before[0])), limit, ({ id }) => [String(id)]);
    },
    present: view => pick(HeadSchema, view),
  }),
  route({
    method: 'get',
    path: '/heads/latest',
    operationId: 'getLatestHead',
    tag: 'History',
    summary: 'The newest signed head',
    problems: ['not-found'],
    responses: { 200: { description: 'The head', schema: HeadSchema } },
    async handle({ store }) {
      return json(await headAt(store.em(), undefined));
    },
  }),
];

export const logRoutes: readonly Route[] = [
  ...reads.map(each => ({ ...each, fromPrimary: true })),
  route({
    method: 'post',
    path: '/heads',
    operationId: 'signHead',
    tag: 'History',
    summary: 'Sign what the log is now',
    description: 'Beside the head that is signed every day.',
    role: 'admin',
    responses: { 200: { description: 'The head', schema: HeadSchema } },
    async handle({ store, config }) {
      const head = await signHead(store, await openSigningKey(config.signingKey, config.dataDir));
      if (head === null) throw new TypeError('a log without the entry of its key');
      return json(head);
    },
  }),
];

const hex = (hashes: readonly Buffer[]): string[] => hashes.map(hash => hash.toString('hex'));

async function entryAt(em: SqlEntityManager, seq: number) {
  const entry = await logEntry(em, seq);
  if (entry === null) throw new HttpProblem('not-found', `The log has no entry ${seq}.`);
  return entry;
}

async function headAt(em: SqlEntityManager, size: number | undefined) {
  const head = size === undefined ? await latestHead(em) : await headOfSize(em, size);
  if (head === null)
    throw new HttpProblem(
      'not-found',
      size === undefined ? 'No head of the log was signed yet.' : `No head was signed over ${size} entries; /heads lists them.`,
    );
  return head;
}

function wrong(parameter: string, message: string): HttpProblem {
  return new HttpProblem('invalid-parameter', `${parameter}: ${message}`, { errors: [{ name: parameter, message }] });
}
