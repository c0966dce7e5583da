/** The files of an archive, recorded one by one. */
import type { Problem } from '../coa/problem.ts';
import type { UnpackedArchive } from './archive.ts';
import { type IncomingFile, type Ingested, type IngestParts, ingestFile } from './ingest.ts';

export interface IngestedArchive {
  /** What came of each file, in the order of the archive. */
  readonly entries: readonly (Ingested & { readonly file: string })[];
  readonly problems: readonly Problem[];
}

/** Records every file of the archive; `vendor`, uploader and sample flag hold for all. */
export async function ingestArchive(
  parts: IngestParts,
  archive: UnpackedArchive,
  file: Omit<IncomingFile, 'name' | 'bytes' | 'path'>,
): Promise<IngestedArchive> {
  const entries: (Ingested & { file: string })[] = [];
  for (const { name, bytes } of archive.files) {
    entries.push({ file: name, ...(await ingestFile(parts, { ...file, name, bytes })) });
  }
  return { entries, problems: archive.problems };
}
