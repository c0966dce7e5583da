import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import request from 'supertest';
import { conform } from './conform.ts';
import { openTestApp, type TestApp } from './harness.ts';

let site: TestApp;
let id: string;
beforeAll(async () => {
  site = await openTestApp();
  const folder = join(import.meta.dirname, '..', '..', 'samples');
  const { readdir } = await import('node:fs/promises');
  const name = (await readdir(folder)).find(file => file.endsWith('.pdf'));
  if (name === undefined) throw new Error('the samples hold a PDF');
  const { body } = await site.submit(name, await readFile(join(folder, name)), await site.key('contributor'));
  id = body.certificates[0].id;
  await site.store.em().execute(`update certificate_version set state = 'public', published_at = now()`);
}, 120_000);
afterAll(async () => site.close());

const api = async (path: string, role: 'contributor' | 'reviewer' | null, body: object) => {
  const call = request(site.app).post(`/api/v1${path}`);
  if (role !== null) call.set('Authorization', `Bearer ${await site.key(role)}`);
  return conform(await call.send(body));
};

async function picture() {
  const answer = await request(site.app)
    .get(`/api/v1/certificates/${id}/pages/1.jpg?width=600`)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', chunk => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });
  const bytes: Buffer = answer.body;
  const { width, data } = answer.type === 'image/png' ? PNG.sync.read(bytes) : jpeg.decode(bytes);
  const { pages } = (await site.get(`/certificates/${id}`)).body;
  const scale = width / pages[0].width;
  const at = (x: number, y: number) => data[(Math.round(y * scale) * width + Math.round(x * scale)) * 4]!;
  return { at, etag: answer.headers.etag };
}

const REGION = { page: 1, box: [20, 20, 220, 120], reason: 'A private address.' };

test('a blacked-out region is black in the picture, the original is withheld, and both come back', async () => {
  const before = await picture();
  expect(before.at(22, 22)).toBeGreaterThan(100);
  const original = `/certificates/${id}/original`;
  expect((await site.get(original)).status).toBe(200);
  for (const [role, status] of [
    [null, 401],
    ['contributor', 403],
  ] as const)
    expect((await api(`/certificates/${id}/black-outs`, role, REGION)).status).toBe(status);
  expect((await api(`/certificates/${id}/black-outs`, 'reviewer', { ...REGION, box: [900, 0, 950, 10] })).status).toBe(409);
  expect((await api(`/certificates/${id}/black-outs`, 'reviewer', { ...REGION, page: 99 })).status).toBe(404);
  const { body } = await api(`/certificates/${id}/black-outs`, 'reviewer', REGION);
  const painted = await picture();
  for (const [x, y] of [
    [22, 22],
    [120, 70],
    [218, 118],
  ] as const)
    expect(painted.at(x, y)).toBeLessThan(30);
  expect(painted.at(230, 10)).toBe(before.at(230, 10));
  expect(painted.etag).not.toBe(before.etag);
  expect((await site.get(original)).status).toBe(403);
  expect((await site.get(original, { Authorization: `Bearer ${await site.key('contributor')}` })).status).toBe(403);
  expect((await site.get(original, { Authorization: `Bearer ${await site.key('reviewer')}` })).status).toBe(200);
  expect((await api(`/black-outs/${body.id}/lift`, 'contributor', { reason: 'x' })).status).toBe(403);
  expect((await api(`/black-outs/${body.id}/lift`, 'reviewer', { reason: 'it is an office' })).status).toBe(200);
  expect((await api(`/black-outs/${body.id}/lift`, 'reviewer', { reason: 'again' })).status).toBe(409);
  expect((await picture()).at(22, 22)).toBe(before.at(22, 22));
  expect((await site.get(original)).status).toBe(200);
});

test('a report that is the text of a mail is public, the mail is not', async () => {
  const table = 'vendor,product,lot,laboratory,report_number,reported_on,panel,analyte,result,unit';
  const row = 'Imaginary Ivy Leaf,Ivy Red Tea Bags,IVT-9901,Nonesuch Analytical Laboratories,NA-26-9901,2026-02-03,metals,Lead,0.21,mg/kg';
  const cells = (line: string): string => `<tr>${line.replace(/[^,]+/g, '<td>$&</td>').replaceAll(',', '')}</tr>`;
  const mail = [
    'From: Invented Person <invented@example.org>',
    'Subject: Report',
    'MIME-Version: 1.0',
    'Content-Type: text/html',
    '',
    `<table>${cells(table)}${cells(row)}</table>`,
  ].join('\r\n');
  const { body } = await site.submit('report.eml', Buffer.from(mail), await site.key('contributor'));
  const [certificate] = body.certificates;
  await site.store.em().execute(`update certificate_version set state = 'public', published_at = now()`);
  expect((await site.get(`/certificates/${certificate.id}`)).status).toBe(200);
  const refused = await site.get(`/certificates/${certificate.id}/original`);
  expect([refused.status, refused.body.code]).toEqual([403, 'withheld']);
  expect(
    (await site.get(`/certificates/${certificate.id}/original`, { Authorization: `Bearer ${await site.key('reviewer')}` })).status,
  ).toBe(200);
});
