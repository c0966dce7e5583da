/** Analytes: what is measured, and how often it was found. */
import { raw } from '@mikro-orm/postgresql';
import { analyteById } from '../coa/analyte.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { latestResults } from './results.ts';
import { all, type Fragment, rows, type SqlEntityManager, sql } from './sql.ts';
import type { AnalyteItem, AnalyteView, Slice } from './views.ts';

const LATEST = 200;

/** Detected: found, whether or not a number could be put to it. Censored: below or above what the laboratory can measure. */
const ITEM = `a.id, a.name, a.group_name as "group", a.cas, a.unit, count(r.id)::int as results,
  count(r.id) filter (where r.kind in ('quantified', 'estimated', 'detected_not_quantified', 'present', 'above_limit', 'range'))::int as detected,
  count(r.id) filter (where r.kind in ('not_detected', 'below_limit', 'above_limit', 'detected_not_quantified'))::int as censored,
  lower(a.name) as key`;

type ItemRow = AnalyteItem & { readonly key: string };

function withoutKey({ key: _, ...item }: ItemRow): AnalyteItem {
  return item;
}

export interface AnalyteFilter {
  /** Group of the dictionary, e.g. `heavy_metal`. */
  readonly group?: string | undefined;
  /** Only those with results. */
  readonly measured?: boolean | undefined;
}

async function analytesWhere(em: SqlEntityManager, condition: Fragment, having: Fragment, limit: number): Promise<ItemRow[]> {
  return rows<ItemRow>(
    em,
    sql`select ${raw(ITEM)} from analyte a
      left join (result r join public_sample s on s.id = r.sample_id and r.superseded_at is null) on r.analyte_id = a.id
      where ${condition} group by a.id having ${having} order by lower(a.name), a.id limit ${limit}`,
  );
}

/** By name. */
export async function listAnalytes(em: SqlEntityManager, options: AnalyteFilter & Paging): Promise<Slice<AnalyteItem>> {
  const after = decodeCursor(options.cursor, [KEY.text, KEY.text]);
  const condition = all([
    options.group !== undefined && sql`a.group_name = ${options.group}`,
    after && sql`(lower(a.name), a.id) > (${after[0]}, ${after[1]})`,
  ]);
  const having = options.measured ? sql`count(r.id) > 0` : sql`true`;
  const cut = slice(await analytesWhere(em, condition, having, options.limit + 1), options.limit, item => [item.key, item.id]);
  return { items: cut.items.map(withoutKey), next: cut.next };
}

/** The whole dictionary by name, which has some two hundred entries. */
export async function everyAnalyte(em: SqlEntityManager): Promise<AnalyteItem[]> {
  return (await analytesWhere(em, sql`true`, sql`true`, 100_000)).map(withoutKey);
}

export async function findAnalyte(em: SqlEntityManager, id: string): Promise<AnalyteView | null> {
  const [found] = await analytesWhere(em, sql`a.id = ${id}`, sql`true`, 1);
  return found === undefined ? null : analyteView(em, withoutKey(found));
}

/** With what the dictionary knows of it, and its newest results. */
export async function analyteView(em: SqlEntityManager, item: AnalyteItem, latest = LATEST): Promise<AnalyteView> {
  const entry = analyteById(item.id);
  return {
    ...item,
    synonyms: [...new Set([...(entry?.synonyms ?? []), ...(entry?.short ?? []), ...Object.values(entry?.translations ?? {}).flat()])],
    pubchem: entry?.pubchem ?? null,
    unii: entry?.unii ?? null,
    formula: entry?.formula ?? null,
    notes: entry?.notes ?? null,
    latest: await latestResults(em, sql`r.analyte_id = ${item.id}`, latest),
  };
}

export type Parties = Record<'vendor' | 'laboratory', readonly { readonly value: string; readonly label: string }[]>;

/** Every vendor and laboratory with a public result of it, by name. */
export async function partiesOf(em: SqlEntityManager, analyte: string): Promise<Parties> {
  const found = await rows<{ role: 'vendor' | 'laboratory'; value: string; label: string }>(
    em,
    sql`with named as (select distinct s.vendor_id, s.laboratory_id from result r join public_sample s on s.id = r.sample_id
          where r.analyte_id = ${analyte} and r.superseded_at is null)
      select distinct 'vendor' as role, o.slug as value, o.name as label, o.folded from named join organization o on o.id = named.vendor_id
      union select distinct 'laboratory', o.slug, o.name, o.folded from named join organization o on o.id = named.laboratory_id order by 4, 2`,
  );
  const of = (role: 'vendor' | 'laboratory') => found.filter(each => each.role === role).map(({ value, label }) => ({ value, label }));
  return { vendor: of('vendor'), laboratory: of('laboratory') };
}
