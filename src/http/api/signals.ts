/** What was seen of a certificate's authenticity: everyone sees what a person has confirmed, reviewers all of it. */
import { z } from 'zod';
import { SIGNAL_KINDS, SIGNAL_OUTCOMES } from '../../coa/signal.ts';
import { decideSignal } from '../../ingest/signals.ts';
import { type AuthenticityItem, authenticityOf, openContradictions } from '../../store/authenticity.ts';
import { findCertificate } from '../../store/certificate.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { maySeeUnpublished } from './certificates.ts';
import { decisionRoute } from './decision.ts';
import { listRoutes } from './list.ts';
import { EvidenceSchema, evidence, exampleOf, ID, IdParams, name, type Shown, Text, Time } from './schema.ts';

const SignalSchema = name(
  'AuthenticitySignal',
  z.object({
    id: ID,
    certificate: ID,
    kind: z.enum(SIGNAL_KINDS),
    outcome: z.enum(SIGNAL_OUTCOMES).meta({
      description: 'Whether it fits what the certificate says of itself (`supports`), does not (`contradicts`), or proves nothing.',
    }),
    detail: Text.meta({ description: 'What was seen, in words.' }),
    evidence: EvidenceSchema.nullable(),
    related: ID.nullable().meta({ description: 'The other certificate, where two are compared.' }),
    toolVersion: Text,
    checkedAt: Time,
    confirmedAt: Time.nullable().meta({ description: 'When a person confirmed it; before that only reviewers see it.' }),
    confirmedBy: Text.nullable().meta({ description: 'For reviewers only.' }),
    dismissedAt: Time.nullable(),
    dismissedBy: Text.nullable(),
  }),
  'An observation about a document, never a verdict on whoever made it.',
  {
    id: '0199a3c4-0000-7000-8000-000000000009',
    certificate: '0199a3c4-0000-7000-8000-000000000005',
    kind: 'barcode',
    outcome: 'supports',
    detail: 'A code on page 1 (QRCode) names the sample number printed on the certificate, S-1041. It was not followed.',
    evidence: exampleOf(EvidenceSchema),
    related: null,
    toolVersion: 'barcode 1',
    checkedAt: '2026-02-05T10:00:00.000Z',
    confirmedAt: '2026-02-06T10:00:00.000Z',
    confirmedBy: null,
    dismissedAt: null,
    dismissedBy: null,
  },
);

const SignalsSchema = name(
  'AuthenticitySignals',
  z.object({ signals: z.array(SignalSchema) }),
  'What was seen of the authenticity of one certificate.',
  { signals: [exampleOf(SignalSchema)] },
);

function present(item: AuthenticityItem, named: boolean): Shown<typeof SignalSchema> {
  const { id, certificate, kind, outcome, detail, related, toolVersion, checkedAt, confirmed, dismissed } = item;
  return {
    ...{ id, certificate, kind, outcome, detail, related, toolVersion, checkedAt },
    evidence: item.evidence ? evidence(item.evidence) : null,
    confirmedAt: confirmed?.at ?? null,
    confirmedBy: (named && confirmed?.by) || null,
    dismissedAt: dismissed?.at ?? null,
    dismissedBy: (named && dismissed?.by) || null,
  };
}

const DecidedSchema = name(
  'SignalDecision',
  z.object({ id: ID, decision: z.enum(['confirm', 'dismiss']) }),
  'What was decided about an observation.',
  { id: '0199a3c4-0000-7000-8000-000000000009', decision: 'confirm' },
);

const verbRoute = (verb: 'confirm' | 'dismiss', summary: string): Route =>
  decisionRoute({
    path: `/signals/:id/${verb}`,
    operationId: `${verb}Signal`,
    summary,
    params: IdParams,
    answer: DecidedSchema,
    async decide({ store }, { params }, decision) {
      await decideSignal(store, params.id, verb, decision);
      return { id: params.id, decision: verb };
    },
  });

export const signalRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/signals',
    operationId: 'listSignals',
    tag: 'Review',
    summary: 'What does not fit with a certificate and nobody has decided about, newest first',
    role: 'reviewer',
    filter: {},
    schemaName: 'SignalList',
    item: SignalSchema,
    columns: ['id', 'certificate', 'kind', 'outcome', 'detail', 'related', 'toolVersion', 'checkedAt'],
    fetch: ({ store }, _, page) => openContradictions(store.em(), page),
    present: item => present(item, true),
  }),
  route({
    method: 'get',
    path: '/certificates/:id/signals',
    operationId: 'getCertificateSignals',
    tag: 'Certificates',
    summary: 'What was seen of the authenticity of one certificate',
    description: 'Only what a person has confirmed; with the key of a reviewer, everything.',
    params: IdParams,
    keyOptional: true,
    problems: ['not-found'],
    responses: { 200: { description: 'The observations', schema: SignalsSchema } },
    async handle({ store }, { params, caller }) {
      const reviewer = maySeeUnpublished(caller);
      const certificate = await findCertificate(store.em(), params.id, { includeUnpublished: reviewer });
      if (certificate === null) throw new HttpProblem('not-found', 'There is no public certificate of this identifier.');
      const signals = await authenticityOf(store.em(), params.id, { confirmedOnly: !reviewer });
      return json({ signals: signals.map(item => present(item, reviewer)) });
    },
  }),
  verbRoute('confirm', 'Let everyone see an observation, after a look at the file'),
  verbRoute('dismiss', 'Keep an observation from everyone but reviewers'),
];
