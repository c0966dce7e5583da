/** How fast samples are judged: alone, with everything stored, after one rule changed, and one lot for a page. */
import { queueMissed, rejudge } from '../src/ingest/rejudge.ts';
import { factsOf, type JudgedResult } from '../src/quality/input.ts';
import { judgeResults } from '../src/quality/judge.ts';
import { profileById, ruleSetsOf } from '../src/quality/profile.ts';
import { RULESETS } from '../src/quality/rulesets.ts';
import { countExceedances, listExceedances } from '../src/store/exceedances.ts';
import { judgeLot } from '../src/store/judged.ts';
import { findLot } from '../src/store/lot.ts';
import { RULES, rulesOf, syncRules } from '../src/store/rules.ts';
import type { Store } from '../src/store/store.ts';
import { openTestStore } from '../test/database.ts';
import { report } from './stopwatch.ts';
import { loadSynthetic, randomFrom, syntheticSample } from './synthetic.ts';

export async function judging({ small }: { readonly small: boolean }): Promise<void> {
  evaluation(small ? 2000 : 20_000);
  const store = await openTestStore();
  try {
    const results = await loadSynthetic(store, small ? 1000 : 10_000);
    await firstJudging(store, results);
    await oneRule(store);
    await onePage(store);
    await queries(store);
  } finally {
    await store.close();
  }
}

/** Seconds of this process's own work: what else the machine does is not counted. */
function busy(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function evaluation(samples: number): void {
  const random = randomFrom(7);
  let verdicts = 0;
  const judge = (count: number) => {
    for (let number = 0; number < count; number++) {
      const { reported, form, serving, results } = syntheticSample(number, random);
      const judged = results.map(asJudged);
      verdicts += judgeResults({ results: judged, facts: factsOf({ form, serving }, judged) }, RULESETS, { date: reported }).length;
    }
  };
  judge(samples / 10);
  verdicts = 0;
  const memory: number[] = [];
  const seconds = [1, 2, 3, 4].map(() => {
    const took = busy(() => judge(samples / 4));
    memory.push(process.memoryUsage().heapUsed);
    return took;
  });
  const rate = (samples * 20) / seconds.reduce((sum, each) => sum + each, 0);
  console.log(`${samples} samples of 20 results, ${verdicts} verdicts, ${RULESETS.length} rule sets`);
  report('evaluation without storing, by its own processor time', rate, { atLeast: 20_000 }, ' results/s');
  report('memory after all / after a quarter', memory[3]! / memory[0]!, { below: 1.5 });
}

function asJudged(result: ReturnType<typeof syntheticSample>['results'][number]): JudgedResult {
  const printed = { value: result.number ?? 'ND', limit: null, uncertainty: null, method: 'ICP-MS' };
  return {
    ...{ ...result, printed, further: [], flags: [], confidence: 0.97 },
    ...{ basis: 'as_received' as const, lowerClosed: true, upperClosed: result.kind === 'quantified' },
  };
}

async function firstJudging(store: Store, results: number): Promise<void> {
  await queueMissed(store);
  const start = performance.now();
  const own = process.cpuUsage();
  const { written } = await rejudge(store, { chunk: 200 });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(own);
  const [size] = await store
    .em()
    .execute<{ verdicts: string; results: string }[]>(
      `select pg_total_relation_size('verdict')::text as verdicts, pg_total_relation_size('result')::text as results`,
    );
  const share = Number(size?.verdicts) / Number(size?.results);
  console.log(
    `${written} verdicts of ${results} results stored in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of it own processor time); ` +
      `${(Number(size?.verdicts) / written).toFixed(0)} bytes each with indexes`,
  );
  report('first judging with storage', results / seconds, { atLeast: 2000 }, ' results/s');
  report('size of verdicts / size of results', share, { below: 1 });
}

async function oneRule(store: Store): Promise<void> {
  const changed = rulesOf(
    RULES.sets.map(set => ({
      ...set,
      rules: set.rules.map(rule => (rule.id === 'ri_21_28_12-06' ? { ...rule, value: '1.1', limit: '< 1.1 mg/kg' } : rule)),
    })),
  );
  const [held] = await store.em().execute<{ own: number; all: number }[]>(
    `select count(*) filter (where x.rule = 'ri_21_28_12-06')::int as own, count(*)::int as all from verdict v join rule_version x on x.id = v.rule_version_id
        where v.superseded_at is null`,
  );
  await syncRules(store.em(), changed);
  const { read, written, done } = await rejudge(store, { rules: changed, chunk: 200 });
  console.log(
    `one rule of ${RULES.rules.size} changed: ${done} samples looked at, ${read} verdicts read, ${written} written, of ${held?.all} stored`,
  );
  report('verdicts read and written / verdicts of that rule', (read + written) / (2 * (held?.own ?? 0)), { below: 1.001 });
  await syncRules(store.em());
  await rejudge(store, { chunk: 200 });
}

async function onePage(store: Store): Promise<void> {
  const lots = await store.em().execute<{ id: string }[]>('select id from batch order by id limit 100');
  const time = async (work: (id: string) => Promise<unknown>) => {
    const own = process.cpuUsage();
    const start = performance.now();
    for (const { id } of lots) await work(id);
    const { user, system } = process.cpuUsage(own);
    return { passed: (performance.now() - start) / lots.length, own: (user + system) / 1000 / lots.length };
  };
  const rulesets = ruleSetsOf(profileById('rhode_island')!);
  await time(id => judgeLot(store.em(), id));
  const page = await time(id => findLot(store.em(), id));
  const plain = await time(id => judgeLot(store.em(), id));
  const chosen = await time(id => judgeLot(store.em(), id, { rulesets }));
  const told = ({ passed, own }: typeof page) => `${passed.toFixed(1)} ms (${own.toFixed(1)} ms of its own processor time)`;
  console.log(
    `a lot of two certificates ${told(page)}; its verdicts by the default profile ${told(plain)}, by Rhode Island ${told(chosen)}`,
  );
  report('verdicts of one lot, own processor time', plain.own, { below: 5 }, ' ms');
}

async function queries(store: Store): Promise<void> {
  const filter = { jurisdiction: 'US-RI', analyte: 'lead', from: '2026-01-01', to: '2026-12-31' };
  const time = async (work: () => Promise<unknown>) => {
    await work();
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const list = await time(() => listExceedances(store.em(), filter, { limit: 50 }));
  const counts = await time(() => countExceedances(store.em(), {}));
  console.log(`over Rhode Island's lead limit in 2026: ${list.toFixed(0)} ms; counts over everything: ${counts.toFixed(0)} ms`);
}
