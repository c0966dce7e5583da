/** Changes of safety values: one person proposes, another one agrees or refuses; whoever proposed may take it back. */
import { CorrectionProposal } from '../store/entities/review.ts';
import { isId, newId } from '../store/id.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { ResultView } from '../store/views.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';
import { type Changes, enforce } from './enforce.ts';
import { logDecision, type ValuePlace } from './value-place.ts';

/** Values whose change could hide or invent a danger. */
export function needsTwo({ analyte, panel }: Pick<ResultView, 'analyte' | 'panel'>): boolean {
  return panel === 'metals' || panel === 'microbes' || analyte === '7_hydroxymitragynine';
}

/** Keeps the change until a second person agrees; returns its id. */
export async function propose(em: SqlEntityManager, place: ValuePlace, changes: Changes, decision: Decision): Promise<string> {
  const { certificate: certificateId, sample, line } = place;
  if ((await em.count(CorrectionProposal, { certificateId, sample, line, settledAt: null })) > 0)
    throw new ReviewError(
      'nothing-to-decide',
      'A change of this value waits for a second person already: agree with it or refuse it first.',
    );
  const id = newId();
  await em.insert(CorrectionProposal, {
    ...{ id, certificateId, sample, line },
    changes: changes as Record<string, string | null>,
    ...{ actor: decision.actor, reason: decision.reason.trim(), recordedAt: new Date() },
    ...{ outcome: null, settledBy: null, settledReason: null, settledAt: null },
  });
  await logDecision(em, 'review-propose', place, decision, { changes });
  return id;
}

/** A second person agrees with a proposed change, which is then in force, or refuses it. Returns the place of the value. */
export async function settleProposal(store: Store, id: string, agreed: boolean, decision: Decision): Promise<ValuePlace> {
  return decideTogether(store, async em => {
    const { certificateId: certificate, sample, line, changes, actor, reason } = await waiting(em, id);
    if (agreed && samePerson(actor, decision.actor))
      throw new ReviewError('same-person', 'Somebody else has to agree: a change of this value takes two people.');
    if (!agreed) reasoned(decision);
    const settled = { settledBy: decision.actor, settledReason: decision.reason.trim(), settledAt: new Date() };
    await em.nativeUpdate(CorrectionProposal, { id }, { outcome: agreed ? 'approved' : 'refused', ...settled });
    const place = { certificate, sample, line };
    if (agreed) await enforce(em, place, changes, { actor, reason }, decision.actor);
    else await logDecision(em, 'review-refuse', place, decision, { changes, proposedBy: actor });
    return place;
  });
}

/** The proposal as it is once nobody else decides about its certificate. */
async function waiting(em: SqlEntityManager, id: string): Promise<CorrectionProposal> {
  const open = { id, settledAt: null };
  const seen = isId(id) ? await em.findOne(CorrectionProposal, open) : null;
  if (seen !== null) await lockCertificates(em, [seen.certificateId]);
  const proposal = seen && (await em.findOne(CorrectionProposal, open, { refresh: true }));
  if (proposal === null) throw new ReviewError('not-found', 'This change does not wait any more.');
  return proposal;
}

/** `Ann (key 1…)` and `Ann (key 2…)` are one person with two keys as far as anyone can tell. */
export function samePerson(one: string, other: string): boolean {
  const name = (actor: string) =>
    actor
      .replace(/ \(key [^)]*\)$/, '')
      .trim()
      .toLowerCase();
  return name(one) === name(other);
}
