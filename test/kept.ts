/** That what is kept ready for pages is what its definition finds. */
import type { Store } from '../src/store/store.ts';

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
  return found;
}
