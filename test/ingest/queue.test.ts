/** Several workers on one PostgreSQL: what one leaves half done another does once, and what cannot be done is put aside where it is seen. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readQueued } from '../../src/ingest/background.ts';
import { contribute } from '../../src/ingest/contribution.ts';
import { findContribution, unreadFiles } from '../../src/ingest/contribution-progress.ts';
import { createReaderPool, type ReaderPool } from '../../src/ingest/pool.ts';
import { openQueue, type Queue } from '../../src/ingest/queue.ts';
import { removeSamples } from '../../src/ingest/samples.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { storageKey } from '../../src/store/files.ts';
import { onPostgres, openTestStore, type TestStore } from '../database.ts';
import { SHEET } from '../http/harness.ts';

/** As `npm test` built it: sources would be compiled by every worker anew. */
const CLI = join(import.meta.dirname, '../../dist/src/cli.js');
const quiet = { info() {}, warn() {}, error() {} };

let store: TestStore;
let pool: ReaderPool;
let queue: Queue;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  if (!onPostgres) return;
  store = await openTestStore();
  pool = createReaderPool({ size: 1 });
  queue = await openQueue(store.url!, quiet, { heartbeatSeconds: 10, superviseSeconds: 1, retrySeconds: 1, graceMs: 2000 });
});
afterAll(async () => {
  for (const worker of workers) kill(worker);
  await queue?.close();
  await pool?.close();
  await store?.close();
});

/** Its own group, so that its readers die with it. */
function startWorker(): ChildProcess {
  const env = { ...process.env, DATABASE_URL: store.url!, DATA_DIR: store.folder, LEAFPROOF_READERS: '1', LOG_LEVEL: 'warn' };
  const worker = spawn(process.execPath, [CLI, 'work'], { env, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  workers.push(worker);
  return worker;
}

function kill(worker: ChildProcess): void {
  if (worker.pid !== undefined && worker.exitCode === null && worker.signalCode === null) process.kill(-worker.pid, 'SIGKILL');
}

async function until(what: string, holds: () => Promise<boolean>, milliseconds = 90_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await sleep(200);
  }
}

const hand = (name: string, content: string | Buffer) =>
  contribute({ store, pool, queue }, [{ name, bytes: new Uint8Array(Buffer.from(content)) }], null);

const stateOf = async (id: string) => (await findContribution(store.em(), id))?.files[0]?.state;

const counts = (sha256: string) =>
  store.em().execute(
    `select (select count(*)::int from submission where sha256 = ?) as submissions, (select count(*)::int from extraction where sha256 = ?) as extractions,
      (select count(*)::int from certificate where sha256 = ?) as certificates`,
    [sha256, sha256, sha256],
  );

/** The embedded database has no queue. */
const onlyOnPostgres = onPostgres ? describe : describe.skip;

onlyOnPostgres('on PostgreSQL (node scripts/with-postgres.mjs)', () => {
  test('a worker killed in the middle of a file: another one reads it, once', async () => {
    const { id } = await hand('first.csv', SHEET);
    expect(await stateOf(id)).toBe('received');
    expect((await queue.depth()).waiting).toBe(1);
    const first = startWorker();
    await until('the first worker has the file', async () => (await active()) === 1);
    kill(first);
    await once(first, 'exit');
    expect(await stateOf(id)).toBe('received');
    startWorker();
    await until('another worker has read it', async () => (await stateOf(id)) !== 'received', 150_000);
    const file = (await findContribution(store.em(), id))!.files[0]!;
    expect(await counts(file.sha256)).toEqual([{ submissions: 1, extractions: 1, certificates: 1 }]);
    await until('nothing is in line', async () => Object.values(await queue.depth()).every(count => count === 0));
    for (const worker of workers) kill(worker);
  }, 300_000);

  test('sent twice and read twice, it is recorded once', async () => {
    const { id } = await hand('twice.csv', SHEET.replaceAll('TL-001', 'TL-002'));
    const file = (await findContribution(store.em(), id))!.files[0]!;
    const task = { sha256: file.sha256, fileName: 'twice.csv' };
    await Promise.all([queue.send(task), queue.send(task)]);
    expect((await queue.depth()).waiting).toBe(1);
    await Promise.all([readQueued({ store, pool }, task), readQueued({ store, pool }, task)]);
    expect(await counts(file.sha256)).toEqual([{ submissions: 1, extractions: 1, certificates: 1 }]);
  });

  test('what was kept and not put in line is found, also after samples were removed; what was taken down is never read', async () => {
    const deaf: Pick<Queue, 'send'> = { send: async () => {} };
    const bytes = new Uint8Array(Buffer.from(SHEET.replaceAll('TL-001', 'TL-003')));
    const { id } = await contribute({ store, pool, queue: deaf }, [{ name: 'lost.csv', bytes }], null);
    const { sha256 } = (await findContribution(store.em(), id))!.files[0]!;
    await removeSamples(store, 'test');
    expect(await unreadFiles(store.em(), new Date(Date.now() - 60_000))).toContainEqual({ sha256, fileName: 'lost.csv' });
    await takeDown(store, sha256, { actor: 'test', reason: 'a private letter' });
    expect(await unreadFiles(store.em(), new Date(0))).not.toContainEqual(expect.objectContaining({ sha256 }));
    await store.files.keep(sha256, bytes);
    await readQueued({ store, pool }, { sha256, fileName: 'lost.csv' });
    expect(await counts(sha256)).toEqual([{ submissions: 0, extractions: 0, certificates: 0 }]);
  });

  test('a file that cannot be read ever is put aside with its reason, and is read when the cause is gone', async () => {
    const content = SHEET.replaceAll('TL-001', 'TL-004');
    const { id } = await hand('poison.csv', content);
    const { sha256 } = (await findContribution(store.em(), id))!.files[0]!;
    const path = join(store.folder, 'originals', storageKey(sha256));
    await writeFile(path, content.replace('14.2', '14.9'));
    await queue.work(1, task => readQueued({ store, pool }, task));
    await until('it is dead', async () => (await queue.dead(10)).length === 1, 120_000);
    const [dead] = await queue.dead(10);
    expect(dead).toMatchObject({ task: { sha256, fileName: 'poison.csv' }, error: expect.stringContaining('other bytes') });
    expect(await stateOf(id)).toBe('received');
    await writeFile(path, content);
    expect(await queue.retry(dead!.id)).toBe(true);
    await until('it is read', async () => (await stateOf(id)) === 'waiting');
    expect(await queue.dead(10)).toEqual([]);
    expect([await queue.retry(dead!.id), await queue.discard(dead!.id)]).toEqual([false, false]);
  }, 180_000);
});

async function active(): Promise<number> {
  return (
    await store.em().execute<{ n: number }[]>(`select count(*)::int as n from pgboss.job where state = 'active' and name = 'files'`)
  )[0]!.n;
}
