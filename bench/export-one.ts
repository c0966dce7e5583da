/** `node bench/export-one.ts URL FORMAT`: the whole long table in one format, or as the database itself copies it (`COPY`), and what it took. */
import type { Pool } from 'pg';
import { to } from 'pg-copy-streams';
import type { Format } from '../src/export/formats.ts';
import { exportLongTable } from '../src/store/export.ts';
import { longRows } from '../src/store/long-table.ts';
import { openOrm } from '../src/store/orm.ts';
import type { SqlEntityManager } from '../src/store/sql.ts';

export interface Exported {
  readonly bytes: number;
  readonly milliseconds: number;
  /** Bytes of this process in memory, at the highest. */
  readonly peak: number;
}

const [url = '', format = ''] = process.argv.slice(2);
const orm = await openOrm({ kind: 'postgresql', url });
try {
  const em = orm.em.fork();
  const start = performance.now();
  let bytes = 0;
  for await (const chunk of format === 'COPY' ? bareCopy(em) : exportLongTable(em, {}, format as Format, { base: '' }))
    bytes += chunk.length;
  const exported: Exported = { bytes, milliseconds: performance.now() - start, peak: process.resourceUsage().maxRSS * 1024 };
  console.log(JSON.stringify(exported));
} finally {
  await orm.close();
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
