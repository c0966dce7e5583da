import { defineEntity, p } from '@mikro-orm/core';
import type { SharedMarket } from '../../quality/scorecard-market.ts';
import type { Scorecard } from '../../quality/scorecard-shape.ts';
import type { ClaimInput, LotInput, VendorInput } from '../../quality/scores-input.ts';
import type { YardstickTest } from '../../quality/yardstick.ts';
import { Sample } from './certificate.ts';
import { Organization } from './organization.ts';

const ScoreChangeSchema = defineEntity({
  name: 'ScoreChange',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    at: p.datetime(),
  },
});
/** Something changed on which scores may rest; written by triggers, deleted when scores were computed from what came after. */
export class ScoreChange extends ScoreChangeSchema.class {}
ScoreChangeSchema.setClass(ScoreChange);

/** With the form that counts: printed, else stated. */
export interface KeptTest extends YardstickTest {
  readonly form: string | null;
  /** Absent in what was kept before labels’ amounts were. */
  readonly claims?: readonly ClaimInput[] | undefined;
}

const YardstickTestOfSchema = defineEntity({
  name: 'YardstickTestOf',
  tableName: 'yardstick_test',
  properties: {
    sampleId: () => p.oneToOne(Sample).mapToPk().fieldName('sample_id').primary(),
    /** Of the judging after which it was computed; with a newer one it no longer counts. */
    judgedAt: p.datetime(),
    test: p.json<KeptTest>(),
  },
});
/** A sample against the yardstick, kept because computing it takes time; may be deleted at any moment. */
export class YardstickTestOf extends YardstickTestOfSchema.class {}
YardstickTestOfSchema.setClass(YardstickTestOf);

const ScoringSchema = defineEntity({
  name: 'Scoring',
  properties: {
    id: p.integer().primary().autoincrement(),
    model: p.text(),
    inputsHash: p.text(),
    market: p.json<SharedMarket>(),
    sampleMarket: p.json<SharedMarket>(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** One computation of all scorecards, with what all vendors share. */
export class Scoring extends ScoringSchema.class {}
ScoringSchema.setClass(Scoring);

const StoredScorecardSchema = defineEntity({
  name: 'StoredScorecard',
  tableName: 'scorecard',
  properties: {
    id: p.integer().primary().autoincrement(),
    vendorId: () => p.manyToOne(Organization).mapToPk().fieldName('vendor_id'),
    scoringId: () => p.manyToOne(Scoring).mapToPk().fieldName('scoring_id'),
    inputsHash: p.text(),
    /** The vendor's input without its lots, which are in `scored_lot`. */
    vendor: p.json<Omit<VendorInput, 'lots'>>(),
    lots: p.array<string>(String).columnType('text[]'),
    /** Without what the day of asking alone changes. */
    output: p.json<Scorecard>(),
    fingerprint: p.text(),
    isSample: p.boolean(),
    status: p.enum(['scored', 'not_scored']),
    /** Of safety, for the order of lists. */
    lower: p.decimal().columnType('numeric').nullable(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** What was said of a vendor from one moment to another; never changed. */
export class StoredScorecard extends StoredScorecardSchema.class {}
StoredScorecardSchema.setClass(StoredScorecard);

const ScoredLotSchema = defineEntity({
  name: 'ScoredLot',
  properties: {
    hash: p.text().primary(),
    lot: p.json<LotInput>(),
  },
});
/** The input of one lot, by its hash. */
export class ScoredLot extends ScoredLotSchema.class {}
ScoredLotSchema.setClass(ScoredLot);
