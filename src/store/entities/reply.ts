import { defineEntity, p } from '@mikro-orm/core';
import { Certificate } from './certificate.ts';
import { Organization } from './organization.ts';

export const REPLY_STATES = ['waiting', 'published', 'refused', 'withdrawn'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

const ReplySchema = defineEntity({
  name: 'Reply',
  properties: {
    id: p.uuid().primary(),
    organizationId: () => p.manyToOne(Organization).mapToPk().fieldName('organization_id').nullable(),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id').nullable(),
    /** Who replies, as it is shown. */
    signed: p.text(),
    /** To verify who replies; never public, and forgotten with the decision. */
    email: p.text().nullable(),
    words: p.text(),
    state: p.enum(REPLY_STATES),
    receivedAt: p.datetime(),
    decidedBy: p.text().nullable(),
    decidedReason: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    publishedAt: p.datetime().nullable(),
    /** When a later reply of the same signatory took its place; it stays readable. */
    supersededAt: p.datetime().nullable(),
  },
});
/** What a vendor or a laboratory says of what is shown of it. Of an organization or of one certificate. */
export class Reply extends ReplySchema.class {}
ReplySchema.setClass(Reply);
