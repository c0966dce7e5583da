/** Who may do what: every route by every role, every form from another site, whatever routes there are. */
import request from 'supertest';
import { apiRoutes } from '../../src/http/api/index.ts';
import { type Role, reaches } from '../../src/http/keys.ts';
import { KEY_ROLES } from '../../src/store/key.ts';
import { conform } from './conform.ts';
import { openTestApp, type TestApp } from './harness.ts';
import { nowhere, type SiteRoute, siteRoutes } from './site-routes.ts';

let site: TestApp;
let keys: Record<Role, string>;
let forms: SiteRoute[];
beforeAll(async () => {
  site = await openTestApp();
  keys = Object.fromEntries(await Promise.all(KEY_ROLES.map(async role => [role, await site.key(role)]))) as typeof keys;
  forms = siteRoutes(site.app).filter(({ method, path }) => method !== 'get' && method !== '_all' && !path.startsWith('/api/v1'));
});
afterAll(() => site.close());

async function ask(route: SiteRoute, headers: Record<string, string>) {
  const asked = request(site.app)
    [route.method as 'get'](`/api/v1${nowhere(route.path)}`)
    .set(headers);
  return conform(await (route.method === 'get' || route.method === 'delete' ? asked : asked.send({})));
}

const named = apiRoutes.map(route => [`${route.method} ${route.path}`, route] as const);
const guarded = named.filter(([, { role }]) => role !== undefined);

test('the list of routes is whole', () => {
  const found = siteRoutes(site.app).filter(({ path }) => path.startsWith('/api/v1'));
  for (const { method, path } of apiRoutes) expect(found).toContainEqual({ method, path: `/api/v1${path}` });
  expect(guarded.length).toBeGreaterThan(40);
  expect(forms.length).toBeGreaterThan(15);
});

describe('what needs a role', () => {
  test.each(guarded)('%s', async (_name, route) => {
    const none = await ask(route, {});
    expect([none.status, none.body.code, none.headers['www-authenticate']]).toEqual([401, 'key-missing', 'Bearer realm="leafproof"']);
    for (const bad of ['Bearer lp_invented', 'Bearer ', 'Basic YTpi', 'nonsense']) {
      const answer = await ask(route, { Authorization: bad });
      expect([bad, answer.status, answer.body.code]).toEqual([bad, 401, 'key-invalid']);
    }
    for (const role of KEY_ROLES) {
      const { status, body } = await ask(route, { Authorization: `Bearer ${keys[role]}` });
      if (reaches(role, route.role ?? role)) expect([role, [401, 403].includes(status)]).toEqual([role, false]);
      else expect([role, status, body.code]).toEqual([role, 403, 'role-missing']);
    }
  });
});

test('what is public needs no key, and says the same with any', async () => {
  for (const [name, route] of named.filter(([, { role, method }]) => role === undefined && method === 'get')) {
    const without = await ask(route, {});
    expect([name, [401, 403].includes(without.status)]).toEqual([name, false]);
    if (!route.keyOptional)
      expect([name, (await ask(route, { Authorization: 'Bearer lp_invented' })).status]).toEqual([name, without.status]);
  }
});

/** A browser that is signed in at /review: its cookie, and the token of its forms. */
async function signIn(): Promise<{ cookie: string; csrf: string }> {
  const browser = request.agent(site.app);
  const token = (html: string) => /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const csrf = token((await browser.get('/review')).text);
  const answer = await browser.post('/review/sign-in').type('form').send({ csrf, key: keys.reviewer });
  const cookie = /leafproof_review=[\w-]+/.exec(String(answer.get('Set-Cookie')))?.[0] ?? '';
  return { cookie, csrf: token((await browser.get('/review')).text) };
}

test('a session at /review opens nothing of the API', async () => {
  const { cookie } = await signIn();
  for (const [, route] of guarded) expect((await ask(route, { Cookie: cookie })).status).toBe(401);
});

/** Reads a file and forgets it: sent from elsewhere it changes nothing. */
const KEEPS_NOTHING = ['/check'];

test('no form is taken from another site, signed in or not', async () => {
  const { cookie, csrf } = await signIn();
  const before = await counts();
  for (const { path } of forms.filter(one => !KEEPS_NOTHING.includes(one.path))) {
    for (const foreign of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://else.example' },
    ] as const) {
      const answer = await request(site.app)
        .post(nowhere(path))
        .set({ ...foreign, Cookie: cookie })
        .type('form')
        .send({ csrf });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  }
  expect(await counts()).toEqual(before);
});

test('no form of /review is taken without the token of the very session', async () => {
  const { cookie } = await signIn();
  const other = await signIn();
  const review = forms.filter(({ path }) => path.startsWith('/review'));
  for (const { path } of review)
    for (const body of [{}, { csrf: '' }, { csrf: 'x'.repeat(43) }, { csrf: other.csrf }]) {
      const answer = await request(site.app).post(nowhere(path)).set('Cookie', cookie).type('form').send(body);
      expect([path, answer.status]).toEqual([path, 403]);
    }
});

test('every page and form of /review asks to sign in first', async () => {
  const review = siteRoutes(site.app).filter(({ path }) => path.startsWith('/review') && !/sign-(in|out)$/.test(path));
  expect(review.length).toBeGreaterThan(15);
  for (const { method, path } of review) {
    const { status } = await request(site.app)[method as 'get'](nowhere(path)).type('form');
    expect([path, [401, 403].includes(status)]).toEqual([path, true]);
  }
});

test('the API takes nothing from another site’s page: it wants a key, JSON, or a page of its own', async () => {
  const before = await counts();
  const writing = named.filter(([, { method, role }]) => method !== 'get' && role === undefined);
  const kept = writing.filter(([, { path }]) => !['/check', '/judge', '/lot-lookup'].includes(path));
  expect(kept.length).toBeGreaterThan(4);
  for (const [name, route] of kept) {
    const post = request(site.app)
      .post(`/api/v1${nowhere(route.path)}`)
      .set('Sec-Fetch-Site', 'cross-site');
    // what a form of another site can send without being asked about first
    const answer = conform(await (route.upload ? post.attach('file', Buffer.from('x'), 'x.csv') : post.type('text/plain').send('{}')));
    expect([name, [403, 415].includes(answer.status)]).toEqual([name, true]);
    if (!route.upload) {
      const json = request(site.app)
        .post(`/api/v1${nowhere(route.path)}`)
        .set('Sec-Fetch-Site', 'cross-site')
        .send(filled(route.path));
      expect([name, (await json).status]).toEqual([name, 403]);
    }
  }
  expect(await counts()).toEqual(before);
});

const filled = (path: string) =>
  path.endsWith('/flags') ? { reason: 'other', comment: 'x' } : { signed: 'A', email: 'a@vendor.example', words: 'Said.' };

const counts = () =>
  site.store
    .em()
    .execute(
      'select (select count(*) from log_chain) as log, (select count(*) from submission) as files, (select count(*) from value_flag) as flags',
    );
