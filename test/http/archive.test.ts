import { strToU8, zipSync } from 'fflate';
import request from 'supertest';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

const archive = Buffer.from(
  zipSync({
    'a.csv': strToU8(SHEET),
    'b.csv': strToU8(SHEET.replaceAll('TL-001', 'TL-002').replaceAll('R-1', 'R-2')),
    'c.txt': strToU8('Dear all\n'),
  }),
);

test('an archive that is checked answers with the reports of all its files', async () => {
  const { body, status } = await api.check('two.zip', archive);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    file: 'two.zip',
    outcome: 'partial',
    entries: [{ file: 'two.zip/a.csv', reports: 1 }, { reports: 1 }, { reports: 0 }],
  });
  expect(body.reports.map((report: { reportNumber: string }) => report.reportNumber)).toEqual(['R-1', 'R-2']);
  const page = await request(api.app).post('/check').attach('file', archive, 'two.zip').expect(200);
  expect(page.text).toContain('two.zip/a.csv');
  expect(page.text).toContain('TL-002');
  const ids = [...page.text.matchAll(/ id="([^"]+)"/g)].map(match => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an archive that is handed in makes a submission of each file', async () => {
  const key = await api.key('contributor');
  const first = await api.submit('two.zip', archive, key);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({
    outcome: 'unrecognised',
    entries: [
      { file: 'two.zip/a.csv', outcome: 'recorded', certificates: 1 },
      { file: 'two.zip/b.csv', outcome: 'recorded', certificates: 1 },
      { outcome: 'unrecognised', reason: 'not-a-certificate', certificates: 0 },
    ],
  });
  expect(first.body.certificates).toHaveLength(2);
  const again = await api.submit('two.zip', archive, key);
  expect(again.status).toBe(200);
  expect(again.body).toMatchObject({ id: first.body.id, outcome: 'duplicate' });
});

test('more files than are checked at a time, and a bomb', async () => {
  const many = zipSync(Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`${i}.csv`, strToU8('a,b\n1,2\n')])));
  expect((await api.check('many.zip', Buffer.from(many))).body).toMatchObject({ code: 'too-large' });
  const bomb = zipSync({ 'a.csv': new Uint8Array(20_000_000) });
  expect((await api.check('bomb.zip', Buffer.from(bomb))).body).toMatchObject({ outcome: 'refused', reason: 'unsafe-content' });
});
