/** `node bench/bare-copy.ts URL`: the long table as the database itself copies it, taken as it comes and thrown away. */
import type { Pool } from 'pg';
import { to } from 'pg-copy-streams';
import { longRows } from '../src/store/long-table.ts';
import { openOrm } from '../src/store/orm.ts';

const orm = await openOrm({ kind: 'postgresql', url: process.argv[2] ?? '' });
try {
  const em = orm.em.fork();
  // the same rows and columns in the same order as an export has them
  const { sql, params } = longRows({});
  const pool = await (em.getConnection() as unknown as { getNativeClient(): Promise<Pool> }).getNativeClient();
  const client = await pool.connect();
  try {
    await client.query(`set work_mem = '64MB'; set jit = off`);
    const copied = client.query(to(`copy (${em.getPlatform().formatQuery(sql, params)}) to stdout`)) as AsyncIterable<Uint8Array>;
    let bytes = 0;
    for await (const chunk of copied) bytes += chunk.length;
    if (bytes === 0) throw new Error('nothing was copied');
  } finally {
    client.release(true);
  }
} finally {
  await orm.close();
}
