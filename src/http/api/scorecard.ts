/** Shapes of scorecards. Numbers that were computed are strings of at most six significant digits, counts are numbers. */
import { z } from 'zod';
import { HAZARD_GROUPS } from '../../quality/hazard.ts';
import { Count, Day, exampleOf, name, Text, Time } from './schema.ts';

export const Figure = z
  .string()
  .max(30)
  .regex(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/)
  .meta({ description: 'A computed number of at most six significant digits.' });
const Status = z.enum(['scored', 'not_scored']);

const partShape = {
  status: Status,
  reason: Text.nullable().meta({ description: 'Why it is not scored.' }),
  estimate: Figure.nullable(),
  lower: Figure.nullable().meta({ description: 'Of the 90 % interval.' }),
  upper: Figure.nullable(),
  lots: Count.meta({ description: 'Lots it rests on.' }),
};
const partExample = { status: 'scored' as const, reason: null, estimate: '0.9312', lower: '0.8127', upper: '0.9879', lots: 14 };

const PartSummarySchema = name('ScorecardPart', z.object(partShape), 'One part of a scorecard with its 90 % interval.', partExample);

const summaryShape = {
  status: Status,
  reason: Text.nullable(),
  fewLots: z.boolean().meta({ description: 'Fewer than ten lots count: to be said first.' }),
  tie: z.int().min(1).nullable().meta({
    description:
      'Group of ties, 1 the first: within a group the data do not tell vendors apart. Real vendors and sample data each have theirs.',
  }),
};
const summaryExample = { status: 'scored' as const, reason: null, fewLots: false, tie: 1 };

export const ScorecardSummarySchema = name(
  'ScorecardSummary',
  z.object({
    ...summaryShape,
    safety: PartSummarySchema.meta({ description: 'Share of published, decidable lots within the scoring yardstick.' }),
    coverage: PartSummarySchema.meta({ description: 'Share of the needed panels that were tested.' }),
    consistency: PartSummarySchema.meta({ description: 'Robust coefficient of variation of mitragynine between lots.' }),
    openness: PartSummarySchema,
    redFacts: Count.meta({ description: 'Failures for a pathogen or a prohibited substance in the last 12 months.' }),
  }),
  'What is known of a vendor’s quality: four parts that are never blended.',
  {
    ...summaryExample,
    ...{ safety: partExample, coverage: partExample, openness: partExample, redFacts: 0 },
    consistency: { ...partExample, estimate: '0.083', lower: '0.0512', upper: '0.1243' },
  },
);

const fewLots = z.boolean();

const SafetyPartSchema = name(
  'SafetyRecord',
  z.object({
    ...partShape,
    fewLots,
    passed: Count.meta({ description: 'Of `lots`, those within the yardstick.' }),
    failed: Count,
    weight: Figure.nullable().meta({ description: 'Lots after fading: half for every 18 months.' }),
    tested: z.object({ lots: Count, pass: Count, fail: Count, undecidable: Count }).meta({ description: 'All lots tested for it.' }),
    bounds: z
      .tuple([Figure, Figure])
      .nullable()
      .meta({ description: 'Where the share of all tested lots lies whatever the undecidable ones hold.' }),
  }),
  'The share of published lots within the scoring yardstick.',
  {
    ...{ ...partExample, fewLots: false, passed: 13, failed: 1, weight: '9.27014' },
    ...{ tested: { lots: 16, pass: 13, fail: 1, undecidable: 2 }, bounds: ['0.8125', '0.9375'] },
  },
);

const FailureSchema = name(
  'YardstickFailure',
  z.object({
    lot: Text,
    test: Text.meta({ description: 'Certificate and position of the sample on it, `id:0`.' }),
    certificate: Text,
    rule: Text,
    date: Day,
    value: Text,
    kind: z.enum(['pathogen', 'prohibited', 'limit']),
  }),
  'A value over the scoring yardstick in one test, whatever other tests of the lot say.',
  {
    lot: '0199a3c4-0000-7000-8000-000000000002',
    test: '0199a3c4-0000-7000-8000-000000000005:0',
    certificate: '0199a3c4-0000-7000-8000-000000000005',
    ...{ rule: 'yardstick_v1-03', date: '2026-02-03', value: '1.8 mg/kg', kind: 'limit' as const },
  },
);

const spreadShape = { ...partShape, fewLots, products: Count, censored: Count };
const intervalShape = { estimate: Figure.nullable(), lower: Figure.nullable(), upper: Figure.nullable() };

const CardSchema = z.object({
  vendor: Text.meta({ description: 'Name in the address.' }),
  name: Text,
  sample: z.boolean().meta({ description: 'Invented data; never in priors.' }),
  ...summaryShape,
  safety: SafetyPartSchema,
  groups: z.partialRecord(z.enum(HAZARD_GROUPS), SafetyPartSchema),
  redFacts: z.array(FailureSchema),
  failures: z.array(FailureSchema),
  coverage: z.object({
    ...partShape,
    fewLots,
    items: z.record(Text, z.object({ needed: Count, tested: Count, confirmed: Count })),
    confirmed: z.object(intervalShape),
    newest: Day.nullable(),
    months: Figure.nullable(),
  }),
  consistency: z.object({
    ...spreadShape,
    hydroxymitragynine: z.object(spreadShape),
    label: z.object({ ratio: Figure.nullable(), claims: Count, within: Count, outside: Count, open: Count }),
  }),
  openness: z.object({ ...partShape, fewLots, criteria: z.record(Text, Count) }),
  knownLots: Count,
  unlinked: Count.meta({ description: 'Certificates that may be of the vendor and do not count.' }),
});

const ScopeSchema = z.object({
  newestLot: Day.nullable(),
  kind: z.enum(['uniform', 'fitted']),
  vendors: Count,
  mean: Figure,
  strength: Figure,
});

export const ScorecardSchema = name(
  'Scorecard',
  z.object({
    ...CardSchema.shape,
    model: Text,
    yardstick: Text,
    asOf: Day.meta({ description: 'The day the scorecard is of.' }),
    recordedAt: Time.meta({ description: 'Since when this was said.' }),
    supersededAt: Time.nullable(),
    inputsHash: Text.meta({ description: 'Of the vendor’s own inputs.' }),
    market: z
      .record(Text, ScopeSchema)
      .meta({ description: 'What all vendors share: the newest lot, from which others fade, and the prior.' }),
    explanation: z
      .record(Text, z.unknown())
      .nullable()
      .meta({ description: 'With `explain=true`: every input, weight and formula. docs/scorecard.md says what they mean.' }),
  }),
  'A vendor’s scorecard: what published lots say, each part with its 90 % interval. `leafproof scores` computes the same from exported inputs.',
  {
    ...{ vendor: 'green-leaf', name: 'Green Leaf', sample: false, ...summaryExample, safety: exampleOf(SafetyPartSchema) },
    groups: { metals: exampleOf(SafetyPartSchema) },
    ...{ redFacts: [], failures: [exampleOf(FailureSchema)] },
    coverage: {
      ...{ ...partExample, fewLots: false, items: { lead: { needed: 16, tested: 16, confirmed: 0 } }, newest: '2026-02-03', months: '1.2' },
      confirmed: { estimate: '0', lower: '0', upper: '0.1707' },
    },
    consistency: {
      ...{ ...partExample, estimate: '0.083', lower: '0.0512', upper: '0.1243', fewLots: false, products: 3, censored: 0 },
      hydroxymitragynine: { ...partExample, estimate: '0.21', lower: '0.1102', upper: '0.3417', fewLots: false, products: 3, censored: 2 },
      label: { ratio: null, claims: 0, within: 0, outside: 0, open: 0 },
    },
    openness: {
      ...{ ...partExample, fewLots: false },
      criteria: { certificate: 16, lotNumber: 15, independentLaboratory: 16, verifiable: 12 },
    },
    ...{ knownLots: 16, unlinked: 0, model: 'scorecard_v1', yardstick: 'yardstick_v1', asOf: '2026-03-10' },
    ...{ recordedAt: '2026-02-04T08:15:30.000Z', supersededAt: null, inputsHash: 'kT3zvN0b1cQ9oV7y4mWx2LdR' },
    market: { overall: { newestLot: '2026-03-01', kind: 'fitted' as const, vendors: 24, mean: '0.96', strength: '16' } },
    explanation: null,
  },
);

const VersionShape = {
  recordedAt: Time,
  supersededAt: Time.nullable(),
  model: Text,
  inputsHash: Text,
  status: Status,
  ...intervalShape,
  lots: Count,
};

export const ScorecardVersionSchema = name(
  'ScorecardVersion',
  z.object(VersionShape),
  'What was said of a vendor’s safety record from one moment to another.',
  {
    ...{ recordedAt: '2026-02-04T08:15:30.000Z', supersededAt: null, model: 'scorecard_v1', inputsHash: 'kT3zvN0b1cQ9oV7y4mWx2LdR' },
    ...{ status: 'scored', estimate: '0.9312', lower: '0.8127', upper: '0.9879', lots: 14 },
  },
);
