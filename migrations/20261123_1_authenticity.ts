/** What checks of authenticity saw, and the measured values of each sample as a set that can be searched. */
import { Migration } from '@mikro-orm/migrations';

export class Authenticity extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table authenticity_check (
    id uuid primary key,
    certificate_id uuid not null references certificate (id) on delete cascade,
    extraction_id uuid not null references extraction (id) on delete cascade,
    kind text not null check (kind in ('signature', 'revisions', 'software', 'fonts', 'overprint', 'barcode', 'link', 'substitution',
      'same-values', 'image-text')),
    outcome text not null check (outcome in ('supports', 'contradicts', 'inconclusive')),
    detail text not null,
    facts jsonb not null,
    evidence jsonb,
    related_id uuid references certificate (id) on delete cascade,
    tool_version text not null,
    checked_at timestamptz not null,
    confirmed_by text,
    confirmed_at timestamptz,
    dismissed_by text,
    dismissed_at timestamptz,
    superseded_at timestamptz,
    check ((confirmed_by is null) = (confirmed_at is null)),
    check ((dismissed_by is null) = (dismissed_at is null)),
    check (confirmed_at is null or dismissed_at is null),
    check (related_id is null or related_id <> certificate_id)
  )`,
  'create index authenticity_check_certificate on authenticity_check (certificate_id) where superseded_at is null',
  'create index authenticity_check_related on authenticity_check (related_id) where related_id is not null',
  'create index authenticity_check_extraction on authenticity_check (extraction_id)',
  `create index authenticity_check_open on authenticity_check (checked_at)
    where superseded_at is null and confirmed_at is null and dismissed_at is null and outcome = 'contradicts'`,

  `create table value_fingerprint (
    sample_id uuid primary key references sample (id) on delete cascade,
    certificate_id uuid not null references certificate (id) on delete cascade,
    measured text[] not null,
    rare text[] not null
  )`,
  'create index value_fingerprint_certificate on value_fingerprint (certificate_id)',
  // Either side may be the smaller set: its telling values are looked for in the other's whole.
  'create index value_fingerprint_measured on value_fingerprint using gin (measured)',
  'create index value_fingerprint_rare on value_fingerprint using gin (rare)',
];
