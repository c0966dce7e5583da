import { z } from 'zod';
import { coverageFactor, SAMPLING_FIELDS } from '../../coa/sampling.ts';
import { DATE_FIELDS } from '../../coa/transcript.ts';
import { findCertificate, listCertificates } from '../../store/certificate.ts';
import { byResult, type JudgedView, judgeCertificate } from '../../store/judged.ts';
import { type RelatedReport, relatedReports } from '../../store/related-reports.ts';
import type { CertificateView, SampleView } from '../../store/views.ts';
import { certificatesMeeting } from '../../store/walk.ts';
import { missingCertificate } from '../gone.ts';
import { reaches } from '../keys.ts';
import { API_PREFIX } from '../prefix.ts';
import { type Caller, json, type Route, route } from '../route.ts';
import { FilterText, narrowed } from './filter.ts';
import { CertificateItemSchema } from './items.ts';
import { lawChoice, lawQuery, Moment, momentOf } from './law.ts';
import { listRoutes } from './list.ts';
import { presentRelated, RELATED_FIELDS, RelatedReportSchema } from './related-reports.ts';
import { presentResult, ResultSchema, type Verdicts } from './result.ts';
import {
  Count,
  Day,
  EvidenceSchema,
  evidence,
  exampleOf,
  ID,
  IdParams,
  LotReference,
  name,
  ProblemSchema,
  pick,
  problem,
  ReferenceSchema,
  Samples,
  type Shown,
  Slug,
  Text,
  Time,
} from './schema.ts';
import { JudgedSchema, presentJudged } from './verdict.ts';

const DateSchema = z.object({
  date: Day.nullable().meta({ description: 'Null when what is printed is ambiguous or no date.' }),
  from: Day.nullable().meta({ description: 'The start, where a range is printed.' }),
  printed: Text,
});

const SampleSchema = name(
  'Sample',
  z.object({
    index: Count,
    name: Text.nullable(),
    lot: LotReference.nullable(),
    lotPrinted: Text.nullable().meta({ description: 'The lot as this certificate prints it; `lot.code` is how it was printed first.' }),
    labSampleId: Text.nullable(),
    product: ReferenceSchema.nullable(),
    vendor: ReferenceSchema.nullable(),
    vendorLink: z
      .object({ basis: Text, confidence: z.number(), evidence: EvidenceSchema.nullable() })
      .nullable()
      .meta({ description: 'Why the sample is taken to be of this vendor.' }),
    form: Text.nullable(),
    servingSize: Text.nullable(),
    containerSize: Text.nullable(),
    sampling: z
      .array(z.object({ field: z.enum(SAMPLING_FIELDS), text: Text, coverageFactor: Text.nullable(), evidence: EvidenceSchema }))
      .meta({
        description:
          'Who took the sample and how, its state on receipt, uncertainty with its coverage factor k, scope of accreditation, and what the results stand for, as printed.',
      }),
    dates: z.object(Object.fromEntries(DATE_FIELDS.map(field => [field, DateSchema.optional()]))),
    results: z.array(ResultSchema),
  }),
  'One sample of a certificate.',
  {
    index: 0,
    name: 'Red Powder',
    lot: exampleOf(LotReference),
    lotPrinted: 'GL 2401',
    labSampleId: 'S-1',
    product: exampleOf(CertificateItemSchema).product,
    vendor: exampleOf(ReferenceSchema),
    vendorLink: { basis: 'brand', confidence: 0.95, evidence: { ...exampleOf(EvidenceSchema), text: 'Green Leaf' } },
    form: 'powder',
    servingSize: '2.4 g',
    containerSize: null,
    sampling: [
      {
        field: 'disclaimer',
        text: 'Results relate only to the sample as received.',
        coverageFactor: null,
        evidence: exampleOf(EvidenceSchema),
      },
    ],
    dates: { reported: { date: '2026-02-03', from: null, printed: '3 Feb 2026' } },
    results: [exampleOf(ResultSchema)],
  },
);

const CertificateSchema = name(
  'Certificate',
  z.object({
    ...CertificateItemSchema.shape,
    sha256: Text.meta({ description: 'Of the original file.' }),
    fileName: Text,
    mediaType: Text,
    bytes: Count,
    pages: z.array(z.object({ width: z.number(), height: z.number() })).meta({ description: 'Sizes in points.' }),
    importer: z.object({ id: Text, version: Count }),
    language: Text.nullable(),
    client: Text.nullable(),
    accreditation: Text.nullable(),
    samples: z.array(SampleSchema),
    problems: z.array(ProblemSchema),
    extractions: z.array(z.object({ id: ID, importer: Text, version: Count, at: Time, current: z.boolean() })),
    ...RELATED_FIELDS,
    verdicts: z.array(JudgedSchema).meta({ description: 'What the chosen rules say, one entry a sample.' }),
    original: Text.meta({ description: 'Address of the original file.' }),
    pageImages: z.array(Text).meta({ description: 'Addresses of the images of its pages, in order.' }),
  }),
  'A certificate with everything that was read from it.',
  {
    ...exampleOf(CertificateItemSchema),
    sha256: 'a3f5'.repeat(16),
    fileName: 'certificate.pdf',
    mediaType: 'application/pdf',
    bytes: 140966,
    pages: [{ width: 595.3, height: 841.9 }],
    importer: { id: 'any-laboratory', version: 1 },
    language: 'en',
    client: 'Green Leaf LLC',
    accreditation: 'ISO/IEC 17025, 0000',
    samples: [exampleOf(SampleSchema)],
    problems: [exampleOf(ProblemSchema)],
    extractions: [
      { id: '0199a3c4-0000-7000-8000-000000000009', importer: 'any-laboratory', version: 1, at: '2026-02-04T08:15:30.000Z', current: true },
    ],
    ...{ amends: [], amendedBy: [exampleOf(RelatedReportSchema)], sameReportNumber: [] },
    verdicts: [exampleOf(JudgedSchema)],
    original: '/api/v1/certificates/0199a3c4-0000-7000-8000-000000000005/original',
    pageImages: ['/api/v1/certificates/0199a3c4-0000-7000-8000-000000000005/pages/1.jpg'],
  },
);

export const certificateRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/certificates',
    operationId: 'listCertificates',
    tag: 'Certificates',
    summary: 'Certificates',
    filter: {
      filter: FilterText.optional(),
      ...{ vendor: Slug.optional(), laboratory: Slug.optional(), product: Slug.optional(), lot: ID.optional(), samples: Samples },
      as_of: Moment.optional(),
    },
    schemaName: 'CertificateList',
    item: CertificateItemSchema,
    columns: [
      'id',
      { name: 'laboratory', value: item => item.laboratory?.slug },
      'reportNumber',
      { name: 'vendor', value: item => item.vendor?.slug },
      { name: 'product', value: item => item.product?.slug },
      { name: 'lots', value: item => item.lots.map(({ code }) => code).join(' ') },
      'reported',
      'recordedAt',
      'results',
      { name: 'panels', value: item => item.panels.join(' ') },
      'isSample',
    ],
    fetch: ({ store }, { filter: asked, samples, as_of, ...named }, page) =>
      asked === undefined
        ? listCertificates(store.em(), { samples, asOf: momentOf(as_of), ...named, ...page })
        : certificatesMeeting(store.em(), { filter: narrowed(asked.filter, named), samples, asOf: momentOf(as_of) }, page),
    present: view => pick(CertificateItemSchema, view),
  }),
  route({
    method: 'get',
    path: '/certificates/:id',
    operationId: 'getCertificate',
    tag: 'Certificates',
    summary: 'One certificate with its samples, results and problems',
    description: 'A certificate that waits for review, or was rejected, is shown only to the key of a reviewer.',
    params: IdParams,
    query: z.strictObject(lawQuery),
    keyOptional: true,
    problems: ['not-found', 'taken-down'],
    responses: { 200: { description: 'The certificate', schema: CertificateSchema } },
    async handle({ store }, { params, query, caller }) {
      const choice = lawChoice(query);
      const em = store.em();
      const asked = { includeUnpublished: maySeeUnpublished(caller), asOf: choice.asOf };
      const certificate = await findCertificate(em, params.id, asked);
      if (certificate === null) throw await missingCertificate(em, params.id);
      const read = certificate.samples.flatMap(({ results }) => results);
      const judged = await judgeCertificate(em, certificate.id, choice, read);
      return json(presentCertificate(certificate, judged, await relatedReports(em, certificate.id, asked)));
    },
  }),
];

export const maySeeUnpublished = (caller: Caller | null): boolean => caller !== null && reaches(caller.role, 'reviewer');

export function presentCertificate(
  view: CertificateView,
  judged: readonly JudgedView[],
  related: readonly RelatedReport[],
): Shown<typeof CertificateSchema> {
  const address = `${API_PREFIX}/certificates/${view.id}`;
  const verdicts = byResult(judged);
  return pick(CertificateSchema, {
    ...view,
    samples: view.samples.map(sample => presentSample(sample, verdicts)),
    ...presentRelated(related),
    verdicts: judged.map(presentJudged),
    problems: view.problems.map(problem),
    original: `${address}/original`,
    pageImages: view.pages.map((_, index) => `${address}/pages/${index + 1}.jpg`),
  });
}

function presentSample(sample: SampleView, verdicts: Verdicts): Shown<typeof SampleSchema> {
  const link = sample.vendorLink;
  return pick(SampleSchema, {
    ...sample,
    lotPrinted: sample.lotPrinted ?? null,
    sampling: (sample.sampling ?? []).map(({ field, text, evidence: where }) => ({
      ...{ field, text, evidence: evidence(where) },
      coverageFactor: field === 'uncertainty' ? coverageFactor(text) : null,
    })),
    vendorLink: link && { ...link, evidence: link.evidence && evidence(link.evidence) },
    results: sample.results.map(result => presentResult(result, verdicts)),
  });
}

export { CertificateSchema };
