/** Processes whose clocks are wrong by more than a year, beside others whose clocks are right. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '../../scripts/postgres.mjs';
import { createKey } from '../../src/store/key.ts';
import { openStore } from '../../src/store/store.ts';
import { layEmptyDatabase } from '../database.ts';
import { ADMIN, type RunningServer, serve, start, submit, until } from '../processes.ts';
import { SHEET } from '../sheet.ts';

const wrongBy = (days: number): string[] => ['--import', `${new URL('./clock-ahead.mjs', import.meta.url).href}?${days}`];
const folder = await mkdtemp(join(tmpdir(), 'leafproof-clock-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a data folder is not taken from a process that lives, whatever the clock says', async () => {
  const settings = { DATA_DIR: join(folder, 'embedded'), DATABASE_URL: '' };
  await layEmptyDatabase(settings.DATA_DIR);
  const holder = await serve(settings);
  try {
    for (const days of [400, -400]) {
      const other = start(['key', 'list'], settings, wrongBy(days));
      await other.ended;
      expect([days, other.child.exitCode, other.said()]).toEqual([days, 2, expect.stringContaining('is in use by process')]);
    }
    expect(holder.alive()).toBe(true);
    expect((await submit(holder.url, 'a.csv', SHEET)).status).toBe(201);
  } finally {
    await holder.kill();
  }
}, 90_000);

const onlyWithPostgres = findPostgres() === null ? test.skip : test;

onlyWithPostgres(
  'processes a year ahead and a year behind on one PostgreSQL: keys, log, heads, files in line and pages hold',
  async () => {
    const database = await startPostgres({ fsync: 'off', max_connections: 80 });
    const settings = { DATABASE_URL: database.url, DATA_DIR: join(folder, 'shared') };
    const store = await openStore({ dataDir: settings.DATA_DIR, databaseUrl: database.url });
    const servers: RunningServer[] = [];
    const today = new Date().toISOString().slice(0, 10);
    try {
      const hour = 3_600_000;
      const good = await createKey(store.em(), { name: 'good', role: 'contributor', expiresAt: new Date(Date.now() + 24 * hour) });
      const ended = await createKey(store.em(), { name: 'ended', role: 'contributor', expiresAt: new Date(Date.now() - hour) });
      // the one that is ahead signs first
      for (const days of [400, -400, 0]) servers.push(await serve(settings, wrongBy(days)));
      const json = async (url: string, secret?: string) => {
        const answer = await fetch(url, secret === undefined ? {} : { headers: { Authorization: `Bearer ${secret}` } });
        return { status: answer.status, body: (await answer.json()) as { items: Record<string, string>[]; files: { state: string }[] } };
      };
      for (const { url } of servers) {
        expect((await json(`${url}/api/v1/certificates`, good.secret)).status).toBe(200);
        expect((await json(`${url}/api/v1/submissions/00000000-0000-4000-8000-000000000000`, good.secret)).status).toBe(404);
        expect((await json(`${url}/api/v1/submissions/00000000-0000-4000-8000-000000000000`, ended.secret)).status).toBe(401);
      }
      // recorded by one, changed by the others, seen by all
      const made = (await submit(servers[0]!.url, 'a.csv', SHEET)).body as { certificates: { id: string }[] };
      const id = made.certificates[0]!.id;
      for (const [n, { url }] of servers.entries()) {
        const set = await fetch(`${url}/api/v1/products/red-powder/label`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${ADMIN}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ fact: 'serving_size', value: `${n + 1} g`, source: 'label' }),
        });
        expect([n, set.status < 500]).toEqual([n, true]);
      }
      for (const { url } of servers) {
        expect((await json(`${url}/api/v1/certificates/${id}`)).status).toBe(200);
        expect((await fetch(`${url}/certificates/${id}`)).status).toBe(200);
        expect((await fetch(`${url}/vendors/test-leaf`)).status).toBe(200);
      }
      // handed in at the one that is behind, read by whoever
      const form = new FormData();
      form.set('file', new Blob([SHEET.replaceAll('TL-001', 'TL-002')]), 'b.csv');
      const handed = (await (await fetch(`${servers[1]!.url}/api/v1/contributions`, { method: 'POST', body: form })).json()) as {
        id: string;
      };
      const state = async () => (await json(`${servers[2]!.url}/api/v1/contributions/${handed.id}`)).body.files[0]?.state;
      await until('the file is read', async () => (await state()) !== 'received');
      expect(await state()).toBe('waiting');
      const heads = (await json(`${servers[2]!.url}/api/v1/heads`)).body.items;
      expect(heads.map(({ at }) => at?.slice(0, 10))).toEqual([today]);
      const verified = start(['verify'], settings, wrongBy(-400));
      await verified.ended;
      expect([verified.child.exitCode, verified.said()]).toEqual([0, expect.any(String)]);
    } finally {
      for (const server of servers) await server.kill();
      await store.close();
      await database.remove();
    }
  },
  120_000,
);
