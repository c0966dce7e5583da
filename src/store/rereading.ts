/** New readings of stored files that wait for a reviewer. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { newId } from './id.ts';
import { all, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Slice } from './views.ts';

/** What a new reading of a certificate says otherwise than the stored one. */
export interface Difference {
  /** Place of the sample on the certificate, from 0. */
  readonly sample: number;
  /** Name of the analyte as printed, null for a field of the sample or of the report. */
  readonly result: string | null;
  /** `value`, `unit`, `lot`, `reported`, … or `result` when the whole row came or went. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface RereadingView {
  readonly id: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly importer: string | null;
  readonly importerVersion: number | null;
  /** `failed`: the new reading found nothing where the old one had. */
  readonly outcome: 'changed' | 'failed';
  /** `id` is null for a report that the old reading did not have. */
  readonly certificates: readonly { readonly id: string | null; readonly differences: readonly Difference[] }[];
  readonly at: string;
}

const COLUMNS = `r.id, r.sha256, b.file_name as "fileName", r.importer, r.importer_version as "importerVersion", r.outcome, r.certificates,
  ${iso('r.recorded_at')} as at`;

/** Those that wait, the oldest first. */
export async function openRereadings(em: SqlEntityManager, paging: Paging): Promise<Slice<RereadingView>> {
  const after = decodeCursor(paging.cursor, [KEY.id]);
  const where = all([sql`r.settled_at is null`, after && sql`r.id > ${after[0]}::uuid`]);
  const found = await rows<RereadingView>(
    em,
    sql`select ${raw(COLUMNS)} from rereading r join submission b on b.sha256 = r.sha256 where ${where} order by r.id limit ${paging.limit + 1}`,
  );
  return slice(found, paging.limit, item => [item.id]);
}

export async function findRereading(em: SqlEntityManager, id: string): Promise<(RereadingView & { readonly storageKey: string }) | null> {
  return row(
    em,
    sql`select ${raw(COLUMNS)}, f.storage_key as "storageKey" from rereading r join submission b on b.sha256 = r.sha256
      join source_file f on f.sha256 = r.sha256 and f.storage_key is not null and f.takedown_at is null
      where r.id = ${id} and r.settled_at is null`,
  );
}

export async function recordRereading(
  em: SqlEntityManager,
  { sha256, importer, importerVersion, outcome, certificates }: Omit<RereadingView, 'id' | 'fileName' | 'at'>,
  now: Date,
): Promise<void> {
  await em.execute(
    sql`insert into rereading (id, sha256, importer, importer_version, outcome, certificates, recorded_at)
      values (${newId()}, ${sha256}, ${importer}, ${importerVersion}, ${outcome}, ${JSON.stringify(certificates)}::jsonb, ${now})`,
  );
}

export interface Settlement {
  readonly as: 'promoted' | 'kept' | 'outdated';
  readonly by: string | null;
  readonly reason: string | null;
}

/** Of what waits for the file. */
export async function settleRereadings(em: SqlEntityManager, sha256: string, { as, by, reason }: Settlement, now: Date): Promise<void> {
  await em.execute(
    sql`update rereading set settled_as = ${as}, settled_by = ${by}, settled_reason = ${reason}, settled_at = ${now}
      where sha256 = ${sha256} and settled_at is null`,
  );
}
