import { ingestFile } from '../../src/ingest/ingest.ts';
import { queueAll, rejudge } from '../../src/ingest/rejudge.ts';
import { rejectCertificate } from '../../src/ingest/review.ts';
import { dayOf, rescore, rescoreChanges } from '../../src/ingest/score.ts';
import { canonicalJson } from '../../src/quality/canonical-json.ts';
import { scoreAll } from '../../src/quality/scorecard.ts';
import { readScoresInput } from '../../src/quality/scores-input.ts';
import { explainScorecard, findScorecard, scorecardHistory } from '../../src/store/scorecard.ts';
import { gatherScoresInput } from '../../src/store/scores-input.ts';
import { hasChanges } from '../../src/store/scoring.ts';
import { listVendors } from '../../src/store/vendor.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from './outcome.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
}, 120_000);
afterAll(async () => store.close());
beforeEach(() => store.clear());

const BY = { actor: 'Ann (key 1)', reason: 'compared with the page' };
const today = dayOf(new Date());

/** Metals and one count: decidable, so that the lot counts. `lead` decides. */
function report(brand: string, lot: string, reported: string, lead = '0.2'): Report {
  return {
    ...{ number: `R-${brand}-${lot}`, brand, name: 'Red Powder', lot, form: 'powder', reported },
    rows: [
      { name: 'Mitragynine', value: `${14 + (lot.charCodeAt(lot.length - 1) % 7) / 10}`, unit: 'mg/g', panel: 'alkaloids' },
      { name: 'Lead', value: lead, loq: '0.05' },
      { name: 'Arsenic', value: '<0.05', loq: '0.05' },
      { name: 'Cadmium', value: '<0.05', loq: '0.05' },
      { name: 'Mercury', value: '<0.05', loq: '0.05' },
      { name: 'Total Aerobic Count', value: '1200', unit: 'CFU/g', panel: 'microbes', loq: '10' },
    ],
  };
}

async function ingest(given: Report, isSample = false): Promise<string> {
  const { certificates } = await ingestFile({ store, pool: plainPool().pool }, { ...fileOf(`${given.number}.pdf`, [given]), isSample });
  return certificates[0]?.id ?? '';
}

/** Lots that pass, and one that fails where `failing`. */
async function vendor(name: string, lots: number, failing = 0, isSample = false): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < lots; i++)
    ids.push(await ingest(report(name, `${name.slice(0, 2)}-${i}`, `2026-0${1 + (i % 9)}-11`, i < failing ? '1.9' : '0.2'), isSample));
  return ids;
}

const counts = async (table: string) =>
  (
    await store
      .em()
      .execute<{ n: number; current: number }[]>(
        `select count(*)::int as n, count(*) filter (where superseded_at is null)::int as current from ${table}`,
      )
  )[0];

const scorecard = (slug: string, asOf?: string) => findScorecard(store.em(), slug, { today, asOf });

describe('stored scorecards', () => {
  test('are those that the exported inputs give, byte by byte', async () => {
    await vendor('Alder', 4);
    await vendor('Birch', 5, 1);
    await vendor('Cedar', 2);
    await vendor('Sample Sedge', 3, 0, true);
    await rescoreChanges(store);
    const { input } = await gatherScoresInput(store.em(), { today });
    const read = readScoresInput(JSON.parse(canonicalJson(input)));
    const computed = scoreAll(read);
    expect(computed.vendors.map(({ vendor, status }) => [vendor, status])).toEqual([
      ['alder', 'scored'],
      ['birch', 'scored'],
      ['cedar', 'not_scored'],
      ['sample-sedge', 'scored'],
    ]);
    for (const card of computed.vendors) {
      const stored = await scorecard(card.vendor);
      expect(canonicalJson(stored?.card)).toBe(canonicalJson(card));
      expect(canonicalJson(stored?.market)).toBe(canonicalJson(card.sample ? computed.sampleMarket : computed.market));
    }
    expect((await scorecard('birch'))?.card.failures).toMatchObject([{ rule: 'yardstick_v1-03', value: '1.9 mg/kg' }]);
  });

  test('are not written again where nothing changed', async () => {
    await vendor('Alder', 3);
    expect(await rescore(store)).toEqual({ written: 1, gone: 0 });
    const [cards, scorings] = [await counts('scorecard'), await counts('scoring')];
    expect(await rescore(store)).toEqual({ written: 0, gone: 0 });
    await queueAll(store, null);
    await rejudge(store);
    expect(await hasChanges(store.em())).toBe(true);
    expect(await rescoreChanges(store)).toEqual({ written: 0, gone: 0 });
    expect(await hasChanges(store.em())).toBe(false);
    expect([await counts('scorecard'), await counts('scoring')]).toEqual([cards, scorings]);
  });

  test('are of the day that is asked for, and stay when they change', async () => {
    await vendor('Alder', 3);
    await rescore(store, new Date('2026-10-01T10:00:00Z'));
    await ingest(report('Alder', 'late', '2026-09-02', '1.9'));
    await rescore(store, new Date('2026-10-05T10:00:00Z'));
    const asOf = async (day: string) => (await scorecard('alder', day))?.card;
    expect(await asOf('2026-09-30')).toBeUndefined();
    expect(await asOf('2026-10-04')).toMatchObject({ safety: { lots: 3, failed: 0 }, failures: [] });
    expect(await asOf('2026-10-05')).toMatchObject({ safety: { lots: 4, failed: 1 } });
    expect(Number((await asOf('2026-11-05'))?.coverage.months)).toBeCloseTo(2.1, 1);
    const history = await scorecardHistory(store.em(), 'alder', { limit: 1 });
    expect(history.items).toMatchObject([{ lots: 4, supersededAt: null }]);
    const earlier = await scorecardHistory(store.em(), 'alder', { limit: 1, cursor: history.next });
    expect(earlier).toMatchObject({ items: [{ lots: 3, supersededAt: '2026-10-05T10:00:00.000Z' }], next: null });
    const then = await explainScorecard(store.em(), 'alder', { today, asOf: '2026-10-04' });
    expect(then?.explanation).toMatchObject({ asOf: '2026-10-04', scopes: { overall: { lots: { length: 3 } } } });
    expect(then?.explanation.scorecard).toEqual(then?.card);
  });

  test('change with the day alone where a test is dated later than that', async () => {
    await vendor('Alder', 2);
    await ingest(report('Alder', 'future', '2027-03-01'));
    await rescore(store, new Date('2026-11-20T10:00:00Z'));
    expect((await rescore(store, new Date('2026-11-20T23:00:00Z'))).written).toBe(0);
    expect((await rescore(store, new Date('2026-11-21T10:00:00Z'))).written).toBe(1);
    expect((await scorecard('alder'))?.card.coverage.newest).toBe('2026-11-21');
  });

  test('lose a withdrawn certificate at once, and a vendor with none left has no scorecard', async () => {
    const ids = await vendor('Alder', 3, 1);
    await rescoreChanges(store);
    expect((await scorecard('alder'))?.card).toMatchObject({ status: 'scored', failures: { length: 1 } });
    await rejectCertificate(store, ids[0]!, BY);
    expect((await scorecard('alder'))?.card).toMatchObject({ status: 'not_scored', failures: [], knownLots: 2 });
    for (const id of ids.slice(1)) await rejectCertificate(store, id, BY);
    expect(await scorecard('alder')).toBeNull();
    expect(await counts('scorecard')).toMatchObject({ current: 0 });
  });

  test('of several processes at once are one', async () => {
    await vendor('Alder', 3);
    await vendor('Birch', 3, 1);
    await Promise.all([rescore(store), rescore(store), rescoreChanges(store)]);
    expect(await counts('scorecard')).toEqual({ n: 2, current: 2 });
    expect(await counts('scoring')).toEqual({ n: 1, current: 1 });
    expect(await hasChanges(store.em())).toBe(false);
  });

  test('keep the input of a lot once, however many scorecards rest on it', async () => {
    await vendor('Alder', 3);
    await rescore(store);
    await ingest(report('Alder', 'more', '2026-05-05'));
    await rescore(store);
    const [kept] = await store.em().execute<{ n: number }[]>('select count(*)::int as n from scored_lot');
    expect([await counts('scorecard'), kept?.n]).toEqual([{ n: 2, current: 1 }, 4]);
  });
});

describe('sample data', () => {
  test('are never in priors, and are left out of a vendor that has real ones', async () => {
    await vendor('Alder', 3);
    // as many as a prior is learnt from, a lot each
    for (let i = 0; i < 21; i++) await vendor(`${String.fromCharCode(65 + i)}sample`, 1, i % 2, true);
    await rescore(store);
    const [alone] = await store.em().execute<{ market: object; sample_market: object }[]>('select market, sample_market from scoring');
    expect(alone?.market).toMatchObject({ overall: { prior: { kind: 'uniform', vendors: 1 } } });
    expect(alone?.sample_market).toMatchObject({ overall: { prior: { kind: 'uniform', vendors: 21 } } });
    await ingest(report('Asample', 'real', '2026-05-05'));
    await rescore(store);
    expect((await scorecard('asample'))?.card).toMatchObject({ sample: false, knownLots: 1, status: 'not_scored' });
  }, 120_000);
});

describe('lists of vendors', () => {
  test('are ordered by the lower bound, not scored last, page by page', async () => {
    await vendor('Alder', 5, 2);
    await vendor('Birch', 5);
    await vendor('Cedar', 2);
    await vendor('Dogwood', 9);
    await vendor('Elder', 1);
    await rescoreChanges(store);
    const order = async (limit: number) => {
      const slugs: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listVendors>> = await listVendors(store.em(), { sort: 'safety', limit, cursor });
        slugs.push(...page.items.map(({ slug }) => slug));
        cursor = page.next;
      } while (cursor !== null);
      return slugs;
    };
    expect(await order(50)).toEqual(['dogwood', 'birch', 'alder', 'cedar', 'elder']);
    expect(await order(1)).toEqual(await order(50));
    const [first] = (await listVendors(store.em(), { sort: 'safety', limit: 1 })).items;
    expect(first?.scorecard).toMatchObject({ status: 'scored', tie: 1, safety: { lots: 9 }, coverage: { lots: 9 } });
  });
});
