/** The reference of the API, its index, and what language models are told. */
import request from 'supertest';
import { apiRoutes } from '../../src/http/api/index.ts';
import { PROBLEM_TYPES } from '../../src/http/errors.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await api.submit('sheet.csv', SHEET, await api.key('contributor'));
});
afterAll(async () => api.close());

const page = async (path: string) => request(api.app).get(path).set('Host', 'leafproof.example');

test('lists every request by group, and every error with what to do', async () => {
  const { status, text } = await page('/api');
  expect(status).toBe(200);
  for (const { operationId } of apiRoutes) expect(text).toContain(`href="/api/${operationId}"`);
  for (const code of Object.keys(PROBLEM_TYPES)) expect(text).toContain(`/api/v1/problems/${code}`);
  expect(text).toContain('curl &#39;http://leafproof.example/api/v1/vendors?limit=5&#39;'.replaceAll('&#39;', "'"));
  expect((await page('/api/nothing')).status).toBe(404);
});

test('every request has a page; what can be tried answers, and the example is that answer', async () => {
  const tried: string[] = [];
  for (const route of apiRoutes) {
    const { status, text } = await page(`/api/${route.operationId}`);
    expect([route.operationId, status]).toEqual([route.operationId, 200]);
    const address = /<a href="(\/api\/v1[^"]*)">Open/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    if (address === undefined) {
      // nothing to try it with: the line says what to put in, or is answered as it stands
      const line = /curl '[^']*(\/api\/v1[^']*)'/.exec(text)?.[1] ?? '';
      if (line.includes('{')) expect(text).toContain('Put values of your own');
      else if (route.method === 'get') expect([line, (await request(api.app).get(line)).status]).not.toEqual([line, 400]);
      continue;
    }
    tried.push(route.operationId);
    const answer = await api.get(address.slice('/api/v1'.length));
    expect([address, answer.status]).toEqual([address, 200]);
    if (!text.includes('answers right now')) continue;
    const [first] = Object.keys(answer.body);
    expect(text).toContain(`&quot;${first}&quot;:`.replaceAll('&quot;', text.includes('&quot;') ? '&quot;' : '"'));
  }
  expect(tried).toEqual(
    expect.arrayContaining([
      'listVendors',
      'getVendor',
      'getLot',
      'getCertificate',
      'listResults',
      'search',
      'getRules',
      'getAnalyte',
      'getIndex',
    ]),
  );
  expect(tried).not.toContain('listKeys');
});

test('the index leads on', async () => {
  const { body } = await api.get('/');
  const hrefs = body.links.map(({ href }: { href: string }) => href);
  expect(hrefs).toEqual(expect.arrayContaining(['/api/v1/openapi.json', '/api/v1/vendors', '/api/v1/results', '/api/v1/recalls']));
  for (const { rel, href } of body.links) {
    // one asks for words, the other is there from the first midnight on
    if (rel !== 'item' || ['/api/v1/search', '/api/v1/heads/latest'].includes(href)) continue;
    expect([href, (await request(api.app).get(href)).status]).toEqual([href, 200]);
  }
});

test('language models are told what would be misread, and where everything is', async () => {
  const { status, type, text } = await page('/llms.txt');
  expect([status, type]).toEqual([200, 'text/plain']);
  expect(text).toMatch(/^# Leafproof\n\n> /);
  expect(text).toContain('`<0.05` is not 0');
  expect(text).toContain('- [/results](http://leafproof.example/api/v1/results)');
});

test('every error of a public read is problem details, and may be read from any origin', async () => {
  for (const path of ['/vendors?limit=0', '/vendors?colour=green', '/vendors/nobody', '/lots/x', '/results?cursor=x', '/nothing']) {
    const { status, type, headers, body } = await request(api.app).get(`/api/v1${path}`).set('Origin', 'https://elsewhere.example');
    expect(status).toBeGreaterThanOrEqual(400);
    expect([path, type, body.status]).toEqual([path, 'application/problem+json', status]);
    if (path !== '/nothing') expect(headers['access-control-allow-origin']).toBe('*');
  }
});
