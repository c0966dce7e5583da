/** Reads from a streaming replica: none is wrong because the replica lags, and none fails because it is gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { findPostgres, type PostgresServer, startPostgres, startReplica } from '../../scripts/postgres.mjs';
import { loadConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createReaderPool, type ReaderPool } from '../../src/ingest/pool.ts';
import { createKey } from '../../src/store/key.ts';
import { openOrm } from '../../src/store/orm.ts';
import type { ReplicaState } from '../../src/store/replicas.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { until } from '../processes.ts';
import { SHEET } from '../sheet.ts';

const possible = findPostgres() !== null;
if (!possible) console.log('skipped: no PostgreSQL here to make a streaming replica with (POSTGRES_BIN)');
const onlyWithPostgres = possible ? describe : describe.skip;

const LAG_MS = 1500;

onlyWithPostgres('a primary and a streaming replica', () => {
  let primary: PostgresServer;
  let replica: PostgresServer;
  let store: Store;
  let pool: ReaderPool;
  let app: Express;
  let key: string;
  const told: string[] = [];

  beforeAll(async () => {
    primary = await startPostgres({ fsync: 'off', max_connections: 50 });
    replica = await startReplica(primary, { fsync: 'off', max_connections: 50 });
    const config = {
      ...loadConfig({
        DATABASE_URL: primary.url,
        DATABASE_REPLICA_URLS: replica.url,
        DATABASE_REPLICA_LAG: String(LAG_MS / 1000),
        DATA_DIR: `/tmp/leafproof-replicas-${process.pid}`,
        LOG_LEVEL: 'silent',
      }),
      uploadsPerMinute: 1000,
      writesPerMinute: 0,
    };
    store = await openStore(config, { replicas: true });
    store.replicas!.watch(({ condition }: ReplicaState) => void told.push(condition));
    pool = createReaderPool({ size: 1 });
    app = createApp({ config, store, pool, logger: pino({ level: 'silent' }) });
    key = (await createKey(store.em(), { name: 'test', role: 'reviewer' })).secret;
    await until('the replica is in use', () => condition() === 'in use');
  }, 60_000);
  afterAll(async () => {
    await pool?.close();
    await store?.close();
    await replica?.remove();
    await primary?.remove();
  });

  const condition = () => store.replicas!.states[0]!.condition;
  const chosen = () => store.replicas!.states[0]!.chosen;
  const onReplica = async (statement: string) => {
    const orm = await openOrm({ kind: 'postgresql', url: replica.url });
    await orm.em.fork().execute(statement);
    await orm.close();
  };
  const submit = (lot: string) =>
    request(app)
      .post('/api/v1/submissions')
      .set('Authorization', `Bearer ${key}`)
      .attach('file', Buffer.from(SHEET.replaceAll('TL-001', lot)), `${lot}.csv`);

  test('public reads are asked of it, what must not be late is not, and it takes no writes', async () => {
    const made = (await submit('RE-1').expect(201)).body;
    const before = chosen();
    const [certificate] = made.certificates;
    await request(app).get(`/api/v1/certificates/${certificate.id}`).expect(200);
    expect((await request(app).get('/api/v1/lots').expect(200)).body.items).toHaveLength(1);
    expect((await request(app).get(`/certificates/${certificate.id}`).expect(200)).text).toContain('RE-1');
    await request(app).get('/feeds/certificates.json').expect(200);
    expect(chosen()).toBe(before + 4);
    for (const path of [`/certificates/${certificate.id}/original`, '/changes', '/log', '/lots?as_of=2026-01-01'])
      await request(app).get(`/api/v1${path}`).expect(200);
    await request(app).get(`/api/v1/submissions/${made.id}`).set('Authorization', `Bearer ${key}`).expect(200);
    const { orm } = store.replicas!.choose()!;
    await expect(orm.em.fork().execute(`delete from certificate`)).rejects.toThrow('read-only');
  });

  test('a page that was kept is made anew when the replica has followed a change', async () => {
    await request(app).get('/search?q=red').expect(200);
    await submit('RE-2').expect(201);
    expect((await request(app).get('/search?q=red').expect(200)).text).toContain('RE-2');
  });

  test('while it lags, what was acknowledged is there; then the primary answers, until it has caught up', async () => {
    await onReplica('select pg_wal_replay_pause()');
    const began = Date.now();
    // acknowledged when everybody can see it: here, when the replica is no longer asked
    const made = (await submit('RE-3').expect(201)).body;
    expect(Date.now() - began).toBeLessThan(LAG_MS + 5000);
    expect(condition()).toBe('behind');
    await request(app).get(`/api/v1/certificates/${made.certificates[0].id}`).expect(200);
    expect((await request(app).get('/api/v1/lots')).body.items).toHaveLength(3);
    const ready = await request(app).get('/readyz').expect(200);
    expect(ready.body).toEqual({ status: 'ok', replicas: { configured: 1, inUse: 0 } });
    const metrics = await createMetrics(store, null).text();
    expect(metrics).toMatch(/leafproof_replica_in_use\{replica="127.0.0.1:\d+"\} 0/);
    expect(metrics).toMatch(/leafproof_reads_total\{database="primary"\} [1-9]/);
    await onReplica('select pg_wal_replay_resume()');
    await until('it is in use again', () => condition() === 'in use');
    expect((await request(app).get('/api/v1/lots')).body.items).toHaveLength(3);
  }, 30_000);

  test('a certificate that it has not heard of is looked for on the primary', async () => {
    await onReplica('select pg_wal_replay_pause()');
    const { recorded } = await recordQuietly('RE-4');
    expect(condition()).toBe('in use');
    await request(app).get(`/api/v1/certificates/${recorded}`).expect(200);
    await onReplica('select pg_wal_replay_resume()');
    await until('it is in use again', () => condition() === 'in use');
  }, 30_000);

  test('killed while it is being asked, nobody notices; back, it is asked again', async () => {
    const statuses: number[] = [];
    let asking = true;
    const visitors = Array.from({ length: 4 }, async () => {
      while (asking) statuses.push((await request(app).get('/api/v1/lots?limit=5')).status);
    });
    await sleep(300);
    replica.kill();
    await until('it is gone', () => condition() === 'gone');
    await sleep(300);
    asking = false;
    await Promise.all(visitors);
    expect(statuses.length).toBeGreaterThan(20);
    expect(statuses.filter(status => status !== 200)).toEqual([]);
    expect((await request(app).get('/readyz')).body.replicas).toEqual({ configured: 1, inUse: 0 });
    await submit('RE-5').expect(201);
    await replica.start();
    await until('it is in use again', () => condition() === 'in use');
    expect((await request(app).get('/api/v1/lots')).body.items).toHaveLength(5);
  }, 60_000);

  test('with the primary killed reads go on, writes are refused, and nothing acknowledged is missing when it is back', async () => {
    const lots = async () => (await request(app).get('/api/v1/lots').expect(200)).body.items.length;
    expect(await lots()).toBe(5);
    primary.kill();
    expect(await lots()).toBe(5);
    expect((await request(app).get('/vendors').expect(200)).text).toContain('Test Leaf');
    await until('its end is noticed', () => !store.replicas!.primaryAnswers);
    expect((await request(app).get('/readyz').expect(200)).body.status).toBe('read-only');
    expect((await submit('RE-6')).body.code).toBe('not-ready');
    // nobody can say whether there is such a thing
    await request(app).get('/api/v1/lots/00000000-0000-4000-8000-000000000000').expect(503);
    await primary.start();
    await submit('RE-6').expect(201);
    expect(await lots()).toBe(6);
    expect((await request(app).get('/readyz').expect(200)).body.status).toBe('ok');
  }, 60_000);

  test('promoted beside a primary that lives, it is asked no more', async () => {
    await replica.promote();
    await until('that is noticed', () => condition() === 'promoted');
    expect(store.replicas!.choose()).toBeNull();
    expect(told).toEqual(expect.arrayContaining(['in use', 'behind', 'gone', 'promoted']));
  });

  /** As another process does that knows of no replica. */
  async function recordQuietly(lot: string) {
    const other = createApp({
      config: { ...loadConfig({ LOG_LEVEL: 'silent' }), uploadsPerMinute: 100 },
      store: { ...store, replicas: null },
      pool,
      logger: pino({ level: 'silent' }),
    });
    const made = await request(other)
      .post('/api/v1/submissions')
      .set('Authorization', `Bearer ${key}`)
      .attach('file', Buffer.from(SHEET.replaceAll('TL-001', lot)), `${lot}.csv`)
      .expect(201);
    return { recorded: made.body.certificates[0].id as string };
  }
});
