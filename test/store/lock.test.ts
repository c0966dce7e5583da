import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolderInUse, lockDataFolder } from '../../src/store/lock.ts';

const LOCK = join(import.meta.dirname, '../../src/store/lock.ts');
let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leafproof-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Another process that takes the folder and holds it; `taken` once it has it. */
async function otherProcess(): Promise<ChildProcess> {
  const script = `const { lockDataFolder } = await import(${JSON.stringify(LOCK)}); await lockDataFolder(${JSON.stringify(folder)}); console.log('taken'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('the lock on the data folder', () => {
  test('refuses a second process and names the one that has it', async () => {
    const child = await otherProcess();
    const refused = lockDataFolder(folder);
    await expect(refused).rejects.toBeInstanceOf(DataFolderInUse);
    await expect(refused).rejects.toThrow(`process ${child.pid} on `);
    await expect(refused).rejects.toMatchObject({ holder: { pid: child.pid } });
  });

  test('is free at once after its process was killed', async () => {
    const child = await otherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockDataFolder(folder);
    await lock.release();
  });

  test('is free after it was released', async () => {
    const first = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toBeInstanceOf(DataFolderInUse);
    await first.release();
    await (await lockDataFolder(folder)).release();
  });

  test('is free when its holder had the number that this process has now', async () => {
    await mkdir(join(folder, 'in-use.lock'));
    await writeFile(
      join(folder, 'in-use.json'),
      JSON.stringify({ pid: process.pid, host: hostname(), command: 'serve', since: '2026-01-01' }),
    );
    await (await lockDataFolder(folder)).release();
  });

  // macOS and Windows do not tell processes of the same number apart
  const onLinux = existsSync('/proc/self/stat') ? test : test.skip;

  onLinux('stays with a holder that is stopped or starved, however long it was not renewed', async () => {
    const child = await otherProcess();
    child.kill('SIGSTOP');
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(folder, 'in-use.lock'), longAgo, longAgo);
    await expect(lockDataFolder(folder)).rejects.toMatchObject({ holder: { pid: child.pid } });
  });

  onLinux('is free at once when another process has the number of its holder', async () => {
    const child = await otherProcess();
    const holder = JSON.parse(await readFile(join(folder, 'in-use.json'), 'utf8'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    // the process that runs this test lives, and did not start then
    await writeFile(join(folder, 'in-use.json'), JSON.stringify({ ...holder, pid: process.ppid }));
    await (await lockDataFolder(folder)).release();
  });

  test('goes to one alone of many that find its holder dead', async () => {
    const child = await otherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => lockDataFolder(folder)));
    const taken = tries.filter(one => one.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    await taken[0]?.value.release();
  });

  test('holds even when the note of its holder is unreadable', async () => {
    const lock = await lockDataFolder(folder);
    await writeFile(join(folder, 'in-use.json'), '{"pid":');
    await expect(lockDataFolder(folder)).rejects.toThrow('does not say who it is');
    await lock.release();
  });
});
