/** Scopes of accreditation as they stand, or stood at a moment. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import type { StoredScopeLine } from './entities/scope.ts';
import { standsAsOf } from './public-sample.ts';
import { planned, rows, type SqlEntityManager, sql } from './sql.ts';

export interface ScopeView {
  readonly laboratory: string;
  readonly body: string;
  readonly number: string;
  readonly standard: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly lines: readonly StoredScopeLine[];
  readonly source: string;
  readonly recordedAt: string;
}

const VIEW = `coalesce(o.merged_into, o.id) as laboratory, c.body, c.number, c.standard, c.valid_from::text as "validFrom", c.valid_to::text as "validTo",
  c.lines, c.source, ${iso('c.recorded_at')} as "recordedAt"`;

/** Of one laboratory, the newest first. */
export async function scopesOf(em: SqlEntityManager, laboratory: string): Promise<ScopeView[]> {
  return rows(
    em,
    planned`select ${raw(VIEW)} from accreditation_scope c join organization o on o.id = c.laboratory_id
      where c.superseded_at is null and coalesce(o.merged_into, o.id) = ${laboratory} order by c.valid_from desc, c.number`,
  );
}

/** Of every laboratory, by its id. */
export async function scopesByLaboratory(em: SqlEntityManager, asOf?: string): Promise<ReadonlyMap<string, readonly ScopeView[]>> {
  const found = await rows<ScopeView>(
    em,
    sql`select ${raw(VIEW)} from accreditation_scope c join organization o on o.id = c.laboratory_id
      where ${standsAsOf('c', asOf)} order by c.valid_from, c.number`,
  );
  return Map.groupBy(found, ({ laboratory }) => laboratory);
}
