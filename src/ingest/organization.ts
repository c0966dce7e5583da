/** Printed names to organizations: by exact alias after normalising, never by likeness. */

import { raw } from '@mikro-orm/postgresql';
import { fold, normaliseName, slugify } from '../coa/text.ts';
import { OrgAlias, Organization, type Role } from '../store/entities/organization.ts';
import { newId } from '../store/id.ts';
import { type SqlEntityManager, sql } from '../store/sql.ts';

/** What forms print where no name is given. */
const NO_NAMES = new Set([
  '',
  'n a',
  'na',
  'none',
  'nil',
  'confidential',
  'anonymous',
  'unknown',
  'not provided',
  'not applicable',
  'not available',
  'not specified',
  'client',
  'customer',
  'tbd',
  'test',
  'x',
]);

/** True for a name that can stand for somebody. */
export function isName(printed: string): boolean {
  const plain = fold(printed)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return !NO_NAMES.has(plain) && normaliseName(printed).length > 1;
}

export interface Named {
  readonly name: string;
  readonly role: Role;
  readonly isSample: boolean;
  readonly decidedBy?: string;
}

/** The organization that goes by the name today, null when none does. */
export async function findOrganization(em: SqlEntityManager, name: string): Promise<Organization | null> {
  const named = raw('(select organization_id from org_alias where normalised = ? and superseded_at is null)', [normaliseName(name)]);
  return em.findOne(Organization, { id: { $eq: named } });
}

/** The organization of the name in the role; made when nobody has the name yet. `found`: who goes by it, where that was asked before. */
export async function resolveOrganization(em: SqlEntityManager, named: Named, found?: Organization | null): Promise<Organization> {
  const known = found === undefined ? await findOrganization(em, named.name) : found;
  if (known === null) return createOrganization(em, named);
  if (!known.roles.includes(named.role)) known.roles = [...known.roles, named.role];
  // A company that a real certificate names is no sample any more.
  if (!named.isSample) known.isSample = false;
  await em.flush();
  return known;
}

export async function createOrganization(
  em: SqlEntityManager,
  { name, role, isSample, decidedBy = 'printed' }: Named,
): Promise<Organization> {
  const now = new Date();
  const shown = name.replace(/\s+/g, ' ').trim();
  const organization = em.create(Organization, {
    id: newId(),
    slug: await freeSlug(em, 'organization', slugify(normaliseName(name) || name)),
    name: shown,
    folded: fold(shown),
    roles: [role],
    accreditation: null,
    mergedInto: null,
    isSample,
    createdAt: now,
  });
  em.create(OrgAlias, {
    id: newId(),
    organizationId: organization.id,
    name: shown,
    normalised: normaliseName(name),
    decidedBy,
    recordedAt: now,
    supersededAt: null,
  });
  await em.flush();
  return organization;
}

/** `green-leaf`, or `green-leaf-2` when that is taken: addresses stay for ever, so none is given twice. */
export async function freeSlug(em: SqlEntityManager, table: 'organization' | 'product', wanted: string): Promise<string> {
  const taken = await em.execute<{ slug: string }[]>(
    sql`select slug from ${sql.ref(table)} where slug = ${wanted} or slug like ${`${wanted}-%`}`,
  );
  const slugs = new Set(taken.map(row => row.slug));
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (!slugs.has(slug)) return slug;
  }
}
