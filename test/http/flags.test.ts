import request from 'supertest';
import { correctValue } from '../../src/ingest/correct.ts';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp({ contributionsPerHour: 1000 });
});
afterAll(async () => site.close());
beforeEach(async () => site.store.clear());

/** A public certificate and the identity of its lead value. */
async function published(): Promise<{ id: string; lead: string }> {
  const sent = await site.submit('a.csv', SHEET, await site.key('contributor'));
  const { id } = sent.body.certificates[0];
  return { id, lead: (await site.get(`/certificates/${id}`)).body.samples[0].results[1].id };
}

const flag = (result: string, fields: object, headers: Record<string, string> = {}) =>
  request(site.app).post(`/results/${result}/flag`).type('form').set(headers).send(fields);

async function api(method: 'get' | 'post', path: string, role: 'contributor' | 'reviewer' | null, body?: object) {
  const call = request(site.app)[method](`/api/v1${path}`);
  if (role !== null) call.set('Authorization', `Bearer ${await site.key(role)}`);
  return conform(await (body === undefined ? call : call.send(body)));
}

async function signIn() {
  const browser = request.agent(site.app);
  const token = (html: string) => /name="csrf" value="([^"]*)"/.exec(html)?.[1];
  const csrf = token((await browser.get('/review')).text);
  await browser
    .post('/review/sign-in')
    .type('form')
    .send({ csrf, key: await site.key('reviewer') });
  const page = await browser.get('/review/flags');
  return { browser, page, csrf: token(page.text) };
}

const EVIL = `<script>alert(1)</script>" onmouseover="x`;

test('anybody flags a value on its cell; all that is public of it is the day', async () => {
  const { id, lead } = await published();
  const before = await request(site.app).get(`/certificates/${id}`);
  expect(before.text).toContain(`href="/results/${lead}/flag"`);
  expect(before.text).not.toContain('under review');
  const form = await request(site.app).get(`/results/${lead}/flag`);
  expect(form.text).toContain('Flag a value: Lead');
  const sent = await flag(lead, { reason: 'misread', comment: EVIL });
  expect(sent.headers.location).toBe(`/certificates/${id}#v-${lead}`);
  const after = (await request(site.app).get(`/certificates/${id}`)).text;
  expect(after).toMatch(/flagged on <time[^>]*>[^<]*<\/time>, under review/);
  expect(after).not.toContain('alert(1)');
  const { body } = await site.get(`/certificates/${id}/flags`);
  expect(body.flags).toEqual([{ result: lead, sample: 0, line: 1, flaggedAt: expect.stringMatching(/Z$/) }]);
});

test('a reviewer sees what was written as text, settles it with a reason, and the mark goes', async () => {
  const { id, lead } = await published();
  await flag(lead, { reason: 'wrong-product', comment: EVIL });
  const { browser, page, csrf } = await signIn();
  expect(page.text).toContain('&lt;script>alert(1)');
  expect(page.text).not.toContain('<script>alert');
  const action = /action="(\/review\/flags\/[0-9a-f-]{36})"/.exec(page.text)?.[1] ?? '';
  const settle = (fields: object) => browser.post(action).type('form').send(fields);
  expect((await settle({ outcome: 'stands', reason: 'as printed' })).status).toBe(403);
  expect((await settle({ csrf, outcome: 'stands', reason: ' ' })).status).toBe(400);
  expect((await settle({ csrf, outcome: 'nonsense', reason: 'x' })).status).toBe(400);
  expect((await settle({ csrf, outcome: 'stands', reason: 'as printed' })).status).toBe(303);
  expect((await settle({ csrf, outcome: 'stands', reason: 'as printed' })).status).toBe(409);
  expect((await site.get(`/certificates/${id}/flags`)).body.flags).toEqual([]);
  expect((await browser.get(`/review/certificates/${id}`)).text).toContain('as printed');
});

test('a flag stays on its value when a correction gives the results new identities', async () => {
  const { id, lead } = await published();
  await flag(lead, { reason: 'misread' });
  await correctValue(site.store, { certificate: id, sample: 0, line: 0 }, { value: '15.2' }, { actor: 'test', reason: 'misread' });
  const { body } = await site.get(`/certificates/${id}/flags`);
  expect(body.flags).toMatchObject([{ line: 1 }]);
  expect(body.flags[0].result).not.toBe(lead);
  expect((await request(site.app).get(`/results/${lead}/flag`)).text).toContain('Flag a value: Lead');
});

test('only reviewers read and settle flags by the API', async () => {
  const { lead } = await published();
  expect((await api('post', `/results/${lead}/flags`, null, { reason: 'other', comment: 'x' })).status).toBe(201);
  expect((await api('get', '/flags', null)).status).toBe(401);
  expect((await api('get', '/flags', 'contributor')).status).toBe(403);
  const { body } = await api('get', '/flags', 'reviewer');
  expect(body.items).toMatchObject([{ printed: '<0.05', reason: 'other', comment: 'x' }]);
  const settle = `/flags/${body.items[0].id}/settle`;
  const said = { outcome: 'corrected', reason: 'done' };
  expect((await api('post', settle, null, said)).status).toBe(401);
  expect((await api('post', settle, 'contributor', said)).status).toBe(403);
  expect((await api('post', settle, 'reviewer', said)).status).toBe(200);
  expect((await api('post', settle, 'reviewer', said)).status).toBe(409);
  expect((await api('post', `/flags/${lead}/settle`, 'reviewer', said)).status).toBe(404);
});

test('what is not public cannot be flagged, nor found out by flagging', async () => {
  const { id, lead } = await published();
  await api('post', `/review/${id}/reject`, 'reviewer', { reason: 'no' });
  expect((await flag(lead, { reason: 'misread' })).status).toBe(404);
  expect((await request(site.app).get(`/results/${lead}/flag`)).status).toBe(404);
  expect((await api('post', `/results/${lead}/flags`, null, { reason: 'misread' })).status).toBe(404);
  expect((await site.get(`/certificates/${id}/flags`)).status).toBe(404);
});

test('forms of other sites, reasons that are none and long comments are refused; many flags on one value count once', async () => {
  const { id, lead } = await published();
  expect((await flag(lead, { reason: 'misread' }, { Origin: 'https://else.example' })).status).toBe(403);
  expect((await flag(lead, { reason: 'because' })).status).toBe(400);
  expect((await api('post', `/results/${lead}/flags`, null, { reason: 'misread', comment: 'x'.repeat(501) })).status).toBe(400);
  for (let index = 0; index < 7; index++) expect((await flag(lead, { reason: 'other', comment: 'y'.repeat(900) })).status).toBe(303);
  const { items } = (await api('get', '/flags', 'reviewer')).body;
  expect(items).toHaveLength(5);
  expect(items[0].comment).toHaveLength(500);
  expect((await site.get(`/certificates/${id}/flags`)).body.flags).toHaveLength(1);
});

test('one address may flag so often an hour', async () => {
  const small = await openTestApp({ contributionsPerHour: 1 });
  try {
    const id = '0199a3c4-0000-7000-8000-000000000006';
    expect((await request(small.app).post(`/results/${id}/flag`).type('form').send({ reason: 'other' })).status).toBe(404);
    expect((await request(small.app).post(`/results/${id}/flag`).type('form').send({ reason: 'other' })).status).toBe(429);
    expect(conform(await request(small.app).post(`/api/v1/results/${id}/flags`).send({ reason: 'other' })).status).toBe(429);
  } finally {
    await small.close();
  }
});
