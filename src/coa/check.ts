/** What the numbers of a certificate say about each other. */
import type { Analyte } from './analyte.ts';
import type { DecimalMark } from './quantity.ts';
import { compare } from './quantity.ts';
import type { Reading, ResultReading } from './reading.ts';
import type { Transcript, TranscriptRow } from './transcript.ts';

/** Flags of one result by itself. */
export function checkResult(result: ResultReading, _analyte: Analyte | undefined, _row: TranscriptRow, _mark: DecimalMark): string[] {
  const flags: string[] = [];
  if (result.finding.kind === 'invalid') flags.push('value-unreadable');
  if (result.lod !== null && result.loq !== null && compare(result.lod, result.loq) > 0) flags.push('lod-above-loq');
  return flags;
}

/** Adds what can only be seen over the whole sample. */
export function checkReading(reading: Reading, _transcript: Transcript): Reading {
  return reading;
}
