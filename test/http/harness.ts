/** An application of a test's own: real store, real readers, nothing listening. */
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { type Config, loadConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import type { Role } from '../../src/http/keys.ts';
import type { ReaderPool } from '../../src/ingest/pool.ts';
import { createKey } from '../../src/store/key.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { sharedPool } from '../readers.ts';
import { conform } from './conform.ts';

export { SHEET } from '../sheet.ts';

export interface TestApp {
  readonly app: Express;
  readonly store: TestStore;
  readonly pool: ReaderPool;
  /** The secret of a new key. */
  key(role: Role): Promise<string>;
  /** GET of an address below /api/v1, the answer held against the description. */
  get(path: string, headers?: Record<string, string>): Promise<request.Response>;
  submit(name: string, content: string | Buffer, key: string | null, fields?: Record<string, string>): Promise<request.Response>;
  check(name: string, content: string | Buffer): Promise<request.Response>;
  judge(name: string, content: string | Buffer, fields?: Record<string, string>): Promise<request.Response>;
  close(): Promise<void>;
}

export async function openTestApp(settings: Partial<Config> = {}): Promise<TestApp> {
  const store = await openTestStore(settings.files);
  const pool = sharedPool();
  const config: Config = {
    ...loadConfig({ DATA_DIR: store.folder, LOG_LEVEL: 'silent', LEAFPROOF_SAMPLES: 'off' }),
    uploadsPerMinute: 1000,
    readsPerMinute: 0,
    writesPerMinute: 0,
    ...settings,
  };
  const app = createApp({ config, store, pool, logger: pino({ level: 'silent' }) });
  const upload = async (path: string, name: string, content: string | Buffer, key: string | null, fields: Record<string, string> = {}) => {
    const post = request(app).post(`/api/v1${path}`).attach('file', Buffer.from(content), name);
    for (const [field, value] of Object.entries(fields)) post.field(field, value);
    if (key !== null) post.set('Authorization', `Bearer ${key}`);
    return conform(await post);
  };
  return {
    app,
    store,
    pool,
    key: async role => (await createKey(store.em(), { name: `test ${role}`, role })).secret,
    get: async (path, headers = {}) => conform(await request(app).get(`/api/v1${path}`).set(headers)),
    submit: (name, content, key, fields) => upload('/submissions', name, content, key, fields),
    check: (name, content) => upload('/check', name, content, null),
    judge: (name, content, fields) => upload('/judge', name, content, null, fields),
    close: () => store.close(),
  };
}
