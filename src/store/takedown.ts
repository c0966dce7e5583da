/** Files whose content was removed: that there was one, why and when it went. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { isId } from './id.ts';
import { all, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice } from './views.ts';

export interface TakedownView {
  readonly sha256: string;
  readonly reason: string;
  readonly at: string;
}

const VIEW = `f.sha256, coalesce(f.takedown_reason, '') as reason, ${iso('f.takedown_at')} as at`;

/** Of a certificate that was public once; whether there was another one, nobody is told. */
export async function takedownOf(em: SqlEntityManager, certificate: string): Promise<TakedownView | null> {
  if (!isId(certificate)) return null;
  return row<TakedownView>(
    em,
    sql`select ${raw(VIEW)} from certificate c join source_file f on f.sha256 = c.sha256 and f.takedown_at is not null
      where c.id = ${certificate} and exists (select 1 from certificate_version v where v.certificate_id = c.id and v.published_at is not null)`,
  );
}

/** The newest first. */
export async function listTakedowns(em: SqlEntityManager, { cursor, limit }: Paging): Promise<Slice<TakedownView>> {
  const after = decodeCursor(cursor, [KEY.text, KEY.text]);
  const at = raw(iso('f.takedown_at'));
  const found = await rows<TakedownView>(
    em,
    sql`select ${raw(VIEW)} from source_file f
      where ${all([sql`f.takedown_at is not null`, after && sql`(${at}, f.sha256) < (${after[0]}::text, ${after[1]}::text)`])}
      order by ${at} desc, f.sha256 desc limit ${limit + 1}`,
  );
  return slice(found, limit, view => [view.at, view.sha256]);
}
