/** An archive of certificates, or a mail that carries some, handed in as one file: every file in it is a file of its own, with its own outcome. Nothing is stored here. */
import { open, readFile, stat } from 'node:fs/promises';
import type { Problem } from '../coa/problem.ts';
import type { ArchiveEntry } from '../document/archive.ts';
import { DocumentRefused } from '../document/document.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { MAX_BYTES } from '../document/read.ts';
import { fingerprint, type SourceFile } from '../document/refused.ts';
import { MAIL, sniff } from '../document/sniff.ts';
import { type CheckReport, checkProblem, checkReport } from './check-report.ts';
import type { ReaderPool } from './pool.ts';

export interface UnpackedArchive {
  /** Named by the archive and their path in it. */
  readonly files: readonly ArchiveEntry[];
  /** Entries that are not read, one problem each. */
  readonly problems: readonly Problem[];
}

/**
 * What the file holds when it is an archive. Null when it is none, or one that is refused as a whole: then it is handed in like any
 * other file, and its outcome says why.
 */
export async function unpackArchive(
  pool: Pick<ReaderPool, 'unpack'>,
  file: SourceFile,
  signal?: AbortSignal,
): Promise<UnpackedArchive | null> {
  const bytes = await archiveBytes(file);
  if (bytes === null) return null;
  try {
    const { entries, refused } = await pool.unpack({ name: file.name, bytes }, signal);
    if (entries.length === 0) return null;
    return {
      files: entries.map(entry => ({ name: `${file.name}/${entry.name}`, bytes: entry.bytes })),
      problems: refused.map(({ name, reason, message }) => ({ code: reason, severity: 'error', message: `${name}: ${message}` })),
    };
  } catch (error) {
    if (error instanceof DocumentRefused) return null;
    throw error;
  }
}

async function archiveBytes(file: SourceFile): Promise<Uint8Array | null> {
  const path = file.path ?? file.name;
  if (file.bytes === undefined && (!mayHoldFiles(await beginning(path)) || (await stat(path)).size > MAX_BYTES)) return null;
  const bytes = file.bytes ?? (await readFile(path));
  return bytes.length <= MAX_BYTES && holdsFiles(bytes) ? bytes : null;
}

/** More than the headers of a mail take. */
const BEGINNING = 32_768;

async function beginning(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A workbook is a ZIP too, which only its whole shows. */
const mayHoldFiles = (start: Uint8Array): boolean => Buffer.from(start.subarray(0, 2)).toString('latin1') === 'PK' || holdsFiles(start);

const holdsFiles = (bytes: Uint8Array): boolean => {
  const type = sniff(bytes);
  return type === 'application/zip' || type === MAIL;
};

/** Reads every file of the archive; nothing is stored. */
export async function readArchiveFiles(
  pool: Pick<ReaderPool, 'read'>,
  archive: UnpackedArchive,
  signal?: AbortSignal,
): Promise<ReadOutcome[]> {
  const outcomes: ReadOutcome[] = [];
  for (const file of archive.files) outcomes.push(await pool.read(file, signal));
  return outcomes;
}

/** One answer for the whole archive: the reports of all its files, and what came of each. */
export async function checkArchive(file: SourceFile, archive: UnpackedArchive, outcomes: readonly ReadOutcome[]): Promise<CheckReport> {
  const reports = outcomes.map(checkReport);
  const whole = archive.problems.length === 0 && reports.every(({ outcome }) => outcome === 'read');
  const none = reports.every(({ outcome }) => outcome === 'refused');
  return {
    file: file.name,
    sha256: (await fingerprint(file)).sha256,
    outcome: whole ? 'read' : none ? 'refused' : 'partial',
    reason: none ? (reports[0]?.reason ?? null) : null,
    importer: null,
    milliseconds: reports.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    reports: reports.flatMap(report => report.reports),
    problems: [...archive.problems.map(checkProblem), ...reports.flatMap(({ problems }) => problems)],
    entries: reports.map(({ reports: own, file: name, sha256, outcome, reason, importer }) => ({
      file: name,
      sha256,
      outcome,
      reason,
      importer,
      reports: own.length,
    })),
  };
}
