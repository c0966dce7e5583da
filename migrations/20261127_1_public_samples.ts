/** What everyone may see, as rows of its own: kept by the transaction that changes it, so that no page has to find it out again. */
import { Migration } from '@mikro-orm/migrations';
import { refreshing } from './refreshing.ts';

export class PublicSamples extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const COLUMNS = `id, version_id, certificate_id, position, name, form, panels, laboratory_id, report_number, reported, dated_on,
  vendor_id, product_id, batch_id, is_sample`;
const OTHERS = COLUMNS.split(/,\s*/).slice(1);
const row = (alias: string, columns: readonly string[]): string => `(${columns.map(column => `${alias}.${column}`).join(', ')})`;

const changed = (key: string, columns: readonly string[]): string =>
  `came join gone using (${key}) where ${row('came', columns)} is distinct from ${row('gone', columns)}`;

const statements = [
  `create table public_sample_kept (
    id uuid primary key references sample (id) on delete cascade,
    version_id uuid not null,
    certificate_id uuid not null,
    position int not null,
    name text,
    form text,
    panels text[] not null,
    laboratory_id uuid,
    report_number text,
    reported date,
    dated_on date,
    vendor_id uuid,
    product_id uuid,
    batch_id uuid,
    is_sample boolean not null
  )`,

  // The definition, which the rows are made from. A new snapshot is taken after the lock: of two changes of one sample the second sees the first.
  `create view public_sample_found as
    select s.id, s.version_id, s.certificate_id, s.position, s.name, s.form, s.panels, v.laboratory_id, v.report_number,
      v.reported, v.dated_on, l.vendor_id, l.product_id, l.batch_id, c.is_sample
    from sample s
    join certificate_version v on v.id = s.version_id and v.superseded_at is null and v.state = 'public'
    join certificate c on c.id = s.certificate_id
    join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
    left join sample_of l on l.sample_id = s.id and l.superseded_at is null`,
  `create function refresh_public_samples(ids uuid[]) returns void language plpgsql as $refresh$
    begin
      if cardinality(ids) = 0 then return; end if;
      perform 1 from sample where id = any (ids) order by id for no key update;
      delete from public_sample p where p.id = any (ids) and not exists (select 1 from public_sample_found n where n.id = p.id);
      insert into public_sample as p (${COLUMNS}) select ${COLUMNS} from public_sample_found n where n.id = any (ids)
        on conflict (id) do update set ${OTHERS.map(column => `${column} = excluded.${column}`).join(', ')}
        where ${row('p', OTHERS)} is distinct from ${row('excluded', OTHERS)};
    end $refresh$`,

  ...refreshing('public_sample', 'sample', 'insert', 'select id from came'),
  ...refreshing(
    'public_sample',
    'sample',
    'update',
    `select id from ${changed('id', ['version_id', 'position', 'name', 'form', 'panels'])}`,
  ),
  ...refreshing('public_sample', 'sample_of', 'insert', 'select distinct sample_id from came'),
  ...refreshing('public_sample', 'sample_of', 'update', 'select sample_id from came union select sample_id from gone'),
  ...refreshing('public_sample', 'sample_of', 'delete', 'select distinct sample_id from gone'),
  ...refreshing(
    'public_sample',
    'certificate_version',
    'update',
    `select s.id from sample s where s.version_id in (select id from
      ${changed('id', ['laboratory_id', 'report_number', 'reported', 'dated_on', 'state', 'superseded_at'])})`,
  ),
  ...refreshing(
    'public_sample',
    'certificate',
    'update',
    `select s.id from sample s where s.certificate_id in (select id from ${changed('id', ['is_sample'])})`,
  ),
  ...refreshing(
    'public_sample',
    'source_file',
    'update',
    `select s.id from certificate c join sample s on s.certificate_id = c.id where c.sha256 in (select sha256 from ${changed('sha256', ['takedown_at'])})`,
  ),

  // Whoever writes waits from the first trigger on; whoever reads, only for the change of names.
  `insert into public_sample_kept (${COLUMNS}) select ${COLUMNS} from public_sample_found`,
  'create index public_sample_vendor on public_sample_kept (vendor_id, dated_on desc nulls last)',
  'create index public_sample_laboratory on public_sample_kept (laboratory_id, dated_on desc nulls last)',
  'create index public_sample_product on public_sample_kept (product_id, dated_on desc nulls last)',
  'create index public_sample_dated on public_sample_kept (dated_on desc nulls last)',
  'create index public_sample_batch on public_sample_kept (batch_id)',
  'create index public_sample_certificate on public_sample_kept (certificate_id)',
  'create index public_sample_version on public_sample_kept (version_id)',
  'analyze public_sample_kept',
  'drop view public_sample',
  'alter table public_sample_kept rename to public_sample',
];
