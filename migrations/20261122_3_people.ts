/** Who may do what, what people decided, and what they corrected. */
import { Migration } from '@mikro-orm/migrations';

export class People extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table api_key (
    id uuid primary key,
    name text not null,
    prefix text not null,
    hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
    role text not null check (role in ('contributor', 'reviewer', 'admin')),
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`,

  `create table log_entry (
    id uuid primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    subject text not null,
    reason text,
    detail jsonb not null
  )`,
  'create index log_entry_subject on log_entry (subject, at)',

  `create table field_assertion (
    id uuid primary key,
    subject_type text not null check (subject_type in ('certificate', 'sample', 'result')),
    subject_id uuid not null,
    field text not null,
    printed text,
    value text,
    confidence double precision not null check (confidence between 0 and 1),
    evidence jsonb,
    actor text not null,
    reason text not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz
  )`,
  // One correction of a field is in force at a time.
  'create unique index field_assertion_current on field_assertion (subject_type, subject_id, field) where superseded_at is null',
];
