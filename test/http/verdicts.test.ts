import request from 'supertest';
import { queueAll, rejudge } from '../../src/ingest/rejudge.ts';
import { acceptCertificate } from '../../src/ingest/review.ts';
import { RULESETS } from '../../src/quality/rulesets.ts';
import { openTestApp, type TestApp } from './harness.ts';

let api: TestApp;
let lot: string;
let certificate: string;

const HEADER =
  'vendor,product,form,lot,laboratory,report_number,tested_on,reported_on,serving_size,panel,analyte,result,unit,basis,lod,loq,limit,verdict';
const LINE = 'Test Leaf,Red Powder,powder,TL-001,Invented Laboratory,R-1,2026-05-30,2026-06-03,2.4 g';
const SHEET = [
  HEADER,
  `${LINE},alkaloids,Mitragynine,14.2,mg/g,as_received,0.1,0.3,,`,
  `${LINE},metals,Lead,1.8,mg/kg,as_received,0.02,0.05,10,PASS`,
  `${LINE},metals,Cadmium,<0.9,mg/kg,as_received,,0.9,,`,
  `${LINE},microbes,Salmonella,Absent,per 25 g,as_received,,,,PASS`,
].join('\n');

beforeAll(async () => {
  api = await openTestApp();
  const { body } = await api.submit('sheet.csv', SHEET, await api.key('contributor'));
  certificate = body.certificates[0].id;
  lot = (await api.get('/vendors/test-leaf')).body.lotList[0].id;
});
afterAll(() => api.close());

interface Verdict {
  readonly rule: string;
  readonly verdict: string;
}
const of = (verdicts: readonly Verdict[], rule: string) => verdicts.find(verdict => verdict.rule === rule);

describe('verdicts of a lot', () => {
  test('are of every sample by the chosen rules, and beside each result', async () => {
    const { body } = await api.get(`/lots/${lot}?profile=rhode_island`);
    const [judged] = body.verdicts;
    expect(judged).toMatchObject({ certificate, date: '2026-06-03', dateBasis: 'reported', facts: { form: 'powder', serving: '2.4 g' } });
    expect(of(judged.verdicts, 'ri_21_28_12-06')).toMatchObject({
      verdict: 'fail',
      limit: '< 1.2 mg/kg',
      value: { lower: '1.8', upper: '1.8', unit: 'mg/kg' },
      standing: 'public',
    });
    const lead = body.results.find((result: { analyte: string }) => result.analyte === 'lead');
    expect(lead.verdicts.map(({ rule }: Verdict) => rule)).toEqual(['ri_21_28_12-06']);
    expect(of(judged.verdicts, 'ri_21_28_12-06')).toMatchObject({ results: [lead.id] });
  });

  test('follow the day whose law counts, and what the caller states', async () => {
    const before = (await api.get(`/lots/${lot}?rules=ri_21_28_12&date=2026-03-31`)).body.verdicts[0];
    expect(of(before.verdicts, 'ri_21_28_12-06')).toMatchObject({ verdict: 'not_applicable' });
    expect(before.dateBasis).toBe('asked');
    const perServing = async (serving: string) =>
      of((await api.get(`/lots/${lot}?rules=ri_21_28_12${serving}`)).body.verdicts[0].verdicts, 'ri_21_28_12-01')?.verdict;
    expect(await perServing('')).toBe('pass');
    expect(await perServing('&serving=20%20g')).toBe('fail');
  });

  test.each([
    ['rules=nonsense', 'rules'],
    ['profile=nowhere', 'profile'],
    ['date=2026-02-30', 'date'],
    ['serving=a%20lot', 'serving'],
  ])('%s is an error that names the parameter', async (query, parameter) => {
    const { status, body } = await api.get(`/certificates/${certificate}?${query}`);
    expect([status, body.code, body.errors[0].name]).toEqual([400, 'invalid-parameter', parameter]);
  });

  test('certificates and lists of results have them too', async () => {
    const { body } = await api.get(`/certificates/${certificate}?rules=ri_21_28_12`);
    expect(body.verdicts).toHaveLength(1);
    const shown = body.samples[0].results.find((result: { analyte: string }) => result.analyte === 'lead');
    const listed = (await api.get('/results?analyte=lead&rules=ri_21_28_12')).body.items[0];
    expect(listed.verdicts).toEqual(shown.verdicts);
    expect(listed.verdicts).toMatchObject([{ rule: 'ri_21_28_12-06', verdict: 'fail' }]);
    const plain = (await api.get('/results?analyte=lead')).body.items[0];
    expect(new Set(plain.verdicts.map(({ jurisdiction }: { jurisdiction: string }) => jurisdiction))).not.toContain('US-RI');
  });
});

describe('lists of lots', () => {
  test('say of each how many limits it is over, wherever they hold', async () => {
    const { items } = (await api.get(`/exceedances?lot=${lot}&limit=100`)).body;
    const over = new Set(items.map(({ rule }: Verdict) => rule));
    expect(over).toContain('ri_21_28_12-06');
    const item = (await api.get('/vendors/test-leaf')).body.lotList[0];
    expect(item.limitsExceeded).toBe(over.size);
    expect((await api.get('/lots?vendor=test-leaf')).body.items).toEqual([item]);
    const soon = new Date(Date.now() + 1000).toISOString();
    expect((await api.get(`/lots?vendor=test-leaf&as_of=${soon}`)).body.items).toEqual([item]);
    expect((await request(api.app).get('/search?q=TL-001')).text).toContain(`${over.size} limit`);
  });
});

describe('exceedances', () => {
  test('lead to the certificate and the place on it', async () => {
    const { body } = await api.get('/exceedances?jurisdiction=US-RI&analyte=lead&from=2026-01-01&to=2026-12-31');
    expect(body.items).toMatchObject([
      {
        certificate,
        rule: 'ri_21_28_12-06',
        verdict: 'fail',
        vendor: { slug: 'test-leaf' },
        lot: { code: 'TL-001' },
        results: [{ printed: { value: '1.8', limit: '10' }, evidence: { text: '1.8' } }],
      },
    ]);
    const csv = await api.get('/exceedances.csv?jurisdiction=US-RI');
    expect(csv.text.split('\r\n')[1]).toContain('ri_21_28_12-06,US-RI,lead,< 1.2 mg/kg,per_gram,public,fail,1.8,1.8,mg/kg');
    expect(body.items[0].citation).toMatchObject({ section: '(a)(6)(iii)', url: expect.stringMatching(/^https:/) });
    const [header, row] = csv.text.split('\r\n').map(line => line.split(','));
    const cell = (name: string) => row![header!.indexOf(name)];
    expect([cell('section'), cell('source_url')]).toEqual(['(a)(6)(iii)', body.items[0].citation.url]);
    expect([cell('result'), cell('cell')]).toEqual([body.items[0].results[0].id, expect.stringMatching(/.+/)]);
    expect((await api.get('/exceedances?jurisdiction=US-RI&to=2026-06-02')).body.items).toEqual([]);
  });

  test('count, find what is open, and go back in time', async () => {
    const counts = (await api.get('/exceedances/counts?profile=rhode_island')).body;
    expect(counts).toMatchObject({ lots: 1, analyte: [{ value: 'lead' }], vendor: [{ value: 'test-leaf', lots: 1 }] });
    const open = (await api.get('/exceedances?jurisdiction=US-RI&verdict=undecidable&analyte=cadmium')).body.items;
    expect(open).toMatchObject([{ rule: 'ri_21_28_12-05', needs: ['lower_limit_of_quantification'] }]);
    expect((await api.get('/exceedances?as_of=2026-01-01T00:00:00Z')).body.items).toEqual([]);
    const now = encodeURIComponent(new Date().toISOString());
    expect((await api.get(`/exceedances?jurisdiction=US-RI&as_of=${now}`)).body.items).toHaveLength(1);
    expect((await api.get('/exceedances?rules=yardstick_v1')).body.items).toMatchObject([{ standing: 'yardstick', analyte: 'lead' }]);
  });

  test('walk with a cursor, and refuse another list’s', async () => {
    const whole = (await api.get('/exceedances?standing=any')).body.items;
    expect(whole.length).toBeGreaterThan(2);
    const walked: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await api.get(`/exceedances?standing=any&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      walked.push(...body.items);
      cursor = body.next;
    }
    expect(walked).toEqual(whole);
    const foreign = (await api.get('/rules?limit=1')).body.next;
    expect((await api.get(`/exceedances?cursor=${foreign}`)).body.code).toBe('invalid-cursor');
    expect((await api.get('/exceedances?rules=nonsense')).status).toBe(400);
  });
});

describe('printed against computed', () => {
  test('a printed pass over a rule is listed with both', async () => {
    const { body } = await api.get('/disagreements?jurisdiction=US-RI');
    expect(body.items).toMatchObject([
      {
        against: 'rule',
        theirs: 'pass',
        ours: 'fail',
        rule: 'ri_21_28_12-06',
        limit: '< 1.2 mg/kg',
        printed: { limit: '10', verdict: 'PASS' },
      },
    ]);
    expect((await api.get('/disagreements?theirs=fail')).body.items).toEqual([]);
    expect((await api.get('/disagreements.csv?jurisdiction=US-RI')).text).toContain('rule,lead,pass,fail,ri_21_28_12,ri_21_28_12-06');
  });

  test('a printed verdict against its own printed limit is listed without a rule', async () => {
    const doubtful = SHEET.replaceAll('TL-001', 'TL-002').replaceAll('R-1', 'R-2').replace('0.05,10,PASS', '0.05,0.5,PASS');
    const { body } = await api.submit('own.csv', doubtful, await api.key('contributor'));
    const own = () => api.get('/disagreements?against=own_limit');
    expect(body.outcome).toBe('needs-review');
    expect((await own()).body.items).toEqual([]);
    await acceptCertificate(api.store, body.certificates[0].id, { actor: 'Ann', reason: 'printed so' });
    expect((await own()).body.items).toMatchObject([{ against: 'own_limit', theirs: 'pass', ours: 'fail', rule: null, limit: '0.5' }]);
  });
});

describe('what is lacking', () => {
  test('Utah’s checklist names the panels that are not there', async () => {
    const { body } = await api.get(`/certificates/${certificate}/completeness?jurisdiction=US-UT`);
    const panels = body.checks.find(({ basis }: { basis: string }) => basis === 'panel_required');
    expect(panels).toMatchObject({ state: 'missing', lacks: ['foreign_matter'] });
    expect(body.complete).toBe(false);
    expect(body.counts.missing).toBe(body.checks.filter(({ state }: { state: string }) => state === 'missing').length);
    const ofLot = (await api.get(`/lots/${lot}/completeness?jurisdiction=US-UT`)).body;
    expect(ofLot.checks.map(({ rule }: Verdict) => rule).toSorted()).toEqual(body.checks.map(({ rule }: Verdict) => rule).toSorted());
  });

  test('a laboratory’s decidability says which limits it can see', async () => {
    const { body } = await api.get('/laboratories/invented-laboratory/decidability?jurisdiction=US-RI&analyte=cadmium');
    expect(body.items).toMatchObject([
      { rule: 'ri_21_28_12-05', decided: 0, undecidable: expect.any(Number), needs: [{ need: 'lower_limit_of_quantification' }] },
    ]);
    expect((await api.get('/laboratories/nowhere/decidability')).status).toBe(404);
  });
});

describe('rules', () => {
  test('are listed with sources, and one shows its limits and history', async () => {
    const all: { id: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await api.get(`/rules?limit=20${cursor === '' ? '' : `&cursor=${cursor}`}`);
      all.push(...body.items);
      cursor = body.next;
    }
    expect(all.map(({ id }) => id)).toEqual(RULESETS.map(({ id }) => id));
    const { body } = await api.get('/rules/ri_21_28_12');
    expect(body).toMatchObject({ jurisdiction: 'US-RI', effectiveFrom: '2026-04-01', history: [{ inUseUntil: null, changes: [] }] });
    expect(body.ruleList.find(({ id }: { id: string }) => id === 'ri_21_28_12-06')).toMatchObject({
      analyte: 'lead',
      limit: '< 1.2 mg/kg',
    });
    expect((await api.get('/rules?jurisdiction=US-UT')).body.items.length).toBeGreaterThan(1);
    expect((await api.get('/rules/nothing')).status).toBe(404);
  });

  test('profiles, jurisdictions and rejudgings have lists of their own', async () => {
    const profiles = (await api.get('/profiles')).body.items;
    expect(profiles.filter((profile: { default: boolean }) => profile.default)).toMatchObject([{ id: 'us_federal' }]);
    expect((await api.get('/jurisdictions')).body.items.find(({ id }: { id: string }) => id === 'US-RI').rulesets).toEqual(['ri_21_28_12']);
    expect((await api.get('/rejudgings')).body).toEqual({ items: [], next: null });
    await queueAll(api.store, ['ri_21_28_12']);
    const waiting = (await api.get('/rejudgings')).body.items[0];
    expect(waiting).toMatchObject({ why: 'asked', samples: 2, waiting: 2, written: 0, finishedAt: null });
    await request(api.app)
      .get('/healthz')
      .expect(200, { status: 'ok', rejudging: { waiting: 2 } });
    await rejudge(api.store);
    expect((await api.get('/rejudgings')).body.items[0]).toMatchObject({ waiting: 0, written: 0, finishedAt: expect.any(String) });
  });
});

test('a laboratory’s printed limits stand against those of the chosen rules', async () => {
  const { body } = await api.get('/laboratories/invented-laboratory/printed-limits?profile=rhode_island');
  expect(body.items[0]).toEqual(
    expect.objectContaining({
      ...{ analyte: 'lead', rule: 'ri_21_28_12-06', limit: '< 1.2 mg/kg', printed: { limit: '10', unit: 'mg/kg' } },
      ...{ comparison: 'looser', results: 1, latest: '2026-06-03', example: expect.objectContaining({ certificate }) },
    }),
  );
  const before = await api.get('/laboratories/invented-laboratory/printed-limits?profile=rhode_island&as_of=2020-01-01');
  expect(before.body.items).toEqual([]);
  const page = await request(api.app).get('/laboratories/invented-laboratory?profile=rhode_island');
  expect(page.text).toContain('The limits it prints');
  expect(page.text).toContain('higher than the rule’s');
});
