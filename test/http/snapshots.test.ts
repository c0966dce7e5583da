/** Snapshots as they are handed out. */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { isDue } from '../../src/ingest/keep-snapshots.ts';
import { makeSnapshot, type SnapshotMade } from '../../src/ingest/snapshot.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { SNAPSHOTS_FOLDER } from '../../src/store/snapshots.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
let out: string;
let [first, second]: SnapshotMade[] = [];
const make = () => makeSnapshot(site.store, { out, samples: false });

beforeAll(async () => {
  site = await openTestApp();
  out = join(site.store.folder, SNAPSHOTS_FOLDER);
  expect((await site.get('/snapshots')).body).toEqual({ items: [], next: null });
  const key = await site.key('contributor');
  await site.submit('sheet.csv', SHEET, key);
  first = await make();
  await site.submit('other.csv', SHEET.replaceAll('TL-001', 'TL-002').replaceAll('R-1', 'R-2').replace('14.2', '15.1'), key);
  second = await make();
}, 120_000);
afterAll(() => site.close());

test('the list has the newest first, each with its files and how to cite it', async () => {
  const { items } = (await site.get('/snapshots')).body;
  expect(items.map(({ id }: { id: string }) => id)).toEqual([second!.id, first!.id]);
  expect(items[1]).toMatchObject({ isSample: false, takenDown: [], rows: { results: 3, certificates: 1 } });
  const { body } = await site.get(`/snapshots/${first!.id}`);
  expect(body.citation).toBe(
    `Leafproof. Lab results of kratom products from published certificates of analysis, as of ${first!.at.slice(0, 10)}. Snapshot ${first!.id}.`,
  );
  expect([...body.files.map(({ path }: { path: string }) => path), 'datapackage.json'].toSorted()).toEqual(
    (await readdir(first!.folder)).toSorted(),
  );
});

test('every file is handed out with its hash as ETag, to be kept', async () => {
  const { files } = (await site.get(`/snapshots/${first!.id}`)).body;
  for (const { path, sha256, mediaType } of [...files, { path: 'datapackage.json', sha256: first!.id, mediaType: 'application/json' }]) {
    const answer = await request(site.app).get(`/api/v1/snapshots/${first!.id}/${path}`).buffer(true).parse(bytesOf);
    expect([path, answer.status, answer.type]).toEqual([path, 200, mediaType]);
    expect(createHash('sha256').update(answer.body).digest('hex')).toBe(sha256);
    expect(answer.headers.etag).toBe(`"${sha256}"`);
    expect(answer.headers['cache-control']).toContain('immutable');
  }
  const again = await request(site.app).get(`/api/v1/snapshots/${first!.id}/results.csv`).set('If-None-Match', `"${files[0].sha256}"`);
  expect([files[0].path, again.status, again.text]).toEqual(['results.csv', 304, '']);
});

const bytesOf = (response: request.Response, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
};

test('nothing but the files of a snapshot is handed out', async () => {
  for (const path of ['nothing.csv', '..', '%2e%2e%2fsigning-key.pem', 'x%2f..%2fresults.csv'])
    expect([path, (await request(site.app).get(`/api/v1/snapshots/${first!.id}/${path}`)).status >= 400]).toEqual([path, true]);
  expect((await site.get(`/snapshots/${'0'.repeat(64)}`)).status).toBe(404);
  expect((await site.get('/snapshots/signing-key.pem')).status).toBe(400);
});

test('two are compared, row by row', async () => {
  const { text } = await site.get(`/snapshots/${first!.id}/diff/${second!.id}`);
  const changes = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  const results = changes.filter(({ table }) => table === 'results');
  expect(results.map(({ change, after }) => [change, after.printed_value]).toSorted()).toEqual([
    ['added', '15.1'],
    ['added', '<0.05'],
    ['added', 'Absent'],
  ]);
  expect((await site.get(`/snapshots/${first!.id}/diff/${first!.id}`)).text).toBe('');
});

test('pages lead to all of it', async () => {
  const page = (path: string) => request(site.app).get(path);
  expect((await page('/snapshots')).text).toContain(`href="/snapshots/${first!.id}"`);
  const one = await page(`/snapshots/${first!.id}`);
  expect(one.text).toContain(`href="/api/v1/snapshots/${first!.id}/results.parquet"`);
  expect(one.text).toContain('"@type":"Dataset"');
  expect((await page(`/snapshots/${first!.id}/lots.csv`)).headers.location).toBe(`/api/v1/snapshots/${first!.id}/lots.csv`);
  expect((await page('/snapshots/nothing')).status).toBe(404);
  expect((await page(`/snapshots/${first!.id}.json`)).headers.location).toBe(`/api/v1/snapshots/${first!.id}`);
});

test('a server makes one a day, when something changed', async () => {
  const today = new Date().toISOString().slice(0, 10);
  expect(await isDue(site.store, out, false, today)).toBe(false);
  expect(await isDue(site.store, out, true, today)).toBe(true);
  expect(await isDue(site.store, out, false, '2100-01-01')).toBe(false);
  await site.submit(
    'third.csv',
    SHEET.replaceAll('TL-001', 'TL-003').replaceAll('R-1', 'R-3').replace('14.2', '16.3'),
    await site.key('contributor'),
  );
  expect(await isDue(site.store, out, false, '2100-01-01')).toBe(true);
});

test('what is taken down is handed out no more, and the list says so', async () => {
  const { items } = (await site.get('/certificates?limit=200')).body;
  const own = items.find(({ reportNumber }: { reportNumber: string }) => reportNumber === 'R-1');
  const { sha256 } = (await site.get(`/certificates/${own.id}`)).body;
  await takeDown(site.store, sha256, { actor: 'test', reason: 'a test' });
  expect((await site.get('/snapshots')).body.items.map(({ takenDown }: { takenDown: string[] }) => takenDown)).toEqual([
    [sha256],
    [sha256],
  ]);
  expect((await site.get(`/snapshots/${first!.id}/results.csv`)).status).toBe(410);
  expect((await site.get(`/snapshots/${first!.id}/diff/${second!.id}`)).status).toBe(410);
  const page = await request(site.app).get(`/snapshots/${first!.id}`);
  expect(page.text).toContain('taken down since');
  expect(page.text).not.toContain('results.parquet');
});
