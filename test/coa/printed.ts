/** Short ways to write transcripts in tests. */
import { interpret } from '../../src/coa/interpret.ts';
import type { Reading, ResultReading } from '../../src/coa/reading.ts';
import type { Evidence, Panel, Printed, Transcript, TranscriptRow } from '../../src/coa/transcript.ts';

export const evidence = (text: string, page = 1): Evidence => ({ kind: 'page', page, box: [10, 20, 30, 40], text, method: 'text' });

export const printed = (text: string, page = 1): Printed => ({ text, evidence: evidence(text, page) });

type Texts = Partial<
  Record<
    'unit' | 'lod' | 'loq' | 'reportingLimit' | 'limit' | 'verdict' | 'basis' | 'testPortion' | 'limitOfMeasurementUnit' | 'panelTitle',
    string
  >
>;

export function row(
  panel: Panel,
  name: string,
  value: string,
  texts: Texts = {},
  more: { further?: [string, string][]; doubts?: string[]; page?: number } = {},
): TranscriptRow {
  const fields = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, printed(text, more.page)]));
  return {
    panel,
    name: printed(name, more.page),
    value: printed(value, more.page),
    ...fields,
    further: (more.further ?? []).map(([v, unit]) => ({ value: printed(v), unit: printed(unit) })),
    doubts: more.doubts ?? [],
  };
}

export const transcript = (rows: TranscriptRow[], more: Partial<Transcript> = {}): Transcript => ({
  dates: {},
  sample: {},
  dateOrder: 'unknown',
  decimalMark: '.',
  problems: [],
  rows,
  ...more,
});

export const read = (rows: TranscriptRow[], more: Partial<Transcript> = {}): Reading => interpret(transcript(rows, more));

export const result = (...args: Parameters<typeof row>): ResultReading => read([row(...args)]).results[0]!;
