/** A careful publication tells vendor and laboratory of what is over a limit, and gives them days to answer before others see it. */
import { PublicationNotice } from '../store/entities/review.ts';
import { isId, newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { row, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { ReviewError } from './decision.ts';

export const NOTICE_PARTIES = ['vendor', 'laboratory'] as const;
export type NoticeParty = (typeof NOTICE_PARTIES)[number];

/** Days from the notice until publication, so that there is time to answer. */
export const NOTICE_DAYS = 5;
const DAY_MS = 86_400_000;

export interface NoticeGiven {
  readonly party: NoticeParty;
  /** Whom and how, such as `quality@vendor.example, by mail`; kept for reviewers. */
  readonly to: string;
  readonly actor: string;
}

/** Keeps that somebody was told; returns the first day on which the certificate may become public as far as this party goes. */
export async function giveNotice(store: Store, certificateId: string, { party, to, actor }: NoticeGiven): Promise<string> {
  if (to.trim() === '') throw new ReviewError('no-reason', 'Say whom you told, and how.');
  return store.transaction(async em => {
    const known = isId(certificateId) ? await partiesOf(em, certificateId) : null;
    if (known === null) throw new ReviewError('not-found', `There is no certificate ${certificateId}.`);
    if (!known.includes(party)) throw new ReviewError('nothing-to-decide', `No ${party} of this certificate is known.`);
    const givenAt = new Date();
    await em.insert(PublicationNotice, { id: newId(), certificateId, party, sentTo: to.trim(), actor, givenAt });
    await writeLog(em, { actor, action: 'review-notify', subject: `certificate:${certificateId}`, detail: { party } });
    return dayAfter(givenAt);
  });
}

const dayAfter = (given: Date): string => new Date(given.getTime() + NOTICE_DAYS * DAY_MS).toISOString().slice(0, 10);

/** Throws ReviewError as long as somebody named on the certificate was not told, or has days left to answer. */
export async function mustHaveAnswered(em: SqlEntityManager, certificateId: string, now: Date): Promise<void> {
  const parties = (await partiesOf(em, certificateId)) ?? [];
  const notices = await em.find(PublicationNotice, { certificateId });
  const first = (party: NoticeParty) =>
    notices
      .filter(notice => notice.party === party)
      .reduce<Date | null>((least, { givenAt }) => (least === null || givenAt < least ? givenAt : least), null);
  const untold = parties.filter(party => first(party) === null);
  if (untold.length > 0)
    throw new ReviewError(
      'notice-open',
      `It is over a limit: tell the ${untold.join(' and the ')} first (leafproof review notify, or POST /certificates/…/notices). They have ${NOTICE_DAYS} days to answer.`,
    );
  const open = parties.map(party => first(party)!.getTime() + NOTICE_DAYS * DAY_MS).filter(end => end > now.getTime());
  if (open.length > 0)
    throw new ReviewError(
      'notice-open',
      `The ${parties.join(' and the ')} have ${NOTICE_DAYS} days to answer; it can become public from ${new Date(Math.max(...open)).toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    );
}

/** Who is named: a vendor that a sample is linked to, and the laboratory. Null without such a certificate. */
async function partiesOf(em: SqlEntityManager, certificateId: string): Promise<NoticeParty[] | null> {
  const found = await row<{ vendor: boolean; laboratory: boolean }>(
    em,
    sql`select v.laboratory_id is not null as laboratory,
        exists (select 1 from sample s join sample_of k on k.sample_id = s.id and k.superseded_at is null
          where s.version_id = v.id and k.vendor_id is not null) as vendor
      from certificate_version v where v.certificate_id = ${certificateId} and v.superseded_at is null`,
  );
  return found === null ? null : NOTICE_PARTIES.filter(party => found[party]);
}
