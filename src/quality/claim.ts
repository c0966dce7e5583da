/** What a label promises of an alkaloid, as printed, and what was measured on the same basis. */
import { type Derivable, derive, isDerived, type Measure } from './derive.ts';
import type { JudgedSample } from './input.ts';
import { type Exact, exact } from './range.ts';
import type { ClaimInput } from './scores-input.ts';

/** Substances of which labels of this field state an amount. */
export const CLAIM_ANALYTES = ['mitragynine', '7_hydroxymitragynine'] as const;
export type ClaimAnalyte = (typeof CLAIM_ANALYTES)[number];

export interface ReadClaim {
  /** `mg/g`, `mg/serving` or `mg/container`. */
  readonly unit: 'mg/g' | 'mg/serving' | 'mg/container';
  readonly basis: 'per_gram' | 'per_serving' | 'per_container';
  /** Exact decimals; equal for one amount; `upper` null for “at least”. */
  readonly lower: string;
  readonly upper: string | null;
}

const AMOUNT = String.raw`(\d+(?:[.,]\d{1,2}|\.\d+)?)`;
const CLAIM = new RegExp(
  String.raw`^(min(?:imum|\.)?|at least|>=?|≥|up to|max(?:imum|\.)?|at most|<=?|≤)?\s*${AMOUNT}(?:\s*(?:-|–|to)\s*${AMOUNT})?\s*(µg|ug|mg|g|%)\s*(?:(?:\/|per)\s*(g|gram|serving|container|package|bag|bottle))?$`,
  'i',
);
const TO_MG: Readonly<Record<string, string>> = { µg: '0.001', ug: '0.001', mg: '1', g: '1000', '%': '10' };

/** `45 mg per serving`, `1.5 %`, `min. 14 mg/g`, `up to 400 mg per bottle`; null where it is not one amount with its basis. */
export function readClaim(text: string): ReadClaim | null {
  const [, side = '', first, second, mass = '', per] = CLAIM.exec(text.trim()) ?? [];
  if (first === undefined) return null;
  const percent = mass === '%';
  // a mass alone says nothing of what it is in; a percentage of a serving would be something else
  if (percent ? per !== undefined : per === undefined) return null;
  const factor = TO_MG[mass.toLowerCase()]!;
  const amount = (number: string): Exact => exact(number.replace(',', '.')).times(factor);
  const [low, high] = [amount(first), second === undefined ? null : amount(second)];
  if (high !== null && (side !== '' || high.lt(low))) return null;
  const [basis, unit] = basisOf(percent ? 'g' : per!.toLowerCase());
  const bound = boundOf(side.toLowerCase());
  return {
    basis,
    unit,
    lower: bound === 'upper' ? '0' : low.toFixed(),
    upper: bound === 'lower' ? null : (high ?? low).toFixed(),
  };
}

const boundOf = (side: string): 'lower' | 'upper' | null => (side === '' ? null : /^(?:min|at least|>|≥)/.test(side) ? 'lower' : 'upper');

function basisOf(per: string): [ReadClaim['basis'], ReadClaim['unit']] {
  if (per === 'g' || per === 'gram') return ['per_gram', 'mg/g'];
  return per === 'serving' ? ['per_serving', 'mg/serving'] : ['per_container', 'mg/container'];
}

export interface StatedClaim {
  readonly analyte: ClaimAnalyte;
  /** As printed on the label. */
  readonly text: string;
}

/** Measured on the basis of the claim, or why that cannot be said. */
export interface HeldClaim extends StatedClaim {
  readonly claim: ReadClaim;
  readonly measured: ClaimInput['measured'] | null;
  readonly reason: string | null;
}

export function heldClaims(stated: readonly StatedClaim[], sample: JudgedSample): HeldClaim[] {
  return stated.flatMap(each => {
    const claim = readClaim(each.text);
    return claim === null ? [] : [{ ...each, claim, ...measuredFor(each.analyte, claim, sample) }];
  });
}

/** Those that were measured, as scores take them. */
export function claimsOf(stated: readonly StatedClaim[], sample: JudgedSample): ClaimInput[] {
  return heldClaims(stated, sample).flatMap(({ analyte, claim: { lower, upper, unit }, measured }) =>
    measured === null ? [] : [{ analyte, claimed: { lower, upper }, measured, unit }],
  );
}

function measuredFor(
  analyte: ClaimAnalyte,
  { basis, unit }: ReadClaim,
  { results, facts }: JudgedSample,
): Pick<HeldClaim, 'measured' | 'reason'> {
  const measure: Measure = { basis, unit, judgedUnit: unit, limit: unit, per: undefined };
  let reason = 'not measured';
  for (const result of results) {
    if (result.analyte !== analyte || result.kind === 'not_tested' || result.kind === 'not_reported') continue;
    const derived: Derivable = derive(result, measure, facts);
    if (!isDerived(derived)) reason = derived.reason;
    else if (derived.range.upper === null && (derived.range.lower === null || derived.range.lower.isZero()))
      reason = 'nothing bounds the amount';
    else
      return {
        measured: { lower: (derived.range.lower ?? exact(0)).toFixed(), upper: derived.range.upper?.toFixed() ?? null },
        reason: null,
      };
  }
  return { measured: null, reason };
}
