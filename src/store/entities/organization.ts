import { defineEntity, p } from '@mikro-orm/core';

export const ROLES = ['vendor', 'laboratory', 'manufacturer', 'client'] as const;
export type Role = (typeof ROLES)[number];

const OrganizationSchema = defineEntity({
  name: 'Organization',
  properties: {
    id: p.uuid().primary(),
    slug: p.text().unique(),
    name: p.text(),
    folded: p.text(),
    roles: p.array<Role>(role => role as Role).columnType('text[]'),
    accreditation: p.text().nullable(),
    mergedInto: () => p.manyToOne(Organization).mapToPk().fieldName('merged_into').nullable(),
    /** True while nothing but sample certificates names it. */
    isSample: p.boolean(),
    createdAt: p.datetime(),
  },
});
/** A vendor, laboratory, manufacturer or client. One company may be several of these. */
export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization);

const OrgAliasSchema = defineEntity({
  name: 'OrgAlias',
  properties: {
    id: p.uuid().primary(),
    organizationId: () => p.manyToOne(Organization).mapToPk().fieldName('organization_id'),
    /** As first printed. */
    name: p.text(),
    /** By normaliseName; names one organization at a time. */
    normalised: p.text(),
    /** `printed` when it came off a certificate, else the operator. */
    decidedBy: p.text(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
export class OrgAlias extends OrgAliasSchema.class {}
OrgAliasSchema.setClass(OrgAlias);

const OrgChangeSchema = defineEntity({
  name: 'OrgChange',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(['alias', 'merge', 'split']),
    fromOrganizationId: () => p.manyToOne(Organization).mapToPk().fieldName('from_organization_id').nullable(),
    toOrganizationId: () => p.manyToOne(Organization).mapToPk().fieldName('to_organization_id'),
    /** Normalised names that changed hands. */
    aliases: p.json<readonly string[]>(),
    /** Samples whose links were made anew. */
    samples: p.json<readonly string[]>(),
    actor: p.text(),
    reason: p.text(),
    recordedAt: p.datetime(),
    undoneAt: p.datetime().nullable(),
    undoneBy: p.text().nullable(),
  },
});
/** What an operator decided about names; holds what undoing it needs. */
export class OrgChange extends OrgChangeSchema.class {}
OrgChangeSchema.setClass(OrgChange);
