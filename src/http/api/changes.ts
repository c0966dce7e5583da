/** What changed since an entry of the log, for whoever keeps a copy. */
import { z } from 'zod';
import { CHANGED_KINDS, type ChangeView, changesSince } from '../../store/changes.ts';
import { API_PREFIX } from '../prefix.ts';
import { json, type Route, route } from '../route.ts';
import { DEFAULT_LIMIT, Limit } from './list.ts';
import { Count, exampleOf, name, type Shown, Text, Time } from './schema.ts';

const ChangeSchema = name(
  'Change',
  z.object({
    seq: Count,
    at: Time,
    kind: z.enum(CHANGED_KINDS),
    id: Text.meta({
      description: 'Of a certificate or an organization its identifier (a scorecard has that of its vendor), of a rule set its name.',
    }),
    change: Text.meta({
      description:
        'The last action of the log on it in this answer, e.g. published, withdrawn, linked, judged, takedown; `related`: a report that amends it, or that it amends, was published or withdrawn.',
    }),
    removed: z.boolean().meta({ description: 'A tombstone: nothing public has this address any more.' }),
    address: Text.nullable().meta({ description: 'Where it is now; null for a tombstone.' }),
  }),
  'One thing that is otherwise than before.',
  {
    seq: 57,
    at: '2026-03-01T12:00:00.000Z',
    kind: 'certificate',
    id: '0199a3c4-0000-7000-8000-000000000005',
    change: 'published',
    removed: false,
    address: '/api/v1/certificates/0199a3c4-0000-7000-8000-000000000005',
  },
);

const ChangesSchema = name(
  'ChangeList',
  z.object({
    items: z.array(ChangeSchema),
    next: Text.nullable().meta({ description: 'The `since` of the next page; null when these were the last.' }),
    upTo: Count.meta({ description: 'The `since` of the next time: these are all changes up to this entry.' }),
  }),
  'Changes in the order of the log.',
  { items: [exampleOf(ChangeSchema)], next: null, upTo: 58 },
);

export const changeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/changes',
    fromPrimary: true,
    operationId: 'listChanges',
    tag: 'History',
    summary: 'What changed since an entry of the log',
    description:
      'For copies that are kept up to date: fetch what has an address, remove what has none, and come back with `upTo`. One thing appears once a page, with its last change; its present content is at its address. Items may outnumber `limit`, which counts entries of the log.',
    query: z.strictObject({
      since: z.coerce
        .number()
        .int()
        .min(0)
        .max(Number.MAX_SAFE_INTEGER)
        .default(0)
        .meta({ description: '`upTo` of the last time; 0 for everything.' }),
      limit: Limit.default(DEFAULT_LIMIT),
    }),
    responses: { 200: { description: 'Changes', schema: ChangesSchema } },
    async handle({ store }, { query }) {
      const { items, upTo, more } = await changesSince(store.em(), query.since, query.limit);
      return json({ items: items.map(present), next: more ? String(upTo) : null, upTo });
    },
  }),
];

function present({ slug, role, ...change }: ChangeView): Shown<typeof ChangeSchema> {
  const path = {
    certificate: `certificates/${change.id}`,
    scorecard: `vendors/${slug}/scorecard`,
    organization: role === 'vendor' ? `vendors/${slug}` : `laboratories/${slug}`,
    ruleset: `rules/${change.id}`,
  }[change.kind];
  return { ...change, address: change.removed ? null : `${API_PREFIX}/${path}` };
}
