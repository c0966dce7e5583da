import { rescoreChanges } from '../../src/ingest/score.ts';
import { canonicalJson } from '../../src/quality/canonical-json.ts';
import { scoreAll } from '../../src/quality/scorecard.ts';
import type { Scorecard } from '../../src/quality/scorecard-shape.ts';
import { gatherScoresInput } from '../../src/store/scores-input.ts';
import { openTestApp, type TestApp } from './harness.ts';

let api: TestApp;
const today = new Date().toISOString().slice(0, 10);

const HEADER = 'vendor,product,form,lot,laboratory,report_number,reported_on,panel,analyte,result,unit,basis,lod,loq';

function sheet(vendor: string, lot: string, lead: string): string {
  const line = `${vendor},Red Powder,powder,${lot},Invented Laboratory,R-${lot},2026-05-0${lot.at(-1)}`;
  return [
    HEADER,
    `${line},alkaloids,Mitragynine,14.${lot.at(-1)},mg/g,as_received,0.1,0.3`,
    ...['Arsenic', 'Cadmium', 'Mercury'].map(metal => `${line},metals,${metal},<0.05,mg/kg,as_received,0.02,0.05`),
    `${line},metals,Lead,${lead},mg/kg,as_received,0.02,0.05`,
    `${line},microbes,Salmonella,Absent,per 25 g,as_received,,`,
  ].join('\n');
}

beforeAll(async () => {
  api = await openTestApp();
  const key = await api.key('contributor');
  const lots: [string, string, string][] = [
    ...[1, 2, 3, 4].map((n): [string, string, string] => ['Test Leaf', `TL-${n}`, n === 4 ? '1.9' : '0.3']),
    ...[1, 2, 3].map((n): [string, string, string] => ['Other Leaf', `OL-${n}`, '0.3']),
    ['Few Leaves', 'FL-1', '0.3'],
  ];
  for (const [vendor, lot, lead] of lots) await api.submit(`${lot}.csv`, sheet(vendor, lot, lead), key);
  await rescoreChanges(api.store);
}, 120_000);
afterAll(() => api.close());

describe('vendors', () => {
  test('stand in the order of the lower bound, with their parts', async () => {
    const { body } = await api.get('/vendors?sort=safety');
    expect(body.items.map(({ slug }: { slug: string }) => slug)).toEqual(['other-leaf', 'test-leaf', 'few-leaves']);
    const [first, , last] = body.items;
    expect(first).toMatchObject({ name: 'Other Leaf', lots: 3, scorecard: { status: 'scored', tie: 1, fewLots: true } });
    expect(first.scorecard.safety).toMatchObject({ lots: 3, lower: '0.472199', estimate: '0.799696', upper: '0.987235' });
    expect(first.scorecard.coverage).toMatchObject({ status: 'scored', lots: 3 });
    expect(last.scorecard).toMatchObject({ status: 'not_scored', safety: { estimate: null, lower: null, upper: null, lots: 1 } });
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { slug: string }[]; next: string | null } = (
        await api.get(`/vendors?sort=safety&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).body;
      walked.push(...page.items.map(({ slug }) => slug));
      cursor = page.next;
    }
    expect(walked).toEqual(['other-leaf', 'test-leaf', 'few-leaves']);
    const byName = (await api.get('/vendors?limit=1')).body.next;
    expect((await api.get(`/vendors?sort=safety&cursor=${byName}`)).body.code).toBe('invalid-cursor');
  });

  test('have a CSV twin in which the parts stand side by side', async () => {
    const { text } = await api.get('/vendors.csv?sort=safety');
    const [head, first] = text.split('\r\n');
    expect(head).toContain('score_status,score_reason,tie,safety_estimate,safety_lower,safety_upper,safety_lots,coverage_estimate');
    expect(first).toContain(',scored,,1,0.799696,0.472199,0.987235,3,0.75,');
  });
});

describe('a scorecard', () => {
  test('is, number for number, what the exported inputs give', async () => {
    const { input } = await gatherScoresInput(api.store.em(), { today });
    const card = scoreAll(input).vendors.find(({ vendor }) => vendor === 'test-leaf')!;
    const { body } = await api.get('/vendors/test-leaf/scorecard');
    const shown = Object.fromEntries(Object.keys(card).map(key => [key, body[key]]));
    expect(canonicalJson(shown)).toBe(canonicalJson(card));
    expect(body).toMatchObject({ model: 'scorecard_v1', asOf: today, supersededAt: null, explanation: null });
    expect(body.failures).toMatchObject([{ rule: 'yardstick_v1-03', value: '1.9 mg/kg', kind: 'limit' }]);
  });

  test('explains itself', async () => {
    const { body } = await api.get('/vendors/test-leaf/scorecard?explain=true');
    const { scopes, input, scorecard } = body.explanation;
    expect(scopes.overall.steps).toContainEqual(expect.stringContaining('Beta(1, 1)'));
    expect(scopes.metals.lots).toHaveLength(4);
    expect(input.lots).toHaveLength(4);
    expect(scorecard.tie).toBe(body.tie);
  });

  test('is of the day that is asked for', async () => {
    expect((await api.get(`/vendors/test-leaf/scorecard?as_of=${today}`)).body.safety.lots).toBe(4);
    expect((await api.get('/vendors/test-leaf/scorecard?as_of=2020-01-01')).status).toBe(404);
    expect((await api.get('/vendors/test-leaf/scorecard?as_of=2999-01-01')).body.errors[0].name).toBe('as_of');
    expect((await api.get('/vendors/nobody/scorecard')).status).toBe(404);
    const { body } = await api.get('/vendors/test-leaf/scorecards');
    expect(body.items).toMatchObject([{ status: 'scored', lots: 4, supersededAt: null }]);
  });

  test('loses a certificate with the answer that withdraws it', async () => {
    const before: Scorecard = (await api.get('/vendors/test-leaf/scorecard')).body;
    const id = before.failures[0]!.certificate;
    const { default: request } = await import('supertest');
    await request(api.app)
      .post(`/api/v1/review/${id}/reject`)
      .set('Authorization', `Bearer ${await api.key('reviewer')}`)
      .send({ reason: 'withdrawn by the laboratory' })
      .expect(200);
    expect((await api.get('/vendors/test-leaf/scorecard')).body).toMatchObject({ failures: [], safety: { lots: 3 }, knownLots: 3 });
  });

  test('of a vendor whose first certificate came a moment ago is computed when it is asked for', async () => {
    await api.submit('new.csv', sheet('New Leaf', 'NL-1', '0.3'), await api.key('contributor'));
    const [item] = (await api.get('/vendors')).body.items.filter(({ slug }: { slug: string }) => slug === 'new-leaf');
    expect(item.scorecard).toMatchObject({ status: 'not_scored', reason: 'not computed yet' });
    expect((await api.get('/vendors/new-leaf/scorecard')).body).toMatchObject({ status: 'not_scored', knownLots: 1 });
  });
});
