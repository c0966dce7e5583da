/** The command line in processes of its own, with a data folder (and, on PostgreSQL, a database) of its own. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyTemplate, freshPostgres, layEmptyDatabase, onPostgres } from '../database.ts';

/** As `npm test` built it just before: sources would be compiled by every process anew. */
const CLI = join(import.meta.dirname, '..', '..', 'dist', 'src', 'cli.js');

const SESSION = join(import.meta.dirname, 'session.mjs');
/** WebAssembly that runs for a second is not worth optimising. */
const FLAGS = ['--liftoff-only'];

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
  /** One command after another in one process, which is started once for all of them. */
  run(...args: string[]): Promise<Ended>;
  /** A process for one command, while it runs, and its end. */
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
    const child = spawn(process.execPath, [...FLAGS, CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    return { child, ended: outputOf(child) };
  };
  const session = openSession(env);
  return {
    folder,
    records: { dataDir: env.DATA_DIR, databaseUrl: database?.url ?? null },
    start,
    run: session.run,
    async remove() {
      await session.close();
      await database?.drop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** How long a process may live on when its commands are done, before it counts as one that does not end. */
const ENDS_WITHIN_MS = 60_000;

interface Session {
  readonly child: ChildProcess;
  /** Its status or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
}

function startSession(env: NodeJS.ProcessEnv): Session {
  const child = fork(SESSION, [CLI], { env, execArgv: FLAGS, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return { child, exit: once(child, 'exit').then(([status, signal]) => signal ?? status) };
}

function openSession(env: NodeJS.ProcessEnv): Pick<Installation, 'run'> & { close(): Promise<void> } {
  let session: Session | undefined;
  let last: Promise<unknown> = Promise.resolve();
  async function ask(args: readonly string[]): Promise<Ended> {
    session ??= startSession(env);
    const answer = once(session.child, 'message');
    const gone = session.exit.then(status => {
      throw new Error(`leafproof ${args.join(' ')} ended the process: ${status}`);
    });
    session.child.send(args);
    const [said] = await Promise.race([answer, gone]);
    return { signal: null, ...said };
  }
  return {
    run(...args) {
      const asked = last.then(() => ask(args));
      last = asked.catch(() => {});
      return asked;
    },
    /** Whatever a command leaves open would keep its process from ending, here as on a terminal. */
    async close() {
      if (session === undefined) return;
      const { child, exit } = session;
      if (child.connected) child.disconnect();
      const late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
      const status = await exit;
      clearTimeout(late);
      if (status === 'SIGKILL') throw new Error('a command left something open: its process does not end');
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
