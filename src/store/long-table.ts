/** The long table, read: which rows a filter chooses, and what stands in each column. */
import { raw } from '@mikro-orm/postgresql';
import { ANALYTES } from '../coa/analyte.ts';
import { type ColumnType, LONG_TABLE, type LongColumn } from '../export/long-table.ts';
import type { Filter } from '../query/filter.ts';
import { iso } from './columns.ts';
import { type CopyFormat, type CopyPage, type CopyQuery, copyOut } from './copy.ts';
import { filterWhere } from './filter.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { all, type Fragment, list, row, rows, type SqlEntityManager, sql } from './sql.ts';
import { scopeOf } from './walk.ts';

export interface LongSelection {
  readonly filter?: Filter | undefined;
  /** Default `real`: the invented sample data are never among real data unless both are asked for. */
  readonly samples?: 'real' | 'samples' | 'both' | undefined;
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
  /** Names of columns, in the order wanted; all without. */
  readonly columns?: readonly string[] | undefined;
  /** PostgreSQL: the exported snapshot that is read. */
  readonly snapshot?: string | null | undefined;
}

const evidence = (key: string): string => `(r.evidence->>'${key}')`;
const printed = (key: string): string => `(r.printed->>'${key}')`;

/** Of `result r`, its sample `s`, and what `FROM` joins; in the type of the column. */
const VALUES: Readonly<Record<string, string>> = {
  result_id: 'r.id',
  document_id: 'r.certificate_id',
  document_sha256: 'c.sha256',
  page: `${evidence('page')}::int`,
  lab_id: 's.laboratory_id',
  vendor_id: 's.vendor_id',
  product_id: 's.product_id',
  lot: 'b.code',
  sampled_at: `(y.dates->'sampled'->>'date')::date`,
  reported_at: 's.reported',
  analyte: 'r.analyte_id',
  unii: 'u.unii',
  kind: 'r.kind',
  comparator: `case r.kind when 'below_limit' then case when (r.finding->>'inclusive')::boolean then '<=' else '<' end
    when 'above_limit' then case when (r.finding->>'inclusive')::boolean then '>=' else '>' end end`,
  value: 'r.number',
  lo: 'r.lower',
  hi: 'r.upper',
  unit: 'r.unit',
  basis: 'r.basis',
  lod: 'r.lod',
  loq: 'r.loq',
  rl: `case when r.kind = 'below_limit' and r.finding->>'limit' = 'reporting_limit' then r.upper end`,
  method: printed('method'),
  uncertainty: printed('uncertainty'),
  qualifiers: `case when r.flags <> '[]' then translate(r.flags::text, '[]",', '') end`,
  qc_role: `'routine'::text`,
  review_state: `case when (r.certificate_id, s.position, r.position) in (select w.certificate_id, w.sample, w.line from value_flag w where w.settled_at is null)
    then 'disputed' when r.confidence_reasons @> '["confirmed by a person"]' then 'reviewed' else 'machine_checked' end`,
  confidence: 'r.confidence',
  parser_version: `e.importer || ' ' || e.importer_version`,
  report_number: 's.report_number',
  laboratory: 'l.slug',
  vendor: 'o.slug',
  product: 'p.slug',
  form: 'coalesce(s.form, p.form)',
  sample_index: 's.position',
  row_index: 'r.position',
  panel: 'r.panel',
  cas: 'a.cas',
  printed_name: printed('name'),
  printed_value: printed('value'),
  printed_unit: printed('unit'),
  printed_limit: printed('limit'),
  printed_verdict: 'r.printed_verdict',
  test_portion: 'r.test_portion',
  lo_closed: 'r.lower_closed',
  hi_closed: 'r.upper_closed',
  box: `translate((r.evidence->'box')::text, '[],', '')`,
  cell: `coalesce(${evidence('sheet')} || '!' || ${evidence('cell')}, ${evidence('pointer')})`,
  recorded_at: 'r.recorded_at',
  is_sample: 's.is_sample',
};

const UNIIS = ANALYTES.flatMap(({ id, unii }) => (unii === undefined ? [] : [`('${id}', '${unii}')`])).join(', ');

const from = (asOf: string | undefined): Fragment => sql`result r
  join ${samplesAsOf(asOf)} s on s.id = r.sample_id
  join sample y on y.id = r.sample_id
  join certificate c on c.id = r.certificate_id
  join certificate_version n on n.id = s.version_id
  join extraction e on e.id = n.extraction_id
  left join analyte a on a.id = r.analyte_id
  left join (values ${raw(UNIIS)}) as u (id, unii) on u.id = r.analyte_id
  left join batch b on b.id = s.batch_id
  left join product p on p.id = s.product_id
  left join organization o on o.id = s.vendor_id
  left join organization l on l.id = s.laboratory_id`;

function where({ filter, samples = 'real', asOf }: LongSelection): Fragment {
  return all([
    standsAsOf('r', asOf),
    samples !== 'both' && (samples === 'samples' ? sql`s.is_sample` : sql`not s.is_sample`),
    filter && filterWhere(filter, scopeOf('id', asOf)),
  ]);
}

/** Text that a spreadsheet would run as a formula; the same rule as `http/csv.ts`. Few texts begin so: only they are looked at closely. */
const BLANKS = [
  9,
  10,
  11,
  12,
  13,
  32,
  160,
  0x1680,
  ...Array.from({ length: 11 }, (_, i) => 0x2000 + i),
  0x2028,
  0x2029,
  0x202f,
  0x205f,
  0x3000,
  0xfeff,
];
const FIRST = [...BLANKS, ...'=+-@\uff1d\uff0b\uff0d\uff20'].map(each => (typeof each === 'number' ? each : each.codePointAt(0)!));
const FORMULA = String.raw`'^[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]*[=+@\t\r\uff1d\uff0b\uff0d\uff20-]'`;
const NUMBER = String.raw`'^[+-]{0,1}\d+(\.\d+){0,1}([eE][+-]{0,1}\d+){0,1}$'`;
export const spreadsheetSafe = (text: string): string =>
  `case when ascii(${text}) in (${FIRST.join(', ')}) and ${text} ~ ${FORMULA} and ${text} !~ ${NUMBER} then '''' || ${text} else ${text} end`;

/** Columns that hold what strangers wrote. */
const STRANGE: ReadonlySet<string> = new Set(
  'lot method uncertainty report_number printed_name printed_value printed_unit printed_limit test_portion cell'.split(' '),
);

const AS_CSV: Readonly<Partial<Record<ColumnType, (value: string) => string>>> = {
  boolean: value => `case when ${value} then 'true' else 'false' end`,
  timestamp: iso,
};
/** Decimals are texts: JSON readers make binary numbers of numbers. */
const AS_JSON: Readonly<Partial<Record<ColumnType, (value: string) => string>>> = {
  decimal: value => `(${value})::text`,
  timestamp: iso,
};

function expressionOf({ name, type }: LongColumn, as: 'plain' | CopyFormat): string {
  const value = VALUES[name];
  if (value === undefined) throw new TypeError(`the column ${name} has no value`);
  if (as === 'plain') return value;
  if (as === 'csv' && STRANGE.has(name)) return spreadsheetSafe(value);
  return (as === 'csv' ? AS_CSV : AS_JSON)[type]?.(value) ?? value;
}

/** The columns of a selection; result_id is always the first. */
export function longColumns({ columns }: LongSelection): readonly LongColumn[] {
  if (columns === undefined) return LONG_TABLE;
  const chosen = columns.flatMap(name => LONG_TABLE.find(column => column.name === name) ?? []);
  return [LONG_TABLE[0]!, ...chosen.filter(({ name }) => name !== 'result_id')];
}

function selected(selection: LongSelection, as: 'plain' | CopyFormat, also: Fragment | false = false): Fragment {
  const named = longColumns(selection).map(column => `${expressionOf(column, as)} as ${column.name}`);
  return sql`select ${raw(named.join(', '))} from ${from(selection.asOf)} where ${all([where(selection), also])}`;
}

function pageOf(selection: LongSelection, as: 'plain' | CopyFormat, { after, limit }: CopyPage): Fragment {
  const rows = sql`${selected(selection, as, after !== null && sql`r.id > ${after}::uuid`)} order by r.id ${limit === null ? raw('') : sql`limit ${limit}`}`;
  return as === 'lines' ? sql`select row_to_json(t)::text from (${rows}) t` : rows;
}

/** The same rows as the database holds them, for whoever compares. */
export const longRows = (selection: LongSelection): Fragment => pageOf(selection, 'plain', { after: null, limit: null });

/** CSV with a header, or one JSON object a line; in the order of `result_id`, the same bytes from both databases. */
export function copyLongTable(em: SqlEntityManager, selection: LongSelection, format: CopyFormat): AsyncGenerator<Uint8Array> {
  const query: CopyQuery = {
    format,
    header: longColumns(selection)
      .map(({ name }) => name)
      .join(','),
    select: page => pageOf(selection, format, page),
    snapshot: selection.snapshot,
  };
  return copyOut(em, query);
}

/** How many rows a selection has, counted no further than `most`. */
export async function countLongRows(em: SqlEntityManager, selection: LongSelection, most: number): Promise<number> {
  const found = await row<{ count: number }>(
    em,
    sql`select count(*)::int as count from (select 1 from result r join ${samplesAsOf(selection.asOf)} s on s.id = r.sample_id where ${where(selection)} limit ${most}) t`,
  );
  return found?.count ?? 0;
}

/** Certificates asked for at a time. */
const CERTIFICATES = 100;

/** The same rows, sample by sample in printed order, as lines of JSON: a sample each, as the list of its rows. */
export async function* longSamples(em: SqlEntityManager, selection: LongSelection): AsyncGenerator<Uint8Array> {
  const { columns: _, ...whole } = selection;
  let after: string | null = null;
  for (;;) {
    const ids = await certificatesAfter(em, selection, after);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const samples = sql`select '[' || string_agg(row_to_json(t)::text, ',' order by t.row_index) || ']'
      from (${selected(whole, 'lines', sql`r.certificate_id in ${list(ids)}`)}) t
      group by t.document_id, t.sample_index order by t.document_id, t.sample_index`;
    yield* copyOut(em, { format: 'lines', header: '', whole: true, select: () => samples });
  }
}

async function certificatesAfter(em: SqlEntityManager, selection: LongSelection, after: string | null): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    sql`select t.id from certificate t where ${all([after !== null && sql`t.id > ${after}::uuid`])}
      and exists (select 1 from ${samplesAsOf(selection.asOf)} s join result r on r.sample_id = s.id where s.certificate_id = t.id and ${where(selection)})
      order by t.id limit ${CERTIFICATES}`,
  );
  return found.map(({ id }) => id);
}
