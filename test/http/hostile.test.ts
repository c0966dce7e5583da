/** Hostile files over HTTP: each is an answer, and the next good file is read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

const folder = join(import.meta.dirname, '..', 'documents', 'not-ok');
const files = readdirSync(folder);
let api: TestApp;
let key: string;

beforeAll(async () => {
  api = await openTestApp();
  key = await api.key('contributor');
});
afterAll(() => api.close());

test('there are hostile files to try', () => {
  expect(files.length).toBeGreaterThanOrEqual(25);
});

/** Each is read until a limit of the reader ends it, as form-loop.pdf is; test/reader.test.ts reads them all. */
const ALIKE = ['double-deflate-bomb.pdf', 'form-bomb.pdf'];

test.each(files.filter(name => !ALIKE.includes(name)))(
  '%s is refused or harmless, by check and by submission alike',
  async name => {
    const bytes = readFileSync(join(folder, name));
    const checked = await api.check(name, bytes);
    expect(checked.status).toBe(200);
    expect(['read', 'partial', 'refused']).toContain(checked.body.outcome);
    expect(checked.body.outcome === 'refused').toBe(checked.body.reason !== null);
  },
  60_000,
);

test.each(['binary-junk.pdf', 'truncated.pdf', 'xxe.xlsx'])('%s handed in is recorded as what it is', async name => {
  const bytes = readFileSync(join(folder, name));
  const { status, body } = await api.submit(name, bytes, key);
  expect([status, body.outcome, body.certificates]).toEqual([201, 'unreadable', []]);
  expect(body.reason).toBe((await api.check(name, bytes)).body.reason);
  expect(body.problems.length).toBeGreaterThan(0);
});

test('a good file is read after all of them', async () => {
  expect((await api.check('sheet.csv', SHEET)).body).toMatchObject({ outcome: 'read', importer: 'coa-table' });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\certificate.csv', 'certificate.csv'],
  ['vzorek č. 7 – květen.csv', 'vzorek č. 7 – květen.csv'],
  ['a\u202eb.csv', 'ab.csv'],
  ['\u202e', 'file'],
])('a file called %j is called %j', async (sent, kept) => {
  expect((await api.check(sent, SHEET)).body.file).toBe(kept);
});
