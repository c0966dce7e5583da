/** Whatever is asked, the answer is one that the description promises, and never a fault. */
import fc from 'fast-check';
import { apiRoutes } from '../../src/http/api/index.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let api: TestApp;
const known = { values: [] as string[] };

beforeAll(async () => {
  api = await openTestApp();
  const { body } = await api.submit('sheet.csv', SHEET, await api.key('contributor'));
  const lot = (await api.get('/lots')).body.items[0];
  known.values.push(
    body.certificates[0].id,
    lot.id,
    lot.code,
    'test-leaf',
    'lead',
    'metals',
    'quantified',
    '0',
    '200',
    'possibly',
    '2026-02-03',
  );
});
afterAll(() => api.close());

const reads = apiRoutes.filter(route => route.method === 'get' && route.role === undefined);

const nasty = fc.constantFrom(
  "'",
  '%',
  '_',
  '\\',
  '\u0000',
  '\ud800',
  '🌿',
  '١',
  'NaN',
  '1e999',
  '-0',
  '9'.repeat(99),
  '0.'.concat('0'.repeat(90), '1'),
  '..',
  'null',
  '[]',
  '{"a":1}',
  'Ω',
  'ﬁ',
);
const value = fc.oneof(
  { weight: 3, arbitrary: fc.nat(10).map(index => known.values[index % Math.max(1, known.values.length)] ?? 'x') },
  { weight: 2, arbitrary: nasty },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 1 }).map(text => Buffer.from(text).toString('base64url')) },
  { weight: 1, arbitrary: fc.uuid() },
);

/** Lone surrogates cannot be sent; what a client would send instead is sent. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

const question = fc.constantFrom(...reads).chain(route =>
  fc
    .record({
      parts: fc.array(value, { minLength: 3, maxLength: 3 }),
      query: fc.dictionary(fc.constantFrom(...Object.keys(route.query?.shape ?? {}), 'unknown'), value, { maxKeys: 4 }),
    })
    .map(({ parts, query }) => {
      let next = 0;
      // a part that is all dots is taken out of an address by every client
      const part = () => encode((parts[next++] ?? '').replace(/^\.*$/, 'x'));
      const path = route.path.replaceAll(/:\w+/g, part);
      const search = Object.entries(query).map(([name, text]) => `${name}=${encode(text)}`);
      return search.length === 0 ? path : `${path}?${search.join('&')}`;
    }),
);

test('any question has a described answer', async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(question, async url => {
      const { status } = await api.get(url);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect([200, 400, 404]).toContain(status);
    }),
    { numRuns: 400 },
  );
  for (const status of [200, 400, 404]) expect(statuses.get(status)).toBeGreaterThan(5);
}, 120_000);
