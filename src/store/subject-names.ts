/** How what a feed is narrowed to is called. */
import type { FeedFilter } from './feeds.ts';
import { organizationOf } from './results.ts';
import { type Fragment, row, type SqlEntityManager, sql } from './sql.ts';

/** Names joined by commas, empty without any; null where one of them has nothing public, so that nobody learns its name by asking. */
export async function subjectNames(
  em: SqlEntityManager,
  { vendor, product, laboratory, jurisdiction }: FeedFilter,
): Promise<string | null> {
  const questions: (Fragment | undefined)[] = [
    vendor === undefined ? undefined : named(sql`organization`, organizationOf(vendor), sql`s.vendor_id`),
    product === undefined ? undefined : named(sql`product`, sql`select id from product where slug = ${product}`, sql`s.product_id`),
    laboratory === undefined ? undefined : named(sql`organization`, organizationOf(laboratory), sql`s.laboratory_id`),
    jurisdiction === undefined
      ? undefined
      : sql`select r.jurisdiction as name from rule_set_version r where r.in_use_until is null and r.jurisdiction = ${jurisdiction} limit 1`,
  ];
  const names: string[] = [];
  for (const question of questions) {
    if (question === undefined) continue;
    const found = await row<{ name: string }>(em, question);
    if (found === null) return null;
    names.push(found.name);
  }
  return names.join(', ');
}

/** The current name: old slugs of merged organizations lead to it. */
function named(table: Fragment, ids: Fragment, column: Fragment): Fragment {
  return sql`select x.name from ${table} x where x.id in (${ids}) and exists (select 1 from public_sample s where ${column} = x.id) limit 1`;
}
