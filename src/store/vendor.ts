/** Vendors: whoever a sample's brand, template, operator or client says it is of. */
import { raw } from '@mikro-orm/postgresql';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { everyLot } from './lot.ts';
import { productsWhere } from './product.ts';
import { organizationOf } from './results.ts';
import { all, type Fragment, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice, VendorItem, VendorView } from './views.ts';

const ITEM = `o.id, o.slug, o.name, count(distinct s.batch_id)::int as lots, count(distinct s.certificate_id)::int as certificates,
  count(distinct s.product_id)::int as products, max(s.dated_on)::text as latest, bool_and(s.is_sample) as "isSample", o.folded as key`;

type ItemRow = VendorItem & { readonly key: string };

async function vendorsWhere(em: SqlEntityManager, condition: Fragment, limit: number): Promise<ItemRow[]> {
  return rows<ItemRow>(
    em,
    sql`select ${raw(ITEM)} from organization o join public_sample s on s.vendor_id = o.id where ${condition}
      group by o.id order by o.folded, o.id limit ${limit}`,
  );
}

function withoutKey({ key: _, ...item }: ItemRow): VendorItem {
  return item;
}

/** By name. */
export async function listVendors(
  em: SqlEntityManager,
  options: Paging & { readonly samples?: boolean | undefined },
): Promise<Slice<VendorItem>> {
  const after = decodeCursor(options.cursor, [KEY.text, KEY.id]);
  const condition = all([
    options.samples === false && sql`not s.is_sample`,
    after && sql`(o.folded, o.id) > (${after[0]}, ${after[1]}::uuid)`,
  ]);
  const cut = slice(await vendorsWhere(em, condition, options.limit + 1), options.limit, item => [item.key, item.id]);
  return { items: cut.items.map(withoutKey), next: cut.next };
}

/** The vendor of an address, also of the address it had before it was merged. */
export async function findVendor(em: SqlEntityManager, slug: string): Promise<VendorView | null> {
  const [found] = await vendorsWhere(em, sql`o.id in (${organizationOf(slug)})`, 1);
  if (found === undefined) return null;
  return {
    ...withoutKey(found),
    aliases: await aliasesOf(em, found.id, found.name),
    productList: (await productsWhere(em, sql`s.vendor_id = ${found.id}`, { limit: 100_000 })).items,
    lotList: await everyLot(em, sql`s.vendor_id = ${found.id}`),
  };
}

/** Other names that stand for the organization today. */
export async function aliasesOf(em: SqlEntityManager, organization: string, name: string): Promise<string[]> {
  const found = await rows<{ name: string }>(
    em,
    sql`select name from org_alias where organization_id = ${organization} and superseded_at is null and name <> ${name} order by name`,
  );
  return found.map(alias => alias.name);
}
