import { defineEntity, p } from '@mikro-orm/core';
import { Certificate } from './certificate.ts';

export const FLAG_REASONS = ['misread', 'wrong-product', 'other'] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];
export const FLAG_OUTCOMES = ['corrected', 'stands', 'duplicate'] as const;
export type FlagOutcome = (typeof FLAG_OUTCOMES)[number];

const ValueFlagSchema = defineEntity({
  name: 'ValueFlag',
  properties: {
    id: p.uuid().primary(),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    /** Place of the sample on the certificate, from 0. */
    sample: p.integer(),
    /** Place of the value in the sample, from 0. */
    line: p.integer(),
    /** What stood there when it was flagged. */
    printed: p.text(),
    reason: p.enum(FLAG_REASONS),
    /** For reviewers alone. */
    comment: p.text().nullable(),
    recordedAt: p.datetime(),
    outcome: p.enum(FLAG_OUTCOMES).nullable(),
    settledBy: p.text().nullable(),
    settledReason: p.text().nullable(),
    settledAt: p.datetime().nullable(),
  },
});
/** That somebody doubts a value. Who it was is not kept. */
export class ValueFlag extends ValueFlagSchema.class {}
ValueFlagSchema.setClass(ValueFlag);
