/** coa-json: transcripts as a file that other programs can write and read. Texts stay as printed; nothing in it is interpreted. */
import { z } from 'zod';
import { SAMPLING_FIELDS } from './sampling.ts';
import { DATE_FIELDS, type Evidence, PANELS, type Printed, type Transcript, type TranscriptRow } from './transcript.ts';

const text = z.string().trim().min(1).max(2000);
const printed = text.optional();

const furtherSchema = z
  .strictObject({ value: text, unit: printed, basis: printed })
  .describe('The same measurement printed once more in another unit.');

const furtherLimitSchema = z
  .strictObject({ limit: text, verdict: printed })
  .describe('A second limit on the same row, with its own verdict.');

const resultSchema = z.strictObject({
  panel: z.enum(PANELS),
  panelTitle: printed,
  name: text.describe("The analyte's name as printed."),
  value: text.describe('As printed: 0.35, <0.05, ND, 1.2x10^3, Absent, NT.'),
  meaning: printed.describe('What to read in place of value where that is a code of another format: ND, NT, N/A.'),
  unit: printed.describe('On the row, in the column header or in the section title.'),
  lod: printed,
  loq: printed,
  limitOfMeasurementUnit: printed.describe('Unit of lod and loq where it differs from unit.'),
  reportingLimit: printed,
  limit: printed.describe("The laboratory's limit or specification."),
  verdict: printed.describe("The laboratory's verdict."),
  uncertainty: printed,
  method: printed,
  basis: printed.describe('as_received, dry, per_serving, per_unit, per_container, or as printed.'),
  testPortion: printed.describe('25 g, for absent in 25 g.'),
  note: printed,
  further: z.array(furtherSchema).max(20).optional(),
  furtherLimits: z.array(furtherLimitSchema).max(20).optional(),
  doubts: z.array(text).max(20).optional().describe('Reasons to doubt this row, given by whoever copied it.'),
});

const sampleSchema = z.strictObject({
  name: printed,
  lot: printed,
  labSampleId: printed,
  form: printed,
  matrix: printed,
  servingSize: printed,
  containerSize: printed,
  maxDailyIntake: printed,
  moisture: printed,
});

const certificateSchema = z.strictObject({
  laboratory: printed,
  laboratoryAccreditation: printed,
  reportNumber: printed,
  client: printed,
  manufacturer: printed,
  brand: printed,
  dates: z.partialRecord(z.enum(DATE_FIELDS), text).optional().describe('ISO, or as printed together with dateOrder.'),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd', 'unknown']).optional().describe('Default ymd.'),
  decimalMark: z.enum(['.', ',']).optional().describe('Default a point.'),
  language: text.optional().describe('BCP 47.'),
  sample: sampleSchema.optional(),
  sampling: z
    .partialRecord(z.enum(SAMPLING_FIELDS), text)
    .optional()
    .describe('Who took the sample and how, its state, and what the results stand for.'),
  results: z.array(resultSchema).min(1).max(5000),
  problems: z
    .array(z.strictObject({ code: text, severity: z.enum(['info', 'warning', 'error']), message: text }))
    .max(1000)
    .optional(),
});

export const exchangeSchema = z.strictObject({
  format: z.literal('coa-json'),
  version: z.literal(1),
  certificates: z.array(certificateSchema).min(1).max(1000).describe('One for each sample of each report.'),
});

/** The schema for other programs: JSON Schema 2020-12. */
export function exchangeJsonSchema(): object {
  return {
    title: 'coa-json',
    description: 'Certificates of analysis as printed, one for each sample of each report.',
    ...z.toJSONSchema(exchangeSchema),
  };
}

export type Exchange = z.infer<typeof exchangeSchema>;
type ExchangeCertificate = Exchange['certificates'][number];
type ExchangeResult = ExchangeCertificate['results'][number];

const HEAD = ['laboratory', 'laboratoryAccreditation', 'reportNumber', 'client', 'manufacturer', 'brand'] as const;
const SAMPLE = ['name', 'lot', 'labSampleId', 'form', 'matrix', 'servingSize', 'containerSize', 'maxDailyIntake', 'moisture'] as const;
const ROW = [
  'panelTitle',
  'unit',
  'lod',
  'loq',
  'limitOfMeasurementUnit',
  'reportingLimit',
  'limit',
  'verdict',
  'uncertainty',
  'method',
  'basis',
  'testPortion',
  'note',
] as const;

/** The texts of those fields that are there. */
function texts<K extends string>(fields: readonly K[], source: Partial<Record<K, Printed | undefined>>): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const field of fields) {
    const value = source[field];
    if (value) found[field] = value.text;
  }
  return found;
}

/** Transcripts as coa-json. Evidence is left out: it points into a file that the reader of the JSON does not have. */
export function toExchange(transcripts: readonly Transcript[]): Exchange {
  return { format: 'coa-json', version: 1, certificates: transcripts.map(certificate) };
}

function certificate(transcript: Transcript): ExchangeCertificate {
  const { language, problems } = transcript;
  return {
    ...texts(HEAD, transcript),
    dates: texts(DATE_FIELDS, transcript.dates),
    dateOrder: transcript.dateOrder,
    decimalMark: transcript.decimalMark,
    ...(language === undefined ? {} : { language }),
    sample: texts(SAMPLE, transcript.sample),
    ...(transcript.sampling ? { sampling: texts(SAMPLING_FIELDS, transcript.sampling) } : {}),
    results: transcript.rows.map(result),
    ...(problems.length ? { problems: problems.map(({ code, severity, message }) => ({ code, severity, message })) } : {}),
  };
}

function result(row: TranscriptRow): ExchangeResult {
  const further = row.further.map(({ value, unit, basis }) => ({ value: value.text, ...texts(['unit', 'basis'], { unit, basis }) }));
  return {
    panel: row.panel,
    name: row.name.text,
    value: row.value.text,
    ...(row.meaning === undefined ? {} : { meaning: row.meaning }),
    ...texts(ROW, row),
    ...(further.length ? { further } : {}),
    ...(row.furtherLimits?.length
      ? { furtherLimits: row.furtherLimits.map(({ limit, verdict }) => ({ limit: limit.text, ...texts(['verdict'], { verdict }) })) }
      : {}),
    ...(row.doubts.length ? { doubts: [...row.doubts] } : {}),
  };
}

/** coa-json back to transcripts; the evidence of every text is its place in the JSON. */
export function fromExchange(exchange: Exchange): Transcript[] {
  return exchange.certificates.map((one, i) => transcriptOf(one, `/certificates/${i}`));
}

function transcriptOf(one: ExchangeCertificate, pointer: string): Transcript {
  return {
    ...printedFields(HEAD, one, pointer),
    dates: printedFields(DATE_FIELDS, one.dates ?? {}, `${pointer}/dates`),
    sample: printedFields(SAMPLE, one.sample ?? {}, `${pointer}/sample`),
    ...(one.sampling ? { sampling: printedFields(SAMPLING_FIELDS, one.sampling, `${pointer}/sampling`) } : {}),
    ...(one.language === undefined ? {} : { language: one.language }),
    dateOrder: one.dateOrder ?? 'ymd',
    decimalMark: one.decimalMark ?? '.',
    rows: one.results.map((row, i) => rowOf(row, `${pointer}/results/${i}`)),
    problems: one.problems ?? [],
  };
}

function rowOf(row: ExchangeResult, pointer: string): TranscriptRow {
  return {
    panel: row.panel,
    name: printedAt(row.name, `${pointer}/name`),
    value: printedAt(row.value, `${pointer}/value`),
    ...(row.meaning === undefined ? {} : { meaning: row.meaning }),
    ...printedFields(ROW, row, pointer),
    further: (row.further ?? []).map(({ value, unit, basis }, i) => ({
      value: printedAt(value, `${pointer}/further/${i}/value`),
      ...printedFields(['unit', 'basis'], { unit, basis }, `${pointer}/further/${i}`),
    })),
    ...(row.furtherLimits
      ? {
          furtherLimits: row.furtherLimits.map(({ limit, verdict }, i) => ({
            limit: printedAt(limit, `${pointer}/furtherLimits/${i}/limit`),
            ...printedFields(['verdict'], { verdict }, `${pointer}/furtherLimits/${i}`),
          })),
        }
      : {}),
    doubts: row.doubts ?? [],
  };
}

function printedAt(value: string, pointer: string): Printed {
  const evidence: Evidence = { kind: 'json', pointer, text: value };
  return { text: value, evidence };
}

function printedFields<K extends string>(
  fields: readonly K[],
  source: Partial<Record<K, string | undefined>>,
  pointer: string,
): Partial<Record<K, Printed>> {
  const found: Partial<Record<K, Printed>> = {};
  for (const field of fields) {
    const value = source[field];
    if (value !== undefined) found[field] = printedAt(value, `${pointer}/${field}`);
  }
  return found;
}
