/** A careful publication: a certificate over a limit takes two people, as a wrong accusation harms more than a day of waiting. */
import { PublicationAgreement } from '../store/entities/review.ts';
import { type Fail, failsOf } from '../store/fails.ts';
import { newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { type Decision, ReviewError } from './decision.ts';
import { mustHaveAnswered } from './notice.ts';
import { samePerson } from './proposal.ts';

/** Pathogens, which limits want absent, are public after one look: whoever holds the product should know soon. */
const isPathogen = ({ basis }: Fail): boolean => basis === 'absent';

/**
 * True when this decision is the first of the two that the certificate needs; it is kept, and nothing becomes public. Throws ReviewError when
 * the second comes before whoever is named had the days to answer.
 */
export async function waitsForSecond(
  em: SqlEntityManager,
  { certificateId, versionId }: { readonly certificateId: string; readonly versionId: string },
  { actor, reason }: Decision,
): Promise<boolean> {
  const fails = await failsOf(em, certificateId);
  if (fails.length === 0 || fails.some(isPathogen)) return false;
  const agreed = await em.find(PublicationAgreement, { versionId });
  if (agreed.some(one => !samePerson(one.actor, actor))) {
    await mustHaveAnswered(em, certificateId, new Date());
    return false;
  }
  if (agreed.length > 0)
    throw new ReviewError(
      'same-person',
      'Somebody else has to agree: publishing a certificate that is over a limit takes two people here.',
    );
  await em.insert(PublicationAgreement, { id: newId(), certificateId, versionId, actor, reason: reason.trim(), recordedAt: new Date() });
  const detail = { version: versionId, over: fails.map(({ rule }) => rule) };
  await writeLog(em, { actor, action: 'review-agree', subject: `certificate:${certificateId}`, reason: reason.trim(), detail });
  return true;
}
