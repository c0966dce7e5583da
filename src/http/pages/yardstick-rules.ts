/** The rules of the scoring yardstick by id. */
import { YARDSTICK } from '../../quality/hazard.ts';
import type { Rule } from '../../quality/ruleset.ts';
import { RULESETS } from '../../quality/rulesets.ts';

const RULES = new Map(RULESETS.find(({ id }) => id === YARDSTICK)?.rules.map(rule => [rule.id, rule]));

export const ruleOfYardstick = (id: string): Rule | undefined => RULES.get(id);

/** The yardstick's limit for one substance, as far as it is a plain number. */
export function yardstickLimit(analyte: string): { readonly value: number; readonly unit: string } | null {
  const rule = [...RULES.values()].find(each => each.analyte === analyte && /^[<]/.test(each.comparator));
  const unit = rule?.judgedUnit;
  return unit && Number.isFinite(Number(rule.value)) ? { value: Number(rule.value), unit } : null;
}
