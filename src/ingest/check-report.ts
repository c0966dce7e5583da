/** What `check --json` and `POST /api/v1/check` answer: one file read, nothing stored. The shape is a promise to outside programs. */
import type { FindingKind } from '../coa/finding.ts';
import type { Problem, Severity } from '../coa/problem.ts';
import type { Basis, Reading, ResultReading } from '../coa/reading.ts';
import type { SamplingField } from '../coa/sampling.ts';
import { type Box, DATE_FIELDS, type DateField, type Evidence, type Panel, type Printed } from '../coa/transcript.ts';
import type { Refusal } from '../document/document.ts';
import type { ReadOutcome } from '../document/outcome.ts';

export interface CheckReport {
  readonly file: string;
  readonly sha256: string;
  readonly outcome: ReadOutcome['outcome'];
  readonly reason: Refusal | null;
  readonly importer: string | null;
  readonly milliseconds: number;
  readonly reports: readonly CheckedReport[];
  readonly problems: readonly CheckedProblem[];
  /** Of an archive: what came of each file in it; `reports` says how many of the reports above are its own, in this order. */
  readonly entries?: readonly CheckedEntry[];
}

export interface CheckedEntry extends Pick<CheckReport, 'file' | 'sha256' | 'outcome' | 'reason' | 'importer'> {
  readonly reports: number;
}

type CheckedDates = Readonly<Record<DateField, string | null>>;

/** The samples that one laboratory reported under one number to one client. */
export interface CheckedReport {
  readonly lab: string | null;
  readonly reportNumber: string | null;
  readonly client: string | null;
  /** The dates on which all its samples agree. */
  readonly dates: CheckedDates;
  readonly samples: readonly CheckedSample[];
}

export interface CheckedSample {
  readonly name: string | null;
  readonly lot: string | null;
  readonly labSampleId: string | null;
  readonly form: string | null;
  readonly servingSize: string | null;
  readonly containerSize: string | null;
  /** What is printed of how the sample came to be and what the results stand for. */
  readonly sampling: Readonly<Partial<Record<SamplingField, string>>>;
  readonly dates: CheckedDates;
  readonly results: readonly CheckedResult[];
}

/** Where something stands: page and box, or cell, or JSON pointer; what does not apply is null. */
export interface Place {
  readonly page: number | null;
  readonly box: Box | null;
  readonly cell: string | null;
  readonly pointer: string | null;
}

/** `name` to `verdict` as printed; `number`, `lower` and `upper` in `canonicalUnit`. `box` is the row, `valueBox` the value in it. */
export interface CheckedResult extends Place {
  readonly valueBox: Box | null;
  readonly panel: Panel;
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
  readonly lod: string | null;
  readonly loq: string | null;
  readonly limit: string | null;
  readonly verdict: string | null;
  readonly uncertainty: string | null;
  readonly method: string | null;
  readonly analyte: string | null;
  readonly kind: FindingKind;
  readonly number: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly canonicalUnit: string | null;
  readonly basis: Basis;
  readonly confidence: number;
  readonly confidenceReasons: readonly string[];
  readonly flags: readonly string[];
  /** The same measurement printed once more in another unit. */
  readonly further: readonly { readonly value: string; readonly unit: string | null }[];
}

export interface CheckedProblem extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

export function checkReport(outcome: ReadOutcome): CheckReport {
  return {
    file: outcome.file,
    sha256: outcome.sha256,
    outcome: outcome.outcome,
    reason: outcome.reason,
    importer: outcome.importer?.id ?? null,
    milliseconds: outcome.milliseconds,
    reports: groupByReport(outcome.readings).map(checkedReport),
    problems: outcome.problems.map(checkProblem),
  };
}

export function groupByReport(readings: readonly Reading[]): Reading[][] {
  const groups = Map.groupBy(readings, reading =>
    JSON.stringify([reading.laboratory?.text, reading.reportNumber?.text, reading.client?.text]),
  );
  return [...groups.values()];
}

function checkedReport(readings: Reading[]): CheckedReport {
  const [first] = readings as [Reading, ...Reading[]];
  const samples = readings.map(checkedSample);
  return {
    lab: text(first.laboratory),
    reportNumber: text(first.reportNumber),
    client: text(first.client),
    dates: eachDate(field => {
      const dates = new Set(samples.map(sample => sample.dates[field]));
      return dates.size === 1 ? (samples[0]?.dates[field] ?? null) : null;
    }),
    samples,
  };
}

function checkedSample(reading: Reading): CheckedSample {
  return {
    name: text(reading.sample.name),
    lot: text(reading.sample.lot),
    labSampleId: text(reading.sample.labSampleId),
    form: text(reading.sample.form),
    servingSize: text(reading.sample.servingSize),
    containerSize: text(reading.sample.containerSize),
    sampling: Object.fromEntries(Object.entries(reading.sampling ?? {}).map(([field, printed]) => [field, printed.text])),
    dates: eachDate(field => reading.dates[field]?.date ?? null),
    results: reading.results.map(checkedResult),
  };
}

function checkedResult(result: ResultReading): CheckedResult {
  const { printed } = result;
  return {
    ...placeOf(result.rowEvidence),
    valueBox: placeOf(result.evidence).box,
    panel: result.panel,
    name: printed.name,
    value: printed.value,
    unit: printed.unit,
    lod: printed.lod,
    loq: printed.loq,
    limit: printed.limit,
    verdict: printed.verdict,
    uncertainty: printed.uncertainty,
    method: printed.method,
    analyte: result.analyte,
    kind: result.finding.kind,
    number: result.number,
    lower: result.interval.lower,
    upper: result.interval.upper,
    canonicalUnit: result.unit,
    basis: result.basis,
    confidence: result.confidence,
    confidenceReasons: result.confidenceReasons,
    flags: result.flags,
    further: result.further.map(further => ({ value: further.printed.value, unit: further.printed.unit })),
  };
}

export function checkProblem({ code, severity, message, evidence }: Problem): CheckedProblem {
  return { code, severity, message, ...placeOf(evidence) };
}

export function placeOf(evidence: Evidence | undefined): Place {
  const nowhere = { page: null, box: null, cell: null, pointer: null };
  switch (evidence?.kind) {
    case 'page':
      return { ...nowhere, page: evidence.page, box: evidence.box };
    case 'cell':
      return { ...nowhere, cell: `${evidence.sheet}!${evidence.cell}` };
    case 'json':
      return { ...nowhere, pointer: evidence.pointer };
    default:
      return nowhere;
  }
}

const text = (printed: Printed | null) => printed?.text ?? null;

function eachDate(value: (field: DateField) => string | null): CheckedDates {
  return Object.fromEntries(DATE_FIELDS.map(field => [field, value(field)])) as Record<DateField, string | null>;
}
