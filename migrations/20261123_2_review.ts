/** What reviewers say: corrections that make new versions, proposals that wait for a second person, names mapped once for all, sessions. */
import { Migration } from '@mikro-orm/migrations';

export class Review extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // A correction is a further version of the same extraction.
  'alter table certificate_version drop constraint certificate_version_certificate_id_extraction_id_key',
  'create index certificate_version_extraction on certificate_version (certificate_id, extraction_id)',

  `alter table field_assertion add column approved_by text`,

  `create table correction_proposal (
    id uuid primary key,
    certificate_id uuid not null references certificate (id) on delete cascade,
    sample int not null,
    line int not null,
    changes jsonb not null,
    actor text not null,
    reason text not null,
    recorded_at timestamptz not null,
    outcome text check (outcome in ('approved', 'refused', 'outdated')),
    settled_by text,
    settled_reason text,
    settled_at timestamptz,
    check ((outcome is null) = (settled_at is null))
  )`,
  // One change of a value waits for its second person at a time.
  'create unique index correction_proposal_open on correction_proposal (certificate_id, sample, line) where settled_at is null',

  `create table analyte_mapping (
    id uuid primary key,
    name text not null,
    key text not null check (key <> ''),
    panel text not null,
    analyte_id text not null references analyte (id),
    actor text not null,
    reason text not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz
  )`,
  'create unique index analyte_mapping_current on analyte_mapping (key, panel) where superseded_at is null',
  'create index result_unmapped on result (panel) where analyte_id is null and superseded_at is null',

  `create table review_session (
    id uuid primary key,
    token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
    key_id uuid not null references api_key (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
  )`,
];
