/**
 * How far a result can be trusted to say what the page says, from its reasons alone: it starts at 0.97 for a clean row and
 * every reason to doubt only lowers it. Below 0.9 a person should look.
 */
import type { AnalyteMatch } from './analyte.ts';
import type { Evidence } from './transcript.ts';

/** Where the unit of a value was read: beside it, in its own cell, at its LOD and LOQ, from the analyte (pH), or nowhere. */
export type UnitSource = 'printed' | 'cell' | 'limits' | 'analyte' | 'none';

export interface ConfidenceInput {
  readonly match: AnalyteMatch | null;
  readonly unitSource: UnitSource;
  readonly evidence: Evidence;
  readonly flags: readonly string[];
  /** What agrees with the value: the same in another unit, a printed total. */
  readonly confirmedBy: readonly string[];
}

export interface Confidence {
  readonly confidence: number;
  readonly confidenceReasons: readonly string[];
}

const CLEAN = 0.97;

/** What a flag leaves of the confidence. Those here are oddities of printing, not doubts of the reading; any other flag leaves 0.88. */
const FLAG_WEIGHTS: Readonly<Record<string, number>> = {
  'computed-zero': 0.95,
  'zero-reported': 0.95,
  'coded-value': 0.95,
  'unit-inherited': 0.97,
  'unit-inferred': 0.93,
  'unit-ambiguous': 0.95,
  'decimal-comma': 0.95,
  'decimal-point': 0.95,
  'thousands-space': 0.95,
  'laboratory-qualifier': 0.97,
  'approximate-value': 0.97,
  'uncertainty-unread': 0.98,
  'below-loq': 0.98,
  'substitution-suspected': 0.95,
};
const ANY_FLAG = 0.88;

/** True of flags that tell of the printing; all others are reasons to doubt the reading. */
export const isOddity = (flag: string): boolean => flag in FLAG_WEIGHTS;

/** What a layout is unsure of and arithmetic can settle. */
export const LAYOUT_DOUBTS: ReadonlySet<string> = new Set([
  'row-wrapped',
  'column-guessed',
  'cell-crowded',
  'value-stacked',
  'unit-inherited',
]);

export function confidenceOf({ match, unitSource, evidence, flags, confirmedBy }: ConfidenceInput): Confidence {
  const reasons: string[] = [];
  let confidence = evidence.kind === 'page' ? CLEAN : 1;
  const weigh = (factor: number, reason: string): void => {
    confidence *= factor;
    reasons.push(reason);
  };
  if (!match) weigh(0.95, 'analyte not in the dictionary');
  else if (match.how === 'fuzzy') weigh(0.85 + 0.1 * match.score, `analyte matched by a similar name (${match.score.toFixed(2)})`);
  else reasons.push(`analyte matched by ${match.how === 'exact' ? 'its name' : 'a synonym'}`);
  if (unitSource === 'cell') weigh(0.99, 'unit printed in the result cell');
  else if (unitSource === 'printed') reasons.push('unit printed');
  if (evidence.kind === 'page' && evidence.method === 'ocr')
    weigh(0.9 * (evidence.ocrConfidence ?? 0.8), 'read by optical character recognition');
  if (confirmedBy.length > 0 && flags.length === 0) {
    confidence += (1 - confidence) / 2;
    reasons.push(...confirmedBy.map(what => `agrees with ${what}`));
  }
  for (const flag of flags) weigh(FLAG_WEIGHTS[flag] ?? ANY_FLAG, flag);
  return { confidence: Math.round(confidence * 1000) / 1000, confidenceReasons: reasons };
}

/** True of reasons that speak for a value; the others lowered its confidence. */
export const isReassuring = (reason: string): boolean =>
  /^(unit printed$|analyte matched by (its name|a synonym)|agrees with )/.test(reason);
