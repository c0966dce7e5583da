/** What is in the database today. */
import { row, type SqlEntityManager, sql } from './sql.ts';
import type { Counts } from './views.ts';

/** Public things; `samples` counts the public certificates that are sample data, `needsReview` those that wait for a person. */
export async function counts(em: SqlEntityManager): Promise<Counts> {
  const found = await row<Counts>(
    em,
    sql`select count(distinct s.certificate_id)::int as certificates,
        (select count(*)::int from result r join public_sample x on x.id = r.sample_id where r.superseded_at is null) as results,
        count(distinct s.batch_id)::int as lots, count(distinct s.vendor_id)::int as vendors, count(distinct s.laboratory_id)::int as laboratories,
        (select count(distinct r.analyte_id)::int from result r join public_sample x on x.id = r.sample_id where r.superseded_at is null) as analytes,
        count(distinct s.certificate_id) filter (where s.is_sample)::int as samples,
        (select count(*)::int from certificate_version v where v.state = 'needs-review' and v.superseded_at is null) as "needsReview"
      from public_sample s`,
  );
  if (found === null) throw new Error('an aggregate without groups gives one row');
  return found;
}
