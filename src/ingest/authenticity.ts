/** What a certificate shows of its authenticity, recorded beside it. */
import type { Reading } from '../coa/reading.ts';
import type { Signal, SignalKind } from '../coa/signal.ts';
import { substitutionSignal } from '../coa/substitution.ts';
import { AuthenticityCheck } from '../store/entities/authenticity.ts';
import { CertificateVersion } from '../store/entities/certificate.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { type CheckTarget, insertChecks } from './authenticity-checks.ts';
import { recordLikeness } from './likeness.ts';

const UNDECIDED = { supersededAt: null, confirmedAt: null, dismissedAt: null };

/**
 * Records what this reading of the file showed, in the transaction of the reading. What was seen before and nobody decided about is
 * superseded; what a person confirmed or dismissed stays in force and is not said twice.
 */
export async function recordAuthenticity(
  em: SqlEntityManager,
  target: CheckTarget,
  readings: readonly Reading[],
  ofFile: readonly Signal[],
  now: Date,
): Promise<void> {
  const { certificateId, isNew = false } = target;
  if (!isNew)
    await em.nativeUpdate(AuthenticityCheck, { certificateId, kind: { $ne: 'same-values' }, ...UNDECIDED }, { supersededAt: now });
  const own = [...ofFile, ...readings.flatMap(reading => substitutionSignal(reading) ?? [])];
  await insertChecks(
    em,
    target,
    own.map(signal => ({ signal, relatedId: null })),
    now,
  );
  await recordLikeness(em, target, readings, now);
}

/** After a correction: what follows from the values is seen anew, what follows from the file stays. */
export async function recordAmendedAuthenticity(
  em: SqlEntityManager,
  target: CheckTarget,
  readings: readonly Reading[],
  now: Date,
): Promise<void> {
  const { certificateId } = target;
  await em.nativeUpdate(AuthenticityCheck, { certificateId, kind: 'substitution', ...UNDECIDED }, { supersededAt: now });
  const signals = readings.flatMap(reading => substitutionSignal(reading) ?? []);
  await insertChecks(
    em,
    target,
    signals.map(signal => ({ signal, relatedId: null })),
    now,
  );
  await recordLikeness(em, target, readings, now);
}

/** Adds what a check made later saw, in place of what the same kind of check saw before and nobody decided about. */
export async function addSignals(em: SqlEntityManager, certificateId: string, kind: SignalKind, signals: readonly Signal[]): Promise<void> {
  const { extractionId } = await em.findOneOrFail(CertificateVersion, { certificateId, supersededAt: null });
  const now = new Date();
  await em.nativeUpdate(AuthenticityCheck, { certificateId, kind, ...UNDECIDED }, { supersededAt: now });
  await insertChecks(
    em,
    { certificateId, extractionId },
    signals.map(signal => ({ signal, relatedId: null })),
    now,
  );
}
