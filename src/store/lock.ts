/** One process at a time in a data folder: two would open one embedded database and lose rows. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { z } from 'zod';

const holderShape = z.object({
  pid: z.number(),
  host: z.string(),
  command: z.string(),
  since: z.string(),
  /** When the system started the process, as it counts: another process of the same number has another one. Null where the system does not say. */
  started: z.string().nullable().default(null),
});
export type Holder = z.infer<typeof holderShape>;

/** Another process has the data folder. */
export class DataFolderInUse extends Error {
  readonly holder: Holder | null;
  constructor(folder: string, holder: Holder | null) {
    const who = holder
      ? `process ${holder.pid} on ${holder.host} (${holder.command}, since ${holder.since})`
      : 'another process that does not say who it is';
    super(
      `The data folder ${folder} is in use by ${who}. Stop it first, send the work to it through its API, or set DATA_DIR to another folder.`,
    );
    this.name = 'DataFolderInUse';
    this.holder = holder;
  }
}

export interface Lock {
  release(): Promise<void>;
}

/** A lock not renewed for so long belongs to a process that is gone. */
const STALE_MS = 10_000;
/** Longer than a guard can be left behind by a process that was killed. */
const GUARD_RETRIES = { retries: 60, factor: 1, minTimeout: 200, maxTimeout: 250 };

/** Folders that this very process has. */
const held = new Set<string>();

/** Takes the folder (made when it is not there) or throws DataFolderInUse. `onLost` is called should the lock be taken from us. */
export async function lockDataFolder(folder: string, onLost: (error: Error) => void = fail): Promise<Lock> {
  await mkdir(folder, { recursive: true });
  const path = await realpath(folder);
  // One at a time looks whether the last holder is dead: else the second one could remove what the first has just taken.
  const openGuard = await lockfile.lock(join(path, 'in-use.guard'), { stale: STALE_MS, realpath: false, retries: GUARD_RETRIES });
  try {
    return await take(path, onLost);
  } finally {
    await openGuard();
  }
}

async function take(folder: string, onLost: (error: Error) => void): Promise<Lock> {
  const holderFile = join(folder, 'in-use.json');
  const options = { stale: STALE_MS, update: STALE_MS / 4, lockfilePath: join(folder, 'in-use.lock'), onCompromised: onLost };
  await dropLockOfDeadProcess(folder, holderFile, options.lockfilePath);
  if (await isStillHeld(holderFile, options.lockfilePath)) throw new DataFolderInUse(folder, await readHolder(holderFile));
  const release = await lockOrExplain(folder, holderFile, options);
  held.add(folder);
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    command: command(),
    since: new Date().toISOString(),
    started: await startOf(process.pid),
  };
  await writeFile(holderFile, `${JSON.stringify(holder)}\n`);
  return {
    async release() {
      held.delete(folder);
      await rm(holderFile, { force: true });
      await release();
    },
  };
}

async function lockOrExplain(folder: string, holderFile: string, options: lockfile.LockOptions): Promise<() => Promise<void>> {
  try {
    return await lockfile.lock(folder, options);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED')
      throw new DataFolderInUse(folder, await readHolder(holderFile));
    throw error;
  }
}

/** After `kill -9` on this machine the next start need not wait until the lock has gone stale. */
async function dropLockOfDeadProcess(folder: string, holderFile: string, lockPath: string): Promise<void> {
  const holder = await readHolder(holderFile);
  if (holder === null || holder.host !== hostname() || !existsSync(lockPath)) return;
  // In a container the process before this one had the same number.
  if (holder.pid === process.pid ? held.has(folder) : isAlive(holder.pid) && !(await isAnother(holder))) return;
  await rm(holderFile, { force: true });
  await rm(lockPath, { recursive: true, force: true });
}

/**
 * A lock that looks stale while its holder seems to live: a clock may have jumped, or the holder may be starved or stopped. Where the system tells
 * processes apart it has the folder for as long as it lives; elsewhere whether the lock is renewed shows more than the age of a file does.
 */
async function isStillHeld(holderFile: string, lockPath: string): Promise<boolean> {
  const renewed = async () => (await stat(lockPath).catch(() => null))?.mtimeMs ?? null;
  const before = await renewed();
  const holder = await readHolder(holderFile);
  if (before === null || Date.now() - before < STALE_MS) return false;
  if (holder === null || holder.host !== hostname() || holder.pid === process.pid || !isAlive(holder.pid)) return false;
  // another process of its number was told from it before
  if (holder.started !== null) return true;
  for (let waited = 0; waited < STALE_MS / 2; waited += 250) {
    await pause(250);
    if ((await renewed()) !== before) return true;
  }
  return false;
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return holderShape.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    // Not written yet, half written, or gone: then nobody is named, and the lock itself decides.
    if (error instanceof SyntaxError || error instanceof z.ZodError || codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Whether the process that has the holder's number now is not the holder. */
async function isAnother({ pid, started }: Holder): Promise<boolean> {
  const now = await startOf(pid);
  return started !== null && now !== null && now !== started;
}

/** Linux: ticks from the start of the system to that of the process (proc(5), field 22), with the name of that start of the system. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const [line, boot] = await Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile('/proc/sys/kernel/random/boot_id', 'utf8')]);
    // the name of the program, in brackets, may hold anything
    const ticks = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()}/${ticks}`;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to someone else.
    return codeOf(error) === 'EPERM';
  }
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : null);

function command(): string {
  return process.argv.slice(1, 4).join(' ') || process.title;
}

function fail(error: Error): never {
  throw error;
}
