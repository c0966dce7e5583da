/** Lots: what a person holds in the hand, with every certificate that speaks of it. */
import { raw } from '@mikro-orm/postgresql';
import { certificatesWhere } from './certificate.ts';
import { NO_DATE, reference } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { isId } from './id.ts';
import { samplesAsOf } from './public-sample.ts';
import { latestResults, organizationOf } from './results.ts';
import { all, type Fragment, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { LotItem, LotView, Slice } from './views.ts';

const item = (
  asOf: string | undefined,
): Fragment => sql`b.id, b.code, ${raw(reference('p'))} as product, ${raw(reference('o'))} as vendor, count(distinct s.certificate_id)::int as certificates,
  coalesce((select json_agg(distinct panel order by panel) from ${samplesAsOf(asOf)} x, unnest(x.panels) panel where x.batch_id = b.id), '[]') as panels,
  max(s.dated_on)::text as latest, bool_and(s.is_sample) as "isSample", coalesce(max(s.dated_on), ${NO_DATE}::date)::text as key`;

/** Joins that conditions of a lot may speak of: batch b, public_sample s, product p, organization o (vendor), l (laboratory). */
export const lotsFrom = (asOf?: string): Fragment => sql`batch b
  join ${samplesAsOf(asOf)} s on s.batch_id = b.id
  left join product p on p.id = b.product_id
  left join organization o on o.id = b.vendor_id
  left join organization l on l.id = s.laboratory_id`;

/** A lot shows many results; more than these would not be read. */
const MOST_RESULTS = 5000;

type ItemRow = LotItem & { readonly key: string };

function withoutKey({ key: _, ...item }: ItemRow): LotItem {
  return item;
}

/** Lots that meet a condition on `lotsFrom`, the newest first; undated ones last. */
export async function lotsWhere(em: SqlEntityManager, condition: Fragment, paging: Paging, asOf?: string): Promise<Slice<LotItem>> {
  const after = decodeCursor(paging.cursor, [KEY.date, KEY.id]);
  const having = after ? sql`(coalesce(max(s.dated_on), ${NO_DATE}::date), b.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`true`;
  const found = await rows<ItemRow>(
    em,
    sql`select ${item(asOf)} from ${lotsFrom(asOf)} where ${condition} group by b.id, p.id, o.id having ${having}
      order by coalesce(max(s.dated_on), ${NO_DATE}::date) desc, b.id desc limit ${paging.limit + 1}`,
  );
  const cut = slice(found, paging.limit, item => [item.key, item.id]);
  return { items: cut.items.map(withoutKey), next: cut.next };
}

export interface LotFilter {
  /** Slugs. */
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly samples?: boolean | undefined;
  readonly asOf?: string | undefined;
}

export async function listLots(em: SqlEntityManager, options: LotFilter & Paging): Promise<Slice<LotItem>> {
  const { vendor, product, samples, asOf } = options;
  return lotsWhere(
    em,
    all([
      vendor !== undefined && sql`s.vendor_id in (${organizationOf(vendor, asOf)})`,
      product !== undefined && sql`p.slug = ${product}`,
      samples === false && sql`not s.is_sample`,
    ]),
    options,
    asOf,
  );
}

/** Every one of them, for the pages of a vendor or a product. */
export async function everyLot(em: SqlEntityManager, condition: Fragment, asOf?: string): Promise<readonly LotItem[]> {
  return (await lotsWhere(em, condition, { limit: 100_000 }, asOf)).items;
}

/** The lot; one whose certificates went to another lot since (a merge of vendors) answers with that one. */
export async function findLot(em: SqlEntityManager, id: string, asOf?: string): Promise<LotView | null> {
  if (!isId(id)) return null;
  const lot = (await lotsWhere(em, sql`b.id = ${id}`, { limit: 1 }, asOf)).items[0];
  if (lot === undefined) {
    const successor = await successorOf(em, id);
    return successor === null ? null : findLot(em, successor, asOf);
  }
  const facts = await row<{ form: string | null; servingSize: string | null }>(
    em,
    sql`select max(coalesce(x.form, p.form)) as form, max(x.serving_size) as "servingSize" from ${samplesAsOf(asOf)} s
      join sample x on x.id = s.id left join product p on p.id = s.product_id where s.batch_id = ${id}`,
  );
  return {
    ...lot,
    form: facts?.form ?? null,
    servingSize: facts?.servingSize ?? null,
    certificateList: await certificatesWhere(
      em,
      sql`v.id in (select s.version_id from ${samplesAsOf(asOf)} s where s.batch_id = ${id})`,
      asOf,
    ),
    results: await latestResults(em, sql`s.batch_id = ${id}`, MOST_RESULTS, asOf),
  };
}

async function successorOf(em: SqlEntityManager, id: string): Promise<string | null> {
  const found = await row<{ id: string }>(
    em,
    sql`select s.batch_id as id from sample_of old join public_sample s on s.id = old.sample_id
      where old.batch_id = ${id} and old.superseded_at is not null and s.batch_id <> ${id} limit 1`,
  );
  return found?.id ?? null;
}
