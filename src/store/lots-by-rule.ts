/** How many lots each rule decides against, or leaves open. */
import { all, rows, type SqlEntityManager, sql } from './sql.ts';
import { countedFrom, type VerdictFilter, verdictsWhere } from './stored-verdicts.ts';

/** Lots; a sample of no known lot counts as one. A lot with several certificates may count under several words. */
export interface RuleLots {
  readonly rule: string;
  readonly over: number;
  readonly warning: number;
  readonly undecidable: number;
  readonly within: number;
}

export async function lotsByRule(em: SqlEntityManager, filter: Omit<VerdictFilter, 'verdict'>): Promise<RuleLots[]> {
  return rows<RuleLots>(
    em,
    sql`with found as (select x.rule, v.verdict, coalesce(s.batch_id, s.id) as lot from ${countedFrom(filter)}
        where ${all([verdictsWhere({ standing: 'any', ...filter })])})
      select rule, count(distinct lot) filter (where verdict = 'fail')::int as over, count(distinct lot) filter (where verdict = 'warning')::int as warning,
        count(distinct lot) filter (where verdict = 'undecidable')::int as undecidable, count(distinct lot) filter (where verdict = 'pass')::int as within
      from found group by rule order by rule`,
  );
}
