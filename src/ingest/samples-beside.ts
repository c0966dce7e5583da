/** What a new installation shows beside its sample certificates: scopes of accreditation, label facts, a vendor's reply. Invented, as they are. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LABEL_FACTS, LABEL_SOURCES } from '../store/entities/label.ts';
import { Reply } from '../store/entities/reply.ts';
import { newId } from '../store/id.ts';
import { row, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { stateLabel } from './label.ts';
import { findOrganization } from './organization.ts';
import { recordScopes } from './scope.ts';

const ACTOR = 'samples';

const Notes = z.strictObject({
  labels: z.array(
    z.strictObject({
      product: z.string(),
      fact: z.enum(LABEL_FACTS),
      value: z.string(),
      kind: z.enum(LABEL_SOURCES),
      source: z.string(),
    }),
  ),
  replies: z.array(z.strictObject({ organization: z.string(), signed: z.string(), words: z.string() })),
});

/** Once: what is there already stays as it is. Goes with the sample organizations and products when these are removed. */
export async function recordBeside(store: Store, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const em = store.em();
  if ((await row(em, sql`select 1 as found from accreditation_scope where actor = ${ACTOR} limit 1`)) !== null) return;
  const { labels, replies } = Notes.parse(JSON.parse(await readFile(join(folder, 'notes.json'), 'utf8')));
  await recordScopes(store, await readFile(join(folder, 'scopes.csv')), ACTOR);
  for (const { product, fact, value, kind, source } of labels) {
    const slug = await sampleProduct(em, product);
    if (slug !== null) await stateLabel(store, slug, { fact, value, sourceKind: kind, source }, ACTOR);
  }
  for (const { organization, signed, words } of replies) {
    const of = await findOrganization(em, organization);
    if (of?.isSample) await publishReply(em, of.id, { signed, words });
  }
}

async function sampleProduct(em: SqlEntityManager, name: string): Promise<string | null> {
  const found = await row<{ slug: string }>(em, sql`select slug from product where name = ${name} and is_sample limit 1`);
  return found?.slug ?? null;
}

async function publishReply(em: SqlEntityManager, organizationId: string, reply: { signed: string; words: string }): Promise<void> {
  const now = new Date();
  await em.insert(Reply, {
    ...{ id: newId(), organizationId, certificateId: null, ...reply, email: null, state: 'published' as const, receivedAt: now },
    ...{ decidedBy: ACTOR, decidedReason: 'sample data', decidedAt: now, publishedAt: now, supersededAt: null },
  });
}
