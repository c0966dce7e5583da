/** Products of vendors. */
import { raw } from '@mikro-orm/postgresql';
import { reference } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { newestLots } from './lot.ts';
import { samplesAsOf } from './public-sample.ts';
import { latestResults, organizationOf } from './results.ts';
import { all, type Fragment, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { ProductItem, ProductView, Slice } from './views.ts';

const ITEM = `p.id, p.slug, p.name, ${reference('o')} as vendor, p.form, count(distinct s.batch_id)::int as lots,
  max(s.dated_on)::text as latest, bool_and(s.is_sample) as "isSample", p.folded as key`;

const from = (asOf: string | undefined): Fragment =>
  sql`product p join ${samplesAsOf(asOf)} s on s.product_id = p.id left join organization o on o.id = p.vendor_id`;

const MOST_RESULTS = 1000;

type ItemRow = ProductItem & { readonly key: string };

function withoutKey({ key: _, ...item }: ItemRow): ProductItem {
  return item;
}

/** Products that meet a condition on `product p`, by name. */
export async function productsWhere(em: SqlEntityManager, condition: Fragment, paging: Paging, asOf?: string): Promise<Slice<ProductItem>> {
  const after = decodeCursor(paging.cursor, [KEY.text, KEY.id]);
  const where = all([condition, after && sql`(p.folded, p.id) > (${after[0]}, ${after[1]}::uuid)`]);
  const found = await rows<ItemRow>(
    em,
    sql`select ${raw(ITEM)} from ${from(asOf)} where ${where} group by p.id, o.id order by p.folded, p.id limit ${paging.limit + 1}`,
  );
  const cut = slice(found, paging.limit, item => [item.key, item.id]);
  return { items: cut.items.map(withoutKey), next: cut.next };
}

export interface ProductFilter {
  /** Slug. */
  readonly vendor?: string | undefined;
  readonly samples?: boolean | undefined;
  readonly asOf?: string | undefined;
}

export async function listProducts(em: SqlEntityManager, options: ProductFilter & Paging): Promise<Slice<ProductItem>> {
  const { vendor, samples, asOf } = options;
  return productsWhere(
    em,
    all([vendor !== undefined && sql`s.vendor_id = (${organizationOf(vendor, asOf)})`, samples === false && sql`not s.is_sample`]),
    options,
    asOf,
  );
}

/** The product; one whose samples went to another product since (a merge of vendors) answers with that one. */
export async function findProduct(em: SqlEntityManager, slug: string, asOf?: string): Promise<ProductView | null> {
  const item = (await productsWhere(em, sql`p.slug = ${slug}`, { limit: 1 }, asOf)).items[0];
  if (item === undefined) {
    const successor = await successorOf(em, slug);
    return successor === null ? null : findProduct(em, successor, asOf);
  }
  return {
    ...item,
    lotList: await newestLots(em, sql`s.product_id = ${item.id}`, asOf),
    alkaloids: await latestResults(em, sql`s.product_id = ${item.id} and r.panel = 'alkaloids'`, MOST_RESULTS, asOf),
  };
}

async function successorOf(em: SqlEntityManager, slug: string): Promise<string | null> {
  const found = await row<{ slug: string }>(
    em,
    sql`select q.slug from product p join sample_of old on old.product_id = p.id and old.superseded_at is not null
      join public_sample s on s.id = old.sample_id join product q on q.id = s.product_id
      where p.slug = ${slug} and q.id <> p.id limit 1`,
  );
  return found?.slug ?? null;
}
