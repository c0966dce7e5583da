/** How a rule set came to be what it is here: its versions, and what changed from each to the next. */
import { raw } from '@mikro-orm/postgresql';
import type { RuleSet } from '../quality/ruleset.ts';
import { iso } from './columns.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';

export interface RuleChange {
  readonly rule: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Fields that differ, as JSON values before and after; empty for what was added or removed. */
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

export interface RuleSetVersionView {
  readonly fingerprint: string;
  readonly engine: number;
  readonly inUseFrom: string;
  readonly inUseUntil: string | null;
  /** Against the version before; empty for the first one. */
  readonly changes: readonly RuleChange[];
  readonly data: RuleSet;
}

/** Newest first. Empty for a rule set that was never in use here. */
export async function ruleHistory(em: SqlEntityManager, ruleset: string): Promise<RuleSetVersionView[]> {
  const found = await rows<Omit<RuleSetVersionView, 'changes'>>(
    em,
    sql`select fingerprint, engine, ${raw(iso('in_use_from'))} as "inUseFrom", ${raw(iso('in_use_until'))} as "inUseUntil", data
      from rule_set_version where ruleset = ${ruleset} order by id`,
  );
  return found.map((version, index) => ({ ...version, changes: changesOf(found[index - 1]?.data ?? null, version.data) })).reverse();
}

/**
 * The rule sets in the wording that was in use here at a moment (ISO 8601); those that were not in use yet are left out.
 * Before this installation kept any, the wording of this program stands.
 */
export async function ruleSetsHeld(em: SqlEntityManager, sets: readonly RuleSet[], asOf: string): Promise<readonly RuleSet[]> {
  const found = await rows<{ ruleset: string; data: RuleSet }>(
    em,
    sql`select ruleset, data from rule_set_version where in_use_from <= ${asOf}::timestamptz
      and (in_use_until is null or in_use_until > ${asOf}::timestamptz)`,
  );
  if (found.length === 0) return sets;
  const held = new Map(found.map(({ ruleset, data }) => [ruleset, data]));
  return sets.flatMap(({ id }) => held.get(id) ?? []);
}

/** What differs between two versions of one rule set. Pure. */
export function changesOf(before: RuleSet | null, after: RuleSet): RuleChange[] {
  if (before === null) return [];
  const old = new Map(before.rules.map(rule => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const changed = after.rules.flatMap((rule): RuleChange[] => {
    const was = old.get(rule.id);
    if (was === undefined) return [{ rule: rule.id, change: 'added', fields: [] }];
    const fields = fieldsThatDiffer(was, rule);
    return fields.length === 0 ? [] : [{ rule: rule.id, change: 'changed', fields }];
  });
  const removed = before.rules.filter(({ id }) => !kept.has(id)).map(({ id }): RuleChange => ({ rule: id, change: 'removed', fields: [] }));
  const { rules: _, ...head } = after;
  const { rules: __, ...headBefore } = before;
  const ofSet = fieldsThatDiffer(headBefore, head);
  return [...(ofSet.length === 0 ? [] : [{ rule: after.id, change: 'changed' as const, fields: ofSet }]), ...changed, ...removed];
}

function fieldsThatDiffer(before: object, after: object): RuleChange['fields'] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter(field => canonical(was.get(field)) !== canonical(is.get(field)))
    .map(field => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }));
}

/** JSON with sorted keys: the database keeps objects in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
