/**
 * `import` is killed at random moments, over and over. Whenever it dies, every file is recorded wholly or not at all,
 * and in the end a run that is left alone completes the rest. LEAFPROOF_KILLS sets how many times.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { samplesFolder } from '../../src/ingest/samples.ts';
import { openStore } from '../../src/store/store.ts';

const WHOLE = process.env.LEAFPROOF_SOAK === 'whole';
const KILLS = Number(process.env.LEAFPROOF_KILLS ?? (WHOLE ? 20 : 2));
const CLI = join(import.meta.dirname, '../../src/cli.ts');
const folders: string[] = [];

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-kill-'));
  folders.push(folder);
  return folder;
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

let input: string;
beforeAll(async () => {
  // a copy: samples that change meanwhile would be other files
  input = await dataFolder();
  await cp(samplesFolder(), input, { recursive: true });
  if (WHOLE) return;
  const files = (await readdir(input, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  for (const [i, path] of paths.entries()) if (i % 3 > 0) await rm(path);
});

function startImport(dataDir: string) {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' };
  // its own group, so that its readers die with it
  return spawn(process.execPath, [CLI, 'import', input], { env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
}

/** Per file that is recorded: all that must be there with it. */
async function recorded(dataDir: string): Promise<Map<string, string>> {
  const store = await openStore({ dataDir, databaseUrl: null });
  try {
    const files = await store.em().execute<{ sha256: string; key: string; facts: string }[]>(`
      select b.sha256, f.storage_key as key, json_build_array(b.outcome,
        (select count(*) from extraction e where e.sha256 = b.sha256),
        (select count(*) from certificate c where c.sha256 = b.sha256),
        (select count(*) from certificate c join certificate_version v on v.certificate_id = c.id where c.sha256 = b.sha256),
        (select count(*) from certificate c join sample s on s.certificate_id = c.id join sample_of k on k.sample_id = s.id where c.sha256 = b.sha256),
        (select count(*) from certificate c join result r on r.certificate_id = c.id where c.sha256 = b.sha256),
        (select count(*) from extraction e join problem p on p.extraction_id = e.id where e.sha256 = b.sha256))::text as facts
      from submission b join source_file f on f.sha256 = b.sha256`);
    const orphans = await store.em().execute<{ n: number }[]>(`
      select ((select count(*) from source_file f where not exists (select 1 from submission b where b.sha256 = f.sha256))
        + (select count(*) from extraction e where not exists (select 1 from submission b where b.sha256 = e.sha256)))::int as n`);
    expect(orphans[0]?.n).toBe(0);
    for (const file of files) expect((await store.files.read(file.key)).byteLength).toBeGreaterThan(0);
    return new Map(files.map(file => [file.sha256, file.facts]));
  } finally {
    await store.close();
  }
}

test(
  `killed ${KILLS} times`,
  async () => {
    const whole = await dataFolder();
    const started = Date.now();
    const undisturbed = startImport(whole);
    const ended = once(undisturbed, 'exit');
    await once(undisturbed.stdout, 'data');
    const firstLine = Date.now() - started;
    undisturbed.stdout.resume();
    const [status] = await ended;
    const duration = Date.now() - started;
    expect([0, 1]).toContain(status);
    const reference = await recorded(whole);
    const entries = await readdir(input, { recursive: true, withFileTypes: true });
    expect(reference.size).toBe(entries.filter(entry => entry.isFile()).length);

    let dataDir = await dataFolder();
    const moments: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const child = startImport(dataDir);
      const ended = once(child, 'exit');
      // Every other time only while files are being recorded, which is the shorter part.
      const recording = kill % 2 === 1;
      if (recording) await Promise.race([once(child.stdout, 'data'), ended]);
      child.stdout.resume();
      const moment = Math.round(Math.random() * (recording ? duration - firstLine : duration));
      await Promise.race([sleep(moment, undefined, { ref: false }), ended]);
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
      const now = await recorded(dataDir);
      moments.push(`${recording ? 'first line + ' : ''}${moment} ms: ${now.size}`);
      for (const [sha256, facts] of now) expect([sha256, facts]).toEqual([sha256, reference.get(sha256)]);
      // nothing is left to be interrupted: begin anew
      if (now.size === reference.size) dataDir = await dataFolder();
    }
    console.log(`killed after (files recorded): ${moments.join(', ')}`);
    const last = startImport(dataDir);
    last.stdout.resume();
    await once(last, 'exit');
    expect(await recorded(dataDir)).toEqual(reference);
  },
  20 * 60_000,
);
