/** The limit a laboratory prints against that of a rule: both are limits, and neither is the wrong one. */
import { type PrintedLimit, readLimit } from '../coa/limit.ts';
import type { Panel } from '../coa/transcript.ts';
import { convert, parseUnit, UnitMismatch } from '../coa/unit.ts';
import { exact } from './range.ts';
import type { Rule } from './ruleset.ts';
import { readSize } from './size.ts';

/**
 * `stricter`, `looser`: of the printed limit against the rule's. `at_the_limit`: the same number, and only one of the two may be reached.
 * `not_comparable`: units, portions or kinds of limit that cannot be put beside each other.
 */
export type LimitComparison = 'same' | 'stricter' | 'looser' | 'at_the_limit' | 'not_comparable';

export interface AsPrinted {
  readonly panel: Panel;
  readonly limit: string;
  /** Of the result's row; counts where the limit names none itself. */
  readonly unit: string | null;
}

/** Null: no limit is printed (`N/A`, `Report Results`), or the rule sets none that a certificate could print. */
export function comparePrintedLimit(rule: Rule, printed: AsPrinted): LimitComparison | null {
  const limit = readLimit(printed.limit, { decimalMark: 'unknown', panel: printed.panel });
  if (limit.kind === 'none') return null;
  if (rule.basis === 'absent') return compareAbsence(rule, limit, printed.unit);
  if (rule.basis === 'per_gram') return compareMost(rule, limit, printed.unit);
  return null;
}

/** Absence in a larger portion asks for more. */
function compareAbsence(rule: Rule, limit: PrintedLimit, unit: string | null): LimitComparison {
  if (limit.kind !== 'absent') return 'not_comparable';
  const theirs = readSize(limit.testPortion ?? unit)?.grams;
  const ours = readSize(rule.portion)?.grams;
  if (!theirs || !ours) return 'not_comparable';
  if (theirs.eq(ours)) return 'same';
  return theirs.gt(ours) ? 'stricter' : 'looser';
}

function compareMost(rule: Rule, limit: PrintedLimit, unit: string | null): LimitComparison {
  if (limit.kind !== 'max' || rule.value === undefined || rule.judgedUnit === null || !rule.comparator?.startsWith('<'))
    return 'not_comparable';
  const theirs = inUnit(limit.number.text, limit.unit ?? unit, rule.judgedUnit);
  if (theirs === null) return 'not_comparable';
  const order = exact(theirs).comparedTo(exact(rule.value));
  if (order !== 0) return order < 0 ? 'stricter' : 'looser';
  return limit.inclusive === null || limit.inclusive === (rule.comparator === '<=') ? 'same' : 'at_the_limit';
}

function inUnit(decimal: string, printed: string | null, wanted: string): string | null {
  const from = printed === null ? null : parseUnit(printed);
  const to = parseUnit(wanted);
  if (from === null || to === null) return null;
  try {
    return convert(decimal, from.code, to.code);
  } catch (error) {
    if (error instanceof UnitMismatch) return null;
    throw error;
  }
}
