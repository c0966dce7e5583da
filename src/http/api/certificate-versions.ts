/** Versions of a certificate, and what one says otherwise than another. */
import { z } from 'zod';
import { differencesBetween, type VersionView, versionsOf } from '../../store/certificate-versions.ts';
import type { VersionDifference } from '../../store/version-differences.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { missingCertificate } from '../gone.ts';
import { json, type Route, route } from '../route.ts';
import { maySeeUnpublished } from './certificates.ts';
import { Count, EvidenceSchema, evidence, exampleOf, ID, IdParams, name, type Shown, Text, Time } from './schema.ts';

const VersionSchema = name(
  'CertificateVersion',
  z.object({
    number: Count.meta({ description: 'From 1, in the order of recording; versions that nobody could see keep theirs.' }),
    id: ID,
    origin: z
      .enum(['reading', 'correction'])
      .meta({ description: 'As an importer read the file, or with what people said in place of what it read.' }),
    importer: z.object({ id: Text.nullable(), version: Count.nullable() }),
    recordedAt: Time,
    supersededAt: Time.nullable(),
    public: z.array(z.object({ from: Time, until: Time.nullable() })).meta({ description: 'When everybody could see it.' }),
  }),
  'What one reading or correction made of a certificate.',
  {
    number: 2,
    id: '0199a3c4-0000-7000-8000-00000000000b',
    origin: 'correction',
    importer: { id: 'any-laboratory', version: 1 },
    recordedAt: '2026-03-01T12:00:00.000Z',
    supersededAt: null,
    public: [{ from: '2026-03-01T12:00:00.000Z', until: null }],
  },
);

const VersionsSchema = name(
  'CertificateVersionList',
  z.object({ items: z.array(VersionSchema), next: z.null() }),
  'In order; there is one page.',
  {
    items: [exampleOf(VersionSchema)],
    next: null,
  },
);

const DiffSchema = name(
  'CertificateDiff',
  z.object({
    from: VersionSchema,
    to: VersionSchema,
    differences: z.array(
      z.object({
        sample: Count,
        result: Text.nullable().meta({ description: 'Name of the result as printed; null where the head of the sample differs.' }),
        change: z.enum(['changed', 'added', 'removed']),
        cells: z.array(z.object({ field: Text, before: Text.nullable(), after: Text.nullable() })),
        evidence: EvidenceSchema.nullable(),
      }),
    ),
  }),
  'What one version of a certificate says otherwise than another.',
  {
    from: { ...exampleOf(VersionSchema), number: 1, origin: 'reading' },
    to: exampleOf(VersionSchema),
    differences: [
      {
        sample: 0,
        result: 'Lead',
        change: 'changed',
        cells: [{ field: 'value', before: '0.5', after: '<0.5' }],
        evidence: exampleOf(EvidenceSchema),
      },
    ],
  },
);

const VersionNumber = z.coerce.number().int().min(1).max(100_000);

export const certificateVersionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/certificates/:id/versions',
    operationId: 'listCertificateVersions',
    tag: 'Certificates',
    summary: 'Versions of a certificate that were public, and when',
    description: 'The key of a reviewer shows those as well that never were.',
    params: IdParams,
    keyOptional: true,
    problems: ['not-found', 'taken-down'],
    responses: { 200: { description: 'The versions', schema: VersionsSchema } },
    async handle(context, { params, caller }) {
      return json({ items: await versionsShown(context, params.id, maySeeUnpublished(caller)), next: null });
    },
  }),
  route({
    method: 'get',
    path: '/certificates/:id/diff',
    operationId: 'diffCertificate',
    tag: 'Certificates',
    summary: 'What one version of a certificate says otherwise than another',
    params: IdParams,
    query: z.strictObject({
      from: VersionNumber.optional().meta({ description: 'Number of the earlier version; without it the one before `to`.' }),
      to: VersionNumber.optional().meta({ description: 'Number of the later version; without it the newest.' }),
    }),
    keyOptional: true,
    problems: ['not-found', 'taken-down'],
    responses: { 200: { description: 'The differences', schema: DiffSchema } },
    async handle(context, { params, query, caller }) {
      const diff = await diffOf(context, params.id, query, maySeeUnpublished(caller));
      return json({
        ...diff,
        differences: diff.differences.map(one => ({ ...one, evidence: one.evidence && evidence(one.evidence) })),
      } satisfies Shown<typeof DiffSchema>);
    },
  }),
];

/** Throws HttpProblem where the certificate has none that may be shown. */
export async function versionsShown({ store }: Context, id: string, includeUnpublished: boolean): Promise<VersionView[]> {
  const versions = await versionsOf(store.em(), id, includeUnpublished);
  if (versions.length === 0) throw await missingCertificate(store.em(), id);
  return versions;
}

export interface Diff {
  readonly from: VersionView;
  readonly to: VersionView;
  readonly differences: readonly VersionDifference[];
}

export async function diffOf(
  context: Context,
  id: string,
  asked: { readonly from?: number | undefined; readonly to?: number | undefined },
  includeUnpublished: boolean,
): Promise<Diff> {
  const versions = await versionsShown(context, id, includeUnpublished);
  const find = (number: number | undefined, otherwise: VersionView | undefined) =>
    number === undefined ? otherwise : versions.find(version => version.number === number);
  const to = find(asked.to, versions.at(-1));
  const from = find(asked.from, to && (versions[versions.indexOf(to) - 1] ?? to));
  if (from === undefined || to === undefined)
    throw new HttpProblem('not-found', 'There is no such version of the certificate that may be shown.');
  return { from, to, differences: await differencesBetween(context.store.em(), from, to) };
}
