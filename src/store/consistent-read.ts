/** Many queries that see one state of the database. */
import { IsolationLevel } from '@mikro-orm/core';
import { row, type SqlEntityManager, sql } from './sql.ts';
import type { Store } from './store.ts';

/** The database was written to again and again while it was read; nothing is wrong, try again. */
export class NoQuietMoment extends Error {
  constructor() {
    super('The database was changed again and again while it was being read. Try again when it is less busy.');
    this.name = 'NoQuietMoment';
  }
}

const MOST_TRIES = 5;

/**
 * On PostgreSQL one read-only transaction that is repeatable read, with the name of its snapshot for further connections. The embedded database has
 * one connection, which a transaction would keep from everybody: there the work is done again when a transaction wrote meanwhile, so it must not
 * leave anything behind that a second run would not replace. Throws NoQuietMoment when that happens every time.
 */
export async function readConsistently<T>(
  store: Pick<Store, 'em' | 'orm'>,
  work: (em: SqlEntityManager, snapshot: string | null) => Promise<T>,
): Promise<T> {
  if (!store.orm.embedded) {
    return store.em().transactional(
      async em => {
        const exported = await row<{ name: string }>(em, sql`select pg_export_snapshot() as name`);
        return work(em, exported!.name);
      },
      { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true },
    );
  }
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const em = store.em();
    const before = await nextTransaction(em);
    const done = await work(em, null);
    if ((await nextTransaction(em)) === before) return done;
  }
  throw new NoQuietMoment();
}

/** Number of the next transaction that will write. */
async function nextTransaction(em: SqlEntityManager): Promise<string> {
  return (await row<{ next: string }>(em, sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`))!.next;
}
