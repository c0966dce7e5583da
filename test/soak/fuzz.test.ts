/** Damaged files, hundreds of them: each ends read or refused with a reason, and none takes the pool down. */
import fc from 'fast-check';
import type { ReadOutcome } from '../../src/document/outcome.ts';
import { createReaderPool, type ReaderPool } from '../../src/ingest/pool.ts';
import { HOSTILE } from '../documents/hostile.ts';
import { CERTIFICATE, textPage } from '../documents/pdf-source.ts';

const seeds = [textPage(CERTIFICATE), ...HOSTILE.filter(({ name }) => /javascript|xxe|page-tree/.test(name)).map(file => file.bytes())];

const damage = fc.record({
  seed: fc.constantFrom(...seeds),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 400 }),
  kind: fc.constantFrom('cut', 'drop', 'repeat', 'noise' as const),
  noise: fc.uint8Array({ minLength: 1, maxLength: 40 }),
});

function apply({ seed, at, length, kind, noise }: typeof damage extends fc.Arbitrary<infer T> ? T : never): Uint8Array {
  const start = Math.floor(at * seed.length);
  const piece = seed.subarray(start, start + length);
  if (kind === 'cut') return seed.subarray(0, start);
  if (kind === 'drop') return Buffer.concat([seed.subarray(0, start), seed.subarray(start + length)]);
  if (kind === 'repeat') return Buffer.concat([seed.subarray(0, start), piece, piece, piece, seed.subarray(start)]);
  return Buffer.concat([seed.subarray(0, start), noise, seed.subarray(start + noise.length)]);
}

describe('damaged files', () => {
  let pool: ReaderPool;
  beforeAll(() => {
    pool = createReaderPool({ size: 2, timeLimit: 10_000 });
  });
  afterAll(() => pool.close());

  test('end read or refused with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async change => {
        const outcome: ReadOutcome = await pool.read({ name: 'damaged.pdf', bytes: apply(change) });
        expect(outcome.reason === null).toBe(outcome.outcome !== 'refused');
        expect(outcome.reason).not.toBe('reader-crashed');
      }),
      { numRuns: 400 },
    );
  }, 300_000);
});
