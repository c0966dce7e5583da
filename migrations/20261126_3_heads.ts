/** Signed heads of the log, the keys they are signed with, and hashes of its Merkle tree that would otherwise be computed anew each time. */
import { Migration } from '@mikro-orm/migrations';

export class Heads extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // `id` is the beginning of the SHA-256 of the public key.
  `create table log_key (
    id text primary key check (id ~ '^[0-9a-f]{16}$'),
    public_key text not null,
    recorded_at timestamptz not null
  )`,

  // What the log was at a moment: how many entries, the root of their Merkle tree, the hash of the last one.
  `create table log_head (
    id int generated always as identity primary key,
    size bigint not null check (size > 0),
    root text not null,
    hash text not null,
    at timestamptz not null,
    key text not null references log_key (id),
    signature text not null,
    unique (size, at)
  )`,
  `create trigger log_head_guard before update or delete on log_head for each row execute function guard_log_table()`,

  // Complete subtrees of 256 leaves and more; level 8 is 256 leaves. They can be computed from log_chain at any time.
  `create table log_node (
    level smallint not null,
    index bigint not null,
    hash text not null,
    primary key (level, index)
  )`,
];
