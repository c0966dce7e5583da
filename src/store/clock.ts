/** The one clock of all processes on a database: those of their machines differ, and jump. */
import { row, type SqlEntityManager, sql } from './sql.ts';

export async function databaseNow(em: SqlEntityManager): Promise<Date> {
  const found = await row<{ now: string }>(em, sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now`);
  return new Date(Number(found!.now));
}
