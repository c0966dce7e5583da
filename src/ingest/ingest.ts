/**
 * A file becomes records: known by its hash, kept as it came, read in a process of its own, recorded in one transaction.
 * Killed at any moment, it is recorded wholly or not at all, and handing it in again completes it.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '../coa/problem.ts';
import type { Refusal } from '../document/document.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { MAX_BYTES } from '../document/read.ts';
import { fingerprint } from '../document/refused.ts';
import { Certificate } from '../store/entities/certificate.ts';
import { Extraction, Submission, type SubmissionOutcome } from '../store/entities/file.ts';
import { newId } from '../store/id.ts';
import { appendLog } from '../store/log.ts';
import { row, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { recordAuthenticity } from './authenticity.ts';
import { transactPatiently } from './decision.ts';
import { mappedReadings } from './names.ts';
import type { ReaderPool } from './pool.ts';
import { createCertificate, type RecordedCertificate, recordExtraction, recordVersion, type Source } from './record.ts';
import { problemsOfFile, reportsOf } from './reports.ts';
import { findSubmissionOfFile, type SubmissionView } from './submission.ts';

export interface IngestParts {
  readonly store: Store;
  readonly pool: Pick<ReaderPool, 'read'>;
  readonly signal?: AbortSignal | undefined;
}

export interface IncomingFile {
  /** As shown to people. */
  readonly name: string;
  /** Either of the two. */
  readonly path?: string | undefined;
  readonly bytes?: Uint8Array | undefined;
  /** Whose product it is, said by whoever hands it in. */
  readonly vendor?: string | undefined;
  /** Who hands it in: the id of a key, or `cli`. */
  readonly uploader?: string | undefined;
  readonly isSample?: boolean | undefined;
  /** Waits for a person however surely it is read: nobody knows who handed it in. */
  readonly held?: boolean | undefined;
}

export interface Ingested {
  readonly id: string;
  readonly sha256: string;
  /** `duplicate`: the same bytes were there before; `earlier` says what came of them then, and nothing was changed. */
  readonly outcome: SubmissionOutcome | 'duplicate';
  readonly earlier: SubmissionOutcome | null;
  readonly reason: Refusal | null;
  readonly certificates: SubmissionView['certificates'];
  readonly problems: readonly Problem[];
  /** Id of the earlier submission; the same as `id`. */
  readonly duplicateOf?: string;
}

/** How many files should be under way for so many readers: while one is recorded, they read the others. */
export const underWay = (readers: number): number => readers + 1;

/** The machine's troubles, not the file's: reading it again may well succeed. */
const PASSING: ReadonlySet<Refusal> = new Set(['time-limit', 'memory-limit', 'reader-crashed']);

export async function ingestFile(parts: IngestParts, file: IncomingFile): Promise<Ingested> {
  const { store, pool, signal } = parts;
  const bytes = await bytesOf(file);
  const sha256 = bytes === null ? (await fingerprint(file)).sha256 : createHash('sha256').update(bytes).digest('hex');
  const earlier = await findSubmissionOfFile(store.em(), sha256);
  if (earlier !== null && !mayBeTriedAgain(earlier)) return duplicate(earlier, file);
  const storageKey = bytes === null ? null : await store.files.keep(sha256, bytes);
  const source = bytes === null ? { name: file.name, path: file.path } : { name: file.name, bytes };
  const outcome = await pool.read(source, signal, { examine: true });
  signal?.throwIfAborted();
  const ingested = await record(store, { ...file, name: storable(file.name) }, { ...storable(outcome), sha256 }, storageKey);
  if (ingested.outcome !== 'duplicate') await store.recorded();
  return ingested;
}

/** Keeps a file that is read later, and that something else will remember; `wasThere` when it needs no reading. */
export async function keepForLater(
  store: Store,
  file: Required<Pick<IncomingFile, 'bytes'>>,
): Promise<{ sha256: string; wasThere: boolean }> {
  const bytes = file.bytes!;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const earlier = await findSubmissionOfFile(store.em(), sha256);
  if (earlier !== null && !mayBeTriedAgain(earlier)) return { sha256, wasThere: true };
  const storageKey = await store.files.keep(sha256, bytes);
  const facts = { sha256, bytes: bytes.byteLength, mediaType: null, storageKey };
  if (!(await recordSource(store.em(), facts, new Date()))) return { sha256, wasThere: true };
  return { sha256, wasThere: false };
}

interface SourceFacts {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string | null;
  readonly storageKey: string | null;
}

/** False when the file was taken down: then nothing is recorded of it again. */
async function recordSource(em: SqlEntityManager, { sha256, bytes, mediaType, storageKey }: SourceFacts, now: Date): Promise<boolean> {
  const recorded = await row(
    em,
    sql`insert into source_file (sha256, bytes, media_type, storage_key, first_seen_at) values (${sha256}, ${bytes}, ${mediaType}, ${storageKey}, ${now})
      on conflict (sha256) do update set media_type = coalesce(excluded.media_type, source_file.media_type) where source_file.takedown_at is null
      returning sha256`,
  );
  return recorded !== null;
}

/** A file that was removed for good while it waited to be read. */
export class TakenDownMeanwhile extends Error {
  constructor(sha256: string) {
    super(`The file ${sha256} was taken down before it was read`);
    this.name = 'TakenDownMeanwhile';
  }
}

/** Text that a database takes: files hold NUL characters and halves of characters, which become U+FFFD. */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value);
  // both are written as escapes there
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return JSON.parse(json) as T;
  const clean = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed();
  return JSON.parse(json, (_, part: unknown) => (typeof part === 'string' ? clean(part) : part)) as T;
}

/** Null for a file too large to be read: it is hashed without holding it in memory, and not kept. */
async function bytesOf(file: IncomingFile): Promise<Uint8Array | null> {
  if (file.bytes) return file.bytes.byteLength > MAX_BYTES ? null : file.bytes;
  if (file.path === undefined) throw new TypeError(`${file.name}: neither bytes nor a path`);
  return (await stat(file.path)).size > MAX_BYTES ? null : readFile(file.path);
}

function mayBeTriedAgain(earlier: SubmissionView): boolean {
  return !earlier.takenDown && earlier.reason !== null && PASSING.has(earlier.reason);
}

function duplicate(earlier: SubmissionView, file: IncomingFile): Ingested {
  const ignored: Problem[] =
    file.vendor === undefined
      ? []
      : [
          {
            code: 'vendor-not-applied',
            severity: 'info',
            message: `The file was there before, so “${file.vendor}” was not applied. leafproof review vendor ID NAME assigns its certificates to a vendor.`,
          },
        ];
  return {
    ...view(earlier),
    outcome: 'duplicate',
    earlier: earlier.outcome,
    problems: [...earlier.problems, ...ignored],
    duplicateOf: earlier.id,
  };
}

function view({ id, sha256, outcome, reason, certificates, problems }: SubmissionView): Ingested {
  return { id, sha256, outcome, earlier: null, reason, certificates, problems };
}

/** A number of our own, beside which the file's hash stands. */
const RECORD_LOCK = 7_346_235;

/** Two files naming one new vendor at once collide; each try sees what the others committed. */
async function record(store: Store, file: IncomingFile, outcome: ReadOutcome, storageKey: string | null): Promise<Ingested> {
  return transactPatiently(store, async em => {
    // whoever else records the same file waits here, and then finds it recorded
    await em.execute(sql`select pg_advisory_xact_lock(hashtextextended(${outcome.sha256}, ${RECORD_LOCK}))`);
    const earlier = await findSubmissionOfFile(em, outcome.sha256);
    if (earlier !== null && !mayBeTriedAgain(earlier)) return duplicate(earlier, file);
    const id = await recordSubmission(em, file, outcome, { storageKey, publication: store.publication, earlier: earlier?.id ?? null });
    const recorded = await findSubmissionOfFile(em, outcome.sha256);
    if (recorded === null || recorded.id !== id) throw new Error(`submission ${id} was written and is not there`);
    return view(recorded);
  });
}

interface Recording {
  readonly storageKey: string | null;
  readonly publication: Store['publication'];
  /** The submission of the same file that came to nothing then. */
  readonly earlier: string | null;
}

async function recordSubmission(
  em: SqlEntityManager,
  file: IncomingFile,
  outcome: ReadOutcome,
  { storageKey, publication, earlier }: Recording,
): Promise<string> {
  const now = new Date();
  const { sha256 } = outcome;
  const held = file.held ?? false;
  const source: Source = { sha256, isSample: file.isSample ?? false, vendorGiven: file.vendor?.trim() || null, held, publication };
  if (earlier === null) {
    const facts = { sha256, bytes: outcome.bytes, mediaType: outcome.mediaType, storageKey };
    if (!(await recordSource(em, facts, now))) throw new TakenDownMeanwhile(sha256);
    await appendLog(em, {
      ...{ actor: file.uploader ?? 'contributor', action: 'document', subject: `file:${sha256}` },
      facts: { bytes: outcome.bytes, mediaType: outcome.mediaType, sample: source.isSample },
    });
  }
  if (earlier !== null) await em.nativeUpdate(Extraction, { sha256, isCurrent: true }, { isCurrent: false });
  const known = earlier === null ? 0 : await em.count(Certificate, { sha256 });
  const extractionId = await recordExtraction(em, outcome, now);
  const certificates = await recordCertificates(em, source, { extractionId, known }, outcome, now);
  const result = submissionOutcome(outcome, certificates);
  if (earlier !== null) {
    await em.nativeUpdate(Submission, { id: earlier }, { outcome: result, held });
    return earlier;
  }
  const id = newId();
  await em.insert(Submission, {
    id,
    sha256,
    fileName: basename(file.name),
    uploader: file.uploader ?? null,
    vendorGiven: source.vendorGiven,
    outcome: result,
    isSample: source.isSample,
    held,
    recordedAt: now,
  });
  return id;
}

/** `known`: certificates that the file has already. */
async function recordCertificates(
  em: SqlEntityManager,
  source: Source,
  { extractionId, known }: { readonly extractionId: string; readonly known: number },
  outcome: ReadOutcome,
  now: Date,
) {
  const recorded: RecordedCertificate[] = [];
  const fileProblems = problemsOfFile(outcome);
  const readings = (await mappedReadings(em, outcome)).filter(reading => reading.results.length > 0);
  for (const [index, report] of reportsOf(readings).entries()) {
    const certificateId = await createCertificate(em, source, known + index, now);
    const target = { certificateId, extractionId, isNew: true };
    recorded.push(await recordVersion(em, source, target, report, fileProblems, now));
    await recordAuthenticity(em, target, report.readings, outcome.signals ?? [], now);
  }
  return recorded;
}

export function submissionOutcome(outcome: ReadOutcome, certificates: readonly RecordedCertificate[]): SubmissionOutcome {
  if (outcome.reason === 'ambiguous-importer') return 'ambiguous';
  if (outcome.reason === 'not-a-certificate' || outcome.reason === 'layout-changed') return 'unrecognised';
  if (outcome.outcome === 'refused') return 'unreadable';
  if (certificates.length === 0) return 'unrecognised';
  return certificates.some(certificate => certificate.state === 'needs-review') ? 'needs-review' : 'recorded';
}
