/** What the API adds to the database: latency of lookups and of filters, over HTTP, against the same SQL through `pg` alone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import { pino } from 'pino';
import { loadConfig } from '../src/config.ts';
import { apiRoutes } from '../src/http/api/index.ts';
import { createLimits } from '../src/http/limits.ts';
import { apiRouter } from '../src/http/mount.ts';
import { pageImages } from '../src/http/page-image.ts';
import { API_PREFIX } from '../src/http/prefix.ts';
import { createReaderPool } from '../src/ingest/pool.ts';
import { openTestStore } from '../test/database.ts';
import { report } from './stopwatch.ts';
import { loadSynthetic, randomFrom } from './synthetic.ts';

const PER_SAMPLE = 20;

const FILTERS = [
  'analyte:lead and certainly > 1 mg/kg',
  'analyte:lead and possibly > 1 mg/kg and form:powder',
  'analyte:lead and certainly > 0.5 mg/kg and basis:as_received and reported >= 2026-01-01 and form:powder',
  'analyte:mercury_total and kind:not_detected',
  'analyte:7_hydroxymitragynine and certainly > 1000 ug/g',
  'panel:metals and loq:missing',
  'vendor:synthetic-vendor-7 and analyte:cadmium',
  'lot:S-77',
];

export async function querying({
  small,
  results = small ? 20_000 : 1_000_000,
}: {
  readonly small: boolean;
  readonly results?: number | undefined;
}): Promise<void> {
  const store = await openTestStore();
  const statements: string[] = [];
  const pool = createReaderPool({ size: 1 });
  const config = {
    ...loadConfig({ DATA_DIR: store.folder, LOG_LEVEL: 'silent', LEAFPROOF_SAMPLES: 'off', LEAFPROOF_READ_LIMIT: '1000000' }),
  };
  const app = express();
  const parts = { config, store, pool, logger: pino({ level: 'silent' }), ready: () => true, draining: () => false, queue: null };
  // the API alone: pages are TSX, which runs compiled
  app.use(API_PREFIX, apiRouter({ ...parts, images: pageImages(parts), limits: createLimits(config, store) }, apiRoutes));
  const server = createServer(app);
  try {
    const start = performance.now();
    const loaded = await loadSynthetic(store, Math.ceil(results / PER_SAMPLE));
    await store.em().execute('vacuum analyze');
    console.log(`${loaded} results loaded in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
    const client = await (store.em().getConnection() as unknown as { getNativeClient(): Promise<pg.Pool> }).getNativeClient();
    // what the API asks the database is recorded where it goes out, and asked again without the API
    const recording = record(statements);
    await lookups(base, store.em(), client, recording, small ? 40 : 200);
    await filters(base, small ? 5 : 20);
    recording.stop();
  } finally {
    server.closeAllConnections();
    server.close();
    await pool.close();
    await store.close();
  }
}

interface Recording {
  take(): string[];
  stop(): void;
}

function record(statements: string[]): Recording {
  const { query } = pg.Client.prototype;
  let on = true;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : (first as { text?: unknown } | undefined)?.text;
    if (on && typeof text === 'string') statements.push(text);
    return (query as (...given: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  return {
    take: () => statements.splice(0),
    stop() {
      on = false;
      pg.Client.prototype.query = query;
    },
  };
}

const p95 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function get(address: string): Promise<void> {
  const answer = await fetch(address);
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status} ${body.slice(0, 300)}`);
}

/** Each address is asked through the API, then its statements through `pg` alone, in turns. */
async function lookups(
  base: string,
  em: { execute<T>(query: string): Promise<T> },
  pool: pg.Pool,
  recording: Recording,
  rounds: number,
): Promise<void> {
  const random = randomFrom(3);
  const ids = await em.execute<{ certificate: string }[]>('select id as certificate from certificate order by random() limit 400');
  const addresses = [
    (each: (typeof ids)[number]) => `${base}/certificates/${each.certificate}`,
    (each: (typeof ids)[number]) => `${base}/results?certificate=${each.certificate}`,
    (each: (typeof ids)[number]) => `${base}/results?filter=${encodeURIComponent(`certificate:${each.certificate} and panel:metals`)}`,
  ];
  const [api, alone]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + 10; round++) {
    const each = ids[Math.floor(random() * ids.length)]!;
    for (const address of addresses) {
      recording.take();
      const through = await timed(() => get(address(each)));
      const asked = recording.take();
      const direct = await timed(async () => {
        for (const statement of asked) await pool.query(statement);
      });
      recording.take();
      if (round < 10) continue;
      api.push(through);
      alone.push(direct);
    }
  }
  console.log(`lookups: p95 ${p95(api).toFixed(1)} ms through the API, ${p95(alone).toFixed(1)} ms the same SQL through pg alone`);
  report('lookups, p95 / the same SQL through pg alone', p95(api) / p95(alone), { below: 2 });
}

async function filters(base: string, rounds: number): Promise<void> {
  const all: number[] = [];
  for (const filter of FILTERS) {
    const address = `${base}/results?filter=${encodeURIComponent(filter)}&limit=50`;
    await get(address);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await timed(() => get(address)));
    all.push(...times);
    console.log(`${p95(times).toFixed(1).padStart(8)} ms p95  ${filter}`);
  }
  report('filters with an index, p95', p95(all), { below: 100 }, ' ms');
}
