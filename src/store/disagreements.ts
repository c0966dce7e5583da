/** Where the laboratory's printed verdict and ours are not the same: two facts, side by side. */
import { raw } from '@mikro-orm/postgresql';
import type { Evidence } from '../coa/transcript.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import type { VerdictRow } from './exceedances.ts';
import { samplesAsOf } from './public-sample.ts';
import { all, rows, type SqlEntityManager, sql } from './sql.ts';
import { judgedSamplesWhere, type VerdictFilter, verdictsFrom, verdictsWhere, WHOSE } from './stored-verdicts.ts';
import type { Reference, Slice } from './views.ts';

export interface DisagreementFilter extends Omit<VerdictFilter, 'verdict'> {
  /** `rule`: theirs against ours by a rule; `own_limit`: theirs against the limit they print themselves. Without it both. */
  readonly against?: 'rule' | 'own_limit' | undefined;
  readonly theirs?: 'pass' | 'fail' | undefined;
  /** `rules` is a visitor's selection, which printed limits stand beside and do not belong to: rows of own limits stay. */
  readonly ownLimits?: boolean | undefined;
}

type Whose = Pick<
  VerdictRow,
  'certificate' | 'sampleIndex' | 'sampleName' | 'form' | 'lot' | 'product' | 'reportNumber' | 'isSample' | 'date' | 'dateBasis'
>;

export interface DisagreementRow extends Whose {
  readonly vendor: Reference | null;
  readonly laboratory: Reference | null;
  readonly against: 'rule' | 'own_limit';
  readonly result: string;
  readonly analyte: string | null;
  readonly analyteName: string | null;
  /** As printed. */
  readonly printed: {
    readonly name: string;
    readonly value: string;
    readonly unit: string | null;
    readonly limit: string | null;
    readonly verdict: string | null;
  };
  readonly evidence: Evidence;
  readonly theirs: 'pass' | 'fail';
  /** By the rule; or what the printed value and the printed limit give. */
  readonly ours: 'pass' | 'fail' | 'warning';
  /** Null where the limit is the laboratory's own. */
  readonly ruleset: string | null;
  readonly rule: string | null;
  readonly jurisdiction: string | null;
  /** The rule's limit; else the printed one. */
  readonly limit: string | null;
}

const PRINTED = `r.id as result, r.analyte_id as analyte, (select a.name from analyte a where a.id = r.analyte_id) as "analyteName", json_build_object('name', r.printed->'name', 'value', r.printed->'value',
  'unit', r.printed->'unit', 'limit', r.printed->'limit', 'verdict', r.printed->'verdict') as printed, r.evidence, r.printed_verdict as theirs`;

/** The value lies on one side of the printed limit and the printed verdict on the other, whether or not a person looked at it since. */
const OWN_LIMIT = `(r.flags @> '["verdict-disagrees"]' or r.confidence_reasons @> '["looked at: verdict-disagrees"]')`;

/** Newest report first. */
export async function listDisagreements(em: SqlEntityManager, filter: DisagreementFilter, paging: Paging): Promise<Slice<DisagreementRow>> {
  const after = decodeCursor(paging.cursor, [KEY.date, KEY.id, /^\d{1,9}$/]);
  const where = all([
    filter.against !== undefined && sql`d.against = ${filter.against}`,
    filter.theirs !== undefined && sql`d.theirs = ${filter.theirs}`,
    after && sql`(d.date::date, d.result, d.version) < (${after[0]}::date, ${after[1]}::uuid, ${after[2]}::int)`,
  ]);
  const found = await rows<DisagreementRow & { version: number }>(
    em,
    sql`select * from (${byRule(filter)} union all ${byOwnLimit(filter)}) d where ${where}
      order by d.date::date desc, d.result desc, d.version desc limit ${paging.limit + 1}`,
  );
  const cut = slice(found, paging.limit, row => [row.date, row.result, String(row.version)]);
  return { items: cut.items.map(({ version: _, ...row }) => row), next: cut.next };
}

/** Only rules about the very thing the printed verdict stands beside: a share is about other rows as well. */
function byRule(filter: DisagreementFilter) {
  return sql`select 'rule' as against, ${raw(PRINTED)}, v.verdict as ours, x.ruleset, x.rule, x.jurisdiction, x.limit_text as "limit", v.rule_version_id as version,
      ${raw(WHOSE)}
    from ${verdictsFrom(filter.asOf)} join result r on r.sample_id = v.sample_id and r.position = any (v.results) and r.analyte_id = x.analyte
    where x.basis not in ('share_of_alkaloids', 'ratio', 'reference')
      and ((r.printed_verdict = 'pass' and v.verdict = 'fail') or (r.printed_verdict = 'fail' and v.verdict = 'pass'))
      and ${verdictsWhere(filter)}`;
}

function byOwnLimit(filter: DisagreementFilter) {
  const { analyte, asOf, jurisdiction, rules, ownLimits = false } = filter;
  // a condition on rules leaves out what no rule is about
  const ruled = jurisdiction !== undefined || (rules !== undefined && !ownLimits);
  return sql`select 'own_limit' as against, ${raw(PRINTED)}, case r.printed_verdict when 'pass' then 'fail' else 'pass' end as ours,
      null as ruleset, null as rule, null as jurisdiction, r.printed->>'limit' as "limit", 0 as version, ${raw(WHOSE)}
    from result r join judging j on j.sample_id = r.sample_id
    join ${samplesAsOf(asOf)} s on s.id = r.sample_id
    where r.printed_verdict in ('pass', 'fail') and ${raw(OWN_LIMIT)} and ${all([
      ruled && sql`false`,
      analyte !== undefined && sql`r.analyte_id = ${analyte}`,
      judgedSamplesWhere(filter),
    ])}`;
}
