import request from 'supertest';
import { rereadCandidates, rereadFile } from '../../src/ingest/reread.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp({ contributionsPerHour: 1000 });
});
afterAll(async () => site.close());
beforeEach(async () => site.store.clear());

const hand = async (name: string, content: string | Buffer, headers: Record<string, string> = {}) =>
  request(site.app).post('/submit').set(headers).attach('file', Buffer.from(content), name);

const contribute = async (name: string, content: string) =>
  conform(await request(site.app).post('/api/v1/contributions').attach('file', Buffer.from(content), name));

const decision = { actor: 'test', reason: 'it is an <b>advertisement</b>' };

test('a sure reading that anybody handed in is seen by nobody until a person looked, and its page follows it', async () => {
  const sent = await hand('a.csv', SHEET);
  expect(sent.status).toBe(303);
  const address = sent.headers.location ?? '';
  expect(address).toMatch(/^\/submissions\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
  const page = await request(site.app).get(address);
  expect(page.headers['cache-control']).toBe('private, no-store');
  expect(page.text).toContain('<li aria-current="step">Waits for a person</li>');
  const twin = await request(site.app).get(`${address}.json`).redirects(1);
  const [certificate] = twin.body.files[0].certificates;
  expect(certificate).toMatchObject({ state: 'needs-review', href: null, reportNumber: 'R-1' });
  expect((await site.get(`/certificates/${certificate.id}`)).status).toBe(404);
  expect((await site.get('/results')).body.items).toEqual([]);
  await acceptCertificate(site.store, certificate.id, decision);
  expect((await request(site.app).get(address)).text).toContain(
    `<a href="/certificates/${certificate.id}">Report R-1, Invented Laboratory`,
  );
});

test('a refusal is told with its reason, as text', async () => {
  const { body } = await contribute('a.csv', SHEET);
  await rejectCertificate(site.store, body.files[0].certificates[0].id, decision);
  const page = (await request(site.app).get(`/submissions/${body.id}`)).text;
  expect(page).toContain('because: “it is an &lt;b>advertisement&lt;/b>”');
  expect(page).not.toContain('<b>advertisement');
  expect((await site.get(`/contributions/${body.id}`)).body.files[0].state).toBe('kept-out');
});

test('a file read anew waits again, however sure the new reading is', async () => {
  const { body } = await contribute('a.csv', SHEET);
  const [candidate] = await rereadCandidates(site.store.em(), [], true);
  if (candidate === undefined) throw new Error('the file is a candidate');
  // what the newer reading says differs from what is stored
  await site.store.em().execute(`update extraction set transcripts = replace(transcripts::text, '14.2', '14.3')::jsonb`);
  await site.store.em().execute(`update result set number = '14.3', lower = '14.3', upper = '14.3' where number = '14.2'`);
  const reread = await rereadFile({ store: site.store, pool: site.pool }, candidate, { actor: 'test', promote: true });
  expect(reread).toMatchObject({ outcome: 'changed', promoted: true });
  const [file] = (await site.get(`/contributions/${body.id}`)).body.files;
  expect(file.state).toBe('waiting');
});

test('the same file twice is kept once, and a file with a key is not held back by one without', async () => {
  const known = await site.submit('a.csv', SHEET, await site.key('contributor'));
  expect(known.body.outcome).toBe('recorded');
  const { body } = await contribute('b.csv', SHEET);
  expect(body.files[0]).toMatchObject({ wasThere: true, state: 'published' });
  expect(body.files[0].certificates[0].href).toBe(`/api/v1/certificates/${known.body.certificates[0].id}`);
});

test('what cannot be read is said, and where it stood in the way', async () => {
  const { body } = await contribute('a.pdf', '%PDF-1.7 nothing');
  expect(body.files[0]).toMatchObject({ state: 'not-read', certificates: [] });
  expect(body.files[0].refusal).not.toBeNull();
  const page = (await request(site.app).get(`/submissions/${body.id}`)).text;
  expect(page).toContain('What stood in the way: ');
});

test('several files come as one contribution; no file, an empty one and too many are refused at the form', async () => {
  const two = await request(site.app)
    .post('/submit')
    .field('note', 'the shop sent it')
    .attach('file', Buffer.from(SHEET), 'a.csv')
    .attach('file', Buffer.from(SHEET.replaceAll('TL-001', 'TL-002')), 'b.csv');
  expect((await request(site.app).get(two.headers.location ?? '')).text).toContain('2 files');
  const empty = await hand('a.csv', '');
  expect(empty.status).toBe(400);
  expect(empty.text).toContain('Choose a file that holds something.');
  expect((await request(site.app).post('/submit').field('note', 'x')).status).toBe(400);
  const many = request(site.app).post('/submit');
  for (let index = 0; index < 21; index++) many.attach('file', Buffer.from(`a,${index}`), `${index}.csv`);
  expect((await many).status).toBe(400);
});

test('nothing of who sent it is kept', async () => {
  await hand('a.csv', SHEET, { 'User-Agent': 'a-telling-browser', 'X-Forwarded-For': '203.0.113.9' });
  const [{ uploader, held }] = await site.store.em().execute<[{ uploader: string | null; held: boolean }]>('select * from submission');
  expect({ uploader, held }).toEqual({ uploader: null, held: true });
  expect(await site.store.em().execute('select id, note from contribution')).toEqual([{ id: expect.any(String), note: null }]);
});

test('a page of another site cannot hand in', async () => {
  for (const headers of [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'https://else.example' },
    { Origin: 'null' },
  ])
    expect((await hand('a.csv', SHEET, headers)).status).toBe(403);
  const foreign = await request(site.app)
    .post('/api/v1/contributions')
    .set('Origin', 'https://else.example')
    .attach('file', Buffer.from(SHEET), 'a.csv');
  expect(conform(foreign).status).toBe(403);
  expect((await hand('a.csv', SHEET, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
});

test('an address that nobody was given leads nowhere', async () => {
  for (const id of ['00000000-0000-4000-8000-000000000000', 'x'])
    expect((await request(site.app).get(`/submissions/${id}`)).status).toBe(404);
  const known = await site.submit('a.csv', SHEET, await site.key('contributor'));
  expect((await request(site.app).get(`/submissions/${known.body.id}`)).status).toBe(404);
});

test('one address may send so many an hour, by the page and the API together', async () => {
  const small = await openTestApp({ contributionsPerHour: 2 });
  try {
    const once = () => request(small.app).post('/submit').attach('file', Buffer.from(SHEET), 'a.csv');
    expect((await once()).status).toBe(303);
    expect((await request(small.app).post('/api/v1/contributions').attach('file', Buffer.from(SHEET), 'a.csv')).status).toBe(201);
    const refused = await once();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.text).toContain('At most 2 such requests an hour');
    const api = conform(await request(small.app).post('/api/v1/contributions').attach('file', Buffer.from(SHEET), 'a.csv'));
    expect(api.status).toBe(429);
  } finally {
    await small.close();
  }
});
