/** What a person decides about an observation: confirmed ones are public, dismissed ones are kept and shown to reviewers only. */
import { AuthenticityCheck } from '../store/entities/authenticity.ts';
import { isId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import type { Decision } from './review.ts';

export class SignalError extends Error {
  readonly code: 'no-such-signal' | 'no-reason' | 'nothing-to-decide';
  constructor(code: SignalError['code'], message: string) {
    super(message);
    this.name = 'SignalError';
    this.code = code;
  }
}

/** Throws SignalError. A later decision replaces the earlier one; both stay in the log. */
export async function decideSignal(store: Store, id: string, verb: 'confirm' | 'dismiss', { actor, reason }: Decision): Promise<void> {
  if (reason.trim() === '') throw new SignalError('no-reason', 'A decision needs a reason: it is kept with the certificate.');
  await store.transaction(async em => {
    const check = isId(id) ? await em.findOne(AuthenticityCheck, { id, supersededAt: null }) : null;
    if (check === null) throw new SignalError('no-such-signal', `There is no observation ${id}.`);
    const decided = { confirm: check.confirmedAt, dismiss: check.dismissedAt }[verb];
    if (decided)
      throw new SignalError('nothing-to-decide', `Observation ${id} is ${verb === 'confirm' ? 'confirmed' : 'dismissed'} already.`);
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
  });
}
