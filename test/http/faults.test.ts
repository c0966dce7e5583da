/** What goes wrong inside stays inside: no stack, no secret, neither in answers nor in the log. */
import { pino } from 'pino';
import request from 'supertest';
import { loadConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import type { ReaderPool } from '../../src/ingest/pool.ts';
import type { Store } from '../../src/store/store.ts';
import { problemConforms } from './conform.ts';

const SECRET = 'lp_a-secret-that-nobody-may-see';

function broken(): never {
  throw new Error('connection to db.internal refused for user leafproof');
}

function brokenApp(ready = true) {
  const lines: string[] = [];
  const store = new Proxy({} as Store, { get: (_, property) => (property === 'replicas' ? null : broken()) });
  const pool: ReaderPool = {
    read: broken,
    unpack: broken,
    readCodes: broken,
    compareImage: broken,
    renderPage: broken,
    close: async () => {},
  };
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const app = createApp({ config: loadConfig({ LOG_LEVEL: 'trace' }), store, pool, logger, ready: () => ready });
  return { app, lines };
}

test('a fault is a problem without its cause; the log has the cause under the same id', async () => {
  const { app, lines } = brokenApp();
  const answer = problemConforms(await request(app).get('/api/v1/vendors').expect(500));
  expect(answer.body).toMatchObject({ code: 'internal-error' });
  expect(answer.text).not.toContain('db.internal');
  const logged = lines.filter(line => line.includes('db.internal'));
  expect(logged.length).toBeGreaterThan(0);
  expect(logged[0]).toContain(answer.body.requestId);
});

test('no key, cookie or body reaches the log', async () => {
  const { app, lines } = brokenApp();
  await request(app).get('/api/v1/keys').set('Authorization', `Bearer ${SECRET}`).set('Cookie', `session=${SECRET}`).expect(500);
  await request(app).post('/api/v1/keys').set('Authorization', `Bearer ${SECRET}`).send({ name: SECRET, role: 'admin' }).expect(500);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join('\n')).not.toContain(SECRET);
});

test('without its database it is up, and not ready', async () => {
  const { app } = brokenApp();
  await request(app).get('/healthz').expect(200);
  const ready = problemConforms(await request(app).get('/readyz').expect(503));
  expect(ready.headers['retry-after']).toBe('5');
});

test('while the samples of a first start are read it says so', async () => {
  const { app } = brokenApp(false);
  for (const path of ['/healthz', '/readyz']) {
    const starting = problemConforms(await request(app).get(path).expect(503));
    expect(starting.headers['retry-after']).toBe('1');
  }
});
