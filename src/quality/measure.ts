/** Rules with a number: one result against one limit, with its uncertainty and what a reader should know. */
import { compareWith, type IlacStatement, ilacStatement, type Limit, type Outcome, printedLimit, uspLimit } from './compare.ts';
import { type Derived, derive, isDerived } from './derive.ts';
import { type JudgedResult, type SampleFacts, uncertaintyOf } from './input.ts';
import { describeRange, type Exact, exact, type Range } from './range.ts';
import type { Rule, RuleSet } from './ruleset.ts';
import { type Caveat, type Judgement, judgement } from './verdict.ts';

/** A fail without a printed uncertainty is called close up to this share above its limit: what laboratories of this field commonly state. */
const TYPICAL_UNCERTAINTY = '0.2';

const NO_NUMBER = new Set(['present', 'absent', 'text', 'not_legible', 'invalid']);

const limits = new WeakMap<Rule, Limit>();

/** Rules do not change once loaded. */
export function limitOf(rule: Rule, set: Pick<RuleSet, 'rounding'>): Limit {
  const known = limits.get(rule) ?? readLimit(rule, set);
  limits.set(rule, known);
  return known;
}

function readLimit(rule: Rule, set: Pick<RuleSet, 'rounding'>): Limit {
  const comparator = rule.comparator as Limit['comparator'];
  const value = rule.value ?? '0';
  return set.rounding === 'usp_7_20'
    ? uspLimit(comparator, value)
    : { comparator, value: exact(value), ambiguousAtEquality: rule.ambiguousAtEquality };
}

export function judgeMeasure(rule: Rule, set: RuleSet, result: JudgedResult, facts: SampleFacts): Judgement {
  if (NO_NUMBER.has(result.kind))
    return judgement('undecidable', `“${result.printed.value}” is no number to compare`, { needs: ['other_result'] });
  const derived = derive(result, rule, facts);
  if (!isDerived(derived)) return judgement('undecidable', derived.reason, { needs: derived.needs });
  const printed = uncertaintyOf(result);
  const uncertainty = printed && derived.factor ? printed.times(derived.factor) : null;
  return judgeRange(rule, set, derived, { result, uncertainty });
}

interface Measurement {
  readonly result: JudgedResult;
  readonly uncertainty: Exact | null;
}

function judgeRange(rule: Rule, set: RuleSet, derived: Derived, { result, uncertainty }: Measurement): Judgement {
  const limit = limitOf(rule, set);
  const outcome = decide(set, derived.range, limit, uncertainty);
  const unit = rule.judgedUnit ?? '';
  const quantified = result.number !== null;
  const ilac = ilacOf(derived.range, uncertainty, limit);
  const more = {
    value: describeRange(derived.range, unit),
    derivation: derived.derivation,
    ilac,
    caveats: [
      ...derived.caveats,
      ...restsOnLod(outcome, result, derived, limit),
      ...(outcome === 'over' && quantified && uncertainty === null && close(derived.range, limit)
        ? (['within_typical_uncertainty'] as const)
        : []),
      ...(ilac?.startsWith('conditional') ? (['within_uncertainty'] as const) : []),
    ],
  };
  const shown = valueText(derived.range, unit);
  if (outcome === 'within') {
    const only = uncertainty !== null && compareWith(derived.range, limit) === 'over';
    const words = only ? `is over ${rule.limit} by no more than its uncertainty, which the rule takes off` : `keeps to ${rule.limit}`;
    return judgement('pass', `${shown} ${words}`, more);
  }
  if (outcome === 'over') {
    return set.warning === null
      ? judgement('fail', `${shown} is over ${rule.limit}`, more)
      : judgement('warning', `${set.warning}: ${shown} against ${rule.limit}`, more);
  }
  return { ...open(rule, set, derived, result, shown), ...more };
}

/** By the rule set's own way with uncertainty; a value without one is compared as it stands. */
function decide(set: RuleSet, range: Range, limit: Limit, uncertainty: Exact | null): Outcome {
  const plain = compareWith(range, limit);
  if (set.uncertainty === 'simple' || uncertainty === null || !range.lower || !range.upper) return plain;
  const least = exact(0);
  const low = range.lower.minus(uncertainty);
  const widened: Range = { ...range, lower: low.lt(least) ? least : low, upper: range.upper.plus(uncertainty) };
  // at exactly U from the limit neither "exceeds it less U" nor "is below it by U" is true
  const guarded = compareWith(widened, { ...limit, ambiguousAtEquality: true });
  if (set.uncertainty === 'guard_band' || plain === 'open') return guarded;
  return plain === 'over' && guarded !== 'over' ? 'within' : plain;
}

function ilacOf(range: Range, uncertainty: Exact | null, limit: Limit): IlacStatement | null {
  if (uncertainty === null || !range.lower || !range.upper?.eq(range.lower) || !limit.comparator.startsWith('<')) return null;
  return ilacStatement(range.lower, uncertainty, limit);
}

/** Not detected below the LOD, while the LOQ is above the limit. */
function restsOnLod(outcome: Outcome, result: JudgedResult, derived: Derived, limit: Limit): readonly Caveat[] {
  if (outcome !== 'within' || result.number !== null || result.loq === null || !derived.range.upper || !result.upper) return [];
  const printed = exact(result.upper);
  if (printed.isZero()) return [];
  const loq = exact(result.loq).times(derived.range.upper.div(printed));
  return loq.gt(derived.range.upper) && loq.gt(printedLimit(limit)) ? ['rests_on_lod'] : [];
}

function close(range: Range, limit: Limit): boolean {
  if (!range.lower || !limit.comparator.startsWith('<')) return false;
  return range.lower.lte(printedLimit(limit).times(exact(1).plus(TYPICAL_UNCERTAINTY)));
}

function open(rule: Rule, set: RuleSet, derived: Derived, result: JudgedResult, shown: string): Judgement {
  const { range } = derived;
  const atLimit = rule.ambiguousAtEquality && range.lower && range.upper?.eq(range.lower) && range.lower.eq(rule.value ?? '');
  if (atLimit)
    return judgement('undecidable', `the value equals the limit, and the text contradicts itself there (${rule.limit})`, {
      needs: ['rule_text'],
    });
  if (range.lower && range.upper && range.lower.eq(range.upper) && set.uncertainty === 'guard_band')
    return judgement('undecidable', `${shown} is within its uncertainty of ${rule.limit}`, { needs: ['other_result'] });
  if (derived.derivation?.inputs.moisture === 'unknown' || derived.derivation?.formula.startsWith('at most'))
    return judgement('undecidable', 'the moisture is not known, and it decides', { needs: ['moisture'] });
  if (rule.basis === 'per_article') return judgement('undecidable', 'the text does not define "article"', { needs: ['rule_text'] });
  if (result.kind === 'not_detected' && result.upper === null)
    return judgement('undecidable', 'not detected, but no detection or quantification limit is printed', { needs: ['limit_of_detection'] });
  if (derived.caveats.includes('basis_not_printed') && rule.basis === 'per_gram_dry')
    return judgement('undecidable', `whether ${shown} is of the dry or of the received weight is not printed, and it decides`, {
      needs: ['basis'],
    });
  if (result.number !== null && derived.derivation?.inputs.moisture !== undefined)
    return judgement('undecidable', `the moisture is not known closely enough to place ${shown} against ${rule.limit}`, {
      needs: ['moisture'],
    });
  const need = BELOW.has(result.kind) ? 'lower_limit_of_quantification' : 'other_result';
  return judgement('undecidable', `${shown} does not settle ${rule.limit}`, { needs: [need] });
}

/** A lower limit of quantification would show more of these; of the others only another result would. */
const BELOW: ReadonlySet<string> = new Set(['not_detected', 'below_limit', 'detected_not_quantified', 'estimated']);

export function valueText(range: Range, unit: string): string {
  const { lower, upper } = describeRange(range, unit);
  if (lower === upper && lower !== null) return `${lower} ${unit}`.trim();
  if (lower === null || lower === '0') return upper === null ? 'a value without bound' : `below ${upper} ${unit}`.trim();
  return upper === null ? `above ${lower} ${unit}`.trim() : `${lower} to ${upper} ${unit}`.trim();
}
