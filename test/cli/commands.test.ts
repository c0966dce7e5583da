import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.ts';
import { onPostgres } from '../database.ts';
import { type Installation, install, jsonLines } from './leafproof.ts';

const SAMPLES = join(import.meta.dirname, '..', '..', 'samples');
const PDF = join(SAMPLES, 'mb-20419.pdf');
let here: Installation;

beforeAll(async () => {
  here = await install();
});
afterAll(async () => here.remove());

describe('leafproof check', () => {
  test('prints one object a file, in the order of the files, whatever came of them', async () => {
    const broken = join(here.folder, 'broken.pdf');
    await writeFile(broken, '%PDF-1.7 nothing more');
    const { status, stdout } = await here.run('check', '--json', broken, PDF);
    const [first, second] = jsonLines(stdout);
    expect(status).toBe(1);
    expect(first).toMatchObject({ file: broken, outcome: 'refused', reports: [] });
    expect(second).toMatchObject({ file: PDF, outcome: 'read' });
  }, 180_000);

  test('says 0 when every file was read, 2 when one is not there', async () => {
    expect((await here.run('check', PDF)).status).toBe(0);
    const { status, stderr } = await here.run('check', join(here.folder, 'nowhere.pdf'));
    expect(status).toBe(2);
    expect(stderr).toContain('nowhere.pdf: no such file');
  }, 180_000);
});

describe('leafproof import', () => {
  test('records a folder, and changes nothing the second time', async () => {
    const folder = join(here.folder, 'in');
    await mkdir(folder);
    await copyFile(PDF, join(folder, 'a.pdf'));
    await writeFile(join(folder, 'note.txt'), 'Dear lab, thank you.');
    const first = await here.run('import', '--json', folder);
    expect(jsonLines(first.stdout).map(line => line.outcome)).toEqual(expect.arrayContaining(['recorded']));
    expect(first.status).toBe(1);
    const second = await here.run('import', '--json', join(folder, 'a.pdf'));
    expect(second.status).toBe(0);
    expect(jsonLines(second.stdout)).toMatchObject([{ outcome: 'duplicate', earlier: 'recorded' }]);
  }, 180_000);

  test('a file of doubt waits, is shown with its reasons, and accepted becomes public', async () => {
    const doubtful = join(here.folder, 'doubtful.csv');
    const header = 'vendor,product,lot,laboratory,report_number,analyte,result,unit,lod,loq';
    await writeFile(doubtful, `${header}\nInvented Vine,Green Example,IV-1,Example Laboratory,R-9,Lead,0.2,mg/kg,0.5,0.05\n`);
    const [imported] = jsonLines((await here.run('import', '--json', doubtful)).stdout);
    expect(imported).toMatchObject({ outcome: 'needs-review' });
    const [waiting] = jsonLines((await here.run('review', 'list', '--json')).stdout);
    const id = String(waiting?.id);
    expect((await here.run('review', 'show', id)).stdout).toContain('Lead: 0.2 mg/kg');
    expect((await here.run('review', 'reject', id)).status).toBe(2);
    expect((await here.run('review', 'accept', id)).stdout).toContain(`${id}: public`);
    expect((await here.run('review', 'list')).stdout).toContain('Nothing waits');
  }, 180_000);

  test('a second process is told which one has the data folder', async () => {
    if (onPostgres) return; // PostgreSQL serves any number of processes
    const store = await openStore(here.records);
    try {
      const { status, stderr } = await here.run('import', PDF);
      expect(status).toBe(2);
      expect(stderr).toContain(String(process.pid));
    } finally {
      await store.close();
    }
    expect((await here.run('import', PDF)).status).toBe(0);
  }, 180_000);
});

test('keys are shown once, listed without their secret, and revoked', async () => {
  const { stdout } = await here.run('key', 'create', 'Researcher', '--role', 'contributor');
  const secret = stdout.trim();
  expect(secret).toMatch(/^lp_[\w-]{40,}$/);
  const listed = await here.run('key', 'list', '--json');
  expect(listed.stdout).not.toContain(secret);
  const id = String(jsonLines(listed.stdout)[0]?.id);
  expect((await here.run('key', 'revoke', id)).status).toBe(0);
  expect(jsonLines((await here.run('key', 'list', '--json')).stdout)).toMatchObject([{ id, revokedAt: expect.any(String) }]);
}, 180_000);

test('wrong use is status 2 and says what is meant', async () => {
  expect(await here.run('import')).toMatchObject({ status: 2, stderr: expect.stringContaining('missing required argument') });
  expect(await here.run('impotr', 'x')).toMatchObject({ status: 2, stderr: expect.stringContaining('import') });
  expect((await here.run('--help')).status).toBe(0);
}, 180_000);

test('every command has a description, and the README names those a newcomer needs', async () => {
  const readme = await readFile(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
  const { stdout } = await here.run('--help');
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*? {2,}(\S.*)$/gm)].map(match => match[1]);
  expect(commands).toEqual(expect.arrayContaining(['import', 'check', 'serve', 'migrate', 'golden', 'reread', 'review', 'samples', 'key']));
  for (const command of ['import', 'check', 'review', 'samples', 'key']) expect(readme).toContain(`leafproof -- ${command}`);
}, 180_000);
