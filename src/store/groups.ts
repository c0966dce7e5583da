/** Results that meet a filter, counted by what they have in common; with statistics that take values below limits as what they are. */
import { raw } from '@mikro-orm/postgresql';
import { analyteById } from '../coa/analyte.ts';
import type { Analysis } from '../quality/censored.ts';
import type { Filter } from '../query/filter.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { filterWhere } from './filter.ts';
import { chooseObservations, type ObservationRow, type Observations } from './observations.ts';
import { standsAsOf } from './public-sample.ts';
import { all, type Fragment, rows, type SqlEntityManager, sql } from './sql.ts';
import { analysed } from './statistics.ts';
import type { Slice } from './views.ts';
import { scopeOf } from './walk.ts';

/** SQL of what results can be grouped by, of `result r` and its sample `s`. */
const KEYS = {
  analyte: 'r.analyte_id',
  panel: 'r.panel',
  kind: 'r.kind',
  basis: 'r.basis',
  unit: 'r.unit',
  vendor: '(select o.slug from organization o where o.id = s.vendor_id)',
  laboratory: '(select o.slug from organization o where o.id = s.laboratory_id)',
  product: '(select p.slug from product p where p.id = s.product_id)',
  form: 'coalesce(s.form, (select p.form from product p where p.id = s.product_id))',
  year: `to_char(s.dated_on, 'YYYY')`,
  month: `to_char(s.dated_on, 'YYYY-MM')`,
} as const;

export type GroupKey = keyof typeof KEYS;
export const GROUP_KEYS = Object.keys(KEYS) as GroupKey[];

export interface ResultGroup {
  /** In the order asked for; null where it is not known. */
  readonly key: Readonly<Partial<Record<GroupKey, string | null>>>;
  readonly results: number;
  readonly samples: number;
  /** Of `results`: with a number. */
  readonly measured: number;
  /** Of `results`: only known between bounds. */
  readonly censored: number;
  /** null where none were asked for. */
  readonly statistics: (Analysis & Pick<Observations, 'unit' | 'basis' | 'leftOut'>) | null;
}

export interface Grouping {
  readonly filter?: Filter | undefined;
  /** `true`: of sample data alone; else of real data alone. They are never mixed. */
  readonly samples?: boolean | undefined;
  readonly by: readonly GroupKey[];
  /** Needs `analyte` among the keys: values of different analytes are never put together. */
  readonly statistics?: boolean | undefined;
}

interface CountRow {
  readonly keys: readonly (string | null)[];
  readonly results: number;
  readonly samples: number;
  readonly measured: number;
  readonly censored: number;
}

const where = ({ filter, samples = false }: Grouping): Fragment =>
  all([standsAsOf('r', undefined), samples ? sql`s.is_sample` : sql`not s.is_sample`, filter && filterWhere(filter, scopeOf('id'))]);

/** In the order of their keys, what is not known first. */
export async function groupResults(em: SqlEntityManager, grouping: Grouping, paging: Paging): Promise<Slice<ResultGroup>> {
  const { by } = grouping;
  const after = decodeCursor(
    paging.cursor,
    by.map(() => KEY.text),
  );
  const keys = by.map((key, i) => `(${KEYS[key]}) as k${i}`).join(', ');
  const places = by.map((_, i) => `coalesce(k${i}, '') collate "C"`).join(', ');
  const beyond = after === null ? sql`true` : sql`(${raw(places)}) > (${raw(after.map(() => '?').join(', '), after)})`;
  const found = await rows<CountRow>(
    em,
    sql`select json_build_array(${raw(by.map((_, i) => `k${i}`).join(', '))}) as keys, results, samples, measured, censored
      from (select ${raw(by.map((_, i) => `k${i}`).join(', '))}, count(*)::int as results, count(distinct sample)::int as samples,
          count(*) filter (where kind in ('quantified', 'estimated'))::int as measured,
          count(*) filter (where kind in ('not_detected', 'below_limit', 'detected_not_quantified', 'above_limit', 'range'))::int as censored
        from (select ${raw(keys)}, r.kind, s.id as sample from result r join public_sample s on s.id = r.sample_id where ${where(grouping)}) t
        group by ${raw(by.map((_, i) => `k${i}`).join(', '))}) g
      where ${beyond} order by ${raw(places)} limit ${paging.limit + 1}`,
  );
  const cut = slice(found, paging.limit, row => row.keys.map(key => key ?? ''));
  const items: ResultGroup[] = [];
  for (const { keys: values, ...counts } of cut.items) {
    const key = Object.fromEntries(by.map((name, i) => [name, values[i] ?? null]));
    items.push({ key, ...counts, statistics: grouping.statistics ? await statisticsOfGroup(em, grouping, values) : null });
  }
  return { items, next: cut.next };
}

async function statisticsOfGroup(
  em: SqlEntityManager,
  grouping: Grouping,
  values: readonly (string | null)[],
): Promise<ResultGroup['statistics']> {
  const analyte = values[grouping.by.indexOf('analyte')];
  const entry = analyte === null || analyte === undefined ? undefined : analyteById(analyte);
  if (!entry) return null;
  const own = grouping.by.map((key, i) => {
    const value = values[i] ?? null;
    return value === null ? sql`${raw(KEYS[key])} is null` : sql`${raw(KEYS[key])} = ${value}`;
  });
  const found = await rows<ObservationRow>(
    em,
    sql`select s.id as sample, r.kind, r.lower::text as lower, r.upper::text as upper, r.unit, r.basis
      from result r join public_sample s on s.id = r.sample_id where ${all([where(grouping), ...own])}
      order by s.dated_on nulls last, r.certificate_id, s.position, r.position`,
  );
  const { observations, excluded, unit, basis, leftOut } = chooseObservations(found, entry.unit ?? null, undefined);
  return { ...(await analysed(observations, excluded.length)), unit, basis, leftOut };
}
