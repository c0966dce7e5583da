import request from 'supertest';
import { createKey } from '../../src/store/key.ts';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(async () => api.close());
beforeEach(async () => api.store.clear());

/** The header of a reviewer's key. */
async function reviewer(name = 'Ann') {
  const { secret } = await createKey(api.store.em(), { name, role: 'reviewer' });
  return { Authorization: `Bearer ${secret}` };
}
const post = async (path: string, headers: Record<string, string>, body: object) =>
  conform(await request(api.app).post(`/api/v1${path}`).set(headers).send(body));

async function certificate(sheet = SHEET): Promise<string> {
  return (await api.submit('a.csv', sheet, await api.key('contributor'))).body.certificates[0].id;
}
const values = async (id: string) => (await api.get(`/certificates/${id}`)).body.samples[0].results;
const at = (id: string, line: number, verb: string) => `/review/${id}/samples/0/results/${line}/${verb}`;

test('a value is corrected, confirmed and restored; the machine’s reading stays beside it', async () => {
  const [id, ann] = [await certificate(), await reviewer()];
  const correction = { changes: { value: '15.2' }, seen: { value: '14.2' }, reason: 'The page says so.' };
  const done = await post(at(id, 0, 'correct'), ann, correction);
  expect(done.body).toEqual({ certificate: id, sample: 0, line: 0, outcome: 'in-force', proposal: null });
  expect((await values(id))[0]).toMatchObject({ number: '15.2', confidence: 1 });
  expect((await api.get(`/review/${id}`, ann)).body.corrections).toMatchObject([
    { field: 'samples/0/results/0/value', printed: '14.2', value: '15.2', supersededAt: null },
  ]);
  const again = await post(at(id, 0, 'correct'), ann, correction);
  expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('value was “14.2” and is “15.2” now')]);
  expect((await post(at(id, 0, 'confirm'), ann, {})).body.outcome).toBe('confirmed');
  expect((await post(at(id, 0, 'restore'), ann, { reason: 'A mistake of mine.' })).body.outcome).toBe('in-force');
  expect((await values(id))[0]).toMatchObject({ number: '14.2' });
  expect((await post(at(id, 0, 'reject'), ann, { reason: 'A footnote.' })).body.outcome).toBe('in-force');
  expect((await values(id))[0]).toMatchObject({ kind: 'invalid', number: null });
});

test('a metal takes two people: the first proposes, a second one agrees, by the same rules as on the page', async () => {
  const [id, ann, ben] = [await certificate(), await reviewer(), await reviewer('Ben')];
  const { body } = await post(at(id, 1, 'correct'), ann, { changes: { value: '0.5' }, reason: 'Misread.' });
  expect(body).toMatchObject({ outcome: 'proposed', proposal: expect.any(String) });
  expect((await values(id))[1].number).toBeNull();
  expect((await post(at(id, 1, 'reject'), ben, { reason: 'No.' })).status).toBe(409);
  expect((await api.get('/proposals', ben)).body.items).toMatchObject([{ id: body.proposal, certificate: id, changes: { value: '0.5' } }]);
  expect((await post(`/proposals/${body.proposal}/agree`, ann, {})).body.detail).toContain('Somebody else has to agree');
  expect((await post(`/proposals/${body.proposal}/agree`, await reviewer('ANN'), {})).status).toBe(409);
  expect((await post(`/proposals/${body.proposal}/refuse`, ben, {})).status).toBe(400);
  expect((await post(`/proposals/${body.proposal}/agree`, ben, {})).body).toMatchObject({ certificate: id, line: 1, outcome: 'in-force' });
  expect((await values(id))[1].number).toBe('0.5');
  expect((await post(`/proposals/${body.proposal}/agree`, ben, {})).status).toBe(404);
  expect((await api.get('/proposals', ben)).body.items).toEqual([]);
});

test('the header and the vendor are corrected', async () => {
  const [id, ann] = [await certificate(), await reviewer()];
  const header = { changes: { lot: 'TL-9', 'dates/reported': '2026-02-04' }, seen: { lot: 'TL-001' }, reason: 'Seen.' };
  expect((await post(`/review/${id}/samples/0/correct`, ann, header)).status).toBe(200);
  expect((await post(`/review/${id}/samples/0/correct`, ann, header)).status).toBe(409);
  expect((await post(`/review/${id}/samples/7/correct`, ann, header)).status).toBe(404);
  expect((await post(`/review/${id}/vendor`, ann, { vendor: 'Other Leaf', reason: 'Their site.' })).status).toBe(200);
  expect((await api.get(`/certificates/${id}`)).body).toMatchObject({
    reported: '2026-02-04',
    lots: [{ code: 'TL-9' }],
    vendor: { name: 'Other Leaf' },
  });
});

test('an unknown name is explained once for all', async () => {
  const [id, ann] = [await certificate(SHEET.replace('Mitragynine,14.2', 'Wonderine,14.2')), await reviewer()];
  expect((await api.get('/names', ann)).body.items).toEqual([
    { name: 'Wonderine', panel: 'alkaloids', results: 1, certificates: 1, example: id },
  ]);
  const meaning = { name: 'Wonderine', panel: 'alkaloids', analyte: 'paynantheine' };
  expect((await post('/names', ann, { ...meaning, analyte: 'nonsense', reason: 'x' })).status).toBe(409);
  expect((await post('/names', ann, { ...meaning, reason: 'Their word for it.' })).body).toEqual({ ...meaning, certificates: 1 });
  expect((await values(id))[0].analyte).toBe('paynantheine');
  expect((await api.get('/names', ann)).body.items).toEqual([]);
});

test('needs a reviewer, a reason, and members that are known', async () => {
  const [id, ann] = [await certificate(), await reviewer()];
  const contributor = { Authorization: `Bearer ${await api.key('contributor')}` };
  const body = { changes: { value: '15.2' }, reason: 'Seen.' };
  expect((await post(at(id, 0, 'correct'), {}, body)).status).toBe(401);
  expect((await post(at(id, 0, 'correct'), contributor, body)).status).toBe(403);
  expect((await post(at(id, 0, 'correct'), ann, { ...body, reason: ' ' })).status).toBe(400);
  expect((await post(at(id, 0, 'correct'), ann, { ...body, changes: { number: '1' } })).status).toBe(400);
  expect((await post(at(id, 0, 'correct'), ann, { ...body, changes: {} })).status).toBe(409);
  expect((await post(at(id, 0, 'correct'), ann, { ...body, changes: { value: null } })).status).toBe(409);
  expect((await post(at(id, 99, 'correct'), ann, body)).status).toBe(404);
  expect((await post(at('nonsense', 0, 'correct'), ann, body)).status).toBe(400);
  expect((await post(at('0199a3c4-0000-7000-8000-000000000005', 0, 'confirm'), ann, {})).status).toBe(404);
  expect((await values(id))[0].number).toBe('14.2');
});

test('many reviewers at once: every answer is a decision or a conflict, and one version is current', async () => {
  const [id, ann] = [await certificate(), await reviewer()];
  const answers = await Promise.all([
    ...['15.1', '15.2', '15.3'].map(value => post(at(id, 0, 'correct'), ann, { changes: { value }, seen: { value: '14.2' }, reason: 'x' })),
    ...['1', '2'].map(value => post(at(id, 1, 'correct'), ann, { changes: { value }, reason: 'x' })),
    post(`/review/${id}/samples/0/correct`, ann, { changes: { lot: 'TL-9' }, reason: 'x' }),
    post(`/review/${id}/reject`, ann, { reason: 'x' }),
    post(`/review/${id}/accept`, ann, { reason: 'x' }),
  ]);
  const statuses = answers.map(({ status }) => status);
  expect(statuses.slice(0, 3).sort()).toEqual([200, 409, 409]);
  expect(statuses.slice(3, 5).sort()).toEqual([200, 409]);
  expect(statuses[5]).toBe(200);
  for (const status of statuses) expect([200, 409]).toContain(status);
  const current = await api.store
    .em()
    .execute(`select count(*)::int as n from certificate_version where certificate_id = ? and superseded_at is null`, [id]);
  expect(current).toEqual([{ n: 1 }]);
});
