/** Rules over several results of a sample: shares, ratios, sums and the panel of another rule set. */
import { compareWith } from './compare.ts';
import { CLASS_3_SOLVENTS, SUM_MEMBERS } from './data/alkaloids.ts';
import { derive, isDerived } from './derive.ts';
import { type JudgedSample, testedPositions } from './input.ts';
import { limitOf, valueText } from './measure.ts';
import { describeRange, hull, type Range, sum, ZERO } from './range.ts';
import type { Rule, RuleSet } from './ruleset.ts';
import { ratioOf, shareOfAlkaloids } from './share.ts';
import { type Judgement, judgement } from './verdict.ts';

/** Certain over a short panel only where it passes: a longer one can but lower the share. */
export function judgeShare(rule: Rule, set: RuleSet, sample: JudgedSample, index: number): Judgement {
  const share = shareOfAlkaloids(sample.results, rule.analyte, index);
  if (share === null && sample.results[index]!.upper === null)
    return judgement('undecidable', `${rule.analyte}: “${sample.results[index]!.printed.value}” has no upper bound`, {
      needs: ['limit_of_detection'],
    });
  if (share === null)
    return judgement('undecidable', 'no other alkaloid was measured in a unit that can be compared', { needs: ['alkaloid_panel'] });
  const limit = limitOf(rule, set);
  const more = {
    value: describeRange(share.ofPanel, '%'),
    results: share.results,
    derivation: { formula: `${rule.analyte} / (sum of alkaloids measured) x 100`, inputs: share.inputs },
  };
  const shown = valueText(share.ofPanel, '%');
  const outcome = compareWith(share.ofPanel, limit);
  if (outcome === 'within') return judgement('pass', `${shown} of the alkaloids measured; a longer panel can only lower the share`, more);
  const least = share.leastOfAll;
  if (least && compareWith({ ...share.ofPanel, lower: least, upper: null }, limit) === 'over') {
    const reason = `${shown} of ${share.members} alkaloids, at least ${least.toSignificantDigits(4).toFixed()} % of all (coverage factor ${share.factor})`;
    return judgement('fail', reason, { ...more, caveats: ['coverage_factor'] });
  }
  return judgement(
    'undecidable',
    `${shown} of a panel of ${share.members ?? 'unknown'} alkaloids; a complete panel may bring it under ${rule.limit}`,
    {
      ...more,
      needs: ['alkaloid_panel'],
    },
  );
}

export function judgeRatio(rule: Rule, set: RuleSet, sample: JudgedSample, index: number): Judgement {
  const ratio = ratioOf(sample.results, index, rule.denominator ?? '');
  if (ratio === null) return judgement('undecidable', 'the two were not measured in a common unit', { needs: ['other_result'] });
  const outcome = compareWith(ratio.range, limitOf(rule, set));
  const more = {
    value: describeRange(ratio.range, 'ratio'),
    results: ratio.results,
    derivation: { formula: `${rule.numerator} / ${rule.denominator}`, inputs: {} },
  };
  const shown = valueText(ratio.range, '');
  if (outcome === 'within') return judgement('pass', `${shown} keeps to ${rule.limit}`, more);
  if (outcome === 'over') return judgement('fail', `${shown} breaks ${rule.limit}`, more);
  return judgement('undecidable', `${shown} does not settle ${rule.limit}`, { ...more, needs: ['lower_limit_of_quantification'] });
}

/** A sum of which only the parts are printed. What was not measured has no upper bound; the rule says how "not detected" counts. */
export function judgeSum(rule: Rule, set: RuleSet, sample: JudgedSample): Judgement | null {
  const members = SUM_MEMBERS[rule.analyte] ?? [];
  const found = members.map(id => testedPositions(sample.results, id)).filter(positions => positions.length > 0);
  const present = found.flat();
  if (present.length === 0) return null;
  const parts: Range[] = [];
  for (const positions of found) {
    const ranges: Range[] = [];
    for (const index of positions) {
      const result = sample.results[index]!;
      if (rule.notDetectedCounts === 'zero' && (result.kind === 'not_detected' || result.kind === 'below_limit')) ranges.push(ZERO);
      else {
        const derived = derive(result, rule, sample.facts);
        if (!isDerived(derived)) return judgement('undecidable', derived.reason, { needs: derived.needs, results: present });
        ranges.push(derived.range);
      }
    }
    parts.push(hull(ranges));
  }
  const total = sum(parts);
  const complete = found.length === members.length;
  const range: Range = complete ? total : { ...total, upper: null, upperClosed: false };
  const outcome = compareWith(range, limitOf(rule, set));
  const unit = rule.judgedUnit ?? '';
  const more = {
    value: describeRange(range, unit),
    results: present,
    derivation: { formula: `sum of ${members.join(' + ')}`, inputs: { measured: `${found.length} of ${members.length}` } },
  };
  if (outcome === 'within') return judgement('pass', `${valueText(range, unit)} keeps to ${rule.limit}`, more);
  if (outcome === 'over') return judgement('fail', `${valueText(range, unit)} is over ${rule.limit}`, more);
  return judgement('undecidable', `${valueText(range, unit)} does not settle ${rule.limit}`, {
    ...more,
    needs: [complete ? 'lower_limit_of_quantification' : 'panel'],
  });
}

/** Ethanol is what a liquid may be made with: such products need an exemption that the rule does not print. */
export const class3Members = (sample: JudgedSample): readonly string[] =>
  CLASS_3_SOLVENTS.filter(id => id !== 'ethanol' || sample.facts.form !== 'liquid');

/** The worst of many: one over is over; what was not measured leaves the whole open. */
export function worstOf(judged: readonly { readonly name: string; readonly judgement: Judgement }[]): Judgement {
  const of = (word: Judgement['verdict']) => judged.filter(({ judgement: { verdict } }) => verdict === word);
  const tested = judged.length - of('not_tested').length;
  if (tested === 0) return judgement('not_tested', 'none of the panel was tested');
  const results = judged.flatMap(({ judgement: { results: own } }) => own);
  const [fail] = of('fail');
  if (fail) return { ...fail.judgement, reason: `${fail.name}: ${fail.judgement.reason}` };
  const [open] = of('undecidable');
  if (open) return { ...open.judgement, reason: `${open.name}: ${open.judgement.reason}` };
  if (tested === judged.length) return judgement('pass', `all ${tested} keep to their limits`, { results });
  return judgement('undecidable', `${tested} of ${judged.length} tested, none over`, { needs: ['panel'], results });
}
