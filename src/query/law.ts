/** Whose rules a verdict is by: a jurisdiction, a rule set or a single rule, however a person writes it. */
import { RULESETS } from '../quality/rulesets.ts';

export type Law =
  | { readonly kind: 'jurisdiction'; readonly id: string }
  | { readonly kind: 'ruleset'; readonly id: string }
  | { readonly kind: 'rule'; readonly id: string };

const spelled = (id: string): string => id.toLowerCase().replaceAll('-', '_');

const LAWS: ReadonlyMap<string, Law> = new Map(
  [
    ...RULESETS.flatMap(set => set.rules.map((rule): Law => ({ kind: 'rule', id: rule.id }))),
    ...RULESETS.map(({ id }): Law => ({ kind: 'ruleset', id })),
    ...RULESETS.map(({ jurisdiction }): Law => ({ kind: 'jurisdiction', id: jurisdiction })),
  ].map(law => [spelled(law.id), law]),
);

/** `us_ri` and `US-RI` are one. Undefined for what is not known. */
export const lawOf = (name: string): Law | undefined => LAWS.get(spelled(name));

/** Names of jurisdictions and rule sets, as filters write them. */
export const LAW_NAMES: readonly string[] = [...LAWS].filter(([, { kind }]) => kind !== 'rule').map(([name]) => name);
