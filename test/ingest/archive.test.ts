import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { checkArchive, readArchiveFiles, unpackArchive } from '../../src/ingest/archive.ts';
import { ingestArchive } from '../../src/ingest/ingest-archive.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { sharedPool } from '../readers.ts';

let store: TestStore;
const pool = sharedPool();

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.close();
});

const sheet = (lot: string) =>
  `vendor,product,lot,laboratory,analyte,result,unit\nMade-up Moss,Red Example,${lot},Nowhere Laboratory,Lead,0.1,mg/kg\n`;
const archive = zipSync({
  'spring/a.csv': strToU8(sheet('A-1')),
  'b.csv': strToU8(sheet('B-2')),
  'letter.txt': strToU8('Dear all,\nplease find enclosed our certificates.\n'),
  'inner.zip': zipSync({ 'c.csv': strToU8(sheet('C-3')) }),
  '../escape.csv': strToU8(sheet('D-4')),
});

test('each file of an archive is recorded with its own outcome; a second time nothing changes', async () => {
  const unpacked = await unpackArchive(pool, { name: 'spring.zip', bytes: archive });
  expect(unpacked!.problems).toMatchObject([{ code: 'unsafe-content', severity: 'error' }]);
  const first = await ingestArchive({ store, pool }, unpacked!, { uploader: 'cli' });
  expect(first.entries.map(({ file, outcome, reason }) => [file, outcome, reason])).toEqual([
    ['spring.zip/spring/a.csv', 'recorded', null],
    ['spring.zip/b.csv', 'recorded', null],
    ['spring.zip/letter.txt', 'unrecognised', 'not-a-certificate'],
    ['spring.zip/inner.zip', 'unreadable', 'unsupported-format'],
  ]);
  const again = await ingestArchive({ store, pool }, unpacked!, { uploader: 'cli' });
  expect(again.entries.map(({ outcome }) => outcome)).toEqual(Array(4).fill('duplicate'));
  expect(again.entries.map(({ id }) => id)).toEqual(first.entries.map(({ id }) => id));
});

test('checking answers with all reports and what came of each file', async () => {
  const file = { name: 'spring.zip', bytes: archive };
  const unpacked = await unpackArchive(pool, file);
  const report = await checkArchive(file, unpacked!, await readArchiveFiles(pool, unpacked!));
  expect(report.outcome).toBe('partial');
  expect(report.reports.map(({ samples }) => samples[0]!.lot)).toEqual(['A-1', 'B-2']);
  expect(report.entries!.map(({ outcome, reports }) => [outcome, reports])).toEqual([
    ['read', 1],
    ['read', 1],
    ['refused', 0],
    ['refused', 0],
  ]);
  expect(report.problems.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['unsafe-content', 'not-a-certificate', 'unsupported-format']),
  );
});

test('what is no archive, or refused as a whole, is a file like any other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leafproof-archive-'));
  try {
    const path = join(folder, 'a.csv');
    writeFileSync(path, sheet('A-1'));
    expect(await unpackArchive(pool, { name: path, path })).toBeNull();
    const zip = join(folder, 'a.bin');
    writeFileSync(zip, archive);
    expect((await unpackArchive(pool, { name: zip, path: zip }))!.files).toHaveLength(4);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const bomb = { name: 'bomb.zip', bytes: zipSync({ 'a.csv': new Uint8Array(20_000_000) }) };
  expect(await unpackArchive(pool, bomb)).toBeNull();
  expect(await pool.read(bomb)).toMatchObject({ outcome: 'refused', reason: 'unsafe-content' });
});
