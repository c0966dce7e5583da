import request from 'supertest';
import { conform } from './conform.ts';
import { openTestApp, type TestApp } from './harness.ts';

const METALS = ['Lead', 'Cadmium', 'Mercury', 'Arsenic', 'Nickel', 'Chromium', 'Zinc'];
const sheet = (lot: string) =>
  [
    'vendor,product,lot,laboratory,report_number,reported_on,panel,analyte,result,unit',
    ...METALS.map(
      (metal, index) => `Test Leaf,Red Powder,${lot},Invented Laboratory,R-${lot},2026-02-03,metals,${metal},0.1${index}7,mg/kg`,
    ),
  ].join('\n');

let api: TestApp;
let reviewer: Record<string, string>;
let certificates: string[];
beforeAll(async () => {
  api = await openTestApp();
  reviewer = { Authorization: `Bearer ${await api.key('reviewer')}` };
  const contributor = await api.key('contributor');
  const submit = async (lot: string) => (await api.submit(`${lot}.csv`, sheet(lot), contributor)).body.certificates[0].id as string;
  certificates = [await submit('TL-001'), await submit('TL-002')];
});
afterAll(() => api.close());

const decide = (id: string, verb: string, headers: Record<string, string>, reason = 'Compared both files.') =>
  request(api.app).post(`/api/v1/signals/${id}/${verb}`).set(headers).send({ reason }).then(conform);

test('the same values under another lot are seen by reviewers, and by everyone once confirmed', async () => {
  const [first, second] = certificates;
  const address = `/certificates/${second}/signals`;
  expect((await api.get(address)).body).toEqual({ signals: [] });
  expect((await api.get('/signals')).status).toBe(401);
  const open = (await api.get('/signals', reviewer)).body.items as { id: string; certificate: string }[];
  expect(open.map(item => item.certificate).sort()).toEqual([...certificates].sort());
  const seen = (await api.get(address, reviewer)).body.signals;
  expect(seen).toEqual([expect.objectContaining({ kind: 'same-values', outcome: 'contradicts', related: first, confirmedAt: null })]);

  expect((await decide(seen[0].id, 'confirm', reviewer, ' ')).status).toBe(400);
  expect((await decide(seen[0].id, 'confirm', reviewer)).body).toEqual({ id: seen[0].id, decision: 'confirm' });
  expect((await decide(seen[0].id, 'confirm', reviewer)).status).toBe(409);
  expect((await api.get(address)).body.signals).toMatchObject([{ id: seen[0].id, confirmedAt: expect.any(String), confirmedBy: null }]);
  expect((await api.get(address, reviewer)).body.signals[0].confirmedBy).toContain('test reviewer');
  expect((await api.get(`/certificates/${first}/signals`)).body).toEqual({ signals: [] });

  await decide(seen[0].id, 'dismiss', reviewer, 'One test of both lots.');
  expect((await api.get(address)).body).toEqual({ signals: [] });
  expect((await decide(certificates[0]!, 'confirm', reviewer)).status).toBe(404);
});
