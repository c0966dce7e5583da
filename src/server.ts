/** Composition root of the web process: opens everything, listens, loads the samples of a first start, closes in order. */
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createApp } from './http/app.ts';
import { createMetrics, serveMetrics } from './http/metrics.ts';
import { workInBackground } from './ingest/background.ts';
import { keepHeads } from './ingest/keep-heads.ts';
import { keepSnapshots } from './ingest/keep-snapshots.ts';
import { mappingSource } from './ingest/mapping.ts';
import { createReaderPool, type ReaderPool } from './ingest/pool.ts';
import { openQueue, type Queue } from './ingest/queue.ts';
import { loadSamples } from './ingest/samples.ts';
import { createLogger } from './log.ts';
import { ensureAdminKey } from './store/key.ts';
import type { ReplicaState } from './store/replicas.ts';
import { openSigningKey } from './store/signing-key.ts';
import { openStore, type Store } from './store/store.ts';

export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Of the metrics; null when there are none. */
  readonly metricsPort: number | null;
  /** Settles when the samples of a first start are in (or were not wanted); rejects when they could not be read. */
  readonly samplesLoaded: Promise<void>;
  /** Says on /readyz that it ends, and answers for a while nevertheless; then answers what was asked, stops the readers, closes the database. */
  close(): Promise<void>;
}

/** How long open requests may take to end when the server stops. */
const GRACE_MS = 10_000;

/**
 * Listens first, so that the first page is there at once, and reads the samples right after;
 * `/healthz` answers 200 when they are in. Everything that was opened is closed again when the start fails.
 */
export async function startServer(config: Config, logger: Logger = createLogger(config)): Promise<RunningServer> {
  const store = await openStore(config, { replicas: true, limited: true });
  store.replicas?.watch(state => tellOf(state, logger));
  const { size, timeLimitMs, ocrTimeLimitMs, memoryLimitBytes } = config.readers;
  const pool = createReaderPool({
    size,
    timeLimit: timeLimitMs,
    ocrTimeLimit: ocrTimeLimitMs,
    memoryLimit: memoryLimitBytes,
    mappings: mappingSource(config.dataDir),
  });
  let queue: Queue | null = null;
  try {
    queue = config.databaseUrl === null ? null : await openQueue(config.databaseUrl, logger);
    if (config.adminKey !== null) await ensureAdminKey(store.em(), config.adminKey);
    const signingKey = await openSigningKey(config.signingKey, config.dataDir);
    let ready = false;
    let draining = false;
    const metrics = config.metrics === null ? undefined : createMetrics(store, queue);
    const measured = metrics?.measured(pool) ?? pool;
    const states = { ready: () => ready, draining: () => draining };
    const http = createServer(createApp({ config, store, pool: measured, queue, logger, metrics, ...states }));
    const url = await listen(http, config);
    const scraped = metrics && config.metrics ? await serveMetrics(metrics, config.metrics) : null;
    logger.info({ url }, 'listening');
    const stopping = new AbortController();
    const samplesLoaded = firstSamples(config, { store, pool, logger, signal: stopping.signal }).finally(() => {
      ready = true;
    });
    samplesLoaded.catch((error: unknown) => logger.error({ err: error }, 'the samples could not be loaded'));
    const work = { store, pool: measured, queue, readers: size, log: logger, signal: stopping.signal };
    const worked = samplesLoaded
      .catch(() => {})
      .then(() => (config.work ? workInBackground(work) : undefined))
      .catch((error: unknown) => logger.error({ err: error }, 'the work in the background could not begin'));
    const signed = samplesLoaded.catch(() => {}).then(() => keepHeads(store, signingKey, logger, stopping.signal));
    const kept =
      config.snapshots === 'off'
        ? undefined
        : samplesLoaded.catch(() => {}).then(() => keepSnapshots(store, config, logger, stopping.signal));
    return {
      url,
      metricsPort: scraped?.port ?? null,
      samplesLoaded,
      async close() {
        draining = true;
        if (config.drainMs > 0) {
          logger.info({ milliseconds: config.drainMs }, 'stopping soon');
          await pause(config.drainMs);
        }
        await scraped?.close();
        stopping.abort();
        await stop(http);
        await samplesLoaded.catch(() => {});
        await queue?.close();
        await Promise.all([worked, signed, kept]);
        await pool.close();
        await store.close();
      },
    };
  } catch (error) {
    await queue?.close();
    await pool.close();
    await store.close();
    throw error;
  }
}

function tellOf({ name, condition, lagMs, error }: ReplicaState, logger: Logger): void {
  if (condition === 'in use') logger.info({ replica: name, lagMs }, 'a replica answers reads');
  else
    logger.warn({ replica: name, condition, lagMs, ...(error !== null && { err: error }) }, 'a replica is not used: the primary answers');
}

interface SampleParts {
  readonly store: Store;
  readonly pool: ReaderPool;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

async function firstSamples(config: Config, { store, pool, logger, signal }: SampleParts): Promise<void> {
  if (!config.samples) return;
  const loaded = await loadSamples({ store, pool, signal });
  if (loaded.length > 0) logger.info({ files: loaded.length }, 'sample certificates loaded');
}

async function listen(http: HttpServer, { port, host }: Config): Promise<string> {
  http.listen(port, host);
  await once(http, 'listening');
  const { port: actual } = http.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

async function stop(http: HttpServer): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  http.closeIdleConnections();
  const cut = setTimeout(() => http.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(cut);
}
