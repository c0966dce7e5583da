/** Outcomes of reading as the pool would give them, made from a few printed words through the real interpretation. */
import { createHash } from 'node:crypto';
import { interpret } from '../../src/coa/interpret.ts';
import type { Problem } from '../../src/coa/problem.ts';
import type { Panel, Printed, Transcript, TranscriptRow } from '../../src/coa/transcript.ts';
import type { Refusal } from '../../src/document/document.ts';
import type { ReadOutcome } from '../../src/document/outcome.ts';
import type { IngestParts } from '../../src/ingest/ingest.ts';

export interface Row {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly panel?: Panel;
  readonly lod?: string;
  readonly loq?: string;
  readonly doubts?: readonly string[];
}

export interface Report {
  readonly laboratory?: string | undefined;
  readonly number?: string | undefined;
  readonly client?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly brand?: string | undefined;
  readonly name?: string | undefined;
  readonly lot?: string | undefined;
  readonly form?: string | undefined;
  readonly reported?: string | undefined;
  readonly rows: readonly Row[];
  readonly problems?: readonly Problem[];
}

let line = 0;
export function printed(text: string): Printed {
  line += 12;
  return { text, evidence: { kind: 'page', page: 1, box: [50, line, 150, line + 10], text, method: 'text' } };
}

const optional = (text: string | undefined) => (text === undefined ? undefined : printed(text));

function transcribe({
  laboratory,
  number,
  client,
  manufacturer,
  brand,
  name,
  lot,
  form,
  reported,
  rows,
  problems = [],
}: Report): Transcript {
  return {
    laboratory: optional(laboratory ?? 'Nowhere Laboratory'),
    reportNumber: optional(number),
    client: optional(client),
    manufacturer: optional(manufacturer),
    brand: optional(brand),
    dates: reported === undefined ? {} : { reported: printed(reported) },
    sample: { name: optional(name), lot: optional(lot), form: optional(form) },
    dateOrder: 'ymd',
    decimalMark: '.',
    rows: rows.map(transcribeRow),
    problems,
  };
}

function transcribeRow({ name, value, unit, panel = 'metals', lod, loq, doubts = [] }: Row): TranscriptRow {
  return {
    panel,
    name: printed(name),
    value: printed(value),
    unit: optional(unit ?? 'mg/kg'),
    lod: optional(lod),
    loq: optional(loq),
    further: [],
    doubts,
  };
}

export function readOutcome(name: string, bytes: Uint8Array, reports: readonly Report[], version = 1): ReadOutcome {
  const transcripts = reports.map(transcribe);
  const readings = transcripts.map(interpret);
  return {
    ...empty(name, bytes),
    outcome: 'read',
    importer: { id: 'test', version },
    pages: [{ width: 595, height: 842 }],
    transcripts,
    readings,
    problems: readings.flatMap(reading => reading.problems),
  };
}

export function refusal(name: string, bytes: Uint8Array, reason: Refusal): ReadOutcome {
  return {
    ...empty(name, bytes),
    outcome: 'refused',
    reason,
    problems: [{ code: reason, severity: 'error', message: `refused: ${reason}` }],
  };
}

function empty(name: string, bytes: Uint8Array): ReadOutcome {
  return {
    file: name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.byteLength,
    mediaType: 'application/pdf',
    outcome: 'refused',
    reason: null,
    importer: null,
    pages: [],
    facts: {},
    transcripts: [],
    readings: [],
    problems: [],
    milliseconds: 1,
  };
}

/** A file whose bytes are the JSON of what will be read from it: the database is under test here, not the readers. */
export function fileOf(name: string, content: readonly Report[] | Refusal): { name: string; bytes: Uint8Array } {
  return { name, bytes: Buffer.from(JSON.stringify({ name, content })) };
}

export interface PlainPool {
  readonly pool: IngestParts['pool'];
  /** How many files were read. */
  reads: number;
  /** Version of the importer that reads. */
  version: number;
  /** Changes what is read, as a newer importer would. */
  edit: (reports: readonly Report[]) => readonly Report[];
  /** Refuses everything, as a machine in trouble would. */
  trouble: Refusal | null;
}

export function plainPool(): PlainPool {
  const plain: PlainPool = {
    reads: 0,
    version: 1,
    edit: reports => reports,
    trouble: null,
    pool: {
      async read({ name, bytes }) {
        if (!bytes) throw new TypeError('only bytes here');
        plain.reads += 1;
        const { content } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { content: readonly Report[] | Refusal };
        if (plain.trouble !== null) return refusal(name, bytes, plain.trouble);
        return typeof content === 'string' ? refusal(name, bytes, content) : readOutcome(name, bytes, plain.edit(content), plain.version);
      },
    },
  };
  return plain;
}
