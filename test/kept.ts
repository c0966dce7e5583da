/** That what is kept ready for pages is what its definition finds. */
import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../src/store/store.ts';
import { keptVendor } from '../src/store/vendor-digest.ts';
import { VENDOR_PARTS } from '../src/store/vendor-parts.ts';

const KEPT: readonly (readonly [table: string, definition: string])[] = [
  ['public_sample', 'public_sample_found'],
  ['public_lot', 'public_lot_found'],
];

/** Rows that are kept and should not be (`+`), or should be and are not (`-`). */
export async function differencesKept(store: Pick<Store, 'em'>): Promise<string[]> {
  const found: string[] = [];
  for (const [table, definition] of KEPT) {
    // as JSON, so that the order of columns does not matter
    const rows = await store.em().execute<{ sign: string; row: string }[]>(
      `with kept as (select to_jsonb(t)::text as row from ${table} t), right_ones as (select to_jsonb(t)::text as row from ${definition} t)
       (select '+' as sign, row from (table kept except table right_ones) x) union all (select '-', row from (table right_ones except table kept) y)`,
    );
    found.push(...rows.map(({ sign, row }) => `${sign}${table} ${row}`));
  }
  return [...found, ...(await digestsThatDiffer(store))];
}

/** Parts of digests of vendors that are taken for current. */
export async function currentDigests(store: Pick<Store, 'em'>): Promise<{ slug: string; part: string; body: unknown }[]> {
  const slugs = await store
    .em()
    .execute<{ slug: string }[]>('select o.slug from vendor_digest d join organization o on o.id = d.vendor_id group by 1 order by 1');
  const kept = await Promise.all(slugs.map(({ slug }) => keptVendor(store.em(), slug, VENDOR_PARTS)));
  return kept.flatMap(vendor =>
    vendor === null ? [] : [...vendor.parts].map(([part, body]) => ({ slug: vendor.slug, part, body: JSON.parse(body) as unknown })),
  );
}

/** Those of them that are not what would be counted now. */
export async function digestsThatDiffer(store: Pick<Store, 'em'>): Promise<string[]> {
  const wrong: string[] = [];
  for (const { slug, part, body } of await currentDigests(store)) {
    const counted: unknown = JSON.parse(JSON.stringify(await VENDOR_PARTS.find(({ name }) => name === part)!.count(store.em(), slug)));
    if (!isDeepStrictEqual(body, counted)) wrong.push(`${slug} ${part}: ${JSON.stringify(body)} is not ${JSON.stringify(counted)}`);
  }
  return wrong;
}
