import { z } from 'zod';
import { createKey, KEY_ROLES, listKeys, revokeKey, rotateKey } from '../../store/key.ts';
import { HttpProblem } from '../errors.ts';
import { actorOf } from '../keys.ts';
import { json, type Route, route } from '../route.ts';
import { exampleOf, ID, IdParams, name, pick, Text, Time, Words } from './schema.ts';

const KeySchema = name(
  'Key',
  z.object({
    id: ID,
    name: Text,
    prefix: Text.meta({ description: 'The beginning of the secret, to tell keys apart.' }),
    role: z.enum(KEY_ROLES),
    createdAt: Time,
    lastUsedAt: Time.nullable().meta({ description: 'The day it was last used, as its beginning; the time of day is not kept.' }),
    expiresAt: Time.nullable().meta({ description: 'From then on it opens nothing; null: until it is revoked.' }),
    revokedAt: Time.nullable(),
    replacedBy: ID.nullable().meta({ description: 'The key that took its place.' }),
  }),
  'An API key, without its secret.',
  {
    id: '0199a3c4-0000-7000-8000-000000000006',
    name: 'Laboratory upload',
    prefix: 'lp_4fGh',
    role: 'contributor',
    createdAt: '2026-02-04T08:15:30.000Z',
    lastUsedAt: '2026-02-05T00:00:00.000Z',
    expiresAt: '2027-02-04T08:15:30.000Z',
    revokedAt: null,
    replacedBy: null,
  },
);

const KeyListSchema = name('KeyList', z.object({ items: z.array(KeySchema), next: z.null() }), 'All of them; there is one page.', {
  items: [exampleOf(KeySchema)],
  next: null,
});

const NewKeySchema = name(
  'NewKey',
  z.object({ ...KeySchema.shape, secret: Text.meta({ description: 'Shown this once; only its hash is kept.' }) }),
  'A key that was just made.',
  { ...exampleOf(KeySchema), secret: 'lp_4fGh…' },
);

/** Long enough for whoever is on holiday, too short to forget. */
const MOST_OVERLAP_HOURS = 24 * 30;

const Expiry = Time.meta({ description: 'When it ends; without it, when it is revoked.' });

function expiryOf(time: string | undefined): Date | undefined {
  if (time === undefined) return undefined;
  const date = new Date(time);
  if (date.getTime() > Date.now()) return date;
  const errors = [{ name: 'expiresAt', message: 'is not in the future' }];
  throw new HttpProblem('invalid-body', 'expiresAt: is not in the future', { errors });
}

export const keyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/keys',
    operationId: 'listKeys',
    tag: 'Keys',
    summary: 'Every key',
    role: 'admin',
    responses: { 200: { description: 'The keys', schema: KeyListSchema } },
    async handle({ store }) {
      const keys = await listKeys(store.em());
      return json({ items: keys.map(key => pick(KeySchema, key)), next: null });
    },
  }),
  route({
    method: 'post',
    path: '/keys',
    operationId: 'createKey',
    tag: 'Keys',
    summary: 'Make a key',
    role: 'admin',
    description:
      'Roles hold each other: a `reader` is counted by its key and may read ten times as often, a `contributor` may also submit, a `reviewer` also review, an `admin` also make keys and take files down.',
    body: z.strictObject({ name: Words(200), role: z.enum(KEY_ROLES), expiresAt: Expiry.optional() }),
    responses: { 201: { description: 'The key with its secret', schema: NewKeySchema } },
    async handle({ store }, { body, caller }) {
      const { name, role, expiresAt } = body;
      const { secret, ...key } = await createKey(store.em(), { name, role, expiresAt: expiryOf(expiresAt), actor: actorOf(caller) });
      return json({ ...pick(KeySchema, key), secret }, 201);
    },
  }),
  route({
    method: 'post',
    path: '/keys/:id/rotate',
    operationId: 'rotateKey',
    tag: 'Keys',
    summary: 'Make a key in the place of another, which keeps working for a while',
    role: 'admin',
    params: IdParams,
    body: z.strictObject({
      overlapHours: z.number().min(0).max(MOST_OVERLAP_HOURS).default(24).meta({ description: 'How long the old secret keeps working.' }),
      expiresAt: Expiry.optional().meta({ description: 'Of the new key; without it, it lasts as long as the old one was to last.' }),
    }),
    problems: ['not-found', 'conflict'],
    responses: { 201: { description: 'The new key with its secret', schema: NewKeySchema } },
    async handle({ store }, { params, body, caller }) {
      const expiresAt = expiryOf(body.expiresAt);
      const made = await rotateKey(store.em(), params.id, { overlapHours: body.overlapHours, expiresAt, actor: actorOf(caller) });
      if (made === 'no-such-key') throw new HttpProblem('not-found', 'There is no key of this identifier.');
      if (made === 'not-in-use') throw new HttpProblem('conflict', 'The key was revoked, has expired or was rotated before.');
      const { secret, ...key } = made;
      return json({ ...pick(KeySchema, key), secret }, 201);
    },
  }),
  route({
    method: 'delete',
    path: '/keys/:id',
    operationId: 'revokeKey',
    tag: 'Keys',
    summary: 'Make a key useless at once',
    role: 'admin',
    params: IdParams,
    problems: ['not-found'],
    responses: { 204: { description: 'Revoked' } },
    async handle({ store }, { params, caller }) {
      if (!(await revokeKey(store.em(), params.id, actorOf(caller))))
        throw new HttpProblem('not-found', 'There is no key of this identifier.');
      return { kind: 'empty', status: 204 };
    },
  }),
];
