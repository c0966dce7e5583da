/** `leafproof rules`: the rule sets, where they are written, and from when they hold. */
import { JURISDICTIONS } from '../quality/data/jurisdictions.ts';
import type { Jurisdiction } from '../quality/jurisdiction.ts';
import { PROFILES } from '../quality/profile.ts';
import type { RuleSet } from '../quality/ruleset.ts';
import { RULESETS } from '../quality/rulesets.ts';

export async function rules(options: { json?: boolean; jurisdictions?: boolean }): Promise<number> {
  if (options.jurisdictions) {
    for (const one of JURISDICTIONS) console.log(options.json ? JSON.stringify(one) : state(one));
    return 0;
  }
  for (const set of RULESETS) console.log(options.json ? JSON.stringify(listed(set)) : describe(set));
  if (!options.json) console.log(`Profiles: ${PROFILES.map(({ id }) => id).join(', ')}`);
  return 0;
}

const listed = (set: RuleSet) => ({ ...summary(set), rules: set.rules });

function summary(set: RuleSet) {
  const distinct = (values: (string | null)[]) => [...new Set(values)].filter(value => value !== null && value !== '').sort() as string[];
  return {
    id: set.id,
    title: set.title,
    jurisdiction: set.jurisdiction,
    force: set.force,
    effectiveFrom: distinct(set.rules.map(rule => rule.effectiveFrom))[0] ?? null,
    effectiveTo: set.rules.some(rule => rule.effectiveTo === null)
      ? null
      : (distinct(set.rules.map(rule => rule.effectiveTo)).at(-1) ?? null),
    status: distinct(set.rules.map(rule => rule.status)),
    confidence: distinct(set.rules.map(rule => rule.confidence)),
    sources: distinct(set.rules.map(rule => rule.source.url)),
    profiles: PROFILES.filter(profile => profile.id !== 'strictest' && profile.rulesets.includes(set.id)).map(({ id }) => id),
  };
}

function describe(set: RuleSet): string {
  const { effectiveFrom, effectiveTo, status, confidence, sources } = summary(set);
  const dates = `${effectiveFrom ?? '…'} to ${effectiveTo ?? '…'}`;
  return `${set.id.padEnd(22)} ${set.jurisdiction.padEnd(6)} ${dates.padEnd(24)} ${set.title} (${set.force}; ${status.join(', ')}; confidence ${confidence.join(', ')}; ${set.rules.length} rules)\n${sources.map(url => `    ${url}`).join('\n')}`;
}

function state({ id, status, rule, effectiveFrom, effectiveTo, confidence, source }: Jurisdiction): string {
  const dates = effectiveFrom || effectiveTo ? `, ${effectiveFrom ?? '…'} to ${effectiveTo ?? '…'}` : '';
  return `${id.padEnd(6)} ${status}${rule ? `: ${rule}` : ''} (confidence ${confidence}${dates})${source.url ? `\n    ${source.url}` : ''}`;
}
