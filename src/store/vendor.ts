/** Vendors: whoever a sample's brand, template, operator or client says it is of. */
import { raw } from '@mikro-orm/postgresql';
import type { Scorecard } from '../quality/scorecard-shape.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { newestLots } from './lot.ts';
import { productsWhere } from './product.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf } from './results.ts';
import { summaryOf } from './scorecard.ts';
import { all, type Fragment, list, planned, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Reference, Slice, VendorItem, VendorView } from './views.ts';

/** The order by safety, ascending: what is not scored has a bound below all others. */
const PLACE: readonly (readonly [string, string])[] = [
  ['below', '-coalesce(c.lower, -1)'],
  ['sample', 'coalesce(c.is_sample, o.is_sample)::int::numeric'],
  ['under', `-coalesce((c.output->'safety'->>'estimate')::numeric, -1)`],
  ['place', 'o.slug collate "C"'],
];

const ITEM = `o.id, o.slug, o.name, count(distinct s.batch_id)::int as lots, count(distinct s.certificate_id)::int as certificates,
  count(distinct s.product_id)::int as products, max(s.dated_on)::text as latest, bool_and(s.is_sample) as "isSample",
  c.output, o.folded, ${PLACE.map(([name, expression]) => `${expression} as "${name}"`).join(', ')}`;

interface ItemRow extends Omit<VendorItem, 'scorecard'> {
  readonly output: Scorecard | null;
  readonly folded: string;
  readonly below: string;
  readonly sample: string;
  readonly under: string;
  readonly place: string;
}

async function vendorsWhere(em: SqlEntityManager, condition: Fragment, order: string, limit: number, asOf?: string): Promise<ItemRow[]> {
  return rows<ItemRow>(
    em,
    sql`select ${raw(ITEM)} from organization o join ${samplesAsOf(asOf)} s on s.vendor_id = o.id
        left join scorecard c on c.vendor_id = o.id and ${standsAsOf('c', asOf)}
      where ${condition} group by o.id, c.id order by ${raw(order)} limit ${limit}`,
  );
}

function itemOf(found: ItemRow, today: string): VendorItem {
  return { ...withoutDay(found), scorecard: summaryOf(found.output, today) };
}

const withoutDay = ({ output: _, folded: __, below: ___, sample: ____, under: _____, place: ______, ...item }: ItemRow) => item;

export interface VendorListing extends Paging {
  /** `false` leaves out sample data, `only` everything else. */
  readonly samples?: boolean | 'only' | undefined;
  /** Default: by name. `safety`: by the lower bound of the safety record, the highest first, not scored last. */
  readonly sort?: 'name' | 'safety' | undefined;
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
  /** ISO day. */
  readonly today?: string | undefined;
}

export async function listVendors(em: SqlEntityManager, options: VendorListing): Promise<Slice<VendorItem>> {
  const { sort = 'name', samples, cursor, limit, asOf, today = dayOf(asOf) } = options;
  const keys = { name: [KEY.text, KEY.id], safety: [KEY.number, KEY.number, KEY.number, KEY.text] }[sort];
  const after = decodeCursor(cursor, keys);
  const condition = all([
    samples === false && sql`not s.is_sample`,
    samples === 'only' && sql`s.is_sample`,
    after && sort === 'name' && sql`(o.folded, o.id) > (${after[0]}, ${after[1]}::uuid)`,
    after &&
      sort === 'safety' &&
      sql`(${raw(PLACE.map(([, expression]) => expression).join(', '))}) >
        (${after[0]}::numeric, ${after[1]}::numeric, ${after[2]}::numeric, ${after[3]} collate "C")`,
  ]);
  const order = sort === 'name' ? 'o.folded, o.id' : PLACE.map(([name]) => `"${name}"`).join(', ');
  const cut = slice(await vendorsWhere(em, condition, order, limit + 1, asOf), limit, item =>
    sort === 'name' ? [item.folded, item.id] : [String(item.below), String(item.sample), String(item.under), item.place],
  );
  return { items: cut.items.map(item => itemOf(item, today)), next: cut.next };
}

/** Every one, by name, as of the day (ISO). */
export async function everyVendor(em: SqlEntityManager, today: string): Promise<VendorItem[]> {
  return (await vendorsWhere(em, sql`true`, 'o.folded, o.id', 1_000_000)).map(item => itemOf(item, today));
}

/** Those of the identifiers, in no order. */
export async function vendorsOf(em: SqlEntityManager, ids: readonly string[], asOf?: string): Promise<VendorItem[]> {
  const found = await vendorsWhere(em, sql`o.id in ${list(ids)}`, 'o.id', ids.length, asOf);
  return found.map(item => itemOf(item, dayOf(asOf)));
}

/** The day of the moment, or today. */
const dayOf = (asOf: string | undefined): string => (asOf === undefined ? new Date() : new Date(asOf)).toISOString().slice(0, 10);

/** The vendor of an address, also of the address it had before it was merged. */
export async function findVendor(em: SqlEntityManager, slug: string, asOf?: string): Promise<VendorView | null> {
  const [found] = await vendorsWhere(em, sql`o.id = (${organizationOf(slug, asOf)})`, 'o.id', 1, asOf);
  return found === undefined ? null : { ...itemOf(found, dayOf(asOf)), ...(await ownLists(em, found, asOf)) };
}

/** Everything of it that does not depend on the day. */
export type VendorFacts = Omit<VendorView, 'scorecard'>;

export async function vendorFacts(em: SqlEntityManager, slug: string): Promise<VendorFacts | null> {
  const [found] = await vendorsWhere(em, sql`o.id = (${organizationOf(slug)})`, 'o.id', 1);
  return found === undefined ? null : { ...withoutDay(found), ...(await ownLists(em, found)) };
}

async function ownLists(em: SqlEntityManager, { id, name }: Reference, asOf?: string) {
  return {
    aliases: await aliasesOf(em, id, name, asOf),
    productList: (await productsWhere(em, sql`s.vendor_id = ${id}`, { limit: 100_000 }, asOf)).items,
    lotList: await newestLots(em, sql`s.vendor_id = ${id}`, asOf),
  };
}

/** Other names that stand for the organization, today or as of the moment. */
export async function aliasesOf(em: SqlEntityManager, organization: string, name: string, asOf?: string): Promise<string[]> {
  const found = await rows<{ name: string }>(
    em,
    planned`select name from org_alias n where organization_id = ${organization} and ${standsAsOf('n', asOf)} and name <> ${name} order by name`,
  );
  return found.map(alias => alias.name);
}
