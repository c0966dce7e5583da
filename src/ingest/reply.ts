/** Vendors and laboratories answer what is shown of them; a reviewer makes sure that it is they, and publishes the answer unchanged. */

import { canonicalJson } from '../quality/canonical-json.ts';
import { Reply } from '../store/entities/reply.ts';
import { isId, newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { sha256 } from '../store/log-chain.ts';
import type { ReplySubject } from '../store/reply.ts';
import { type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decideTogether, ReviewError, reasoned } from './decision.ts';
import { storable } from './ingest.ts';

export const LONGEST_REPLY = 3000;

export interface NewReply {
  readonly signed: string;
  readonly email: string;
  readonly words: string;
}

/** Keeps a reply until a reviewer has verified it. */
export async function receiveReply(store: Pick<Store, 'em'>, subject: ReplySubject, reply: NewReply): Promise<void> {
  await store.em().insert(Reply, {
    ...{ id: newId(), ...columnsOf(subject), ...storable(reply) },
    ...{ state: 'waiting' as const, receivedAt: new Date() },
    ...{ decidedBy: null, decidedReason: null, decidedAt: null, publishedAt: null, supersededAt: null },
  });
}

const columnsOf = (subject: ReplySubject) =>
  'organization' in subject
    ? { organizationId: subject.organization, certificateId: null }
    : { organizationId: null, certificateId: subject.certificate };

export type ReplyVerb = 'publish' | 'refuse' | 'withdraw';

/**
 * Publishes a reply that waits, in the place of an earlier one of the same signatory; refuses it; or withdraws one that is public.
 * The address it was verified by is forgotten with the decision. Throws ReviewError.
 */
export async function decideReply(store: Store, id: string, verb: ReplyVerb, decision: Decision): Promise<void> {
  reasoned(decision, 'the reply');
  await decideTogether(store, async em => {
    if (isId(id)) await em.execute(sql`select 1 from reply where id = ${id} for no key update`);
    const reply = isId(id) ? await em.findOne(Reply, { id }) : null;
    if (reply === null) throw new ReviewError('not-found', 'There is no such reply.');
    const needed = verb === 'withdraw' ? 'published' : 'waiting';
    if (reply.state !== needed) throw new ReviewError('nothing-to-decide', `The reply is ${reply.state} already.`);
    const now = new Date();
    if (verb === 'publish') await supersedeEarlier(em, reply, now);
    reply.state = verb === 'publish' ? 'published' : verb === 'refuse' ? 'refused' : 'withdrawn';
    Object.assign(reply, { email: null, decidedBy: decision.actor, decidedReason: decision.reason.trim(), decidedAt: now });
    if (verb === 'publish') reply.publishedAt = now;
    await em.flush();
    const subject = reply.organizationId ? `organization:${reply.organizationId}` : `certificate:${reply.certificateId}`;
    const { actor, reason } = decision;
    const detail = { reply: id, content: sha256(canonicalJson({ signed: reply.signed, words: reply.words })) };
    await writeLog(em, { actor, action: `reply-${verb}`, subject, reason: reason.trim(), detail });
  });
}

async function supersedeEarlier(em: SqlEntityManager, { id, organizationId, certificateId, signed }: Reply, now: Date): Promise<void> {
  await em.execute(
    sql`update reply set superseded_at = ${now} where state = 'published' and superseded_at is null and id <> ${id}
      and lower(trim(signed)) = lower(trim(${signed}))
      and ${organizationId ? sql`organization_id = ${organizationId}` : sql`certificate_id = ${certificateId}`}`,
  );
}
