/** Certificates, samples, what they are of, and results. Rows that were public are superseded, never changed. */
import { Migration } from '@mikro-orm/migrations';

export class Results extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table product (
    id uuid primary key,
    slug text not null unique,
    vendor_id uuid not null references organization (id),
    name text not null,
    folded text not null,
    normalised text not null check (normalised <> ''),
    form text,
    is_sample boolean not null,
    created_at timestamptz not null,
    unique (vendor_id, normalised)
  )`,
  'create index product_folded_trigram on product using gin (folded gin_trgm_ops)',

  // A lot code means something only within a vendor; without one, only within what is printed beside it (scope).
  `create table batch (
    id uuid primary key,
    scope text not null,
    vendor_id uuid references organization (id),
    product_id uuid references product (id),
    code text not null,
    normalised text not null check (normalised <> ''),
    is_sample boolean not null,
    created_at timestamptz not null,
    unique (scope, normalised)
  )`,
  'create index batch_vendor on batch (vendor_id)',
  'create index batch_normalised_trigram on batch using gin (normalised gin_trgm_ops)',

  `create table certificate (
    id uuid primary key,
    sha256 text not null references source_file (sha256),
    position int not null,
    is_sample boolean not null,
    recorded_at timestamptz not null,
    unique (sha256, position)
  )`,

  `create table certificate_version (
    id uuid primary key,
    certificate_id uuid not null references certificate (id),
    extraction_id uuid not null references extraction (id),
    laboratory_id uuid references organization (id),
    laboratory_name text,
    report_number text,
    report_number_normalised text,
    client text,
    accreditation text,
    language text,
    reported date,
    dated_on date,
    state text not null check (state in ('public', 'needs-review', 'rejected')),
    published_at timestamptz check ((published_at is not null) or state <> 'public'),
    withdrawn_at timestamptz,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    unique (certificate_id, extraction_id)
  )`,
  'create unique index certificate_version_current on certificate_version (certificate_id) where superseded_at is null',
  'create index certificate_version_dated on certificate_version (dated_on, certificate_id)',
  'create index certificate_version_laboratory on certificate_version (laboratory_id)',
  'create index certificate_version_report on certificate_version using gin (report_number_normalised gin_trgm_ops)',
  `create index certificate_version_waiting on certificate_version (recorded_at) where state = 'needs-review' and superseded_at is null`,

  `create table sample (
    id uuid primary key,
    version_id uuid not null references certificate_version (id),
    certificate_id uuid not null references certificate (id),
    position int not null,
    name text,
    lot text,
    lab_sample_id text,
    form text,
    serving_size text,
    container_size text,
    max_daily_intake text,
    panels text[] not null,
    header jsonb not null,
    dates jsonb not null,
    vendor_given text,
    unique (version_id, position)
  )`,
  'create index sample_certificate on sample (certificate_id)',

  `create table sample_of (
    id uuid primary key,
    sample_id uuid not null references sample (id),
    vendor_id uuid references organization (id),
    vendor_basis text check (vendor_basis in ('operator', 'template', 'brand', 'client')),
    vendor_confidence double precision check (vendor_confidence between 0 and 1),
    vendor_evidence jsonb,
    product_id uuid references product (id),
    batch_id uuid references batch (id),
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    check ((vendor_id is null) = (vendor_basis is null) and (vendor_id is null) = (vendor_confidence is null))
  )`,
  'create unique index sample_of_current on sample_of (sample_id) where superseded_at is null',
  'create index sample_of_vendor on sample_of (vendor_id)',
  'create index sample_of_product on sample_of (product_id)',
  'create index sample_of_batch on sample_of (batch_id)',

  `create table result (
    id uuid primary key,
    sample_id uuid not null references sample (id),
    certificate_id uuid not null references certificate (id),
    position int not null,
    analyte_id text references analyte (id),
    panel text not null check (panel in ('alkaloids', 'cannabinoids', 'terpenes', 'metals', 'microbes', 'pesticides',
      'solvents', 'mycotoxins', 'moisture', 'foreign_matter', 'other')),
    kind text not null check (kind in ('quantified', 'estimated', 'detected_not_quantified', 'not_detected', 'below_limit',
      'above_limit', 'present', 'absent', 'range', 'text', 'not_tested', 'not_reported', 'not_legible', 'invalid')),
    finding jsonb not null check (finding ->> 'kind' = kind),
    number numeric check (number is null or kind in ('quantified', 'estimated')),
    lower numeric check (lower is null or kind not in ('text', 'not_tested', 'not_reported', 'not_legible', 'invalid')),
    upper numeric check (upper is null or kind not in ('text', 'not_tested', 'not_reported', 'not_legible', 'invalid')),
    lower_closed boolean not null,
    upper_closed boolean not null,
    unit text,
    basis text not null check (basis in ('as_received', 'dry', 'per_unit', 'per_serving', 'per_container', 'unknown')),
    lod numeric,
    loq numeric,
    test_portion text,
    printed jsonb not null check (printed ->> 'name' is not null and printed ->> 'value' is not null),
    printed_verdict text check (printed_verdict in ('pass', 'fail', 'not_evaluated')),
    further jsonb not null,
    evidence jsonb not null,
    name_evidence jsonb not null,
    row_evidence jsonb not null,
    confidence double precision not null check (confidence between 0 and 1),
    confidence_reasons jsonb not null,
    flags jsonb not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    unique (sample_id, position),
    check (lower <= upper),
    check (number is null or lower is null or number >= lower),
    check (number is null or upper is null or number <= upper)
  )`,
  'create index result_certificate on result (certificate_id)',
  'create index result_analyte_value on result (analyte_id, lower, upper) where superseded_at is null',

  `create table problem (
    id uuid primary key,
    extraction_id uuid not null references extraction (id),
    version_id uuid references certificate_version (id),
    position int not null,
    code text not null,
    severity text not null check (severity in ('info', 'warning', 'error')),
    message text not null,
    evidence jsonb
  )`,
  'create index problem_extraction on problem (extraction_id)',
  'create index problem_version on problem (version_id)',

  // What everyone may see today. Every read model starts here, so that none forgets a condition.
  `create view public_sample as
    select s.id, s.version_id, s.certificate_id, s.position, s.name, s.form, s.panels, v.laboratory_id, v.report_number,
      v.reported, v.dated_on, l.vendor_id, l.product_id, l.batch_id, c.is_sample
    from sample s
    join certificate_version v on v.id = s.version_id and v.superseded_at is null and v.state = 'public'
    join certificate c on c.id = s.certificate_id
    join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
    left join sample_of l on l.sample_id = s.id and l.superseded_at is null`,
];
