import { existsSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { mapName } from '../../src/ingest/map-name.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { storageKey } from '../../src/store/files.ts';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp({ contributionsPerHour: 1000 });
});
afterAll(async () => site.close());
beforeEach(async () => site.store.clear());

/** Names a person, prints a name that no dictionary knows, and is over the yardstick. */
const PERSONAL = SHEET.replace('Test Leaf,Red Powder', 'Jane Invented,Red Powder')
  .replaceAll('Test Leaf', 'Jane Invented')
  .replace('<0.05', '9.5')
  .replace('Lead', 'Lead')
  .concat('\nJane Invented,Red Powder,powder,TL-001,Invented Laboratory,R-1,2026-02-03,alkaloids,Unheardofine,1.5,mg/g,as_received,,,,');

const decision = { actor: 'test', reason: 'It named a private person.' };

async function published(): Promise<{ id: string; sha256: string }> {
  const { body } = await site.submit('jane.csv', PERSONAL, await site.key('contributor'));
  const { id } = body.certificates[0];
  await site.store
    .em()
    .execute(`update certificate_version set state = 'public', published_at = now(), client = 'Jane Invented, 5 Home Street'`);
  return { id, sha256: body.sha256 };
}

const admin = async (role: 'contributor' | 'reviewer' | 'admin' | null, body: object) => {
  const call = request(site.app).post('/api/v1/takedowns');
  if (role !== null) call.set('Authorization', `Bearer ${await site.key(role)}`);
  return conform(await call.send(body));
};

test('only an admin takes down; then page, data and original say so, with reason and date', async () => {
  const { id, sha256 } = await published();
  expect((await request(site.app).get(`/certificates/${id}`)).status).toBe(200);
  const body = { file: id, reason: decision.reason };
  for (const [role, status] of [
    [null, 401],
    ['contributor', 403],
    ['reviewer', 403],
  ] as const)
    expect((await admin(role, body)).status).toBe(status);
  expect((await admin('admin', { ...body, reason: ' ' })).status).toBe(400);
  expect((await admin('admin', { ...body, file: 'f'.repeat(64) })).status).toBe(404);
  expect((await admin('admin', body)).body).toMatchObject({ sha256, certificates: [id] });
  expect((await admin('admin', body)).status).toBe(409);
  const page = await request(site.app).get(`/certificates/${id}`);
  expect(page.status).toBe(410);
  expect(page.text).toContain('It named a private person.');
  for (const path of ['', '/original', '/pages/1.jpg']) {
    const gone = await site.get(`/certificates/${id}${path}`);
    expect(gone.status).toBe(410);
    expect(gone.body.detail).toContain(new Date().toISOString().slice(0, 10));
  }
  const reviewer = { Authorization: `Bearer ${await site.key('admin')}` };
  expect((await site.get(`/certificates/${id}`, reviewer)).status).toBe(410);
  expect((await site.get('/takedowns')).body.items).toMatchObject([{ sha256, reason: decision.reason }]);
});

test('there is nothing left to decide about', async () => {
  const { id, sha256 } = await published();
  await takeDown(site.store, sha256, decision);
  const key = await site.key('reviewer');
  const value = `/review/${id}/samples/0/results/0`;
  const decided = [
    [`/review/${id}/samples/0/correct`, { changes: { lot: 'TL-2' } }],
    [`${value}/correct`, { changes: { value: '1' } }],
    ...['confirm', 'reject', 'restore'].map(verb => [`${value}/${verb}`, {}] as const),
    [`/review/${id}/vendor`, { vendor: 'Test Leaf' }],
    ...['accept', 'reject'].map(verb => [`/review/${id}/${verb}`, {}] as const),
  ] as const;
  for (const [path, body] of decided) {
    const call = request(site.app).post(`/api/v1${path}`).set('Authorization', `Bearer ${key}`);
    expect([path, conform(await call.send({ ...body, reason: 'because' })).status]).toEqual([path, 404]);
  }
});

test('nothing of it counts or is found any more, at once', async () => {
  const { id, sha256 } = await published();
  expect((await site.get('/exceedances')).body.items.length).toBeGreaterThan(0);
  await takeDown(site.store, sha256, decision);
  for (const list of ['results', 'certificates', 'lots', 'vendors', 'products', 'laboratories', 'exceedances', 'disagreements'])
    expect([list, (await site.get(`/${list}`)).body.items]).toEqual([list, []]);
  expect((await site.get('/search?q=Jane')).body.items).toEqual([]);
  expect((await site.get(`/exceedances?as_of=${new Date(Date.now() - 1).toISOString()}`)).body.items ?? []).toEqual([]);
  const reviewer = { Authorization: `Bearer ${await site.key('reviewer')}` };
  expect((await site.get('/review', reviewer)).body.items).toEqual([]);
  expect((await site.get(`/review/${id}`, reviewer)).status).toBe(404);
});

test('original and personal data are gone from storage; hash, reason, date and the log stay', async () => {
  const { id, sha256 } = await published();
  const file = join(site.store.folder, 'originals', storageKey(sha256));
  expect(existsSync(file)).toBe(true);
  await takeDown(site.store, id, decision);
  expect(existsSync(file)).toBe(false);
  const em = site.store.em();
  const [left] = await em.execute<[Record<string, unknown>]>(
    `select v.client, s.header, s.vendor_given as given, e.transcripts, b.uploader, b.file_name as name, f.takedown_reason as reason, f.storage_key as key
      from source_file f join submission b on b.sha256 = f.sha256 join extraction e on e.sha256 = f.sha256
      join certificate c on c.sha256 = f.sha256 join certificate_version v on v.certificate_id = c.id join sample s on s.version_id = v.id`,
  );
  expect(left).toEqual({
    ...{ client: null, header: {}, given: null, transcripts: [], uploader: null, name: 'taken down' },
    ...{ reason: decision.reason, key: null },
  });
  const log = await em.execute(`select subject, reason from log_entry where action = 'takedown' order by subject`);
  expect(log).toEqual([
    { subject: `certificate:${id}`, reason: decision.reason },
    { subject: `file:${sha256}`, reason: decision.reason },
  ]);
});

test('the same file does not come back, and later decisions about names do not stumble over it', async () => {
  const { sha256 } = await published();
  await takeDown(site.store, sha256, decision);
  const again = await site.submit('jane.csv', PERSONAL, await site.key('contributor'));
  expect(again.body.outcome).toBe('duplicate');
  expect(existsSync(join(site.store.folder, 'originals', storageKey(sha256)))).toBe(false);
  const sent = await request(site.app).post('/submit').attach('file', Buffer.from(PERSONAL), 'jane.csv');
  expect((await request(site.app).get(sent.headers.location ?? '')).text).toContain('It named a private person.');
  expect(await mapName(site.store, { name: 'Unheardofine', panel: 'alkaloids', analyte: 'mitragynine' }, decision)).toBe(0);
});

test('whether a certificate that never was public was taken down, nobody is told', async () => {
  const { id, sha256 } = await published();
  await site.store.em().execute(`update certificate_version set state = 'needs-review', published_at = null`);
  await takeDown(site.store, sha256, decision);
  expect((await site.get(`/certificates/${id}`)).status).toBe(404);
});
