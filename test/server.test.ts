import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { type RunningServer, startServer } from '../src/server.ts';

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

test('a first start shows samples of at least three vendors, and is healthy when they are there', async () => {
  await running(settings(), async ({ url, samplesLoaded }) => {
    const early = await fetch(`${url}/healthz`);
    expect([200, 503]).toContain(early.status);
    await samplesLoaded;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const { items } = (await (await fetch(`${url}/api/v1/vendors`)).json()) as { items: { isSample: boolean }[] };
    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(items.every(item => item.isSample)).toBe(true);
    expect(await (await fetch(url)).text()).toContain('<html');
  });
}, 120_000);

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

test('closing ends while the samples are being read, and leaves nothing half done', async () => {
  const first = await startServer(settings());
  await first.close();
  await running(settings(), async ({ url, samplesLoaded }) => {
    await samplesLoaded;
    const { items } = (await (await fetch(`${url}/api/v1/vendors`)).json()) as { items: unknown[] };
    expect(items.length).toBeGreaterThanOrEqual(3);
  });
}, 120_000);

test('a port that is taken is an error, and the data folder is free again', async () => {
  const config = settings({ LEAFPROOF_SAMPLES: 'off' });
  const other = await mkdtemp(join(tmpdir(), 'leafproof-server-'));
  try {
    await running(config, async ({ url }) => {
      const taken = { ...config, dataDir: other, port: Number(new URL(url).port) };
      await expect(startServer(taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await running({ ...taken, port: 0 }, async free => expect((await fetch(`${free.url}/healthz`)).status).toBe(200));
    });
  } finally {
    await rm(other, { recursive: true, force: true });
  }
}, 120_000);
