import { defineEntity, p } from '@mikro-orm/core';
import type { Recall as RecallFacts } from '../../quality/recall.ts';
import { Organization } from './organization.ts';
import { Batch, Product } from './product.ts';

const RecallSchema = defineEntity({
  name: 'Recall',
  properties: {
    id: p.uuid().primary(),
    /** `us-fda`. */
    authority: p.text(),
    /** The authority's own, `F-1012-2018`. */
    number: p.text(),
    isSample: p.boolean(),
    recordedAt: p.datetime(),
  },
});
export class Recall extends RecallSchema.class {}
RecallSchema.setClass(Recall);

const RecallVersionSchema = defineEntity({
  name: 'RecallVersion',
  properties: {
    id: p.uuid().primary(),
    recallId: () => p.manyToOne(Recall).mapToPk().fieldName('recall_id'),
    /** Of the record, whatever the order of its members. */
    fingerprint: p.text(),
    /** As the authority published it. */
    record: p.json<Readonly<Record<string, unknown>>>(),
    facts: p.json<RecallFacts>(),
    /** Day that the file says it was brought up to date; ISO. */
    publishedOn: p.string().columnType('date').nullable(),
    /** By normaliseName. */
    firmNames: p.array<string>(name => name).columnType('text[]'),
    aboutKratom: p.boolean(),
    reportedOn: p.string().columnType('date'),
    /** What searches run on. */
    folded: p.text(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** What a recall said from one import to the next that found it changed. */
export class RecallVersion extends RecallVersionSchema.class {}
RecallVersionSchema.setClass(RecallVersion);

/** `shown` by its confidence, `waiting` for a person, who confirms or refuses it. */
export const MATCH_STATES = ['shown', 'waiting', 'confirmed', 'refused'] as const;
export type MatchState = (typeof MATCH_STATES)[number];

const StoredRecallMatchSchema = defineEntity({
  name: 'StoredRecallMatch',
  tableName: 'recall_match',
  properties: {
    id: p.uuid().primary(),
    recallId: () => p.manyToOne(Recall).mapToPk().fieldName('recall_id'),
    vendorId: () => p.manyToOne(Organization).mapToPk().fieldName('vendor_id'),
    productId: () => p.manyToOne(Product).mapToPk().fieldName('product_id').nullable(),
    batchId: () => p.manyToOne(Batch).mapToPk().fieldName('batch_id').nullable(),
    confidence: p.double(),
    reasons: p.json<readonly string[]>(),
    state: p.enum(MATCH_STATES),
    decidedBy: p.text().nullable(),
    decidedReason: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** That a recall may concern a vendor, one of its products or lots; how sure that is and why. */
export class StoredRecallMatch extends StoredRecallMatchSchema.class {}
StoredRecallMatchSchema.setClass(StoredRecallMatch);
