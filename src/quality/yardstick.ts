/** One sample against the scoring yardstick, with what a scorecard has to know of the test beside its verdicts. */

import { contentOf } from './content.ts';
import { HAZARD_GROUPS, type PanelItem, RULES_OF } from './hazard.ts';
import { type JudgedResult, type JudgedSample, portionOf } from './input.ts';
import { judgeResults } from './judge.ts';
import { ruleSetById } from './rulesets.ts';
import type { ContentInput, RuleVerdict } from './scores-input.ts';
import type { Verdict } from './verdict.ts';

export interface YardstickTest {
  readonly verdicts: RuleVerdict[];
  readonly tested: PanelItem[];
  readonly contents: ContentInput[];
}

const FOUND: ReadonlySet<string> = new Set(['quantified', 'estimated', 'present', 'detected_not_quantified', 'above_limit', 'range']);

/** The yardstick has no date: any day gives the same. `day` is only what the judge asks for. */
export function againstYardstick(sample: JudgedSample, day = '2026-01-01'): YardstickTest {
  const set = ruleSetById('yardstick_v1');
  if (!set) throw new Error('the yardstick is not among the rule sets');
  const judge = (each: JudgedSample) => judgeResults(each, [set], { date: day, chosen: true });
  const tested = judge(sample).filter(({ verdict }) => verdict === 'pass' || verdict === 'fail' || verdict === 'undecidable');
  const asNotFound = new Map(judge(notFound(sample)).map(each => [each.rule, each]));
  const verdicts = tested.map(each => ruleVerdict(each, sample, asNotFound.get(each.rule)));
  return { verdicts, tested: panelOf(verdicts, sample), contents: contentOf(sample) };
}

function ruleVerdict({ rule, verdict, results, reason }: Verdict, sample: JudgedSample, absent: Verdict | undefined): RuleVerdict {
  const used = results.map(index => sample.results[index]!);
  return {
    rule,
    verdict: verdict as RuleVerdict['verdict'],
    detected: used.some(({ kind }) => FOUND.has(kind)),
    sees: sees(used, absent),
    value: used.length === 0 ? reason : used.map(({ printed, unit }) => `${printed.value}${unit === null ? '' : ` ${unit}`}`).join('; '),
  };
}

/** Decided as "not found" would have been; with nothing printed to tell by, not known. */
function sees(used: readonly JudgedResult[], absent: Verdict | undefined): boolean | null {
  if (absent?.verdict === 'pass') return true;
  const told = used.length > 0 && used.every(result => (bounded(result) ?? portionOf(result)) !== null);
  return told ? false : null;
}

const bounded = ({ lod, loq, kind, upper }: JudgedResult): string | null =>
  lod ?? loq ?? (kind === 'not_detected' || kind === 'below_limit' ? upper : null);

/** The same test, had it found nothing: what each result would be by the limits it prints. */
const notFound = ({ results, facts }: JudgedSample): JudgedSample => ({ results: results.map(resultNotFound), facts });

function resultNotFound(result: JudgedResult): JudgedResult {
  if (result.kind === 'not_tested' || result.kind === 'not_reported') return result;
  if (result.kind === 'present') return { ...result, kind: 'absent' };
  if (result.kind === 'absent') return result;
  const upper = bounded(result);
  return {
    ...result,
    ...{ kind: 'not_detected', number: null, lower: upper === null ? null : '0', upper, lowerClosed: upper !== null, upperClosed: false },
    printed: { ...result.printed, value: 'ND', uncertainty: null },
    further: [],
  };
}

const ITEM_RULES: readonly (readonly [PanelItem, readonly string[]])[] = [
  ['arsenic', [RULES_OF.metals[0]!]],
  ['cadmium', [RULES_OF.metals[1]!]],
  ['lead', [RULES_OF.metals[2]!]],
  ['mercury', [RULES_OF.metals[3]!]],
  ['salmonella', [RULES_OF.pathogens[0]!]],
  ['e_coli', [RULES_OF.pathogens[1]!]],
  ['counts', RULES_OF.microbial_counts],
  ['solvents', RULES_OF.solvents],
];

/** Alkaloids are tested where mitragynine is; counts where aerobic bacteria and yeast and mould are. */
function panelOf(verdicts: readonly RuleVerdict[], { results }: JudgedSample): PanelItem[] {
  const judged = new Set(verdicts.map(({ rule }) => rule));
  const solvents = results.some(({ panel }) => panel === 'solvents');
  const items = ITEM_RULES.filter(([item, rules]) =>
    item === 'solvents'
      ? solvents
      : item === 'counts'
        ? rules.slice(0, 2).every(rule => judged.has(rule))
        : rules.some(rule => judged.has(rule)),
  ).map(([item]) => item);
  const alkaloids = results.some(({ analyte, kind }) => analyte === 'mitragynine' && kind !== 'not_tested' && kind !== 'not_reported');
  return alkaloids ? ['alkaloids', ...items] : items;
}

/** The group of a rule of the yardstick. */
export const groupOf = (rule: string) => HAZARD_GROUPS.find(group => RULES_OF[group].includes(rule)) ?? null;
