/** Of what a rule speaks, and of what its verdicts depend besides the sample. */
import * as alkaloids from './data/alkaloids.ts';
import type { Rule, RuleSet } from './ruleset.ts';
import { RULESETS, ruleSetById } from './rulesets.ts';

/** Of the code that judges. Raise it with every change that gives some sample another verdict: stored verdicts are then made anew. */
export const ENGINE_VERSION = 3;

const ANY_SAMPLE = new Set(['reference', 'document_required', 'panel_required', 'freshness', 'accreditation', 'product_form']);

/** Analytes without any result of which the rule has nothing to judge; null: it may judge any sample. */
export function analytesOf(rule: Rule): readonly string[] | null {
  if (ANY_SAMPLE.has(rule.basis) || rule.analyte === 'class3_each') return null;
  const subject = rule.numerator ?? rule.analyte;
  const total = alkaloids.WORST_CASE[rule.analyte];
  const species = Object.keys(alkaloids.WORST_CASE).filter(id => alkaloids.WORST_CASE[id] === rule.analyte);
  const members = alkaloids.SUM_MEMBERS[rule.analyte] ?? [];
  return [...new Set([subject, rule.analyte, ...members, ...(total === undefined ? [] : [total]), ...species])];
}

/** Everything besides the sample that a verdict of the rule depends on: two of the same JSON give the same verdicts. */
export function dependenciesOf(rule: Rule, set: RuleSet): unknown {
  const { rounding, uncertainty, warning } = set;
  const meant = rule.refersTo === undefined ? null : (ruleSetById(rule.refersTo) ?? null);
  const shares = rule.basis === 'share_of_alkaloids' ? { ...alkaloids } : null;
  const solvents = analytesOf(rule) === null ? alkaloids.CLASS_3_SOLVENTS : null;
  return { engine: ENGINE_VERSION, rule, set: { rounding, uncertainty, warning }, meant, analytes: analytesOf(rule), shares, solvents };
}

/** Lists for comparing vendors, which are no law. */
export const YARDSTICKS: readonly RuleSet[] = RULESETS.filter(({ rules }) => rules.every(({ status }) => status === 'yardstick'));

export const isYardstick = ({ status }: Pick<Rule, 'status'>): boolean => status === 'yardstick';
