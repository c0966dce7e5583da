/** PostgreSQL killed, its connections cut, and processes that do the same at once: everything acknowledged is there once, nothing is there by half. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgres, type PostgresServer, startPostgres } from '../../scripts/postgres.mjs';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { createReaderPool } from '../../src/ingest/pool.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { jsonLines } from '../cli/leafproof.ts';
import { HOSTILE } from '../documents/hostile.ts';
import { serve, start, until } from '../processes.ts';
import { openProxy } from '../proxy.ts';
import { SHEET } from '../sheet.ts';

const possible = findPostgres() !== null;
if (!possible) console.log('skipped: no PostgreSQL here to be killed (POSTGRES_BIN)');
const onlyWithPostgres = possible ? describe : describe.skip;
const WHOLE = process.env.LEAFPROOF_SOAK === 'whole';
const FILES = WHOLE ? 400 : 40;
const CUTS = WHOLE ? 200 : 10;

/** What is there of a file, wholly and once. */
const WHOLLY = [1, 1, 1, 1, 3];

onlyWithPostgres('on a PostgreSQL of its own', () => {
  let database: PostgresServer;
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    database = await startPostgres({ fsync: 'off', max_connections: 60 });
    folder = await mkdtemp(join(tmpdir(), 'leafproof-faults-'));
    store = await openStore({ dataDir: folder, databaseUrl: database.url });
  }, 60_000);
  afterAll(async () => {
    await store?.close();
    await database?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const sheet = (lot: string) => SHEET.replaceAll('TL-001', lot);
  const settings = () => ({ DATABASE_URL: database.url, DATA_DIR: folder });

  async function folderOf(name: string, files: number): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), `leafproof-${name}-`));
    for (let n = 0; n < files; n++) await writeFile(join(path, `${name}-${n}.csv`), sheet(`${name}-${n}`));
    return path;
  }

  /** By the file's name: submissions, extractions, certificates, samples, results. */
  async function recorded(name: string): Promise<Map<string, number[]>> {
    const found = await store.em().execute<{ file: string; counts: number[] }[]>(
      `select b.file_name as file, json_build_array(count(distinct b.id), count(distinct e.id), count(distinct c.id), count(distinct s.id), count(distinct r.id)) as counts
        from submission b left join extraction e on e.sha256 = b.sha256 left join certificate c on c.sha256 = b.sha256
        left join sample s on s.certificate_id = c.id left join result r on r.certificate_id = c.id where b.file_name like ? group by b.file_name`,
      [`${name}-%`],
    );
    return new Map(found.map(({ file, counts }) => [file, counts]));
  }

  const acknowledged = (output: string): string[] =>
    jsonLines(output)
      .filter(({ outcome }) => outcome === 'recorded')
      .map(({ file }) => String(file).split('/').at(-1)!);

  test('killed in the middle of an import, it has all that was acknowledged, and another run completes the rest', async () => {
    const input = await folderOf('killed', FILES);
    const first = start(['import', '--json', input], settings());
    await until('some files are recorded', () => acknowledged(first.said()).length >= 5);
    database.kill();
    await sleep(500);
    await database.start();
    await first.ended;
    const said = acknowledged(first.said());
    const there = await recorded('killed');
    for (const file of said) expect([file, there.get(file)]).toEqual([file, WHOLLY]);
    for (const [file, counts] of there) expect([file, counts]).toEqual([file, WHOLLY]);
    const failed = jsonLines(first.said()).filter(({ outcome }) => outcome === 'failed');
    expect(said.length + failed.length).toBe(FILES);
    const second = start(['import', '--json', input], settings());
    await second.ended;
    expect([...(await recorded('killed')).values()]).toEqual(Array(FILES).fill(WHOLLY));
    console.log(`killed: ${said.length} acknowledged before and after, ${failed.length} told as failed, ${there.size} recorded`);
  }, 120_000);

  test('two processes import the same files at once: each is recorded once', async () => {
    const input = await folderOf('twice', FILES);
    const both = [0, 1].map(() => start(['import', '--json', input], settings()));
    await Promise.all(both.map(({ ended }) => ended));
    const outcomes = both.map(({ said }) => jsonLines(said()));
    expect(outcomes.flat().filter(({ outcome }) => !['recorded', 'duplicate'].includes(String(outcome)))).toEqual([]);
    expect(outcomes.flatMap(lines => lines.filter(({ outcome }) => outcome === 'recorded'))).toHaveLength(FILES);
    expect([...(await recorded('twice')).values()]).toEqual(Array(FILES).fill(WHOLLY));
  }, 120_000);

  test('a connection cut anywhere in a transaction: all of it or nothing, and sent again it is there once', async () => {
    const proxy = await openProxy({ port: database.port });
    const url = new URL(database.url);
    url.port = String(proxy.port);
    const pool = createReaderPool({ size: 1 });
    const through = await openStore({ dataDir: folder, databaseUrl: url.href });
    const file = (n: number) => ({ name: `cut-${n}.csv`, bytes: new Uint8Array(Buffer.from(sheet(`cut-${n}`))) });
    try {
      const whole = await proxy.sentDuring(() => ingestFile({ store: through, pool }, file(0)));
      let failed = 0;
      for (let n = 1; n <= CUTS; n++) {
        proxy.cutAfter(Math.round((whole * n) / CUTS));
        const told = await ingestFile({ store: through, pool }, file(n)).then(
          ({ outcome }) => outcome,
          () => 'failed',
        );
        const there = (await recorded('cut')).get(`cut-${n}.csv`);
        if (told === 'failed') failed += 1;
        expect([n, told === 'failed' ? (there ?? WHOLLY) : there]).toEqual([n, WHOLLY]);
      }
      proxy.cutAfter(Number.POSITIVE_INFINITY);
      expect(failed).toBeGreaterThan(CUTS / 2);
      for (let n = 0; n <= CUTS; n++) await ingestFile({ store: through, pool }, file(n));
      expect([...(await recorded('cut')).values()]).toEqual(Array(CUTS + 1).fill(WHOLLY));
    } finally {
      await through.close();
      await pool.close();
      proxy.close();
    }
  }, 120_000);

  test('poison in line: each harmful file ends with its reason, the worker goes on, and the file behind them is read', async () => {
    const server = await serve({ ...settings(), LEAFPROOF_WORK: 'off' });
    const worker = start(['work'], {
      ...settings(),
      LEAFPROOF_READ_SECONDS: '5',
      LEAFPROOF_READ_MEGABYTES: '256',
      LEAFPROOF_OCR_SECONDS: '0',
    });
    try {
      const poison = HOSTILE.filter(({ name }) =>
        ['nested-arrays.pdf', 'form-bomb.pdf', 'form-loop.pdf', 'deflate-bomb.pdf'].includes(name),
      );
      const ids: string[] = [];
      for (const { name, bytes } of [...poison, { name: 'behind.csv', bytes: () => Buffer.from(sheet('behind')) }]) {
        const form = new FormData();
        form.set('file', new Blob([Buffer.from(bytes())]), name);
        const answer = await fetch(`${server.url}/api/v1/contributions`, { method: 'POST', body: form });
        expect([name, answer.status]).toEqual([name, 201]);
        ids.push(((await answer.json()) as { id: string }).id);
      }
      const states = async () => {
        const answers = await Promise.all(ids.map(async id => (await fetch(`${server.url}/api/v1/contributions/${id}`)).json()));
        return answers.map(answer => (answer as { files: { state: string }[] }).files[0]?.state);
      };
      await until('all are read', async () => (await states()).every(state => state !== 'received'), 90_000);
      expect(await states()).toEqual([...poison.map(() => 'not-read'), 'waiting']);
      expect(worker.alive()).toBe(true);
    } finally {
      await worker.stop();
      await server.kill();
    }
  }, 120_000);
});
