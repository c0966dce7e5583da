/** At which amount a limit per serving, per container or per day is reached: what can be said while that amount is not known. */
import { derive, isDerived } from './derive.ts';
import type { JudgedResult, SampleFacts } from './input.ts';
import { exact } from './range.ts';
import type { Rule } from './ruleset.ts';
import { readSize } from './size.ts';

/** Grams, rounded to 3 significant figures towards the side that keeps the words true. Null: no such amount. */
export interface BreakEven {
  /** Surely not over up to this. */
  readonly withinUpTo: string | null;
  /** Surely over above this. */
  readonly overFrom: string | null;
}

const AMOUNT = { per_serving: 'serving', per_container: 'container', per_day: 'intake' } as const;
const ONE_GRAM = readSize('1 g');

/** Null where the rule is of another kind, the amount is known, or the result cannot be brought to grams. */
export function breakEven(result: JudgedResult, rule: Rule, facts: SampleFacts): BreakEven | null {
  const name = AMOUNT[rule.basis as keyof typeof AMOUNT];
  if (name === undefined || facts[name] !== null || rule.per !== undefined || !rule.comparator.startsWith('<')) return null;
  const derived = derive(result, rule, { ...facts, [name]: ONE_GRAM });
  // without a derivation the result is printed for that amount already, and grams do not enter
  if (!isDerived(derived) || derived.derivation === null) return null;
  const limit = exact(rule.value ?? '0');
  const { lower, upper } = derived.range;
  return {
    withinUpTo: upper === null || upper.isZero() ? null : limit.div(upper).toSignificantDigits(3, DOWN).toFixed(),
    overFrom: lower === null || lower.isZero() ? null : limit.div(lower).toSignificantDigits(3, UP).toFixed(),
  };
}

/** Decimal.ROUND_DOWN and ROUND_UP. */
const DOWN = 1;
const UP = 0;
