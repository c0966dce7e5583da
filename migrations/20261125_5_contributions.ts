/**
 * What people without a key bring: files, flags on values, replies; what reviewers black out, and agreements that a careful publication needs.
 * Nothing of it names who sent it, but for the address a reply is verified by, which is never public.
 */
import { Migration } from '@mikro-orm/migrations';

export class Contributions extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // Waits for a person however surely it was read, now and whenever it is read anew.
  'alter table submission add column held boolean not null default false',

  // Ids are random: whoever knows one may follow the files.
  `create table contribution (
    id uuid primary key,
    note text,
    received_at timestamptz not null
  )`,
  `create table contribution_file (
    contribution_id uuid not null references contribution (id) on delete cascade,
    position int not null,
    file_name text not null,
    sha256 text not null references source_file (sha256) on delete cascade,
    was_there boolean not null,
    primary key (contribution_id, position)
  )`,
  'create index contribution_file_of on contribution_file (sha256)',

  // By its place on the certificate: a correction gives results new identities, and the flag stays on what it was put on.
  `create table value_flag (
    id uuid primary key,
    certificate_id uuid not null references certificate (id) on delete cascade,
    sample int not null,
    line int not null,
    printed text not null,
    reason text not null check (reason in ('misread', 'wrong-product', 'other')),
    comment text,
    recorded_at timestamptz not null,
    outcome text check (outcome in ('corrected', 'stands', 'duplicate')),
    settled_by text,
    settled_reason text,
    settled_at timestamptz,
    check ((outcome is null) = (settled_at is null))
  )`,
  'create index value_flag_open on value_flag (certificate_id) where settled_at is null',

  // A published reply that another one takes the place of is superseded and kept.
  `create table reply (
    id uuid primary key,
    organization_id uuid references organization (id),
    certificate_id uuid references certificate (id) on delete cascade,
    signed text not null check (signed <> ''),
    email text,
    words text not null check (words <> ''),
    state text not null check (state in ('waiting', 'published', 'refused', 'withdrawn')),
    received_at timestamptz not null,
    decided_by text,
    decided_reason text,
    decided_at timestamptz,
    published_at timestamptz,
    superseded_at timestamptz,
    check ((organization_id is null) <> (certificate_id is null)),
    check ((state = 'waiting') = (decided_at is null))
  )`,
  `create index reply_organization on reply (organization_id) where state = 'published'`,
  `create index reply_certificate on reply (certificate_id) where state = 'published'`,
  `create index reply_waiting on reply (received_at) where state = 'waiting'`,

  // Regions of a page that are painted over wherever the page is shown; in points, origin top left.
  `create table black_out (
    id uuid primary key,
    sha256 text not null references source_file (sha256) on delete cascade,
    page int not null check (page > 0),
    box jsonb not null,
    actor text not null,
    reason text not null,
    recorded_at timestamptz not null,
    lifted_by text,
    lifted_reason text,
    lifted_at timestamptz
  )`,
  'create index black_out_in_force on black_out (sha256) where lifted_at is null',

  // That a reviewer would publish a certificate which needs two; the second one publishes it.
  `create table publication_agreement (
    id uuid primary key,
    certificate_id uuid not null references certificate (id) on delete cascade,
    version_id uuid not null references certificate_version (id) on delete cascade,
    actor text not null,
    reason text not null,
    recorded_at timestamptz not null
  )`,
  'create index publication_agreement_of on publication_agreement (version_id)',
];
