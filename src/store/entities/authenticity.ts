import { defineEntity, p } from '@mikro-orm/core';
import { SIGNAL_KINDS, SIGNAL_OUTCOMES } from '../../coa/signal.ts';
import type { Evidence } from '../../coa/transcript.ts';
import { Certificate, Sample } from './certificate.ts';
import { Extraction } from './file.ts';

const AuthenticityCheckSchema = defineEntity({
  name: 'AuthenticityCheck',
  properties: {
    id: p.uuid().primary(),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    /** The reading of the file at which it was seen. */
    extractionId: () => p.manyToOne(Extraction).mapToPk().fieldName('extraction_id'),
    kind: p.enum(SIGNAL_KINDS),
    outcome: p.enum(SIGNAL_OUTCOMES),
    detail: p.text(),
    facts: p.json<Readonly<Record<string, unknown>>>(),
    evidence: p.json<Evidence | null>().nullable(),
    /** The other certificate, where two are compared. */
    relatedId: () => p.manyToOne(Certificate).mapToPk().fieldName('related_id').nullable(),
    toolVersion: p.text(),
    checkedAt: p.datetime(),
    confirmedBy: p.text().nullable(),
    confirmedAt: p.datetime().nullable(),
    dismissedBy: p.text().nullable(),
    dismissedAt: p.datetime().nullable(),
    supersededAt: p.datetime().nullable(),
  },
});
/** What a check of authenticity saw on a certificate. For reviewers; public only once a person has confirmed it. */
export class AuthenticityCheck extends AuthenticityCheckSchema.class {}
AuthenticityCheckSchema.setClass(AuthenticityCheck);

const ValueFingerprintSchema = defineEntity({
  name: 'ValueFingerprint',
  properties: {
    sampleId: () => p.oneToOne(Sample).mapToPk().owner().primary().fieldName('sample_id'),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    /** `lead=0.204 mg/kg`, … (coa/fingerprint). */
    measured: p.array().columnType('text[]'),
    rare: p.array().columnType('text[]'),
  },
});
/** The measured values of a sample, indexed so that other samples with the same numbers are found. */
export class ValueFingerprint extends ValueFingerprintSchema.class {}
ValueFingerprintSchema.setClass(ValueFingerprint);
