/** The outcome of a file that was not read. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Refusal } from './document.ts';
import type { ReadOutcome } from './outcome.ts';
import { sniff } from './sniff.ts';

/** A file for the reader: by its path, or by its bytes when it came over the network. */
export interface SourceFile {
  /** As shown to people. */
  readonly name: string;
  readonly path?: string | undefined;
  readonly bytes?: Uint8Array | undefined;
}

/** Hashes the file, however large, without holding it in memory. Throws the error of the file system when it cannot be opened. */
export async function fingerprint(file: SourceFile): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const source = file.bytes ? [file.bytes] : createReadStream(file.path ?? file.name);
  for await (const chunk of source) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

export async function refusedOutcome(file: SourceFile, reason: Refusal, message: string, milliseconds: number): Promise<ReadOutcome> {
  return {
    file: file.name,
    ...(await fingerprint(file)),
    mediaType: file.bytes ? sniff(file.bytes) : null,
    outcome: 'refused',
    reason,
    importer: null,
    pages: [],
    facts: {},
    transcripts: [],
    readings: [],
    problems: [{ code: reason, severity: 'error', message }],
    milliseconds: Math.round(milliseconds),
  };
}
