import request from 'supertest';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp({ contributionsPerHour: 1000 });
});
afterAll(async () => site.close());
beforeEach(async () => {
  await site.store.clear();
  await site.submit('a.csv', SHEET, await site.key('contributor'));
});

const REPLY = { signed: 'Test Leaf LLC', email: 'quality@testleaf.example', words: 'First line.\n<img src=x onerror=alert(1)>' };

async function api(method: 'get' | 'post', path: string, role: 'contributor' | 'reviewer' | null, body?: object) {
  const call = request(site.app)[method](`/api/v1${path}`);
  if (role !== null) call.set('Authorization', `Bearer ${await site.key(role)}`);
  return conform(await (body === undefined ? call : call.send(body)));
}

const waiting = async () => (await api('get', '/replies', 'reviewer')).body.items;

async function publish(reply: object): Promise<string> {
  expect((await api('post', '/vendors/test-leaf/replies', null, reply)).status).toBe(202);
  const { id } = (await waiting()).at(-1);
  expect((await api('post', `/replies/${id}/publish`, 'reviewer', { reason: 'answered from the domain' })).status).toBe(200);
  return id;
}

test('a reply waits, is verified, and stands dated on the page as text; the address is never shown and then forgotten', async () => {
  const sent = await request(site.app).post('/vendors/test-leaf/reply').type('form').send(REPLY);
  expect(sent.headers.location).toBe('/vendors/test-leaf/reply?received');
  expect((await request(site.app).get('/vendors/test-leaf/reply?received')).text).toContain('Received.');
  expect((await request(site.app).get('/vendors/test-leaf')).text).not.toContain('First line');
  const [reply] = await waiting();
  expect(reply).toMatchObject({ email: REPLY.email, organization: { slug: 'test-leaf' } });
  await api('post', `/replies/${reply.id}/publish`, 'reviewer', { reason: 'answered from the domain' });
  const page = (await request(site.app).get('/vendors/test-leaf')).text;
  expect(page).toMatch(/Test Leaf LLC<\/strong>, verified and published on <time/);
  expect(page).toContain('&lt;img src=x onerror=alert(1)>');
  expect(page).not.toContain(REPLY.email);
  const { body } = await site.get('/vendors/test-leaf/replies');
  expect(body.replies).toEqual([
    { id: reply.id, signed: REPLY.signed, words: REPLY.words, publishedAt: expect.any(String), supersededAt: null },
  ]);
  expect(await site.store.em().execute('select email from reply')).toEqual([{ email: null }]);
});

test('a later reply under the same name takes the place of the earlier one, which stays readable', async () => {
  await publish(REPLY);
  const later = await publish({ ...REPLY, signed: 'test leaf llc ', words: 'Second.' });
  await publish({ ...REPLY, signed: 'Somebody else', words: 'Third.' });
  const { body } = await site.get('/vendors/test-leaf/replies');
  expect(
    body.replies.map((one: { words: string; supersededAt: string | null }) => [one.words.slice(0, 6), one.supersededAt === null]),
  ).toEqual([
    ['Third.', true],
    ['Second', true],
    ['First ', false],
  ]);
  expect((await request(site.app).get('/vendors/test-leaf')).text).toContain('Earlier versions (1)');
  expect((await api('post', `/replies/${later}/withdraw`, 'reviewer', { reason: 'asked for' })).status).toBe(200);
  expect((await site.get('/vendors/test-leaf/replies')).body.replies).toHaveLength(2);
});

test('laboratories and certificates take replies too', async () => {
  const [certificate] = (await site.get('/certificates')).body.items;
  for (const path of ['/laboratories/invented-laboratory', `/certificates/${certificate.id}`]) {
    expect((await request(site.app).get(path)).text).toContain(`href="${path}/reply"`);
    expect((await api('post', `${path}/replies`, null, REPLY)).status).toBe(202);
    const { id } = (await waiting()).at(-1);
    await api('post', `/replies/${id}/publish`, 'reviewer', { reason: 'verified' });
    expect((await request(site.app).get(path)).text).toContain('First line.');
  }
  expect((await api('post', '/vendors/nobody/replies', null, REPLY)).status).toBe(404);
});

test('only reviewers see and decide replies', async () => {
  await api('post', '/vendors/test-leaf/replies', null, REPLY);
  const [{ id }] = await waiting();
  for (const [role, status] of [
    [null, 401],
    ['contributor', 403],
  ] as const) {
    expect((await api('get', '/replies', role)).status).toBe(status);
    for (const verb of ['publish', 'refuse', 'withdraw'])
      expect((await api('post', `/replies/${id}/${verb}`, role, { reason: 'x' })).status).toBe(status);
  }
  expect((await api('post', `/replies/${id}/withdraw`, 'reviewer', { reason: 'x' })).status).toBe(409);
  expect((await api('post', `/replies/${id}/refuse`, 'reviewer', { reason: 'not theirs' })).status).toBe(200);
  expect((await api('post', `/replies/${id}/publish`, 'reviewer', { reason: 'x' })).status).toBe(409);
  expect((await site.get('/vendors/test-leaf/replies')).body.replies).toEqual([]);
});

test('the form says what is wrong and keeps what was typed; other sites cannot send it', async () => {
  const send = (fields: object, headers = {}) => request(site.app).post('/vendors/test-leaf/reply').type('form').set(headers).send(fields);
  const wrong = await send({ ...REPLY, email: 'nowhere' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('The e-mail address cannot be right.');
  expect(wrong.text).toContain('First line.');
  expect((await send({ ...REPLY, words: 'x'.repeat(3001) })).status).toBe(400);
  expect((await send(REPLY, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect(await waiting()).toEqual([]);
});
