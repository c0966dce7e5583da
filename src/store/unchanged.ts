/** Whether anything was written since: the same answer means that every query gives what it gave. */
import { planned, row, type SqlEntityManager } from './sql.ts';

/**
 * What transactions this connection sees as committed, as text. It changes with every transaction that writes, of whatever process, and with
 * nothing else. A replica does not know which transactions run on the primary, so there the moment of the last one that it followed stands for them.
 * Taken before something is computed, it says for how long that holds.
 */
export async function writtenSoFar(em: SqlEntityManager): Promise<string> {
  const found = await row<{ at: string }>(
    em,
    planned`select pg_current_snapshot()::text || case when pg_is_in_recovery()
    then ' ' || coalesce(pg_last_xact_replay_timestamp()::text, '') else '' end as at`,
  );
  if (found === null) throw new Error('there is always a snapshot');
  return found.at;
}
