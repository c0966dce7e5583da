import { defineEntity, p } from '@mikro-orm/core';
import type { Transcript } from '../../coa/transcript.ts';
import type { FileFacts, PageSize } from './shapes.ts';

const SourceFileSchema = defineEntity({
  name: 'SourceFile',
  properties: {
    /** Of the bytes, lower-case hex. */
    sha256: p.text().primary(),
    bytes: p.bigint('number'),
    mediaType: p.text().nullable(),
    /** Key in the file store; null for a file too large to keep. */
    storageKey: p.text().nullable(),
    firstSeenAt: p.datetime(),
    takedownAt: p.datetime().nullable(),
    takedownReason: p.text().nullable(),
  },
});
/** Bytes received. The original stands in the file store under its hash. */
export class SourceFile extends SourceFileSchema.class {}
SourceFileSchema.setClass(SourceFile);

const ExtractionSchema = defineEntity({
  name: 'Extraction',
  properties: {
    id: p.uuid().primary(),
    sha256: () => p.manyToOne(SourceFile).mapToPk().fieldName('sha256'),
    importer: p.text().nullable(),
    importerVersion: p.integer().nullable(),
    outcome: p.enum(['read', 'partial', 'refused']),
    reason: p.text().nullable(),
    isCurrent: p.boolean(),
    transcripts: p.json<readonly Transcript[]>(),
    pages: p.json<readonly PageSize[]>(),
    facts: p.json<FileFacts>(),
    milliseconds: p.double(),
    recordedAt: p.datetime(),
  },
});
/** One reading of a file by one version of an importer. Kept for ever; reading again adds another. */
export class Extraction extends ExtractionSchema.class {}
ExtractionSchema.setClass(Extraction);

export const SUBMISSION_OUTCOMES = ['recorded', 'needs-review', 'unreadable', 'unrecognised', 'ambiguous'] as const;
export type SubmissionOutcome = (typeof SUBMISSION_OUTCOMES)[number];

const SubmissionSchema = defineEntity({
  name: 'Submission',
  properties: {
    id: p.uuid().primary(),
    sha256: () => p.oneToOne(SourceFile).mapToPk().owner().fieldName('sha256'),
    fileName: p.text(),
    uploader: p.text().nullable(),
    vendorGiven: p.text().nullable(),
    outcome: p.enum(SUBMISSION_OUTCOMES),
    isSample: p.boolean(),
    /** Waits for a person however surely it was read. */
    held: p.boolean().default(false),
    recordedAt: p.datetime(),
  },
});
/** That a file was handed in, and what came of it. The same bytes again change nothing. */
export class Submission extends SubmissionSchema.class {}
SubmissionSchema.setClass(Submission);
