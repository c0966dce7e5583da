/** Which reports amend which, found when it is asked: it follows corrections, decisions and takedowns by itself. */
import { raw } from '@mikro-orm/postgresql';
import { type Relation, type ReportFacts, relationOf } from '../coa/amendment.ts';
import { readReportNumber, reportKey, reportsNamed } from '../coa/report-number.ts';
import { iso } from './columns.ts';
import { isId } from './id.ts';
import { laboratoryAsOf, publicAsOf } from './public-sample.ts';
import { any, type Fragment, list, planned, rows, type SqlEntityManager, sql } from './sql.ts';

/** A certificate, as far as another one is told of it. */
export interface Report {
  readonly id: string;
  /** The version that is shown. */
  readonly version: string;
  readonly reportNumber: string | null;
  /** ISO day. */
  readonly reported: string | null;
  readonly recordedAt: string;
}

/** How a certificate stands to another one, and which that is. */
export interface RelatedReport extends Relation {
  readonly report: Report;
}

export interface Asked {
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
  /** The certificates asked for need not be public. What they are related to always is. */
  readonly includeUnpublished?: boolean;
}

/** Public reports related to one certificate, the newest first. */
export async function relatedReports(em: SqlEntityManager, certificate: string, asked: Asked = {}): Promise<readonly RelatedReport[]> {
  return (await relatedToEach(em, [certificate], asked)).get(certificate) ?? [];
}

/** The same of several certificates; those that have none are left out. */
export async function relatedToEach(
  em: SqlEntityManager,
  certificates: readonly string[],
  asked: Asked = {},
): Promise<ReadonlyMap<string, readonly RelatedReport[]>> {
  const own = await factsOf(em, certificates, asked);
  const others = await candidates(em, own, asked.asOf);
  const byKey = Map.groupBy(others, keyOf);
  const naming = others.filter(({ statements }) => statements.length > 0);
  const near = (one: Facts) => (one.statements.length > 0 ? others : new Set([...(byKey.get(keyOf(one)) ?? []), ...naming]));
  const related = own.map(one => [one.id, [...near(one)].flatMap(other => relatedTo(one, other)).toSorted(newestFirst)] as const);
  return new Map(related.filter(([, found]) => found.length > 0));
}

/** Two certificates and how the first stands to the second; null where they are not related, or one may not be shown. */
export async function relatedPair(em: SqlEntityManager, first: string, second: string, asked: Asked) {
  const found = await factsOf(em, [first, second], asked);
  const [one, other] = [first, second].map(id => found.find(facts => facts.id === id));
  const [related] = one && other ? relatedTo(one, other) : [];
  return one && related ? { one: reportOf(one), other: related.report, relation: related, isSample: one.isSample } : null;
}

interface Facts extends ReportFacts {
  readonly id: string;
  readonly version: string;
  readonly isSample: boolean;
}

/** Reports of one number have one key; null where there is no number. */
const keyOf = ({ number }: Facts): string | null => {
  const read = readReportNumber(number);
  return read && reportKey(read.whole);
};

function relatedTo(one: Facts, other: Facts): RelatedReport[] {
  if (one.id === other.id || one.isSample !== other.isSample) return [];
  const relation = relationOf(one, other);
  return relation === null ? [] : [{ ...relation, report: reportOf(other) }];
}

const reportOf = ({ id, version, number, reported, recordedAt }: Facts): Report => ({
  id,
  version,
  reportNumber: number,
  reported,
  recordedAt,
});

const newestFirst = ({ report: a }: RelatedReport, { report: b }: RelatedReport): number =>
  (b.reported ?? '').localeCompare(a.reported ?? '') || b.recordedAt.localeCompare(a.recordedAt) || b.id.localeCompare(a.id);

function factsOf(em: SqlEntityManager, certificates: readonly string[], { asOf, includeUnpublished = false }: Asked): Promise<Facts[]> {
  const shown = includeUnpublished && asOf === undefined ? sql`v.superseded_at is null` : publicAsOf(asOf);
  return factsWhere(em, sql`${shown} and c.id in ${list(certificates.filter(isId))}`, asOf);
}

/** Public ones of a number that one of these has or names, and those that name it: more than are related. */
async function candidates(em: SqlEntityManager, own: readonly Facts[], asOf: string | undefined): Promise<Facts[]> {
  const numbers = own.flatMap(({ number }) => readReportNumber(number) ?? []).map(({ whole }) => whole);
  const named = own.flatMap(({ statements }) => statements.flatMap(reportsNamed)).map(({ whole }) => whole);
  const keys = [...new Set([...numbers, ...named].map(reportKey))];
  if (keys.length === 0) return [];
  const naming = any([...new Set(numbers)].map(whole => sql`${raw(SQUEEZED)} like ${`%${whole}%`}`));
  return factsWhere(
    em,
    sql`${publicAsOf(asOf)} and v.id in (select w.id from certificate_version w where report_key(w.report_number_normalised) in ${list(keys)}
      union all select s.version_id from sample s where s.header -> 'amendment' is not null and (${naming}))`,
    asOf,
  );
}

/** As the index has it. */
const SQUEEZED = `upper(regexp_replace(s.header -> 'amendment' ->> 'text', '[^[:alnum:]]+', '', 'g'))`;

/** `condition` is on `certificate c` and its `certificate_version v`. */
async function factsWhere(em: SqlEntityManager, condition: Fragment, asOf: string | undefined): Promise<Facts[]> {
  return rows<Facts>(
    em,
    planned`select c.id, v.id as version, c.is_sample as "isSample", json_build_object('id', ${laboratoryAsOf(asOf)}, 'printed', v.laboratory_name) as laboratory,
        v.report_number as number, v.reported::text as reported, ${raw(iso('c.recorded_at'))} as "recordedAt", told.*,
        (select md5(coalesce(string_agg(concat_ws(chr(31), s.position, r.printed ->> 'name', r.printed ->> 'value', r.printed ->> 'unit'), chr(30)
          order by s.position, r.position), '')) from sample s join result r on r.sample_id = s.id where s.version_id = v.id) as digest
      from certificate_version v join certificate c on c.id = v.certificate_id
      join source_file f on f.sha256 = c.sha256 and f.takedown_at is null,
      lateral (select max(s.dates -> 'amended' ->> 'date') as amended,
          coalesce(json_agg(distinct s.header -> 'amendment' ->> 'text') filter (where s.header -> 'amendment' is not null), '[]') as statements,
          coalesce(json_agg(json_build_object('lot', s.lot, 'labSampleId', s.lab_sample_id, 'panels', s.panels) order by s.position), '[]') as samples
        from sample s where s.version_id = v.id) told
      where ${condition}`,
  );
}
