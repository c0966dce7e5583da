import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { layEmptyDatabase } from './database.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leafproof-server-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const settings = (more: Record<string, string> = {}) =>
  loadConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent', LEAFPROOF_ADMIN_KEY: 'first-admin-secret', ...more });

async function running(config: ReturnType<typeof settings>, work: (server: RunningServer) => Promise<void>): Promise<void> {
  const server = await startServer(config);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

test('without samples it starts empty, takes the first admin key, and comes up again on the same folder', async () => {
  const config = settings({ LEAFPROOF_SAMPLES: 'off' });
  for (const start of ['first', 'second']) {
    await running(config, async ({ url }) => {
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      const keys = await fetch(`${url}/api/v1/keys`, { headers: { Authorization: 'Bearer first-admin-secret' } });
      const { items } = (await keys.json()) as { items: unknown[] };
      expect([start, items.length]).toEqual([start, 1]);
      expect(await (await fetch(`${url}/api/v1/vendors`)).json()).toEqual({ items: [], next: null });
    });
  }
}, 120_000);

test('stopped while the samples are being read, it completes them at the next start, and is healthy when they are there', async () => {
  await layEmptyDatabase(folder);
  const first = await startServer(settings());
  await first.close();
  await running(settings(), async ({ url, samplesLoaded }) => {
    expect([200, 503]).toContain((await fetch(`${url}/healthz`)).status);
    await samplesLoaded;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const { items } = (await (await fetch(`${url}/api/v1/vendors`)).json()) as { items: { isSample: boolean }[] };
    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(items.every(item => item.isSample)).toBe(true);
    expect(await (await fetch(url)).text()).toContain('<html');
  });
}, 120_000);

test('a port that is taken is an error, and the data folder is free again', async () => {
  await layEmptyDatabase(folder);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const config = settings({ LEAFPROOF_SAMPLES: 'off' });
  const { port } = other.address() as AddressInfo;
  try {
    await expect(startServer({ ...config, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  } finally {
    other.close();
  }
  await running(config, async ({ url }) => expect((await fetch(`${url}/healthz`)).status).toBe(200));
}, 120_000);
