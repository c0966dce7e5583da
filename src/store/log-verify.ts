/** Whether a log is the one that its heads were signed over: chain, tree and signatures, from an export alone. Pure. */
import { z } from 'zod';
import { type ChainEntry, FIRST_PREVIOUS, isSignedBy, keyId, leafOf, lineOf, type SignedHead, sha256 } from './log-chain.ts';
import { TreeBuilder } from './merkle.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256');

export const EntryShape = z.strictObject({
  seq: z.int().positive(),
  at: z.iso.datetime({ precision: 3 }),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  facts: z.record(z.string(), z.unknown()),
  digest: hex.nullable(),
  previous: hex,
  hash: hex,
});

export const HeadShape = z.strictObject({
  size: z.int().positive(),
  root: hex,
  hash: hex,
  at: z.iso.datetime({ precision: 3 }),
  key: z.string(),
  signature: z.string(),
});

export interface Finding {
  /** The entry it is about; null for a head or the log as a whole. */
  readonly seq: number | null;
  readonly what: string;
}

export interface Verified {
  readonly entries: number;
  /** Entries that a good signature covers. */
  readonly covered: number;
  readonly heads: number;
  readonly findings: readonly Finding[];
}

/** Checks entry by entry, with memory for one hash a level of the tree. */
export class LogVerifier {
  readonly #tree = new TreeBuilder();
  readonly #findings: Finding[] = [];
  readonly #heads: readonly SignedHead[];
  /** By id; those announced in the log are added once a head by a trusted key covers the entry. */
  readonly #trusted: Map<string, string>;
  readonly #announced: { readonly id: string; readonly pem: string }[] = [];
  #last: ChainEntry | null = null;
  #covered = 0;
  #checked = 0;

  /** `keys` are PEM, trusted because whoever verifies has them from elsewhere. */
  constructor(heads: readonly SignedHead[], keys: readonly string[]) {
    this.#heads = heads.toSorted((a, b) => a.size - b.size || (a.at < b.at ? -1 : 1));
    this.#trusted = new Map(keys.map(pem => [keyId(pem), pem]));
  }

  /** Returns the entry where it has the form of one, else null. */
  add(line: unknown): ChainEntry | null {
    const parsed = EntryShape.safeParse(line);
    const expected = this.#tree.size + 1;
    if (!parsed.success) {
      this.#find(
        expected,
        `is no entry of a log: ${parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ')}`,
      );
      this.#tree.push(Buffer.alloc(32));
      return null;
    }
    const entry = parsed.data;
    if (entry.seq !== expected)
      this.#find(entry.seq, `stands where number ${expected} should be: entries are missing, repeated or out of order`);
    const previous = this.#last?.hash ?? FIRST_PREVIOUS;
    if (entry.previous !== previous)
      this.#find(entry.seq, `says that the entry before it has the hash ${entry.previous}, and that has ${previous}`);
    if (this.#last !== null && entry.at < this.#last.at) this.#find(entry.seq, `is of ${entry.at}, before the entry before it`);
    const hash = sha256(lineOf(entry));
    if (hash !== entry.hash) this.#find(entry.seq, `has the hash ${entry.hash}, but its content gives ${hash}: it was changed`);
    this.#tree.push(leafOf({ hash }));
    this.#last = entry;
    this.#announce(entry);
    this.#checkHeads();
    return entry;
  }

  end(): Verified {
    for (const head of this.#heads.slice(this.#checked))
      this.#find(null, `the head of ${head.at} covers ${head.size} entries, and the log has ${this.#tree.size}: its end is missing`);
    return { entries: this.#tree.size, covered: this.#covered, heads: this.#heads.length, findings: this.#findings };
  }

  #find(seq: number | null, what: string): void {
    this.#findings.push({ seq, what });
  }

  #announce({ action, facts, seq }: ChainEntry): void {
    if (action !== 'signing-key') return;
    const pem = `-----BEGIN PUBLIC KEY-----\n${String(facts.publicKey)}\n-----END PUBLIC KEY-----\n`;
    try {
      this.#announced.push({ id: keyId(pem), pem });
    } catch {
      this.#find(seq, 'announces a key that is none');
    }
  }

  #checkHeads(): void {
    for (let head = this.#heads[this.#checked]; head?.size === this.#tree.size; head = this.#heads[this.#checked]) {
      this.#checked += 1;
      if (this.#isGood(head)) {
        this.#covered = head.size;
        // whatever it covers is vouched for, further keys among it
        for (const { id, pem } of this.#announced) this.#trusted.set(id, pem);
      }
    }
  }

  #isGood(head: SignedHead): boolean {
    const where = `the head of ${head.at} over ${head.size} entries`;
    const pem = this.#trusted.get(head.key);
    const root = this.#tree.root().toString('hex');
    const wrong =
      pem === undefined
        ? `is signed by the key ${head.key}, which is not among those given, and which no earlier head by one of them vouches for`
        : !isSignedBy(head, pem)
          ? 'has a signature that does not fit'
          : root !== head.root
            ? `has the root ${head.root}, and the entries give ${root}: one of them was changed`
            : this.#last?.hash !== head.hash
              ? `ends with the hash ${head.hash}, and entry ${head.size} has ${this.#last?.hash}`
              : null;
    if (wrong !== null) this.#find(null, `${where} ${wrong}`);
    return wrong === null;
  }
}
