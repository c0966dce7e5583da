/**
 * Things that meet a filter, walked by their identifiers: whatever is written meanwhile, what stands throughout is seen exactly once.
 * A thing meets a filter when some result of it does.
 */
import { raw } from '@mikro-orm/postgresql';
import { type Filter, onlyAnalyte } from '../query/filter.ts';
import { certificatesWhere } from './certificate.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import type { VerdictRow } from './exceedances.ts';
import { type FilterScope, filterWhere } from './filter.ts';
import { laboratoriesOf } from './laboratory.ts';
import { lotsWhere } from './lot.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import type { ResultOrder } from './result-order.ts';
import { listResults, type ResultFilter } from './results.ts';
import { all, type Fragment, list, packed, rows, type SqlEntityManager, sql } from './sql.ts';
import { verdictRows } from './stored-verdicts.ts';
import { vendorsOf } from './vendor.ts';
import type { CertificateItem, LaboratoryItem, LotItem, ResultRow, Slice, VendorItem } from './views.ts';

export interface Meeting {
  readonly filter: Filter;
  /** `false` leaves out sample data. */
  readonly samples?: boolean | undefined;
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
}

/** The rows that a filter is asked of: `result r` with its sample `s`; `has` asks those of the same thing, named by a column of `s`. */
export const scopeOf = (same: FilterScope['same'], asOf?: string): FilterScope => ({ same, asOf });

/** Throws NotComparable as `listResults` does; the analyte is the one that the filter demands. */
export function resultsMeeting(
  em: SqlEntityManager,
  { filter, ...rest }: Meeting & ResultFilter,
  paging: Paging,
  order?: ResultOrder,
): Promise<Slice<ResultRow>> {
  const ordered = rest.analyte ?? onlyAnalyte(filter);
  return listResults(em, rest, paging, { also: filterWhere(filter, scopeOf('id', rest.asOf)), order, ordered });
}

const THINGS = {
  lots: { table: 'batch', column: 'batch_id' },
  certificates: { table: 'certificate', column: 'certificate_id' },
  vendors: { table: 'organization', column: 'vendor_id' },
  laboratories: { table: 'organization', column: 'laboratory_id' },
} as const;

/** Identifiers of the next things, one more than asked for where there are more. */
async function idsMeeting(em: SqlEntityManager, thing: keyof typeof THINGS, meeting: Meeting, paging: Paging): Promise<{ id: string }[]> {
  const { table, column } = THINGS[thing];
  const after = decodeCursor(paging.cursor, [KEY.id]);
  const met = all([
    sql`${raw(`s.${column}`)} = t.id`,
    standsAsOf('r', meeting.asOf),
    meeting.samples === false && sql`not s.is_sample`,
    filterWhere(meeting.filter, scopeOf(column, meeting.asOf)),
  ]);
  return rows(
    em,
    sql`select t.id from ${raw(table)} t where ${all([after && sql`t.id > ${after[0]}::uuid`])}
      and exists (select 1 from ${samplesAsOf(meeting.asOf)} s join result r on r.sample_id = s.id where ${met})
      order by t.id limit ${paging.limit + 1}`,
  );
}

async function meeting<T extends { readonly id: string }>(
  em: SqlEntityManager,
  thing: keyof typeof THINGS,
  asked: Meeting,
  paging: Paging,
  load: (ids: readonly string[]) => Promise<readonly T[]>,
): Promise<Slice<T>> {
  const cut = slice(await idsMeeting(em, thing, asked, paging), paging.limit, ({ id }) => [id]);
  if (cut.items.length === 0) return { items: [], next: null };
  const found = new Map((await load(cut.items.map(({ id }) => id))).map(item => [item.id, item]));
  // one that was withdrawn between the two questions is not there any more
  return { items: cut.items.flatMap(({ id }) => found.get(id) ?? []), next: cut.next };
}

export const lotsMeeting = (em: SqlEntityManager, asked: Meeting, paging: Paging): Promise<Slice<LotItem>> =>
  meeting(
    em,
    'lots',
    asked,
    paging,
    async ids => (await lotsWhere(em, { lot: sql`b.id in ${list(ids)}` }, { limit: ids.length }, asked.asOf)).items,
  );

export const certificatesMeeting = (em: SqlEntityManager, asked: Meeting, paging: Paging): Promise<Slice<CertificateItem>> =>
  meeting(em, 'certificates', asked, paging, ids => certificatesWhere(em, sql`c.id in ${list(ids)}`, asked.asOf));

export const vendorsMeeting = (em: SqlEntityManager, asked: Meeting, paging: Paging): Promise<Slice<VendorItem>> =>
  meeting(em, 'vendors', asked, paging, ids => vendorsOf(em, ids, asked.asOf));

export const laboratoriesMeeting = (em: SqlEntityManager, asked: Meeting, paging: Paging): Promise<Slice<LaboratoryItem>> =>
  meeting(em, 'laboratories', asked, paging, ids => laboratoriesOf(em, ids, asked.asOf));

/** Stored verdicts by rules whose text was seen, and by the yardstick; the filter is asked of each with the results it rests on. */
export async function verdictsMeeting(em: SqlEntityManager, asked: Meeting, paging: Paging): Promise<Slice<VerdictRow>> {
  const after = decodeCursor(paging.cursor, [KEY.id, /^\d{1,9}$/]);
  const met = filterWhere(asked.filter, { ...scopeOf('id', asked.asOf), verdict: true });
  const where: Fragment = all([
    standsAsOf('v', asked.asOf),
    sql`x.standing in ('public', 'yardstick')`,
    asked.samples === false && sql`not s.is_sample`,
    after && sql`(v.sample_id, v.rule_version_id) > (${after[0]}::uuid, ${after[1]}::int)`,
    sql`exists (select 1 from (select 1) one left join result r on r.sample_id = v.sample_id and r.position = any (v.results) where ${met})`,
  ]);
  const found = await packed<VerdictRow & { version: number }>(
    em,
    sql`${verdictRows(asked.asOf, where)}
      order by v.sample_id, v.rule_version_id limit ${paging.limit + 1}`,
  );
  const cut = slice(found, paging.limit, row => [row.sample, String(row.version)]);
  return { items: cut.items.map(({ version: _, ...row }) => row), next: cut.next };
}
