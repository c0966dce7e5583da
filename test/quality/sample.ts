/** Short ways to judge samples in tests, through the same reading as real certificates. */
import type { Panel } from '../../src/coa/transcript.ts';
import { factsOf, type JudgedResult, type LabelTexts, resultsOf } from '../../src/quality/input.ts';
import { judgeResults } from '../../src/quality/judge.ts';
import type { RuleSet } from '../../src/quality/ruleset.ts';
import { ruleSetOf } from '../../src/quality/ruleset.ts';
import type { RuleSource } from '../../src/quality/ruleset-source.ts';
import { ruleSetById } from '../../src/quality/rulesets.ts';
import type { Verdict } from '../../src/quality/verdict.ts';
import { read, row } from '../coa/printed.ts';

/** `['Lead', '1.1', 'mg/kg', { loq: '0.05' }]` */
export type Line = readonly [
  name: string,
  value: string,
  unit?: string | undefined,
  more?: Parameters<typeof row>[3] & { uncertainty?: string; method?: string },
];

const PANELS: readonly (readonly [RegExp, Panel])[] = [
  [/lead|cadmium|arsenic|mercury/i, 'metals'],
  [/salmonella|coli|aerobic|yeast|mold|bile/i, 'microbes'],
  [/aflatoxin/i, 'mycotoxins'],
  [/moisture/i, 'moisture'],
  [/methanol|hexane|benzene|acetone|ethanol|toluene/i, 'solvents'],
];

export function results(lines: readonly Line[]): JudgedResult[] {
  const rows = lines.map(([name, value, unit, more = {}]) =>
    row(PANELS.find(([words]) => words.test(name))?.[1] ?? 'alkaloids', name, value, { ...(unit ? { unit } : {}), ...more }),
  );
  return resultsOf(read(rows));
}

export interface Situation extends LabelTexts {
  readonly date?: string;
}

export function judgeLines(lines: readonly Line[], set: RuleSet | string, { date = '2026-09-01', ...label }: Situation = {}): Verdict[] {
  const found = typeof set === 'string' ? ruleSetById(set) : set;
  if (!found) throw new Error(`no rule set ${String(set)}`);
  const judged = results(lines);
  return judgeResults({ results: judged, facts: factsOf(label, judged) }, [found], { date, chosen: true });
}

export function verdict(lines: readonly Line[], ruleset: string, rule: string, situation: Situation = {}): Verdict {
  const found = judgeLines(lines, ruleset, situation).find(each => each.rule === `${ruleset}-${rule}`);
  if (!found) throw new Error(`no rule ${ruleset}-${rule}`);
  return found;
}

/** A rule set of one rule, for cases that no published text has. */
export const oneRule = (
  rule: Partial<RuleSource> & Pick<RuleSource, 'analyte' | 'comparator' | 'basis'>,
  set: Partial<Pick<RuleSet, 'rounding' | 'uncertainty'>> = {},
): RuleSet => ({
  ...ruleSetOf({
    id: 'test',
    title: 'test',
    jurisdiction: 'INTL',
    force: 'test',
    status: 'in_force',
    confidence: 'high',
    rules: [{ id: 'test-1', ...rule }],
  }),
  ...set,
});

export const judgeOne = (lines: readonly Line[], set: RuleSet, situation: Situation = {}): Verdict => judgeLines(lines, set, situation)[0]!;
