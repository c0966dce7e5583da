/** Scorecards as they were on each day, what they were computed from, and a note of every change that may alter them. */
import { Migration } from '@mikro-orm/migrations';

export class Scorecards extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

/** Whatever says what is public, whose it is, how it was judged, or how its parties are called. */
const WATCHED: readonly (readonly [string, string])[] = [
  ['certificate_version', 'insert or update or delete'],
  ['sample_of', 'insert or update or delete'],
  ['judging', 'insert or update or delete'],
  ['source_file', 'update'],
  ['organization', 'update'],
  ['org_alias', 'insert or update'],
  ['product', 'update'],
  ['authenticity_check', 'insert or update or delete'],
];

const statements = [
  // One row a statement that changed something; whoever recomputes deletes those seen before reading. Nobody waits for anybody.
  `create table score_change (
    id bigint generated always as identity primary key,
    at timestamptz not null default now()
  )`,
  `create function note_score_change() returns trigger language plpgsql as $note$
    begin insert into score_change default values; return null; end $note$`,
  ...WATCHED.map(
    ([table, events]) =>
      `create trigger score_change_${table} after ${events} on ${table} for each statement execute function note_score_change()`,
  ),
  // What is there already was never scored.
  'insert into score_change (at) select now() from judging limit 1',

  // A sample against the yardstick, as computed after its judging of that moment: kept only because computing takes time.
  `create table yardstick_test (
    sample_id uuid primary key references sample (id) on delete cascade,
    judged_at timestamptz not null,
    test jsonb not null
  )`,

  // One computation of all scorecards: the priors and the newest lots that all vendors share.
  `create table scoring (
    id int generated always as identity primary key,
    model text not null,
    inputs_hash text not null,
    market jsonb not null,
    sample_market jsonb not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz
  )`,
  'create unique index scoring_current on scoring ((true)) where superseded_at is null',

  `create table scorecard (
    id int generated always as identity primary key,
    vendor_id uuid not null references organization (id) on delete cascade,
    scoring_id int not null references scoring (id),
    inputs_hash text not null,
    vendor jsonb not null,
    lots text[] not null,
    output jsonb not null,
    fingerprint text not null,
    is_sample boolean not null,
    status text not null check (status in ('scored', 'not_scored')),
    lower numeric check ((lower is not null) = (status = 'scored')),
    recorded_at timestamptz not null,
    superseded_at timestamptz
  )`,
  'create unique index scorecard_current on scorecard (vendor_id) where superseded_at is null',
  'create index scorecard_vendor on scorecard (vendor_id, recorded_at)',
  'create index scorecard_scoring on scorecard (scoring_id)',

  // Inputs by their content: a lot that did not change is kept once, however many scorecards rest on it.
  `create table scored_lot (
    hash text primary key,
    lot jsonb not null
  )`,
];
