import { correctValue } from '../../src/ingest/correct.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { judgeSamples } from '../../src/ingest/judge.ts';
import { queueAll, queueMissed, rejudge } from '../../src/ingest/rejudge.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { findCertificate } from '../../src/store/certificate.ts';
import { decidability } from '../../src/store/decidability.ts';
import { countExceedances, listExceedances } from '../../src/store/exceedances.ts';
import { byResult, judgeCertificate, judgeLot } from '../../src/store/judged.ts';
import { findLot } from '../../src/store/lot.ts';
import { samplesFailed, someFailed } from '../../src/store/rejudgings.ts';
import { listResults } from '../../src/store/results.ts';
import { RULES, type RulesOfProgram, rulesOf, syncRules } from '../../src/store/rules.ts';
import type { VerdictFilter } from '../../src/store/stored-verdicts.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from './outcome.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => {
  await store.clear();
  await syncRules(store.em(), RULES);
  await store.em().execute('truncate rejudging cascade');
});

const REPORT: Report = {
  number: 'R-1',
  brand: 'Brand',
  name: 'Thing',
  lot: 'L-1',
  form: 'powder',
  reported: '2026-06-04',
  rows: [
    { name: 'Mitragynine', value: '14.2', unit: 'mg/g', panel: 'alkaloids' },
    { name: 'Lead', value: '1.3', loq: '0.05' },
    { name: 'Arsenic', value: 'ND' },
  ],
};
const BY = { actor: 'Ann (key 1)', reason: 'compared with the page' };

async function ingest(report: Report = REPORT): Promise<string> {
  const { certificates } = await ingestFile({ store, pool: plainPool().pool }, fileOf(`${report.number}.pdf`, [report]));
  return certificates[0]?.id ?? '';
}

const exceedances = async (filter: VerdictFilter = {}) => (await listExceedances(store.em(), filter, { limit: 50 })).items;
const inRhodeIsland = (filter: VerdictFilter = {}) => exceedances({ jurisdiction: 'US-RI', analyte: 'lead', ...filter });
const verdictRows = () =>
  store
    .em()
    .execute<{ n: number; current: number }[]>(
      'select count(*)::int as n, count(*) filter (where superseded_at is null)::int as current from verdict',
    );

describe('recording a certificate', () => {
  test('judges it by the law of the day of its report', async () => {
    const certificate = await ingest();
    expect(await inRhodeIsland()).toEqual([
      expect.objectContaining({
        ...{ certificate, rule: 'ri_21_28_12-06', ruleset: 'ri_21_28_12', limit: '< 1.2 mg/kg', verdict: 'fail', standing: 'public' },
        ...{ value: { lower: '1.3', upper: '1.3', unit: 'mg/kg' }, date: '2026-06-04', dateBasis: 'reported', form: 'powder' },
        vendor: expect.objectContaining({ name: 'Brand' }),
        results: [expect.objectContaining({ analyte: 'lead', printed: expect.objectContaining({ value: '1.3' }) })],
      }),
    ]);
    // the act came into force on 2026-04-01
    await ingest({ ...REPORT, number: 'R-2', lot: 'L-2', reported: '2026-03-31' });
    expect(await inRhodeIsland()).toHaveLength(1);
    expect(await exceedances({ rules: ['yardstick_v1'], analyte: 'lead' })).toHaveLength(2);
  });

  test('keeps what is open, with what would settle it', async () => {
    await ingest();
    expect(await inRhodeIsland({ analyte: 'arsenic_total', verdict: 'undecidable' })).toEqual([
      expect.objectContaining({ needs: ['limit_of_detection'], value: { lower: '0', upper: null, unit: 'mg/kg' } }),
    ]);
    const [lead, arsenic] = ['lead', 'arsenic_total'].map(async analyte =>
      decidability(store.em(), { jurisdiction: 'US-RI', laboratory: 'nowhere-laboratory', analyte }),
    );
    expect(await lead).toMatchObject([{ decided: 1, undecidable: 0, byCertificate: 0, needs: [] }]);
    expect(await arsenic).toMatchObject([
      { decided: 0, undecidable: 1, byCertificate: 1, needs: [{ need: 'limit_of_detection', samples: 1 }] },
    ]);
  });

  test('an undated one is judged by the law of the day it was recorded, and is in no span of report dates', async () => {
    const { reported: _, ...undated } = REPORT;
    await ingest(undated);
    expect(await exceedances({ rules: ['yardstick_v1'] })).toMatchObject([{ dateBasis: 'recorded' }]);
    expect(await exceedances({ rules: ['yardstick_v1'], from: '2000-01-01' })).toEqual([]);
  });

  test('stored verdicts are those computed on the fly', async () => {
    const certificate = await ingest();
    const [judged] = await judgeCertificate(store.em(), certificate, { rulesets: RULES.sets });
    const computed = judged!.verdicts.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule);
    const stored = (await exceedances({ standing: 'any' })).map(({ rule }) => rule);
    expect(stored.toSorted()).toEqual(computed.toSorted());
    const ofLead = byResult([judged!]).get(judged!.verdicts.find(({ rule }) => rule === 'ri_21_28_12-06')!.results[0]!);
    expect(ofLead?.every(({ analyte }) => analyte === 'lead')).toBe(true);
  });
});

describe('judging again', () => {
  test('changes nothing where nothing changed', async () => {
    await ingest();
    const before = await verdictRows();
    expect(await queueAll(store, null)).toBe(1);
    expect(await rejudge(store)).toMatchObject({ waiting: 0, done: 1, read: before[0]!.n, written: 0 });
    expect(await verdictRows()).toEqual(before);
  });

  test('several at once leave one current verdict a rule', async () => {
    await Promise.all(['A', 'B', 'C'].map(number => ingest({ ...REPORT, number, lot: number })));
    await queueAll(store, null);
    await queueAll(store, ['ri_21_28_12']);
    await Promise.all([rejudge(store), rejudge(store), rejudge(store)]);
    const twice = await store
      .em()
      .execute('select sample_id from verdict where superseded_at is null group by sample_id, rule_version_id having count(*) > 1');
    expect(twice).toEqual([]);
    expect(await inRhodeIsland()).toHaveLength(3);
  });

  test('a changed rule reads and writes only its own verdicts, and the earlier ones stay', async () => {
    await ingest();
    await ingest({ ...REPORT, number: 'R-2', lot: 'L-2', rows: [{ name: 'Cadmium', value: '0.1' }] });
    const before = (await verdictRows())[0]!.n;
    const then = await moment();
    const laxer = withLead('1.5');
    await syncRules(store.em(), laxer);
    expect(await rejudge(store, { rules: laxer })).toMatchObject({ done: 1, read: 1, written: 1 });
    expect(await inRhodeIsland()).toEqual([]);
    expect((await verdictRows())[0]).toEqual({ n: before + 1, current: before });
    expect(await inRhodeIsland({ asOf: then })).toMatchObject([{ limit: '< 1.2 mg/kg', supersededAt: expect.any(String) }]);
    // a process that knows the rules from before leaves the queue alone
    await queueAll(store, null);
    expect(await rejudge(store)).toMatchObject({ done: 0 });
  });

  test('a sample that cannot be judged is put aside with the reason, holds up no others, and is judged when it can be', async () => {
    for (const number of ['A', 'B', 'C']) await ingest({ ...REPORT, number, lot: number });
    const [poison] = await store.em().execute<{ id: string }[]>('select id from sample order by id offset 1 limit 1');
    const refuse = `create function refuse_one() returns trigger language plpgsql as $$ begin
      if new.sample_id = '${poison!.id}' then raise exception 'no such number' using errcode = '22003'; end if; return new; end $$`;
    await store.em().execute(refuse);
    await store.em().execute('create trigger refuse_one before insert or update on judging for each row execute function refuse_one()');
    try {
      await queueAll(store, null);
      expect(await rejudge(store)).toMatchObject({ waiting: 0, done: 3 });
      expect(await samplesFailed(store.em())).toBe(1);
      expect(await someFailed(store.em(), 5)).toEqual([{ sample: poison!.id, error: expect.stringContaining('no such number') }]);
    } finally {
      await store.em().execute('drop function refuse_one cascade');
    }
    expect(await rejudge(store)).toMatchObject({ waiting: 0, done: 1 });
    expect(await samplesFailed(store.em())).toBe(0);
  });

  test('finds what was never judged', async () => {
    await ingest();
    for (const table of ['verdict', 'judging']) await store.em().execute(`delete from ${table}`);
    expect(await queueMissed(store)).toBe(1);
    expect(await queueMissed(store)).toBe(0);
    await rejudge(store);
    expect(await inRhodeIsland()).toHaveLength(1);
  });
});

describe('a certificate that changes', () => {
  test('is judged anew, and what was said before can be asked for', async () => {
    const id = await ingest();
    const then = await moment();
    await ingest({ ...REPORT, number: 'R-2', lot: 'L-2' });
    await correctValue(store, { certificate: id, sample: 0, line: 0 }, { value: '1.42' }, BY);
    const [, old] = [await inRhodeIsland(), await inRhodeIsland({ asOf: then })];
    expect(old).toMatchObject([{ certificate: id, supersededAt: expect.any(String) }]);
    await rejectCertificate(store, id, BY);
    expect((await inRhodeIsland()).map(({ certificate }) => certificate)).not.toContain(id);
    expect(await inRhodeIsland({ asOf: then })).toHaveLength(1);
  });

  test('is shown as it was at a moment: with its value, its rules, and not while it was withdrawn', async () => {
    const before = await moment();
    const id = await ingest();
    const lot = (await findCertificate(store.em(), id))!.lots[0]!.id;
    const first = await moment();
    await correctValue(store, { certificate: id, sample: 0, line: 0 }, { value: '1.42' }, BY);
    await syncRules(store.em(), withLead('0.1'));
    const second = await moment();
    await rejectCertificate(store, id, BY);
    const third = await moment();
    await acceptCertificate(store, id, BY);
    const shownAt = async (asOf?: string) => {
      const results = (await listResults(store.em(), { analyte: 'mitragynine', asOf }, { limit: 9 })).items;
      const certificate = await findCertificate(store.em(), id, { asOf, includeUnpublished: true });
      const found = await findLot(store.em(), lot, asOf);
      const shown = found?.results.find(({ analyte }) => analyte === 'mitragynine');
      expect(shown?.number).toBe(results[0]?.number);
      expect(certificate?.samples[0]?.results[0]?.number).toBe(results[0]?.number);
      const rulesets = RULES.sets.filter(set => set.id === 'ri_21_28_12');
      const [judged] = await judgeLot(store.em(), lot, { rulesets, asOf });
      const verdict = judged?.verdicts.find(({ rule }) => rule === 'ri_21_28_12-06');
      return results.length === 0 ? null : [results[0]!.number, verdict?.limit, verdict?.verdict];
    };
    expect(await shownAt(before)).toBeNull();
    expect(await shownAt(first)).toEqual(['14.2', '< 1.2 mg/kg', 'fail']);
    expect(await shownAt(second)).toEqual(['1.42', '< 0.1 mg/kg', 'fail']);
    expect(await shownAt(third)).toBeNull();
    expect(await shownAt(await moment())).toEqual(['1.42', '< 0.1 mg/kg', 'fail']);
    expect(await shownAt()).toEqual(['1.42', '< 1.2 mg/kg', 'fail']);
    expect(await inRhodeIsland({ asOf: third })).toEqual([]);
  });

  test('judging twice at one moment is one verdict', async () => {
    const id = await ingest();
    const [sample] = await judgeCertificate(store.em(), id);
    await store.transaction(async em => {
      await judgeSamples(em, [sample!.sample], new Date());
      await judgeSamples(em, [sample!.sample], new Date());
    });
    expect(await inRhodeIsland()).toHaveLength(1);
  });
});

describe('counts and pages', () => {
  test('count lots, and walk through all', async () => {
    for (const number of ['A', 'B', 'C', 'D']) await ingest({ ...REPORT, number, lot: number });
    const filter = { jurisdiction: 'US-RI' };
    const counts = await countExceedances(store.em(), filter);
    expect(counts).toMatchObject({ lots: 4, analyte: [{ value: 'lead', lots: 4, verdicts: 4 }], vendor: [{ label: 'Brand', lots: 4 }] });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const slice: Awaited<ReturnType<typeof listExceedances>> = await listExceedances(store.em(), filter, { limit: 3, cursor });
      seen.push(...slice.items.map(({ lot }) => lot?.code ?? ''));
      cursor = slice.next;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(['A', 'B', 'C', 'D']);
  });

  test('a lot is judged by what the asker states', async () => {
    const id = await ingest();
    const [row] = await inRhodeIsland();
    const rulesets = RULES.sets.filter(set => set.id === 'ri_21_28_12');
    const perServing = async (serving?: string) => {
      const [judged] = await judgeLot(store.em(), row!.lot!.id, { rulesets, stated: serving === undefined ? {} : { serving } });
      expect(judged).toMatchObject({ certificate: id, facts: { form: 'powder', serving: serving ?? null } });
      return judged!.verdicts.find(({ rule }) => rule === 'ri_21_28_12-01');
    };
    expect(await perServing()).toMatchObject({ verdict: 'undecidable', needs: ['serving_size'] });
    expect(await perServing('2 g')).toMatchObject({ verdict: 'pass' });
    expect(await perServing('20 g')).toMatchObject({ verdict: 'fail' });
  });
});

/** A moment between what was recorded and what will be. */
async function moment(): Promise<string> {
  await new Promise(resolve => setTimeout(resolve, 5));
  const now = new Date().toISOString();
  await new Promise(resolve => setTimeout(resolve, 5));
  return now;
}

function withLead(value: string): RulesOfProgram {
  return rulesOf(
    RULES.sets.map(set =>
      set.id !== 'ri_21_28_12'
        ? set
        : {
            ...set,
            rules: set.rules.map(rule => (rule.id === 'ri_21_28_12-06' ? { ...rule, value, limit: `< ${value} mg/kg` } : rule)),
          },
    ),
  );
}
