import { defineEntity, p } from '@mikro-orm/core';
import { SourceFile } from './file.ts';

const ContributionSchema = defineEntity({
  name: 'Contribution',
  properties: {
    /** Random, not ordered by time: whoever knows it may follow the files. */
    id: p.uuid().primary(),
    /** Where the files come from, for reviewers alone. */
    note: p.text().nullable(),
    receivedAt: p.datetime(),
  },
});
/** Files that somebody without a key handed in together. Who it was is not kept. */
export class Contribution extends ContributionSchema.class {}
ContributionSchema.setClass(Contribution);

const ContributionFileSchema = defineEntity({
  name: 'ContributionFile',
  properties: {
    contributionId: () => p.manyToOne(Contribution).mapToPk().fieldName('contribution_id').primary(),
    position: p.integer().primary(),
    fileName: p.text(),
    sha256: () => p.manyToOne(SourceFile).mapToPk().fieldName('sha256'),
    /** The same bytes were known before. */
    wasThere: p.boolean(),
  },
});
export class ContributionFile extends ContributionFileSchema.class {}
ContributionFileSchema.setClass(ContributionFile);
