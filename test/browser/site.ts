/** The built server as a process of its own, with the sample data in a folder of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Site {
  readonly url: string;
  /** GET of the API, parsed. */
  api(path: string): Promise<unknown>;
  close(): Promise<void>;
}

const START_MS = 120_000;

/** `settings` are further variables of the environment. */
export async function startSite(settings: Readonly<Record<string, string>> = {}): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-site-'));
  if (settings.LEAFPROOF_SAMPLES === undefined) {
    loaded ??= loadedFolder();
    await cp(await loaded, folder, { recursive: true });
  }
  return start(folder, settings);
}

/** The samples are read once for all files of a run; every site has a copy of its own. */
let loaded: Promise<string> | undefined;

async function loadedFolder(): Promise<string> {
  const original = await mkdtemp(join(tmpdir(), 'leafproof-site-'));
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-loaded-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const site = await start(original, {}, () => cp(original, folder, { recursive: true }));
  await site.close();
  return folder;
}

async function start(folder: string, settings: Readonly<Record<string, string>>, afterwards = async () => {}): Promise<Site> {
  const server = spawn(process.execPath, ['dist/src/cli.js', 'serve'], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env.PATH ?? '', DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const close = async () => {
    if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit');
    await afterwards();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await addressOf(server.stdout);
    await untilReady(url);
    return { url, close, api: path => get(`${url}/api/v1${path}`) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The address that a server prints when it listens. */
export async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('The server ended before it listened; `npm run build` first, then look at `npm start`');
}

/** Ready means: the samples are in. */
async function untilReady(url: string): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    // a server busy with the samples may close an idle connection just as it is used again
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  throw new Error(`The samples were not there after ${START_MS / 1000} s`);
}

async function get(address: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}
