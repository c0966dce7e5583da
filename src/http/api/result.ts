/** A result: what a certificate says of one analyte in one sample, and what it was taken to mean. */
import { z } from 'zod';
import { FINDING_KINDS } from '../../coa/finding.ts';
import { BASES } from '../../coa/reading.ts';
import type { VerdictView } from '../../store/judged.ts';
import type { ResultRow, ResultView } from '../../store/views.ts';
import { CertificateItemSchema, LotItemSchema } from './items.ts';
import {
  Count,
  Day,
  Decimal,
  EvidenceSchema,
  evidence,
  exampleOf,
  ID,
  LotReference,
  name,
  PanelName,
  pick,
  ReferenceSchema,
  type Shown,
  Text,
  Time,
} from './schema.ts';
import { presentVerdict, VerdictSchema } from './verdict.ts';

export const Kind = z.enum(FINDING_KINDS);
const Bound = Decimal.nullable();

const PrintedSchema = name(
  'PrintedResult',
  z.object({
    name: Text,
    value: Text,
    unit: Text.nullable(),
    lod: Text.nullable(),
    loq: Text.nullable(),
    limit: Text.nullable(),
    verdict: Text.nullable(),
    uncertainty: Text.nullable(),
    method: Text.nullable(),
    basis: Text.nullable(),
    testPortion: Text.nullable(),
  }),
  'The row as printed, letter for letter; null where nothing is printed.',
  {
    name: 'Lead',
    value: '<0.05',
    unit: 'ug/g',
    lod: '0.02',
    loq: '0.05',
    limit: '0.5',
    verdict: 'PASS',
    uncertainty: null,
    method: 'ICP-MS',
    basis: null,
    testPortion: null,
  },
);

const FurtherSchema = name(
  'FurtherValue',
  z.object({
    printed: z.object({ value: Text, unit: Text.nullable() }),
    kind: Kind,
    number: Bound,
    lower: Bound,
    upper: Bound,
    unit: Text.nullable(),
    basis: z.enum(BASES),
  }),
  'The same measurement, printed once more in another unit.',
  {
    printed: { value: '<50', unit: 'ug/kg' },
    kind: 'below_limit',
    number: null,
    lower: '0',
    upper: '0.05',
    unit: 'mg/kg',
    basis: 'unknown',
  },
);

const result = {
  id: ID,
  certificate: ID,
  sampleIndex: Count.meta({ description: 'Which sample of the certificate, from 0.' }),
  position: Count.meta({ description: 'Order on the certificate.' }),
  analyte: Text.nullable().meta({ description: 'Identifier of the analyte; null while the printed name is not mapped.' }),
  analyteName: Text.nullable(),
  panel: PanelName,
  printed: PrintedSchema,
  kind: Kind.meta({ description: 'What the printed value is. Only `quantified` and `estimated` have a number.' }),
  number: Bound,
  lower: Bound.meta({ description: 'The true value is not below this, in `unit`; null is unbounded.' }),
  upper: Bound.meta({ description: 'The true value is not above this, in `unit`; null is unbounded.' }),
  lowerClosed: z.boolean(),
  upperClosed: z.boolean(),
  unit: Text.nullable(),
  basis: z.enum(BASES),
  lod: Bound,
  loq: Bound,
  testPortion: Text.nullable(),
  printedVerdict: z.enum(['pass', 'fail', 'not_evaluated']).nullable().meta({ description: "The laboratory's own verdict." }),
  further: z.array(FurtherSchema),
  evidence: EvidenceSchema,
  rowEvidence: EvidenceSchema,
  confidence: z.number().min(0).max(1).meta({ description: 'Below 0.9, or with any flag, a person should look.' }),
  confidenceReasons: z.array(Text),
  flags: z.array(Text),
  verdicts: z.array(VerdictSchema).meta({ description: 'What the chosen rules say of the sample on the ground of this result.' }),
  recordedAt: Time,
  supersededAt: Time.nullable(),
};

export const ResultSchema = name('Result', z.object(result), 'One analyte in one sample, with the place where it is printed.', {
  id: '0199a3c4-0000-7000-8000-000000000008',
  certificate: exampleOf(CertificateItemSchema).id,
  sampleIndex: 0,
  position: 3,
  analyte: 'lead',
  analyteName: 'Lead',
  panel: 'metals',
  printed: exampleOf(PrintedSchema),
  kind: 'below_limit',
  number: null,
  lower: '0',
  upper: '0.05',
  lowerClosed: true,
  upperClosed: false,
  unit: 'mg/kg',
  basis: 'unknown',
  lod: '0.02',
  loq: '0.05',
  testPortion: null,
  printedVerdict: 'pass',
  further: [],
  evidence: { ...exampleOf(EvidenceSchema), box: [310.2, 300.4, 338.9, 312] },
  rowEvidence: { ...exampleOf(EvidenceSchema), text: 'Lead <0.05 ug/g 0.02 0.05 0.5 PASS' },
  confidence: 0.98,
  confidenceReasons: ['analyte matched by its name', 'unit printed'],
  flags: [],
  verdicts: [exampleOf(VerdictSchema)],
  recordedAt: '2026-02-04T08:15:30.000Z',
  supersededAt: null,
});

export const ResultRowSchema = name(
  'ResultRow',
  z.object({
    ...result,
    lot: LotReference.nullable(),
    product: ReferenceSchema.nullable(),
    vendor: ReferenceSchema.nullable(),
    laboratory: ReferenceSchema.nullable(),
    reportNumber: Text.nullable(),
    reported: Day.nullable(),
    isSample: z.boolean(),
  }),
  'A result with what it was measured in, by whom, and when.',
  {
    ...exampleOf(ResultSchema),
    lot: exampleOf(LotReference),
    product: exampleOf(LotItemSchema).product,
    vendor: exampleOf(ReferenceSchema),
    laboratory: exampleOf(CertificateItemSchema).laboratory,
    reportNumber: 'R-2026-0117',
    reported: '2026-02-03',
    isSample: false,
  },
);

export type Row = Shown<typeof ResultRowSchema>;

/** Of results, by their ids. */
export type Verdicts = ReadonlyMap<string, readonly VerdictView[]>;
const NONE: Verdicts = new Map();

/** Numbers that no certificate prints as numbers stay null; the printed text is always there. */
export function presentResult(view: ResultView, verdicts: Verdicts = NONE): Shown<typeof ResultSchema> {
  return pick(ResultSchema, {
    ...view,
    printed: pick(PrintedSchema, view.printed),
    further: view.further.map(presentFurther),
    evidence: evidence(view.evidence),
    rowEvidence: evidence(view.rowEvidence),
    verdicts: (verdicts.get(view.id) ?? []).map(presentVerdict),
  });
}

function presentFurther(further: ResultView['further'][number]): Shown<typeof FurtherSchema> {
  return {
    printed: { value: further.printed.value, unit: further.printed.unit },
    kind: further.finding.kind,
    number: further.number,
    lower: further.interval.lower,
    upper: further.interval.upper,
    unit: further.unit,
    basis: further.basis,
  };
}

export function presentRow(view: ResultRow, verdicts: Verdicts = NONE): Row {
  const { lot, product, vendor, laboratory, reportNumber, reported, isSample } = view;
  return { ...presentResult(view, verdicts), lot, product, vendor, laboratory, reportNumber, reported, isSample };
}
