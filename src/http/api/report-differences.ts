/** Two related reports of one laboratory beside each other. */
import { z } from 'zod';
import { RELATIONS } from '../../coa/amendment.ts';
import { type ComparedReports, compareReports } from '../../store/compared-reports.ts';
import type { ReportPlace } from '../../store/version-differences.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { missingCertificate } from '../gone.ts';
import { json, type Route, route } from '../route.ts';
import { maySeeUnpublished } from './certificates.ts';
import { Moment, momentOf } from './law.ts';
import { RelatedReportSchema, RelationBasis, RelationOrder } from './related-reports.ts';
import { Count, EvidenceSchema, evidence, exampleOf, ID, name, pick, type Shown, Text } from './schema.ts';

const ReportSchema = name(
  'ComparedReport',
  RelatedReportSchema.omit({ basis: true, order: true }),
  'One of two certificates that are compared.',
  {
    id: '0199a3c4-0000-7000-8000-000000000005',
    reportNumber: 'R-2041',
    reported: '2026-02-03',
    recordedAt: '2026-02-04T08:15:30.000Z',
  },
);

const PlaceSchema = z.object({
  sample: Count.meta({ description: 'Place of the sample on that certificate.' }),
  result: ID.nullable().meta({ description: 'Null for the head of a sample.' }),
  evidence: EvidenceSchema.nullable(),
});

const ReportDiffSchema = name(
  'ReportDiff',
  z.object({
    before: ReportSchema,
    after: ReportSchema,
    relation: z
      .object({ kind: z.enum(RELATIONS), basis: RelationBasis, order: RelationOrder.nullable() })
      .meta({ description: 'How `after` stands to `before`.' }),
    differences: z.array(
      z.object({
        sample: Count.meta({ description: 'Place of the sample on `after`, or on `before` where that alone has it.' }),
        result: Text.nullable().meta({ description: 'Name of the result as printed; null where the head of the sample differs.' }),
        change: z.enum(['changed', 'added', 'removed']),
        cells: z.array(z.object({ field: Text, before: Text.nullable(), after: Text.nullable() })),
        before: PlaceSchema.nullable().meta({ description: 'Where it stands on `before`; null where that says nothing of it.' }),
        after: PlaceSchema.nullable(),
      }),
    ),
  }),
  'What one report says otherwise than another one, cell by cell, each with its place on its own certificate.',
  {
    before: exampleOf(ReportSchema),
    after: { ...exampleOf(ReportSchema), id: exampleOf(RelatedReportSchema).id, reportNumber: 'R-2041 Rev. 1', reported: '2026-02-19' },
    relation: { kind: 'amends', basis: 'printed', order: 'printed' },
    differences: [
      {
        sample: 0,
        result: 'Lead',
        change: 'changed',
        cells: [{ field: 'value', before: '0.5', after: '<0.5' }],
        before: { sample: 0, result: '0199a3c4-0000-7000-8000-00000000000e', evidence: { ...exampleOf(EvidenceSchema), text: '0.5' } },
        after: { sample: 0, result: '0199a3c4-0000-7000-8000-00000000000f', evidence: { ...exampleOf(EvidenceSchema), text: '<0.5' } },
      },
    ],
  },
);

export const reportDifferenceRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/certificates/:before/diff/:after',
    operationId: 'compareReports',
    tag: 'Certificates',
    summary: 'What one report says otherwise than another one that it is related to',
    description:
      'Both are certificates of one laboratory of which one amends the other, or that carry one report number: those of `amends`, `amendedBy` and `sameReportNumber`. Of others their rows could not be held together.',
    params: z.strictObject({ before: ID, after: ID }),
    query: z.strictObject({ as_of: Moment.optional() }),
    keyOptional: true,
    problems: ['not-found', 'taken-down'],
    responses: { 200: { description: 'The differences', schema: ReportDiffSchema } },
    async handle(context, { params, query, caller }) {
      const asked = { asOf: momentOf(query.as_of), includeUnpublished: maySeeUnpublished(caller) };
      const compared = await reportsCompared(context, params.before, params.after, asked);
      return json({
        before: pick(ReportSchema, compared.before),
        after: pick(ReportSchema, compared.after),
        relation: relationOf(compared),
        differences: compared.differences.map(one => ({ ...one, before: placeOf(one.before), after: placeOf(one.after) })),
      } satisfies Shown<typeof ReportDiffSchema>);
    },
  }),
];

const relationOf = ({ relation: { kind, basis, order } }: ComparedReports) => ({ kind, basis, order });

const placeOf = (place: ReportPlace | null) => place && { ...place, evidence: place.evidence && evidence(place.evidence) };

/** Throws HttpProblem where one of them may not be shown, or the two are not related. */
export async function reportsCompared(
  { store }: Context,
  before: string,
  after: string,
  asked: { readonly asOf: string | undefined; readonly includeUnpublished: boolean },
): Promise<ComparedReports> {
  const em = store.em();
  const compared = await compareReports(em, before, after, asked);
  if (compared !== null) return compared;
  for (const id of [before, after]) {
    const missing = await missingCertificate(em, id);
    if (missing.code === 'taken-down') throw missing;
  }
  throw new HttpProblem(
    'not-found',
    'These are no two public certificates of which one is known to amend the other, or of one report number.',
  );
}
