/** Which samples are over which limits, or leave them open: the explorer of auditors. */
import { raw } from '@mikro-orm/postgresql';
import type { Evidence } from '../coa/transcript.ts';
import type { RuleBasis } from '../quality/ruleset-source.ts';
import type { Caveat, Need } from '../quality/verdict.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { type LawBasis, STORED_WORDS, type StoredStanding, type StoredWord } from './entities/verdict.ts';
import { all, type Fragment, list, packed, planned, rows, type SqlEntityManager, sql } from './sql.ts';
import { countedFrom, LIMITS, type VerdictFilter, verdictRows, verdictsFrom, verdictsWhere } from './stored-verdicts.ts';
import type { Reference, Slice } from './views.ts';

export interface VerdictRow {
  /** Id of the stored sample. */
  readonly sample: string;
  readonly certificate: string;
  readonly sampleIndex: number;
  readonly sampleName: string | null;
  readonly form: string | null;
  readonly lot: { readonly id: string; readonly code: string } | null;
  readonly product: Reference | null;
  readonly vendor: Reference | null;
  readonly laboratory: Reference | null;
  readonly reportNumber: string | null;
  readonly isSample: boolean;
  /** The day whose law counted, and which date of the certificate that is. */
  readonly date: string;
  readonly dateBasis: LawBasis;
  readonly ruleset: string;
  readonly rule: string;
  readonly jurisdiction: string;
  readonly analyte: string;
  readonly analyteName: string | null;
  readonly basis: RuleBasis;
  readonly limit: string;
  readonly standing: StoredStanding;
  readonly verdict: StoredWord;
  /** What was compared with the limit; bounds null where open. */
  readonly value: { readonly lower: string | null; readonly upper: string | null; readonly unit: string | null };
  readonly needs: readonly Need[];
  readonly caveats: readonly Caveat[];
  readonly results: readonly {
    readonly id: string;
    readonly position: number;
    readonly analyte: string | null;
    readonly printed: {
      readonly name: string;
      readonly value: string;
      readonly unit: string | null;
      readonly limit: string | null;
      readonly verdict: string | null;
    };
    readonly evidence: Evidence;
  }[];
  /** Version of the code that judged, and fingerprint of the rule as it was. */
  readonly engine: number;
  readonly fingerprint: string;
  readonly recordedAt: string;
  readonly supersededAt: string | null;
}

/** Newest report first. */
export async function listExceedances(em: SqlEntityManager, filter: VerdictFilter, paging: Paging): Promise<Slice<VerdictRow>> {
  const after = decodeCursor(paging.cursor, [KEY.date, KEY.id, /^\d{1,9}$/]);
  const where = all([
    saying(filter),
    after && sql`(j.law_on, v.sample_id, v.rule_version_id) < (${after[0]}::date, ${after[1]}::uuid, ${after[2]}::int)`,
  ]);
  const found = await packed<VerdictRow & { version: number }>(
    em,
    sql`${verdictRows(filter.asOf, where)} order by ${newest(ofFew(filter))} limit ${paging.limit + 1}`,
  );
  const cut = slice(found, paging.limit, row => [row.date, row.sample, String(row.version)]);
  return { items: cut.items.map(({ version: _, ...row }) => row), next: cut.next };
}

/** What the filter asks for: that a limit is exceeded, unless it names another word. */
const saying = (filter: VerdictFilter): Fragment => all([sql`v.verdict = ${filter.verdict ?? 'fail'}`, verdictsWhere(filter)]);

/** Of few samples going through all by date until enough are found would take longer than sorting those, and `+ 0` forbids it. */
const newest = (few: boolean): Fragment => raw(`j.law_on${few ? ' + 0' : ''} desc, v.sample_id desc, v.rule_version_id desc`);

/** Of a filter that few samples meet. */
const ofFew = ({ vendor, product, laboratory, lot, certificate }: VerdictFilter): boolean =>
  [vendor, product, laboratory, lot, certificate].some(each => each !== undefined);

export type RuleExceeded = Pick<VerdictRow, 'rule' | 'ruleset' | 'jurisdiction' | 'analyte' | 'limit'>;

/** Every limit whose text was seen that some sample of the lot is over, wherever it holds, by the law of the day of its report. */
export async function rulesExceeded(em: SqlEntityManager, lot: string): Promise<RuleExceeded[]> {
  return rows(
    em,
    planned`select distinct x.rule, x.ruleset, x.jurisdiction, x.analyte, x.limit_text as "limit" from ${verdictsFrom(undefined)}
      where ${saying({ lot })} and ${LIMITS} order by x.jurisdiction, x.rule`,
  );
}

/** What `listExceedances` lists first by the rule sets of each selection alone; by the rule sets of a selection, joined by spaces. */
export async function listExceedancesOfEach(
  em: SqlEntityManager,
  filter: VerdictFilter,
  selections: readonly (readonly string[])[],
  limit: number,
): Promise<Readonly<Record<string, readonly VerdictRow[]>>> {
  const where = saying(filter);
  const order = newest(true);
  const keys = await rows<{ key: string; ruleset: string }>(
    em,
    sql`select v.sample_id || ' ' || v.rule_version_id as key, x.ruleset from ${verdictsFrom(filter.asOf)} where ${where} order by ${order}`,
  );
  const chosen = selections.map(rulesets => ({
    name: rulesets.join(' '),
    keys: keys.flatMap(({ key, ruleset }) => (rulesets.includes(ruleset) ? [key] : [])).slice(0, limit),
  }));
  const wanted = [...new Set(chosen.flatMap(({ keys }) => keys))];
  const samples = [...new Set(wanted.map(key => key.split(' ')[0]!))];
  const chosenOnes = sql`v.sample_id in ${list(samples)} and v.sample_id || ' ' || v.rule_version_id in ${list(wanted)}`;
  const found = await packed<VerdictRow & { version: number }>(
    em,
    sql`${verdictRows(filter.asOf, all([where, chosenOnes]))} order by ${order}`,
  );
  const of = new Map(found.map(({ version, ...row }) => [`${row.sample} ${version}`, row]));
  return Object.fromEntries(chosen.map(({ name, keys }) => [name, keys.flatMap(key => of.get(key) ?? [])]));
}

export interface ExceedanceCount {
  readonly value: string;
  readonly label: string;
  /** Lots; a sample of no known lot counts as one. */
  readonly lots: number;
  readonly verdicts: number;
}

export interface ExceedanceCounts {
  readonly lots: number;
  readonly verdicts: number;
  readonly jurisdiction: readonly ExceedanceCount[];
  readonly ruleset: readonly ExceedanceCount[];
  readonly analyte: readonly ExceedanceCount[];
  readonly vendor: readonly ExceedanceCount[];
}

const FACETS = ['jurisdiction', 'ruleset', 'analyte', 'vendor'] as const;

/** Lots with a verdict of each word; one may count under several. */
export async function lotsByWord(em: SqlEntityManager, filter: VerdictFilter): Promise<Record<StoredWord, number>> {
  const found = await rows<{ verdict: StoredWord; lots: number }>(
    em,
    sql`select verdict, count(*)::int as lots from (select distinct v.verdict, coalesce(s.batch_id, s.id) as lot
      from ${countedFrom(filter)} where ${verdictsWhere(filter)}) each group by verdict`,
  );
  return ofEveryWord(found);
}

/** The same by the rule sets of each selection alone, joined by spaces: one look at the verdicts for all of them. */
export async function lotsByWordOfEach(
  em: SqlEntityManager,
  filter: VerdictFilter,
  selections: readonly (readonly string[])[],
): Promise<Record<string, Record<StoredWord, number>>> {
  const keyed = selections.map(rulesets => ({ key: rulesets.join(' '), rulesets }));
  const found = await rows<{ key: string; verdict: StoredWord; lots: number }>(
    em,
    sql`with found as materialized (select distinct x.ruleset, v.verdict, coalesce(s.batch_id, s.id) as lot
        from ${countedFrom(filter)} where ${verdictsWhere(filter)})
      select p.key, f.verdict, count(distinct f.lot)::int as lots from jsonb_to_recordset(${JSON.stringify(keyed)}::jsonb) as p (key text, rulesets jsonb)
        join found f on p.rulesets @> to_jsonb(f.ruleset) group by 1, 2`,
  );
  return Object.fromEntries(keyed.map(({ key }) => [key, ofEveryWord(found.filter(each => each.key === key))]));
}

function ofEveryWord(counted: readonly { readonly verdict: StoredWord; readonly lots: number }[]): Record<StoredWord, number> {
  const lots = new Map(counted.map(each => [each.verdict, each.lots]));
  return Object.fromEntries(STORED_WORDS.map(word => [word, lots.get(word) ?? 0])) as Record<StoredWord, number>;
}

/** Of the whole list, whatever its length: the most frequent first. */
export async function countExceedances(em: SqlEntityManager, filter: VerdictFilter): Promise<ExceedanceCounts> {
  const where = saying(filter);
  const found = await rows<ExceedanceCount & { facet: (typeof FACETS)[number] | 'all' }>(
    em,
    sql`with found as materialized (select v.rule_version_id as rule, s.vendor_id as vendor, coalesce(s.batch_id, s.id) as lot, count(*)::int as verdicts
          from ${countedFrom(filter)} where ${where} group by 1, 2, 3)
      select 'all' as facet, '' as value, '' as label, count(distinct lot)::int as lots, sum(verdicts)::int as verdicts from found
      union all select 'jurisdiction', x.jurisdiction, x.jurisdiction, count(distinct lot)::int, sum(verdicts)::int from found f join rule_version x on x.id = f.rule group by 2
      union all select 'ruleset', x.ruleset, x.ruleset, count(distinct lot)::int, sum(verdicts)::int from found f join rule_version x on x.id = f.rule group by 2
      union all select 'analyte', x.analyte, max(coalesce(a.name, x.analyte)), count(distinct lot)::int, sum(verdicts)::int
        from found f join rule_version x on x.id = f.rule left join analyte a on a.id = x.analyte group by 2
      union all select 'vendor', o.slug, o.name, f.lots, f.verdicts
        from (select vendor, count(distinct lot)::int as lots, sum(verdicts)::int as verdicts from found group by 1) f join organization o on o.id = f.vendor
      order by 4 desc, 2`,
  );
  const of = (facet: (typeof FACETS)[number]) => found.filter(each => each.facet === facet).map(({ facet: _, ...count }) => count);
  const [whole] = found.filter(({ facet }) => facet === 'all');
  return {
    lots: whole?.lots ?? 0,
    verdicts: whole?.verdicts ?? 0,
    jurisdiction: of('jurisdiction'),
    ruleset: of('ruleset'),
    analyte: of('analyte'),
    vendor: of('vendor'),
  };
}
