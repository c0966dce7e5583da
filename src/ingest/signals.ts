/** What a person decides about an observation: confirmed ones are public, dismissed ones are kept and shown to reviewers only. */
import { AuthenticityCheck } from '../store/entities/authenticity.ts';
import { isId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';

/** Throws ReviewError. A later decision replaces the earlier one; both stay in the log. Returns the certificate. */
export async function decideSignal(store: Store, id: string, verb: 'confirm' | 'dismiss', decision: Decision): Promise<string> {
  reasoned(decision);
  const { actor, reason } = decision;
  return decideTogether(store, async em => {
    const seen = isId(id) ? await em.findOne(AuthenticityCheck, { id, supersededAt: null }) : null;
    if (seen !== null) await lockCertificates(em, [seen.certificateId]);
    const check = seen && (await em.findOne(AuthenticityCheck, { id, supersededAt: null }, { refresh: true }));
    if (check === null) throw new ReviewError('not-found', `There is no observation ${id}.`);
    const decided = { confirm: check.confirmedAt, dismiss: check.dismissedAt }[verb];
    if (decided)
      throw new ReviewError('nothing-to-decide', `Observation ${id} is ${verb === 'confirm' ? 'confirmed' : 'dismissed'} already.`);
    const now = new Date();
    check.confirmedBy = verb === 'confirm' ? actor : null;
    check.confirmedAt = verb === 'confirm' ? now : null;
    check.dismissedBy = verb === 'dismiss' ? actor : null;
    check.dismissedAt = verb === 'dismiss' ? now : null;
    await em.flush();
    await writeLog(em, {
      actor,
      action: `signal-${verb}`,
      subject: `certificate:${check.certificateId}`,
      reason: reason.trim(),
      detail: { signal: id, kind: check.kind, outcome: check.outcome, detail: check.detail },
    });
    return check.certificateId;
  });
}
