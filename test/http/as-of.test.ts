import { setTimeout as pause } from 'node:timers/promises';
import { apiRoutes } from '../../src/http/api/index.ts';
import { mergeOrganizations, undoChange } from '../../src/ingest/identity.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
}, 120_000);
afterAll(async () => site.close());

const BY = { actor: 'test', reason: 'because' };

/** A moment that nothing else happens at. */
async function now(): Promise<string> {
  await pause(5);
  const moment = new Date().toISOString();
  await pause(5);
  return moment;
}

test('every read shows what was public at each moment, whatever happened since', async () => {
  const before = await now();
  const key = await site.key('contributor');
  const { body } = await site.submit('sheet.csv', SHEET.replaceAll('Test Leaf', 'Old Leaf'), key);
  const certificate: string = body.certificates[0].id;
  await site.submit('other.csv', SHEET.replaceAll('TL-001', 'TL-002').replaceAll('R-1', 'R-2'), key);
  const published = await now();
  await rejectCertificate(site.store, certificate, BY);
  const withdrawn = await now();
  await acceptCertificate(site.store, certificate, BY);
  await mergeOrganizations(site.store, 'old-leaf', 'test-leaf', BY);
  const merged = await now();

  const lists = ['certificates', 'lots', 'products', 'vendors', 'laboratories', 'results', 'search?q=TL-00', 'search?form=powder'];
  const count = async (path: string, at: string) =>
    (await site.get(`/${path}${path.includes('?') ? '&' : '?'}as_of=${encodeURIComponent(at)}`)).body.items.filter(
      // the dictionary is no certificate's
      ({ type }: { type?: string }) => type !== 'analyte',
    ).length as number;
  for (const path of lists) expect([path, await count(path, before)]).toEqual([path, 0]);
  expect(await Promise.all(['certificates', 'lots', 'products', 'vendors', 'laboratories'].map(path => count(path, published)))).toEqual([
    2, 2, 2, 2, 1,
  ]);
  expect(await Promise.all(['certificates', 'lots', 'products', 'vendors', 'laboratories'].map(path => count(path, withdrawn)))).toEqual([
    1, 1, 1, 1, 1,
  ]);
  expect(await Promise.all(['certificates', 'lots', 'products', 'vendors', 'laboratories'].map(path => count(path, merged)))).toEqual([
    2, 2, 1, 1, 1,
  ]);
  for (const path of ['search?q=TL-00', 'search?form=powder'])
    expect([path, await count(path, published), await count(path, withdrawn)]).toEqual([path, 2, 1]);

  const at = async (path: string, moment: string) =>
    site.get(`${path}${path.includes('?') ? '&' : '?'}as_of=${encodeURIComponent(moment)}`);
  // the vendor of then under its own address; now it leads to the one it was merged into
  expect((await at('/vendors/old-leaf', published)).body).toMatchObject({ slug: 'old-leaf', lots: 1, certificates: 1 });
  expect((await at('/vendors/old-leaf', withdrawn)).status).toBe(404);
  expect((await at('/vendors/old-leaf', merged)).body).toMatchObject({ slug: 'test-leaf', lots: 2 });
  expect((await site.get('/vendors/old-leaf')).body).toMatchObject({ slug: 'test-leaf', lots: 2 });
  expect((await at('/results?vendor=old-leaf', published)).body.items).toHaveLength(3);
  expect((await at('/results?vendor=test-leaf', published)).body.items).toHaveLength(3);
  expect((await at('/results?vendor=test-leaf', merged)).body.items).toHaveLength(6);
  expect((await at('/certificates?vendor=old-leaf', published)).body.items).toMatchObject([{ id: certificate }]);
  expect((await at('/products/old-leaf-red-powder', published)).body).toMatchObject({ slug: 'old-leaf-red-powder', lots: 1 });
  expect((await at('/laboratories/invented-laboratory', withdrawn)).body).toMatchObject({ certificates: 1 });
  expect((await at(`/certificates/${certificate}`, withdrawn)).status).toBe(404);
  // a day means its end
  expect(await count('certificates', merged.slice(0, 10))).toBe(2);
});

test('certificates are of the laboratory they were of, until names changed hands', async () => {
  const key = await site.key('contributor');
  const sheet = SHEET.replaceAll('Invented Laboratory', 'Invented Labs West').replaceAll('TL-001', 'TL-003').replaceAll('R-1', 'R-3');
  const { body } = await site.submit('west.csv', sheet, key);
  const certificate: string = body.certificates[0].id;
  const apart = await now();
  const change = await mergeOrganizations(site.store, 'invented-labs-west', 'invented-laboratory', BY);
  const merged = await now();
  await undoChange(site.store, change, BY);
  const parted = await now();

  const named = async (moment: string) => {
    const as = `as_of=${encodeURIComponent(moment)}`;
    const { body: found } = await site.get(`/certificates?laboratory=invented-labs-west&${as}`);
    const { body: read } = await site.get(`/certificates/${certificate}?${as}`);
    const { body: west } = await site.get(`/laboratories/invented-labs-west?${as}`);
    return [read.laboratory.slug, west.slug, found.items.some(({ id }: { id: string }) => id === certificate)];
  };
  for (const moment of [apart, parted]) expect(await named(moment)).toEqual(['invented-labs-west', 'invented-labs-west', true]);
  expect(await named(merged)).toEqual(['invented-laboratory', 'invented-laboratory', true]);
});

test('what cannot be shown as of a moment says so', async () => {
  const open = apiRoutes.filter(
    ({ method, role, path }) => method === 'get' && role === undefined && !path.includes(':') && !/\.(csv|ndjson|parquet|xlsx)$/.test(path),
  );
  const refused: string[] = [];
  for (const { path, query } of open) {
    if ('as_of' in (query?.shape ?? {})) continue;
    const { status, body } = await site.get(`${path}?as_of=2026-01-01`);
    refused.push(path);
    expect([path, status, body.code]).toEqual([path, 400, 'as-of-not-kept']);
  }
  expect(refused).toContain('/analytes');
});
