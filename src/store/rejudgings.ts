/** When and why verdicts were made anew, and how far that is. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import type { Cause } from './entities/verdict.ts';
import { all, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice } from './views.ts';

export interface RejudgingView {
  readonly id: string;
  readonly why: Cause['why'];
  /** Ids of rules; null: all. */
  readonly rules: readonly string[] | null;
  /** Samples: in all, and those that still wait. */
  readonly samples: number;
  readonly waiting: number;
  /** Verdicts looked at, and those that were new or took the place of another. */
  readonly read: number;
  readonly written: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** Newest first. */
export async function listRejudgings(em: SqlEntityManager, paging: Paging): Promise<Slice<RejudgingView>> {
  const after = decodeCursor(paging.cursor, [KEY.id]);
  const found = await rows<RejudgingView>(
    em,
    sql`select j.id, j.cause->>'why' as why, case when j.cause->>'rules' = 'all' then null else j.cause->'rules' end as rules, j.total as samples,
        (select count(*)::int from rejudging_sample q where q.rejudging_id = j.id) as waiting,
        j.rows_read as read, j.rows_written as written, ${raw(iso('j.started_at'))} as "startedAt", ${raw(iso('j.finished_at'))} as "finishedAt"
      from rejudging j where ${all([after && sql`j.id < ${after[0]}::uuid`])} order by j.id desc limit ${paging.limit + 1}`,
  );
  return slice(found, paging.limit, ({ id }) => [id]);
}

/** Samples that could not be judged again, and are put aside. */
export async function samplesFailed(em: SqlEntityManager): Promise<number> {
  const found = await row<{ failed: number }>(em, sql`select count(*)::int as failed from rejudging_sample where failed_at is not null`);
  return found?.failed ?? 0;
}

/** Some of those, with the reason. */
export async function someFailed(em: SqlEntityManager, limit: number): Promise<{ sample: string; error: string }[]> {
  return rows(em, sql`select sample_id as sample, error from rejudging_sample where failed_at is not null order by id limit ${limit}`);
}

/** Samples that wait to be judged again. */
export async function samplesWaiting(em: SqlEntityManager): Promise<number> {
  const found = await row<{ waiting: number }>(em, sql`select count(*)::int as waiting from rejudging_sample where failed_at is null`);
  return found?.waiting ?? 0;
}
