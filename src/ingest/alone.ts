/** Of several processes on one database, one at a time does what computes for all. */
import { row, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';

/** Numbers of our own. */
export const LOCKS = { scores: 7_346_230, figures: 7_346_231 } as const;

/** Null when another process is at it: what it does not see is still noted, and somebody's next look finds it. */
export async function alone<T>(store: Store, lock: keyof typeof LOCKS, work: () => Promise<T>): Promise<T | null> {
  if (store.orm.embedded) return work();
  return store.transaction(async em => {
    const found = await row<{ taken: boolean }>(em, sql`select pg_try_advisory_xact_lock(${LOCKS[lock]}) as taken`);
    return found?.taken ? work() : null;
  });
}
