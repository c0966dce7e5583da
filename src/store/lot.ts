/** Lots: what a person holds in the hand, with every certificate that speaks of it. */
import { raw } from '@mikro-orm/postgresql';
import { MAY_LACK_RESULTS } from '../coa/problem.ts';
import { certificatesWhere } from './certificate.ts';
import { NO_DATE, named } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { isId } from './id.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf, resultsOfLot } from './results.ts';
import { all, type Fragment, packed, planned, type Query, row, type SqlEntityManager, sql } from './sql.ts';
import { LIMITS } from './stored-verdicts.ts';
import type { LotItem, LotView, ResultRow, Slice } from './views.ts';

/** A lot as lists show it, of `batch b`. */
const WHAT = `b.id, b.code, ${named('product', 'b.product_id')} as product, ${named('organization', 'b.vendor_id')} as vendor`;

/** How many limits whose text was seen some sample of `batch b` is over, wherever they hold, by the law of the day of its report. */
const exceededAsOf = (asOf: string | undefined): Fragment => sql`(select count(distinct x.rule)::int from ${samplesAsOf(asOf)} e
  join verdict v on v.sample_id = e.id and v.verdict = 'fail' and ${standsAsOf('v', asOf)}
  join rule_version x on x.id = v.rule_version_id and x.standing = 'public' and ${LIMITS} where e.batch_id = b.id) as "limitsExceeded"`;

/** What is public of each lot now is kept: `public_lot w`. */
const KEPT = `${WHAT}, w.certificates, to_json(w.panels) as panels, nullif(w.latest, '${NO_DATE}')::text as latest, w.is_sample as "isSample", w.latest::text as key`;

const foundAsOf = (asOf: string): Fragment => sql`${raw(WHAT)}, count(distinct s.certificate_id)::int as certificates,
  coalesce((select json_agg(distinct panel order by panel) from ${samplesAsOf(asOf)} x, unnest(x.panels) panel where x.batch_id = b.id), '[]') as panels,
  max(s.dated_on)::text as latest, bool_and(s.is_sample) as "isSample", coalesce(max(s.dated_on), ${NO_DATE}::date)::text as key, ${exceededAsOf(asOf)}`;

/** A lot shows many results; more than these would not be read. */
const MOST_RESULTS = 5000;

type ItemRow = LotItem & { readonly key: string };

function withoutKey({ key: _, ...item }: ItemRow): LotItem {
  return item;
}

/** What lots are looked for by; the parts hold together. */
export interface LotCondition {
  /** On one sample of the lot, which is the same for all of it: `public_sample s`. */
  readonly sample?: Fragment | undefined;
  /** On `batch b` and, where nothing is asked as of a moment, `public_lot w`; else on its `product p`, vendor `organization o` and laboratory `l`. */
  readonly lot?: Fragment | undefined;
}

/** That a lot of now, `public_lot w`, meets the condition. */
export const lotsMeeting = ({ sample, lot }: LotCondition): Fragment =>
  all([lot, sample && sql`exists (select 1 from public_sample s where s.batch_id = w.id and ${sample})`]);

/** Each of those lots with each of its samples that meets the condition. */
export const samplesOfLots = (lots: Fragment, { sample }: LotCondition): Fragment =>
  sql`(${lots}) w join public_sample s on s.batch_id = w.id where ${all([sample])}`;

/** Lots that meet a condition, the newest first; undated ones last. `query` is `planned` for a condition of a fixed text. */
export async function lotsWhere(
  em: SqlEntityManager,
  condition: LotCondition,
  paging: Paging,
  asOf?: string,
  query: Query = sql,
): Promise<Slice<LotItem>> {
  const after = decodeCursor(paging.cursor, [KEY.date, KEY.id]);
  const found = await packed<ItemRow>(
    em,
    asOf === undefined
      ? query`select ${raw(KEPT)}, ${exceededAsOf(undefined)} from public_lot w join batch b on b.id = w.id
        where ${all([lotsMeeting(condition), after && sql`(w.latest, w.id) < (${after[0]}::date, ${after[1]}::uuid)`])}
        order by w.latest desc, w.id desc limit ${paging.limit + 1}`
      : sql`select ${foundAsOf(asOf)} from batch b join ${samplesAsOf(asOf)} s on s.batch_id = b.id left join product p on p.id = b.product_id
          left join organization o on o.id = b.vendor_id left join organization l on l.id = s.laboratory_id
        where ${all([condition.sample, condition.lot])} group by b.id
        having ${all([after && sql`(coalesce(max(s.dated_on), ${NO_DATE}::date), b.id) < (${after[0]}::date, ${after[1]}::uuid)`])}
        order by coalesce(max(s.dated_on), ${NO_DATE}::date) desc, b.id desc limit ${paging.limit + 1}`,
  );
  const cut = slice(found, paging.limit, item => [item.key, item.id]);
  return { items: cut.items.map(withoutKey), next: cut.next };
}

export interface LotFilter {
  /** Slugs. */
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly samples?: boolean | undefined;
  readonly asOf?: string | undefined;
}

export async function listLots(em: SqlEntityManager, options: LotFilter & Paging): Promise<Slice<LotItem>> {
  const { vendor, product, samples, asOf } = options;
  return lotsWhere(
    em,
    {
      sample: all([
        vendor !== undefined && sql`s.vendor_id = (${organizationOf(vendor, asOf)})`,
        product !== undefined && sql`s.product_id = (select y.id from product y where y.slug = ${product})`,
        samples === false && sql`not s.is_sample`,
      ]),
    },
    options,
    asOf,
  );
}

/** Lots of a vendor or a product that its page shows. */
export const SHOWN_LOTS = 60;

/** The newest of them, for the pages of a vendor or a product. */
export async function newestLots(em: SqlEntityManager, sample: Fragment, asOf?: string): Promise<readonly LotItem[]> {
  return (await lotsWhere(em, { sample }, { limit: SHOWN_LOTS }, asOf)).items;
}

/** The lot as lists show it; one whose certificates went to another lot since (a merge of vendors) answers with that one. */
export async function findLotItem(em: SqlEntityManager, id: string, asOf?: string): Promise<LotItem | null> {
  if (!isId(id)) return null;
  const lot = (await lotsWhere(em, { lot: sql`b.id = ${id}` }, { limit: 1 }, asOf, planned)).items[0];
  if (lot !== undefined) return lot;
  const successor = await successorOf(em, id);
  return successor === null ? null : findLotItem(em, successor, asOf);
}

/** The whole lot, found as its item is. */
export async function findLot(em: SqlEntityManager, asked: string, asOf?: string): Promise<LotView | null> {
  const lot = await findLotItem(em, asked, asOf);
  if (lot === null) return null;
  const { id } = lot;
  const facts = await row<Pick<LotView, 'form' | 'formOfProduct' | 'servingSize' | 'unread'>>(
    em,
    planned`select coalesce(max(x.form), max(p.form)) as form, max(p.form) as "formOfProduct", max(x.serving_size) as "servingSize",
        coalesce((${unreadAsOf(id, asOf)}), '[]') as unread
      from ${samplesAsOf(asOf)} s join sample x on x.id = s.id left join product p on p.id = s.product_id where s.batch_id = ${id}`,
  );
  return {
    ...lot,
    form: facts?.form ?? null,
    formOfProduct: facts?.formOfProduct ?? null,
    servingSize: facts?.servingSize ?? null,
    unread: facts?.unread ?? [],
    certificateList: await certificatesWhere(
      em,
      sql`v.id in (select s.version_id from ${samplesAsOf(asOf)} s where s.batch_id = ${id})`,
      asOf,
      planned,
    ),
    results: await resultsOfLot(em, id, MOST_RESULTS, asOf),
  };
}

const LACKING = raw([...MAY_LACK_RESULTS].map(code => `'${code}'`).join(', '));

/** What of the lot's certificates was not read. Problems stand at the version, or at the reading that it came of. */
const unreadAsOf = (id: string, asOf: string | undefined): Fragment =>
  sql`select json_agg(json_build_object('certificate', v.certificate_id, 'reportNumber', v.report_number, 'code', y.code, 'message', y.message)
        order by v.dated_on desc nulls last, v.id, y.position)
      from certificate_version v cross join lateral (
        select code, message, position from problem where version_id = v.id and code in (${LACKING})
        union all select code, message, position from problem where version_id is null and extraction_id = v.extraction_id and code in (${LACKING})
      ) y
      where v.id in (select s.version_id from ${samplesAsOf(asOf)} s where s.batch_id = ${id})`;

/** All results of the lot; undefined where there are more than it shows. */
export const allResultsOf = ({ results }: LotView): readonly ResultRow[] | undefined =>
  results.length < MOST_RESULTS ? results : undefined;

async function successorOf(em: SqlEntityManager, id: string): Promise<string | null> {
  const found = await row<{ id: string }>(
    em,
    sql`select s.batch_id as id from sample_of old join public_sample s on s.id = old.sample_id
      where old.batch_id = ${id} and old.superseded_at is not null and s.batch_id <> ${id} limit 1`,
  );
  return found?.id ?? null;
}
