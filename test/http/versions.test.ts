import request from 'supertest';
import { correctValue } from '../../src/ingest/correct.ts';
import { rejectCertificate } from '../../src/ingest/review.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
}, 120_000);
afterAll(async () => site.close());

const BY = { actor: 'test', reason: 'compared with the page' };

test('a correction is a version of its own, shown cell by cell beside what the machine read', async () => {
  const { body } = await site.submit('sheet.csv', SHEET, await site.key('contributor'));
  const id: string = body.certificates[0].id;
  const alone = await site.get(`/certificates/${id}/diff`);
  expect(alone.body).toMatchObject({ from: { number: 1, origin: 'reading' }, to: { number: 1 }, differences: [] });
  expect(await correctValue(site.store, { certificate: id, sample: 0, line: 0 }, { value: '15.2' }, BY)).toEqual({ outcome: 'in-force' });
  const versions = (await site.get(`/certificates/${id}/versions`)).body.items;
  expect(versions).toMatchObject([
    { number: 1, origin: 'reading', public: [{ until: expect.any(String) }] },
    { number: 2, origin: 'correction', supersededAt: null, public: [{ until: null }] },
  ]);
  const { body: diff } = await site.get(`/certificates/${id}/diff?from=1&to=2`);
  expect(diff.differences).toHaveLength(1);
  expect(diff.differences[0]).toMatchObject({ sample: 0, result: 'Mitragynine', change: 'changed' });
  expect(diff.differences[0].cells).toContainEqual({ field: 'value', before: '14.2', after: '15.2' });
  expect(diff.differences[0].cells).toContainEqual({ field: 'number', before: '14.2', after: '15.2' });
  expect((await site.get(`/certificates/${id}/diff?from=2&to=1`)).body.differences[0].cells).toContainEqual({
    ...{ field: 'value', before: '15.2', after: '14.2' },
  });
  expect((await site.get(`/certificates/${id}/diff?from=7`)).status).toBe(404);
  const page = await request(site.app).get(`/certificates/${id}/versions`);
  expect(page.text).toMatch(/<del>14\.2<\/del>.*<ins>15\.2<\/ins>/s);
  expect((await request(site.app).get(`/certificates/${id}`)).text).toContain(`/certificates/${id}/versions`);

  await rejectCertificate(site.store, id, BY);
  expect((await site.get(`/certificates/${id}/versions`)).body.items.at(-1).public).toMatchObject([{ until: expect.any(String) }]);
  await takeDown(site.store, id, BY);
  expect((await site.get(`/certificates/${id}/versions`)).status).toBe(410);
  expect((await request(site.app).get(`/certificates/${id}/versions`)).status).toBe(410);
});

test('what never was public is shown to reviewers alone', async () => {
  const { body } = await site.submit('other.csv', SHEET.replaceAll('R-1', 'R-9'), await site.key('contributor'));
  const id: string = body.certificates[0].id;
  await site.store
    .em()
    .execute(`delete from publication where version_id in (select id from certificate_version where certificate_id = '${id}')`);
  await site.store
    .em()
    .execute(`update certificate_version set state = 'needs-review', published_at = null where certificate_id = '${id}'`);
  expect((await site.get(`/certificates/${id}/versions`)).status).toBe(404);
  const reviewer = { Authorization: `Bearer ${await site.key('reviewer')}` };
  expect((await site.get(`/certificates/${id}/versions`, reviewer)).body.items).toMatchObject([{ number: 1, public: [] }]);
});
