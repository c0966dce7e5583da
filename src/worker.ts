/** Composition root of a worker: everything that a web process does beside answering, and nothing else. */
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createMetrics, serveMetrics } from './http/metrics.ts';
import { workInBackground } from './ingest/background.ts';
import { mappingSource } from './ingest/mapping.ts';
import { createReaderPool } from './ingest/pool.ts';
import { openQueue } from './ingest/queue.ts';
import { createLogger } from './log.ts';
import { openStore } from './store/store.ts';

export interface RunningWorker {
  /** Lets what is being done end, hands back what takes too long, closes the database. */
  close(): Promise<void>;
}

/** A worker needs the database that the others have. */
export class NothingToShare extends Error {
  constructor() {
    super('leafproof work needs DATABASE_URL: the embedded database belongs to one process, which does this work itself.');
    this.name = 'NothingToShare';
  }
}

export async function startWorker(config: Config, logger: Logger = createLogger(config)): Promise<RunningWorker> {
  if (config.databaseUrl === null) throw new NothingToShare();
  const store = await openStore(config);
  const { size, timeLimitMs, ocrTimeLimitMs, memoryLimitBytes } = config.readers;
  const pool = createReaderPool({
    size,
    timeLimit: timeLimitMs,
    ocrTimeLimit: ocrTimeLimitMs,
    memoryLimit: memoryLimitBytes,
    mappings: mappingSource(config.dataDir),
  });
  try {
    const queue = await openQueue(config.databaseUrl, logger);
    const metrics = config.metrics && createMetrics(store, queue);
    const scraped = metrics && config.metrics && (await serveMetrics(metrics, config.metrics));
    const stopping = new AbortController();
    const working = workInBackground({
      store,
      pool: metrics?.measured(pool) ?? pool,
      queue,
      readers: size,
      log: logger,
      signal: stopping.signal,
    });
    working.catch((error: unknown) => logger.fatal({ err: error }, 'the work could not begin'));
    logger.info({ files: size }, 'working');
    return {
      async close() {
        await queue.close();
        stopping.abort();
        await working.catch(() => {});
        await pool.close();
        await scraped?.close();
        await store.close();
      },
    };
  } catch (error) {
    await pool.close();
    await store.close();
    throw error;
  }
}
