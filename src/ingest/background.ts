/** What goes on without anybody asking: verdicts and scores are kept up to date, files in line are read. Any number of processes do it side by side. */
import { storageKey } from '../store/files.ts';
import type { Store } from '../store/store.ts';
import { unreadFiles } from './contribution-progress.ts';
import { type IngestParts, ingestFile, TakenDownMeanwhile, underWay } from './ingest.ts';
import { keepFigures } from './keep-figures.ts';
import { keepJudged } from './keep-judged.ts';
import { keepScored } from './keep-scored.ts';
import type { FileTask, Queue } from './queue.ts';
import { type Log, repeat } from './repeat.ts';
import { findSubmissionOfFile } from './submission.ts';

export interface WorkParts extends Omit<IngestParts, 'signal'> {
  readonly queue: Queue | null;
  /** How many files the pool reads at the same time. */
  readonly readers: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** How often it is looked whether a file was kept and not put in line, and how far back. */
const SWEEP_MS = 60_000;
const SWEEP_BACK_MS = 86_400_000;

/** Works until the signal comes. Never rejects once the queue was asked for work. */
export async function workInBackground(parts: WorkParts): Promise<void> {
  const { store, pool, queue, readers, log, signal } = parts;
  await queue?.work(underWay(readers), task => readQueued({ store, pool, signal }, task));
  const loops = [keepJudged(store, log, signal), keepScored(store, log, signal), keepFigures(store, log, signal)];
  if (queue !== null) loops.push(keepQueued(store, queue, log, signal));
  await Promise.all(loops);
}

/** Reads and records one file; one that was read meanwhile, or taken down, is done. Throws what another try may overcome. */
export async function readQueued({ store, pool, signal }: IngestParts, { sha256, fileName }: FileTask): Promise<void> {
  const earlier = await findSubmissionOfFile(store.em(), sha256);
  if (earlier?.takenDown) return;
  try {
    const bytes = await store.files.read(storageKey(sha256));
    await ingestFile({ store, pool, signal }, { name: fileName, bytes, held: true });
  } catch (error) {
    if (!(error instanceof TakenDownMeanwhile)) throw error;
  }
}

async function keepQueued(store: Store, queue: Queue, log: Log, signal: AbortSignal): Promise<void> {
  await repeat({ everyMs: SWEEP_MS, failure: 'files that wait to be read could not be put in line', log, signal }, async () => {
    for (const task of await unreadFiles(store.em(), new Date(Date.now() - SWEEP_BACK_MS))) await queue.send(task);
  });
}
