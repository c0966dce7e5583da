/** What may be seen at once, and what waits for a person. */
import type { Problem } from '../coa/problem.ts';
import type { ResultReading } from '../coa/reading.ts';

/** Below this a value needs a look. */
export const SURE = 0.9;

/** Flags that tell of an oddity of the printing, not of a doubt about the reading (docs/problems.md, Confidence). */
const INFORMATIVE: ReadonlySet<string> = new Set([
  'computed-zero',
  'zero-reported',
  'decimal-comma',
  'decimal-point',
  'thousands-space',
  'substitution-suspected',
  'unit-inferred',
  'unit-inherited',
  'laboratory-qualifier',
  'approximate-value',
  'below-loq',
  'uncertainty-unread',
]);

/** True when a person should look before anyone else sees it: an error, or a value that is doubtful. */
export function needsReview(problems: readonly Problem[], results: readonly Pick<ResultReading, 'confidence' | 'flags'>[]): boolean {
  return problems.some(problem => problem.severity === 'error') || results.some(isDoubtful);
}

export function isDoubtful({ confidence, flags }: Pick<ResultReading, 'confidence' | 'flags'>): boolean {
  return confidence < SURE || flags.some(flag => !INFORMATIVE.has(flag));
}
