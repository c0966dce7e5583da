/** What may be seen at once, and what waits for a person. */
import { isOddity } from '../coa/confidence.ts';
import type { Problem } from '../coa/problem.ts';
import type { ResultReading } from '../coa/reading.ts';

/** Below this a value needs a look. */
export const SURE = 0.9;

/** True when a person should look before anyone else sees it: an error, or a value that is doubtful. */
export function needsReview(problems: readonly Problem[], results: readonly Pick<ResultReading, 'confidence' | 'flags'>[]): boolean {
  return problems.some(problem => problem.severity === 'error') || results.some(isDoubtful);
}

/** Unsure, or flagged with more than an oddity of the printing (docs/problems.md, Confidence). */
export function isDoubtful({ confidence, flags }: Pick<ResultReading, 'confidence' | 'flags'>): boolean {
  return confidence < SURE || flags.some(flag => !isOddity(flag));
}
