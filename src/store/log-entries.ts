/** Reading the log: entries in order, and the Merkle tree over them. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import type { ChainEntry } from './log-chain.ts';
import { leafOf } from './log-chain.ts';
import { type Hash, KEPT_LEVEL, nodeHash, type TreeSource, treeHash } from './merkle.ts';
import { all, type Fragment, list, row, rows, type SqlEntityManager, sql } from './sql.ts';

const ENTRY = `seq::int as seq, ${iso('at')} as at, actor, action, subject, facts::json as facts, digest, previous, hash`;

export interface EntryFilter {
  /** Entries after this number. */
  readonly after?: number | undefined;
  readonly subject?: string | undefined;
  readonly actions?: readonly string[] | undefined;
}

/** In order of their numbers. */
export async function logEntries(em: SqlEntityManager, { after = 0, subject, actions }: EntryFilter, limit: number): Promise<ChainEntry[]> {
  const conditions: (Fragment | false)[] = [
    sql`seq > ${after}`,
    subject !== undefined && sql`subject = ${subject}`,
    actions !== undefined && sql`action in ${list(actions)}`,
  ];
  return rows<ChainEntry>(em, sql`select ${raw(ENTRY)} from log_chain where ${all(conditions)} order by seq limit ${limit}`);
}

export async function logEntry(em: SqlEntityManager, seq: number): Promise<ChainEntry | null> {
  return row<ChainEntry>(em, sql`select ${raw(ENTRY)} from log_chain where seq = ${seq}`);
}

/** The newest entry; null for an empty log. */
export async function newestEntry(em: SqlEntityManager): Promise<ChainEntry | null> {
  return row<ChainEntry>(em, sql`select ${raw(ENTRY)} from log_chain where seq is not null order by seq desc limit 1`);
}

const READ_AT_A_TIME = 1000;

/** Every entry up to and including `last`, or to the end that the log had when the walk came there. */
export async function* wholeLog(em: SqlEntityManager, after = 0, last = Number.MAX_SAFE_INTEGER): AsyncGenerator<ChainEntry> {
  for (let from = after; ; ) {
    const found = await logEntries(em, { after: from }, READ_AT_A_TIME);
    for (const entry of found) {
      if (entry.seq > last) return;
      yield entry;
    }
    if (found.length < READ_AT_A_TIME) return;
    from = found.at(-1)!.seq;
  }
}

/** The tree over the entries: that of number n is leaf n − 1. */
export function logTree(em: SqlEntityManager): TreeSource {
  return {
    async leaves(start, end) {
      const found = await rows<{ hash: string }>(em, sql`select hash from log_chain where seq > ${start} and seq <= ${end} order by seq`);
      if (found.length !== end - start) throw new RangeError(`the log has no entries ${start + 1} to ${end}`);
      return found.map(leafOf);
    },
    async node(level, index) {
      const found = await row<{ hash: string }>(em, sql`select hash from log_node where level = ${level} and index = ${index}`);
      return found && Buffer.from(found.hash, 'hex');
    },
  };
}

/** Keeps the roots of complete subtrees among the first `size` entries, so that roots and proofs need a few hundred rows at most. */
export async function keepNodes(em: SqlEntityManager, size: number): Promise<void> {
  for (let level = KEPT_LEVEL; 2 ** level <= size; level++) {
    const known = await row<{ n: number }>(em, sql`select count(*)::int as n from log_node where level = ${level}`);
    const width = 2 ** level;
    for (let index = known?.n ?? 0; (index + 1) * width <= size; index++) {
      const hash = await completeNode(em, level, index);
      await em.execute(
        sql`insert into log_node (level, index, hash) values (${level}, ${index}, ${hash.toString('hex')}) on conflict do nothing`,
      );
    }
  }
}

async function completeNode(em: SqlEntityManager, level: number, index: number): Promise<Hash> {
  const tree = logTree(em);
  if (level === KEPT_LEVEL) return treeHash(tree, index * 2 ** level, (index + 1) * 2 ** level);
  const [left, right] = [await tree.node(level - 1, index * 2), await tree.node(level - 1, index * 2 + 1)];
  if (left === null || right === null) throw new Error(`the hash tree of the log lacks nodes of level ${level - 1}`);
  return nodeHash(left, right);
}
