/** Stored verdicts: written beside what they rest on, superseded when rules or readings change, never changed. */
import type { Verdict } from '../quality/verdict.ts';
import { STORED_WORDS, type StoredWord } from './entities/verdict.ts';
import type { StoredSample } from './judged-sample.ts';
import { appendLog } from './log.ts';
import { verdictDigests } from './record-content.ts';
import { RULES, type RulesOfProgram } from './rules.ts';
import { list, rows, type SqlEntityManager, sql } from './sql.ts';

export interface JudgedNow {
  readonly sample: StoredSample;
  readonly verdicts: readonly Verdict[];
}

export interface Written {
  /** Verdicts that stood before and were looked at. */
  readonly read: number;
  /** Verdicts that are new or took the place of another. */
  readonly written: number;
}

/** Only these words are stored: no row means not tested or not applicable. */
export const isStored = ({ verdict }: Verdict): boolean => (STORED_WORDS as readonly string[]).includes(verdict);

interface Row {
  readonly sample_id: string;
  readonly rule_version_id: number;
  readonly verdict: StoredWord;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly unit: string | null;
  readonly needs: readonly string[] | null;
  readonly caveats: readonly string[] | null;
  readonly results: readonly number[];
}

export interface JudgingScope {
  /** The rules that were judged; null for all, and then the sample counts as judged by the rules of this program. */
  readonly only: readonly string[] | null;
  readonly rules: RulesOfProgram;
  /** The samples were never judged. */
  readonly isNew: boolean;
}

/** Makes these verdicts the current ones of their samples. What did not change is not written. */
export async function writeVerdicts(
  em: SqlEntityManager,
  judged: readonly JudgedNow[],
  now: Date,
  { only = null, rules = RULES, isNew = false }: Partial<JudgingScope> = {},
): Promise<Written> {
  if (judged.length === 0) return { read: 0, written: 0 };
  const ids = judged.map(({ sample }) => sample.id);
  const newest = await noteJudging(em, judged, now, only === null ? rules.fingerprint : null);
  const versions = await versionsOf(em, rules, newest);
  const wanted = new Map(judged.flatMap(each => rowsOf(each, versions)).map(row => [keyOf(row), row]));
  const standing = isNew ? [] : await currentRows(em, ids, only);
  const same = new Set<string>();
  const gone: Row[] = [];
  for (const row of standing) {
    const next = wanted.get(keyOf(row));
    if (next && sameVerdict(row, next)) same.add(keyOf(row));
    else gone.push(row);
  }
  if (gone.length > 0) await supersede(em, gone, now);
  const fresh = [...wanted].filter(([key]) => !same.has(key)).map(([, row]) => row);
  if (fresh.length > 0) await insert(em, fresh, now);
  if (fresh.length + gone.length > 0) await logVerdicts(em, fresh, gone, now, rules);
  return { read: standing.length, written: fresh.length };
}

/** One entry for all of them, with a digest a sample. */
async function logVerdicts(
  em: SqlEntityManager,
  fresh: readonly Row[],
  gone: readonly Row[],
  now: Date,
  rules: RulesOfProgram,
): Promise<void> {
  const digests = verdictDigests(fresh.map(({ sample_id: sample, rule_version_id: rule, ...verdict }) => ({ sample, rule, ...verdict })));
  await appendLog(em, {
    ...{ actor: 'system', action: 'verdicts', subject: 'verdicts' },
    facts: {
      at: now.toISOString(),
      samples: Object.keys(digests).length,
      written: fresh.length,
      superseded: gone.length,
      rules: rules.fingerprint,
    },
    content: { of: { written: digests, gone: rulesBySample(gone) }, salted: false, kept: true },
  });
}

const rulesBySample = (gone: readonly Row[]): Record<string, number[]> =>
  Object.fromEntries(
    [...Map.groupBy(gone, row => row.sample_id)].map(([sample, own]) => [
      sample,
      own.map(row => row.rule_version_id).sort((a, b) => a - b),
    ]),
  );

const keyOf = (row: Pick<Row, 'sample_id' | 'rule_version_id'>): string => `${row.sample_id} ${row.rule_version_id}`;

function sameVerdict(one: Row, other: Row): boolean {
  const text = ({ verdict, lower, upper, unit, needs, caveats, results }: Row) =>
    JSON.stringify([verdict, lower, upper, unit, needs, caveats, results]);
  return text(one) === text(other);
}

/** Locks the samples as well, so that two processes judging one at once take turns. The id of the newest version of any rule. */
async function noteJudging(em: SqlEntityManager, judged: readonly JudgedNow[], now: Date, fingerprint: string | null): Promise<number> {
  const data = judged.map(({ sample: { id, lawOn, lawOnBasis } }) => ({ id, on: lawOn, basis: lawOnBasis }));
  const [noted] = await rows<{ newest: number | null }>(
    em,
    sql`insert into judging (sample_id, law_on, law_on_basis, rules, judged_at)
      select x.id, x."on", x.basis, ${fingerprint ?? 'in part'}, ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as x (id uuid, "on" date, basis text) order by x.id
      on conflict (sample_id) do update set law_on = excluded.law_on, law_on_basis = excluded.law_on_basis, judged_at = excluded.judged_at,
        rules = case when ${fingerprint !== null} then excluded.rules else judging.rules end
      returning (select max(id) from rule_version) as newest`,
  );
  return noted?.newest ?? 0;
}

interface KnownVersions {
  readonly rules: RulesOfProgram;
  readonly newest: number;
  readonly ids: ReadonlyMap<string, number>;
}

/** Of each database, what was asked last. */
const known = new WeakMap<object, KnownVersions>();

/** Versions of rules by rule, as this program has them; one that another program retired meanwhile is still ours. They are the same while no version is newer. */
async function versionsOf(em: SqlEntityManager, rules: RulesOfProgram, newest: number): Promise<ReadonlyMap<string, number>> {
  const database = em.getDriver();
  const before = known.get(database);
  if (before?.rules === rules && before.newest === newest) return before.ids;
  const ids = await askVersions(em, rules);
  known.set(database, { rules, newest, ids });
  return ids;
}

async function askVersions(em: SqlEntityManager, { rules }: RulesOfProgram): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ id: number; rule: string; fingerprint: string }>(
    em,
    sql`select id, rule, fingerprint from rule_version order by in_use_until nulls last, id`,
  );
  return new Map(found.filter(({ rule, fingerprint }) => rules.get(rule)?.fingerprint === fingerprint).map(({ rule, id }) => [rule, id]));
}

/** What is kept of a verdict whose word is stored. */
export function storedForm({ verdict, value, needs, caveats, results }: Verdict): Omit<Row, 'sample_id' | 'rule_version_id'> {
  return {
    verdict: verdict as StoredWord,
    ...{ lower: value?.lower ?? null, upper: value?.upper ?? null, unit: value === null || value.unit === '' ? null : value.unit },
    needs: needs.length > 0 ? [...new Set(needs)].sort() : null,
    caveats: caveats.length > 0 ? [...new Set(caveats)].sort() : null,
    results: [...new Set(results)].sort((a, b) => a - b),
  };
}

function rowsOf({ sample, verdicts }: JudgedNow, versions: ReadonlyMap<string, number>): Row[] {
  return verdicts.filter(isStored).map(verdict => {
    const version = versions.get(verdict.rule);
    if (version === undefined) throw new Error(`rule ${verdict.rule} is not mirrored in the database`);
    return { sample_id: sample.id, rule_version_id: version, ...storedForm(verdict) };
  });
}

async function currentRows(em: SqlEntityManager, samples: readonly string[], only: readonly string[] | null): Promise<Row[]> {
  return rows<Row>(
    em,
    sql`select v.sample_id, v.rule_version_id, v.verdict, v.lower::text as lower, v.upper::text as upper, v.unit, to_json(v.needs) as needs,
        to_json(v.caveats) as caveats, to_json(v.results) as results
      from verdict v join rule_version x on x.id = v.rule_version_id
      where v.superseded_at is null and v.sample_id in ${list(samples)} and ${only === null ? sql`true` : sql`x.rule in ${list(only)}`}`,
  );
}

async function supersede(em: SqlEntityManager, gone: readonly Row[], now: Date): Promise<void> {
  const data = gone.map(({ sample_id, rule_version_id }) => ({ s: sample_id, r: rule_version_id }));
  await em.execute(
    sql`update verdict v set superseded_at = ${now} from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as x (s uuid, r int)
      where v.superseded_at is null and v.sample_id = x.s and v.rule_version_id = x.r`,
  );
}

/**
 * As columns, not as records: the text is a fifth as long, and the database reads it in half the time.
 * Samples are numbers into one list of ids; lists inside a row are texts of their own, since rows differ in length.
 */
async function insert(em: SqlEntityManager, fresh: readonly Row[], now: Date): Promise<void> {
  const ids = [...new Set(fresh.map(({ sample_id }) => sample_id))];
  const place = new Map(ids.map((id, index) => [id, index + 1]));
  const column = (value: (row: Row) => string | number | null) => `{${fresh.map(row => value(row) ?? 'NULL').join(',')}}`;
  const inner = (values: readonly (string | number)[] | null) => (values === null ? null : `"{${values.join(',')}}"`);
  await em.execute(
    sql`insert into verdict (sample_id, rule_version_id, verdict, lower, upper, unit, needs, caveats, results, recorded_at)
      select (${`{${ids.join(',')}}`}::uuid[])[x.sample], x.rule, x.verdict, x.lower, x.upper, x.unit, x.needs::text[], x.caveats::text[],
        x.results::smallint[], ${now}::timestamptz
      from unnest(${column(row => place.get(row.sample_id)!)}::int[], ${column(row => row.rule_version_id)}::int[],
        ${column(row => row.verdict)}::text[], ${column(row => row.lower)}::numeric[], ${column(row => row.upper)}::numeric[],
        ${column(({ unit }) => unit && quoted(unit))}::text[], ${column(({ needs }) => inner(needs))}::text[],
        ${column(({ caveats }) => inner(caveats))}::text[], ${column(({ results }) => inner(results))}::text[])
        as x (sample, rule, verdict, lower, upper, unit, needs, caveats, results)`,
  );
}

/** A text as an element of an array's literal. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** Verdicts of samples that are no longer what their certificates say. */
export async function supersedeVerdicts(em: SqlEntityManager, certificates: readonly string[], now: Date): Promise<void> {
  await em.execute(
    sql`update verdict set superseded_at = ${now} where superseded_at is null
      and sample_id in (select s.id from sample s where s.certificate_id in ${list(certificates)})`,
  );
}
