/** Files from people without a key: read like any other, and public only after a person looked. */
import { randomUUID } from 'node:crypto';
import type { Problem } from '../coa/problem.ts';
import { Contribution, ContributionFile } from '../store/entities/contribution.ts';
import { unpackArchive } from './archive.ts';
import { type Ingested, type IngestParts, ingestFile, storable } from './ingest.ts';
import type { ReaderPool } from './pool.ts';

/** Files of one contribution, those in archives counted one by one. */
export const MOST_CONTRIBUTED = 20;

export interface ContributedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** More files than are taken at a time. Nothing was kept. */
export class TooManyFiles extends Error {
  constructor(files: number) {
    super(`At most ${MOST_CONTRIBUTED} files are taken at a time, those in archives counted one by one; these are ${files}.`);
    this.name = 'TooManyFiles';
  }
}

export interface Contributed {
  /** By which the contribution is followed; nobody can guess it. */
  readonly id: string;
  /** Entries of archives that were not read. */
  readonly problems: readonly Problem[];
}

type Parts = Omit<IngestParts, 'pool'> & { readonly pool: Pick<ReaderPool, 'read' | 'unpack'> };

/** Reads and keeps every file; `note` says where they come from. Throws TooManyFiles. */
export async function contribute(parts: Parts, files: readonly ContributedFile[], note: string | null): Promise<Contributed> {
  const { single, problems } = await unpacked(parts, files);
  if (single.length > MOST_CONTRIBUTED) throw new TooManyFiles(single.length);
  const read: { name: string; ingested: Ingested }[] = [];
  for (const { name, bytes } of single) read.push({ name, ingested: await ingestFile(parts, { name, bytes, held: true }) });
  const id = randomUUID();
  await parts.store.transaction(async em => {
    await em.insert(Contribution, { id, note: note === null ? null : storable(note), receivedAt: new Date() });
    for (const [position, { name, ingested }] of read.entries()) {
      const { sha256, outcome } = ingested;
      await em.insert(ContributionFile, {
        ...{ contributionId: id, position, sha256 },
        fileName: storable(name),
        wasThere: outcome === 'duplicate',
      });
    }
  });
  return { id, problems };
}

async function unpacked({ pool, signal }: Parts, files: readonly ContributedFile[]) {
  const single: ContributedFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const archive = await unpackArchive(pool, file, signal);
    single.push(...(archive?.files ?? [file]));
    problems.push(...(archive?.problems ?? []));
  }
  return { single, problems };
}
