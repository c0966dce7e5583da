/** A reviewer paints over a region of a page, or lifts that again. Pictures drawn before are dropped. */
import type { Box } from '../coa/transcript.ts';
import { Certificate } from '../store/entities/certificate.ts';
import { Extraction } from '../store/entities/file.ts';
import { BlackOut } from '../store/entities/people.ts';
import { isId, newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';

export interface Region {
  /** From 1. */
  readonly page: number;
  /** Left, top, right, bottom in points, origin at the top left of the page as displayed. */
  readonly box: Box;
}

/** Paints the region over on every certificate of the same file; returns its id. Throws ReviewError. */
export async function blackOut(store: Store, certificateId: string, { page, box }: Region, decision: Decision): Promise<string> {
  reasoned(decision);
  const { id, sha256 } = await decideTogether(store, async em => {
    await lockCertificates(em, [certificateId]);
    const certificate = isId(certificateId) ? await em.findOne(Certificate, { id: certificateId }) : null;
    const extraction = certificate && (await em.findOne(Extraction, { sha256: certificate.sha256, isCurrent: true }));
    const size = extraction?.pages[page - 1];
    if (!certificate || size === undefined) throw new ReviewError('not-found', 'There is no such page of a certificate.');
    const [left, top, right, bottom] = box;
    if (!(left < right && top < bottom && right > 0 && bottom > 0 && left < size.width && top < size.height))
      throw new ReviewError('nothing-to-decide', `The region holds nothing of the page, which is ${size.width} by ${size.height} points.`);
    const { actor, reason } = { actor: decision.actor, reason: decision.reason.trim() };
    const region = { id: newId(), sha256: certificate.sha256, page, box };
    await em.insert(BlackOut, { ...region, actor, reason, recordedAt: new Date(), liftedBy: null, liftedReason: null, liftedAt: null });
    await writeLog(em, { actor, action: 'black-out', subject: `certificate:${certificateId}`, reason, detail: { page, box: [...box] } });
    return region;
  });
  await store.pageImages.drop(sha256);
  return id;
}

/** Shows the region again. Throws ReviewError. */
export async function liftBlackOut(store: Store, id: string, decision: Decision): Promise<void> {
  reasoned(decision);
  const sha256 = await decideTogether(store, async em => {
    const found = isId(id) ? await em.findOne(BlackOut, { id }) : null;
    if (found === null) throw new ReviewError('not-found', 'There is no such region.');
    if (found.liftedAt) throw new ReviewError('nothing-to-decide', 'The region is shown again already.');
    const { actor, reason } = decision;
    Object.assign(found, { liftedBy: actor, liftedReason: reason.trim(), liftedAt: new Date() });
    await em.flush();
    await writeLog(em, { actor, action: 'black-out-lift', subject: `file:${found.sha256}`, reason: reason.trim(), detail: { region: id } });
    return found.sha256;
  });
  await store.pageImages.drop(sha256);
}
