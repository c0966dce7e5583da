/** Names in a filter that nothing public has: an empty list for a slip of the pen must not read as “nothing found of it”. */
import { raw } from '@mikro-orm/postgresql';
import { type Filter, termsOf } from '../query/filter.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';
import { subjectNames } from './subject-names.ts';
import type { Reference } from './views.ts';

const NAMED = ['vendor', 'product', 'laboratory'] as const;
export type NamedField = (typeof NAMED)[number];

export interface UnknownName {
  readonly field: NamedField;
  /** As it stands in the filter. */
  readonly name: string;
  /** Written much like it, the most alike first; at most three. */
  readonly near: readonly Reference[];
}

const TABLE: Readonly<Record<NamedField, string>> = { vendor: 'organization', product: 'product', laboratory: 'organization' };
/** Of trigrams in common: `kwik-kratom` and `quick-kratom` have half of them. */
const LIKENESS = 0.35;
const MOST_NEAR = 3;
/** Each is held against every name there is: a filter may list hundreds. */
const MOST_UNKNOWN = 5;

/** Whatever has no public sample is as unknown as what was never heard of. The first few, in the order of the filter. */
export async function unknownNames(em: SqlEntityManager, filter: Filter): Promise<UnknownName[]> {
  const unknown: UnknownName[] = [];
  for (const term of termsOf(filter)) {
    const field = NAMED.find(each => each === term.field);
    if (term.kind !== 'is' || field === undefined) continue;
    for (const name of new Set(term.values)) {
      if (unknown.length === MOST_UNKNOWN) return unknown;
      if ((await subjectNames(em, { [field]: name })) === null) unknown.push({ field, name, near: await near(em, field, name) });
    }
  }
  return unknown;
}

function near(em: SqlEntityManager, field: NamedField, name: string): Promise<Reference[]> {
  return rows<Reference>(
    em,
    sql`select x.id, x.slug, x.name from ${raw(TABLE[field])} x
      where similarity(x.slug, ${name}) >= ${LIKENESS} and exists (select 1 from public_sample s where s.${raw(field)}_id = x.id)
      order by similarity(x.slug, ${name}) desc, x.slug limit ${MOST_NEAR}`,
  );
}
