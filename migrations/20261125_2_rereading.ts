/** New readings of stored files that wait for a reviewer: what they would change, and what was decided. */
import { Migration } from '@mikro-orm/migrations';

export class Rereading extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table rereading (
    id uuid primary key,
    sha256 text not null references source_file (sha256) on delete cascade,
    importer text,
    importer_version int,
    outcome text not null check (outcome in ('changed', 'failed')),
    certificates jsonb not null,
    recorded_at timestamptz not null,
    settled_as text check (settled_as in ('promoted', 'kept', 'outdated')),
    settled_by text,
    settled_reason text,
    settled_at timestamptz,
    check ((settled_as is null) = (settled_at is null))
  )`,
  // One new reading of a file waits at a time.
  'create unique index rereading_open on rereading (sha256) where settled_at is null',
  'create index rereading_file on rereading (sha256)',
];
