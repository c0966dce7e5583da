/** Hostile words through documents, flags and replies into every page and feed that can be reached from the first one. */
import { XMLValidator } from 'fast-xml-parser';
import request from 'supertest';
import { hostileSheets, hostileStrings, STRINGS_OF_A_SHEET } from '../documents/hostile-text.ts';
import { openTestApp, type TestApp } from './harness.ts';
import { look } from './markup.ts';

/** 1000 by `npm run soak`. */
const STRINGS = Number(process.env.LEAFPROOF_HOSTILE_STRINGS ?? 3 * STRINGS_OF_A_SHEET);
const MOST_PAGES = Math.max(120, STRINGS);

const POLICY =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src 'self';manifest-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";

const strings = hostileStrings(STRINGS);
let site: TestApp;
let reviewer: string;
const certificates: string[] = [];

beforeAll(async () => {
  site = await openTestApp({ contributionsPerHour: 100_000 });
  reviewer = await site.key('reviewer');
  const contributor = await site.key('contributor');
  for (const { name, text } of hostileSheets(strings)) {
    const { body } = await site.submit(name, text, contributor);
    for (const { id } of body.certificates) certificates.push(id);
  }
}, 1_200_000);
afterAll(() => site.close());

const post = (path: string, body: object) => request(site.app).post(`/api/v1${path}`).set('Authorization', `Bearer ${reviewer}`).send(body);

/** Breadth first, every kind of address before the second of a kind. */
async function crawl(get: (path: string) => Promise<request.Response>, from: readonly string[], most: number) {
  const waiting = [...from];
  const seen = new Set(waiting);
  const kinds = new Map<string, number>();
  const complaints: string[] = [];
  let words = '';
  for (let count = 0; count < most && waiting.length > 0; count++) {
    const path = waiting.shift() as string;
    const { status, type, text, headers } = await get(path);
    if (status >= 500) complaints.push(`${path}: ${status}`);
    if (type !== 'text/html') continue;
    const page = look(text);
    words += page.text;
    if (headers['content-security-policy'] !== POLICY) complaints.push(`${path}: ${headers['content-security-policy']}`);
    complaints.push(...page.complaints.map(complaint => `${path}: ${complaint}`));
    for (const link of page.links) {
      const kind = kindOf(link);
      const known = kinds.get(kind) ?? 0;
      if (seen.has(link) || known >= certificates.length + 3 || /^\/(?:api\/|assets\/)|\.(?:csv|json|png|jpg)(?:\?|$)/.test(link)) continue;
      seen.add(link);
      kinds.set(kind, known + 1);
      waiting.push(link);
    }
  }
  return { complaints, words, kinds: [...kinds.keys()] };
}

const kindOf = (link: string): string =>
  link.replace(/\?.*/, '?').split('/').slice(0, 2).join('/') + link.split('/').slice(3).join('/').replace(/\?.*/, '?');

test('documents come in with their words', () => {
  expect(certificates.length).toBe(Math.ceil(STRINGS / STRINGS_OF_A_SHEET));
});

test('reviewers see text, whatever a file, a flag and a reply say', async () => {
  const results = await site.store.em().execute<{ id: string }[]>('select id from result limit 3');
  for (const { id } of results) await post(`/results/${id}/flags`, { reason: 'other', comment: strings[5] });
  const browser = request.agent(site.app);
  const token = (html: string) => /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const csrf = token((await browser.get('/review')).text);
  await browser.post('/review/sign-in').type('form').send({ csrf, key: reviewer }).expect(303);
  const said = encodeURIComponent(strings[0] ?? '');
  const from = [
    '/review',
    `/review?said=${said}&undo=${said}`,
    '/review/names',
    '/review/flags',
    ...certificates.map(id => `/review/certificates/${id}?at=${said}`),
  ];
  const { complaints, words } = await crawl(path => browser.get(path), from, 20);
  expect(complaints).toEqual([]);
  expect(words).toContain('hostile');
}, 1_200_000);

test('visitors see text, on every page that can be reached', async () => {
  for (const id of certificates) expect([200, 409]).toContain((await post(`/review/${id}/accept`, { reason: 'to be seen' })).status);
  const mail = 'a@vendor.example';
  await post(`/certificates/${certificates[0]}/replies`, { signed: strings[0], email: mail, words: strings[1] });
  const words = encodeURIComponent(strings[4] ?? '');
  const from = [
    '/',
    '/vendors',
    '/laboratories',
    `/search?q=${words}`,
    `/check?lot=${words}`,
    `/compare?find=${words}`,
    `/${words}`,
    ...certificates.map(id => `/certificates/${id}`),
  ];
  const { complaints, words: seen, kinds } = await crawl(path => request(site.app).get(path), from, MOST_PAGES);
  expect(complaints).toEqual([]);
  expect(kinds.length).toBeGreaterThan(15);
  const blank = (text: string) => text.replaceAll(/\s+/g, '');
  const shown = blank(seen);
  const missing = strings.filter((text, index) => index % STRINGS_OF_A_SHEET < 4 && !shown.includes(blank(text).slice(0, 40)));
  // reading tidies names; most stand on the pages as they were written
  expect(missing.length).toBeLessThan(strings.length / 10);
}, 1_200_000);

test('feeds and lists stay well-formed', async () => {
  const { text } = await request(site.app).get('/feeds/certificates.atom').buffer(true).expect(200);
  expect(XMLValidator.validate(text)).toBe(true);
  const { body } = await request(site.app).get('/feeds/certificates.json').expect(200);
  expect(JSON.stringify(body)).toContain('hostile');
  const csv = await site.get('/results.csv');
  // every cell that a spreadsheet would run is led by an apostrophe
  expect(csv.text).not.toMatch(/(?:^|,)"?[=@](?:HYPERLINK|cmd|SUM)/m);
});
