/** Scopes of accreditation of laboratories, and what labels promise of alkaloids. */
import { Migration } from '@mikro-orm/migrations';

export class Scopes extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // A certificate of accreditation as a body gave it; given again, it supersedes.
  `create table accreditation_scope (
    id uuid primary key,
    laboratory_id uuid not null references organization (id) on delete cascade,
    body text not null check (body <> ''),
    number text not null check (number <> ''),
    standard text not null check (standard <> ''),
    valid_from date not null,
    valid_to date check (valid_to >= valid_from),
    lines jsonb not null,
    source text not null check (source <> ''),
    actor text not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz
  )`,
  'create unique index accreditation_scope_current on accreditation_scope (laboratory_id, number, valid_from) where superseded_at is null',
  `create trigger score_change_accreditation_scope after insert or update on accreditation_scope
    for each statement execute function note_score_change()`,

  // A label may also promise an amount. Older processes pass over facts they do not know.
  'alter table label_fact drop constraint label_fact_fact_check',
  `alter table label_fact add constraint label_fact_fact_check
    check (fact in ('form', 'serving', 'container', 'intake', 'mitragynine', '7_hydroxymitragynine'))`,
];
