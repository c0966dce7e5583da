/** What lists hold of each thing. */
import { z } from 'zod';
import { Count, Day, exampleOf, ID, LotReference, name, PanelName, ReferenceSchema, Text, Time } from './schema.ts';
import { ScorecardSummarySchema } from './scorecard.ts';

const isSample = z.boolean().meta({ description: 'Invented data that a new installation starts with; never mixed with real data.' });
const latest = Day.nullable().meta({ description: 'Day of the newest report.' });
const vendor = { id: '0199a3c4-0000-7000-8000-000000000001', slug: 'green-leaf', name: 'Green Leaf' };
const product = { id: '0199a3c4-0000-7000-8000-000000000003', slug: 'green-leaf-red-powder', name: 'Red Powder' };
const laboratory = { id: '0199a3c4-0000-7000-8000-000000000004', slug: 'example-laboratory', name: 'Example Laboratory' };
const lot = { id: '0199a3c4-0000-7000-8000-000000000002', code: 'GL-2401' };

export const VendorItemSchema = name(
  'VendorItem',
  z.object({
    ...ReferenceSchema.shape,
    ...{ lots: Count, certificates: Count, products: Count, latest, isSample },
    scorecard: ScorecardSummarySchema,
  }),
  'A vendor, with what is published of it.',
  {
    ...{ ...vendor, lots: 12, certificates: 14, products: 3, latest: '2026-02-03', isSample: false },
    scorecard: exampleOf(ScorecardSummarySchema),
  },
);

export const ProductItemSchema = name(
  'ProductItem',
  z.object({ ...ReferenceSchema.shape, vendor: ReferenceSchema.nullable(), form: Text.nullable(), lots: Count, latest, isSample }),
  'A product of a vendor.',
  { ...product, vendor, form: 'powder', lots: 4, latest: '2026-02-03', isSample: false },
);

export const LotItemSchema = name(
  'LotItem',
  z.object({
    ...LotReference.shape,
    product: ReferenceSchema.nullable(),
    vendor: ReferenceSchema.nullable(),
    certificates: Count,
    panels: z.array(PanelName).meta({ description: 'The panels that some certificate of the lot covers.' }),
    limitsExceeded: Count.meta({
      description:
        'Limits whose text was seen that some sample of the lot is over, wherever they hold, by the law of the day of its report; `/exceedances?lot=` lists them. 0 says nothing of what was not tested.',
    }),
    latest,
    isSample,
  }),
  'A lot (batch) of a product.',
  { ...lot, product, vendor, certificates: 2, panels: ['alkaloids', 'metals'], limitsExceeded: 0, latest: '2026-02-03', isSample: false },
);

export const LaboratoryItemSchema = name(
  'LaboratoryItem',
  z.object({ ...ReferenceSchema.shape, certificates: Count, analytes: Count, latest, isSample }),
  'A laboratory, with what is published of it.',
  { ...laboratory, certificates: 31, analytes: 22, latest: '2026-02-03', isSample: false },
);

export const AnalyteItemSchema = name(
  'AnalyteItem',
  z.object({
    id: Text,
    name: Text,
    group: Text,
    cas: Text.nullable(),
    unit: Text.nullable().meta({ description: 'The unit in which its numbers are compared.' }),
    results: Count,
    detected: Count,
    censored: Count.meta({ description: 'Results that are a bound (not detected, below a limit), not a number.' }),
  }),
  'Something a laboratory measures: a compound, an element, an organism, a count.',
  { id: 'lead', name: 'Lead', group: 'metal', cas: '7439-92-1', unit: 'mg/kg', results: 40, detected: 25, censored: 15 },
);

export const CertificateState = z.enum(['public', 'needs-review', 'rejected']);

export const CertificateItemSchema = name(
  'CertificateItem',
  z.object({
    id: ID,
    laboratory: ReferenceSchema.nullable(),
    reportNumber: Text.nullable(),
    vendor: ReferenceSchema.nullable(),
    product: ReferenceSchema.nullable(),
    lots: z.array(LotReference),
    reported: Day.nullable(),
    recordedAt: Time,
    results: Count,
    panels: z.array(PanelName),
    state: CertificateState,
    isSample,
  }),
  'A certificate of analysis.',
  {
    id: '0199a3c4-0000-7000-8000-000000000005',
    laboratory,
    reportNumber: 'R-2026-0117',
    vendor,
    product,
    lots: [lot],
    reported: '2026-02-03',
    recordedAt: '2026-02-04T08:15:30.000Z',
    results: 24,
    panels: ['alkaloids', 'metals'],
    state: 'public',
    isSample: false,
  },
);
