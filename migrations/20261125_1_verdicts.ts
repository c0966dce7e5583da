/** What rule sets say of samples, and the versions of the rules themselves. A verdict is superseded, never changed. */
import { Migration } from '@mikro-orm/migrations';

export class Verdicts extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // The rule sets of the program as they were on each day it ran with them.
  `create table rule_set_version (
    id int generated always as identity primary key,
    ruleset text not null,
    jurisdiction text not null,
    title text not null,
    fingerprint text not null,
    engine int not null,
    data jsonb not null,
    in_use_from timestamptz not null,
    in_use_until timestamptz
  )`,
  'create unique index rule_set_version_in_use on rule_set_version (ruleset) where in_use_until is null',

  // A rule with everything that a verdict by it depends on: verdicts point here, so that old ones can be explained.
  `create table rule_version (
    id int generated always as identity primary key,
    rule text not null,
    ruleset text not null,
    jurisdiction text not null,
    analyte text not null,
    basis text not null,
    limit_text text not null,
    standing text not null check (standing in ('public', 'unverified', 'reference_only', 'yardstick')),
    fingerprint text not null,
    engine int not null,
    data jsonb not null,
    in_use_from timestamptz not null,
    in_use_until timestamptz
  )`,
  'create unique index rule_version_in_use on rule_version (rule) where in_use_until is null',
  'create index rule_version_rule on rule_version (rule, fingerprint)',

  // That a sample was judged, by the law of which day, and by which state of the rules it was last judged as a whole.
  `create table judging (
    sample_id uuid primary key references sample (id),
    law_on date not null,
    law_on_basis text not null check (law_on_basis in ('amended', 'reported', 'tested', 'received', 'sampled', 'recorded')),
    rules text not null,
    judged_at timestamptz not null
  )`,
  'create index judging_judged_at on judging (judged_at)',

  // Only what was decided, or could not be: no row means not tested or not applicable. Rows are small because there are many.
  `create table verdict (
    sample_id uuid not null references sample (id),
    rule_version_id int not null references rule_version (id),
    verdict text not null check (verdict in ('pass', 'fail', 'warning', 'undecidable')),
    lower numeric,
    upper numeric,
    unit text,
    needs text[],
    caveats text[],
    results smallint[] not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    primary key (sample_id, rule_version_id, recorded_at)
  )`,
  `create index verdict_over on verdict (rule_version_id, sample_id) where verdict in ('fail', 'warning')`,
  'create index verdict_rule on verdict (rule_version_id) where superseded_at is null',

  `create table rejudging (
    id uuid primary key,
    cause jsonb not null,
    total int not null,
    rows_read int not null,
    rows_written int not null,
    started_at timestamptz not null,
    finished_at timestamptz
  )`,
  // Samples that wait to be judged again, by these rules or, without any named, by all. Whoever takes one deletes it.
  `create table rejudging_sample (
    id uuid primary key,
    rejudging_id uuid not null references rejudging (id),
    sample_id uuid not null references sample (id) on delete cascade,
    rules text[]
  )`,
  'create index rejudging_sample_of on rejudging_sample (rejudging_id)',
  'create index rejudging_sample_sample on rejudging_sample (sample_id)',
];
