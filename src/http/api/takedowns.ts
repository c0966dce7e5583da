/** Files taken down: by admins, listed for everybody. */
import { z } from 'zod';
import { takeDown } from '../../ingest/takedown.ts';
import { listTakedowns } from '../../store/takedown.ts';
import { decided } from '../decided.ts';
import { actorOf } from '../keys.ts';
import { json, type Route, route } from '../route.ts';
import { Reason } from './decision.ts';
import { listRoutes } from './list.ts';
import { ID, name, pick, Text, Time } from './schema.ts';

const TakedownSchema = name('Takedown', z.object({ sha256: Text, reason: Text, at: Time }), 'A file that was removed, and why.', {
  sha256: 'a3f5'.repeat(16),
  reason: 'It named a private person.',
  at: '2026-03-01T12:00:00.000Z',
});
const TakenDownSchema = name('TakenDown', z.object({ sha256: Text, at: Time, certificates: z.array(ID) }), 'What a takedown removed.', {
  sha256: 'a3f5'.repeat(16),
  at: '2026-03-01T12:00:00.000Z',
  certificates: ['0199a3c4-0000-7000-8000-000000000005'],
});

export const takedownRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/takedowns',
    operationId: 'takeDown',
    tag: 'Review',
    summary: 'Take a file and all its certificates down',
    description:
      'Removes the original, the pictures of its pages and personal data for good; hash, reason and date stay, and are public. Its certificates leave scores, search, verdicts and exports at once. There is no way back.',
    role: 'admin',
    body: z.strictObject({
      file: z
        .string()
        .trim()
        .max(64)
        .regex(/^([0-9a-f]{64}|[0-9a-f-]{36})$/i, 'is neither a SHA-256 nor the identifier of a certificate')
        .meta({ description: 'SHA-256 of the file, or the identifier of one of its certificates.' }),
      reason: Reason.meta({ description: 'Public. Name no person in it.' }),
    }),
    problems: ['not-found', 'conflict'],
    responses: { 200: { description: 'Taken down', schema: TakenDownSchema } },
    async handle({ store }, { body, caller }) {
      const done = await decided(() => takeDown(store, body.file, { actor: actorOf(caller), reason: body.reason }));
      return json({ ...done, at: done.at.toISOString() });
    },
  }),
  ...listRoutes({
    path: '/takedowns',
    operationId: 'listTakedowns',
    tag: 'Certificates',
    summary: 'Files that were taken down, the newest first',
    filter: {},
    schemaName: 'TakedownList',
    item: TakedownSchema,
    columns: ['sha256', 'reason', 'at'],
    fetch: ({ store }, _, page) => listTakedowns(store.em(), page),
    present: view => pick(TakedownSchema, view),
  }),
];
