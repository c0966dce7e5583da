/** The reviewers' queue: what waits, the greatest risk first. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';
import type { CertificateItem } from './views.ts';

export interface QueueItem {
  readonly id: string;
  readonly state: CertificateItem['state'];
  readonly fileName: string;
  readonly laboratory: string | null;
  readonly reportNumber: string | null;
  readonly vendor: string | null;
  readonly recordedAt: string;
  readonly isSample: boolean;
  readonly results: number;
  /** Problems of severity error, of the certificate and of its file. */
  readonly errors: number;
  readonly doubtful: number;
  /** Doubtful ones among metals, microbes and 7-hydroxymitragynine. */
  readonly safety: number;
  readonly recognised: number;
  /** Signs that do not fit and that nobody decided about. */
  readonly contradictions: number;
  /** Changes of others that wait for a second person. */
  readonly proposals: number;
  /** Changes of the reviewer's own that wait for somebody else. */
  readonly own: number;
  /** There is something that this reviewer can do. */
  readonly decidable: boolean;
}

export interface Queue {
  readonly items: readonly QueueItem[];
  /** Of all that wait, also beyond the limit. */
  readonly total: number;
}

/** Under this a value is doubtful; every flag that is no mere oddity brings it there. */
const SURE = 0.9;

/** Two keys of one name are one person (ingest/proposal). */
const PERSON = `lower(trim(regexp_replace(q.actor, ' \\(key [^)]*\\)$', '')))`;

/**
 * Changes of others that wait for a second person, then errors and signs that do not fit, doubtful safety values, recognised characters,
 * other doubts, age. What waits for somebody else than this reviewer comes last.
 */
export async function reviewQueue(em: SqlEntityManager, limit: number, actor = ''): Promise<Queue> {
  const person = actor
    .replace(/ \(key [^)]*\)$/, '')
    .trim()
    .toLowerCase();
  const found = await rows<QueueItem & { readonly total: number }>(
    em,
    sql`select c.id, v.state, b.file_name as "fileName", coalesce(l.name, v.laboratory_name) as laboratory, v.report_number as "reportNumber",
        (select o.name from sample s join sample_of k on k.sample_id = s.id and k.superseded_at is null
          join organization o on o.id = k.vendor_id where s.version_id = v.id order by s.position limit 1) as vendor,
        ${raw(iso('c.recorded_at'))} as "recordedAt", c.is_sample as "isSample", n.*, e.errors, a.contradictions, p.proposals, p.own,
        (v.state = 'needs-review' or p.proposals > 0 or a.contradictions > 0) as decidable, (count(*) over ())::int as total
      from certificate c
      join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
      join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
      join submission b on b.sha256 = c.sha256
      left join organization l on l.id = v.laboratory_id
      cross join lateral (select count(*)::int as results,
          (count(*) filter (where r.confidence < ${SURE}))::int as doubtful,
          (count(*) filter (where r.confidence < ${SURE}
            and (r.panel in ('metals', 'microbes') or r.analyte_id = '7_hydroxymitragynine')))::int as safety,
          (count(*) filter (where r.evidence->>'method' = 'ocr'))::int as recognised
        from sample s join result r on r.sample_id = s.id where s.version_id = v.id) n
      cross join lateral (select count(*)::int as errors from problem x where x.severity = 'error'
          and (x.version_id = v.id or (x.version_id is null and x.extraction_id = v.extraction_id))) e
      cross join lateral (select (count(*) filter (where ${raw(PERSON)} <> ${person}))::int as proposals,
          (count(*) filter (where ${raw(PERSON)} = ${person}))::int as own
        from correction_proposal q where q.certificate_id = c.id and q.settled_at is null) p
      cross join lateral (select count(*)::int as contradictions from authenticity_check k where k.certificate_id = c.id
          and k.superseded_at is null and k.confirmed_at is null and k.dismissed_at is null and k.outcome = 'contradicts') a
      where v.state = 'needs-review' or p.proposals + p.own > 0 or (a.contradictions > 0 and v.state <> 'rejected')
      order by decidable desc, p.proposals desc, e.errors + a.contradictions desc, n.safety desc, n.recognised desc, n.doubtful desc, c.recorded_at, c.id limit ${limit}`,
  );
  return { items: found.map(({ total: _, ...item }) => item), total: found[0]?.total ?? 0 };
}
