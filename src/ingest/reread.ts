/** Stored originals read again by newer importers. Every extraction stays; the certificate gets a new version, its old one is superseded. */

import { normaliseCode } from '../coa/text.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { findCertificate } from '../store/certificate.ts';
import { assertionsOf } from '../store/correction.ts';
import { Certificate, CertificateVersion, type State } from '../store/entities/certificate.ts';
import { Extraction, Submission } from '../store/entities/file.ts';
import { writeLog } from '../store/log.ts';
import { type Difference, type RereadingView, recordRereading, settleRereadings } from '../store/rereading.ts';
import { rows, type SqlEntityManager, sql } from '../store/sql.ts';
import type { CertificateView } from '../store/views.ts';
import { recordAuthenticity } from './authenticity.ts';
import { type Carried, carryOver, recordCarried } from './carry.ts';
import { decideTogether, lockCertificates, ReviewError } from './decision.ts';
import { differences } from './differences.ts';
import { type IngestParts, storable, submissionOutcome } from './ingest.ts';
import { mappingsInForce } from './names.ts';
import { transcriptsOf } from './rebuild.ts';
import { createCertificate, type RecordedCertificate, recordExtraction, recordVersion, type Source } from './record.ts';
import { problemsOfFile, type Report, reportsOf } from './reports.ts';
import { supersedeVersions } from './supersede.ts';

export interface ImporterVersion {
  readonly id: string;
  readonly version: number;
}

export interface Candidate {
  readonly sha256: string;
  readonly fileName: string;
  readonly storageKey: string;
  readonly importer: string | null;
  readonly importerVersion: number | null;
}

/** Files whose importer is newer than their reading, and files that were refused; with `all`, every file. */
export async function rereadCandidates(em: SqlEntityManager, importers: readonly ImporterVersion[], all: boolean): Promise<Candidate[]> {
  const found = await rows<Candidate & { refused: boolean }>(
    em,
    sql`select f.sha256, b.file_name as "fileName", f.storage_key as "storageKey", e.importer, e.importer_version as "importerVersion",
        e.outcome = 'refused' as refused
      from source_file f join submission b on b.sha256 = f.sha256 join extraction e on e.sha256 = f.sha256 and e.is_current
      where f.storage_key is not null and f.takedown_at is null order by b.recorded_at, f.sha256`,
  );
  const current = new Map(importers.map(({ id, version }) => [id, version]));
  return found
    .filter(file => all || file.refused || (current.get(file.importer ?? '') ?? 0) > (file.importerVersion ?? 0))
    .map(({ refused: _, ...file }) => file);
}

export interface RereadOptions {
  readonly actor: string;
  /** Make the new reading the one in force; without it, it is only recorded and compared. */
  readonly promote: boolean;
  /** What a reviewer saw and decided to make current; anything else is refused with ReviewError. */
  readonly seen?: Pick<RereadingView, 'certificates'>;
  readonly reason?: string;
}

export interface Reread {
  readonly sha256: string;
  readonly fileName: string;
  readonly importer: ImporterVersion | null;
  /** `failed`: the new reading found nothing where the old one had, so the old one stays in force whatever was asked. */
  readonly outcome: 'same' | 'changed' | 'failed';
  readonly promoted: boolean;
  /** `id` is null for a report that the old reading did not have and that was not made current. */
  readonly certificates: readonly {
    readonly id: string | null;
    readonly state: State | null;
    readonly differences: readonly Difference[];
  }[];
}

/** Reads one file again and keeps what it says now beside what it said before. */
export async function rereadFile(parts: IngestParts, file: Candidate, options: RereadOptions): Promise<Reread> {
  const bytes = await parts.store.files.read(file.storageKey);
  const outcome = await parts.pool.read({ name: file.fileName, bytes }, parts.signal, { examine: true });
  parts.signal?.throwIfAborted();
  return decideTogether(parts.store, em =>
    recordReread(em, file, { ...storable(outcome), sha256: file.sha256 }, { ...options, publication: parts.store.publication }),
  );
}

async function recordReread(
  em: SqlEntityManager,
  file: Candidate,
  outcome: ReadOutcome,
  { actor, promote, seen, reason, publication }: RereadOptions & Pick<Source, 'publication'>,
): Promise<Reread> {
  const now = new Date();
  await lockCertificates(em, await certificatesOf(em, file.sha256));
  const stored = await storedCertificates(em, file.sha256);
  const pairs: Pair[] = [];
  for (const { report, before } of pair(reportsOf(outcome.readings.filter(reading => reading.results.length > 0)), stored)) {
    const carried = await withCorrections(em, outcome, report, before);
    pairs.push({ report: carried.report, before, carried, differences: before === null ? [] : differences(before, carried.report) });
  }
  const failed = pairs.length === 0 && stored.length > 0;
  const same = pairs.length === stored.length && pairs.every(({ before, differences }) => before !== null && differences.length === 0);
  mustBeSeen(pairs, seen);
  const promoted = promote && !failed;
  const certificates = promoted ? await makeCurrent(em, { ...file, publication }, outcome, stored, pairs, now) : pairs.map(compared);
  if (!promoted) await recordExtraction(em, outcome, now, { isCurrent: false });
  const result = failed ? 'failed' : same ? 'same' : 'changed';
  await settleRereadings(em, file.sha256, { as: promoted ? 'promoted' : 'outdated', by: actor, reason: reason ?? null }, now);
  if (!promoted && result !== 'same')
    await recordRereading(
      em,
      {
        sha256: file.sha256,
        importer: outcome.importer?.id ?? null,
        importerVersion: outcome.importer?.version ?? null,
        outcome: result,
        certificates: pairs.map(shownDifferences),
      },
      now,
    );
  await writeLog(em, {
    actor,
    action: 'reread',
    subject: `file:${file.sha256}`,
    reason,
    detail: { importer: outcome.importer, outcome: result, promoted },
  });
  return { sha256: file.sha256, fileName: file.fileName, importer: outcome.importer, outcome: result, promoted, certificates };
}

const shownDifferences = ({ before, differences }: Pair) => ({ id: before?.id ?? null, differences });

function mustBeSeen(pairs: readonly Pair[], seen: RereadOptions['seen']): void {
  const plain = (certificates: RereadingView['certificates']) =>
    JSON.stringify(
      certificates.map(({ id, differences }) => [
        id,
        differences.map(({ sample, result, field, before, after }) => [sample, result, field, before, after]),
      ]),
    );
  if (seen === undefined || plain(pairs.map(shownDifferences)) === plain(seen.certificates)) return;
  throw new ReviewError(
    'changed-meanwhile',
    'The file reads otherwise now than when it was compared, or was corrected meanwhile. Run leafproof reread again to compare it anew.',
  );
}

interface Pair {
  readonly report: Report;
  readonly before: CertificateView | null;
  /** With what people said of the reading before. */
  readonly carried: Carried;
  readonly differences: readonly Difference[];
}

/** The new reading with what people said of the old one, wherever the same is printed. */
async function withCorrections(
  em: SqlEntityManager,
  outcome: ReadOutcome,
  report: Report,
  before: CertificateView | null,
): Promise<Carried> {
  const after = report.readings.flatMap(reading => outcome.transcripts[outcome.readings.indexOf(reading)] ?? []);
  const mappings = await mappingsInForce(em);
  const version = before && (await em.findOneOrFail(CertificateVersion, { certificateId: before.id, supersededAt: null }));
  if (before === null || version === null) return carryOver(report, [], after, [], mappings);
  const extraction = await em.findOneOrFail(Extraction, { id: version.extractionId });
  return carryOver(report, await transcriptsOf(em, before.id, extraction), after, await assertionsOf(em, before.id), mappings);
}

function compared({ before, differences }: Pair) {
  return { id: before?.id ?? null, state: before?.state ?? null, differences };
}

async function makeCurrent(
  em: SqlEntityManager,
  { sha256, publication }: Candidate & Pick<Source, 'publication'>,
  outcome: ReadOutcome,
  stored: readonly CertificateView[],
  pairs: readonly Pair[],
  now: Date,
) {
  const submission = await em.findOneOrFail(Submission, { sha256 });
  const source: Source = {
    sha256,
    isSample: submission.isSample,
    vendorGiven: submission.vendorGiven ?? null,
    held: submission.held,
    publication,
  };
  await em.nativeUpdate(Extraction, { sha256, isCurrent: true }, { isCurrent: false });
  const extractionId = await recordExtraction(em, outcome, now);
  await supersedeVersions(
    em,
    stored.map(certificate => certificate.id),
    now,
  );
  const certificates: { id: string; state: State; differences: readonly Difference[] }[] = [];
  const free = await em.count(Certificate, { sha256 });
  for (const [index, { report, before, differences, carried }] of pairs.entries()) {
    const certificateId = before?.id ?? (await createCertificate(em, source, free + index, now));
    const recorded = await recordVersion(em, source, { certificateId, extractionId }, report, problemsOfFile(outcome), now);
    await recordAuthenticity(em, { certificateId, extractionId }, report.readings, outcome.signals ?? [], now);
    await recordCarried(em, certificateId, carried, now);
    const state = await carryState(em, recorded, before, differences.length > 0, now);
    certificates.push({ id: certificateId, state, differences });
  }
  const states = certificates.map(({ id, state }) => ({ id, state: state === 'needs-review' ? state : ('public' as const) }));
  submission.outcome = submissionOutcome(outcome, states);
  await em.flush();
  return certificates;
}

async function certificatesOf(em: SqlEntityManager, sha256: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    sql`select c.id from certificate c join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
      where c.sha256 = ${sha256} order by c.position`,
  );
  return found.map(({ id }) => id);
}

async function storedCertificates(em: SqlEntityManager, sha256: string): Promise<CertificateView[]> {
  const found: CertificateView[] = [];
  for (const id of await certificatesOf(em, sha256)) {
    const certificate = await findCertificate(em, id, { includeUnpublished: true });
    if (certificate !== null) found.push(certificate);
  }
  return found;
}

/** A report is the certificate of its number; without one, that in its place. */
function pair(reports: readonly Report[], stored: readonly CertificateView[]): { report: Report; before: CertificateView | null }[] {
  const free = new Set(stored);
  const numberOf = (report: Report) => report.readings.find(reading => reading.reportNumber)?.reportNumber?.text;
  return reports.map((report, index) => {
    const number = numberOf(report);
    const numbered = [...free].find(
      one => number !== undefined && one.reportNumber !== null && normaliseCode(one.reportNumber) === normaliseCode(number),
    );
    const placed = stored[index];
    const before = numbered ?? (placed && free.has(placed) ? placed : null);
    if (before !== null) free.delete(before);
    return { report, before };
  });
}

/** What a person decided holds: a rejected certificate stays rejected, and an accepted one public as long as it says the same. */
async function carryState(
  em: SqlEntityManager,
  recorded: RecordedCertificate,
  before: CertificateView | null,
  changed: boolean,
  now: Date,
): Promise<State> {
  const state: State = before !== null && (before.state === 'rejected' || !changed) ? before.state : recorded.state;
  if (state !== recorded.state) {
    const publishedAt = state === 'public' ? now : null;
    await em.nativeUpdate(CertificateVersion, { certificateId: recorded.id, supersededAt: null }, { state, publishedAt });
  }
  return state;
}
