/** Files from people without a key: read like any other, and public only after a person looked. */
import { randomUUID } from 'node:crypto';
import type { Problem } from '../coa/problem.ts';
import { Contribution, ContributionFile } from '../store/entities/contribution.ts';
import { unpackArchive } from './archive.ts';
import { type IngestParts, ingestFile, keepForLater, storable } from './ingest.ts';
import type { ReaderPool } from './pool.ts';
import type { Queue } from './queue.ts';

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

type Parts = Omit<IngestParts, 'pool'> & {
  readonly pool: Pick<ReaderPool, 'read' | 'unpack'>;
  /** With one, the files are kept now and read by whoever takes them from it. */
  readonly queue?: Pick<Queue, 'send'> | null;
};

interface Received {
  readonly sha256: string;
  readonly wasThere: boolean;
}

/** Keeps every file and reads it, or puts it in line; `note` says where they come from. Throws TooManyFiles. */
export async function contribute(parts: Parts, files: readonly ContributedFile[], note: string | null): Promise<Contributed> {
  const { store, queue } = parts;
  const { single, problems } = await unpacked(parts, files);
  if (single.length > MOST_CONTRIBUTED) throw new TooManyFiles(single.length);
  const received: (Received & { name: string })[] = [];
  for (const { name, bytes } of single) {
    const file = { name, bytes, held: true };
    received.push({ name: storable(name), ...(queue ? await keepForLater(store, file) : await readNow(parts, file)) });
  }
  const id = randomUUID();
  await store.transaction(async em => {
    await em.insert(Contribution, { id, note: note === null ? null : storable(note), receivedAt: new Date() });
    for (const [position, { name, sha256, wasThere }] of received.entries()) {
      await em.insert(ContributionFile, { contributionId: id, position, sha256, fileName: name, wasThere });
    }
  });
  // a process that dies here has acknowledged nothing, and the files are found by queueUnread all the same;
  // the first file of everybody comes before the second of anybody
  for (const [position, { name, sha256, wasThere }] of received.entries()) {
    if (!wasThere) await queue?.send({ sha256, fileName: name }, -position);
  }
  return { id, problems };
}

async function readNow(parts: Parts, file: ContributedFile & { held: boolean }): Promise<Received> {
  const { sha256, outcome } = await ingestFile(parts, file);
  return { sha256, wasThere: outcome === 'duplicate' };
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
