/** What a reply can be about, found by its address. */
import { findCertificate } from '../store/certificate.ts';
import { findLaboratory } from '../store/laboratory.ts';
import type { ReplySubject } from '../store/reply.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { findVendor } from '../store/vendor.ts';
import { HttpProblem } from './errors.ts';

export const REPLY_SECTIONS = ['vendors', 'laboratories', 'certificates'] as const;
export type ReplySection = (typeof REPLY_SECTIONS)[number];

export interface FoundSubject {
  readonly subject: ReplySubject;
  readonly name: string;
  /** Path of its page. */
  readonly href: string;
  readonly isSample: boolean;
}

/** `key` is a slug, or the identifier of a certificate. Throws not-found for what is not public. */
export async function replySubject(em: SqlEntityManager, section: ReplySection, key: string): Promise<FoundSubject> {
  if (section === 'certificates') {
    const found = await findCertificate(em, key);
    if (found === null) throw new HttpProblem('not-found', 'There is no public certificate of this identifier.');
    const name = found.reportNumber === null ? 'a certificate without a number' : `certificate ${found.reportNumber}`;
    return { subject: { certificate: found.id }, name, href: `/certificates/${found.id}`, isSample: found.isSample };
  }
  const found = section === 'vendors' ? await findVendor(em, key) : await findLaboratory(em, key);
  if (found === null) throw new HttpProblem('not-found', `There is no public page of this name among the ${section}.`);
  return { subject: { organization: found.id }, name: found.name, href: `/${section}/${found.slug}`, isSample: found.isSample };
}
