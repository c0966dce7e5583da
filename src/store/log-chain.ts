/** Entries of the log as everybody sees them, and what makes them a chain. Pure. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../quality/canonical-json.ts';
import { leafHash } from './merkle.ts';

export interface ChainEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** ISO 8601 in UTC, milliseconds; never before that of the entry before. */
  readonly at: string;
  /** `key:<id>`, or a role. */
  readonly actor: string;
  readonly action: string;
  /** `certificate:<id>`, `file:<sha256>`, … */
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** SHA-256 of what was changed, null where `facts` says all of it. */
  readonly digest: string | null;
  /** Hash of the entry before; zeros for the first. */
  readonly previous: string;
  /** SHA-256 of the canonical JSON of all of the above. */
  readonly hash: string;
}

export const FIRST_PREVIOUS = '0'.repeat(64);

/** The bytes that `hash` is of. */
export const lineOf = ({ hash: _, ...entry }: ChainEntry): string => canonicalJson(entry);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the Merkle tree has as the leaf of an entry: its hash, as 32 bytes. */
export const leafOf = ({ hash }: Pick<ChainEntry, 'hash'>): Buffer => leafHash(Buffer.from(hash, 'hex'));

/** Digest of a content: of its canonical JSON after its salt, which is empty for what is public anyway. */
export const digestOf = (content: string, salt: string): string => sha256(salt + content);

export interface SignedHead {
  /** Entries that it covers. */
  readonly size: number;
  /** Root of their Merkle tree, hex. */
  readonly root: string;
  /** Hash of the last of them. */
  readonly hash: string;
  readonly at: string;
  /** Which key signed: the first 16 digits of the SHA-256 of its DER form. */
  readonly key: string;
  /** Ed25519 over the canonical JSON of the others, base64. */
  readonly signature: string;
}

export type Head = Omit<SignedHead, 'signature'>;

/** The bytes that a head's signature is of. */
export const signedBytes = ({ size, root, hash, at, key }: Head): Buffer => Buffer.from(canonicalJson({ size, root, hash, at, key }));

/** Of a public key as PEM. Throws on what is no key. */
export function keyId(pem: string): string {
  const der = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

export const isSignedBy = (head: SignedHead, pem: string): boolean =>
  verify(null, signedBytes(head), createPublicKey(pem), Buffer.from(head.signature, 'base64'));
