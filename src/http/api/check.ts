import { z } from 'zod';
import { SAMPLING_FIELDS } from '../../coa/sampling.ts';
import { DATE_FIELDS } from '../../coa/transcript.ts';
import { REFUSALS } from '../../document/document.ts';
import type { ReadOutcome } from '../../document/outcome.ts';
import { checkArchive, readArchiveFiles, unpackArchive } from '../../ingest/archive.ts';
import { type CheckReport, checkReport } from '../../ingest/check-report.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { type Call, json, type Route, route } from '../route.ts';
import { Kind } from './result.ts';
import { BoxSchema, Day, Decimal, exampleOf, name, PanelName, ProblemSchema, Text } from './schema.ts';

const Dates = z.object(Object.fromEntries(DATE_FIELDS.map(field => [field, Day.nullable()])));
const place = { page: z.int().min(1).nullable(), box: BoxSchema.nullable(), cell: Text.nullable(), pointer: Text.nullable() };
const printed = Text.nullable();

const CheckedResultSchema = name(
  'CheckedResult',
  z.object({
    ...place,
    valueBox: BoxSchema.nullable().meta({ description: 'The value alone; `box` is the row.' }),
    panel: PanelName,
    name: Text,
    value: Text,
    unit: printed,
    lod: printed,
    loq: printed,
    limit: printed,
    verdict: printed,
    uncertainty: printed,
    method: printed,
    analyte: Text.nullable(),
    kind: Kind,
    number: Decimal.nullable(),
    lower: Decimal.nullable(),
    upper: Decimal.nullable(),
    canonicalUnit: Text.nullable(),
    basis: Text,
    confidence: z.number().min(0).max(1),
    confidenceReasons: z.array(Text),
    flags: z.array(Text),
    further: z.array(z.object({ value: Text, unit: printed })),
  }),
  'One row: `name` to `method` as printed; `number`, `lower` and `upper` in `canonicalUnit`.',
  {
    page: 1,
    box: [72.1, 300.4, 410, 312],
    cell: null,
    pointer: null,
    valueBox: [310.2, 300.4, 338.9, 312],
    panel: 'metals',
    name: 'Lead',
    value: '<0.05',
    unit: 'ug/g',
    lod: '0.02',
    loq: '0.05',
    limit: '0.5',
    verdict: 'PASS',
    uncertainty: null,
    method: null,
    analyte: 'lead',
    kind: 'below_limit',
    number: null,
    lower: '0',
    upper: '0.05',
    canonicalUnit: 'mg/kg',
    basis: 'unknown',
    confidence: 0.98,
    confidenceReasons: ['analyte matched by its name', 'unit printed'],
    flags: [],
    further: [],
  },
);

const exampleDates = { sampled: '2026-01-31', received: null, tested: null, reported: '2026-02-03', amended: null, expires: null };

const CheckedSampleSchema = name(
  'CheckedSample',
  z.object({
    name: printed,
    lot: printed,
    labSampleId: printed,
    form: printed,
    servingSize: printed,
    containerSize: printed,
    sampling: z
      .partialRecord(z.enum(SAMPLING_FIELDS), Text)
      .meta({ description: 'How the sample came to be and what the results stand for, as printed.' }),
    dates: Dates,
    results: z.array(CheckedResultSchema),
  }),
  'One sample of a report.',
  {
    name: 'Red Powder',
    lot: 'GL-2401',
    labSampleId: 'S-1',
    form: 'powder',
    servingSize: '2.4 g',
    containerSize: null,
    sampling: { disclaimer: 'Results relate only to the sample as received.' },
    dates: exampleDates,
    results: [exampleOf(CheckedResultSchema)],
  },
);

export const CheckSchema = name(
  'Check',
  z.object({
    file: Text,
    sha256: Text,
    outcome: z.enum(['read', 'partial', 'refused']),
    reason: z.enum(REFUSALS).nullable().meta({ description: 'Why a file was refused.' }),
    importer: Text.nullable(),
    milliseconds: z.number(),
    reports: z.array(
      z.object({ lab: printed, reportNumber: printed, client: printed, dates: Dates, samples: z.array(CheckedSampleSchema) }),
    ),
    problems: z.array(ProblemSchema),
    entries: z
      .array(
        z.object({
          file: Text,
          sha256: Text,
          outcome: z.enum(['read', 'partial', 'refused']),
          reason: z.enum(REFUSALS).nullable(),
          importer: Text.nullable(),
          reports: z.int().min(0).meta({ description: 'How many of the reports above are of this file, in the order of the files.' }),
        }),
      )
      .optional()
      .meta({ description: 'Of a ZIP archive, or of a mail with files attached: what came of each file.' }),
  }),
  'What one file says. The same as one line of `leafproof check --json`.',
  {
    file: 'certificate.pdf',
    sha256: 'a3f5'.repeat(16),
    outcome: 'read',
    reason: null,
    importer: 'any-laboratory',
    milliseconds: 143,
    reports: [
      {
        lab: 'Example Laboratory',
        reportNumber: 'R-2026-0117',
        client: 'Green Leaf LLC',
        dates: exampleDates,
        samples: [exampleOf(CheckedSampleSchema)],
      },
    ],
    problems: [exampleOf(ProblemSchema)],
  },
);

/** Of an archive: checking is open to everybody. */
const MOST_FILES = 20;

export interface FileChecked {
  readonly report: CheckReport;
  /** The file's own, or those of the files of an archive. */
  readonly outcomes: readonly ReadOutcome[];
}

/** Throws HttpProblem when an archive holds too many files. */
export async function checkUpload({ pool }: Pick<Context, 'pool'>, { file, signal }: Pick<Call, 'file' | 'signal'>): Promise<FileChecked> {
  const source = { name: file?.name ?? 'file', bytes: file?.bytes ?? new Uint8Array() };
  const archive = await unpackArchive(pool, source, signal);
  if (archive === null) {
    const outcome = await pool.read(source, signal);
    return { report: checkReport(outcome), outcomes: [outcome] };
  }
  if (archive.files.length > MOST_FILES) {
    throw new HttpProblem('too-large', `At most ${MOST_FILES} files of an archive are checked at a time.`);
  }
  const outcomes = await readArchiveFiles(pool, archive, signal);
  return { report: await checkArchive(source, archive, outcomes), outcomes };
}

export const checkRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/check',
    operationId: 'check',
    tag: 'Submissions',
    summary: 'Read a certificate; nothing is stored',
    description: 'A file that cannot be read is an answer too: `outcome` is `refused`, `reason` and `problems` say why.',
    upload: true,
    limited: 'check',
    responses: { 200: { description: 'What the file says', schema: CheckSchema } },
    async handle(context, call) {
      return json((await checkUpload(context, call)).report);
    },
  }),
];
