/** `leafproof` as built, in processes that are killed and looked at. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLI = join(import.meta.dirname, '..', 'dist', 'src', 'cli.js');
export const ADMIN = 'first-admin-secret';

export interface Running {
  readonly child: ChildProcess;
  /** Standard output so far. */
  readonly said: () => string;
  readonly alive: () => boolean;
  readonly ended: Promise<unknown>;
  /** With its readers, at once. */
  kill(): Promise<void>;
  /** As a supervisor does; kills it after a while. */
  stop(): Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

/** `nodeOptions` go before the program, `--import` for instance. */
export function start(args: readonly string[], settings: Settings, nodeOptions: readonly string[] = []): Running {
  const quiet = {
    LEAFPROOF_SAMPLES: 'off',
    LEAFPROOF_SNAPSHOTS: 'off',
    LEAFPROOF_READERS: '1',
    LEAFPROOF_ADMIN_KEY: ADMIN,
    LOG_LEVEL: 'warn',
  };
  const limits = {
    LEAFPROOF_RATE_LIMIT: '100000',
    LEAFPROOF_WRITE_LIMIT: '0',
    LEAFPROOF_READ_LIMIT: '0',
    LEAFPROOF_CONTRIBUTION_LIMIT: '100000',
  };
  const env = { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', ...quiet, ...limits, ...settings };
  // its own group, so that its readers die with it; WebAssembly that runs for a second is not worth optimising
  const child = spawn(process.execPath, ['--liftoff-only', ...nodeOptions, CLI, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  const ended = once(child, 'exit');
  const alive = () => child.exitCode === null && child.signalCode === null;
  const kill = async () => {
    if (child.pid !== undefined && alive()) process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  return {
    child,
    said: () => out,
    alive,
    ended,
    kill,
    async stop() {
      if (alive()) child.kill('SIGTERM');
      await Promise.race([ended, sleep(15_000, undefined, { ref: false })]);
      await kill();
    },
  };
}

export interface RunningServer extends Running {
  readonly url: string;
}

export async function serve(settings: Settings, nodeOptions: readonly string[] = []): Promise<RunningServer> {
  const running = start(['serve'], { PORT: '0', ...settings }, nodeOptions);
  const address = () => /Leafproof is at (\S+)/.exec(running.said())?.[1];
  await until('the server listens', () => {
    if (!running.alive()) throw new Error(`the server ended: ${running.said()}`);
    return address() !== undefined;
  });
  const url = address()!;
  await until('the server is ready', async () => (await fetch(`${url}/healthz`)).ok);
  return { ...running, url };
}

/** Hands in a file with the admin's key. `status` 0: the connection broke; a body that is no JSON, as of a proxy, is taken for an empty one. */
export async function submit(url: string, name: string, content: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  try {
    const answer = await fetch(`${url}/api/v1/submissions`, { method: 'POST', body: form, headers: { Authorization: `Bearer ${ADMIN}` } });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  } catch (error) {
    if (error instanceof TypeError) return { status: 0, body: {} };
    throw error;
  }
}

export async function until(what: string, holds: () => boolean | Promise<boolean>, milliseconds = 30_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await sleep(100);
  }
}
