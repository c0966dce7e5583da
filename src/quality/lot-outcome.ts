/** What all tests of a lot say together of one hazard group, and whether the lot counts. */
import { HAZARD_GROUPS, type HazardGroup, MICROBIAL_GROUPS, RULES_OF } from './hazard.ts';
import type { LotInput, RuleVerdict } from './scores-input.ts';

export type Outcome = 'pass' | 'fail' | 'undecidable' | 'not_tested';

export interface LotOutcome {
  readonly outcome: Outcome;
  /** Decidable whatever the outcome: only such lots enter a share. */
  readonly counted: boolean;
  /** Why it does not count though it was tested; null where it counts or was not tested. */
  readonly because: string | null;
}

const NOT_TESTED: LotOutcome = { outcome: 'not_tested', counted: false, because: null };

/**
 * All tests are kept: a fail stays a fail whatever a retest says, and something found that could not be placed keeps the rest from passing.
 * It counts when one of the tests would have settled the limit had it found nothing; a certificate that prints nothing to tell that by is taken to.
 */
export function ruleOutcome(rule: string, verdicts: readonly RuleVerdict[]): LotOutcome {
  const of = (verdict: RuleVerdict['verdict']) => verdicts.filter(each => each.verdict === verdict);
  if (verdicts.length === 0) return NOT_TESTED;
  const outcome: Outcome =
    of('fail').length > 0
      ? 'fail'
      : of('undecidable').some(({ detected }) => detected)
        ? 'undecidable'
        : of('pass').length > 0
          ? 'pass'
          : 'undecidable';
  if (outcome === 'undecidable') return { outcome, counted: false, because: `${rule} is undecidable` };
  const able =
    verdicts.some(({ verdict, sees }) => verdict !== 'undecidable' && sees !== false) || verdicts.some(({ sees }) => sees === true);
  return { outcome, counted: able, because: able ? null : `${rule}: "not found" by this test would not have settled the limit` };
}

const together = (parts: readonly LotOutcome[]): LotOutcome => {
  const tested = parts.filter(({ outcome }) => outcome !== 'not_tested');
  if (tested.length === 0) return NOT_TESTED;
  const has = (word: Outcome) => tested.some(({ outcome }) => outcome === word);
  const open = tested.find(({ counted }) => !counted);
  return { outcome: has('fail') ? 'fail' : has('undecidable') ? 'undecidable' : 'pass', counted: !open, because: open?.because ?? null };
};

function groupOutcome(byRule: ReadonlyMap<string, readonly RuleVerdict[]>, group: HazardGroup): LotOutcome {
  return together(RULES_OF[group].map(rule => ruleOutcome(rule, byRule.get(rule) ?? [])));
}

export type Outcomes = Readonly<Record<HazardGroup | 'overall', LotOutcome>>;

/** Overall over the tested groups; not tested without metals and one microbial group. */
export function outcomesOf(lot: LotInput): Outcomes {
  const byRule = Map.groupBy(
    lot.tests.flatMap(test => test.verdicts),
    ({ rule }) => rule,
  );
  const groups = Object.fromEntries(HAZARD_GROUPS.map(group => [group, groupOutcome(byRule, group)])) as Record<HazardGroup, LotOutcome>;
  const tested = (group: HazardGroup) => groups[group].outcome !== 'not_tested';
  const whole = tested('metals') && MICROBIAL_GROUPS.some(tested);
  return { overall: whole ? together(Object.values(groups)) : NOT_TESTED, ...groups };
}
