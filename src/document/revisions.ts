/** Incremental updates: a PDF can be changed by appending, and then holds its earlier states. */
import type { Signal } from '../coa/signal.ts';

export interface Revision {
  /** Bytes from the start of the file to the end of this state. */
  readonly end: number;
}

/** `startxref`, the place of the cross-reference, and the mark of the end. */
const END = /startxref\s+(\d{1,12})\s+%%EOF[ \t]*(?:\r\n|\r|\n)?/g;
const LINEARIZED_WITHIN = 1024;

/**
 * The states the file holds, oldest first. What only looks like an end, in a stream or a file within the file, does not point to a
 * cross-reference; and a linearized file ("fast web view") has an end of its own kind near the start.
 */
export function revisionsOf(bytes: Uint8Array): Revision[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const shift = Math.max(0, text.slice(0, LINEARIZED_WITHIN).indexOf('%PDF-'));
  const ends = [...text.matchAll(END)].filter(([, offset]) => isCrossReference(text, Number(offset) + shift));
  const linearized = text.slice(0, LINEARIZED_WITHIN + shift).includes('/Linearized');
  const saved = ends.filter(([, offset], index) => index === 0 || !isEmptyTable(text, Number(offset) + shift));
  const states = linearized && saved.length > 1 && pointsAhead(saved[0]!) ? saved.slice(1) : saved;
  return states.map(match => ({ end: match.index + match[0].length }));
}

/** A table, or an object that holds one in a stream. */
function isCrossReference(text: string, offset: number): boolean {
  if (offset <= 0) return false;
  const there = text.slice(offset, offset + 2048);
  return /^\s{0,2}xref\b/.test(there) || (/^\s{0,2}\d{1,10}\s+\d{1,5}\s+obj\b/.test(there) && there.includes('/XRef'));
}

/** Office programs write a second, empty table for old readers: no other state. */
function isEmptyTable(text: string, offset: number): boolean {
  return /^\s{0,2}xref\s+0 0\s+trailer/.test(text.slice(offset, offset + 48));
}

/** The first end of a linearized file points into what follows it; that of a saved state, always back. */
function pointsAhead(match: RegExpExecArray): boolean {
  return Number(match[1]) >= match.index;
}

/** Null for a file that was written in one go. `signedTo`: bytes covered by each signature that fits. */
export function revisionsSignal(revisions: readonly Revision[], signedTo: readonly number[]): Signal | null {
  const after = revisions.length - 1;
  if (after < 1) return null;
  const covered = signedTo.length > 0 ? Math.max(...signedTo) : 0;
  const uncovered = revisions.filter(({ end }) => end > covered).length;
  const count = `${after} ${after === 1 ? 'revision was' : 'revisions were'} appended to the file after it was first saved`;
  const cause =
    covered > 0 && uncovered === 0
      ? 'all are covered by a signature that fits the file'
      : 'signing, comments, forms and edits all do this, so it does not show what was changed';
  return {
    kind: 'revisions',
    outcome: 'inconclusive',
    detail: `${count}; ${cause}.`,
    facts: { revisions: revisions.length, ends: revisions.map(({ end }) => end), signedTo: covered || null },
  };
}
