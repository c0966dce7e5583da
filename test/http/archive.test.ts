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

describe('a mail that carries reports', () => {
  const mail = (...parts: readonly (readonly string[])[]): Buffer =>
    Buffer.from(
      [
        'From: Invented Person <invented@example.org>',
        'Subject: Your reports',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="part"',
        '',
        ...parts.flatMap(part => ['--part', ...part]),
        '--part--',
        '',
      ].join('\r\n'),
    );
  const greeting = ['Content-Type: text/html', '', '<p>Dear client, please find your reports. <img src="cid:logo"></p>'];
  const attached = (name: string, text: string) => [
    `Content-Type: application/octet-stream; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
  ];
  const logo = ['Content-Type: image/png; name="logo.png"', 'Content-Disposition: inline', 'Content-ID: <logo>', '', 'x'];
  const other = SHEET.replaceAll('TL-001', 'TL-009').replaceAll('R-1', 'R-9');

  test('is taken apart: what is attached is checked file by file, its letter and its pictures are not', async () => {
    const { body } = await api.check('reports.eml', mail(greeting, logo, attached('../a.csv', SHEET), attached('b.csv', other)));
    expect(body).toMatchObject({
      file: 'reports.eml',
      outcome: 'read',
      entries: [
        { file: 'reports.eml/a.csv', reports: 1 },
        { file: 'reports.eml/b.csv', reports: 1 },
      ],
    });
  });

  test('makes a submission of each, whose original is the file and not the mail', async () => {
    const { body, status } = await api.submit('reports.eml', mail(greeting, attached('b.csv', other)), await api.key('contributor'));
    expect(status).toBe(201);
    expect(body.entries).toMatchObject([{ file: 'reports.eml/b.csv', outcome: 'recorded', certificates: 1 }]);
    const original = await request(api.app)
      .get(`/api/v1/certificates/${body.certificates[0].id}/original`)
      .set('Authorization', `Bearer ${await api.key('reviewer')}`)
      .buffer(true)
      .expect(200);
    expect(original.text).toBe(other);
  });

  test('without any file is read itself', async () => {
    const table = '<table><tr><td>Lead</td><td>0.21</td><td>mg/kg</td></tr></table>';
    const { body } = await api.check('letter.eml', mail(['Content-Type: text/html', '', table]));
    expect(body.entries).toBeUndefined();
  });
});
