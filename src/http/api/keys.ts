import { z } from 'zod';
import { createKey, KEY_ROLES, listKeys, revokeKey } from '../../store/key.ts';
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
    lastUsedAt: Time.nullable(),
    revokedAt: Time.nullable(),
  }),
  'An API key, without its secret.',
  {
    id: '0199a3c4-0000-7000-8000-000000000006',
    name: 'Laboratory upload',
    prefix: 'lp_4fGh',
    role: 'contributor',
    createdAt: '2026-02-04T08:15:30.000Z',
    lastUsedAt: null,
    revokedAt: null,
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
    body: z.strictObject({ name: Words(200), role: z.enum(KEY_ROLES) }),
    responses: { 201: { description: 'The key with its secret', schema: NewKeySchema } },
    async handle({ store }, { body, caller }) {
      const { secret, ...key } = await createKey(store.em(), { ...body, actor: actorOf(caller) });
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
