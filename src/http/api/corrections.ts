/** What reviewers say of single values, of headers, of whose product it is, and of changes that wait for a second person. */
import { z } from 'zod';
import { ROW_FIELDS } from '../../ingest/amend.ts';
import { assignVendor } from '../../ingest/assign.ts';
import { type Corrected, confirmValue, correctValue, rejectValue, restoreValue } from '../../ingest/correct.ts';
import { correctHeader, HEADER_FIELDS } from '../../ingest/correct-header.ts';
import { settleProposal } from '../../ingest/proposal.ts';
import type { ValuePlace } from '../../ingest/value-place.ts';
import { allProposals } from '../../store/correction.ts';
import type { Route } from '../route.ts';
import { decisionRoute } from './decision.ts';
import { listRoutes } from './list.ts';
import { exampleOf, ID, IdParams, name, pick, type Shown, Text, Time, Words } from './schema.ts';

const Place = z.coerce.number().int().min(0).max(99_999);
const SampleParams = z.strictObject({ id: ID, sample: Place.meta({ description: 'Place of the sample on the certificate, from 0.' }) });
const ValueParams = SampleParams.extend({ line: Place.meta({ description: 'Place of the value in its sample, from 0.' }) });

/** As printed: no control characters, and never an empty text where nothing is printed. */
const Printed = Words(2000).nullable();
const fieldsOf = <F extends string>(fields: readonly F[]) =>
  z.strictObject(Object.fromEntries(fields.map(field => [field, Printed.optional()])) as Record<F, z.ZodOptional<typeof Printed>>);
const Seen = <F extends string>(fields: readonly F[]) =>
  fieldsOf(fields)
    .optional()
    .meta({ description: 'What the caller saw there: 409 when one of these is another by now. Without it, whatever is there is changed.' });

const VALUE_FIELDS = [...ROW_FIELDS, 'analyte'] as const;
const CORRECTION =
  'Texts as printed, null where nothing is printed; `analyte` is an entry of the dictionary. Fields left out stay as they are.';
const TWO =
  'The value of a metal, a microbe or 7-hydroxymitragynine, and its analyte, change only when a second person agrees: the answer is then `proposed`, and the change waits.';

const DecidedSchema = name(
  'ValueDecision',
  z.object({
    certificate: ID,
    sample: z.int(),
    line: z.int(),
    outcome: z.enum(['confirmed', 'in-force', 'proposed', 'refused']).meta({
      description: '`in-force`: a new version of the certificate says so; `proposed`: a second person has to agree first.',
    }),
    proposal: ID.nullable().meta({ description: 'The change that waits, where it does.' }),
  }),
  'What a decision about a value came to.',
  { certificate: '0199a3c4-0000-7000-8000-000000000005', sample: 0, line: 12, outcome: 'in-force', proposal: null },
);

const HeaderDecidedSchema = name(
  'HeaderDecision',
  z.object({ certificate: ID, outcome: z.literal('in-force') }),
  'A header that was corrected, or a certificate whose vendor was said.',
  { certificate: '0199a3c4-0000-7000-8000-000000000005', outcome: 'in-force' },
);

export const ProposalSchema = name(
  'CorrectionProposal',
  z.object({
    id: ID,
    certificate: ID,
    sample: z.int(),
    line: z.int(),
    changes: z.record(z.string(), Text.nullable()).meta({
      description: 'New texts by field. `rejected`: the row is no result; `restored`: back to what the machine read.',
    }),
    actor: Text,
    reason: Text,
    at: Time,
  }),
  'A change that waits for a second person.',
  {
    id: '0199a3c4-0000-7000-8000-00000000000a',
    certificate: '0199a3c4-0000-7000-8000-000000000005',
    sample: 0,
    line: 12,
    changes: { value: '0.35' },
    actor: 'A reviewer (key 0199a3c4-0000-7000-8000-00000000000b)',
    reason: 'The page says 0.35.',
    at: '2026-02-05T10:00:00.000Z',
  },
);

const placeIn = ({ id, sample, line }: z.output<typeof ValueParams>): ValuePlace => ({ certificate: id, sample, line });

function answered(place: ValuePlace, corrected: Corrected): Shown<typeof DecidedSchema> {
  return { ...place, outcome: corrected.outcome, proposal: corrected.outcome === 'proposed' ? corrected.proposal : null };
}

/** A member left out is no member. */
const given = (fields: Readonly<Record<string, string | null | undefined>> = {}): Record<string, string | null> =>
  Object.fromEntries(Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));

const VALUE = '/review/:id/samples/:sample/results/:line' as const;

const settlementRoute = (verb: 'agree' | 'refuse'): Route =>
  decisionRoute({
    path: `/proposals/:id/${verb}`,
    operationId: `${verb}Proposal`,
    summary: verb === 'agree' ? 'Agree with a proposed change, as a second person' : 'Refuse a proposed change, or take one’s own back',
    params: IdParams,
    noteOnly: verb === 'agree',
    answer: DecidedSchema,
    async decide({ store }, { params }, decision) {
      const place = await settleProposal(store, params.id, verb === 'agree', decision);
      return { ...place, outcome: verb === 'agree' ? ('in-force' as const) : ('refused' as const), proposal: null };
    },
  });

export const correctionRoutes: readonly Route[] = [
  decisionRoute({
    path: `${VALUE}/confirm`,
    operationId: 'confirmValue',
    summary: 'Say that a value was compared with the page and stands there as it was read',
    params: ValueParams,
    body: { seen: Seen(VALUE_FIELDS) },
    noteOnly: true,
    answer: DecidedSchema,
    async decide({ store }, { params, body }, decision) {
      await confirmValue(store, placeIn(params), decision, given(body.seen));
      return { ...placeIn(params), outcome: 'confirmed' as const, proposal: null };
    },
  }),
  decisionRoute({
    path: `${VALUE}/correct`,
    operationId: 'correctValue',
    summary: 'Put other texts in the place of what was read',
    description: `${CORRECTION} What the machine read stays stored beside it. ${TWO}`,
    params: ValueParams,
    body: { changes: fieldsOf(VALUE_FIELDS), seen: Seen(VALUE_FIELDS) },
    answer: DecidedSchema,
    decide: async ({ store }, { params, body }, decision) =>
      answered(placeIn(params), await correctValue(store, placeIn(params), given(body.changes), decision, given(body.seen))),
  }),
  decisionRoute({
    path: `${VALUE}/reject`,
    operationId: 'rejectValue',
    summary: 'Say that a row is no result of its sample',
    description: `It stays, as an invalid one with the reason. ${TWO}`,
    params: ValueParams,
    body: { seen: Seen(VALUE_FIELDS) },
    answer: DecidedSchema,
    decide: async ({ store }, { params, body }, decision) =>
      answered(placeIn(params), await rejectValue(store, placeIn(params), decision, given(body.seen))),
  }),
  decisionRoute({
    path: `${VALUE}/restore`,
    operationId: 'restoreValue',
    summary: 'Take back what people said of a value',
    description: `It is what the machine read again, and waits for a look. ${TWO}`,
    params: ValueParams,
    answer: DecidedSchema,
    decide: async ({ store }, { params }, decision) => answered(placeIn(params), await restoreValue(store, placeIn(params), decision)),
  }),
  decisionRoute({
    path: '/review/:id/samples/:sample/correct',
    operationId: 'correctHeader',
    summary: 'Put other texts in the place of what was read in the header',
    description: `${CORRECTION} Laboratory, report number, client, manufacturer and brand hold for every sample of the report.`,
    params: SampleParams,
    body: { changes: fieldsOf(HEADER_FIELDS), seen: Seen(HEADER_FIELDS) },
    answer: HeaderDecidedSchema,
    async decide({ store }, { params, body }, decision) {
      const place = { certificate: params.id, sample: params.sample };
      await correctHeader(store, place, given(body.changes), decision, given(body.seen));
      return { certificate: params.id, outcome: 'in-force' as const };
    },
  }),
  decisionRoute({
    path: '/review/:id/vendor',
    operationId: 'assignVendor',
    summary: 'Say whose product the samples of a certificate are',
    params: IdParams,
    body: { vendor: Words(200) },
    answer: HeaderDecidedSchema,
    async decide({ store }, { params, body }, decision) {
      await assignVendor(store, params.id, body.vendor, decision);
      return { certificate: params.id, outcome: 'in-force' as const };
    },
  }),
  ...listRoutes({
    path: '/proposals',
    operationId: 'listProposals',
    tag: 'Review',
    summary: 'Changes that wait for a second person, the oldest first',
    role: 'reviewer',
    filter: {},
    schemaName: 'ProposalList',
    item: ProposalSchema,
    columns: ['id', 'certificate', 'sample', 'line', 'actor', 'reason', 'at'],
    fetch: ({ store }, _, page) => allProposals(store.em(), page),
    present: view => pick(ProposalSchema, view),
  }),
  settlementRoute('agree'),
  settlementRoute('refuse'),
];

export const exampleProposal = exampleOf(ProposalSchema);
