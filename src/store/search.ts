/** Searching: forgiving of typos, lot codes first, and lots by what is in them. */
import { raw } from '@mikro-orm/postgresql';
import { fold, normaliseCode } from '../coa/text.ts';
import type { Paging } from './cursor.ts';
import { type LotCondition, lotsMeeting, lotsWhere, samplesOfLots } from './lot.ts';
import { laboratoryAsOf, publicAsOf, samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf, within } from './results.ts';
import { all, any, type Fragment, list, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Facets, LotItem, SearchFilter, SearchHit, Slice } from './views.ts';

/** Below this the likeness of three-letter groups is chance. */
const LIKENESS = 0.45;
/** As the index compares where nothing is said. */
const STRICT = 0.6;
/** Codes are compared more strictly: one letter off may be another lot. */
const CODE_LIKENESS = 0.6;
/** Beside a good hit, those much weaker are noise. */
const WEAKEST = 0.6;

/** Above this a hit is what was meant, and nobody need look further. */
const MEANT = 0.8;
/** Lots compared at most, the newest first, where no code is alike. */
const MOST_LOTS = 500;

/** What is searched for, in the forms it is compared in. */
interface Query {
  readonly words: string;
  readonly code: string;
}

/** What is public at the moment of a column, e.g. `vendor_id` of a vendor `o`: whether anything, and whether nothing but sample data. */
const published = (asOf: string | undefined, column: string, id: string): Fragment =>
  sql`exists (select 1 from ${samplesAsOf(asOf)} s where ${raw(`s.${column} = ${id}`)})`;
const onlySamples = (asOf: string | undefined, column: string, id: string): Fragment =>
  sql`not exists (select 1 from ${samplesAsOf(asOf)} s where ${raw(`s.${column} = ${id}`)} and not s.is_sample)`;

/** A pattern of `like` for texts that hold this one. */
const holding = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** As written in it, or alike as a whole; each word counts where any of them will do. Both by the index of three-letter groups. */
function calledLike(column: string, words: string, loosely: boolean): Fragment {
  const each = loosely ? words.split(' ').filter(word => word.length >= 3) : [];
  return any([sql`${words} <% ${raw(column)}`, ...each.map(word => sql`${raw(column)} like ${holding(word)}`)]);
}

/**
 * What can be found, one row each: `own` is what it is called, `text` that and what it belongs to, `code` for codes. Only what the indexes say is
 * alike; `loosely` also what holds one of the words, or belongs to what is alike, such as the lots of a product.
 */
function findable({ words, code }: Query, loosely: boolean, asOf: string | undefined): Fragment {
  // what is less alike has no score as a code
  const coded = (column: string) =>
    any([
      ...(code === '' ? [] : [sql`${raw(column)} like ${`${code}%`}`]),
      ...(code.length >= 4 ? [sql`${raw(column)} % ${code} and similarity(${raw(column)}, ${code}) >= ${CODE_LIKENESS}`] : []),
    ]);
  const alike = sql`select o2.id from organization o2 where ${calledLike('o2.folded', words, loosely)}
    union select n2.organization_id from org_alias n2 where ${standsAsOf('n2', asOf)} and ${calledLike('n2.normalised', words, loosely)}`;
  const organizations = (column: string) => sql`select o.id, o.slug, o.name, x.folded, ${onlySamples(asOf, column, 'o.id')} as is_sample
    from organization o join lateral (select concat_ws(' ', o.folded, string_agg(n.normalised, ' ')) as folded from org_alias n
      where n.organization_id = o.id and ${standsAsOf('n', asOf)}) x on true
    where o.id in (${alike}) and ${published(asOf, column, 'o.id')}`;
  const lots =
    loosely && asOf === undefined
      ? sql`b.id in (select w.id from public_lot w where ${calledLike('w.words', words, false)} or ${all(
          words.split(' ').map(word => sql`w.words like ${holding(word)}`),
        )} order by w.latest desc, w.id desc limit ${MOST_LOTS})`
      : sql`false`;
  return sql`select 'lot' as type, b.id::text as id, '/lots/' || b.id as href, b.code as title, concat_ws(' · ', p.name, o.name) as detail,
      '' as own, concat_ws(' ', p.folded, o.folded) as text, b.normalised as code, ${onlySamples(asOf, 'batch_id', 'b.id')} as is_sample, 0 as rank
    from batch b left join product p on p.id = b.product_id left join organization o on o.id = b.vendor_id
    where (${coded('b.normalised')} or ${lots}) and ${published(asOf, 'batch_id', 'b.id')}
    union all
    select 'vendor', v.id::text, '/vendors/' || v.slug, v.name, null, v.folded, v.folded, null, v.is_sample, 1 from (${organizations('vendor_id')}) v
    union all
    select 'product', p.id::text, '/products/' || p.slug, p.name, o.name, p.folded, p.folded || ' ' || o.folded, null,
      ${onlySamples(asOf, 'product_id', 'p.id')}, 2
    from product p join organization o on o.id = p.vendor_id
    where (${calledLike('p.folded', words, loosely)} or ${loosely ? sql`p.vendor_id in (${alike})` : sql`false`}) and ${published(asOf, 'product_id', 'p.id')}
    union all
    select 'laboratory', l.id::text, '/laboratories/' || l.slug, l.name, null, l.folded, l.folded, null, l.is_sample, 4
    from (${organizations('laboratory_id')}) l
    union all
    select 'analyte', a.id, '/analytes/' || a.id, a.name, replace(a.group_name, '_', ' '), a.folded, a.folded, null, false, 3
    from analyte a where ${calledLike('a.folded', words, loosely)} or a.id = ${words}
    union all
    select 'certificate', c.id::text, '/certificates/' || c.id, v.report_number, l.name, '', '', v.report_number_normalised, c.is_sample, 5
    from certificate c join certificate_version v on v.certificate_id = c.id and ${publicAsOf(asOf)}
    join source_file f on f.sha256 = c.sha256 and f.takedown_at is null left join organization l on l.id = ${laboratoryAsOf(asOf)}
    where v.report_number is not null and ${coded('v.report_number_normalised')}
    union all
    select 'recall', r.id::text, '/recalls/' || r.number, 'Recall ' || r.number, w.facts->>'firm', fold_firm.name, w.folded,
      regexp_replace(r.number, '[^A-Z0-9]', '', 'g'), r.is_sample, 6
    from recall r join recall_version w on w.recall_id = r.id and ${standsAsOf('w', asOf)} and w.about_kratom
    join lateral (select array_to_string(w.firm_names, ' ') as name) fold_firm on true
    where ${calledLike("array_to_string(w.firm_names, ' ')", words, loosely)} or ${calledLike('w.folded', words, loosely)}
      or ${coded("regexp_replace(r.number, '[^A-Z0-9]', '', 'g')")}`;
}

/** How much there is of those found, which is counted for nobody else. */
const amount = (asOf: string | undefined): Fragment => sql`case f.type
  when 'vendor' then (select count(distinct s.batch_id) || ' lots' from ${samplesAsOf(asOf)} s where s.vendor_id = f.id::uuid)
  when 'laboratory' then (select count(distinct s.certificate_id) || ' certificates' from ${samplesAsOf(asOf)} s where s.laboratory_id = f.id::uuid)
  else coalesce(f.detail, '') end`;

/** The best hits of every kind; an exact lot code comes first. Where nothing is called so, whatever belongs to it or is faintly like it. */
export async function search(
  em: SqlEntityManager,
  q: string,
  { limit, asOf }: { readonly limit: number; readonly asOf?: string | undefined },
): Promise<SearchHit[]> {
  const query = { words: fold(q), code: normaliseCode(q) };
  if (query.words === '') return [];
  if (asOf === undefined && (await isLotCode(em, query.code)) && !(await isNamed(em, query))) return lotsCoded(em, query.code, limit);
  const found = await alike(em, STRICT, inside => best(inside, query, findable(query, false, asOf), { limit, asOf }));
  if ((found[0]?.score ?? 0) >= MEANT) return found;
  return forgivingly(em, inside => best(inside, query, findable(query, true, asOf), { limit, asOf }));
}

/** Whether a lot has exactly this code, and it cannot be a name: then that lot is meant, and no other whose code is alike. */
async function isLotCode(em: SqlEntityManager, code: string): Promise<boolean> {
  return /\d/.test(code) && (await row(em, sql`select 1 as found from public_lot where code = ${code} limit 1`)) !== null;
}

/** That `public_lot w` has the code, or one that goes on after it. */
const codedSo = (code: string): Fragment => any([sql`w.code = ${code}`, ...(code.length >= 3 ? [sql`w.code like ${`${code}%`}`] : [])]);

/** Whether anything but a lot is called so, or holds it in its name. */
async function isNamed(em: SqlEntityManager, { words, code }: Query): Promise<boolean> {
  const found = await row(
    em,
    sql`select 1 as found from organization where folded like ${holding(words)}
      union all select 1 from org_alias where superseded_at is null and normalised like ${holding(words)}
      union all select 1 from product where folded like ${holding(words)}
      union all select 1 from analyte where folded like ${holding(words)} or id = ${words}
      union all select 1 from certificate_version where superseded_at is null and report_number_normalised like ${`${code}%`}
      union all select 1 from recall where regexp_replace(number, '[^A-Z0-9]', '', 'g') like ${`${code}%`}
      union all select 1 from recall_version where superseded_at is null and folded like ${holding(words)}
      limit 1`,
  );
  return found !== null;
}

/** Lots by their code alone: the one that has it first, then those whose codes go on after it. */
async function lotsCoded(em: SqlEntityManager, code: string, limit: number): Promise<SearchHit[]> {
  const called = (table: 'product' | 'organization', column: string) => raw(`(select y.name from ${table} y where y.id = ${column})`);
  return rows<SearchHit>(
    em,
    sql`select 'lot' as type, b.id, '/lots/' || b.id as href, b.code as title,
        concat_ws(' · ', ${called('product', 'b.product_id')}, ${called('organization', 'b.vendor_id')}) as detail,
        case when w.code = ${code} then 1 else 0.95 end::float8 as score, w.is_sample as "isSample"
      from public_lot w join batch b on b.id = w.id where ${codedSo(code)} order by score desc, b.code, b.id limit ${limit}`,
  );
}

/**
 * What the index takes for alike is a setting of the session: of words as strict as usual, or more forgiving; of codes what has a score at all. Comparing a
 * text with a word costs a hundred times what the planner believes, so no table is read whole where an index answers.
 */
function alike<T>(em: SqlEntityManager, words: number, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  return em.transactional(async inside => {
    await inside.execute(
      `select set_config('pg_trgm.word_similarity_threshold', '${words}', true), set_config('pg_trgm.similarity_threshold', '${CODE_LIKENESS}', true),
        set_config('enable_seqscan', 'off', true)`,
    );
    return work(inside);
  });
}

const forgivingly = <T>(em: SqlEntityManager, work: (em: SqlEntityManager) => Promise<T>): Promise<T> => alike(em, LIKENESS, work);

/** Where no words are asked for, the planner knows best. */
const inWordsOf = <T>({ q = '' }: { readonly q?: string | undefined }, em: SqlEntityManager, work: (em: SqlEntityManager) => Promise<T>) =>
  q.trim() === '' ? work(em) : forgivingly(em, work);

async function best(
  em: SqlEntityManager,
  { words, code }: Query,
  candidates: Fragment,
  { limit, asOf }: { readonly limit: number; readonly asOf: string | undefined },
): Promise<SearchHit[]> {
  return rows<SearchHit>(
    em,
    sql`with scored as (
        select f.*, greatest(
          case when f.code = ${code} then 1
            when ${code.length >= 3} and f.code like ${`${code}%`} then 0.95
            when ${code.length >= 4} and similarity(f.code, ${code}) >= ${CODE_LIKENESS} then similarity(f.code, ${code}) * 0.9 else 0 end,
          case when lower(f.title) = ${words} or f.id = ${words} then 0.99
            when to_tsvector('simple', f.own) @@ plainto_tsquery('simple', ${words}) then 0.9
            when to_tsvector('simple', f.text) @@ plainto_tsquery('simple', ${words}) then 0.8
            when word_similarity(${words}, f.own) >= ${LIKENESS} then word_similarity(${words}, f.own) * 0.85
            when word_similarity(${words}, f.text) >= ${LIKENESS} then word_similarity(${words}, f.text) * 0.75 else 0 end
        ) as score
        from (${candidates}) f),
      f as (select * from scored where score > 0 and score >= ${WEAKEST} * (select max(score) from scored)
        order by score desc, rank, title, id limit ${limit})
      select f.type, f.id, f.href, f.title, ${amount(asOf)} as detail, round(f.score::numeric, 4)::float8 as score, f.is_sample as "isSample"
      from f order by f.score desc, f.rank, f.title, f.id`,
  );
}

/** Lots counted at most: whoever finds more narrows the search, and counting would cost the more the larger the database is. */
export const MOST_COUNTED = 200;

export interface LotsFound extends Slice<LotItem> {
  /** Of the newest `total` lots found. */
  readonly facets: Facets;
  /** Lots found; `more`: at least so many. */
  readonly total: number;
  readonly more: boolean;
}

/** Lots by words, by who and what they are, and by what was measured in them; newest first, with counts of where the hits lie: those given, where they are known. */
export async function searchLots(
  em: SqlEntityManager,
  filter: Omit<SearchFilter, 'asOf'>,
  paging: Paging,
  counts?: LotCounts,
): Promise<LotsFound> {
  const code = normaliseCode(filter.q ?? '');
  if (await isLotCode(em, code)) {
    const condition = { ...(await conditionOf(em, { ...filter, q: '' })), lot: codedSo(code) };
    return { ...(await lotsWhere(em, condition, paging)), ...(await countedLots(em, condition)) };
  }
  return inWordsOf(filter, em, async inside => {
    const condition = await conditionOf(inside, filter);
    return { ...(await lotsWhere(inside, condition, paging)), ...(counts ?? (await countedLots(inside, condition))) };
  });
}

/** Those of them that were public at a moment; nothing is counted. */
export async function searchLotsAsOf(em: SqlEntityManager, filter: SearchFilter, paging: Paging): Promise<Slice<LotItem>> {
  return inWordsOf(filter, em, async inside => lotsWhere(inside, await conditionOf(inside, filter), paging, filter.asOf));
}

async function conditionOf(em: SqlEntityManager, filter: SearchFilter): Promise<LotCondition> {
  const samples = sampleConditions(filter).filter(condition => condition !== false);
  return { sample: samples.length === 0 ? undefined : all(samples), lot: all(await wordsOf(em, filter)) };
}

/** As printed, else as stated of the product. */
const FORM = raw('coalesce(s.form, (select y.form from product y where y.id = s.product_id))');

function sampleConditions(filter: SearchFilter): (Fragment | false)[] {
  return [
    filter.vendor !== undefined && sql`s.vendor_id = (${organizationOf(filter.vendor, filter.asOf)})`,
    filter.laboratory !== undefined && sql`s.laboratory_id = (${organizationOf(filter.laboratory, filter.asOf)})`,
    filter.form !== undefined &&
      sql`(s.form = ${filter.form} or (s.form is null and exists (select 1 from product y where y.id = s.product_id and y.form = ${filter.form})))`,
    filter.panel !== undefined && sql`${filter.panel} = any (s.panels)`,
    filter.from !== undefined && sql`s.dated_on >= ${filter.from}::date`,
    filter.to !== undefined && sql`s.dated_on <= ${filter.to}::date`,
    filter.samples === false && sql`not s.is_sample`,
    measured(filter),
  ];
}

/** Each word must be like something the lot is called by, or like a substance that was measured in it. */
async function wordsOf(em: SqlEntityManager, { q = '', asOf }: SearchFilter): Promise<Fragment[]> {
  const code = normaliseCode(q);
  const words = fold(q).split(' ').filter(Boolean);
  const analytes = await analytesLike(em, words);
  const [codes, names] =
    asOf === undefined ? [raw('n.code'), raw('n.words')] : [raw('b.normalised'), sql`concat_ws(' ', p.folded, o.folded, l.folded)`];
  return words.map(word => {
    const part = normaliseCode(word);
    const meant = analytes.filter(each => each.word === word).map(({ id }) => id);
    const called = [
      ...(code.length > 0 ? [sql`${codes} = ${code}`] : []),
      ...(part.length >= 3 ? [sql`${codes} like ${`%${part}%`}`] : []),
      ...(part.length >= 4 ? [sql`${codes} % ${part} and similarity(${codes}, ${part}) >= ${CODE_LIKENESS}`] : []),
      sql`${names} like ${holding(word)}`,
      sql`${word} <% ${names}`,
    ];
    return any([
      ...(asOf === undefined ? [sql`w.id in (${eachOf(called)})`] : called),
      ...(meant.length > 0 ? [measuredOneOf(meant, asOf)] : []),
    ]);
  });
}

/** Lots that meet one of the conditions on `public_lot n`, each found by the index alone: what one finds, the others need not look at. */
const eachOf = (conditions: readonly Fragment[]): Fragment =>
  conditions
    .map(condition => sql`select n.id from public_lot n where ${condition}`)
    .reduce((before, next) => sql`${before} union all ${next}`);

const measuredOneOf = (analytes: readonly string[], asOf: string | undefined): Fragment => sql`exists (select 1 from ${samplesAsOf(asOf)} m
  join result r on r.sample_id = m.id and ${standsAsOf('r', asOf)}
  where m.batch_id = ${raw(asOf === undefined ? 'w.id' : 'b.id')} and r.analyte_id in ${list(analytes)} and r.kind not in ('not_tested', 'not_reported'))`;

async function analytesLike(em: SqlEntityManager, words: readonly string[]): Promise<{ readonly word: string; readonly id: string }[]> {
  if (words.length === 0) return [];
  return rows(
    em,
    sql`select q.word, a.id from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) q (word) join analyte a on q.word <% a.folded and word_similarity(q.word, a.folded) >= 0.8`,
  );
}

function measured(filter: SearchFilter): Fragment | false {
  if (filter.analyte === undefined) return false;
  const value = all([
    sql`r.sample_id = s.id and ${standsAsOf('r', filter.asOf)} and r.analyte_id = ${filter.analyte}`,
    sql`r.kind not in ('not_tested', 'not_reported')`,
    within(filter, filter.analyte),
  ]);
  return sql`exists (select 1 from result r where ${value})`;
}

export type LotCounts = Pick<LotsFound, 'facets' | 'total' | 'more'>;

/** Of the newest that meet the condition: `most` at most. */
export async function countedLots(em: SqlEntityManager, condition: LotCondition, most: number = MOST_COUNTED): Promise<LotCounts> {
  const newest = sql`select w.id from public_lot w where ${lotsMeeting(condition)} order by w.latest desc, w.id desc limit ${most + 1}`;
  const found = await rows<{ facet: keyof Facets | 'all'; value: string; label: string; count: number }>(
    em,
    sql`with newest as materialized (${newest}),
        hit as materialized (select w.id, s.vendor_id, s.laboratory_id, ${FORM} as form, s.panels
          from ${samplesOfLots(sql`select id from newest limit ${most}`, condition)})
      select 'all' as facet, '' as value, '' as label, count(*)::int as count from newest
      union all
      select 'vendor', o.slug, o.name, n.count from (select vendor_id as id, count(distinct id)::int as count from hit group by 1) n join organization o on o.id = n.id
      union all
      select 'laboratory', o.slug, o.name, n.count from (select laboratory_id as id, count(distinct id)::int as count from hit group by 1) n
        join organization o on o.id = n.id
      union all
      select 'form', form, replace(form, '_', ' '), count(distinct id)::int from hit where form is not null group by form
      union all
      select 'panel', panel, replace(panel, '_', ' '), count(distinct id)::int from hit, unnest(panels) panel group by panel
      order by count desc, label, value`,
  );
  const of = (facet: keyof Facets) =>
    found.filter(entry => entry.facet === facet).map(({ value, label, count }) => ({ value, label, count }));
  const total = found.find(({ facet }) => facet === 'all')?.count ?? 0;
  return {
    facets: { vendor: of('vendor'), laboratory: of('laboratory'), form: of('form'), panel: of('panel') },
    total: Math.min(total, most),
    more: total > most,
  };
}
