/** What a request cannot do: count as another's, climb out of a folder, leave a secret in the log; and where to report what it can. */
import { once } from 'node:events';
import { request as rawRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import request from 'supertest';
import { ConfigError, loadConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { createLogger } from '../../src/log.ts';
import { problemConforms } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(() => site.close());

/** Another application on the same store. */
function appWith(settings: Record<string, string>, write: ((line: string) => void) | null = null) {
  const config = loadConfig({ DATA_DIR: site.store.folder, ...settings });
  const logger = write === null ? pino({ level: 'silent' }) : pino({ level: 'trace' }, { write });
  return createApp({ config, store: site.store, pool: site.pool, logger });
}

describe('security.txt', () => {
  test('says whom to tell, until when, and where it stands', async () => {
    const app = appWith({ LEAFPROOF_CONTACT: 'mailto:security@leafproof.example' });
    const { text, headers } = await request(app).get('/.well-known/security.txt').set('Host', 'leafproof.example').expect(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const fields = Object.fromEntries(
      text
        .trimEnd()
        .split('\n')
        .map(line => line.split(/: (.*)/, 2)),
    );
    expect(fields).toEqual({
      Contact: 'mailto:security@leafproof.example',
      Expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00Z$/),
      'Preferred-Languages': 'en',
      Canonical: 'http://leafproof.example/.well-known/security.txt',
    });
    const days = (Date.parse(fields.Expires ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(170);
    expect(days).toBeLessThan(365);
  });
  test('is not there where nobody is named; a contact is an address', async () => {
    problemConforms(await request(site.app).get('/.well-known/security.txt').expect(404));
    for (const contact of ['security@leafproof.example', 'http://leafproof.example', 'mailto:a@b.example\nContact: mailto:evil@b.example'])
      expect(() => loadConfig({ LEAFPROOF_CONTACT: contact })).toThrow(ConfigError);
  });
});

describe('X-Forwarded-For', () => {
  const left = async (app: ReturnType<typeof appWith>, forwarded: string) => {
    const { headers } = await request(app).get('/api/v1/vendors').set('X-Forwarded-For', forwarded);
    return Number(/r=(\d+)/.exec(headers.ratelimit ?? '')?.[1]);
  };
  test('is nothing without a proxy: an invented address does not count anew', async () => {
    const app = appWith({ LEAFPROOF_READ_LIMIT: '10' });
    expect([await left(app, '203.0.113.1'), await left(app, '203.0.113.2'), await left(app, '203.0.113.3, 203.0.113.4')]).toEqual([
      9, 8, 7,
    ]);
  });
  test('behind one proxy is its last entry, whatever the caller wrote before it', async () => {
    const app = appWith({ LEAFPROOF_READ_LIMIT: '10', LEAFPROOF_TRUST_PROXY: '1' });
    expect([await left(app, '203.0.113.1'), await left(app, '198.51.100.7, 203.0.113.1'), await left(app, '203.0.113.2')]).toEqual([
      9, 8, 9,
    ]);
  });
  test('addresses of one IPv6 network count together', async () => {
    const app = appWith({ LEAFPROOF_READ_LIMIT: '10', LEAFPROOF_TRUST_PROXY: '1' });
    expect([await left(app, '2001:db8:1:1::1'), await left(app, '2001:db8:1:1::2')]).toEqual([9, 8]);
  });
  test('the form to sign in is limited as well', async () => {
    const app = appWith({});
    const answers = [];
    for (let attempt = 0; attempt < 21; attempt++)
      answers.push(
        (await request(app).post('/review/sign-in').set('X-Forwarded-For', `203.0.113.${attempt}`).type('form').send({})).status,
      );
    expect([answers[0], answers.at(-1)]).toEqual([403, 429]);
  });
});

test('no key, cookie, form or file reaches the log, wherever it was put', async () => {
  const lines: string[] = [];
  const app = appWith({ LEAFPROOF_SAMPLES: 'off' }, line => lines.push(line));
  const key = await site.key('admin');
  const marked = SHEET.replaceAll('Test Leaf', 'Marked Words');
  const browser = request.agent(app);
  const csrf = /name="csrf" value="([^"]*)"/.exec((await browser.get('/review')).text)?.[1] ?? '';
  const signedIn = await browser.post('/review/sign-in').type('form').send({ csrf, key }).expect(303);
  const session = /leafproof_review=([\w-]+)/.exec(String(signedIn.get('Set-Cookie')))?.[1] ?? 'none';
  await browser.get('/review').expect(200);
  await request(app)
    .post('/api/v1/submissions')
    .set('Authorization', `Bearer ${key}`)
    .attach('file', Buffer.from(marked), 'a.csv')
    .expect(201);
  await request(app).get(`/api/v1/vendors?key=${key}`).expect(400);
  await request(app).get(`/search?q=${key}`);
  await request(app).get(`/${key}`).expect(404);
  const log = lines.join('');
  expect(lines.length).toBeGreaterThan(6);
  for (const secret of [key, session, csrf, 'Marked Words']) expect(log).not.toContain(secret);
});

test('settings that open doors are not logged', () => {
  const logger = createLogger({ logLevel: 'info' });
  const lines: string[] = [];
  const stream = Object.getOwnPropertySymbols(logger).find(symbol => symbol.description === 'pino.stream');
  Object.defineProperty(logger, stream ?? '', { value: { write: (line: string) => lines.push(line) } });
  logger.info({
    config: { adminKey: 'hunter22', databaseUrl: 'postgresql://a:hunter22@b/c', signingKey: 'hunter22', contact: 'mailto:x@y.example' },
  });
  expect(lines.join('')).toContain('mailto:x@y.example');
  expect(lines.join('')).not.toContain('hunter22');
});

test('no address climbs out of a folder', async () => {
  const server = site.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  /** Sent as it stands: other clients would tidy it first. */
  const status = (path: string) =>
    new Promise<[string, number | undefined]>((resolve, reject) => {
      rawRequest({ port, host: '127.0.0.1', path }, answer => {
        answer.resume().once('end', () => resolve([path, answer.statusCode]));
      })
        .once('error', reject)
        .end();
    });
  const climbs = [
    '../LICENSE',
    '..%2f..%2fLICENSE',
    '%2e%2e/%2e%2e/LICENSE',
    '..%5c..%5cLICENSE',
    '..%252fLICENSE',
    '%2fetc%2fpasswd',
    '..%00.css',
  ];
  try {
    for (const climb of climbs)
      for (const folder of [
        '/assets/000000000000/',
        '/assets/',
        '/api/v1/certificates/',
        '/api/v1/problems/',
        '/rules/',
        '/.well-known/',
        '/feeds/',
        '/api/',
      ])
        expect([404, 400]).toContain((await status(folder + climb))[1]);
  } finally {
    server.close();
  }
});
