/** The store and the readers for one command, closed again whatever happens; what it changed is scored before it ends. */
import { type Config, loadConfig } from '../config.ts';
import { mappingSource } from '../ingest/mapping.ts';
import { createReaderPool, type ReaderPool } from '../ingest/pool.ts';
import { matchRecalls } from '../ingest/recall.ts';
import { rescoreChanges } from '../ingest/score.ts';
import { hasChanges } from '../store/scoring.ts';
import { type OpenOptions, openStore, type Store } from '../store/store.ts';

/** For commands that neither record nor judge. */
export const READ_ONLY: OpenOptions = { readOnly: true };

export async function withStore<T>(work: (store: Store, config: Config) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  const config = loadConfig();
  const store = await openStore(config, { ...options, replicas: !options.readOnly });
  try {
    const done = await work(store, config);
    if (!options.readOnly && (await hasChanges(store.em()))) {
      await rescoreChanges(store);
      await matchRecalls(store);
    }
    // what a command did is seen everywhere when it ends
    await store.replicas?.caughtUp();
    return done;
  } finally {
    await store.close();
  }
}

export interface Opened {
  readonly store: Store;
  readonly pool: ReaderPool;
  readonly config: Config;
  /** Aborts at the first Ctrl-C; a second one ends the process at once. */
  readonly signal: AbortSignal;
}

export async function withReaders<T>(jobs: number | undefined, work: (opened: Opened) => Promise<T>): Promise<T> {
  return withStore(async (store, config) => {
    const { size, timeLimitMs, ocrTimeLimitMs, memoryLimitBytes } = config.readers;
    const pool = createReaderPool({
      size: jobs ?? size,
      timeLimit: timeLimitMs,
      ocrTimeLimit: ocrTimeLimitMs,
      memoryLimit: memoryLimitBytes,
      mappings: mappingSource(config.dataDir),
    });
    const stopping = new AbortController();
    const interrupt = () => {
      if (stopping.signal.aborted) process.exit(130);
      console.error('\nStopping; what was recorded stays. Ctrl-C again ends at once.');
      stopping.abort();
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    try {
      return await work({ store, pool, config, signal: stopping.signal });
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      await pool.close();
    }
  });
}
