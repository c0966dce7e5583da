/** Whose product the samples of a certificate are, said by a person after the fact. */
import { FieldAssertion } from '../store/entities/people.ts';
import { isId, newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';
import { IdentityError } from './identity.ts';
import { isName } from './organization.ts';
import { relinkSamples, samplesWhere } from './relink.ts';

/** Links every sample of the certificate to the vendor. What is printed, and every earlier link, stays stored. */
export async function assignVendor(store: Store, certificateId: string, vendor: string, decision: Decision): Promise<void> {
  if (!isName(vendor)) throw new IdentityError(`“${vendor}” is not a name.`);
  reasoned(decision);
  const { actor, reason } = decision;
  await decideTogether(store, async em => {
    await lockCertificates(em, [certificateId]);
    const standing = sql`exists (select 1 from certificate c join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
      where c.id = s.certificate_id)`;
    const samples = isId(certificateId) ? await samplesWhere(em, sql`s.certificate_id = ${certificateId} and ${standing}`) : [];
    if (samples.length === 0) throw new ReviewError('not-found', `There is no certificate ${certificateId}.`);
    const now = new Date();
    const field = { subjectType: 'certificate', subjectId: certificateId, field: 'vendor' } as const;
    await em.nativeUpdate(FieldAssertion, { ...field, supersededAt: null }, { supersededAt: now });
    await em.insert(FieldAssertion, {
      id: newId(),
      ...field,
      printed: null,
      value: vendor.trim(),
      confidence: 1,
      evidence: null,
      actor,
      reason: reason.trim(),
      approvedBy: null,
      recordedAt: now,
      supersededAt: null,
    });
    await relinkSamples(em, samples, now);
    await writeLog(em, { actor, reason, action: 'vendor-assign', subject: `certificate:${certificateId}`, detail: { vendor } });
  });
}
