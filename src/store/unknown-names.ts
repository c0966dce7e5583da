/** Names in a filter that nothing public has: an empty list for a slip of the pen must not read as “nothing found of it”. */
import { raw } from '@mikro-orm/postgresql';
import { type Filter, termsOf } from '../query/filter.ts';
import { organizationOf } from './results.ts';
import { type Fragment, rows, type SqlEntityManager, sql } from './sql.ts';
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
const MOST = 3;

/** Whatever has no public sample is as unknown as what was never heard of. In the order of the filter. */
export async function unknownNames(em: SqlEntityManager, filter: Filter): Promise<UnknownName[]> {
  const unknown: UnknownName[] = [];
  for (const term of termsOf(filter)) {
    if (term.kind !== 'is') continue;
    const field = NAMED.find(each => each === term.field);
    if (field === undefined) continue;
    for (const name of new Set(term.values)) {
      const ids = field === 'product' ? sql`select id from product where slug = ${name}` : organizationOf(name);
      const known = await rows(em, sql`select 1 as one where exists (${publicWhere(sql`s.${raw(field)}_id in (${ids})`)})`);
      if (known.length === 0) unknown.push({ field, name, near: await near(em, field, name) });
    }
  }
  return unknown;
}

function near(em: SqlEntityManager, field: NamedField, name: string): Promise<Reference[]> {
  return rows<Reference>(
    em,
    sql`select x.id, x.slug, x.name from ${raw(TABLE[field])} x
      where similarity(x.slug, ${name}) >= ${LIKENESS} and exists (${publicWhere(sql`s.${raw(field)}_id = x.id`)})
      order by similarity(x.slug, ${name}) desc, x.slug limit ${MOST}`,
  );
}

const publicWhere = (which: Fragment): Fragment => sql`select 1 from public_sample s where ${which}`;
