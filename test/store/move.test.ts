/** An embedded store moved to PostgreSQL says the same there, or nothing is kept. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { createReaderPool } from '../../src/ingest/pool.ts';
import { acceptCertificate } from '../../src/ingest/review.ts';
import { rescore } from '../../src/ingest/score.ts';
import { openFiles } from '../../src/store/files.ts';
import { MoveDiffers, moveOriginals, moveRows, TargetNotEmpty } from '../../src/store/move.ts';
import { migrate, type Orm, openOrm } from '../../src/store/orm.ts';
import { createStore } from '../../src/store/store.ts';
import { openBucket } from '../bucket.ts';
import { freshPostgres, onPostgres } from '../database.ts';
import { SHEET } from '../http/harness.ts';
import { openMemory } from '../memory.ts';

/** A second database on PostgreSQL, or in memory: moving needs nothing that only one of them has. */
async function emptyTarget(): Promise<{ orm: Orm; drop(): Promise<void> }> {
  const database = onPostgres ? await freshPostgres() : null;
  const orm: Orm = database ? await openOrm({ kind: 'postgresql', url: database.url }) : await openMemory();
  await migrate(orm);
  return {
    orm,
    async drop() {
      await orm.close();
      await database?.drop();
    },
  };
}

test('every row arrives with its digest, and the copy can be worked with; a second move and a changed row are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-move-'));
  const source = await openMemory();
  await migrate(source);
  const store = await createStore(source, { dataDir: folder }, null);
  const pool = createReaderPool({ size: 1 });
  const bucket = await openBucket();
  const target = await emptyTarget();
  try {
    for (const lot of ['TL-001', 'TL-002']) {
      const bytes = new Uint8Array(Buffer.from(SHEET.replaceAll('TL-001', lot)));
      await ingestFile({ store, pool }, { name: `${lot}.csv`, bytes, held: true });
    }
    const [certificate] = await store.em().execute<{ id: string }[]>('select id from certificate limit 1');
    await acceptCertificate(store, certificate!.id, { actor: 'test', reason: 'looked at' });
    await rescore(store);
    const files = await openFiles(bucket.place);
    expect(await moveOriginals(source, store.files, files)).toBe(2);

    const run = (statement: string) => target.orm.em.fork().execute<{ n: number }[]>(statement);
    await run('create rule lost as on insert to submission do instead nothing');
    await expect(moveRows(source, target.orm)).rejects.toThrow(MoveDiffers);
    expect(await run('select count(*)::int as n from source_file')).toEqual([{ n: 0 }]);
    await run('drop rule lost on submission');

    const moved = Object.fromEntries((await moveRows(source, target.orm)).map(({ table, rows }) => [table, rows]));
    expect(moved).toMatchObject({ submission: 2, source_file: 2, certificate: 2, scoring: 1 });
    await expect(moveRows(source, target.orm)).rejects.toThrow(TargetNotEmpty);

    const there = await createStore(target.orm, { dataDir: folder, files: bucket.place }, null);
    const again = await ingestFile({ store: there, pool }, { name: 'again.csv', bytes: new Uint8Array(Buffer.from(SHEET)) });
    expect(again.outcome).toBe('duplicate');
    const fresh = new Uint8Array(Buffer.from(SHEET.replaceAll('TL-001', 'TL-003')));
    expect((await ingestFile({ store: there, pool }, { name: 'fresh.csv', bytes: fresh })).outcome).toBe('recorded');
    await rescore(there);
  } finally {
    await target.drop();
    await bucket.remove();
    await pool.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 180_000);
