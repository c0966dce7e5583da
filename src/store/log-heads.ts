/** Signed heads: what the log was at a moment, so that nobody can change it afterwards without being found out. */
import { raw } from '@mikro-orm/postgresql';
import { databaseNow } from './clock.ts';
import { iso } from './columns.ts';
import { appendLog } from './log.ts';
import type { SignedHead } from './log-chain.ts';
import { keepNodes, logTree, newestEntry } from './log-entries.ts';
import { treeHash } from './merkle.ts';
import type { SigningKey } from './signing-key.ts';
import { row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Store } from './store.ts';

const HEAD = `size::int as size, root, hash, ${iso('at')} as at, key, signature`;

/** A number of our own: one process signs at a time. */
const HEAD_LOCK = 7_346_224;

/** Signs what the log is now; `null` where it is empty. A key that was never used before is announced in the log first. */
export async function signHead(store: Pick<Store, 'transaction'>, key: SigningKey): Promise<SignedHead | null> {
  await announceKey(store, key);
  return store.transaction(async em => {
    await em.execute('select pg_advisory_xact_lock(?)', [HEAD_LOCK]);
    const newest = await newestEntry(em);
    if (newest === null) return null;
    await keepNodes(em, newest.seq);
    const root = (await treeHash(logTree(em), 0, newest.seq)).toString('hex');
    const head = key.sign({ size: newest.seq, root, hash: newest.hash, at: (await databaseNow(em)).toISOString(), key: key.id });
    const { size, hash, at, signature } = head;
    await em.execute(
      sql`insert into log_head (size, root, hash, at, key, signature) values (${size}, ${root}, ${hash}, ${at}::timestamptz, ${key.id}, ${signature})`,
    );
    return head;
  });
}

/** Puts a public key into the log, so that a head signed by the key before it vouches for it. Does nothing for one that is there. */
export async function announceKey(
  store: Pick<Store, 'transaction'>,
  { id, publicKey }: Pick<SigningKey, 'id' | 'publicKey'>,
): Promise<void> {
  await store.transaction(async em => {
    const made = await rows(
      em,
      sql`insert into log_key (id, public_key, recorded_at) values (${id}, ${publicKey}, ${new Date()}) on conflict do nothing returning id`,
    );
    if (made.length === 0) return;
    const facts = { key: id, publicKey: publicKey.replace(/-----[^-]+-----|\s/g, '') };
    await appendLog(em, { actor: 'system', action: 'signing-key', subject: `signing-key:${id}`, facts });
  });
}

/** True when the newest head is of another day (UTC) than `day`: after a clock that was ahead, also of a later one. */
export async function needsHead(em: SqlEntityManager, day: string): Promise<boolean> {
  const [head, newest] = [await latestHead(em), await newestEntry(em)];
  if (newest === null) return false;
  return head === null || head.at.slice(0, 10) !== day;
}

export async function latestHead(em: SqlEntityManager): Promise<SignedHead | null> {
  return row<SignedHead>(em, sql`select ${raw(HEAD)} from log_head order by id desc limit 1`);
}

/** The newest head over exactly so many entries. */
export async function headOfSize(em: SqlEntityManager, size: number): Promise<SignedHead | null> {
  return row<SignedHead>(em, sql`select ${raw(HEAD)} from log_head where size = ${size} order by id desc limit 1`);
}

/** The newest first; `before` is a head's number in that order. */
export async function listHeads(
  em: SqlEntityManager,
  limit: number,
  before: number | null = null,
): Promise<(SignedHead & { id: number })[]> {
  return rows(
    em,
    sql`select id, ${raw(HEAD)} from log_head where ${before === null ? sql`true` : sql`id < ${before}`} order by id desc limit ${limit}`,
  );
}

export interface LogKey {
  readonly id: string;
  /** PEM. */
  readonly publicKey: string;
  readonly since: string;
}

/** The oldest first. */
export async function logKeys(em: SqlEntityManager): Promise<LogKey[]> {
  return rows(em, sql`select id, public_key as "publicKey", ${raw(iso('recorded_at'))} as since from log_key order by recorded_at, id`);
}
