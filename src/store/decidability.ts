/** Whether what a laboratory prints can settle a limit at all. */
import type { Need } from '../quality/verdict.ts';
import type { StoredStanding } from './entities/verdict.ts';
import { all, rows, type SqlEntityManager, sql } from './sql.ts';
import { countedFrom, type VerdictFilter, verdictsWhere } from './stored-verdicts.ts';

export interface DecidabilityRow {
  readonly ruleset: string;
  readonly rule: string;
  readonly jurisdiction: string;
  readonly analyte: string;
  readonly analyteName: string | null;
  readonly limit: string;
  readonly standing: StoredStanding;
  /** Samples. */
  readonly decided: number;
  readonly undecidable: number;
  /** Of the undecidable: those that the certificate could have settled (limits of detection, test portion, panel, method). */
  readonly byCertificate: number;
  /** What would have settled them, the most frequent first. */
  readonly needs: readonly { readonly need: Need; readonly samples: number }[];
}

/** Facts of the label, the product or the law, which no laboratory can print. */
const NOT_OF_THE_LABORATORY: readonly Need[] = [
  'serving_size',
  'container_size',
  'daily_intake',
  'form',
  'product_kind',
  'unit_mass',
  'rule_text',
];

/** Of each rule that judged a sample of the filter; the least decidable first. */
export async function decidability(em: SqlEntityManager, filter: VerdictFilter): Promise<DecidabilityRow[]> {
  const others = JSON.stringify(NOT_OF_THE_LABORATORY);
  return rows<DecidabilityRow>(
    em,
    sql`with found as (select x.ruleset, x.rule, x.jurisdiction, x.analyte, a.name, x.limit_text, x.standing, v.verdict, v.needs, x.id
          from ${countedFrom(filter)} left join analyte a on a.id = x.analyte where ${all([verdictsWhere({ standing: 'any', ...filter })])}),
        open as (select rule, json_agg(json_build_object('need', need, 'samples', samples) order by samples desc, need) as needs
          from (select rule, need, count(*)::int as samples from found, unnest(needs) need where verdict = 'undecidable' group by rule, need) each
          group by rule)
      select f.ruleset, f.rule, f.jurisdiction, f.analyte, max(f.name) as "analyteName",
        (array_agg(f.limit_text order by f.id desc))[1] as "limit", (array_agg(f.standing order by f.id desc))[1] as standing,
        count(*) filter (where f.verdict <> 'undecidable')::int as decided,
        count(*) filter (where f.verdict = 'undecidable')::int as undecidable,
        count(*) filter (where f.verdict = 'undecidable' and not (coalesce(f.needs, '{}') && (select array_agg(need) from
          jsonb_array_elements_text(${others}::jsonb) need)))::int as "byCertificate",
        coalesce(max(o.needs::text)::json, '[]'::json) as needs
      from found f left join open o on o.rule = f.rule group by f.ruleset, f.rule, f.jurisdiction, f.analyte
      order by count(*) filter (where f.verdict <> 'undecidable')::float / count(*), f.ruleset, f.rule`,
  );
}
