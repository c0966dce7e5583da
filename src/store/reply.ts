/** Replies of vendors and laboratories: those that everyone reads, and those that wait to be verified. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { all, planned, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice } from './views.ts';

/** What a reply is about. */
export type ReplySubject = { readonly organization: string } | { readonly certificate: string };

export interface PublishedReply {
  readonly id: string;
  readonly signed: string;
  readonly words: string;
  readonly publishedAt: string;
  /** When a later reply of the same signatory took its place. */
  readonly supersededAt: string | null;
}

export interface WaitingReply {
  readonly id: string;
  readonly organization: { readonly id: string; readonly slug: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly certificate: string | null;
  readonly reportNumber: string | null;
  readonly signed: string;
  readonly email: string | null;
  readonly words: string;
  readonly receivedAt: string;
}

/** The newest first, those superseded with them. */
export async function publishedReplies(em: SqlEntityManager, subject: ReplySubject): Promise<PublishedReply[]> {
  return rows<PublishedReply>(
    em,
    planned`select id, signed, words, ${raw(iso('published_at'))} as "publishedAt", ${raw(iso('superseded_at'))} as "supersededAt"
      from reply where state = 'published'
        and ${'organization' in subject ? sql`organization_id = ${subject.organization}` : sql`certificate_id = ${subject.certificate}`}
      order by published_at desc, id`,
  );
}

/** The longest waiting first. */
export async function waitingReplies(em: SqlEntityManager, { cursor, limit }: Paging): Promise<Slice<WaitingReply>> {
  const after = decodeCursor(cursor, [KEY.id]);
  const found = await rows<WaitingReply>(
    em,
    sql`select y.id, y.signed, y.email, y.words, ${raw(iso('y.received_at'))} as "receivedAt", y.certificate_id as certificate,
        v.report_number as "reportNumber",
        case when o.id is null then null else json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'roles', o.roles) end as organization
      from reply y left join organization o on o.id = y.organization_id
      left join certificate_version v on v.certificate_id = y.certificate_id and v.superseded_at is null
      where ${all([sql`y.state = 'waiting'`, after && sql`y.id > ${after[0]}`])} order by y.id limit ${limit + 1}`,
  );
  return slice(found, limit, ({ id }) => [id]);
}
