/** What a certificate lacks for a set of rules to be settled by it: missing panels, results, documents, and what keeps a verdict open. */
import type { JudgedSample } from './input.ts';
import { type JudgeOptions, judgeResults } from './judge.ts';
import type { RuleSet } from './ruleset.ts';
import type { RuleBasis } from './ruleset-source.ts';
import type { Need, Verdict } from './verdict.ts';

/** `met`: settled within; `over`: settled over; `missing`: no result or no such panel; `open`: there, but it does not settle the rule. */
export type CheckState = 'met' | 'over' | 'missing' | 'open';

export interface Check {
  readonly rule: string;
  readonly ruleset: string;
  readonly basis: RuleBasis;
  readonly analyte: string;
  /** The limit, or what is required. */
  readonly limit: string;
  readonly state: CheckState;
  readonly reason: string;
  /** Panels, fields or analytes that are not there. */
  readonly lacks: readonly string[];
  /** What would settle it. */
  readonly needs: readonly Need[];
  readonly standing: Verdict['standing'];
}

export interface Completeness {
  readonly complete: boolean;
  readonly counts: Readonly<Record<CheckState, number>>;
  /** In the order of the rules; those that do not apply to the product or the day are left out. */
  readonly checks: readonly Check[];
}

/** `chosen`: the sets were asked for by name, so that yardsticks and proposals among them count as well. */
export function completenessOf(
  sample: JudgedSample,
  rulesets: readonly RuleSet[],
  { date, chosen = false }: Pick<JudgeOptions, 'date' | 'chosen'>,
): Completeness {
  const requires = new Map(rulesets.flatMap(set => set.rules.map(rule => [rule.id, rule.requires ?? []] as const)));
  return counted(
    judgeResults(sample, rulesets, { date, chosen })
      .filter(({ verdict }) => verdict !== 'not_applicable')
      .map(verdict => checkOf(verdict, sample, requires.get(verdict.rule) ?? [])),
  );
}

const RANK: Readonly<Record<CheckState, number>> = { over: 3, met: 2, open: 1, missing: 0 };

/** Of several certificates for one lot: what one of them settles is settled, and what one shows over stays over. */
export function together(all: readonly Completeness[]): Completeness {
  const best = new Map<string, Check>();
  for (const check of all.flatMap(({ checks }) => checks)) {
    const other = best.get(check.rule);
    if (!other || RANK[check.state] > RANK[other.state]) best.set(check.rule, check);
  }
  return counted([...best.values()]);
}

function counted(checks: readonly Check[]): Completeness {
  const count = (state: CheckState) => checks.filter(check => check.state === state).length;
  const counts = { met: count('met'), over: count('over'), missing: count('missing'), open: count('open') };
  return { complete: counts.missing + counts.open === 0, counts, checks };
}

const STATES: Readonly<Record<Exclude<Verdict['verdict'], 'not_applicable'>, CheckState>> = {
  pass: 'met',
  fail: 'over',
  warning: 'over',
  undecidable: 'open',
  not_tested: 'missing',
};

function checkOf(verdict: Verdict, sample: JudgedSample, requires: readonly string[]): Check {
  const { rule, ruleset, basis, analyte, limit, reason, needs, standing } = verdict;
  const lacks = lacksOf(verdict, sample, requires);
  const word = verdict.verdict === 'not_applicable' ? 'undecidable' : verdict.verdict;
  // a document whose fields were not found is missing something, though it may stand where nobody read it
  const state = basis === 'document_required' && lacks.length > 0 ? 'missing' : STATES[word];
  return { rule, ruleset, basis, analyte, limit, state, reason, lacks, needs, standing };
}

function lacksOf({ verdict, basis, analyte }: Verdict, { facts, results }: JudgedSample, requires: readonly string[]): string[] {
  if (basis === 'document_required') return requires.filter(field => !facts.holds.includes(field));
  if (basis === 'panel_required') {
    const tested = new Set<string>(
      results.filter(({ kind }) => kind !== 'not_tested' && kind !== 'not_reported').map(({ panel }) => panel),
    );
    return requires.filter(panel => !tested.has(panel));
  }
  return verdict === 'not_tested' ? [analyte] : [];
}
