/** The tables of a snapshot beside the long table: which rows are public now, what stands in each column, written by the database as CSV. */
import { raw } from '@mikro-orm/postgresql';
import type { LongColumn } from '../export/long-table.ts';
import type { TableDescription } from '../export/snapshot-tables.ts';
import { SNAPSHOT_TABLES, wideColumns, wideTable } from '../export/snapshot-tables.ts';
import { iso } from './columns.ts';
import { type CopyPage, type CopyQuery, copyOut } from './copy.ts';
import { spreadsheetSafe } from './long-table.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';

export interface SnapshotScope {
  /** The invented samples alone, or real data alone: never both. */
  readonly samples: boolean;
  /** PostgreSQL: the exported snapshot that is read. */
  readonly snapshot: string | null;
}

interface TableSql {
  readonly from: string;
  /** Of the first column, by which rows are ordered. */
  readonly key: string;
  /** After the key. */
  readonly order?: string;
  readonly where: string;
  readonly values: Readonly<Record<string, string>>;
  /** Columns that hold what strangers wrote. */
  readonly strange?: readonly string[];
  readonly whole?: boolean;
}

const kind = (samples: boolean): string => (samples ? 's.is_sample' : 'not s.is_sample');
const shown = (samples: boolean, column: string): string => `(select s.${column} from public_sample s where ${kind(samples)})`;

const tables = (samples: boolean): Readonly<Record<string, TableSql>> => ({
  certificates: {
    from: `certificate c join certificate_version v on v.certificate_id = c.id and v.superseded_at is null and v.state = 'public'
      join source_file f on f.sha256 = c.sha256 join extraction e on e.id = v.extraction_id left join organization l on l.id = v.laboratory_id`,
    key: 'c.id',
    where: `c.id in ${shown(samples, 'certificate_id')}`,
    values: {
      ...{ document_id: 'c.id', document_sha256: 'c.sha256', media_type: 'f.media_type', bytes: 'f.bytes' },
      ...{ lab_id: 'v.laboratory_id', laboratory: 'l.slug', laboratory_printed: 'v.laboratory_name', report_number: 'v.report_number' },
      ...{ reported_at: 'v.reported', accreditation: 'v.accreditation', language: 'v.language' },
      ...{ parser_version: `e.importer || ' ' || e.importer_version`, recorded_at: 'c.recorded_at', version_recorded_at: 'v.recorded_at' },
    },
    strange: ['laboratory_printed', 'report_number', 'accreditation', 'language'],
  },
  verdicts: {
    from: `verdict v join rule_version x on x.id = v.rule_version_id join judging j on j.sample_id = v.sample_id join public_sample s on s.id = v.sample_id`,
    key: 'v.sample_id',
    order: 'x.rule collate "C", x.fingerprint collate "C"',
    where: `v.superseded_at is null and ${kind(samples)}`,
    values: {
      ...{ sample_id: 'v.sample_id', rule: 'x.rule', rule_fingerprint: 'x.fingerprint', engine: 'x.engine', ruleset: 'x.ruleset' },
      ...{ jurisdiction: 'x.jurisdiction', analyte: 'x.analyte', standing: 'x.standing', verdict: 'v.verdict' },
      ...{
        lower: 'v.lower',
        upper: 'v.upper',
        unit: 'v.unit',
        needs: `array_to_string(v.needs, ' ')`,
        caveats: `array_to_string(v.caveats, ' ')`,
      },
      ...{ rows: `array_to_string(v.results, ' ')`, document_id: 's.certificate_id', sample_index: 's.position' },
      ...{ law_on: 'j.law_on', law_on_basis: 'j.law_on_basis', recorded_at: 'v.recorded_at' },
    },
  },
  rules: {
    from: 'rule_version x',
    key: 'x.rule collate "C"',
    order: 'x.fingerprint collate "C"',
    where: `x.in_use_until is null or exists (select 1 from verdict v join public_sample s on s.id = v.sample_id where v.rule_version_id = x.id
      and v.superseded_at is null and ${kind(samples)})`,
    values: {
      ...{ rule: 'x.rule', rule_fingerprint: 'x.fingerprint', engine: 'x.engine', ruleset: 'x.ruleset', jurisdiction: 'x.jurisdiction' },
      ...{ analyte: 'x.analyte', basis: 'x.basis', limit: 'x.limit_text', standing: 'x.standing', in_use_from: 'x.in_use_from' },
    },
    whole: true,
  },
  vendors: organizations(shown(samples, 'vendor_id'), { vendor_id: 'o.id', vendor: 'o.slug', name: 'o.name' }),
  laboratories: organizations(shown(samples, 'laboratory_id'), {
    ...{ lab_id: 'o.id', laboratory: 'o.slug', name: 'o.name', accreditation: 'o.accreditation' },
  }),
  products: {
    from: 'product p join organization o on o.id = p.vendor_id',
    key: 'p.id',
    where: `p.id in ${shown(samples, 'product_id')}`,
    values: { product_id: 'p.id', product: 'p.slug', name: 'p.name', form: 'p.form', vendor_id: 'p.vendor_id', vendor: 'o.slug' },
    strange: ['name'],
  },
  lots: {
    from: 'batch b',
    key: 'b.id',
    where: `b.id in ${shown(samples, 'batch_id')}`,
    values: { lot_id: 'b.id', lot: 'b.code', product_id: 'b.product_id', vendor_id: 'b.vendor_id' },
    strange: ['lot'],
  },
  analytes: {
    from: 'analyte a',
    key: 'a.id collate "C"',
    where: 'true',
    values: { analyte: 'a.id', name: 'a.name', group: 'a.group_name', cas: 'a.cas', unit: 'a.unit' },
    whole: true,
  },
});

function organizations(ids: string, values: TableSql['values']): TableSql {
  return { from: 'organization o', key: 'o.id', where: `o.id in ${ids}`, values, strange: ['name', 'accreditation'] };
}

function expression({ name, type }: LongColumn, { values, strange = [] }: TableSql): string {
  const value = values[name];
  if (value === undefined) throw new TypeError(`the column ${name} has no value`);
  if (type === 'timestamp') return iso(value);
  return strange.includes(name) ? spreadsheetSafe(value) : value;
}

/** One of the tables that are always the same, as CSV with a header, in the order of its key. */
export function copySnapshotTable(
  em: SqlEntityManager,
  name: (typeof SNAPSHOT_TABLES)[number]['name'],
  { samples, snapshot }: SnapshotScope,
): AsyncGenerator<Uint8Array> {
  const table = tables(samples)[name];
  const description = SNAPSHOT_TABLES.find(each => each.name === name);
  if (table === undefined || description === undefined) throw new TypeError(`there is no table ${name}`);
  return copyOut(em, copyOf(description, table, snapshot));
}

function copyOf({ columns }: TableDescription, table: TableSql, snapshot: string | null): CopyQuery {
  const { from, key, order, where, whole } = table;
  const named = columns.map(column => expression(column, table)).join(', ');
  const beyond = ({ after, limit }: CopyPage) => {
    if (limit === null) return sql`true`;
    const next = after === null ? sql`true` : sql`${raw(key)} > ${after}::uuid`;
    // some have many rows of one identifier, which must come together
    return sql`${raw(key)} in (select distinct ${raw(key)} from ${raw(from)} where (${raw(where)}) and ${next} order by 1 limit ${limit})`;
  };
  return {
    ...{ format: 'csv', header: columns.map(column => column.name).join(','), whole, snapshot },
    select: page =>
      sql`select ${raw(named)} from ${raw(from)} where (${raw(where)}) and ${beyond(page)} order by ${raw([key, ...(order ? [order] : [])].join(', '))}`,
  };
}

/** Kinds that are measurements, and bases that mean the product as it is. */
const MEASURED = `r.kind in ('quantified', 'estimated', 'detected_not_quantified', 'not_detected', 'below_limit', 'above_limit', 'range')
  and r.basis in ('as_received', 'unknown')`;

/** The substances that have a column: of which something was measured in their own unit. */
async function wideAnalytes(em: SqlEntityManager, samples: boolean): Promise<{ id: string; unit: string }[]> {
  return rows(
    em,
    sql`select a.id, a.unit from analyte a where a.id ~ '^[a-z0-9_]+$' and exists (select 1 from result r join public_sample s on s.id = r.sample_id
      where r.analyte_id = a.id and r.unit = a.unit and r.superseded_at is null and ${raw(MEASURED)} and ${raw(kind(samples))}) order by a.id collate "C"`,
  );
}

/** One row a sample, and what its columns are. Several results of one substance give bounds that hold them all. */
export async function copyWideTable(
  em: SqlEntityManager,
  { samples, snapshot }: SnapshotScope,
): Promise<{ description: TableDescription; chunks: AsyncGenerator<Uint8Array> }> {
  const analytes = await wideAnalytes(em, samples);
  const values = analytes.flatMap(({ id }) =>
    ['lo', 'hi', 'n'].map(each => `max(h.${each}) filter (where h.analyte_id = '${id}') as c${id}_${each}`),
  );
  const chosen = analytes.flatMap(({ id }) => [`w.c${id}_lo`, `w.c${id}_hi`, `coalesce(w.c${id}_n, 0)`]);
  const wide = `left join (select h.sample_id${values.map(value => `, ${value}`).join('')} from (
      select r.sample_id, r.analyte_id, count(*) as n, case when count(*) = count(r.lower) then min(r.lower) end as lo,
        case when count(*) = count(r.upper) then max(r.upper) end as hi
      from result r join analyte a on a.id = r.analyte_id and a.unit = r.unit where r.superseded_at is null and ${MEASURED}
      group by r.sample_id, r.analyte_id) h group by h.sample_id) w on w.sample_id = s.id`;
  const table: TableSql = {
    from: `public_sample s left join batch b on b.id = s.batch_id ${wide}`,
    key: 's.id',
    where: kind(samples),
    values: {
      ...{ sample_id: 's.id', document_id: 's.certificate_id', sample_index: 's.position', name: 's.name', form: 's.form' },
      ...{ lot_id: 's.batch_id', lot: 'b.code', product_id: 's.product_id', vendor_id: 's.vendor_id', lab_id: 's.laboratory_id' },
      reported_at: 's.reported',
      ...Object.fromEntries(wideColumns(analytes).map(({ name }, index) => [name, chosen[index]!])),
    },
    strange: ['name', 'lot'],
  };
  const description = wideTable(analytes);
  return { description, chunks: copyOut(em, copyOf(description, table, snapshot)) };
}
