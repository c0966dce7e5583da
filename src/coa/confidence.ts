/**
 * How far a result can be trusted to say what the page says, from its reasons alone. A clean row starts at the share of clean rows that were
 * right on certificates whose content is known; every reason to doubt only lowers it. Below 0.9 a person should look.
 */
import type { AnalyteMatch } from './analyte.ts';
import { type Counts, SEEN } from './data/confidence.ts';
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

/** What is presumed of a clean row before any was counted. */
const CLEAN = 0.97;

/**
 * What a reason is presumed to leave of the confidence before any value with it was counted. The flags here are oddities of printing, not
 * doubts of the reading; any other flag is presumed to leave 0.88.
 */
const ODDITIES: Readonly<Record<string, number>> = {
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
const PRESUMED: Readonly<Record<string, number>> = { ...ODDITIES, 'analyte-unknown': 0.95, 'unit-in-cell': 0.99 };
const ANY_FLAG = 0.88;

/** A doubted value waits for a person, however often its like was right. */
const DOUBTED_AT_MOST = 0.89;
const RECOGNISED_AT_MOST = 0.85;

/**
 * Stated at most of a clean row. Where all of 13 real laboratories' rows were right, 20 of each counted, the share among further laboratories
 * may still be as low as 0.989 (lower 95 % bound of 260 in 260: 0.05^(1/260)).
 */
const CLEAN_AT_MOST = 0.99;

/** As many values as the presumption weighs against those counted. */
const PRESUMPTION = 10;

/** True of flags that tell of the printing; all others are reasons to doubt the reading. */
export const isOddity = (flag: string): boolean => flag in ODDITIES;

/** What a layout is unsure of and arithmetic can settle. */
export const LAYOUT_DOUBTS: ReadonlySet<string> = new Set([
  'row-wrapped',
  'column-guessed',
  'cell-crowded',
  'value-stacked',
  'unit-inherited',
]);

/** All that a confidence rests on. */
export interface Grounds {
  /** Read off a page by its geometry, or given as a cell or a JSON value. */
  readonly onPage: boolean;
  /** 0–1, of text recognised in a picture; else null. */
  readonly ocr: number | null;
  /** 0–1, how similar the printed name is to the one it was taken for; null where it is known or unknown. */
  readonly similar: number | null;
  /** Flags, `analyte-unknown`, `unit-in-cell`. */
  readonly reasons: readonly string[];
  readonly confirmed: boolean;
}

/** Share of right values: those counted, and ten that are presumed to be right as often as `presumed` says. */
const share = (counts: Counts | undefined, presumed: number): number =>
  ((counts?.right ?? 0) + PRESUMPTION * presumed) / ((counts?.of ?? 0) + PRESUMPTION);

/** The confidence that rests on these grounds, from 0 to 1 in thousandths. `seen`: values counted by reason. */
export function confidenceFrom(grounds: Grounds, seen: Readonly<Record<string, Counts>> = SEEN): number {
  const { onPage, ocr, similar, reasons, confirmed } = grounds;
  const flags = reasons.filter(reason => isOddity(reason) || !(reason in PRESUMED));
  const clean = Math.min(share(seen.clean, CLEAN), CLEAN_AT_MOST);
  let confidence = onPage ? clean : 1;
  const lower = (factor: number, reason: string | null): void => {
    const counted = onPage && reason !== null ? share(seen[reason], CLEAN * factor) / clean : onPage ? (CLEAN * factor) / clean : factor;
    confidence *= Math.min(1, counted);
  };
  if (similar !== null) lower(0.85 + 0.1 * similar, null);
  if (ocr !== null) lower(0.9 * ocr, null);
  if (confirmed && flags.length === 0) confidence += (1 - confidence) / 2;
  for (const reason of reasons) lower(PRESUMED[reason] ?? ANY_FLAG, reason);
  if (flags.some(flag => !isOddity(flag))) confidence = Math.min(confidence, DOUBTED_AT_MOST);
  if (ocr !== null) confidence = Math.min(confidence, RECOGNISED_AT_MOST);
  return Math.round(confidence * 1000) / 1000;
}

export function confidenceOf({ match, unitSource, evidence, flags, confirmedBy }: ConfidenceInput): Confidence {
  const similar = match?.how === 'fuzzy' ? match.score : null;
  const ocr = evidence.kind === 'page' && evidence.method === 'ocr' ? (evidence.ocrConfidence ?? 0.8) : null;
  const reasons = [...(match ? [] : ['analyte-unknown']), ...(unitSource === 'cell' ? ['unit-in-cell'] : []), ...flags];
  const confirmed = confirmedBy.length > 0;
  return {
    confidence: confidenceFrom({ onPage: evidence.kind === 'page', ocr, similar, reasons, confirmed }),
    confidenceReasons: [
      nameReason(match),
      ...(unitSource === 'cell' ? ['unit printed in the result cell'] : unitSource === 'printed' ? ['unit printed'] : []),
      ...(ocr === null ? [] : ['read by optical character recognition']),
      ...(confirmed && flags.length === 0 ? confirmedBy.map(what => `agrees with ${what}`) : []),
      ...flags,
    ],
  };
}

function nameReason(match: AnalyteMatch | null): string {
  if (!match) return 'analyte not in the dictionary';
  if (match.how === 'fuzzy') return `analyte matched by a similar name (${match.score.toFixed(2)})`;
  return `analyte matched by ${match.how === 'exact' ? 'its name' : 'a synonym'}`;
}

/** True of reasons that speak for a value; the others lowered its confidence. */
export const isReassuring = (reason: string): boolean =>
  /^(unit printed$|analyte matched by (its name|a synonym)|agrees with )/.test(reason);
