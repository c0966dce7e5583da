/** What is new, the newest first: certificates as they became public, and samples over limits as that became known. */
import { raw } from '@mikro-orm/postgresql';
import { iso, reference } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { organizationOf } from './results.ts';
import { all, type Fragment, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Reference, Slice } from './views.ts';

export interface FeedFilter {
  /** Slugs. */
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly laboratory?: string | undefined;
  /** Of exceedances alone. */
  readonly jurisdiction?: string | undefined;
}

interface Whose {
  readonly certificate: string;
  readonly vendor: Reference | null;
  readonly product: Reference | null;
  readonly laboratory: string | null;
  readonly reportNumber: string | null;
  readonly reported: string | null;
  readonly lots: readonly string[];
  readonly isSample: boolean;
}

export interface NewCertificate extends Whose {
  /** When it was public for the first time, and what it says now. */
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly results: number;
  readonly panels: readonly string[];
}

const ofSamples = ({ vendor, product, laboratory }: FeedFilter): Fragment =>
  all([
    vendor !== undefined && sql`s.vendor_id = (${organizationOf(vendor)})`,
    product !== undefined && sql`s.product_id in (select id from product where slug = ${product})`,
    laboratory !== undefined && sql`s.laboratory_id = (${organizationOf(laboratory)})`,
  ]);

/** Of `public_sample s` of one certificate, its first sample standing for what they share. */
const WHOSE = `coalesce(l.name, v.laboratory_name) as laboratory, v.report_number as "reportNumber", v.reported::text as reported, c.is_sample as "isSample",
  (select ${reference('o')} from public_sample s join organization o on o.id = s.vendor_id where s.certificate_id = c.id order by s.position limit 1) as vendor,
  (select ${reference('p')} from public_sample s join product p on p.id = s.product_id where s.certificate_id = c.id order by s.position limit 1) as product,
  coalesce((select json_agg(distinct b.code order by b.code) from public_sample s join batch b on b.id = s.batch_id where s.certificate_id = c.id), '[]') as lots`;

/** By the log: a certificate is as new as its first entry that made it public, however long it waited before. */
export async function newCertificates(em: SqlEntityManager, filter: FeedFilter, paging: Paging): Promise<Slice<NewCertificate>> {
  const before = decodeCursor(paging.cursor, [KEY.number]);
  const narrowed = filter.vendor !== undefined || filter.product !== undefined || filter.laboratory !== undefined;
  const found = await rows<NewCertificate & { seq: number }>(
    em,
    sql`select e.seq::int as seq, ${raw(iso('e.at'))} as "publishedAt", c.id as certificate, ${raw(WHOSE)},
        (select ${raw(iso('max(n.at)'))} from log_chain n where n.subject = e.subject and n.action = 'published') as "updatedAt",
        (select count(*)::int from public_sample s join result r on r.sample_id = s.id where s.certificate_id = c.id) as results,
        coalesce((select json_agg(distinct panel order by panel) from public_sample s, unnest(s.panels) panel where s.certificate_id = c.id), '[]') as panels
      from log_chain e
      join certificate c on c.id = substring(e.subject from 13)::uuid
      join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
      left join organization l on l.id = v.laboratory_id
      where ${all([
        sql`e.action = 'published'`,
        before && sql`e.seq < ${Number(before[0])}`,
        sql`not exists (select 1 from log_chain x where x.subject = e.subject and x.action = 'published' and x.seq < e.seq)`,
        narrowed
          ? sql`e.subject in (select 'certificate:' || s.certificate_id from public_sample s where ${ofSamples(filter)})`
          : sql`exists (select 1 from public_sample s where s.certificate_id = c.id)`,
      ])}
      order by e.seq desc limit ${paging.limit + 1}`,
  );
  const { items, next } = slice(found, paging.limit, ({ seq }) => [String(seq)]);
  return { items: items.map(({ seq: _, ...item }) => item), next };
}

export interface NewExceedance extends Whose {
  readonly ruleset: string;
  readonly title: string;
  readonly jurisdiction: string;
  /** When somebody could know of it: the later of being judged and being public. */
  readonly at: string;
  readonly over: readonly { readonly analyte: string; readonly printed: readonly string[]; readonly limit: string }[];
}

/** One entry a certificate and rule set, of what stands now. */
export async function newExceedances(em: SqlEntityManager, filter: FeedFilter, paging: Paging): Promise<Slice<NewExceedance>> {
  const before = decodeCursor(paging.cursor, [/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/, KEY.id, KEY.text]);
  const moment = raw(`to_char(x.moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
  const found = await rows<NewExceedance & { key: string }>(
    em,
    sql`select x.certificate, x.ruleset, x.jurisdiction, x.over, ${raw(iso('x.moment'))} as at, ${moment} as key, ${raw(WHOSE)},
        (select y.title from rule_set_version y where y.ruleset = x.ruleset order by y.id desc limit 1) as title
      from (select s.certificate_id as certificate, r.ruleset, r.jurisdiction, min(greatest(d.recorded_at, u.published_at)) as moment,
          json_agg(json_build_object('analyte', coalesce(a.name, r.analyte), 'limit', r.limit_text, 'printed', coalesce((select json_agg(
              concat_ws(' ', t.printed->>'value', t.printed->>'unit') order by t.position) from result t
            where t.sample_id = d.sample_id and t.position = any (d.results)), '[]')) order by r.rule, s.position) as over
        from verdict d
        join rule_version r on r.id = d.rule_version_id and r.standing = 'public'
        join public_sample s on s.id = d.sample_id
        join publication u on u.version_id = s.version_id and u.withdrawn_at is null
        left join analyte a on a.id = r.analyte
        where d.verdict = 'fail' and d.superseded_at is null and ${all([
          filter.jurisdiction !== undefined && sql`r.jurisdiction = ${filter.jurisdiction}`,
          ofSamples(filter),
        ])}
        group by s.certificate_id, r.ruleset, r.jurisdiction) x
      join certificate c on c.id = x.certificate
      join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
      left join organization l on l.id = v.laboratory_id
      where ${before === null ? sql`true` : sql`(x.moment, x.certificate, x.ruleset) < (${before[0]}::timestamptz, ${before[1]}::uuid, ${before[2]}::text)`}
      order by x.moment desc, x.certificate desc, x.ruleset desc limit ${paging.limit + 1}`,
  );
  const { items, next } = slice(found, paging.limit, ({ key, certificate, ruleset }) => [key, certificate, ruleset]);
  return { items: items.map(({ key: _, ...item }) => item), next };
}
