/** The command line as a process of its own, with a data folder (and, on PostgreSQL, a database) of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyTemplate, freshPostgres, layEmptyDatabase, onPostgres } from '../database.ts';

/** As `npm test` built it just before: sources would be compiled by every process anew. */
const CLI = join(import.meta.dirname, '..', '..', 'dist', 'src', 'cli.js');

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Installation {
  readonly folder: string;
  /** Where its records are, for a look without the command line. */
  readonly records: { readonly dataDir: string; readonly databaseUrl: string | null };
  run(...args: string[]): Promise<Ended>;
  /** The process while it runs, and its end. */
  start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
  remove(): Promise<void>;
}

export async function install(settings: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-cli-'));
  const database = onPostgres ? await freshPostgres(await emptyTemplate()) : null;
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    DATA_DIR: join(folder, 'data'),
    LEAFPROOF_SAMPLES: 'off',
    ...(database ? { DATABASE_URL: database.url } : {}),
    ...settings,
  };
  await layEmptyDatabase(env.DATA_DIR);
  const start: Installation['start'] = (...args) => {
    // WebAssembly that runs for a second is not worth optimising
    const child = spawn(process.execPath, ['--liftoff-only', CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    return { child, ended: outputOf(child) };
  };
  return {
    folder,
    records: { dataDir: env.DATA_DIR, databaseUrl: database?.url ?? null },
    start,
    run: (...args) => start(...args).ended,
    async remove() {
      await database?.drop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function outputOf(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as Record<string, unknown>);
