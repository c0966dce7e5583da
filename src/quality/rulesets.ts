/** The rule sets that this version knows. */
import { SOURCES } from './data/index.ts';
import { type RuleSet, ruleSetOf } from './ruleset.ts';

export const RULESETS: readonly RuleSet[] = SOURCES.map(ruleSetOf);

const BY_ID: ReadonlyMap<string, RuleSet> = new Map(RULESETS.map(set => [set.id, set]));

export const ruleSetById = (id: string): RuleSet | undefined => BY_ID.get(id);
