/** Where on a certificate a value stands, and what is known of it there. */
import type { Transcript } from '../coa/transcript.ts';
import { findCertificate } from '../store/certificate.ts';
import { CertificateVersion } from '../store/entities/certificate.ts';
import { Extraction } from '../store/entities/file.ts';
import { isId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import type { CertificateView, ResultView } from '../store/views.ts';
import type { RowField } from './amend.ts';
import { type Decision, lockCertificates, ReviewError } from './decision.ts';
import { transcriptsOf } from './rebuild.ts';

export interface ValuePlace {
  readonly certificate: string;
  /** From 0, as certificates show them. */
  readonly sample: number;
  readonly line: number;
}

/** What the person saw, by field; null where nothing was printed. A decision about anything else is none. */
export type Seen = Readonly<Record<string, string | null>>;

export interface FoundValue {
  readonly certificate: CertificateView;
  readonly result: ResultView;
  readonly transcripts: readonly Transcript[];
}

/** The value as it is now, and nobody else's to decide about before this transaction ends. */
export async function findValue(em: SqlEntityManager, place: ValuePlace, seen: Seen = {}): Promise<FoundValue> {
  await lockCertificates(em, [place.certificate]);
  const certificate = await findCertificate(em, place.certificate, { includeUnpublished: true });
  const result = certificate?.samples[place.sample]?.results[place.line];
  if (!certificate || !result) throw new ReviewError('not-found', 'There is no such value.');
  mustBeSeen(seenOf(result), seen);
  return { certificate, result, transcripts: await transcriptsIn(em, certificate.id) };
}

export type SeenFields = Readonly<Record<RowField | 'analyte', string | null>>;

export const seenOf = ({ printed, analyte }: ResultView): SeenFields => ({ ...printed, analyte });

export function mustBeSeen(now: Seen, seen: Seen): void {
  for (const [field, was] of Object.entries(seen)) {
    const is = now[field] ?? null;
    if (is === was) continue;
    const text = (one: string | null) => (one === null ? 'nothing' : `“${one}”`);
    throw new ReviewError(
      'changed-meanwhile',
      `Somebody changed this since you opened it: ${field} was ${text(was)} and is ${text(is)} now. Look at it again.`,
    );
  }
}

/** One a sample, of the reading in force. */
export async function transcriptsIn(em: SqlEntityManager, certificateId: string): Promise<Transcript[]> {
  const version = isId(certificateId) ? await em.findOne(CertificateVersion, { certificateId, supersededAt: null }) : null;
  if (version === null) throw new ReviewError('not-found', `There is no certificate ${certificateId}.`);
  return transcriptsOf(em, certificateId, await em.findOneOrFail(Extraction, { id: version.extractionId }));
}

export async function logDecision(
  em: SqlEntityManager,
  action: string,
  { certificate, sample, line }: Omit<ValuePlace, 'line'> & { readonly line: number | null },
  { actor, reason }: Decision,
  detail: Record<string, unknown>,
): Promise<void> {
  await writeLog(em, {
    actor,
    action,
    subject: `certificate:${certificate}`,
    reason: reason.trim() || undefined,
    detail: { sample, line, ...detail },
  });
}
