import { defineEntity, p } from '@mikro-orm/core';
import type { Severity } from '../../coa/problem.ts';
import type { DateField, Evidence, Panel } from '../../coa/transcript.ts';
import { Extraction, SourceFile } from './file.ts';
import { Organization } from './organization.ts';
import { Batch, Product } from './product.ts';
import type { Header } from './shapes.ts';

const CertificateSchema = defineEntity({
  name: 'Certificate',
  properties: {
    id: p.uuid().primary(),
    sha256: () => p.manyToOne(SourceFile).mapToPk().fieldName('sha256'),
    /** Place among the reports of one file. */
    position: p.integer(),
    isSample: p.boolean(),
    recordedAt: p.datetime(),
  },
});
/** One report in one file: the identity that its address stands on. What it says is in its versions. */
export class Certificate extends CertificateSchema.class {}
CertificateSchema.setClass(Certificate);

export const STATES = ['public', 'needs-review', 'rejected'] as const;
export type State = (typeof STATES)[number];

const CertificateVersionSchema = defineEntity({
  name: 'CertificateVersion',
  properties: {
    id: p.uuid().primary(),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    extractionId: () => p.manyToOne(Extraction).mapToPk().fieldName('extraction_id'),
    laboratoryId: () => p.manyToOne(Organization).mapToPk().fieldName('laboratory_id').nullable(),
    laboratoryName: p.text().nullable(),
    reportNumber: p.text().nullable(),
    reportNumberNormalised: p.text().nullable(),
    client: p.text().nullable(),
    accreditation: p.text().nullable(),
    language: p.text().nullable(),
    reported: p.string().columnType('date').nullable(),
    /** For ordering only: amended, else reported, tested, received, sampled, whichever is printed. */
    datedOn: p.string().columnType('date').nullable(),
    state: p.enum(STATES),
    publishedAt: p.datetime().nullable(),
    withdrawnAt: p.datetime().nullable(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** A certificate as one extraction understood it. */
export class CertificateVersion extends CertificateVersionSchema.class {}
CertificateVersionSchema.setClass(CertificateVersion);

const PublicationSchema = defineEntity({
  name: 'Publication',
  properties: {
    id: p.uuid().primary(),
    versionId: () => p.manyToOne(CertificateVersion).mapToPk().fieldName('version_id'),
    publishedAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
  },
});
/** A time in which a version was public; the database itself writes it down (a trigger), whoever changes the state. */
export class Publication extends PublicationSchema.class {}
PublicationSchema.setClass(Publication);

/** A date of a sample: null when printed but not to be understood. */
export interface StoredDate {
  readonly date: string | null;
  readonly from: string | null;
  readonly printed: string;
  readonly evidence: Evidence;
}

const SampleSchema = defineEntity({
  name: 'Sample',
  properties: {
    id: p.uuid().primary(),
    versionId: () => p.manyToOne(CertificateVersion).mapToPk().fieldName('version_id'),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    position: p.integer(),
    name: p.text().nullable(),
    lot: p.text().nullable(),
    labSampleId: p.text().nullable(),
    form: p.text().nullable(),
    servingSize: p.text().nullable(),
    containerSize: p.text().nullable(),
    maxDailyIntake: p.text().nullable(),
    panels: p.array<Panel>(panel => panel as Panel).columnType('text[]'),
    header: p.json<Header>(),
    dates: p.json<Partial<Record<DateField, StoredDate>>>(),
    vendorGiven: p.text().nullable(),
  },
});
export class Sample extends SampleSchema.class {}
SampleSchema.setClass(Sample);

export const VENDOR_BASES = ['operator', 'template', 'brand', 'client'] as const;
export type VendorBasis = (typeof VENDOR_BASES)[number];

const SampleOfSchema = defineEntity({
  name: 'SampleOf',
  properties: {
    id: p.uuid().primary(),
    sampleId: () => p.manyToOne(Sample).mapToPk().fieldName('sample_id'),
    vendorId: () => p.manyToOne(Organization).mapToPk().fieldName('vendor_id').nullable(),
    vendorBasis: p.enum(VENDOR_BASES).nullable(),
    vendorConfidence: p.double().nullable(),
    vendorEvidence: p.json<Evidence | null>().nullable(),
    productId: () => p.manyToOne(Product).mapToPk().fieldName('product_id').nullable(),
    batchId: () => p.manyToOne(Batch).mapToPk().fieldName('batch_id').nullable(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** Whose product, which product and which lot a sample is of: the weakest link of every such database, so it has a row of its own. */
export class SampleOf extends SampleOfSchema.class {}
SampleOfSchema.setClass(SampleOf);

const StoredProblemSchema = defineEntity({
  name: 'StoredProblem',
  tableName: 'problem',
  properties: {
    id: p.uuid().primary(),
    extractionId: () => p.manyToOne(Extraction).mapToPk().fieldName('extraction_id'),
    /** Null for a problem of the file. */
    versionId: () => p.manyToOne(CertificateVersion).mapToPk().fieldName('version_id').nullable(),
    position: p.integer(),
    code: p.text(),
    severity: p.enum<readonly Severity[]>(['info', 'warning', 'error']),
    message: p.text(),
    evidence: p.json<Evidence | null>().nullable(),
  },
});
export class StoredProblem extends StoredProblemSchema.class {}
StoredProblemSchema.setClass(StoredProblem);
