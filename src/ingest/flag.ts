/** Anybody may doubt a value; a reviewer looks, and says what came of it. */
import { findCertificate } from '../store/certificate.ts';
import { type FlagOutcome, type FlagReason, ValueFlag } from '../store/entities/flag.ts';
import { type FlagPlace, placeOfResult } from '../store/flag.ts';
import { isId, newId } from '../store/id.ts';
import type { Store } from '../store/store.ts';
import type { CertificateView, ResultView } from '../store/views.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';
import { storable } from './ingest.ts';
import { logDecision } from './value-place.ts';

export const LONGEST_COMMENT = 500;

/** Flags on one value that wait at a time: more would tell a reviewer nothing new, and fill the queue. */
const MOST_WAITING = 5;

export interface Doubted {
  readonly place: FlagPlace;
  readonly certificate: CertificateView;
  readonly result: ResultView;
}

/** The public value of this identity. Throws ReviewError `not-found`. */
export async function doubtable(store: Pick<Store, 'em'>, resultId: string): Promise<Doubted> {
  const em = store.em();
  const place = await placeOfResult(em, resultId);
  const certificate = place && (await findCertificate(em, place.certificate));
  const result = place && certificate?.samples[place.sample]?.results[place.line];
  if (!place || !certificate || !result) throw new ReviewError('not-found', 'There is no such public value.');
  return { place, certificate, result };
}

export interface Doubt {
  readonly reason: FlagReason;
  readonly comment: string | null;
}

/** Puts a flag on a public value. One that is flagged often enough already stays as it is. Throws ReviewError `not-found`. */
export async function flagValue(store: Store, resultId: string, { reason, comment }: Doubt): Promise<Doubted> {
  const doubted = await doubtable(store, resultId);
  const { place, result } = doubted;
  const where = { certificateId: place.certificate, sample: place.sample, line: place.line };
  await decideTogether(store, async em => {
    await lockCertificates(em, [place.certificate]);
    if ((await em.count(ValueFlag, { ...where, settledAt: null })) >= MOST_WAITING) return;
    await em.insert(ValueFlag, {
      ...{ id: newId(), ...where, printed: result.printed.value, reason },
      comment: comment === null ? null : storable(comment.slice(0, LONGEST_COMMENT)),
      recordedAt: new Date(),
      ...{ outcome: null, settledBy: null, settledReason: null, settledAt: null },
    });
  });
  return doubted;
}

/** What a reviewer found. Throws ReviewError. */
export async function settleFlag(store: Store, id: string, outcome: FlagOutcome, decision: Decision): Promise<void> {
  reasoned(decision, 'the flag');
  await decideTogether(store, async em => {
    const flag = isId(id) ? await em.findOne(ValueFlag, { id }) : null;
    if (flag === null) throw new ReviewError('not-found', 'There is no such flag.');
    await lockCertificates(em, [flag.certificateId]);
    await em.refresh(flag);
    if (flag.settledAt) throw new ReviewError('nothing-to-decide', `The flag was settled already: ${flag.outcome}.`);
    Object.assign(flag, { outcome, settledBy: decision.actor, settledReason: decision.reason.trim(), settledAt: new Date() });
    await em.flush();
    const { certificateId: certificate, sample, line, reason } = flag;
    await logDecision(em, `flag-${outcome}`, { certificate, sample, line }, decision, { flag: id, flagged: reason });
  });
}
