import { defineEntity, p } from '@mikro-orm/core';
import { Organization } from './organization.ts';

/** One line of a scope: what may be tested in what by which method. */
export interface StoredScopeLine {
  /** As printed. */
  readonly printed: string;
  /** Id of the dictionary, or a panel. */
  readonly analyte: string;
  readonly matrix: string | null;
  readonly method: string | null;
}

const AccreditationScopeSchema = defineEntity({
  name: 'AccreditationScope',
  properties: {
    id: p.uuid().primary(),
    laboratoryId: () => p.manyToOne(Organization).mapToPk().fieldName('laboratory_id'),
    /** Who accredited it. */
    body: p.text(),
    /** Of the certificate of accreditation. */
    number: p.text(),
    standard: p.text(),
    validFrom: p.date(),
    validTo: p.date().nullable(),
    lines: p.json<readonly StoredScopeLine[]>(),
    source: p.text(),
    actor: p.text(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** What a laboratory is accredited for, from when until when. Only ever added to. */
export class AccreditationScope extends AccreditationScopeSchema.class {}
AccreditationScopeSchema.setClass(AccreditationScope);
