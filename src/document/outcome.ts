/** What reading one file came to: the message from the reader process to whoever asked. Plain data, survives JSON. */
import type { Problem } from '../coa/problem.ts';
import type { Reading } from '../coa/reading.ts';
import type { Signal } from '../coa/signal.ts';
import type { Transcript } from '../coa/transcript.ts';
import type { FileFacts, Refusal } from './document.ts';

export interface ReadOutcome {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string | null;
  /** `partial`: something was read, but a part was refused or could not be understood. */
  readonly outcome: 'read' | 'partial' | 'refused';
  readonly reason: Refusal | null;
  readonly importer: { readonly id: string; readonly version: number } | null;
  /** Width and height in points of each page, in order; empty for sheets and JSON. */
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  readonly facts: FileFacts;
  /** One a sample; `readings[i]` is `transcripts[i]` understood. */
  readonly transcripts: readonly Transcript[];
  readonly readings: readonly Reading[];
  /** Of the file and of every reading in it. */
  readonly problems: readonly Problem[];
  readonly milliseconds: number;
  /** What the file shows of its own authenticity, where that was asked for. */
  readonly signals?: readonly Signal[] | undefined;
}
