/** Observations as rows: one that is in force is not said twice. */
import type { Signal } from '../coa/signal.ts';
import { SIGNAL_VERSIONS } from '../coa/signal.ts';
import { AuthenticityCheck } from '../store/entities/authenticity.ts';
import { newId } from '../store/id.ts';
import type { SqlEntityManager } from '../store/sql.ts';

export interface CheckTarget {
  readonly certificateId: string;
  readonly extractionId: string;
  /** Nothing is recorded of the certificate yet. */
  readonly isNew?: boolean;
}

export interface Observation {
  readonly signal: Signal;
  /** The other certificate, where two are compared. */
  readonly relatedId: string | null;
  /** A decision about an earlier form of it that still holds. */
  readonly dismissal?: Pick<AuthenticityCheck, 'dismissedBy' | 'dismissedAt'>;
}

/** Adds what is not in force already. */
export async function insertChecks(
  em: SqlEntityManager,
  target: CheckTarget,
  observations: readonly Observation[],
  now: Date,
): Promise<void> {
  if (observations.length === 0) return;
  const { certificateId, extractionId } = target;
  const inForce = await em.find(AuthenticityCheck, { certificateId, supersededAt: null });
  const known = new Set(inForce.map(check => `${check.kind} ${check.outcome} ${check.relatedId ?? ''} ${check.detail}`));
  const fresh = observations.filter(({ signal, relatedId }) => {
    const key = `${signal.kind} ${signal.outcome} ${relatedId ?? ''} ${signal.detail}`;
    return known.has(key) ? false : known.add(key);
  });
  if (fresh.length === 0) return;
  await em.insertMany(
    AuthenticityCheck,
    fresh.map(({ signal: { kind, outcome, detail, facts, evidence }, relatedId, dismissal }) => ({
      id: newId(),
      ...{ certificateId, extractionId },
      ...{ kind, outcome, detail, facts, relatedId },
      evidence: evidence ?? null,
      toolVersion: `${kind} ${SIGNAL_VERSIONS[kind]}`,
      checkedAt: now,
      confirmedBy: null,
      confirmedAt: null,
      dismissedBy: dismissal?.dismissedBy ?? null,
      dismissedAt: dismissal?.dismissedAt ?? null,
      supersededAt: null,
    })),
  );
}
