/** Composition root of the web process: opens everything, listens, loads the samples of a first start, closes in order. */
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { createApp } from './http/app.ts';
import { keepHeads } from './ingest/keep-heads.ts';
import { keepJudged } from './ingest/keep-judged.ts';
import { keepScored } from './ingest/keep-scored.ts';
import { mappingSource } from './ingest/mapping.ts';
import { createReaderPool, type ReaderPool } from './ingest/pool.ts';
import { loadSamples } from './ingest/samples.ts';
import { ensureAdminKey } from './store/key.ts';
import { openSigningKey } from './store/signing-key.ts';
import { openStore, type Store } from './store/store.ts';

export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Settles when the samples of a first start are in (or were not wanted); rejects when they could not be read. */
  readonly samplesLoaded: Promise<void>;
  /** Answers what was asked, stops the readers, closes the database. */
  close(): Promise<void>;
}

/** How long open requests may take to end when the server stops. */
const GRACE_MS = 10_000;

/**
 * Listens first, so that the first page is there at once, and reads the samples right after;
 * `/healthz` answers 200 when they are in. Everything that was opened is closed again when the start fails.
 */
export async function startServer(config: Config, logger: Logger = createLogger(config)): Promise<RunningServer> {
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
    if (config.adminKey !== null) await ensureAdminKey(store.em(), config.adminKey);
    const signingKey = await openSigningKey(config.signingKey, config.dataDir);
    let ready = false;
    const http = createServer(createApp({ config, store, pool, logger, ready: () => ready }));
    const url = await listen(http, config);
    logger.info({ url }, 'listening');
    const stopping = new AbortController();
    const samplesLoaded = firstSamples(config, { store, pool, logger, signal: stopping.signal }).finally(() => {
      ready = true;
    });
    samplesLoaded.catch((error: unknown) => logger.error({ err: error }, 'the samples could not be loaded'));
    const judged = samplesLoaded.catch(() => {}).then(() => keepJudged(store, logger, stopping.signal));
    const scored = samplesLoaded.catch(() => {}).then(() => keepScored(store, logger, stopping.signal));
    const signed = samplesLoaded.catch(() => {}).then(() => keepHeads(store, signingKey, logger, stopping.signal));
    return {
      url,
      samplesLoaded,
      async close() {
        stopping.abort();
        await stop(http);
        await samplesLoaded.catch(() => {});
        await Promise.all([judged, scored, signed]);
        await pool.close();
        await store.close();
      },
    };
  } catch (error) {
    await pool.close();
    await store.close();
    throw error;
  }
}

/** Nothing that identifies a person or opens a door is logged; what requests show is chosen in http/log. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: config.logLevel, redact: ['*.authorization', '*.adminKey', '*.databaseUrl', '*.password', '*.signingKey'] });
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
