/** Recalls as everyone sees them, with what they may concern here; and the matches that wait for a person. */
import { raw } from '@mikro-orm/postgresql';
import { fold } from '../coa/text.ts';
import { aboutKratom, namesEveryLot, type Recall } from '../quality/recall.ts';
import { iso, reference } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import type { MatchState } from './entities/recall.ts';
import { isId } from './id.ts';
import { organizationOf } from './results.ts';
import { all, type Fragment, list, planned, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Reference, Slice } from './views.ts';

export interface RecallMatchView {
  readonly id: string;
  readonly vendor: Reference;
  readonly product: Reference | null;
  readonly lot: { readonly id: string; readonly code: string } | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
  /** `shown` by its confidence; `confirmed` by a person. */
  readonly state: MatchState;
}

export interface RecallItem extends Recall {
  readonly id: string;
  readonly authority: string;
  /** The word that says so; null when it is about something else. */
  readonly kratom: { readonly word: string; readonly where: string } | null;
  readonly everyLot: boolean;
  readonly matches: readonly RecallMatchView[];
  readonly isSample: boolean;
  readonly recordedAt: string;
}

export interface RecallVersionView {
  readonly facts: Recall;
  readonly recordedAt: string;
  readonly supersededAt: string | null;
}

export interface RecallView extends RecallItem {
  /** What it said before, the newest first. */
  readonly earlier: readonly RecallVersionView[];
}

export interface RecallFilter {
  /** Words that must all be there. */
  readonly q?: string | undefined;
  /** Slug. */
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  /** Id of a lot. */
  readonly lot?: string | undefined;
  readonly classification?: string | undefined;
  /** Default: those about kratom alone. */
  readonly about?: 'kratom' | 'all' | undefined;
  readonly samples?: boolean | undefined;
}

const PUBLIC = sql`m.superseded_at is null and m.state in ('shown', 'confirmed')`;

/** A vendor that was merged since answers under its present name. */
const MATCHES = `join organization was on was.id = m.vendor_id join organization o on o.id = coalesce(was.merged_into, was.id)
  left join product p on p.id = m.product_id left join batch b on b.id = m.batch_id`;

const MATCH_JSON = `json_build_object('id', m.id, 'vendor', ${reference('o')}, 'product', ${reference('p')},
  'lot', case when b.id is null then null else json_build_object('id', b.id, 'code', b.code) end,
  'confidence', m.confidence, 'reasons', m.reasons, 'state', m.state)`;

type Row = Omit<RecallItem, keyof Recall | 'kratom' | 'everyLot'> & { readonly facts: Recall };

async function recallsWhere(em: SqlEntityManager, condition: Fragment, limit: number): Promise<RecallItem[]> {
  const found = await rows<Row>(
    em,
    sql`select r.id, r.authority, v.facts, r.is_sample as "isSample", ${raw(iso('v.recorded_at'))} as "recordedAt",
        coalesce((select json_agg(${raw(MATCH_JSON)} order by m.confidence desc, o.slug, p.slug nulls first, b.code nulls first)
          from recall_match m ${raw(MATCHES)} where m.recall_id = r.id and ${PUBLIC}), '[]') as matches
      from recall r join recall_version v on v.recall_id = r.id and v.superseded_at is null
      where ${condition} order by v.reported_on desc, r.id desc limit ${limit}`,
  );
  return found.map(({ facts, ...row }) => ({ ...facts, ...row, kratom: aboutKratom(facts), everyLot: namesEveryLot(facts) }));
}

export async function listRecalls(em: SqlEntityManager, filter: RecallFilter & Paging): Promise<Slice<RecallItem>> {
  const after = decodeCursor(filter.cursor, [KEY.date, KEY.id]);
  const recalls = await matched(em, filter);
  if (recalls?.length === 0) return { items: [], next: null };
  const condition = all([
    filter.about !== 'all' && sql`v.about_kratom`,
    filter.samples === false && sql`not r.is_sample`,
    filter.classification !== undefined && sql`v.facts->>'classification' = ${filter.classification}`,
    ...fold(filter.q ?? '')
      .split(' ')
      .filter(Boolean)
      .map(word => sql`position(${word} in v.folded) > 0`),
    recalls !== null && sql`r.id in ${list(recalls)}`,
    after && sql`(v.reported_on, r.id) < (${after[0]}::date, ${after[1]}::uuid)`,
  ]);
  return slice(await recallsWhere(em, condition, filter.limit + 1), filter.limit, item => [item.reportedOn, item.id]);
}

/** Recalls with a public match of all that is asked for; null where nothing is. Most subjects have none, which is quickly known. */
async function matched(em: SqlEntityManager, { vendor, product, lot }: RecallFilter): Promise<readonly string[] | null> {
  if (vendor === undefined && product === undefined && lot === undefined) return null;
  if (lot !== undefined && !isId(lot)) return [];
  const condition = all([
    PUBLIC,
    vendor !== undefined &&
      sql`m.vendor_id in (select w.id from organization w where coalesce(w.merged_into, w.id) = (${organizationOf(vendor)}))`,
    product !== undefined && sql`m.product_id = (select p.id from product p where p.slug = ${product})`,
    lot !== undefined && sql`m.batch_id = ${lot}`,
  ]);
  const found = await rows<{ id: string }>(em, planned`select distinct m.recall_id as id from recall_match m where ${condition}`);
  return found.map(({ id }) => id);
}

/** By the authority's number, whatever it is about; null where there is none. */
export async function findRecall(em: SqlEntityManager, number: string): Promise<RecallView | null> {
  const [found] = await recallsWhere(em, sql`r.number = ${number}`, 1);
  if (found === undefined) return null;
  const earlier = await rows<RecallVersionView>(
    em,
    sql`select facts, ${raw(iso('recorded_at'))} as "recordedAt", ${raw(iso('superseded_at'))} as "supersededAt"
      from recall_version where recall_id = ${found.id} and superseded_at is not null order by recorded_at desc, id desc`,
  );
  return { ...found, earlier };
}

export interface WaitingMatch extends RecallMatchView {
  readonly recall: Recall;
  readonly isSample: boolean;
}

/** The longest waiting first. Throws BadCursor. */
export async function waitingMatches(em: SqlEntityManager, { cursor, limit }: Paging): Promise<Slice<WaitingMatch>> {
  const after = decodeCursor(cursor, [KEY.id]);
  const found = await rows<{ match: RecallMatchView; recall: Recall; isSample: boolean }>(
    em,
    sql`select ${raw(MATCH_JSON)} as match, v.facts as recall, r.is_sample as "isSample"
      from recall_match m ${raw(MATCHES)} join recall r on r.id = m.recall_id
      join recall_version v on v.recall_id = r.id and v.superseded_at is null
      where ${all([sql`m.superseded_at is null and m.state = 'waiting'`, after && sql`m.id > ${after[0]}`])} order by m.id limit ${limit + 1}`,
  );
  const items = found.map(({ match, ...rest }) => ({ ...match, ...rest }));
  return slice(items, limit, ({ id }) => [id]);
}
