/** Names on certificates that the dictionary does not know. */
import type { Panel } from '../coa/transcript.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';

export interface UnmappedName {
  readonly name: string;
  readonly panel: Panel;
  readonly results: number;
  readonly certificates: number;
  /** One of them, to look at. */
  readonly example: string;
}

/** The most frequent first. */
export async function unmappedNames(em: SqlEntityManager, limit = 200): Promise<UnmappedName[]> {
  return rows(
    em,
    sql`select printed->>'name' as name, panel, count(*)::int as results, count(distinct certificate_id)::int as certificates,
        min(certificate_id::text) as example
      from result where analyte_id is null and superseded_at is null
      group by printed->>'name', panel order by count(*) desc, name limit ${limit}`,
  );
}
