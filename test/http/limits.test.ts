import request from 'supertest';
import { conform } from './conform.ts';
import { openTestApp, type TestApp } from './harness.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp({ readsPerMinute: 3, writesPerMinute: 2 });
});
afterAll(async () => api.close());

const get = async (path: string, key?: string) => {
  const asked = request(api.app).get(`/api/v1${path}`);
  return conform(await (key === undefined ? asked : asked.set('Authorization', `Bearer ${key}`)));
};

/** `"reads"; r=2; t=60` and `"reads"; q=3; w=60; pk=:…:` */
function limitsOf({ headers }: request.Response) {
  const [, name, left, reset] = /^"(\w+)"; r=(\d+); t=(\d+)$/.exec(headers.ratelimit ?? '') ?? [];
  const [, policy, most, window, partition] = /^"(\w+)"; q=(\d+); w=(\d+); pk=:([\w+/=]+):$/.exec(headers['ratelimit-policy'] ?? '') ?? [];
  return { name, policy, left: Number(left), most: Number(most), window: Number(window), reset: Number(reset), partition };
}

test('reads are counted by address, by key where there is a good one, and apart from writes', async () => {
  const first = limitsOf(await get('/vendors'));
  expect(first).toMatchObject({ name: 'reads', policy: 'reads', most: 3, left: 2, window: 60 });
  expect(first.reset).toBeGreaterThan(0);
  expect(limitsOf(await get('/lots'))).toMatchObject({ left: 1, partition: first.partition });

  const reader = await api.key('reader');
  const known = limitsOf(await get('/vendors', reader));
  expect(known).toMatchObject({ most: 30, left: 29 });
  expect(known.partition).not.toBe(first.partition);

  // an invented key brings no counter of its own
  expect(limitsOf(await get('/vendors', 'lp_invented'))).toMatchObject({ most: 3, left: 0, partition: first.partition });
  const refused = await get('/vendors');
  expect([refused.status, refused.body.code, refused.type]).toEqual([429, 'too-many-requests', 'application/problem+json']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.headers['access-control-allow-origin']).toBe('*');
  expect(refused.headers['access-control-expose-headers']).toMatch(/RateLimit, RateLimit-Policy, Retry-After/);
  expect(limitsOf(refused)).toMatchObject({ left: 0 });
  expect((await get('/vendors', reader)).status).toBe(200);

  const admin = await api.key('admin');
  const write = conform(
    await request(api.app).post('/api/v1/keys').set('Authorization', `Bearer ${admin}`).send({ name: 'One', role: 'reader' }),
  );
  expect(write.status).toBe(201);
  expect(limitsOf(write)).toMatchObject({ name: 'writes', most: 20, left: 19 });
});

test('a key that only reads may do nothing else', async () => {
  const answer = await api.submit('x.csv', 'analyte,result', await api.key('reader'));
  expect([answer.status, answer.body.code]).toEqual([403, 'role-missing']);
});

test('keys are made with an end, and rotated', async () => {
  const admin = `Bearer ${await api.key('admin')}`;
  const post = async (path: string, body: object) =>
    conform(await request(api.app).post(`/api/v1${path}`).set('Authorization', admin).send(body));
  const past = await post('/keys', { name: 'Past', role: 'reader', expiresAt: '2020-01-01T00:00:00Z' });
  expect([past.status, past.body.errors[0].name]).toEqual([400, 'expiresAt']);
  const made = await post('/keys', { name: 'Laboratory', role: 'contributor', expiresAt: '2090-01-01T00:00:00Z' });
  expect(made.body).toMatchObject({ expiresAt: '2090-01-01T00:00:00.000Z', replacedBy: null });
  const next = await post(`/keys/${made.body.id}/rotate`, { overlapHours: 0 });
  expect([next.status, next.body.role]).toEqual([201, 'contributor']);
  expect((await api.submit('x.csv', 'analyte,result', made.body.secret)).body.code).toBe('key-invalid');
  const again = await post(`/keys/${made.body.id}/rotate`, {});
  expect([again.status, again.body.code]).toEqual([409, 'conflict']);
});
