/** The rule sets mirrored into the database: what held when, so that old verdicts can be explained and changes be shown. */
import { createHash } from 'node:crypto';
import { raw } from '@mikro-orm/postgresql';
import { analytesOf, dependenciesOf, ENGINE_VERSION, isYardstick } from '../quality/concern.ts';
import { firstDay, type Rule, type RuleSet } from '../quality/ruleset.ts';
import { RULESETS } from '../quality/rulesets.ts';
import type { Cause, StoredStanding } from './entities/verdict.ts';
import { newId } from './id.ts';
import { appendLog } from './log.ts';
import { all, type Fragment, list, rows, type SqlEntityManager, sql } from './sql.ts';

/** A number of our own, so that of several processes starting at once one mirrors. */
const RULES_LOCK = 7_346_222;

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

interface Mirrored {
  readonly rule: Rule;
  readonly set: RuleSet;
  readonly fingerprint: string;
}

/** What this program judges by, with the fingerprint of each rule and of all. */
export interface RulesOfProgram {
  readonly sets: readonly RuleSet[];
  readonly rules: ReadonlyMap<string, Mirrored>;
  readonly fingerprint: string;
}

export function rulesOf(sets: readonly RuleSet[]): RulesOfProgram {
  const rules = new Map(
    sets.flatMap(set => set.rules.map(rule => [rule.id, { rule, set, fingerprint: hash(dependenciesOf(rule, set)) }] as const)),
  );
  return { sets, rules, fingerprint: hash([...rules.values()].map(({ rule, fingerprint }) => [rule.id, fingerprint])) };
}

export const RULES: RulesOfProgram = rulesOf(RULESETS);

interface InUse {
  readonly id: number;
  readonly rule: string;
  readonly fingerprint: string;
  readonly engine: number;
}

/**
 * Brings the mirror up to date, and puts the samples that the changes concern into the queue to be judged again.
 * The program that was started last decides which rules are in use.
 */
export async function syncRules(em: SqlEntityManager, { sets, rules }: RulesOfProgram = RULES): Promise<void> {
  await em.transactional(async tx => {
    const held = await rows<InUse>(tx, sql`select id, rule, fingerprint, engine from rule_version where in_use_until is null`);
    const heldSets = await rows<{ ruleset: string; fingerprint: string }>(
      tx,
      sql`select ruleset, fingerprint from rule_set_version where in_use_until is null`,
    );
    const stored = new Map(held.map(version => [version.rule, version.fingerprint]));
    const storedSets = new Map(heldSets.map(version => [version.ruleset, version.fingerprint]));
    const setsSame = sets.length === storedSets.size && sets.every(set => storedSets.get(set.id) === hash(set));
    const rulesSame = rules.size === stored.size && [...rules].every(([id, { fingerprint }]) => stored.get(id) === fingerprint);
    if (setsSame && rulesSame) return;
    await tx.execute('select pg_advisory_xact_lock(?)', [RULES_LOCK]);
    await mirror(tx, sets, rules);
  });
}

async function mirror(em: SqlEntityManager, sets: readonly RuleSet[], rules: RulesOfProgram['rules']): Promise<void> {
  const now = new Date();
  const held = await rows<InUse>(em, sql`select id, rule, fingerprint, engine from rule_version where in_use_until is null`);
  const stored = new Map(held.map(version => [version.rule, version]));
  const gone = held.filter(({ rule, fingerprint }) => rules.get(rule)?.fingerprint !== fingerprint);
  const fresh = [...rules.values()].filter(({ rule, fingerprint }) => stored.get(rule.id)?.fingerprint !== fingerprint);
  await mirrorSets(em, sets, now);
  if (gone.length === 0 && fresh.length === 0) return;
  const ids = gone.map(({ id }) => String(id));
  await em.execute(sql`update rule_version set in_use_until = ${now} where id::text in ${list(ids)}`);
  await insertRules(em, fresh, now);
  const engines = new Set(gone.map(({ engine }) => engine));
  const why = engines.size > 0 && !engines.has(ENGINE_VERSION) ? 'engine-changed' : 'rules-changed';
  await queueConcerned(em, { why, gone, fresh }, now);
}

async function mirrorSets(em: SqlEntityManager, sets: readonly RuleSet[], now: Date): Promise<void> {
  const held = await rows<{ ruleset: string; fingerprint: string }>(
    em,
    sql`select ruleset, fingerprint from rule_set_version where in_use_until is null`,
  );
  const stored = new Map(held.map(version => [version.ruleset, version.fingerprint]));
  const fresh = sets.filter(set => stored.get(set.id) !== hash(set));
  const gone = held.filter(({ ruleset }) => fresh.some(({ id }) => id === ruleset) || !sets.some(({ id }) => id === ruleset));
  await em.execute(
    sql`update rule_set_version set in_use_until = ${now} where in_use_until is null and ruleset in ${list(gone.map(({ ruleset }) => ruleset))}`,
  );
  const data = fresh.map(set => ({
    ...{ ruleset: set.id, jurisdiction: set.jurisdiction, title: set.title },
    ...{ fingerprint: hash(set), engine: ENGINE_VERSION, data: set },
  }));
  await em.execute(
    sql`insert into rule_set_version (ruleset, jurisdiction, title, fingerprint, engine, data, in_use_from)
      select x.ruleset, x.jurisdiction, x.title, x.fingerprint, x.engine, x.data, ${now}::timestamptz from jsonb_to_recordset(${JSON.stringify(data)}::jsonb)
        as x (ruleset text, jurisdiction text, title text, fingerprint text, engine int, data jsonb)`,
  );
  for (const { ruleset, fingerprint, engine, data: text } of data)
    await appendLog(em, {
      ...{ actor: 'system', action: 'rule-set', subject: `ruleset:${ruleset}` },
      facts: { at: now.toISOString(), fingerprint, engine },
      content: { of: text, salted: false },
    });
  for (const { ruleset } of gone.filter(old => !fresh.some(({ id }) => id === old.ruleset)))
    await appendLog(em, { actor: 'system', action: 'rule-set-retired', subject: `ruleset:${ruleset}`, facts: { at: now.toISOString() } });
}

async function insertRules(em: SqlEntityManager, fresh: readonly Mirrored[], now: Date): Promise<void> {
  const data = fresh.map(({ rule, set, fingerprint }) => ({
    ...{ rule: rule.id, ruleset: set.id, jurisdiction: set.jurisdiction, analyte: rule.numerator ?? rule.analyte, basis: rule.basis },
    ...{ limit_text: rule.limit, standing: standingOf(rule), fingerprint, engine: ENGINE_VERSION, data: rule },
  }));
  await em.execute(
    sql`insert into rule_version (rule, ruleset, jurisdiction, analyte, basis, limit_text, standing, fingerprint, engine, data, in_use_from)
      select x.rule, x.ruleset, x.jurisdiction, x.analyte, x.basis, x.limit_text, x.standing, x.fingerprint, x.engine, x.data, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as x (rule text, ruleset text, jurisdiction text, analyte text, basis text,
        limit_text text, standing text, fingerprint text, engine int, data jsonb)`,
  );
}

/** As a verdict shows it: a rule that refers to a text seen less surely stands no better than that text. */
function standingOf(rule: Rule): StoredStanding {
  if (isYardstick(rule)) return 'yardstick';
  const meant = rule.refersTo === undefined ? undefined : RULES_BY_SET.get(rule.refersTo);
  return meant?.rules.some(({ standing }) => standing !== 'public') ? 'unverified' : rule.standing;
}

const RULES_BY_SET: ReadonlyMap<string, RuleSet> = new Map(RULESETS.map(set => [set.id, set]));

interface Changes {
  readonly why: Cause['why'];
  readonly gone: readonly InUse[];
  readonly fresh: readonly Mirrored[];
}

/** Samples with a verdict of what is gone, and those that hold something that what is new speaks of. */
async function queueConcerned(em: SqlEntityManager, { why, gone, fresh }: Changes, now: Date): Promise<void> {
  const changed = [...new Set([...gone.map(({ rule }) => rule), ...fresh.map(({ rule }) => rule.id)])];
  const subjects = fresh.map(({ rule }) => analytesOf(rule));
  const any = subjects.includes(null);
  const analytes = [...new Set(subjects.flatMap(subject => subject ?? []))];
  const concerned = any
    ? sql`select sample_id from judging`
    : sql`select sample_id from verdict where superseded_at is null and rule_version_id::text in ${list(gone.map(({ id }) => String(id)))}
        union select r.sample_id from result r join judging j on j.sample_id = r.sample_id
          where r.superseded_at is null and r.analyte_id in ${list(analytes)} and ${wasLaw(fresh.map(({ rule }) => rule))}`;
  await queueSamples(em, { why, rules: changed.length === RULES.rules.size ? 'all' : changed }, concerned, now);
}

/** That one of the rules can have been the law of `judging j`; without a first and a last day it is the law of every day. */
function wasLaw(rules: readonly Rule[]): Fragment {
  const first = rules.map(({ effectiveFrom }) => effectiveFrom);
  const last = rules.map(({ effectiveTo }) => effectiveTo);
  const least = first.includes(null) ? null : (first.toSorted()[0] ?? null);
  const most = last.includes(null) ? null : (last.toSorted().at(-1) ?? null);
  return all([
    least !== null && sql`j.law_on >= ${firstDay(least)}::date`,
    // a rule that ends in a year or a month ends with its first day
    most !== null && sql`j.law_on <= ${firstDay(most)}::date`,
  ]);
}

/** Queues samples of current versions among `ids` (a query) to be judged again; returns how many. None makes no rejudging. */
export async function queueSamples(em: SqlEntityManager, cause: Cause, ids: Fragment, now: Date): Promise<number> {
  const id = newId();
  const rules = cause.rules === 'all' ? null : [...cause.rules];
  await em.execute(
    sql`insert into rejudging (id, cause, total, rows_read, rows_written, started_at) values (${id}, ${JSON.stringify(cause)}::jsonb, 0, 0, 0, ${now})`,
  );
  await em.execute(
    sql`insert into rejudging_sample (id, rejudging_id, sample_id, rules)
      select gen_random_uuid(), ${id}::uuid, s.id, ${rules === null ? raw('null') : sql`(select array_agg(rule) from jsonb_array_elements_text(${JSON.stringify(rules)}::jsonb) rule)`}
      from sample s join certificate_version v on v.id = s.version_id and v.superseded_at is null where s.id in (${ids})`,
  );
  const [queued] = await rows<{ total: number }>(
    em,
    sql`update rejudging set total = (select count(*)::int from rejudging_sample where rejudging_id = ${id}) where id = ${id} returning total`,
  );
  if (queued?.total === 0) await em.execute(sql`delete from rejudging where id = ${id}`);
  return queued?.total ?? 0;
}
