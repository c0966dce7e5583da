/** What people said put in the place of what a machine copied, and the whole understood anew. Pure: the transcript itself stays as it is. */
import { isOddity } from '../coa/confidence.ts';
import { interpret } from '../coa/interpret.ts';
import { plainName, squash } from '../coa/name.ts';
import type { Reading, ResultReading } from '../coa/reading.ts';
import { DATE_FIELDS, type Printed, type Transcript, type TranscriptRow } from '../coa/transcript.ts';

/** Fields of a report, corrected for all its samples at once. */
export const REPORT_FIELDS = ['laboratory', 'laboratoryAccreditation', 'reportNumber', 'client', 'manufacturer', 'brand'] as const;
export const SAMPLE_FIELDS = ['name', 'lot', 'labSampleId', 'form', 'servingSize', 'containerSize', 'maxDailyIntake'] as const;
export const ROW_FIELDS = ['name', 'value', 'unit', 'lod', 'loq', 'limit', 'verdict', 'basis'] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** Field paths to the text a person gave; null says that nothing is printed there. */
export type Said = ReadonlyMap<string, string | null>;

export const samplePath = (sample: number, field: string): string => `samples/${sample}/${field}`;
export const rowPath = (sample: number, row: number, field: string): string => `samples/${sample}/results/${row}/${field}`;

/** What the machine's own version holds of a row, with doubts that other engines added after it was interpreted. */
export type MachineRow = Pick<ResultReading, 'flags' | 'confidence' | 'confidenceReasons'>;

/** The form under which names are compared: case, accents, footnote marks and punctuation make no other name. */
export const nameKey = (name: string): string => squash(plainName(name));

/** Panel and key of a name to the entry of the dictionary that a person said it means, on every certificate. */
export type Mappings = ReadonlyMap<string, string>;

/** The same transcript, or one whose rows say what their names were explained to mean. */
export function withMappings(transcript: Transcript, mappings: Mappings): Transcript {
  if (mappings.size === 0) return transcript;
  const meant = transcript.rows.map(row => row.analyte ?? mappings.get(`${row.panel} ${nameKey(row.name.text)}`));
  if (meant.every((analyte, index) => analyte === transcript.rows[index]?.analyte)) return transcript;
  return { ...transcript, rows: transcript.rows.map((row, index) => ({ ...row, analyte: meant[index] })) };
}

/** One sample as its transcript and people say it. */
export function amend(transcript: Transcript, sample: number, said: Said, machine: readonly MachineRow[], mappings: Mappings): Reading {
  const reading = interpret(amendTranscript(withMappings(transcript, mappings), sample, said));
  const plain = interpret(transcript);
  return {
    ...reading,
    results: reading.results.map((result, row) => {
      const rejected = said.get(rowPath(sample, row, 'rejected'));
      if (typeof rejected === 'string') return invalid(result, rejected);
      const confirmed = said.get(rowPath(sample, row, 'confirmed'));
      const corrected = [...ROW_FIELDS, 'analyte'].some(field => said.has(rowPath(sample, row, field)));
      if (corrected) return looked(result, 'corrected by a person');
      if (confirmed === result.printed.value) return looked(result, 'confirmed by a person');
      return withDoubts(result, plain.results[row], machine[row]);
    }),
  };
}

/** The transcript as it would have been copied rightly: what importers should learn to write. */
export function amendTranscript(transcript: Transcript, sample: number, said: Said): Transcript {
  const rows = transcript.rows.map((row, index) => amendRow(row, field => rowPath(sample, index, field), said));
  return {
    ...transcript,
    ...amendFields(REPORT_FIELDS, transcript, field => field, said),
    dates: amendDates(transcript, sample, said),
    sample: { ...transcript.sample, ...amendFields(SAMPLE_FIELDS, transcript.sample, field => samplePath(sample, field), said) },
    rows,
  };
}

function amendDates({ dates }: Transcript, sample: number, said: Said): Transcript['dates'] {
  const amended = { ...dates, ...amendFields(DATE_FIELDS, dates, field => samplePath(sample, `dates/${field}`), said) };
  return Object.fromEntries(Object.entries(amended).filter(([, printed]) => printed !== undefined));
}

function amendRow(row: TranscriptRow, path: (field: string) => string, said: Said): TranscriptRow {
  const fields = amendFields(ROW_FIELDS, row, path, said);
  const analyte = said.get(path('analyte'));
  if (Object.keys(fields).length === 0 && analyte === undefined) return row;
  // what the format says the value stands for belongs to the value that was copied
  const { meaning, ...rest } = row;
  const kept = fields.value === undefined && meaning !== undefined ? { meaning } : {};
  return { ...rest, ...kept, ...fields, name: fields.name ?? row.name, value: fields.value ?? row.value, ...(analyte ? { analyte } : {}) };
}

/** Only those fields that somebody spoke of; undefined where nothing is printed. */
function amendFields<K extends string>(
  fields: readonly K[],
  source: Partial<Record<K, Printed | undefined>>,
  path: (field: K) => string,
  said: Said,
): Partial<Record<K, Printed | undefined>> {
  const amended: Partial<Record<K, Printed | undefined>> = {};
  for (const field of fields) {
    const text = said.get(path(field));
    if (text === undefined) continue;
    const pointer = `/corrections/${path(field)}`;
    // where the machine saw nothing, the person's statement is all there is to point at
    amended[field] = text === null ? undefined : { text, evidence: source[field]?.evidence ?? { kind: 'json', pointer, text } };
  }
  return amended;
}

/** A person compared it with the page: what is odd about it stays told, what was doubted is settled. */
function looked(result: ResultReading, how: string): ResultReading {
  const doubts = result.flags.filter(flag => !isOddity(flag));
  return {
    ...result,
    confidence: 1,
    confidenceReasons: [how, ...doubts.map(flag => `looked at: ${flag}`)],
    flags: result.flags.filter(isOddity),
  };
}

function invalid(result: ResultReading, reason: string): ResultReading {
  const interval = { lower: null, upper: null, lowerClosed: false, upperClosed: false };
  return { ...looked(result, 'rejected by a person'), finding: { kind: 'invalid', reason }, number: null, interval, printedVerdict: null };
}

/** Doubts that were added after interpreting (the second engine, recognised characters) stand as long as nobody looked. */
function withDoubts(result: ResultReading, plain: ResultReading | undefined, machine: MachineRow | undefined): ResultReading {
  if (plain === undefined || machine === undefined) return result;
  const added = machine.flags.filter(flag => !plain.flags.includes(flag));
  const reasons = machine.confidenceReasons.filter(reason => !plain.confidenceReasons.includes(reason));
  if (added.length === 0 && reasons.length === 0 && machine.confidence >= plain.confidence) return result;
  const share = plain.confidence === 0 ? 0 : Math.min(1, machine.confidence / plain.confidence);
  return {
    ...result,
    flags: [...new Set([...result.flags, ...added])],
    confidence: Math.round(result.confidence * share * 1000) / 1000,
    confidenceReasons: [...new Set([...result.confidenceReasons, ...reasons])],
  };
}
