/** How fast the long table is written: CSV and NDJSON against a bare COPY of the same rows, and what memory it takes. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { to } from 'pg-copy-streams';
import type { Format } from '../src/export/formats.ts';
import { exportLongTable } from '../src/store/export.ts';
import { longRows } from '../src/store/long-table.ts';
import { openOrm } from '../src/store/orm.ts';
import type { SqlEntityManager } from '../src/store/sql.ts';
import { freshPostgres } from '../test/database.ts';
import { report } from './stopwatch.ts';

const PER_SAMPLE = 20;

/** `results`: how many results to load; 5 million, or 40 000 with `--small`. */
export async function exporting({
  small,
  results = small ? 40_000 : 5_000_000,
}: {
  readonly small: boolean;
  readonly results?: number | undefined;
}): Promise<void> {
  const database = await freshPostgres();
  try {
    const load = [join(import.meta.dirname, 'load.ts'), database.url, String(Math.ceil(results / PER_SAMPLE))];
    const loaded = spawnSync(process.execPath, load, { stdio: 'inherit' });
    if (loaded.status !== 0) throw new Error('loading failed');
    const orm = await openOrm({ kind: 'postgresql', url: database.url });
    try {
      await measure(orm.em.fork(), small ? 1 : 2, results);
    } finally {
      await orm.close();
    }
  } finally {
    await database.drop();
  }
}

/** Runs take turns, so that what else the machine does hits all; the least time of each counts. */
async function measure(em: SqlEntityManager, rounds: number, rows: number): Promise<void> {
  // the first run only fills the caches
  await drain(bareCopy(em));
  const before = process.resourceUsage().maxRSS * 1024;
  const least: Record<string, number> = {};
  let highest = 0;
  for (let round = 0; round < rounds; round++) {
    for (const name of ['COPY', 'csv', 'ndjson', ...(round === 0 ? ['parquet', 'xlsx'] : [])]) {
      const start = performance.now();
      const { bytes, peak } = await drain(name === 'COPY' ? bareCopy(em) : exportLongTable(em, {}, name as Format, { base: '' }));
      const took = performance.now() - start;
      if (name !== 'COPY') highest = Math.max(highest, peak);
      least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, took);
      console.log(
        `${name.padEnd(8)} ${(took / 1000).toFixed(1).padStart(7)} s  ${(bytes / 1e6).toFixed(0).padStart(6)} MB  ${(rows / took).toFixed(0).padStart(5)} thousand rows/s  ${(peak / 1e6).toFixed(0)} MB resident`,
      );
    }
  }
  report('CSV / bare COPY of the same rows', least.COPY! / least.csv!, { atLeast: 0.5 });
  report('NDJSON / bare COPY of the same rows', least.COPY! / least.ndjson!, { atLeast: 0.25 });
  console.log(`peak before the exports: ${(before / 1e6).toFixed(0)} MB`);
  report('peak memory, every format', Math.max(highest, process.resourceUsage().maxRSS * 1024) / 1e6, { below: 300 }, ' MB');
}

/** The same rows and columns in the same order, as the database has them. */
async function* bareCopy(em: SqlEntityManager): AsyncGenerator<Uint8Array> {
  const { sql, params } = longRows({});
  const pool = await (em.getConnection() as unknown as { getNativeClient(): Promise<Pool> }).getNativeClient();
  const client = await pool.connect();
  try {
    await client.query(`set work_mem = '64MB'; set jit = off`);
    yield* client.query(to(`copy (${em.getPlatform().formatQuery(sql, params)}) to stdout`)) as AsyncIterable<Uint8Array>;
  } finally {
    client.release(true);
  }
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number; readonly peak: number }> {
  let [bytes, peak, count] = [0, 0, 0];
  for await (const chunk of chunks) {
    bytes += chunk.length;
    count += 1;
    if (count % 64 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return { bytes, peak: Math.max(peak, process.memoryUsage.rss()) };
}
