import { defineEntity, p } from '@mikro-orm/core';
import type { Panel } from '../../coa/transcript.ts';
import { Certificate } from './certificate.ts';
import { ApiKey } from './people.ts';
import { Analyte } from './result.ts';

export const PROPOSAL_OUTCOMES = ['approved', 'refused', 'outdated'] as const;

const CorrectionProposalSchema = defineEntity({
  name: 'CorrectionProposal',
  properties: {
    id: p.uuid().primary(),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    /** Place of the sample on the certificate, from 0. */
    sample: p.integer(),
    /** Place of the value in the sample, from 0. */
    line: p.integer(),
    /** Field to new text; null says that nothing is printed. */
    changes: p.json<Readonly<Record<string, string | null>>>(),
    actor: p.text(),
    reason: p.text(),
    recordedAt: p.datetime(),
    outcome: p.enum(PROPOSAL_OUTCOMES).nullable(),
    settledBy: p.text().nullable(),
    settledReason: p.text().nullable(),
    settledAt: p.datetime().nullable(),
  },
});
/** A change of a value that matters for safety: it waits until a second person agrees. */
export class CorrectionProposal extends CorrectionProposalSchema.class {}
CorrectionProposalSchema.setClass(CorrectionProposal);

const AnalyteMappingSchema = defineEntity({
  name: 'AnalyteMapping',
  properties: {
    id: p.uuid().primary(),
    /** As first printed. */
    name: p.text(),
    /** The form under which names are looked up. */
    key: p.text(),
    panel: p.text().$type<Panel>(),
    analyteId: () => p.manyToOne(Analyte).mapToPk().fieldName('analyte_id'),
    actor: p.text(),
    reason: p.text(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** What a printed name means that the dictionary does not know, said by a person once for all certificates. */
export class AnalyteMapping extends AnalyteMappingSchema.class {}
AnalyteMappingSchema.setClass(AnalyteMapping);

const ReviewSessionSchema = defineEntity({
  name: 'ReviewSession',
  properties: {
    id: p.uuid().primary(),
    /** SHA-256 of the secret in the cookie, which itself is never stored. */
    tokenHash: p.text().unique(),
    keyId: () => p.manyToOne(ApiKey).mapToPk().fieldName('key_id'),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});
export class ReviewSession extends ReviewSessionSchema.class {}
ReviewSessionSchema.setClass(ReviewSession);

const PublicationNoticeSchema = defineEntity({
  name: 'PublicationNotice',
  properties: {
    id: p.uuid().primary(),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    party: p.enum(['vendor', 'laboratory']),
    /** Whom, and how; never public. */
    sentTo: p.text(),
    actor: p.text(),
    givenAt: p.datetime(),
  },
});
/** That somebody named on a certificate was told of it before it becomes public. */
export class PublicationNotice extends PublicationNoticeSchema.class {}
PublicationNoticeSchema.setClass(PublicationNotice);

const PublicationAgreementSchema = defineEntity({
  name: 'PublicationAgreement',
  properties: {
    id: p.uuid().primary(),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    /** What was looked at: a further version needs two people anew. */
    versionId: p.uuid(),
    actor: p.text(),
    reason: p.text(),
    recordedAt: p.datetime(),
  },
});
/** That a reviewer would publish a certificate which takes two. */
export class PublicationAgreement extends PublicationAgreementSchema.class {}
PublicationAgreementSchema.setClass(PublicationAgreement);
