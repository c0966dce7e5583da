/** Limits that a laboratory prints beside its results, against those of rules. */
import type { Panel } from '../coa/transcript.ts';
import { comparePrintedLimit, type LimitComparison } from '../quality/printed-limit.ts';
import { inForce, type RuleSet } from '../quality/ruleset.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { planned, rows, type SqlEntityManager } from './sql.ts';

export interface PrintedLimitRow {
  readonly analyte: string;
  readonly analyteName: string;
  readonly ruleset: string;
  readonly rule: string;
  /** The rule's. */
  readonly limit: string;
  readonly standing: RuleSet['rules'][number]['standing'];
  readonly printed: { readonly limit: string; readonly unit: string | null };
  readonly comparison: LimitComparison;
  /** Results that it is printed beside, among the newest samples; and the newest of them. */
  readonly results: number;
  readonly latest: string;
  readonly example: { readonly certificate: string; readonly result: string };
}

interface Printed {
  readonly analyte: string;
  readonly analyteName: string;
  readonly panel: Panel;
  readonly limit: string;
  readonly unit: string | null;
  readonly results: number;
  readonly latest: string;
  readonly certificate: string;
  readonly result: string;
}

/** What a laboratory prints today counts, not what it printed years ago; and a page costs the same however much it has measured. */
export const NEWEST_SAMPLES = 200;

const ORDER: readonly LimitComparison[] = ['looser', 'at_the_limit', 'stricter', 'not_comparable', 'same'];

/** Of the newest samples; what is looser than the rule comes first. Only rules in force on the newest day a limit was printed. */
export async function printedLimits(
  em: SqlEntityManager,
  {
    laboratory,
    rulesets,
    asOf,
  }: { readonly laboratory: string; readonly rulesets: readonly RuleSet[]; readonly asOf?: string | undefined },
): Promise<PrintedLimitRow[]> {
  const printed = await rows<Printed>(
    em,
    planned`with newest as (select id, certificate_id, dated_on from ${samplesAsOf(asOf)} s where laboratory_id = ${laboratory}
          order by dated_on desc nulls last, id limit ${NEWEST_SAMPLES})
      select a.id as analyte, a.name as "analyteName", r.panel, r.printed->>'limit' as "limit", r.printed->>'unit' as unit,
        count(*)::int as results, max(s.dated_on)::text as latest,
        (array_agg(s.certificate_id order by s.dated_on desc, r.id))[1] as certificate, (array_agg(r.id order by s.dated_on desc, r.id))[1] as result
      from newest s join result r on r.sample_id = s.id and ${standsAsOf('r', asOf)} join analyte a on a.id = r.analyte_id
      where r.printed->>'limit' is not null group by a.id, r.panel, r.printed->>'limit', r.printed->>'unit'`,
  );
  const found = printed.flatMap(each => rulesetsAgainst(rulesets, each));
  const place = ({ comparison }: PrintedLimitRow) => ORDER.indexOf(comparison);
  return found.toSorted((a, b) => place(a) - place(b) || a.analyteName.localeCompare(b.analyteName) || a.rule.localeCompare(b.rule));
}

function rulesetsAgainst(rulesets: readonly RuleSet[], { panel, certificate, result, ...printed }: Printed): PrintedLimitRow[] {
  return rulesets.flatMap(set =>
    set.rules.flatMap(rule => {
      if (rule.analyte !== printed.analyte || rule.standing === 'reference_only' || !inForce(rule, printed.latest)) return [];
      const comparison = comparePrintedLimit(rule, { panel, limit: printed.limit, unit: printed.unit });
      if (comparison === null) return [];
      const { analyte, analyteName, limit, unit, results, latest } = printed;
      return [
        {
          ...{ analyte, analyteName, ruleset: set.id, rule: rule.id, limit: rule.limit, standing: rule.standing },
          ...{ printed: { limit, unit }, comparison, results, latest, example: { certificate, result } },
        },
      ];
    }),
  );
}
