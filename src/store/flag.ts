/** Values that somebody doubts. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import type { FlagReason } from './entities/flag.ts';
import { isId } from './id.ts';
import { all, planned, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice } from './views.ts';

export interface FlagPlace {
  readonly certificate: string;
  /** Both from 0. */
  readonly sample: number;
  readonly line: number;
}

export interface OpenFlag extends FlagPlace {
  readonly id: string;
  readonly reportNumber: string | null;
  readonly laboratory: string | null;
  /** What stood there when it was flagged. */
  readonly printed: string;
  readonly reason: FlagReason;
  readonly comment: string | null;
  readonly flaggedAt: string;
}

/** Where a public result stands now, by its identity in any version of its certificate. Null where it is not public. */
export async function placeOfResult(em: SqlEntityManager, result: string): Promise<FlagPlace | null> {
  if (!isId(result)) return null;
  return row<FlagPlace>(
    em,
    sql`select s.certificate_id as certificate, s.position as sample, r.position as line
      from result was join sample w on w.id = was.sample_id
      join public_sample s on s.certificate_id = w.certificate_id and s.position = w.position
      join result r on r.sample_id = s.id and r.position = was.position and r.superseded_at is null
      where was.id = ${result}`,
  );
}

/** That values of a certificate are in doubt, and since when: all that is public of a flag. */
export async function flaggedValues(
  em: SqlEntityManager,
  certificate: string,
): Promise<{ sample: number; line: number; flaggedAt: string }[]> {
  return rows(
    em,
    planned`select sample, line, ${raw(iso('min(recorded_at)'))} as "flaggedAt" from value_flag
      where certificate_id = ${certificate} and settled_at is null group by sample, line order by sample, line`,
  );
}

/** What waits for a reviewer, the longest first. */
export async function openFlags(em: SqlEntityManager, { cursor, limit }: Paging): Promise<Slice<OpenFlag>> {
  const after = decodeCursor(cursor, [KEY.id]);
  const found = await rows<OpenFlag>(
    em,
    sql`select g.id, g.certificate_id as certificate, g.sample, g.line, g.printed, g.reason, g.comment,
        ${raw(iso('g.recorded_at'))} as "flaggedAt", v.report_number as "reportNumber", v.laboratory_name as laboratory
      from value_flag g join certificate c on c.id = g.certificate_id
      join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
      join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
      where ${all([sql`g.settled_at is null`, after && sql`g.id > ${after[0]}`])} order by g.id limit ${limit + 1}`,
  );
  return slice(found, limit, ({ id }) => [id]);
}
