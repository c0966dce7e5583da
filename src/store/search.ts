/** Searching: forgiving of typos, lot codes first, and lots by what is in them. */
import { raw } from '@mikro-orm/postgresql';
import { fold, normaliseCode } from '../coa/text.ts';
import type { Paging } from './cursor.ts';
import { lotsFrom, lotsWhere } from './lot.ts';
import { publicAsOf, samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf, within } from './results.ts';
import { all, type Fragment, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Facets, LotItem, SearchFilter, SearchHit, Slice } from './views.ts';

/** Below this the likeness of three-letter groups is chance. */
const LIKENESS = 0.45;
/** Codes are compared more strictly: one letter off may be another lot. */
const CODE_LIKENESS = 0.6;
/** Beside a good hit, those much weaker are noise. */
const WEAKEST = 0.6;

/** Above this a hit is what was meant, and nobody need look further. */
const MEANT = 0.8;

/** What is searched for, in the forms it is compared in. */
interface Query {
  readonly words: string;
  readonly code: string;
}

const names = (
  asOf: string | undefined,
): Fragment => sql`join lateral (select concat_ws(' ', o.folded, string_agg(n.normalised, ' ')) as folded from org_alias n
  where n.organization_id = o.id and ${standsAsOf('n', asOf)}) names on true`;

/**
 * What can be found, one row each: `own` is what it is called, `text` that and what it belongs to, `code` for codes.
 * With a query, only what the indexes say is alike; without one, everything.
 */
function findable(query: Query | null, asOf: string | undefined): Fragment {
  const called = (column: string) => (query === null ? sql`true` : sql`${query.words} <% ${raw(column)}`);
  const coded = (column: string) =>
    query === null || query.code === ''
      ? sql`${query === null}`
      : sql`(${raw(column)} like ${`${query.code}%`} or ${raw(column)} % ${query.code})`;
  const organizations =
    query === null
      ? sql`true`
      : sql`o.id in (select o2.id from organization o2 where ${query.words} <% o2.folded
    union select n2.organization_id from org_alias n2 where ${standsAsOf('n2', asOf)} and ${query.words} <% n2.normalised)`;
  return sql`select 'lot' as type, b.id::text as id, '/lots/' || b.id as href, b.code as title, concat_ws(' · ', p.name, o.name) as detail,
      '' as own, concat_ws(' ', p.folded, o.folded) as text, b.normalised as code, bool_and(s.is_sample) as is_sample, 0 as rank
    from batch b join ${samplesAsOf(asOf)} s on s.batch_id = b.id left join product p on p.id = b.product_id left join organization o on o.id = b.vendor_id
    where ${coded('b.normalised')} group by b.id, p.id, o.id
    union all
    select 'vendor', o.id::text, '/vendors/' || o.slug, o.name, count(distinct s.batch_id) || ' lots',
      names.folded, names.folded, null, bool_and(s.is_sample), 1
    from organization o join ${samplesAsOf(asOf)} s on s.vendor_id = o.id ${names(asOf)} where ${organizations} group by o.id, names.folded
    union all
    select 'product', p.id::text, '/products/' || p.slug, p.name, o.name, p.folded, p.folded || ' ' || o.folded, null, bool_and(s.is_sample), 2
    from product p join ${samplesAsOf(asOf)} s on s.product_id = p.id join organization o on o.id = p.vendor_id
    where ${called('p.folded')} group by p.id, o.id
    union all
    select 'laboratory', o.id::text, '/laboratories/' || o.slug, o.name, count(distinct s.certificate_id) || ' certificates',
      names.folded, names.folded, null, bool_and(s.is_sample), 4
    from organization o join ${samplesAsOf(asOf)} s on s.laboratory_id = o.id ${names(asOf)} where ${organizations} group by o.id, names.folded
    union all
    select 'analyte', a.id, '/analytes/' || a.id, a.name, replace(a.group_name, '_', ' '), a.folded, a.folded, null, false, 3
    from analyte a where ${query === null ? sql`true` : sql`(${called('a.folded')} or a.id = ${query.words})`}
    union all
    select 'certificate', c.id::text, '/certificates/' || c.id, v.report_number, l.name, '', '', v.report_number_normalised, c.is_sample, 5
    from certificate c join certificate_version v on v.certificate_id = c.id and ${publicAsOf(asOf)}
    join source_file f on f.sha256 = c.sha256 and f.takedown_at is null left join organization l on l.id = v.laboratory_id
    where v.report_number is not null and ${coded('v.report_number_normalised')}
    union all
    select 'recall', r.id::text, '/recalls/' || r.number, 'Recall ' || r.number, w.facts->>'firm', fold_firm.name, w.folded,
      regexp_replace(r.number, '[^A-Z0-9]', '', 'g'), r.is_sample, 6
    from recall r join recall_version w on w.recall_id = r.id and ${standsAsOf('w', asOf)} and w.about_kratom
    join lateral (select array_to_string(w.firm_names, ' ') as name) fold_firm on true
    where ${query === null ? sql`true` : sql`(${called("array_to_string(w.firm_names, ' ')")} or ${coded("regexp_replace(r.number, '[^A-Z0-9]', '', 'g')")})`}`;
}

/** The best hits of every kind; an exact lot code comes first. Where nothing is called so, whatever belongs to it or is faintly like it. */
export async function search(
  em: SqlEntityManager,
  q: string,
  { limit, asOf }: { readonly limit: number; readonly asOf?: string | undefined },
): Promise<SearchHit[]> {
  const query = { words: fold(q), code: normaliseCode(q) };
  if (query.words === '') return [];
  const found = await best(em, query, findable(query, asOf), limit);
  return (found[0]?.score ?? 0) >= MEANT ? found : best(em, query, findable(null, asOf), limit);
}

async function best(em: SqlEntityManager, { words, code }: Query, candidates: Fragment, limit: number): Promise<SearchHit[]> {
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
        from (${candidates}) f)
      select type, id, href, title, coalesce(detail, '') as detail, round(score::numeric, 4)::float8 as score, is_sample as "isSample"
      from scored where score > 0 and score >= ${WEAKEST} * (select max(score) from scored) order by score desc, rank, title, id limit ${limit}`,
  );
}

/** Lots by words, by who and what they are, and by what was measured in them; newest first, with counts of where the hits lie. */
export async function searchLots(
  em: SqlEntityManager,
  filter: SearchFilter,
  paging: Paging,
): Promise<Slice<LotItem> & { readonly facets: Facets; readonly total: number }> {
  const condition = all(conditions(filter));
  const found = await lotsWhere(em, condition, paging, filter.asOf);
  const total = await row<{ total: number }>(
    em,
    sql`select count(distinct b.id)::int as total from ${lotsFrom(filter.asOf)} where ${condition}`,
  );
  return { ...found, total: total?.total ?? 0, facets: await facets(em, condition, filter.asOf) };
}

function conditions(filter: SearchFilter): (Fragment | false)[] {
  return [
    ...wordsOf(filter.q),
    filter.vendor !== undefined && sql`s.vendor_id in (${organizationOf(filter.vendor, filter.asOf)})`,
    filter.laboratory !== undefined && sql`s.laboratory_id in (${organizationOf(filter.laboratory, filter.asOf)})`,
    filter.form !== undefined && sql`coalesce(s.form, p.form) = ${filter.form}`,
    filter.panel !== undefined && sql`${filter.panel} = any (s.panels)`,
    filter.from !== undefined && sql`s.dated_on >= ${filter.from}::date`,
    filter.to !== undefined && sql`s.dated_on <= ${filter.to}::date`,
    filter.samples === false && sql`not s.is_sample`,
    measured(filter),
  ];
}

/** Each word must be like something the lot is called by. */
function wordsOf(q: string | undefined): Fragment[] {
  const code = normaliseCode(q ?? '');
  return fold(q ?? '')
    .split(' ')
    .filter(Boolean)
    .map(word => {
      const names = sql`concat_ws(' ', p.folded, o.folded, l.folded)`;
      const part = normaliseCode(word);
      return sql`(${code.length > 0} and b.normalised = ${code} or ${part.length >= 3} and b.normalised like ${`%${part}%`}
        or ${part.length >= 4} and similarity(b.normalised, ${part}) >= ${CODE_LIKENESS}
        or position(${word} in ${names}) > 0 or word_similarity(${word}, ${names}) >= ${LIKENESS}
        or exists (select 1 from result r join analyte a on a.id = r.analyte_id where r.sample_id = s.id and r.superseded_at is null
          and r.kind not in ('not_tested', 'not_reported') and word_similarity(${word}, a.folded) >= 0.8))`;
    });
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

async function facets(em: SqlEntityManager, condition: Fragment, asOf: string | undefined): Promise<Facets> {
  const found = await rows<{ facet: keyof Facets; value: string; label: string; count: number }>(
    em,
    sql`with hit as (select b.id, o.slug as vendor, o.name as vendor_name, l.slug as laboratory, l.name as laboratory_name,
          coalesce(s.form, p.form) as form, s.panels from ${lotsFrom(asOf)} where ${condition})
      select 'vendor' as facet, vendor as value, vendor_name as label, count(distinct id)::int as count from hit where vendor is not null group by vendor, vendor_name
      union all
      select 'laboratory', laboratory, laboratory_name, count(distinct id)::int from hit where laboratory is not null group by laboratory, laboratory_name
      union all
      select 'form', form, replace(form, '_', ' '), count(distinct id)::int from hit where form is not null group by form
      union all
      select 'panel', panel, replace(panel, '_', ' '), count(distinct id)::int from hit, unnest(panels) panel group by panel
      order by count desc, label, value`,
  );
  const of = (facet: keyof Facets) =>
    found.filter(entry => entry.facet === facet).map(({ value, label, count }) => ({ value, label, count }));
  return { vendor: of('vendor'), laboratory: of('laboratory'), form: of('form'), panel: of('panel') };
}
