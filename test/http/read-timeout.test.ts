/** A query of a public read that takes too long is ended by PostgreSQL; whatever else takes as long is not. */
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { loadConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { asProblem } from '../../src/http/errors.ts';
import { unhurried } from '../../src/http/reading.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { onPostgres, openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool } from '../ingest/outcome.ts';
import { sharedPool } from '../readers.ts';

const LIMIT_MS = 400;

test('by default there is a limit, with 0 or behind a pooler there is none', () => {
  expect(loadConfig({}).readTimeoutMs).toBe(30_000);
  expect(loadConfig({ DATABASE_READ_TIMEOUT: '0' }).readTimeoutMs).toBeNull();
  expect(loadConfig({ DATABASE_READ_TIMEOUT: '0.0001' }).readTimeoutMs).toBe(1);
  expect(loadConfig({ DATABASE_PLANS: 'off' }).readTimeoutMs).toBeNull();
});

(onPostgres ? describe : describe.skip)('reads with a limit of time', () => {
  let empty: TestStore;
  let store: Store;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    empty = await openTestStore();
    const { pool } = plainPool();
    await ingestFile(
      { store: empty, pool },
      fileOf('a.pdf', [{ number: 'R-1', lot: 'L-1', brand: 'Old Leaf', laboratory: 'North Lab', rows: [{ name: 'Lead', value: '0.2' }] }]),
    );
    const config = {
      ...loadConfig({ DATABASE_URL: empty.url!, DATA_DIR: empty.folder, LOG_LEVEL: 'silent' }),
      readsPerMinute: 0,
      readTimeoutMs: LIMIT_MS,
    };
    store = await openStore(config, { limited: true });
    app = createApp({ config, store, pool: sharedPool(), logger: pino({ level: 'silent' }) });
  });
  afterAll(async () => {
    await store?.close();
    await empty?.close();
  });

  /** Whoever reads what is public waits for as long as `work` takes. */
  async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: empty.url! });
    await client.connect();
    try {
      await client.query('begin; lock table public_lot, public_sample, result in access exclusive mode');
      return await work();
    } finally {
      await client.end();
    }
  }

  test('a page says so, and the next one is answered by the same connections', async () => {
    const page = await whileLocked(() => request(app).get('/search?q=leaf'));
    expect(page.status).toBe(503);
    expect(page.get('Retry-After')).toBe('30');
    expect(page.get('Content-Type')).toContain('text/html');
    expect(page.text).toContain('The answer took too long');
    for (let turn = 0; turn < 12; turn++) expect((await request(app).get(`/search?q=leaf&turn=${turn}`)).status).toBe(200);
  });

  test('a read of the API is a problem with a code', async () => {
    const { status, body, headers } = await whileLocked(() => request(app).get('/api/v1/lots'));
    expect({ status, code: body.code, after: headers['retry-after'] }).toEqual({ status: 503, code: 'took-too-long', after: '30' });
    expect(headers['content-type']).toContain('application/problem+json');
  });

  test('the long table waits, and is whole', async () => {
    let asked: Promise<request.Response> | undefined;
    await whileLocked(async () => {
      asked = request(app)
        .get('/api/v1/long-table.csv')
        .then(answer => answer);
      await new Promise(resolve => setTimeout(resolve, LIMIT_MS * 2));
    });
    const { status, text } = await asked!;
    expect(status).toBe(200);
    expect(text).toContain('Lead');
  });

  const slow = 'select pg_sleep(0.8)';

  test('so does whatever writes or works in the background', async () => {
    await store.em().execute(slow);
    await store.transaction(em => em.execute(slow));
  });

  test('what is sent of a file after its beginning is not ended, and its connection has the limit again', async () => {
    const limited: Store = { ...store, orm: store.limited!, em: () => store.limited!.em.fork() };
    await unhurried({ store: limited } as never, ({ store: inside }) => inside.em().execute(slow));
    const error: unknown = await limited
      .em()
      .execute(slow)
      .catch((thrown: unknown) => thrown);
    expect(asProblem(error).code).toBe('took-too-long');
  });
});
