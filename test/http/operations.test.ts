/** What an operator sees: metrics, the page of queues, readiness. */
import { pino } from 'pino';
import request from 'supertest';
import { loadConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { createMetrics, serveMetrics } from '../../src/http/metrics.ts';
import type { DeadTask, Queue } from '../../src/ingest/queue.ts';
import { migrate, openOrm } from '../../src/store/orm.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { freshPostgres, onPostgres } from '../database.ts';
import { openProxy } from '../proxy.ts';
import { problemConforms } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(async () => site.close());

const quiet = pino({ level: 'silent' });
const appOf = (more: Partial<Parameters<typeof createApp>[0]>) =>
  createApp({ config: loadConfig({ LOG_LEVEL: 'silent' }), store: site.store, pool: site.pool, logger: quiet, ...more });

test('metrics name routes and never addresses, and are served on a port of their own alone', async () => {
  const metrics = createMetrics(site.store, null);
  const app = appOf({ metrics, pool: metrics.measured(site.pool) });
  await request(app).get('/api/v1/vendors/somebody-nobody-knows').expect(404);
  await request(app).get('/wp-login.php').expect(404);
  await request(app).post('/api/v1/check').attach('file', Buffer.from(SHEET), 'a.csv').expect(200);
  const server = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
  try {
    const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
    expect(text).toMatch(/leafproof_http_request_seconds_count\{method="GET",route="\/api\/v1\/vendors\/:slug",status="404"\} 1/);
    expect(text).toMatch(/leafproof_reading_seconds_count\{outcome="read"\} 1/);
    expect(text).toContain('leafproof_rejudging_waiting 0');
    expect(text).toContain('leafproof_database_up 1');
    expect(text).not.toMatch(/somebody-nobody-knows|wp-login/);
    expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(404);
  } finally {
    await server.close();
  }
  await request(app).get('/metrics').expect(404);
});

test('a process that is about to end is not ready, closes connections, and still answers', async () => {
  const app = appOf({ draining: () => true });
  const ready = problemConforms(await request(app).get('/readyz').expect(503));
  expect(ready.body.detail).toContain('Stopping');
  const answer = await request(app).get('/api/v1/vendors').expect(200);
  expect(answer.headers.connection).toBe('close');
  await request(app).get('/healthz').expect(200);
  await request(appOf({})).get('/readyz').expect(200);
});

/** A signed-in browser. */
async function signedIn(app: ReturnType<typeof appOf>, role: 'reviewer' | 'admin') {
  const agent = request.agent(app);
  const page = await agent.get('/review');
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  await agent
    .post('/review/sign-in')
    .type('form')
    .send({ csrf, key: await site.key(role) })
    .expect(303);
  return agent;
}

/** The line as a page sees it; the real one is tested on PostgreSQL. */
function lineWith(dead: DeadTask[]): Queue {
  const take = async (id: string) => {
    const at = dead.findIndex(one => one.id === id);
    if (at < 0) return false;
    dead.splice(at, 1);
    return true;
  };
  return {
    send: async () => {},
    work: async () => {},
    depth: async () => ({ waiting: 3, active: 1, dead: dead.length }),
    dead: async () => dead,
    retry: take,
    discard: take,
    close: async () => {},
  };
}

test('admins see what failed, as text, and decide about it; reviewers and strangers do not', async () => {
  const id = '0199a3c4-0000-7000-8000-000000000001';
  const task = { sha256: 'ab'.repeat(32), fileName: '<b>poison</b>.pdf' };
  const queue = lineWith([{ id, task, error: 'The original holds other bytes', tries: 5, sentAt: new Date(), diedAt: new Date() }]);
  const app = appOf({ queue });
  await request(app).get('/admin/queues').expect(302).expect('Location', '/review/queues');
  await request(app).get('/review/queues').expect(401);
  await (await signedIn(app, 'reviewer')).get('/review/queues').expect(403);
  const admin = await signedIn(app, 'admin');
  const page = await admin.get('/review/queues').expect(200);
  expect(page.text).toContain('3 files in line, 1 being read, 1 put aside');
  expect(page.text).toContain('&lt;b>poison&lt;/b>.pdf');
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  await admin.post(`/review/queues/${id}`).type('form').send({ csrf: 'another', action: 'retry' }).expect(403);
  const done = await admin.post(`/review/queues/${id}`).type('form').send({ csrf, action: 'retry', reason: 'restored from a backup' });
  expect([done.status, done.headers.location]).toEqual([303, expect.stringContaining('/review/queues?said=')]);
  await admin.post(`/review/queues/${id}`).type('form').send({ csrf, action: 'retry' }).expect(409);
  const logged = await site.store.em().execute(`select action, reason from log_entry where subject = ?`, [`job:${id}`]);
  expect(logged).toEqual([{ action: 'queue-retry', reason: 'restored from a backup' }]);
});

/** The embedded database has no connection that could be cut. */
const onlyOnPostgres = onPostgres ? test : test.skip;

onlyOnPostgres(
  'a database that goes away is a 503 that says so, and the next request is answered when it is back',
  async () => {
    const database = await freshPostgres();
    const url = new URL(database.url);
    const proxy = await openProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    let store: Store | null = null;
    try {
      const orm = await openOrm({ kind: 'postgresql', url: url.href });
      await migrate(orm);
      store = await createStore(orm, { dataDir: site.store.folder }, null);
      const app = appOf({ store });
      await request(app).get('/api/v1/vendors').expect(200);
      // in the middle of a statement
      const slow = store
        .em()
        .execute('select pg_sleep(20)')
        .then(
          () => 'answered',
          () => 'cut',
        );
      await new Promise(resolve => setTimeout(resolve, 300));
      proxy.cut(true);
      expect(await slow).toBe('cut');
      const gone = problemConforms(await request(app).get('/api/v1/vendors').expect(503));
      expect([gone.body.code, gone.headers['retry-after']]).toEqual(['not-ready', '5']);
      expect((await request(app).get('/vendors').expect(503)).text).toContain('<html');
      await request(app).get('/readyz').expect(503);
      await request(app).get('/healthz').expect(200);
      proxy.cut(false);
      await request(app).get('/api/v1/vendors').expect(200);
    } finally {
      await store?.close();
      proxy.close();
      await database.drop();
    }
  },
  120_000,
);
