/** The versions of a certificate: what each reading and correction made of it, and when each was public. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { isId } from './id.ts';
import { resultsOfVersion } from './results.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';
import { type VersionContent, type VersionDifference, versionDifferences } from './version-differences.ts';

export interface VersionView {
  /** From 1, in the order of recording; versions that nobody could see keep theirs. */
  readonly number: number;
  readonly id: string;
  /** `reading`: as an importer read the file; `correction`: with what people said in place of what it read. */
  readonly origin: 'reading' | 'correction';
  readonly importer: { readonly id: string | null; readonly version: number | null };
  readonly recordedAt: string;
  readonly supersededAt: string | null;
  /** When it could be seen by everybody; `until` is null while it can. */
  readonly public: readonly { readonly from: string; readonly until: string | null }[];
}

/** In order; without `includeUnpublished` those that were public once. Empty where there is none, or the file was taken down. */
export async function versionsOf(em: SqlEntityManager, certificate: string, includeUnpublished: boolean): Promise<VersionView[]> {
  if (!isId(certificate)) return [];
  const found = await rows<VersionView>(
    em,
    sql`select (row_number() over (order by v.recorded_at, v.id))::int as number, v.id,
        case when row_number() over (partition by v.extraction_id order by v.recorded_at, v.id) = 1 then 'reading' else 'correction' end as origin,
        json_build_object('id', e.importer, 'version', e.importer_version) as importer,
        ${raw(iso('v.recorded_at'))} as "recordedAt", ${raw(iso('v.superseded_at'))} as "supersededAt",
        coalesce((select json_agg(json_build_object('from', ${raw(iso('u.published_at'))},
            'until', ${raw(iso('least(u.withdrawn_at, v.superseded_at)'))}) order by u.published_at)
          from publication u where u.version_id = v.id and u.published_at < coalesce(least(u.withdrawn_at, v.superseded_at), 'infinity')), '[]') as public
      from certificate_version v join extraction e on e.id = v.extraction_id join certificate c on c.id = v.certificate_id
      join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
      where v.certificate_id = ${certificate} order by v.recorded_at, v.id`,
  );
  return found.filter(version => includeUnpublished || version.public.length > 0);
}

/** What the second version says otherwise than the first. */
export async function differencesBetween(em: SqlEntityManager, before: VersionView, after: VersionView): Promise<VersionDifference[]> {
  return versionDifferences(await contentOf(em, before.id), await contentOf(em, after.id));
}

/** What one version says, as it is compared. */
export async function contentOf(em: SqlEntityManager, id: string): Promise<VersionContent> {
  const samples = await rows<VersionContent['samples'][number]>(
    em,
    sql`select s.position, json_build_object('laboratory', v.laboratory_name, 'reportNumber', v.report_number, 'client', v.client,
        'accreditation', v.accreditation, 'reported', v.reported::text, 'name', s.name, 'lot', s.lot, 'labSampleId', s.lab_sample_id, 'form', s.form,
        'servingSize', s.serving_size, 'containerSize', s.container_size, 'maxDailyIntake', s.max_daily_intake, 'sampled', s.dates -> 'sampled' ->> 'date',
        'received', s.dates -> 'received' ->> 'date', 'tested', s.dates -> 'tested' ->> 'date', 'amended', s.dates -> 'amended' ->> 'date',
        'expires', s.dates -> 'expires' ->> 'date', 'amendment', s.header -> 'amendment' ->> 'text') as head
      from sample s join certificate_version v on v.id = s.version_id where s.version_id = ${id} order by s.position`,
  );
  return { samples, results: await resultsOfVersion(em, id) };
}
