/** Regions of pages that are painted over wherever the page is shown. */
import { raw } from '@mikro-orm/postgresql';
import type { Box } from '../coa/transcript.ts';
import { iso } from './columns.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';

export interface BlackOutView {
  readonly id: string;
  /** From 1. */
  readonly page: number;
  /** Left, top, right, bottom in points, origin at the top left. */
  readonly box: Box;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
}

/** Those in force on a file. */
export async function blackOuts(em: SqlEntityManager, sha256: string): Promise<BlackOutView[]> {
  return rows<BlackOutView>(
    em,
    sql`select id, page, box, actor, reason, ${raw(iso('recorded_at'))} as at from black_out
      where sha256 = ${sha256} and lifted_at is null order by page, recorded_at, id`,
  );
}
