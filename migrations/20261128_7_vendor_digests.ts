/** What pages show of a vendor, as it was counted last, and what tells whether anything that it follows from changed since. */
import { Migration } from '@mikro-orm/migrations';
import { refreshing } from './refreshing.ts';

export class VendorDigests extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const ofSamples = (samples: string): string => `select distinct s.vendor_id from public_sample s where s.id in (${samples})`;
const ofLots = (lots: string): string => `select distinct s.vendor_id from public_sample s where s.batch_id in (${lots})`;
const changed = (columns: string): string =>
  `select id from came join gone using (id) where (${columns.replace(/\w+/g, 'came.$&')}) is distinct from (${columns.replace(/\w+/g, 'gone.$&')})`;
/** Everybody of whom something was ever counted. */
const EVERYBODY = 'select vendor_id from vendor_epoch';

const statements = [
  // One row a transaction that changed something of the vendor; whoever counts takes them away and raises the epoch, in one statement. A digest is current
  // when no change is noted and it is of the epoch. Nobody who changes something waits for anybody: each notes it under its own number.
  `create table vendor_change (
    vendor_id uuid not null,
    transaction_id xid8 not null default pg_current_xact_id(),
    primary key (vendor_id, transaction_id)
  )`,
  // counted: the epoch of which everything is kept; behind the epoch, something has to be counted
  `create table vendor_epoch (
    vendor_id uuid primary key,
    epoch bigint not null,
    counted bigint not null default 0
  )`,
  'create index vendor_epoch_behind on vendor_epoch (vendor_id) where counted < epoch',
  // JSON, as text: nobody looks into it here, and parsing and printing it would take longer than everything else
  `create table vendor_digest (
    vendor_id uuid not null references organization (id) on delete cascade,
    part text not null,
    epoch bigint not null,
    body text not null,
    primary key (vendor_id, part)
  )`,

  `create function refresh_vendor_digests(ids uuid[]) returns void language plpgsql as $refresh$
    begin
      insert into vendor_change (vendor_id) select distinct id from unnest(ids) u (id) where id is not null on conflict do nothing;
    end $refresh$`,

  ...refreshing('vendor_digest', 'public_sample', 'insert', 'select distinct vendor_id from came'),
  ...refreshing('vendor_digest', 'public_sample', 'update', 'select vendor_id from came union select vendor_id from gone'),
  ...refreshing('vendor_digest', 'public_sample', 'delete', 'select distinct vendor_id from gone'),
  // a lot of theirs that certificates of somebody else speak of too
  ...refreshing('vendor_digest', 'public_lot', 'update', ofLots('select id from came')),
  ...['result', 'verdict', 'judging'].flatMap(table => [
    ...refreshing('vendor_digest', table, 'insert', ofSamples('select sample_id from came')),
    ...refreshing('vendor_digest', table, 'update', ofSamples('select sample_id from came union all select sample_id from gone')),
    ...refreshing('vendor_digest', table, 'delete', ofSamples('select sample_id from gone')),
  ]),
  // what a list of certificates says of each beside what is kept of its samples
  ...refreshing(
    'vendor_digest',
    'certificate_version',
    'update',
    `select distinct s.vendor_id from public_sample s where s.version_id in (${changed('accreditation, report_number, reported, dated_on, laboratory_id')})`,
  ),
  ...refreshing('vendor_digest', 'scorecard', 'insert', 'select vendor_id from came'),
  ...refreshing('vendor_digest', 'scorecard', 'update', 'select vendor_id from came union select vendor_id from gone'),
  ...refreshing('vendor_digest', 'scorecard', 'delete', 'select vendor_id from gone'),
  ...refreshing('vendor_digest', 'org_alias', 'insert', 'select organization_id from came'),
  ...refreshing('vendor_digest', 'org_alias', 'update', 'select organization_id from came union select organization_id from gone'),
  ...refreshing('vendor_digest', 'org_alias', 'delete', 'select organization_id from gone'),
  ...refreshing('vendor_digest', 'batch', 'update', ofLots(changed('code, vendor_id, product_id'))),
  ...refreshing(
    'vendor_digest',
    'product',
    'update',
    `with changed as (${changed('slug, name, folded, form, vendor_id')})
      select s.vendor_id from public_sample s where s.product_id in (table changed)
      union ${ofLots('select b.id from batch b where b.product_id in (table changed)')}`,
  ),
  // by its own name, and as the laboratory or the other vendor that something of theirs names
  ...refreshing(
    'vendor_digest',
    'organization',
    'update',
    `with changed as (${changed('slug, name, folded, merged_into')})
      select id from changed
      union select s.vendor_id from public_sample s where s.laboratory_id in (table changed)
      union select s.vendor_id from public_sample s join product p on p.id = s.product_id where p.vendor_id in (table changed)
      union ${ofLots('select b.id from batch b where b.vendor_id in (table changed)')}`,
  ),
  ...refreshing('vendor_digest', 'analyte', 'update', `${EVERYBODY} where exists (${changed('name')})`),
  ...refreshing(
    'vendor_digest',
    'rule_version',
    'update',
    `${EVERYBODY} where exists (${changed('rule, ruleset, jurisdiction, analyte, basis, limit_text, standing, fingerprint, engine')})`,
  ),

  // what a sample is over, without a look at all that it is not
  `create index verdict_over_of_sample on verdict (sample_id, rule_version_id) where verdict in ('fail', 'warning') and superseded_at is null`,

  // codes as a whole, and how they begin
  'create index public_lot_code on public_lot (code text_pattern_ops)',
  'create index certificate_version_report_number on certificate_version (report_number_normalised text_pattern_ops)',

  // whatever is there was never counted
  'insert into vendor_change (vendor_id) select distinct vendor_id from public_sample where vendor_id is not null',
];
