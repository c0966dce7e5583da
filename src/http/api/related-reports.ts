/** Reports of one laboratory that amend each other, or carry one number. */
import { z } from 'zod';
import { RELATION_BASES, RELATION_ORDERS } from '../../coa/amendment.ts';
import type { RelatedReport } from '../../store/related-reports.ts';
import { Day, ID, name, type Shown, Text, Time } from './schema.ts';

export const RelationBasis = z.enum(RELATION_BASES).meta({
  description:
    '`printed`: one of them says so, in a sentence, a date of amendment or a revision after its number. Else both carry one report number, with or without a revision, and a sample of one lot or of one number of the laboratory.',
});
export const RelationOrder = z.enum(RELATION_ORDERS).meta({
  description:
    'What says which is the later one: what is printed of the amendment, the days of report, or, where those are not both printed and the values differ, when each was recorded here. Null where nothing does.',
});

export const RelatedReportSchema = name(
  'RelatedReport',
  z.object({
    id: ID,
    reportNumber: Text.nullable(),
    reported: Day.nullable(),
    recordedAt: Time,
    basis: RelationBasis,
    order: RelationOrder.nullable(),
  }),
  'Another public certificate of the same laboratory that this one amends, is amended by, or shares its report number with. Each is judged and counted by itself.',
  {
    id: '0199a3c4-0000-7000-8000-00000000000d',
    reportNumber: 'R-2041 Rev. 1',
    reported: '2026-02-19',
    recordedAt: '2026-02-20T08:15:30.000Z',
    basis: 'printed',
    order: 'printed',
  },
);

export const RELATED_FIELDS = {
  amends: z.array(RelatedReportSchema).meta({ description: 'Earlier reports that this one amends.' }),
  amendedBy: z.array(RelatedReportSchema).meta({ description: 'Later reports that amend this one, the newest first.' }),
  sameReportNumber: z.array(RelatedReportSchema).meta({
    description: 'Reports of the same number, where nothing says which is the later one, or that one takes the place of the other.',
  }),
};

export function presentRelated(related: readonly RelatedReport[]) {
  const of = (kind: RelatedReport['kind']) => related.filter(one => one.kind === kind).map(presentOne);
  return { amends: of('amends'), amendedBy: of('amended-by'), sameReportNumber: of('same-report-number') };
}

const presentOne = ({ report: { version: _, ...report }, basis, order }: RelatedReport): Shown<typeof RelatedReportSchema> => ({
  ...report,
  basis,
  order,
});
