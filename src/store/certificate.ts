/** Certificates as people see them: in lists, and whole with every value and its place. */
import { raw } from '@mikro-orm/postgresql';
import type { Problem } from '../coa/problem.ts';
import { SAMPLING_FIELDS } from '../coa/sampling.ts';
import { iso, lotNamed, NO_DATE, named, reference } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import type { StoredDate } from './entities/certificate.ts';
import type { Header } from './entities/shapes.ts';
import { isId } from './id.ts';
import { laboratoryAsOf, publicAsOf, samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf, resultsOfVersion } from './results.ts';
import { all, type Fragment, list, packed, planned, type Query, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { CertificateItem, CertificateView, SampleView, Slice } from './views.ts';

export interface CertificateFilter {
  /** Default: `public`. */
  readonly state?: CertificateItem['state'] | 'any' | undefined;
  /** Slugs. */
  readonly vendor?: string | undefined;
  readonly laboratory?: string | undefined;
  readonly product?: string | undefined;
  readonly lot?: string | undefined;
  readonly samples?: boolean | undefined;
  /** Only what was public at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
}

/** Of `certificate c`, its `certificate_version v` of the moment, and `organization l`, the laboratory. */
function item(asOf?: string): Fragment {
  return sql`c.id, ${raw(reference('l'))} as laboratory, v.report_number as "reportNumber", v.reported::text as reported,
    ${raw(iso('c.recorded_at'))} as "recordedAt", ${asOf === undefined ? raw('v.state') : raw("'public'")} as state, c.is_sample as "isSample",
    (select json_agg(json_build_object('vendor', ${raw(named('organization', 'k.vendor_id'))}, 'product', ${raw(named('product', 'k.product_id'))},
        'lot', ${raw(lotNamed('k.batch_id'))}, 'panels', s.panels, 'results', (select count(*) from result r where r.sample_id = s.id)) order by s.position)
      from sample s left join sample_of k on k.sample_id = s.id and ${standsAsOf('k', asOf)} where s.version_id = v.id) as held,
    coalesce(v.dated_on, ${NO_DATE}::date)::text as key`;
}

/** With `asOf` only what was public then; without, every current version. */
const from = (asOf?: string): Fragment => sql`certificate c
  join certificate_version v on v.certificate_id = c.id and ${asOf === undefined ? sql`v.superseded_at is null` : publicAsOf(asOf)}
  join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
  left join organization l on l.id = ${laboratoryAsOf(asOf)}`;

type FromSamples = 'vendor' | 'product' | 'lots' | 'panels' | 'results';

interface HeldSample extends Pick<CertificateItem, 'vendor' | 'product' | 'results'> {
  readonly lot: CertificateItem['lots'][number] | null;
  readonly panels: CertificateItem['panels'];
}

interface ItemRow extends Omit<CertificateItem, FromSamples> {
  readonly key: string;
  /** Its samples in their order. */
  readonly held: readonly HeldSample[] | null;
}

/** Newest first by what is printed; undated ones last. */
export async function listCertificates(em: SqlEntityManager, options: CertificateFilter & Paging): Promise<Slice<CertificateItem>> {
  const after = decodeCursor(options.cursor, [KEY.date, KEY.id]);
  const where = all([
    ...conditions(options),
    after && sql`(coalesce(v.dated_on, ${NO_DATE}::date), c.id) < (${after[0]}::date, ${after[1]}::uuid)`,
  ]);
  const found = await packed<ItemRow>(
    em,
    sql`select ${item(options.asOf)} from ${from(options.asOf)} where ${where}
      order by coalesce(v.dated_on, ${NO_DATE}::date) desc, c.id desc limit ${options.limit + 1}`,
  );
  const cut = slice(found, options.limit, item => [item.key, item.id]);
  return { items: cut.items.map(itemOf), next: cut.next };
}

/** The certificates that came in last. */
export async function latestCertificates(em: SqlEntityManager, limit: number): Promise<CertificateItem[]> {
  const found = await packed<ItemRow>(
    em,
    sql`select ${item()} from ${from()} where v.state = 'public' order by c.recorded_at desc, c.id desc limit ${limit}`,
  );
  return found.map(itemOf);
}

/** Certificates of a laboratory that its page shows. */
export const SHOWN_CERTIFICATES = 50;

/** The newest of a laboratory. */
export async function newestCertificates(em: SqlEntityManager, laboratory: string, asOf?: string): Promise<CertificateItem[]> {
  const newest = sql`select distinct on (s.dated_on, s.certificate_id) s.certificate_id from ${samplesAsOf(asOf)} s where s.laboratory_id = ${laboratory}
    order by s.dated_on desc nulls last, s.certificate_id desc limit ${SHOWN_CERTIFICATES}`;
  return certificatesWhere(em, sql`c.id in (${newest})`, asOf, planned);
}

/** Those of a lot, product or laboratory, newest first; `condition` speaks of `c`, `v` and `l`. `query` is `planned` for a condition of a fixed text. */
export async function certificatesWhere(
  em: SqlEntityManager,
  condition: Fragment,
  asOf?: string,
  query: Query = sql,
): Promise<CertificateItem[]> {
  const found = await packed<ItemRow>(
    em,
    query`select ${item(asOf)} from ${from(asOf)} where ${publicAsOf(asOf)} and ${condition} order by v.dated_on desc nulls last, c.id desc`,
  );
  return found.map(itemOf);
}

/** A file that something rests on. */
export interface CertificateSource extends Pick<CertificateItem, 'id' | 'laboratory' | 'reportNumber' | 'reported'> {
  readonly sha256: string;
  /** As printed. */
  readonly accreditation: string | null;
}

/** Public ones, newest report first. */
export async function certificateSources(em: SqlEntityManager, ids: readonly string[], asOf?: string): Promise<CertificateSource[]> {
  return rows(
    em,
    planned`select c.id, ${raw(reference('l'))} as laboratory, v.report_number as "reportNumber", v.reported::text as reported, c.sha256, v.accreditation
      from ${from(asOf)} where ${publicAsOf(asOf)} and c.id in ${list(ids)} order by v.dated_on desc nulls last, c.id desc`,
  );
}

/** What is published of one file, in the order of its reports. */
export async function certificatesOfFile(em: SqlEntityManager, sha256: string): Promise<Pick<CertificateItem, 'id' | 'reportNumber'>[]> {
  return rows(
    em,
    planned`select c.id, v.report_number as "reportNumber" from ${from(undefined)} where ${publicAsOf(undefined)} and c.sha256 = ${sha256} order by c.id`,
  );
}

function itemOf<T extends ItemRow>({ key: _, held, ...row }: T): Omit<T, 'key' | 'held'> & Pick<CertificateItem, FromSamples> {
  const samples = held ?? [];
  const lots = new Map(samples.flatMap(({ lot }) => (lot === null ? [] : [[lot.id, lot] as const])));
  return {
    ...row,
    vendor: samples.find(({ vendor }) => vendor !== null)?.vendor ?? null,
    product: samples.find(({ product }) => product !== null)?.product ?? null,
    lots: [...lots.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    panels: [...new Set(samples.flatMap(({ panels }) => panels))].sort(),
    results: samples.reduce((sum, { results }) => sum + results, 0),
  };
}

function conditions(filter: CertificateFilter): (Fragment | false)[] {
  const linked = (condition: Fragment) =>
    sql`exists (select 1 from sample s join sample_of k on k.sample_id = s.id and ${standsAsOf('k', filter.asOf)}
      left join product p on p.id = k.product_id where s.version_id = v.id and ${condition})`;
  const { state = 'public' } = filter;
  return [
    filter.asOf === undefined && state !== 'any' && sql`v.state = ${state}`,
    filter.vendor !== undefined && linked(sql`k.vendor_id = (${organizationOf(filter.vendor, filter.asOf)})`),
    filter.product !== undefined && linked(sql`p.slug = ${filter.product}`),
    filter.lot !== undefined && linked(sql`k.batch_id = ${filter.lot}`),
    filter.laboratory !== undefined && sql`${laboratoryAsOf(filter.asOf)} = (${organizationOf(filter.laboratory, filter.asOf)})`,
    filter.samples === false && sql`not c.is_sample`,
  ];
}

/** Whether it is sample data, public or not; false of what there is none of. */
export async function isSampleCertificate(em: SqlEntityManager, id: string): Promise<boolean> {
  return (await row(em, planned`select 1 as found from certificate where id = ${id} and is_sample`)) !== null;
}

interface HeadRow extends ItemRow, Omit<CertificateView, keyof CertificateItem | 'samples' | 'problems' | 'extractions'> {
  readonly version: string;
}

/** The whole certificate; null when there is none, or when it is not public and `includeUnpublished` is not said. */
export async function findCertificate(
  em: SqlEntityManager,
  id: string,
  { includeUnpublished = false, asOf }: { readonly includeUnpublished?: boolean; readonly asOf?: string | undefined } = {},
): Promise<CertificateView | null> {
  if (!isId(id)) return null;
  const head = await row<HeadRow>(
    em,
    planned`select ${item(asOf)}, v.id as version, c.sha256, b.file_name as "fileName", coalesce(f.media_type, 'application/octet-stream') as "mediaType",
        f.bytes::int as bytes, e.pages, json_build_object('id', e.importer, 'version', e.importer_version) as importer,
        v.language, v.client, v.accreditation
      from ${from(asOf)} join extraction e on e.id = v.extraction_id join submission b on b.sha256 = c.sha256
      where c.id = ${id} and ${includeUnpublished && asOf === undefined ? sql`true` : publicAsOf(asOf)}`,
  );
  if (head === null) return null;
  const { version, ...rest } = itemOf(head);
  return {
    ...rest,
    samples: await samplesOf(em, version, asOf),
    problems: await problemsOf(em, version),
    extractions: await extractionsOf(em, head.sha256),
  };
}

type SampleRow = Omit<SampleView, 'results' | 'dates' | 'sampling'> & {
  readonly dates: Record<string, StoredDate>;
  readonly header: Header;
};

async function samplesOf(em: SqlEntityManager, version: string, asOf: string | undefined): Promise<SampleView[]> {
  const found = await rows<SampleRow>(
    em,
    planned`select s.position as index, s.name, s.lot as "lotPrinted", s.lab_sample_id as "labSampleId", s.form, s.serving_size as "servingSize",
        s.container_size as "containerSize", s.header, s.dates,
        case when b.id is null then null else json_build_object('id', b.id, 'code', b.code) end as lot,
        ${raw(reference('p'))} as product, ${raw(reference('o'))} as vendor,
        case when k.vendor_id is null then null else
          json_build_object('basis', k.vendor_basis, 'confidence', k.vendor_confidence, 'evidence', k.vendor_evidence) end as "vendorLink"
      from sample s
      left join sample_of k on k.sample_id = s.id and ${standsAsOf('k', asOf)}
      left join batch b on b.id = k.batch_id
      left join product p on p.id = k.product_id
      left join organization o on o.id = k.vendor_id
      where s.version_id = ${version} order by s.position`,
  );
  const results = Map.groupBy(await resultsOfVersion(em, version), result => result.sampleIndex);
  return found.map(({ dates, header, ...sample }) => ({
    ...sample,
    sampling: samplingOf(header),
    dates: Object.fromEntries(Object.entries(dates).map(([field, { date, from, printed }]) => [field, { date, from, printed }])),
    results: results.get(sample.index) ?? [],
  }));
}

const samplingOf = (header: Header): NonNullable<SampleView['sampling']> =>
  SAMPLING_FIELDS.flatMap(field => {
    const printed = header[field];
    return printed ? [{ field, text: printed.text, evidence: printed.evidence }] : [];
  });

async function problemsOf(em: SqlEntityManager, version: string): Promise<Problem[]> {
  const found = await rows<Omit<Problem, 'evidence'> & { evidence: Problem['evidence'] | null }>(
    em,
    planned`select code, severity, message, evidence from problem where version_id = ${version}
        or (version_id is null and extraction_id = (select extraction_id from certificate_version where id = ${version}))
      order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, position`,
  );
  return found.map(({ evidence, ...problem }) => (evidence === null ? problem : { ...problem, evidence }));
}

async function extractionsOf(em: SqlEntityManager, sha256: string): Promise<CertificateView['extractions']> {
  return rows(
    em,
    planned`select id, coalesce(importer, '') as importer, coalesce(importer_version, 0) as version, ${raw(iso('recorded_at'))} as at, is_current as current
      from extraction where sha256 = ${sha256} order by recorded_at, id`,
  );
}
