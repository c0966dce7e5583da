/** Files as they came in, who is named in them, and what each reading of a file said. */
import { Migration } from '@mikro-orm/migrations';

export class Documents extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  'create extension if not exists pg_trgm',

  `create table analyte (
    id text primary key,
    name text not null,
    group_name text not null,
    cas text,
    unit text,
    folded text not null,
    dictionary text not null
  )`,
  'create index analyte_folded_trigram on analyte using gin (folded gin_trgm_ops)',

  `create table source_file (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes bigint not null check (bytes >= 0),
    media_type text,
    storage_key text,
    first_seen_at timestamptz not null,
    takedown_at timestamptz,
    takedown_reason text
  )`,

  `create table organization (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    folded text not null,
    roles text[] not null check (roles <@ array['vendor', 'laboratory', 'manufacturer', 'client']),
    accreditation text,
    merged_into uuid references organization (id) check (merged_into <> id),
    is_sample boolean not null,
    created_at timestamptz not null
  )`,
  'create index organization_folded_trigram on organization using gin (folded gin_trgm_ops)',

  `create table org_alias (
    id uuid primary key,
    organization_id uuid not null references organization (id),
    name text not null,
    normalised text not null check (normalised <> ''),
    decided_by text not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz
  )`,
  // One name means one organization at a time; the index is also what makes two simultaneous ingests agree.
  'create unique index org_alias_current on org_alias (normalised) where superseded_at is null',
  'create index org_alias_organization on org_alias (organization_id)',
  'create index org_alias_trigram on org_alias using gin (normalised gin_trgm_ops)',

  `create table org_change (
    id uuid primary key,
    kind text not null check (kind in ('alias', 'merge', 'split')),
    from_organization_id uuid references organization (id),
    to_organization_id uuid not null references organization (id),
    aliases jsonb not null,
    samples jsonb not null,
    actor text not null,
    reason text not null,
    recorded_at timestamptz not null,
    undone_at timestamptz,
    undone_by text
  )`,

  `create table extraction (
    id uuid primary key,
    sha256 text not null references source_file (sha256),
    importer text,
    importer_version int,
    outcome text not null check (outcome in ('read', 'partial', 'refused')),
    reason text check ((reason is not null) or outcome <> 'refused'),
    is_current boolean not null,
    transcripts jsonb not null,
    pages jsonb not null,
    facts jsonb not null,
    milliseconds double precision not null,
    recorded_at timestamptz not null
  )`,
  'create unique index extraction_current on extraction (sha256) where is_current',
  'create index extraction_file on extraction (sha256, recorded_at)',

  `create table submission (
    id uuid primary key,
    sha256 text not null unique references source_file (sha256),
    file_name text not null,
    uploader text,
    vendor_given text,
    outcome text not null check (outcome in ('recorded', 'needs-review', 'unreadable', 'unrecognised', 'ambiguous')),
    is_sample boolean not null,
    recorded_at timestamptz not null
  )`,
  'create index submission_outcome on submission (outcome, recorded_at)',
];
