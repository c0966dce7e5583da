/**
 * Who is who, decided by an operator: a further name, two organizations that are one, one name that is somebody else.
 * Every decision is kept and can be undone; nothing is decided by likeness.
 */

import { normaliseName } from '../coa/text.ts';
import { OrgAlias, Organization, OrgChange } from '../store/entities/organization.ts';
import { newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { type Fragment, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type Decision, ReviewError } from './decision.ts';
import { createOrganization, isName } from './organization.ts';
import { relinkLaboratories, relinkSamples, samplesWhere } from './relink.ts';

/** A change of names that cannot be made; the message says why. */
export class IdentityError extends ReviewError {
  constructor(message: string) {
    super('nothing-to-decide', message);
    this.name = 'IdentityError';
  }
}

type Kind = 'alias' | 'merge' | 'split';

/** Lets `name` stand for the organization from now on. Samples that print it are linked anew. */
export async function addAlias(store: Store, slug: string, name: string, decision: Decision): Promise<string> {
  return store.transaction(async em => {
    const organization = await current(em, slug);
    if (!isName(name)) throw new IdentityError(`“${name}” is not a name.`);
    const normalised = normaliseName(name);
    const taken = await em.findOne(OrgAlias, { normalised, supersededAt: null });
    if (taken !== null) {
      const holder = await em.findOneOrFail(Organization, { id: taken.organizationId });
      throw new IdentityError(`“${name}” stands for ${holder.name} (${holder.slug}); merge the two, or split the name off first.`);
    }
    const now = new Date();
    await insertAlias(em, organization.id, name, normalised, decision.actor, now);
    return keep(em, { kind: 'alias', from: null, to: organization, aliases: [normalised], samples: [] }, decision, now);
  });
}

/** Makes two organizations one: `from` keeps its address, which leads to `into`. Returns the id of the change. */
export async function mergeOrganizations(store: Store, fromSlug: string, intoSlug: string, decision: Decision): Promise<string> {
  return store.transaction(async em => {
    const from = await current(em, fromSlug);
    const into = await current(em, intoSlug);
    if (from.id === into.id) throw new IdentityError(`${fromSlug} and ${intoSlug} are one organization already.`);
    const now = new Date();
    const aliases = (await em.find(OrgAlias, { organizationId: from.id, supersededAt: null })).map(alias => alias.normalised);
    const samples = await samplesWhere(em, sql`k.vendor_id = ${from.id}`);
    await moveAliases(em, aliases, into.id, decision.actor, now);
    // Whoever was merged into `from` is merged into `into` now, so that an old address never needs two steps.
    await em.execute(sql`update organization set merged_into = ${into.id} where merged_into = ${from.id}`);
    from.mergedInto = into.id;
    into.roles = [...new Set([...into.roles, ...from.roles])];
    if (!from.isSample) into.isSample = false;
    await em.flush();
    await relinkLaboratories(em, from.id, into.id, aliases, now);
    await relinkSamples(em, samples, now);
    return keep(em, { kind: 'merge', from, to: into, aliases, samples }, decision, now);
  });
}

/** Makes one of the organization's names an organization of its own. Returns the new slug and the id of the change. */
export async function splitOrganization(
  store: Store,
  slug: string,
  name: string,
  decision: Decision,
): Promise<{ readonly change: string; readonly slug: string }> {
  return store.transaction(async em => {
    const from = await current(em, slug);
    const normalised = normaliseName(name);
    const alias = await em.findOne(OrgAlias, { organizationId: from.id, normalised, supersededAt: null });
    if (alias === null) throw new IdentityError(`“${name}” is not a name of ${from.name}.`);
    if (normalised === normaliseName(from.name))
      throw new IdentityError(`“${name}” is the name of ${from.name} itself; split off another one.`);
    const now = new Date();
    const samples = await samplesWhere(em, sql`k.vendor_id = ${from.id}`);
    alias.supersededAt = now;
    await em.flush();
    const [role = 'vendor', ...further] = from.roles;
    const to = await createOrganization(em, { name: alias.name, role, isSample: from.isSample, decidedBy: decision.actor });
    to.roles = [role, ...further];
    await em.flush();
    await relinkLaboratories(em, from.id, to.id, [normalised], now);
    await relinkSamples(em, samples, now);
    return { change: await keep(em, { kind: 'split', from, to, aliases: [normalised], samples }, decision, now), slug: to.slug };
  });
}

/** Takes back the newest change of its organizations: names return to whom they stood for. */
export async function undoChange(store: Store, id: string, decision: Decision): Promise<void> {
  await store.transaction(async em => {
    const change = await em.findOne(OrgChange, { id });
    if (change === null) throw new IdentityError(`There is no change ${id}.`);
    if (change.undoneAt) throw new IdentityError(`Change ${id} was undone before.`);
    await refuseWhenNewer(em, change);
    const now = new Date();
    const affected = await samplesWhere(em, sql`k.vendor_id = ${change.toOrganizationId}`);
    if (change.kind === 'alias' || !change.fromOrganizationId) {
      await em.nativeUpdate(OrgAlias, { normalised: { $in: [...change.aliases] }, supersededAt: null }, { supersededAt: now });
    } else {
      await moveAliases(em, change.aliases, change.fromOrganizationId, decision.actor, now);
      await em.nativeUpdate(Organization, { id: change.fromOrganizationId }, { mergedInto: null });
      await em.execute(
        sql`update organization set merged_into = ${change.fromOrganizationId} where id in (${leadingTo(change.fromOrganizationId)})`,
      );
      if (change.kind === 'split')
        await em.nativeUpdate(Organization, { id: change.toOrganizationId }, { mergedInto: change.fromOrganizationId });
      await relinkLaboratories(em, change.toOrganizationId, change.fromOrganizationId, change.aliases, now);
    }
    await relinkSamples(em, [...new Set([...affected, ...change.samples])], now);
    change.undoneAt = now;
    change.undoneBy = decision.actor;
    await em.flush();
    await writeLog(em, {
      ...decision,
      action: 'identity-undo',
      subject: `organization:${change.toOrganizationId}`,
      detail: { change: id },
    });
  });
}

export interface ChangeView {
  readonly id: string;
  readonly kind: Kind;
  readonly from: string | null;
  readonly to: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
  readonly undoneAt: string | null;
}

/** What was decided about an organization, newest first. */
export async function historyOf(em: SqlEntityManager, slug: string): Promise<ChangeView[]> {
  const organization = await em.findOne(Organization, { slug });
  if (organization === null) return [];
  const either = [{ fromOrganizationId: organization.id }, { toOrganizationId: organization.id }];
  const changes = await em.find(OrgChange, { $or: either }, { orderBy: { recordedAt: 'desc', id: 'desc' } });
  const ids = changes.flatMap(change => [change.fromOrganizationId, change.toOrganizationId]).filter(id => typeof id === 'string');
  const names = new Map((await em.find(Organization, { id: { $in: ids } })).map(named => [named.id, named.slug]));
  return changes.map(change => ({
    id: change.id,
    kind: change.kind,
    from: change.fromOrganizationId ? (names.get(change.fromOrganizationId) ?? null) : null,
    to: names.get(change.toOrganizationId) ?? change.toOrganizationId,
    actor: change.actor,
    reason: change.reason,
    at: change.recordedAt.toISOString(),
    undoneAt: change.undoneAt?.toISOString() ?? null,
  }));
}

/** The organization of an address, or the one it was merged into. */
async function current(em: SqlEntityManager, slug: string): Promise<Organization> {
  const found = await em.findOne(Organization, { slug });
  if (found === null) throw new IdentityError(`There is no organization “${slug}”.`);
  return found.mergedInto ? em.findOneOrFail(Organization, { id: found.mergedInto }) : found;
}

async function insertAlias(
  em: SqlEntityManager,
  organizationId: string,
  name: string,
  normalised: string,
  decidedBy: string,
  now: Date,
): Promise<void> {
  await em.insert(OrgAlias, { id: newId(), organizationId, name, normalised, decidedBy, recordedAt: now, supersededAt: null });
}

async function moveAliases(em: SqlEntityManager, normalised: readonly string[], to: string, actor: string, now: Date): Promise<void> {
  const aliases = await em.find(OrgAlias, { normalised: { $in: [...normalised] }, supersededAt: null });
  for (const alias of aliases) alias.supersededAt = now;
  await em.flush();
  for (const alias of aliases) await insertAlias(em, to, alias.name, alias.normalised, actor, now);
}

/** Organizations that earlier decisions made one with this one, over however many steps. */
function leadingTo(organization: string): Fragment {
  return sql`with recursive merged (id) as (
      select ${organization}::uuid
      union
      select case c.kind when 'merge' then c.from_organization_id else c.to_organization_id end
      from org_change c join merged m on m.id = case c.kind when 'merge' then c.to_organization_id else c.from_organization_id end
      where (c.kind = 'merge' and c.undone_at is null) or (c.kind = 'split' and c.undone_at is not null))
    select id from merged where id <> ${organization}::uuid`;
}

async function refuseWhenNewer(em: SqlEntityManager, change: OrgChange): Promise<void> {
  const involved = [change.toOrganizationId, change.fromOrganizationId].filter(id => typeof id === 'string');
  const newer = await em.findOne(
    OrgChange,
    {
      recordedAt: { $gt: change.recordedAt },
      undoneAt: null,
      $or: [{ toOrganizationId: { $in: involved } }, { fromOrganizationId: { $in: involved } }],
    },
    { orderBy: { recordedAt: 'desc' } },
  );
  if (newer !== null) throw new IdentityError(`Change ${newer.id} (${newer.kind}) came later and rests on this one; undo it first.`);
}

async function keep(
  em: SqlEntityManager,
  change: { kind: Kind; from: Organization | null; to: Organization; aliases: readonly string[]; samples: readonly string[] },
  { actor, reason }: Decision,
  now: Date,
): Promise<string> {
  if (reason.trim() === '') throw new IdentityError('A decision needs a reason: it is kept in the history.');
  const id = newId();
  await em.insert(OrgChange, {
    id,
    kind: change.kind,
    fromOrganizationId: change.from?.id ?? null,
    toOrganizationId: change.to.id,
    aliases: change.aliases,
    samples: change.samples,
    actor,
    reason,
    recordedAt: now,
    undoneAt: null,
    undoneBy: null,
  });
  const detail = { change: id, from: change.from?.slug ?? null, to: change.to.slug, aliases: change.aliases };
  await writeLog(em, { actor, reason, action: `identity-${change.kind}`, subject: `organization:${change.to.id}`, detail });
  return id;
}
