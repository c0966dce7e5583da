/** What a certificate is over: stored verdicts that may be said in public, and those of the yardstick. */
import { rows, type SqlEntityManager, sql } from './sql.ts';

export interface Fail {
  readonly rule: string;
  readonly analyte: string;
  readonly basis: string;
}

/** Of the version in force, whether it is public or not. */
export async function failsOf(em: SqlEntityManager, certificate: string): Promise<Fail[]> {
  return rows<Fail>(
    em,
    sql`select distinct x.rule, x.analyte, x.basis from verdict j join rule_version x on x.id = j.rule_version_id
      join sample s on s.id = j.sample_id
      join certificate_version v on v.id = s.version_id and v.superseded_at is null
      where v.certificate_id = ${certificate} and j.superseded_at is null and j.verdict = 'fail' and x.standing in ('public', 'yardstick')
      order by x.rule`,
  );
}
