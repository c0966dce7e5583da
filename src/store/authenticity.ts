/** What was seen of a certificate's authenticity: for reviewers all of it, for everyone what a person has confirmed. */
import { raw } from '@mikro-orm/postgresql';
import type { Signal } from '../coa/signal.ts';
import { iso } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { isId } from './id.ts';
import { all, planned, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice } from './views.ts';

export interface AuthenticityItem extends Omit<Signal, 'evidence'> {
  readonly id: string;
  readonly certificate: string;
  readonly evidence: Signal['evidence'] | null;
  /** The other certificate, where two are compared. */
  readonly related: string | null;
  readonly toolVersion: string;
  readonly checkedAt: string;
  /** Null until a person has decided; a dismissed observation is kept, and shown to reviewers only. */
  readonly confirmed: { readonly by: string; readonly at: string } | null;
  readonly dismissed: { readonly by: string; readonly at: string } | null;
}

const COLUMNS = `k.id, k.certificate_id as certificate, k.kind, k.outcome, k.detail, k.facts, k.evidence,
  k.tool_version as "toolVersion", ${iso('k.checked_at')} as "checkedAt",
  case when k.confirmed_at is null then null else json_build_object('by', k.confirmed_by, 'at', ${iso('k.confirmed_at')}) end as confirmed,
  case when k.dismissed_at is null then null else json_build_object('by', k.dismissed_by, 'at', ${iso('k.dismissed_at')}) end as dismissed`;

const RELATED = 'k.related_id as related';
/** For everyone: a certificate that is not public has no page to lead to. */
const PUBLIC_RELATED = `(select v.certificate_id from certificate_version v join certificate c on c.id = v.certificate_id
  join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
  where v.certificate_id = k.related_id and v.superseded_at is null and v.state = 'public') as related`;

/** Of one certificate, what contradicts first. `confirmedOnly` is what may be shown to everyone. */
export async function authenticityOf(
  em: SqlEntityManager,
  certificateId: string,
  { confirmedOnly = false }: { readonly confirmedOnly?: boolean } = {},
): Promise<AuthenticityItem[]> {
  if (!isId(certificateId)) return [];
  return rows(
    em,
    planned`select ${raw(COLUMNS)}, ${raw(confirmedOnly ? PUBLIC_RELATED : RELATED)} from authenticity_check k
      where k.certificate_id = ${certificateId} and k.superseded_at is null and ${confirmedOnly ? sql`k.confirmed_at is not null` : sql`true`}
      order by case k.outcome when 'contradicts' then 0 when 'inconclusive' then 1 else 2 end, k.kind, k.checked_at, k.id`,
  );
}

/** What does not fit and nobody has decided about yet, newest first. */
export async function openContradictions(em: SqlEntityManager, paging: Paging): Promise<Slice<AuthenticityItem>> {
  const after = decodeCursor(paging.cursor, [KEY.id]);
  const where = all([
    sql`k.superseded_at is null and k.confirmed_at is null and k.dismissed_at is null and k.outcome = 'contradicts'`,
    after && sql`k.id < ${after[0]}::uuid`,
  ]);
  const found = await rows<AuthenticityItem>(
    em,
    sql`select ${raw(COLUMNS)}, ${raw(RELATED)} from authenticity_check k where ${where} order by k.id desc limit ${paging.limit + 1}`,
  );
  return slice(found, paging.limit, item => [item.id]);
}
