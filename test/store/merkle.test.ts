import fc from 'fast-check';
import {
  consistencyProof,
  continues,
  EMPTY_ROOT,
  type Hash,
  inclusionProof,
  leafHash,
  nodeHash,
  proves,
  TreeBuilder,
  type TreeSource,
  treeHash,
} from '../../src/store/merkle.ts';

const leaf = (n: number): Hash => leafHash(Buffer.from(String(n)));

/** By the definition of RFC 6962, section 2.1. */
function plainRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}

/** Nodes of level 8 and more are kept, as the database does. */
function sourceOf(leaves: readonly Hash[]): TreeSource {
  return {
    leaves: async (start, end) => leaves.slice(start, end),
    node: async (level, index) => {
      const width = 2 ** level;
      return (index + 1) * width <= leaves.length ? plainRoot(leaves.slice(index * width, (index + 1) * width)) : null;
    },
  };
}

const LEAVES = Array.from({ length: 700 }, (_, n) => leaf(n));
const SOURCE = sourceOf(LEAVES);
const sizes = fc.integer({ min: 1, max: LEAVES.length });

test('the root of RFC 6962 for known leaves', () => {
  // the test vectors of Certificate Transparency's reference implementation
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const builder = new TreeBuilder();
  for (const [n, input] of inputs.entries()) {
    builder.push(leafHash(Buffer.from(input, 'hex')));
    expect(builder.root().toString('hex')).toBe(roots[n]);
  }
});

test('built leaf by leaf, or from kept nodes, it is the tree of the definition', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, async size => {
      const builder = new TreeBuilder();
      for (const one of LEAVES.slice(0, size)) builder.push(one);
      const root = plainRoot(LEAVES.slice(0, size));
      expect(builder.root()).toEqual(root);
      expect(await treeHash(SOURCE, 0, size)).toEqual(root);
    }),
    { numRuns: 40 },
  );
});

test('every leaf has a proof, which proves no other leaf, place, size or root', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (size, pick) => {
      const index = pick % size;
      const path = await inclusionProof(SOURCE, index, size);
      const root = plainRoot(LEAVES.slice(0, size));
      expect(proves(leaf(index), index, size, path, root)).toBe(true);
      expect(proves(leaf(index + 1), index, size, path, root)).toBe(false);
      expect(proves(leaf(index), index, size, path, leaf(0))).toBe(size === 1 && index === 0);
      expect(proves(leaf(index), size, size, path, root)).toBe(false);
      for (const n of path.keys()) expect(proves(leaf(index), index, size, path.with(n, leaf(9999)), root)).toBe(false);
      if (path.length > 0) expect(proves(leaf(index), index, size, path.slice(1), root)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('a longer log proves that it begins with the shorter one, and only that', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, sizes, async (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const [old, fresh] = [plainRoot(LEAVES.slice(0, from)), plainRoot(LEAVES.slice(0, to))];
      const proof = await consistencyProof(SOURCE, from, to);
      expect(continues(from, old, to, fresh, proof)).toBe(true);
      const other = plainRoot([...LEAVES.slice(0, from - 1), leaf(9999)]);
      expect(continues(from, other, to, fresh, proof)).toBe(false);
      for (const n of proof.keys()) expect(continues(from, old, to, fresh, proof.with(n, leaf(9999)))).toBe(false);
    }),
    { numRuns: 60 },
  );
});
