/** Judges samples again after rules or the way of judging changed: a queue in the database, from which any number of processes take. */
import { DriverException } from '@mikro-orm/core';
import { samplesWaiting } from '../store/rejudgings.ts';
import { queueSamples, RULES, type RulesOfProgram } from '../store/rules.ts';
import { list, rows, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { Written } from '../store/verdict.ts';
import { judgeSamples } from './judge.ts';

/** Samples of one transaction: few, so that whoever reads or records meanwhile hardly waits, also where there is one connection. */
const CHUNK = 25;

/** Samples judged this long before the rules changed may have been judged by a process that did not know of it yet. */
const OVERLAP = '10 minutes';

export interface RejudgingProgress {
  /** Samples that wait, and those judged by this run. */
  readonly waiting: number;
  readonly done: number;
  /** Verdicts that were looked at and written by this run. */
  readonly read: number;
  readonly written: number;
}

export interface RejudgeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly rules?: RulesOfProgram | undefined;
  /** Samples of one transaction. */
  readonly chunk?: number | undefined;
  readonly onProgress?: ((progress: RejudgingProgress) => void) | undefined;
}

/** True when the rules in use are those of this program: one that knows older rules leaves the queue alone. */
export async function knowsRulesInUse(em: SqlEntityManager, { rules }: RulesOfProgram = RULES): Promise<boolean> {
  const inUse = await rows<{ rule: string; fingerprint: string }>(
    em,
    sql`select rule, fingerprint from rule_version where in_use_until is null`,
  );
  return inUse.length === rules.size && inUse.every(({ rule, fingerprint }) => rules.get(rule)?.fingerprint === fingerprint);
}

/** Queues samples that were never judged, or were by a process with other rules while they changed. */
export async function queueMissed(store: Store, rules: RulesOfProgram = RULES): Promise<number> {
  return store.transaction(async em => {
    const never = await queueSamples(
      em,
      { why: 'never-judged', rules: 'all' },
      sql`select s.id from sample s where not exists (select 1 from judging j where j.sample_id = s.id)
        and not exists (select 1 from rejudging_sample q where q.sample_id = s.id)`,
      new Date(),
    );
    const others = await queueSamples(
      em,
      { why: 'judged-by-other-rules', rules: 'all' },
      sql`select j.sample_id from judging j where j.rules <> ${rules.fingerprint}
        and j.judged_at >= (select max(in_use_from) from rule_version) - ${OVERLAP}::interval
        and not exists (select 1 from rejudging_sample q where q.sample_id = j.sample_id)`,
      new Date(),
    );
    return never + others;
  });
}

/** Queues every sample; with `ruleSets`, for the rules of those sets alone. Returns how many. */
export async function queueAll(store: Store, ruleSets: readonly string[] | null, { sets }: RulesOfProgram = RULES): Promise<number> {
  const rules = ruleSets === null ? 'all' : sets.filter(({ id }) => ruleSets.includes(id)).flatMap(set => set.rules.map(rule => rule.id));
  return store.transaction(em => queueSamples(em, { why: 'asked', rules }, sql`select id from sample`, new Date()));
}

/** Works until nothing waits or the signal comes. What is done stays done; another run goes on where this one stopped. */
export async function rejudge(
  store: Store,
  { signal, rules = RULES, chunk = CHUNK, onProgress }: RejudgeOptions = {},
): Promise<RejudgingProgress> {
  // what failed before is tried again: another program, or a changed record, may fare better
  await retryFailed(store.em());
  let progress: RejudgingProgress = { waiting: await samplesWaiting(store.em()), done: 0, read: 0, written: 0 };
  onProgress?.(progress);
  const work = async () => {
    while (!signal?.aborted) {
      const step = await judgeAround(store, rules, chunk);
      if (step === null) break;
      const { done, read, written } = progress;
      progress = {
        waiting: Math.max(0, progress.waiting - step.samples),
        done: done + step.samples,
        read: read + step.read,
        written: written + step.written,
      };
      onProgress?.(progress);
      // others have their turn: the judge itself computes without a pause
      await new Promise(resolve => setImmediate(resolve));
    }
  };
  // while the database writes what one has judged, the other judges; the embedded one has a single connection
  const workers = await Promise.allSettled(store.orm.embedded ? [work()] : [work(), work()]);
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason;
  await finishRejudgings(store.em());
  return progress;
}

interface Step extends Written {
  readonly samples: number;
}

interface Taken {
  readonly rejudging: string;
  readonly sample: string;
  readonly rules: readonly string[] | null;
}

/** One transaction. Where it fails, its samples are judged one by one, and those that fail alone are put aside; null when nothing waits. */
async function judgeAround(store: Store, rules: RulesOfProgram, chunk: number): Promise<Step | null> {
  try {
    return await store.transaction(em => judgeSome(em, rules, chunk));
  } catch (error) {
    if (isPassing(error)) throw error;
    const ids = await rows<{ id: string }>(store.em(), sql`select id from (${waiting(chunk)}) w`);
    let whole: Step = { samples: 0, read: 0, written: 0 };
    for (const { id } of ids) {
      const step = await store
        .transaction(em => judgeSome(em, rules, 1, id))
        .catch(async (cause: unknown) => {
          if (isPassing(cause)) throw cause;
          await putAside(store.em(), id, cause);
          return { samples: 1, read: 0, written: 0 };
        });
      if (step !== null)
        whole = { samples: whole.samples + step.samples, read: whole.read + step.read, written: whole.written + step.written };
    }
    return whole;
  }
}

/** The database's troubles, not the sample's: what it says of values (SQLSTATE classes 22 and 23) is the sample's. */
const isPassing = (error: unknown): boolean =>
  error instanceof DriverException && !/^2[23]/.test(String((error as { code?: unknown }).code));

const waiting = (chunk: number, only: string | null = null) =>
  sql`select id from rejudging_sample where failed_at is null and ${only === null ? sql`true` : sql`id = ${only}`}
    order by rejudging_id, sample_id limit ${chunk}`;

async function putAside(em: SqlEntityManager, id: string, error: unknown): Promise<void> {
  await em.execute(sql`update rejudging_sample set failed_at = ${new Date()}, error = ${String(error).slice(0, 2000)} where id = ${id}`);
}

async function retryFailed(em: SqlEntityManager): Promise<void> {
  await em.execute(sql`update rejudging_sample set failed_at = null, error = null where failed_at is not null`);
}

/** Null when nothing waits. A sample that another process has taken is passed over. `only` is the place in the queue of a single one. */
async function judgeSome(em: SqlEntityManager, rules: RulesOfProgram, chunk: number, only: string | null = null): Promise<Step | null> {
  if (!(await knowsRulesInUse(em, rules))) return null;
  const taken = await rows<Taken>(
    em,
    sql`delete from rejudging_sample where id in (${waiting(chunk, only)} for update skip locked)
      returning rejudging_id as rejudging, sample_id as sample, to_json(rules) as rules`,
  );
  if (taken.length === 0) return null;
  const now = new Date();
  let [read, written] = [0, 0];
  // in one order everywhere: two that wrote down their progress crosswise would wait for each other
  const groups = [...Map.groupBy(taken, ({ rejudging, rules: only }) => `${rejudging} ${JSON.stringify(only)}`)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [key, group] of groups) {
    const current = await stillCurrent(
      em,
      group.map(({ sample }) => sample),
    );
    const step = await judgeSamples(em, current, now, { only: group[0]?.rules ?? null, rules });
    const id = key.slice(0, 36);
    await em.execute(
      sql`update rejudging set rows_read = rows_read + ${step.read}, rows_written = rows_written + ${step.written} where id = ${id}::uuid`,
    );
    read += step.read;
    written += step.written;
  }
  return { samples: taken.length, read, written };
}

/** Samples whose certificate was not read again or corrected while they waited. */
async function stillCurrent(em: SqlEntityManager, ids: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    sql`select s.id from sample s join certificate_version v on v.id = s.version_id and v.superseded_at is null where s.id in ${list(ids)}
      for share of v`,
  );
  return found.map(({ id }) => id);
}

async function finishRejudgings(em: SqlEntityManager): Promise<void> {
  await em.execute(
    sql`update rejudging set finished_at = ${new Date()} where finished_at is null
      and not exists (select 1 from rejudging_sample q where q.rejudging_id = rejudging.id)`,
  );
}
