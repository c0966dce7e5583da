/** A result in words that stands close behind a negation which is no part of it. */
import type { Reading } from '../../src/coa/reading.ts';
import { doubtNegated } from '../../src/document/negated.ts';
import { type Placed, pageOf } from '../importers/printed-page.ts';

const flagsOf = (value: string, before: Placed): readonly string[] => {
  const page = pageOf(1, [before, [200, 100, value]]);
  const words = page.words.filter(({ box }) => box[0] >= 200);
  const box = [words[0]!.box[0], words[0]!.box[1], words.at(-1)!.box[2], words[0]!.box[3]];
  const result = { printed: { value }, evidence: { kind: 'page', page: 1, box }, confidence: 0.99, confidenceReasons: [], flags: [] };
  const [read] = doubtNegated({ kind: 'pages', pages: [page] }, [{ results: [result] } as unknown as Reading]);
  expect(read!.results[0]!.confidence < 0.9).toBe(read!.results[0]!.flags.length > 0);
  return read!.results[0]!.flags;
};

test.each([
  ['Detected', [184, 100, 'Not']],
  ['nachgewiesen', [172, 100, 'nicht']],
  ['Present in 25 g', [189, 100, 'No']],
] as const)('%s behind a negation is doubted', (value, before) => {
  expect(flagsOf(value, before)).toEqual(['cell-crowded']);
});

test.each([
  ['Not Detected', [150, 100, 'Not']],
  ['Detected', [120, 100, 'Not']],
  ['Detected', [184, 120, 'Not']],
  ['Detected', [180, 100, 'cfu']],
  ['0.12', [184, 100, 'Not']],
] as const)('%s with nothing of the kind close before it is left alone: %j', (value, before) => {
  expect(flagsOf(value, before)).toEqual([]);
});
