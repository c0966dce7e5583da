/** What recalls are matched with: names, products and lots of vendors with something public. */
import type { Recall } from '../quality/recall.ts';
import type { VendorFacts } from '../quality/recall-match.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';

export interface MatchableRecall {
  readonly id: string;
  readonly facts: Recall;
  readonly isSample: boolean;
}

/** Those about kratom, and those of a firm that bears a name known here. */
export async function matchableRecalls(em: SqlEntityManager): Promise<MatchableRecall[]> {
  return rows<MatchableRecall>(
    em,
    sql`select r.id, v.facts, r.is_sample as "isSample" from recall r
      join recall_version v on v.recall_id = r.id and v.superseded_at is null
      where v.about_kratom or exists (select 1 from org_alias a where a.superseded_at is null and a.normalised = any (v.firm_names))
      order by r.id`,
  );
}

/** Samples are matched with samples alone, and real recalls with real vendors. */
export async function matchableVendors(em: SqlEntityManager, samples: boolean): Promise<VendorFacts[]> {
  return rows<VendorFacts>(
    em,
    sql`with seen as (select vendor_id, product_id, batch_id, min(dated_on) as dated_on from public_sample
        where vendor_id is not null and is_sample = ${samples} group by 1, 2, 3)
      select o.id,
        array_to_json(array(select o.name union select a.name from org_alias a where a.organization_id = o.id and a.superseded_at is null)) as names,
        coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.id) from product p
          where p.id in (select product_id from seen where vendor_id = o.id)), '[]') as products,
        coalesce((select json_agg(json_build_object('id', b.id, 'code', b.code, 'product', b.product_id,
            'firstReported', (select min(dated_on)::text from seen where batch_id = b.id)) order by b.id) from batch b
          where b.id in (select batch_id from seen where vendor_id = o.id)), '[]') as lots
      from organization o where o.id in (select vendor_id from seen) order by o.id`,
  );
}
