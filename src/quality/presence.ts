/** Rules that want something to be absent: in a test portion, or altogether. */
import { unitByCode } from '../coa/unit.ts';
import { type JudgedResult, portionOf } from './input.ts';
import { exact } from './range.ts';
import type { Rule } from './ruleset.ts';
import { readSize } from './size.ts';
import { type Caveat, type Judgement, judgement } from './verdict.ts';

const found = (result: JudgedResult): boolean =>
  result.kind === 'present' ||
  result.kind === 'detected_not_quantified' ||
  result.kind === 'above_limit' ||
  ((result.kind === 'quantified' || result.kind === 'estimated' || result.kind === 'range') && !!result.lower && exact(result.lower).gt(0));

/** A negative portion shows no larger one negative; a positive one shows no smaller one positive; a count above 0 is a finding. */
export function judgeAbsence(rule: Rule, result: JudgedResult): Judgement {
  const wanted = readSize(rule.portion)?.grams;
  // a plate count that finds nothing is below so many a gram, whatever absence the limit beside it wants
  const printed = counted(result) ? result.testPortion : portionOf(result);
  const portion = printed === null ? null : (readSize(printed)?.grams ?? null);
  const caveats: Caveat[] = result.testPortion === null && printed !== null ? ['portion_from_limit'] : [];
  const open = (reason: string) => judgement('undecidable', reason, { needs: ['test_portion'], caveats });
  if (!wanted) return judgement('undecidable', 'the rule names no test portion', { needs: ['rule_text'] });
  if (found(result)) {
    if (result.kind !== 'present' && result.kind !== 'detected_not_quantified')
      return judgement('fail', `found (${result.printed.value}) where the rule wants absence`, { caveats });
    if (portion === null) return open(`found, but in what portion is not printed; the rule is of ${rule.portion}`);
    return portion.lte(wanted)
      ? judgement('fail', `found in ${printed}, so also in ${rule.portion}`, { caveats })
      : open(`found in ${printed}, which does not show presence in ${rule.portion}`);
  }
  if (result.kind !== 'absent' && result.kind !== 'not_detected')
    return open(`${result.printed.value} does not show absence in ${rule.portion}`);
  if (portion === null) return open(`negative, but in what portion is not printed; the rule is of ${rule.portion}`);
  return portion.gte(wanted)
    ? judgement('pass', `not found in ${printed}`, { caveats })
    : open(`not found in ${printed}, which does not show absence in ${rule.portion}`);
}

const counted = ({ unit }: JudgedResult): boolean => /^(?:cfu|mpn)_/.test((unit === null ? undefined : unitByCode(unit)?.dimension) ?? '');

/** Below the LOD in words or as its number; an LOD that is also the LOQ says less. */
function below(result: JudgedResult): boolean {
  if (result.kind !== 'below_limit') return false;
  if (/<\s*=?\s*(?:lod|mdl)\b|below (?:the )?(?:lod|detection)/i.test(result.printed.value)) return true;
  const { lod, loq, upper, upperClosed } = result;
  if (lod === null || upper === null || upperClosed || !exact(lod).eq(upper)) return false;
  return loq === null || exact(loq).gt(lod);
}

/** Without a threshold: what is quantified or identified is over, what is below the LOQ only is open. */
export function judgeProhibited(result: JudgedResult): Judgement {
  if (found(result)) return judgement('fail', `found (${result.printed.value}); the rule has no threshold`);
  if (result.kind === 'not_detected' || result.kind === 'absent' || below(result)) {
    const [name, limit] = result.lod !== null ? ['LOD', result.lod] : ['LOQ', result.loq];
    const bound = limit ?? result.upper;
    if (bound === null)
      return judgement('undecidable', 'not detected, but no limit of detection is printed', { needs: ['limit_of_detection'] });
    const shown = `${limit === null ? '<' : `${name} `}${bound} ${result.unit ?? ''}`.trim();
    return judgement('pass', `not detected (${shown})`);
  }
  return judgement('undecidable', `${result.printed.value} does not say whether it is there`, { needs: ['limit_of_detection'] });
}
