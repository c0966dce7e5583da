import request from 'supertest';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(async () => site.close());
beforeEach(async () => site.store.clear());

const fields = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(hit => hit[1] ?? '');

/** A browser that keeps its cookies. */
async function signIn(role: 'contributor' | 'reviewer' = 'reviewer', key?: string) {
  const browser = request.agent(site.app);
  const page = await browser.get('/review');
  const secret = key ?? (await site.key(role));
  const answer = await browser
    .post('/review/sign-in')
    .type('form')
    .send({ csrf: fields(page.text, 'csrf')[0], key: secret });
  return { browser, page, answer, secret };
}

async function certificate(): Promise<string> {
  const sent = await site.submit('a.csv', SHEET, await site.key('contributor'));
  return sent.body.certificates[0].id;
}

describe('signing in', () => {
  test('asks for a key, takes a reviewer’s, and keeps the cookie from scripts and other sites', async () => {
    const { page, answer, browser } = await signIn();
    expect(page.status).toBe(401);
    expect(answer.status).toBe(303);
    const cookies = String(answer.get('Set-Cookie'));
    expect(cookies).toMatch(/leafproof_review=[\w-]{40,}; Max-Age=36000; Path=\/review; .*HttpOnly; SameSite=Strict/);
    const queue = await browser.get('/review');
    expect(queue.status).toBe(200);
    expect(queue.headers['cache-control']).toBe('private, no-store');
    expect(queue.text).toContain('What waits for a reviewer');
  });

  test('refuses a contributor, an unknown key, and a form of another site', async () => {
    expect((await signIn('contributor')).answer.status).toBe(403);
    expect((await signIn('reviewer', 'lp_nonsense')).answer.status).toBe(403);
    const bare = await request(site.app)
      .post('/review/sign-in')
      .type('form')
      .send({ key: await site.key('reviewer') });
    expect(bare.status).toBe(403);
    expect(String(bare.get('Set-Cookie'))).not.toContain('leafproof_review=');
  });

  test('ends with signing out and with the key', async () => {
    const { browser, answer } = await signIn();
    const [csrf] = fields((await browser.get('/review')).text, 'csrf');
    const cookie = /leafproof_review=[\w-]+/.exec(String(answer.get('Set-Cookie')))?.[0] ?? '';
    expect((await request(site.app).get('/review').set('Cookie', cookie)).status).toBe(200);
    await browser.post('/review/sign-out').type('form').send({ csrf });
    expect((await request(site.app).get('/review').set('Cookie', cookie)).status).toBe(401);
    const other = await signIn();
    await site.store.em().execute('update api_key set revoked_at = now()');
    expect((await other.browser.get('/review')).status).toBe(401);
  });
});

describe('the forms', () => {
  test('do nothing without the session’s own token', async () => {
    const id = await certificate();
    const { browser } = await signIn();
    const action = `/review/certificates/${id}/values/0-0`;
    const change = { action: 'correct', value: '99', reason: 'because' };
    expect((await browser.post(action).type('form').send(change)).status).toBe(403);
    expect(
      (
        await browser
          .post(action)
          .type('form')
          .send({ ...change, csrf: 'x'.repeat(43) })
      ).status,
    ).toBe(403);
    const { body } = await site.get(`/certificates/${id}`);
    expect(body.samples[0].results[0].number).toBe('14.2');
  });

  test('correct a value, keep both versions, and say so on the page', async () => {
    const id = await certificate();
    const { browser } = await signIn();
    const page = await browser.get(`/review/certificates/${id}?at=0-0`);
    expect(page.text).toContain('Mitragynine');
    const csrf = fields(page.text, 'csrf')[0];
    const done = await browser
      .post(`/review/certificates/${id}/values/0-0`)
      .type('form')
      .send({ csrf, action: 'correct', value: '15.2', reason: 'misread' });
    expect(done.status).toBe(303);
    const after = await browser.get(done.headers.location ?? '');
    expect(after.text).toContain('the machine read “14.2”');
    expect(after.text).toContain('says “15.2”');
    expect((await site.get(`/certificates/${id}`)).body.samples[0].results[0].number).toBe('15.2');
  });

  test('need two people for a metal, and tell the first one so', async () => {
    const id = await certificate();
    const { browser } = await signIn();
    const csrf = fields((await browser.get(`/review/certificates/${id}`)).text, 'csrf')[0];
    const proposed = await browser
      .post(`/review/certificates/${id}/values/0-1`)
      .type('form')
      .send({ csrf, action: 'correct', value: '0.5', reason: 'misread' });
    expect(decodeURIComponent((proposed.headers.location ?? '').replaceAll('+', ' '))).toContain('a second person has to agree');
    const queue = await browser.get('/review');
    expect(queue.text).toContain('1 change of yours');
    const page = await browser.get(`/review/certificates/${id}?at=0-1`);
    const proposal = /\/proposals\/([0-9a-f-]{36})/.exec(page.text)?.[1];
    const own = await browser.post(`/review/certificates/${id}/proposals/${proposal}`).type('form').send({ csrf, action: 'agree' });
    expect(own.status).toBe(409);
    expect(own.text).toContain('Somebody else has to agree');
    expect((await site.get(`/certificates/${id}`)).body.samples[0].results[1].number).toBeNull();
  });

  test('correct the header, assign the vendor, and keep the certificate out', async () => {
    const id = await certificate();
    const { browser } = await signIn();
    const page = await browser.get(`/review/certificates/${id}`);
    const csrf = fields(page.text, 'csrf')[0];
    const post = (path: string, body: object) =>
      browser
        .post(`/review/certificates/${id}${path}`)
        .type('form')
        .send({ csrf, reason: 'seen', ...body });
    expect((await post('/header/0', { lot: 'TL-002', 'dates/reported': '2026-02-04' })).status).toBe(303);
    expect((await post('/vendor', { vendor: 'Other Leaf' })).status).toBe(303);
    const { body } = await site.get(`/certificates/${id}`);
    expect(body).toMatchObject({ reported: '2026-02-04', vendor: { name: 'Other Leaf' }, lots: [{ code: 'TL-002' }] });
    expect((await post('/decision', { action: 'reject' })).status).toBe(303);
    expect((await request(site.app).get(`/api/v1/certificates/${id}`)).status).toBe(404);
    expect((await browser.get(`/review/certificates/${id}`)).text).toContain('Kept out');
  });
});

test('a reviewer sees what a public certificate of the same number says otherwise, of one that is kept out too', async () => {
  const key = await site.key('contributor');
  await site.submit('first.csv', SHEET.replaceAll(',R-1,', ',IL-2041,'), key);
  const edited = SHEET.replaceAll(',R-1,', ',IL-2041,').replace('<0.05,mg/kg', '0.31,mg/kg');
  const id = (await site.submit('edited.csv', edited, key)).body.certificates[0].id;
  const { browser } = await signIn();
  const words = async () =>
    (await browser.get(`/review/certificates/${id}`).expect(200)).text
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll(/\s+/g, ' ');
  expect(await words()).toMatch(/There is another report .*IL-2041.*Lead, value as printed: here 0\.31 , there <0\.05/);
  const reviewer = { Authorization: `Bearer ${await site.key('reviewer')}` };
  const reviewed = await request(site.app).post(`/api/v1/review/${id}/reject`).set(reviewer).send({ reason: 'edited' });
  expect(reviewed.status).toBe(200);
  expect(await words()).toContain('There is another report');
  expect((await site.get(`/certificates/${id}`)).status).toBe(404);
});
