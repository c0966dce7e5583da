/** A real server with the sample data in a folder of its own, for the tests of one file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';

export interface Site {
  readonly url: string;
  /** GET of the API, parsed. */
  api(path: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-browser-'));
  const config = loadConfig({ DATA_DIR: folder, PORT: '0', LEAFPROOF_READERS: '2', LOG_LEVEL: 'silent' });
  const server = await startServer(config, pino({ level: 'silent' }));
  await server.samplesLoaded;
  return {
    url: server.url,
    async api(path) {
      const answer = await fetch(`${server.url}/api/v1${path}`);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      return answer.json();
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
