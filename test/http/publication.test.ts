import request from 'supertest';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { acceptCertificate } from '../../src/ingest/review.ts';
import type { Store } from '../../src/store/store.ts';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
let careful: Store;
beforeAll(async () => {
  site = await openTestApp();
  careful = { ...site.store, publication: 'careful' };
});
afterAll(async () => site.close());
beforeEach(async () => site.store.clear());

const OVER = SHEET.replace('<0.05', '9.5').replace('PASS', 'FAIL');
const PATHOGEN = SHEET.replace('Absent', 'Present');

async function ingest(store: Store, content: string, isSample = false) {
  const file = { name: 'a.csv', bytes: Buffer.from(content), isSample };
  const [certificate] = (await ingestFile({ store, pool: site.pool }, file)).certificates;
  if (certificate === undefined) throw new Error('a certificate was read');
  return certificate;
}
const tell = async (id: string, party: string) => {
  const answer = conform(
    await request(site.app)
      .post(`/api/v1/certificates/${id}/notices`)
      .set('Authorization', `Bearer ${await site.key('reviewer')}`)
      .send({ party, to: 'quality@vendor.example, by mail' }),
  );
  expect(answer.status).toBe(201);
  expect(Date.parse(answer.body.until) - Date.now()).toBeGreaterThan(3.9 * 86_400_000);
};
const by = (actor: string) => ({ actor, reason: 'compared with the page' });

test('an open installation shows what is over a limit at once, a careful one what is within', async () => {
  expect((await ingest(site.store, OVER)).state).toBe('public');
  await site.store.clear();
  expect((await ingest(careful, SHEET)).state).toBe('public');
  await site.store.clear();
  expect((await ingest(careful, OVER, true)).state).toBe('public');
});

test('over a limit takes two people on a careful installation, and the same one twice is one', async () => {
  const { id, state } = await ingest(careful, OVER);
  expect(state).toBe('needs-review');
  expect(await acceptCertificate(careful, id, by('Ann (key 1)'))).toBe('needs-review');
  expect((await site.get('/exceedances')).body.items).toEqual([]);
  await expect(acceptCertificate(careful, id, by('ann (key 2)'))).rejects.toMatchObject({ code: 'same-person' });
  expect((await site.get(`/certificates/${id}`)).status).toBe(404);
  await expect(acceptCertificate(careful, id, by('Ben (key 3)'))).rejects.toThrow('tell the vendor and the laboratory first');
  await tell(id, 'vendor');
  await expect(acceptCertificate(careful, id, by('Ben (key 3)'))).rejects.toThrow('tell the laboratory first');
  await tell(id, 'laboratory');
  await expect(acceptCertificate(careful, id, by('Ben (key 3)'))).rejects.toThrow('have 5 days to answer');
  await site.store.em().execute(`update publication_notice set given_at = given_at - interval '5 days 1 minute'`);
  expect(await acceptCertificate(careful, id, by('Ben (key 3)'))).toBe('public');
  expect((await site.get('/exceedances')).body.items.length).toBeGreaterThan(0);
  expect((await request(site.app).get(`/certificates/${id}`)).text).toMatch(/, \d+ % sure/);
});

test('a pathogen takes one person', async () => {
  const { id, state } = await ingest(careful, PATHOGEN);
  expect(state).toBe('needs-review');
  expect(await acceptCertificate(careful, id, by('Ann'))).toBe('public');
});
