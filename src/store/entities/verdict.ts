import { defineEntity, p } from '@mikro-orm/core';
import type { RuleSet } from '../../quality/ruleset.ts';
import type { Caveat, Need } from '../../quality/verdict.ts';
import { Sample } from './certificate.ts';

const RuleSetVersionSchema = defineEntity({
  name: 'RuleSetVersion',
  properties: {
    id: p.integer().primary().autoincrement(),
    ruleset: p.text(),
    jurisdiction: p.text(),
    title: p.text(),
    fingerprint: p.text(),
    engine: p.integer(),
    data: p.json<RuleSet>(),
    inUseFrom: p.datetime(),
    inUseUntil: p.datetime().nullable(),
  },
});
/** A rule set of quality/ as it was while this installation judged by it. */
export class RuleSetVersion extends RuleSetVersionSchema.class {}
RuleSetVersionSchema.setClass(RuleSetVersion);

export const STANDINGS = ['public', 'unverified', 'reference_only', 'yardstick'] as const;
export type StoredStanding = (typeof STANDINGS)[number];

const RuleVersionSchema = defineEntity({
  name: 'RuleVersion',
  properties: {
    id: p.integer().primary().autoincrement(),
    rule: p.text(),
    ruleset: p.text(),
    jurisdiction: p.text(),
    /** What exceedances are listed under: the numerator of a ratio. */
    analyte: p.text(),
    basis: p.text(),
    limitText: p.text(),
    standing: p.enum(STANDINGS),
    fingerprint: p.text(),
    engine: p.integer(),
    data: p.json<RuleSet['rules'][number]>(),
    inUseFrom: p.datetime(),
    inUseUntil: p.datetime().nullable(),
  },
});
/** A rule with all that its verdicts depend on; it stays what it was when other rules of its set change. */
export class RuleVersion extends RuleVersionSchema.class {}
RuleVersionSchema.setClass(RuleVersion);

export const LAW_BASES = ['amended', 'reported', 'tested', 'received', 'sampled', 'recorded'] as const;
export type LawBasis = (typeof LAW_BASES)[number];

const JudgingSchema = defineEntity({
  name: 'Judging',
  properties: {
    sampleId: () => p.oneToOne(Sample).mapToPk().fieldName('sample_id').primary(),
    /** The day whose law counts, and which date of the certificate it is. */
    lawOn: p.string().columnType('date'),
    lawOnBasis: p.enum(LAW_BASES),
    /** Fingerprint of all rules by which it was last judged as a whole. */
    rules: p.text(),
    judgedAt: p.datetime(),
  },
});
export class Judging extends JudgingSchema.class {}
JudgingSchema.setClass(Judging);

export const STORED_WORDS = ['pass', 'fail', 'warning', 'undecidable'] as const;
export type StoredWord = (typeof STORED_WORDS)[number];

const StoredVerdictSchema = defineEntity({
  name: 'StoredVerdict',
  tableName: 'verdict',
  properties: {
    sampleId: () => p.manyToOne(Sample).mapToPk().fieldName('sample_id').primary(),
    ruleVersionId: () => p.manyToOne(RuleVersion).mapToPk().fieldName('rule_version_id').primary(),
    recordedAt: p.datetime().primary(),
    verdict: p.enum(STORED_WORDS),
    lower: p.decimal().columnType('numeric').nullable(),
    upper: p.decimal().columnType('numeric').nullable(),
    unit: p.text().nullable(),
    needs: p
      .array<Need>(need => need as Need)
      .columnType('text[]')
      .nullable(),
    caveats: p
      .array<Caveat>(caveat => caveat as Caveat)
      .columnType('text[]')
      .nullable(),
    /** Positions among the results of the sample. */
    results: p.array<number>(Number).columnType('smallint[]'),
    supersededAt: p.datetime().nullable(),
  },
});
export class StoredVerdict extends StoredVerdictSchema.class {}
StoredVerdictSchema.setClass(StoredVerdict);

/** Why samples are judged again: rules that changed, or that the way of judging did. */
export interface Cause {
  readonly rules: readonly string[] | 'all';
  readonly why: 'rules-changed' | 'engine-changed' | 'never-judged' | 'asked' | 'judged-by-other-rules';
}

const RejudgingSchema = defineEntity({
  name: 'Rejudging',
  properties: {
    id: p.uuid().primary(),
    cause: p.json<Cause>(),
    /** Samples. */
    total: p.integer(),
    rowsRead: p.integer(),
    rowsWritten: p.integer(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
});
/** One occasion to judge samples again; it is over when none of its samples waits. */
export class Rejudging extends RejudgingSchema.class {}
RejudgingSchema.setClass(Rejudging);

const RejudgingSampleSchema = defineEntity({
  name: 'RejudgingSample',
  properties: {
    id: p.uuid().primary(),
    rejudgingId: () => p.manyToOne(Rejudging).mapToPk().fieldName('rejudging_id'),
    sampleId: () => p.manyToOne(Sample).mapToPk().fieldName('sample_id'),
    /** Null: all. */
    rules: p.array<string>(String).columnType('text[]').nullable(),
    /** When judging it failed, and why: it is put aside until a process starts or somebody asks. */
    failedAt: p.datetime().nullable(),
    error: p.text().nullable(),
  },
});
export class RejudgingSample extends RejudgingSampleSchema.class {}
RejudgingSampleSchema.setClass(RejudgingSample);
