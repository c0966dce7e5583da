/** The site over HTTP on an empty database: addresses, twins, public files, errors. */
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { loadConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { sharedPool } from '../readers.ts';

let store: TestStore;
let app: Express;

beforeAll(async () => {
  store = await openTestStore();
  app = createApp({
    config: loadConfig({ DATA_DIR: store.folder, LEAFPROOF_RATE_LIMIT: '3' }),
    store,
    pool: sharedPool(),
    logger: pino({ level: 'silent' }),
  });
});

afterAll(async () => {
  await store?.close();
});

test.each([
  '/',
  '/search',
  '/search?q=none&analyte=lead&min=0.1',
  '/vendors',
  '/compare',
  '/compare?of=lots&id=no-uuid&find=x',
  '/compare?of=laboratories&id=nobody&find=x',
  '/analytes/lead?vendor=&form=powder&from=2026-01-01&to=',
  '/laboratories',
  '/analytes',
  '/analytes/lead',
  '/rules',
  '/rules?on=2025-01-01&force=statute&in_force=1',
  '/rules/ri_21_28_12',
  '/rules/usp467',
  '/contaminants',
  '/contaminants?jurisdiction=US-RI&analyte=lead&from=2026-01-01&to=2026-12-31&verdict=undecidable&standing=any&as_of=2026-06-01',
  '/results',
  '/results?filter=analyte:lead%20and%20certainly%20%3E%200.5%20mg/kg&by=vendor',
  '/results?filter=analyte:lead&order=highest',
  '/check',
  '/method',
  '/glossary',
  '/api',
])('%s says something even when the database is empty', async address => {
  const { text, headers } = await request(app).get(address).expect(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(text).toMatch(/<h1>[^<]+<\/h1>/);
  expect(headers['content-security-policy']).toContain("style-src 'self'");
});

test('an empty list says what to do next', async () => {
  const { text } = await request(app).get('/vendors').expect(200);
  expect(text).toContain('No vendor yet.');
});

test.each([
  '/vendors/nobody',
  '/products/nothing',
  '/lots/22222222-2222-4222-8222-222222222222',
  '/certificates/22222222-2222-4222-8222-222222222222',
  '/laboratories/none',
  '/analytes/none',
  '/rules/none',
  '/no/such/page',
  '/assets/x/none.css',
])('%s is missing, in the look of the site', async address => {
  const { text, headers } = await request(app).get(address).expect(404);
  expect(headers['content-type']).toContain('text/html');
  expect(text).toContain('There is no such thing here');
  expect(text).toContain('action="/search"');
});

test.each([
  ['/lots/MPL-031', '/check?lot=MPL-031'],
  ['/lots/L%200326%2FC1', '/check?lot=L+0326%2FC1'],
  ['/certificates/PP-26-0148', '/search?q=PP-26-0148'],
])('%s, the printed number in place of an identifier, is looked up', async (address, found) => {
  await request(app).get(address).expect(302).expect('Location', found);
});

test.each([
  '/search?analyte=lead&min=much',
  '/search?panel=colours',
  '/vendors?page=rubbish',
  '/vendors?sort=grade',
  '/vendors?cursor=rubbish',
  '/search?cursor=rubbish',
  '/contaminants?cursor=rubbish',
  '/contaminants?from=2026-02-30',
  '/contaminants?verdict=nice',
  '/rules?on=tomorrow',
])('%s is refused with the reason', async address => {
  const { text } = await request(app).get(address).expect(400);
  expect(text).toMatch(/is not valid/);
});

test('the chooser’s answer is a clean address and a cookie of what belongs to every page', async () => {
  const answer = await request(app)
    .get('/vendors/nobody?profile=utah&date=day&day=2026-08-26&serving=2.4+g&intake=&remember=1&other=x')
    .expect(303)
    .expect('Location', '/vendors/nobody?profile=utah&date=2026-08-26&serving=2.4+g&other=x');
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Lax');
  expect(decodeURIComponent(cookie)).toContain('leafproof_choice=profile=utah&date=2026-08-26&intake=;');
});

test('the chooser leads to no other host', async () => {
  await request(app).get('//evil.example/vendors/x?remember=1').expect(404);
});

test('twins lead to the API', async () => {
  await request(app).get('/vendors.json?limit=3').expect(302).expect('Location', '/api/v1/vendors?limit=3');
  const { body } = await request(app).get('/vendors.json').redirects(1).expect(200);
  expect(body).toEqual({ items: [], next: null });
  await request(app)
    .get('/vendors.csv')
    .redirects(1)
    .expect(200)
    .expect('Content-Type', /text\/csv/);
});

test('public files are kept for ever under their fingerprint, and packed', async () => {
  const { text } = await request(app).get('/method');
  const style = /href="(\/assets\/[^"]+site\.css)"/.exec(text)?.[1] ?? '';
  const answer = await request(app).get(style).set('Accept-Encoding', 'gzip').expect(200).expect('Content-Encoding', 'gzip');
  expect(answer.headers['cache-control']).toContain('immutable');
  expect(answer.text).toContain('--leaf:');
  const outdated = await request(app)
    .get(style.replace(/assets\/\w+/, 'assets/000000000000'))
    .expect(200);
  expect(outdated.headers['cache-control']).toBe('no-cache');
  await request(app).get('/favicon.ico').redirects(1).expect(200).expect('Content-Type', /svg/);
});

test('pages are packed when the browser can unpack them', async () => {
  // one host, because a page holds its own address
  const get = (encoding: string) => request(app).get('/method').set('Host', 'leafproof.example').set('Accept-Encoding', encoding);
  await get('br')
    .expect('Content-Encoding', 'br')
    .expect('Vary', /Accept-Encoding/);
  const plain = await get('identity').expect(200);
  expect(plain.headers['content-encoding']).toBeUndefined();
  await get('identity').set('If-None-Match', String(plain.headers.etag)).expect(304);
});

test('a strange Host is not repeated in the page', async () => {
  const { text } = await request(app).get('/method').set('Host', 'evil"><script>').expect(200);
  expect(text).not.toContain('evil');
});

test('checking: no file, a file that is none, and too many', async () => {
  const none = await request(app).post('/check').field('other', 'x').expect(400);
  expect(none.text).toContain('Choose a file first.');
  const wrong = await request(app).post('/check').attach('file', Buffer.from('%PDF-1.4 broken'), 'broken.pdf').expect(200);
  expect(wrong.text).toContain('could not be read');
  expect(wrong.headers['cache-control']).toBe('no-store');
  const csv = 'product,lot,analyte,result,unit\nGreen,X-1,Lead,<0.05,mg/kg\n';
  const read = await request(app).post('/check').attach('file', Buffer.from(csv), 'green.csv').expect(200);
  expect(read.text).toContain('below 0.05');
  expect(read.text).toContain('cell D2');
  const tooMany = await request(app).post('/check').attach('file', Buffer.from(csv), 'green.csv').expect(429);
  expect(tooMany.text).toContain('Too many requests');
  expect((await request(app).get('/api/v1/certificates')).body.items).toEqual([]);
});
