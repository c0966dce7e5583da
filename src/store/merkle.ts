/** Merkle trees as RFC 6962 has them: SHA-256, leaves and nodes told apart by a first byte. Pure. */
import { createHash } from 'node:crypto';

export type Hash = Buffer;

export const leafHash = (data: Uint8Array): Hash => createHash('sha256').update(Buffer.of(0)).update(data).digest();
export const nodeHash = (left: Hash, right: Hash): Hash => createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** Of no leaf at all. */
export const EMPTY_ROOT: Hash = createHash('sha256').digest();

/** Grows leaf by leaf in memory for one hash a level. */
export class TreeBuilder {
  size = 0;
  /** Roots of the complete subtrees from the left, the largest first, with their levels. */
  readonly #peaks: { level: number; hash: Hash }[] = [];

  push(leaf: Hash): void {
    this.size += 1;
    let added = { level: 0, hash: leaf };
    for (let last = this.#peaks.at(-1); last?.level === added.level; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      added = { level: added.level + 1, hash: nodeHash(last.hash, added.hash) };
    }
    this.#peaks.push(added);
  }

  root(): Hash {
    const hashes = this.#peaks.map(({ hash }) => hash);
    return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** Where hashes of a tree come from: those of its leaves, and of complete subtrees where somebody keeps them. */
export interface TreeSource {
  /** Hashes of the leaves from `start` to before `end`. */
  leaves(start: number, end: number): Promise<readonly Hash[]>;
  /** The root of the complete subtree of 2^level leaves that begins at `index` × 2^level; null where it is not kept. */
  node(level: number, index: number): Promise<Hash | null>;
}

/** Subtrees of fewer leaves are computed from their leaves. */
export const KEPT_LEVEL = 8;

/** Root of the leaves from `start` to before `end`, as a tree of its own. */
export async function treeHash(source: TreeSource, start: number, end: number): Promise<Hash> {
  const size = end - start;
  const level = Math.log2(size);
  if (Number.isInteger(level) && level >= KEPT_LEVEL && start % size === 0) {
    const kept = await source.node(level, start / size);
    if (kept !== null) return kept;
  }
  if (size <= 2 ** KEPT_LEVEL) {
    const builder = new TreeBuilder();
    for (const leaf of await source.leaves(start, end)) builder.push(leaf);
    return builder.root();
  }
  const split = start + largestPowerBelow(size);
  return nodeHash(await treeHash(source, start, split), await treeHash(source, split, end));
}

/** Hashes beside the way from a leaf to the root of the first `size` leaves (RFC 6962, 2.1.1). */
export async function inclusionProof(source: TreeSource, leaf: number, size: number): Promise<Hash[]> {
  const path = async (start: number, end: number): Promise<Hash[]> => {
    if (end - start === 1) return [];
    const split = start + largestPowerBelow(end - start);
    return leaf < split
      ? [...(await path(start, split)), await treeHash(source, split, end)]
      : [...(await path(split, end)), await treeHash(source, start, split)];
  };
  return path(0, size);
}

/** That the first `from` leaves of the first `to` are those they were (RFC 6962, 2.1.2). */
export async function consistencyProof(source: TreeSource, from: number, to: number): Promise<Hash[]> {
  const part = async (start: number, end: number, old: number, known: boolean): Promise<Hash[]> => {
    if (old === end) return known ? [] : [await treeHash(source, start, end)];
    const split = start + largestPowerBelow(end - start);
    return old <= split
      ? [...(await part(start, split, old, known)), await treeHash(source, split, end)]
      : [...(await part(split, end, old, false)), await treeHash(source, start, split)];
  };
  return from === to || from === 0 ? [] : part(0, to, from, true);
}

/** True when the proof leads from the leaf to the root. */
export function proves(leaf: Hash, index: number, size: number, path: readonly Hash[], root: Hash): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = nodeHash(hash, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** True when the tree of `to` leaves begins with that of `from` (RFC 9162, 2.1.4.2). */
export function continues(from: number, fromRoot: Hash, to: number, toRoot: Hash, proof: readonly Hash[]): boolean {
  if (from > to) return false;
  if (from === to) return proof.length === 0 && fromRoot.equals(toRoot);
  if (from === 0) return proof.length === 0;
  const hashes = Number.isInteger(Math.log2(from)) ? [fromRoot, ...proof] : [...proof];
  const first = hashes.shift();
  if (first === undefined) return false;
  let [at, last] = [from - 1, to - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [old, fresh] = [first, first];
  for (const beside of hashes) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, fresh] = [nodeHash(beside, old), nodeHash(beside, fresh)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else fresh = nodeHash(fresh, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old.equals(fromRoot) && fresh.equals(toRoot);
}

const half = (n: number): number => Math.floor(n / 2);

/** The largest power of two smaller than n, for n > 1. */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
