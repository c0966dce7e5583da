/** Queries of the read models: plain SQL, every value interpolated through MikroORM's `sql` tag, never by hand. */
import { type RawQueryFragment, raw, type SqlEntityManager, sql } from '@mikro-orm/postgresql';

import { executePrepared, notPlanned } from './prepared.ts';

export type { SqlEntityManager } from '@mikro-orm/postgresql';
export { sql };

export type Fragment = RawQueryFragment;

/** `sql` or `planned`. */
export type Query = (texts: readonly string[], ...values: unknown[]) => Fragment;

const PLANNED = new WeakSet<Fragment>();

/**
 * As `sql`, for a query of the pages that are asked for most, which the embedded database then plans once. Its text should not depend on how many
 * values are asked for, nor its best plan on which.
 */
export const planned: Query = (texts, ...values) => {
  const query = sql(texts, ...values);
  PLANNED.add(query);
  return query;
};

export async function rows<T extends object>(em: SqlEntityManager, query: Fragment): Promise<T[]> {
  const prepared = PLANNED.has(query) ? await executePrepared<T>(em, query) : null;
  return prepared ?? em.execute<T[]>(query);
}

export async function row<T extends object>(em: SqlEntityManager, query: Fragment): Promise<T | null> {
  return (await rows<T>(em, query))[0] ?? null;
}

/**
 * As `rows`, handed over as one JSON text: of many columns the embedded database takes longer to hand over each cell than to find it. For columns that are
 * the same in JSON: texts, booleans, counts, JSON itself; exact decimals and moments as text, no two of one name.
 */
export async function packed<T extends object>(em: SqlEntityManager, query: Fragment): Promise<T[]> {
  const written = PLANNED.has(query) ? planned : sql;
  const found = await row<{ packed: T[] }>(em, written`select coalesce(json_agg(x), '[]') as packed from (${query}) x`);
  return found?.packed ?? [];
}

/** `a and b and c`; nothing gives `true`. */
export function all(conditions: readonly (Fragment | null | undefined | false)[]): Fragment {
  const present = conditions.filter(condition => condition instanceof Object);
  if (present.length === 0) return raw('true');
  return raw(present.map(() => '(?)').join(' and '), present);
}

/** `a or b or c`; nothing gives `false`. */
export function any(conditions: readonly Fragment[]): Fragment {
  if (conditions.length === 0) return raw('false');
  return raw(`(${conditions.map(() => '(?)').join(' or ')})`, [...conditions]);
}

/** A list of each length is another text. */
const FEW = 8;

/** `(a, b, c)` for `in`; an empty list gives `(null)`, which nothing is in. */
export function list(values: readonly string[]): Fragment {
  if (values.length === 0) return raw('(null)');
  const written = raw(`(${values.map(() => '?').join(', ')})`, [...values]);
  return values.length > FEW ? notPlanned(written) : written;
}
