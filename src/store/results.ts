/** Results with where they come from, filtered by what they are and by what their value can be. */
import { raw } from '@mikro-orm/postgresql';
import { analyteById } from '../coa/analyte.ts';
import type { FindingKind } from '../coa/finding.ts';
import { normaliseCode } from '../coa/text.ts';
import type { Panel } from '../coa/transcript.ts';
import { iso, lotNamed, named } from './columns.ts';
import { type Paging, slice } from './cursor.ts';
import { isId } from './id.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { type ResultOrder, stretches } from './result-order.ts';
import { all, type Fragment, list, packed, planned, type SqlEntityManager, sql } from './sql.ts';
import type { ResultRow, ResultView, Slice } from './views.ts';

/** A range in the analyte's canonical unit. Ends that are not given are open. */
export interface ValueRange {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** `certainly` (default): the true value lies in the range whatever it is; `possibly`: it may. */
  readonly range?: 'certainly' | 'possibly' | undefined;
}

export interface ResultFilter extends ValueRange {
  readonly analyte?: string | undefined;
  /** Slugs. */
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly laboratory?: string | undefined;
  /** Id of a lot, or its code however it is written. */
  readonly lot?: string | undefined;
  readonly certificate?: string | undefined;
  readonly panel?: Panel | undefined;
  readonly kind?: FindingKind | undefined;
  /** Of the sample, as printed or stated. */
  readonly form?: string | undefined;
  /** ISO days, both included; certificates without a date are left out then. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly samples?: boolean | undefined;
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
}

/** Columns of ResultView, of `result r` and its sample `s`. */
const VIEW = `r.id, r.certificate_id as certificate, s.position as "sampleIndex", r.position, r.analyte_id as analyte,
  (select a.name from analyte a where a.id = r.analyte_id) as "analyteName", r.panel, r.printed, r.kind, r.number::text as number, r.lower::text as lower, r.upper::text as upper,
  r.lower_closed as "lowerClosed", r.upper_closed as "upperClosed", r.unit, r.basis, r.lod::text as lod, r.loq::text as loq,
  r.test_portion as "testPortion", r.printed_verdict as "printedVerdict", r.further, r.evidence, r.row_evidence as "rowEvidence",
  r.confidence, r.confidence_reasons as "confidenceReasons", r.flags, ${iso('r.recorded_at')} as "recordedAt",
  ${iso('r.superseded_at')} as "supersededAt"`;

const REPORT = 's.report_number as "reportNumber", s.reported::text as reported, s.is_sample as "isSample"';

const ROW = `${VIEW}, ${lotNamed('s.batch_id')} as lot, ${named('product', 's.product_id')} as product,
  ${named('organization', 's.vendor_id')} as vendor, ${named('organization', 's.laboratory_id')} as laboratory, ${REPORT}`;

/** Said once for a sample, not for each of its results. */
const NAMES = `${lotNamed('s.batch_id')} as lot_named, ${named('product', 's.product_id')} as product_named,
  ${named('organization', 's.vendor_id')} as vendor_named, ${named('organization', 's.laboratory_id')} as laboratory_named`;

const ROW_OF_NAMED = `${VIEW}, s.lot_named as lot, s.product_named as product, s.vendor_named as vendor, s.laboratory_named as laboratory,
  ${REPORT}`;

const NEWEST = raw('s.dated_on desc nulls last, r.certificate_id, s.position, r.position');

const from = (asOf: string | undefined): Fragment => sql`result r join ${samplesAsOf(asOf)} s on s.id = r.sample_id`;

/** Every result of one version of a certificate, in its order, public or not. */
export async function resultsOfVersion(em: SqlEntityManager, versionId: string): Promise<ResultView[]> {
  return packed<ResultView>(
    em,
    planned`select ${raw(VIEW)} from result r join sample s on s.id = r.sample_id
      where s.version_id = ${versionId} order by s.position, r.position`,
  );
}

export interface Listing {
  /** A further condition on `result r` and its sample `s`. */
  readonly also?: Fragment | undefined;
  /** Default `recorded`. */
  readonly order?: ResultOrder | undefined;
  /** Whose amounts are put in order; default that of the filter. */
  readonly ordered?: string | undefined;
}

/** Throws NotComparable for an order by amount where there is no one analyte with amounts. */
export async function listResults(
  em: SqlEntityManager,
  filter: ResultFilter,
  paging: Paging,
  { also, order = 'recorded', ordered = filter.analyte }: Listing = {},
): Promise<Slice<ResultRow>> {
  const found: (ResultRow & { key?: string })[] = [];
  for (const { where, orderBy, key } of stretches(order, ordered, paging)) {
    const missing = paging.limit + 1 - found.length;
    if (missing === 0) break;
    const columns = key === null ? raw(ROW) : sql`${raw(ROW)}, ${key} as key`;
    const wanted = all([...conditions(filter), also, where]);
    found.push(
      ...(await packed<ResultRow>(
        em,
        sql`select ${columns} from ${from(filter.asOf)} where ${wanted} order by ${orderBy} limit ${missing}`,
      )),
    );
  }
  const cut = slice(found, paging.limit, ({ key, id }) => (key === undefined ? [id] : [key, id]));
  return { items: cut.items.map(({ key: _, ...row }) => row), next: cut.next };
}

/** Those of the newest certificates first. */
export async function latestResults(em: SqlEntityManager, where: Fragment, limit: number, asOf?: string): Promise<ResultRow[]> {
  return packed<ResultRow>(
    em,
    sql`select ${raw(ROW)} from ${from(asOf)} where ${all([standsAsOf('r', asOf), where])} order by ${NEWEST} limit ${limit}`,
  );
}

/** Of one lot, those of its newest certificates first. */
export async function resultsOfLot(em: SqlEntityManager, lot: string, limit: number, asOf?: string): Promise<ResultRow[]> {
  return packed<ResultRow>(
    em,
    planned`with s as materialized (select s.*, ${raw(NAMES)} from ${samplesAsOf(asOf)} s where s.batch_id = ${lot})
      select ${raw(ROW_OF_NAMED)} from result r join s on s.id = r.sample_id where ${standsAsOf('r', asOf)} order by ${NEWEST} limit ${limit}`,
  );
}

function conditions(filter: ResultFilter): (Fragment | undefined | false)[] {
  return [
    standsAsOf('r', filter.asOf),
    filter.analyte !== undefined && sql`r.analyte_id = ${filter.analyte}`,
    filter.vendor !== undefined && sql`s.vendor_id = (${organizationOf(filter.vendor, filter.asOf)})`,
    filter.laboratory !== undefined && sql`s.laboratory_id = (${organizationOf(filter.laboratory, filter.asOf)})`,
    filter.product !== undefined && sql`s.product_id = (select p.id from product p where p.slug = ${filter.product})`,
    filter.lot !== undefined &&
      (isId(filter.lot)
        ? sql`s.batch_id = ${filter.lot}`
        : sql`s.batch_id in (select b.id from batch b where b.normalised = ${normaliseCode(filter.lot)})`),
    filter.certificate !== undefined && sql`r.certificate_id = ${filter.certificate}`,
    filter.panel !== undefined && sql`r.panel = ${filter.panel}`,
    filter.kind !== undefined && sql`r.kind = ${filter.kind}`,
    filter.form !== undefined && sql`coalesce(s.form, (select p.form from product p where p.id = s.product_id)) = ${filter.form}`,
    filter.from !== undefined && sql`s.dated_on >= ${filter.from}::date`,
    filter.to !== undefined && sql`s.dated_on <= ${filter.to}::date`,
    filter.samples === false && sql`not s.is_sample`,
    within(filter, filter.analyte),
  ];
}

/** The organization of a slug, or the one it was merged into, as of the moment. */
export function organizationOf(slug: string, asOf?: string): Fragment {
  if (asOf !== undefined)
    return sql`with recursive at (id, depth) as (select id, 0 from organization where slug = ${slug}
        union all select g.to_organization_id, at.depth + 1 from at join org_change g on g.kind = 'merge' and g.from_organization_id = at.id
          and g.recorded_at <= ${asOf}::timestamptz and (g.undone_at is null or g.undone_at > ${asOf}::timestamptz) where at.depth < 20)
      select id from at order by depth desc limit 1`;
  return sql`select coalesce(merged_into, id) from organization where slug = ${slug}`;
}

/**
 * That the true value of `result r` lies in the range. Bounds decide, so `<0.5` is certainly below 1 and only possibly above 0.1.
 * With an analyte, values in another unit than its canonical one are left out: they cannot be compared.
 */
export function within({ min, max, range = 'certainly' }: ValueRange, analyte: string | undefined): Fragment | false {
  if (min === undefined && max === undefined) return false;
  const unit = analyte === undefined ? undefined : analyteById(analyte)?.unit;
  return all([
    sql`(r.lower is not null or r.upper is not null)`,
    unit !== undefined && sql`r.unit = ${unit}`,
    min !== undefined && range === 'certainly' && sql`r.lower >= ${min}::numeric`,
    max !== undefined && range === 'certainly' && sql`r.upper <= ${max}::numeric`,
    min !== undefined &&
      range === 'possibly' &&
      sql`(r.upper is null or r.upper > ${min}::numeric or (r.upper_closed and r.upper = ${min}::numeric))`,
    max !== undefined &&
      range === 'possibly' &&
      sql`(r.lower is null or r.lower < ${max}::numeric or (r.lower_closed and r.lower = ${max}::numeric))`,
  ]);
}

/** That `result r` is one of these analytes. */
export function ofAnalytes(ids: readonly string[]): Fragment {
  return sql`r.analyte_id in ${list(ids)}`;
}
