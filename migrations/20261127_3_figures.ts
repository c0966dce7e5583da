/** Numbers over the whole database that pages show, as they were counted last, and what tells whether something changed since. */
import { Migration } from '@mikro-orm/migrations';

export class Figures extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

/** Whatever says what is public, what is in it, how it was judged, or how its parties are called. */
const WATCHED = [
  ...['public_sample', 'result', 'certificate_version', 'judging', 'verdict'],
  ...['organization', 'product', 'analyte', 'rule_version'],
];

const statements = [
  `create table figure (
    name text primary key,
    body jsonb not null,
    epoch bigint not null,
    milliseconds int not null,
    counted_at timestamptz not null
  )`,

  // One row a transaction that changed something; whoever counts takes them away and raises the epoch by one, in one transaction.
  // A figure is current when no change is noted and its epoch is the highest. Nobody waits for anybody.
  'create table figure_change (transaction_id xid8 primary key default pg_current_xact_id())',
  'create table figure_epoch (id int primary key default 1 check (id = 1), value bigint not null)',
  `create function note_figure_change() returns trigger language plpgsql as $note$
    begin insert into figure_change default values on conflict do nothing; return null; end $note$`,
  ...WATCHED.map(
    table =>
      `create trigger figure_change_${table} after insert or update or delete on ${table} for each statement execute function note_figure_change()`,
  ),
];
