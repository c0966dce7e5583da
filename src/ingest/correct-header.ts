/** What a reviewer says of the header: laboratory, report, product, lot, dates. */
import { DATE_FIELDS, type Transcript } from '../coa/transcript.ts';
import { findCertificate } from '../store/certificate.ts';
import { assert } from '../store/correction.ts';
import type { Store } from '../store/store.ts';
import type { CertificateView, SampleView } from '../store/views.ts';
import { REPORT_FIELDS, SAMPLE_FIELDS, samplePath } from './amend.ts';
import { type Decision, decideTogether, lockCertificates, ReviewError, reasoned } from './decision.ts';
import { said } from './enforce.ts';
import { rebuildVersion } from './rebuild.ts';
import { logDecision, mustBeSeen, type Seen, transcriptsIn, type ValuePlace } from './value-place.ts';

export const HEADER_DATES = DATE_FIELDS.map(field => `dates/${field}` as const);
/** Fields of the header by their names in forms. The vendor is assigned, not corrected: whose a product is stands apart from what is printed. */
export const HEADER_FIELDS = [...REPORT_FIELDS, ...SAMPLE_FIELDS, ...HEADER_DATES] as const;
export type HeaderField = (typeof HEADER_FIELDS)[number];

const isReportField = (field: string): boolean => (REPORT_FIELDS as readonly string[]).includes(field);

/** Puts other texts in the place of what was read in the header; those of the report hold for all its samples. */
export async function correctHeader(
  store: Store,
  { certificate, sample }: Omit<ValuePlace, 'line'>,
  changes: Readonly<Partial<Record<string, string | null>>>,
  decision: Decision,
  seen: Seen = {},
): Promise<void> {
  reasoned(decision);
  await decideTogether(store, async em => {
    await lockCertificates(em, [certificate]);
    const view = await findCertificate(em, certificate, { includeUnpublished: true });
    const shown = view?.samples[sample];
    // of what was taken down nothing was kept that could be corrected
    const transcript = shown && (await transcriptsIn(em, certificate))[sample];
    if (transcript === undefined || !view || !shown) throw new ReviewError('not-found', `The certificate has no sample ${sample + 1}.`);
    const values = headerValues(view, shown);
    mustBeSeen(values, seen);
    const known = Object.entries(changes).flatMap(([field, value]) =>
      value === undefined || !(HEADER_FIELDS as readonly string[]).includes(field) || (field in values && values[field] === value)
        ? []
        : [[field, value] as const],
    );
    if (known.length === 0) throw new ReviewError('nothing-to-decide', 'What you entered is what is stored already.');
    const now = new Date();
    for (const [field, value] of known) {
      const copied = headerField(transcript, field);
      const path = isReportField(field) ? field : samplePath(sample, field);
      const printed = copied?.text ?? null;
      await assert(em, certificate, { field: path, printed, value, ...said(decision), evidence: copied?.evidence ?? null }, now);
    }
    await rebuildVersion(em, certificate, now);
    await logDecision(em, 'review-correct', { certificate, sample, line: null }, decision, { changes: Object.fromEntries(known) });
  });
}

/** What the machine copied into a field of the header. */
export function headerField(transcript: Transcript, field: string) {
  for (const one of REPORT_FIELDS) if (one === field) return transcript[one];
  for (const one of SAMPLE_FIELDS) if (one === field) return transcript.sample[one];
  for (const one of DATE_FIELDS) if (`dates/${one}` === field) return transcript.dates[one];
  return undefined;
}

/** The fields of the header as people see them; null where nothing is printed. */
export function headerValues(certificate: CertificateView, sample: SampleView): Record<string, string | null> {
  const dates = DATE_FIELDS.map(field => [`dates/${field}`, sample.dates[field]?.date ?? sample.dates[field]?.printed ?? null]);
  return {
    laboratory: certificate.laboratory?.name ?? null,
    reportNumber: certificate.reportNumber,
    client: certificate.client,
    name: sample.name,
    lot: sample.lotPrinted ?? null,
    labSampleId: sample.labSampleId,
    servingSize: sample.servingSize,
    containerSize: sample.containerSize,
    ...Object.fromEntries(dates),
  };
}
