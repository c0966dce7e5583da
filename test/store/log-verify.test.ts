import { generateKeyPairSync } from 'node:crypto';
import { canonicalJson } from '../../src/quality/canonical-json.ts';
import { type ChainEntry, FIRST_PREVIOUS, leafOf, lineOf, type SignedHead, sha256 } from '../../src/store/log-chain.ts';
import { LogVerifier } from '../../src/store/log-verify.ts';
import { TreeBuilder } from '../../src/store/merkle.ts';
import { openSigningKey, type SigningKey } from '../../src/store/signing-key.ts';

const fresh = async (): Promise<SigningKey> =>
  openSigningKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), '/nowhere');

type Draft = Pick<ChainEntry, 'action'> & Partial<ChainEntry>;

function chain(drafts: readonly Draft[]): ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (const [index, draft] of drafts.entries()) {
    const entry = {
      ...{ seq: index + 1, at: `2026-03-01T12:00:0${index}.000Z`, actor: 'system', subject: `certificate:c-${index}`, facts: { n: index } },
      ...{ digest: index % 2 === 0 ? sha256(String(index)) : null, previous: entries.at(-1)?.hash ?? FIRST_PREVIOUS, hash: '' },
      ...draft,
    };
    entries.push({ ...entry, hash: sha256(lineOf(entry)) });
  }
  return entries;
}

function headOver(entries: readonly ChainEntry[], size: number, key: SigningKey): SignedHead {
  const builder = new TreeBuilder();
  for (const entry of entries.slice(0, size)) builder.push(leafOf(entry));
  const last = entries[size - 1]!;
  return key.sign({ size, root: builder.root().toString('hex'), hash: last.hash, at: `2026-03-02T00:00:0${size}.000Z`, key: key.id });
}

function findings(entries: readonly unknown[], heads: readonly SignedHead[], keys: readonly string[]) {
  const verifier = new LogVerifier(heads, keys);
  for (const entry of entries) verifier.add(entry);
  return verifier.end();
}

const ACTIONS = ['document', 'extraction', 'version', 'published', 'verdicts', 'takedown'];
const LOG = chain(ACTIONS.map(action => ({ action })));

test('a log as it was written passes, and says how much of it is signed', async () => {
  const key = await fresh();
  const heads = [headOver(LOG, 3, key), headOver(LOG, 5, key)];
  expect(findings(LOG, heads, [key.publicKey])).toEqual({ entries: 6, covered: 5, heads: 2, findings: [] });
  expect(findings([], [], [])).toMatchObject({ entries: 0, findings: [] });
});

/** Another value of the same kind. */
function flipped(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (value === null) return 'a'.repeat(64);
  if (typeof value === 'object') return { ...value, n: 99 };
  const text = String(value);
  const last = text.at(-1);
  return last === 'Z' ? text.replace('.000Z', '.001Z') : text.slice(0, -1) + (last === '0' ? '1' : '0');
}

test('every field of every entry, changed, is found; also when its own hash is made to fit', async () => {
  const key = await fresh();
  const heads = [headOver(LOG, LOG.length, key)];
  for (const [index, entry] of LOG.entries()) {
    for (const field of Object.keys(entry) as (keyof ChainEntry)[]) {
      const changed = { ...entry, [field]: flipped(entry[field]) };
      const found = findings(LOG.with(index, changed), heads, [key.publicKey]).findings;
      expect([index, field, found.some(({ seq }) => seq !== null)]).toEqual([index, field, true]);
      // whoever rewrites the whole rest of the chain is found out by the signed head
      const rewritten = chain(LOG.with(index, changed).map(({ hash: _, previous: __, ...rest }) => rest as Draft));
      if (field !== 'hash' && field !== 'previous') expect(findings(rewritten, heads, [key.publicKey]).findings.length).toBeGreaterThan(0);
    }
    for (const extra of [{ ...entry, note: 'x' }, { ...entry, facts: undefined }, 'no entry', null])
      expect(findings(LOG.with(index, extra as never), heads, [key.publicKey]).findings.length).toBeGreaterThan(0);
  }
});

test('an entry left out, repeated, moved or slipped in, and an end cut off, are found', async () => {
  const key = await fresh();
  const heads = [headOver(LOG, LOG.length, key)];
  const broken = (entries: readonly ChainEntry[]) => findings(entries, heads, [key.publicKey]).findings;
  for (const index of LOG.keys()) {
    expect(broken(LOG.toSpliced(index, 1)).length).toBeGreaterThan(0);
    expect(broken(LOG.toSpliced(index, 0, LOG[index]!)).length).toBeGreaterThan(0);
    expect(broken(LOG.toSpliced(index, 0, { ...LOG[index]!, subject: 'certificate:other' })).length).toBeGreaterThan(0);
    if (index > 0) expect(broken(LOG.with(index, LOG[index - 1]!).with(index - 1, LOG[index]!)).length).toBeGreaterThan(0);
    const cut = broken(LOG.slice(0, index));
    expect(cut.at(-1)?.what).toContain(`covers 6 entries, and the log has ${index}`);
  }
});

test('every field of a head, changed, is found', async () => {
  const key = await fresh();
  const head = headOver(LOG, 4, key);
  for (const field of Object.keys(head) as (keyof SignedHead)[]) {
    const value = head[field];
    const changed = {
      ...head,
      [field]: field === 'signature' ? head.signature.replace(/^./, first => (first === 'A' ? 'B' : 'A')) : flipped(value),
    };
    expect([field, findings(LOG, [changed], [key.publicKey]).findings.length > 0]).toEqual([field, true]);
  }
  expect(findings(LOG, [head], [(await fresh()).publicKey]).findings[0]?.what).toContain('not among those given');
});

test('a new key is believed once a head by the one before covers its announcement', async () => {
  const [old, next] = [await fresh(), await fresh()];
  const publicKey = next.publicKey.replace(/-----[^-]+-----|\s/g, '');
  const log = chain([{ action: 'document' }, { action: 'signing-key', facts: { key: next.id, publicKey } }, { action: 'version' }]);
  const vouched = [headOver(log, 2, old), headOver(log, 3, next)];
  expect(findings(log, vouched, [old.publicKey])).toMatchObject({ covered: 3, findings: [] });
  expect(findings(log, vouched.slice(1), [old.publicKey]).findings).toHaveLength(1);
});

test('lines are canonical: keys in order, no spaces', () => {
  expect(lineOf(LOG[1]!)).toBe(canonicalJson(JSON.parse(lineOf(LOG[1]!))));
  expect(lineOf(LOG[1]!)).toMatch(/^\{"action":"extraction","actor":"system","at":/);
});
