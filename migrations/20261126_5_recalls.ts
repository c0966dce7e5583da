/** Recalls as an authority published them, every version of them, and what they may concern here. */
import { Migration } from '@mikro-orm/migrations';

export class Recalls extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table recall (
    id uuid primary key,
    authority text not null,
    number text not null,
    is_sample boolean not null,
    recorded_at timestamptz not null,
    unique (authority, number)
  )`,
  `create table recall_version (
    id uuid primary key,
    recall_id uuid not null references recall (id) on delete cascade,
    fingerprint text not null,
    record jsonb not null,
    facts jsonb not null,
    published_on date,
    firm_names text[] not null,
    about_kratom boolean not null,
    reported_on date not null,
    folded text not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz
  )`,
  'create unique index recall_version_current on recall_version (recall_id) where superseded_at is null',
  'create index recall_version_shown on recall_version (reported_on desc, recall_id desc) where superseded_at is null',
  'create index recall_version_firm on recall_version using gin (firm_names) where superseded_at is null',

  `create table recall_match (
    id uuid primary key,
    recall_id uuid not null references recall (id) on delete cascade,
    vendor_id uuid not null references organization (id) on delete cascade,
    product_id uuid references product (id) on delete cascade,
    batch_id uuid references batch (id) on delete cascade,
    confidence float8 not null check (confidence between 0 and 1),
    reasons jsonb not null,
    state text not null check (state in ('shown', 'waiting', 'confirmed', 'refused')),
    decided_by text,
    decided_reason text,
    decided_at timestamptz,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    check ((state in ('confirmed', 'refused')) = (decided_at is not null))
  )`,
  `create unique index recall_match_current on recall_match
    (recall_id, vendor_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'), coalesce(batch_id, '00000000-0000-0000-0000-000000000000'))
    where superseded_at is null`,
  'create index recall_match_vendor on recall_match (vendor_id) where superseded_at is null',
  'create index recall_match_batch on recall_match (batch_id) where superseded_at is null and batch_id is not null',
  "create index recall_match_waiting on recall_match (id) where superseded_at is null and state = 'waiting'",
];
