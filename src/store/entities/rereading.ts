import { defineEntity, p } from '@mikro-orm/core';
import type { RereadingView } from '../rereading.ts';
import { SourceFile } from './file.ts';

const RereadingSchema = defineEntity({
  name: 'Rereading',
  properties: {
    id: p.uuid().primary(),
    sha256: () => p.manyToOne(SourceFile).mapToPk().fieldName('sha256'),
    importer: p.text().nullable(),
    importerVersion: p.integer().nullable(),
    outcome: p.enum(['changed', 'failed']),
    certificates: p.json<RereadingView['certificates']>(),
    recordedAt: p.datetime(),
    settledAs: p.enum(['promoted', 'kept', 'outdated']).nullable(),
    settledBy: p.text().nullable(),
    settledReason: p.text().nullable(),
    settledAt: p.datetime().nullable(),
  },
});
/** A new reading of a file that differs from the stored one: it waits until a person promotes it or keeps the old one. */
export class Rereading extends RereadingSchema.class {}
RereadingSchema.setClass(Rereading);
