/** Files that a command only looks at: read side by side, told in their order; an archive file by file. Nothing is stored. */
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Problem } from '../coa/problem.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { readArchiveFiles, unpackArchive } from '../ingest/archive.ts';
import { createReaderPool, type ReaderPool, startReader } from '../ingest/pool.ts';

export interface ReadingFiles {
  /** Files read at the same time; without it as many as the machine has processors. */
  readonly jobs?: number | undefined;
  /** What is added to the outcome of a file that is no archive. */
  readonly further?: (pool: ReaderPool, outcome: ReadOutcome) => Promise<ReadOutcome>;
}

/** What cannot be read at all, a line each. */
export const unusableFiles = (files: readonly string[]): string[] =>
  files
    .filter(file => !existsSync(file) || !statSync(file).isFile())
    .map(file => `${file}: ${existsSync(file) ? 'is not a file' : 'no such file'}`);

/** Shows each outcome; what of an archive was refused goes to stderr. 0 when every file was read, else 1. */
export async function readFiles(
  files: readonly string[],
  { jobs, further }: ReadingFiles,
  show: (outcome: ReadOutcome) => void,
): Promise<0 | 1> {
  // gets ready meanwhile: the library that checks the settings takes a tenth of a second to load
  const first = startReader();
  const [{ loadConfig }, { mappingSource }] = await Promise.all([import('../config.ts'), import('../ingest/mapping.ts')]);
  const { readers, dataDir } = loadConfig();
  const { timeLimitMs: timeLimit, ocrTimeLimitMs: ocrTimeLimit, memoryLimitBytes: memoryLimit } = readers;
  const size = Math.min(files.length, jobs ?? availableParallelism());
  const pool = createReaderPool({ first, size, timeLimit, ocrTimeLimit, memoryLimit, mappings: mappingSource(dataDir) });
  try {
    const outcomes = files.map(file => readAll(pool, file, further));
    // every promise is awaited below, in order; a failure of a later one must not be reported as unhandled meanwhile
    for (const outcome of outcomes) outcome.catch(() => {});
    let status: 0 | 1 = 0;
    for (const pending of outcomes) {
      const { read, refused } = await pending;
      for (const outcome of read) {
        if (outcome.outcome !== 'read') status = 1;
        show(outcome);
      }
      for (const { message } of refused) {
        status = 1;
        console.error(`leafproof: ${message}`);
      }
    }
    return status;
  } finally {
    await pool.close();
  }
}

/** The file, or each file of an archive. */
async function readAll(
  pool: ReaderPool,
  file: string,
  further: ReadingFiles['further'],
): Promise<{ read: readonly ReadOutcome[]; refused: readonly Problem[] }> {
  const archive = await unpackArchive(pool, { name: file, path: file });
  if (archive !== null) return { read: await readArchiveFiles(pool, archive), refused: archive.problems };
  const outcome = await pool.read({ name: file, path: file });
  return { read: [further ? await further(pool, outcome) : outcome], refused: [] };
}
