/** What everyone could see at a moment: `asOf` is ISO 8601, undefined means now. What was taken down since stays hidden. */
import { raw } from '@mikro-orm/postgresql';
import { type Fragment, sql } from './sql.ts';

/** That a row of `alias`, which is superseded and never changed, stood at the moment. */
export function standsAsOf(alias: string, asOf: string | undefined): Fragment {
  if (asOf === undefined) return sql`${raw(alias)}.superseded_at is null`;
  const then = sql`${asOf}::timestamptz`;
  return sql`${raw(alias)}.recorded_at <= ${then} and (${raw(alias)}.superseded_at is null or ${raw(alias)}.superseded_at > ${then})`;
}

/** That `certificate_version v` was the one that everyone could see at the moment. */
export function publicAsOf(asOf: string | undefined): Fragment {
  if (asOf === undefined) return sql`v.superseded_at is null and v.state = 'public'`;
  const then = sql`${asOf}::timestamptz`;
  return sql`${standsAsOf('v', asOf)} and exists (select 1 from publication u where u.version_id = v.id and u.published_at <= ${then}
    and (u.withdrawn_at is null or u.withdrawn_at > ${then}))`;
}

/** The laboratory of `certificate_version v` as it was known at the moment. */
export function laboratoryAsOf(asOf: string | undefined): Fragment {
  if (asOf === undefined) return raw('v.laboratory_id');
  return sql`coalesce((select w.laboratory_id from former_laboratory w where w.version_id = v.id and w.superseded_at > ${asOf}::timestamptz
    order by w.superseded_at limit 1), v.laboratory_id)`;
}

/** The samples that everyone could see, in the columns of the view `public_sample`. */
export function samplesAsOf(asOf: string | undefined): Fragment {
  if (asOf === undefined) return raw('public_sample');
  return sql`(select s.id, s.version_id, s.certificate_id, s.position, s.name, s.form, s.panels, ${laboratoryAsOf(asOf)} as laboratory_id, v.report_number,
      v.reported, v.dated_on, k.vendor_id, k.product_id, k.batch_id, c.is_sample
    from sample s
    join certificate_version v on v.id = s.version_id and ${publicAsOf(asOf)}
    join certificate c on c.id = s.certificate_id
    join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
    left join sample_of k on k.sample_id = s.id and ${standsAsOf('k', asOf)})`;
}
