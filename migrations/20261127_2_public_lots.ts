/** Lots of which something is public, with what lists of them show and what they are found by: kept by the transaction that changes it. */
import { Migration } from '@mikro-orm/migrations';
import { refreshing } from './refreshing.ts';

export class PublicLots extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const COLUMNS = 'id, latest, certificates, panels, is_sample, code, words';

const statements = [
  `create table public_lot (
    id uuid primary key references batch (id) on delete cascade,
    latest date not null,
    certificates int not null,
    panels text[] not null,
    is_sample boolean not null,
    code text not null,
    words text not null
  )`,

  // The definition; a lot without a date is older than all others.
  `create view public_lot_found as
    select b.id, coalesce(max(s.dated_on), date '0001-01-01') as latest, count(distinct s.certificate_id)::int as certificates,
      array(select distinct u.panel from public_sample x, unnest(x.panels) u (panel) where x.batch_id = b.id order by u.panel) as panels,
      bool_and(s.is_sample) as is_sample, b.normalised as code,
      concat_ws(' ', p.folded, o.folded, string_agg(distinct l.folded, ' ' order by l.folded)) as words
    from batch b
    join public_sample s on s.batch_id = b.id
    left join product p on p.id = b.product_id
    left join organization o on o.id = b.vendor_id
    left join organization l on l.id = s.laboratory_id
    group by b.id, p.folded, o.folded`,
  `create function refresh_public_lots(ids uuid[]) returns void language plpgsql as $refresh$
    begin
      if cardinality(ids) = 0 then return; end if;
      perform 1 from batch where id = any (ids) order by id for no key update;
      delete from public_lot w where w.id = any (ids) and not exists (select 1 from public_sample s where s.batch_id = w.id);
      insert into public_lot as w (${COLUMNS}) select ${COLUMNS} from public_lot_found n where n.id = any (ids)
        on conflict (id) do update set latest = excluded.latest, certificates = excluded.certificates, panels = excluded.panels,
          is_sample = excluded.is_sample, code = excluded.code, words = excluded.words
        where (w.latest, w.certificates, w.panels, w.is_sample, w.code, w.words) is distinct from
          (excluded.latest, excluded.certificates, excluded.panels, excluded.is_sample, excluded.code, excluded.words);
    end $refresh$`,

  ...refreshing('public_lot', 'public_sample', 'insert', 'select distinct batch_id from came where batch_id is not null'),
  ...refreshing(
    'public_lot',
    'public_sample',
    'update',
    'select batch_id from came where batch_id is not null union select batch_id from gone where batch_id is not null',
  ),
  ...refreshing('public_lot', 'public_sample', 'delete', 'select distinct batch_id from gone where batch_id is not null'),
  ...refreshing(
    'public_lot',
    'batch',
    'update',
    `select id from came join gone using (id)
      where (came.vendor_id, came.product_id, came.normalised) is distinct from (gone.vendor_id, gone.product_id, gone.normalised)`,
  ),
  ...refreshing(
    'public_lot',
    'organization',
    'update',
    `with renamed as (select id from came join gone using (id) where came.folded <> gone.folded)
      select b.id from batch b where b.vendor_id in (select id from renamed)
      union select s.batch_id from public_sample s where s.laboratory_id in (select id from renamed) and s.batch_id is not null`,
  ),
  ...refreshing(
    'public_lot',
    'product',
    'update',
    'select b.id from batch b where b.product_id in (select id from came join gone using (id) where came.folded <> gone.folded)',
  ),

  `insert into public_lot (${COLUMNS}) select ${COLUMNS} from public_lot_found`,
  'create index public_lot_latest on public_lot (latest desc, id desc)',
  'create index public_lot_words on public_lot using gin (words gin_trgm_ops, code gin_trgm_ops)',
  'create index if not exists batch_product on batch (product_id)',
  'analyze public_lot',
];
