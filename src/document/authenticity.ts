/** What a document shows of its own authenticity. Observations only; each check stands for itself, and one that fails is said to have failed. */
import type { Problem } from '../coa/problem.ts';
import type { Reading } from '../coa/reading.ts';
import type { Signal, SignalKind } from '../coa/signal.ts';
import { readBarcodes, readLinks } from './barcode.ts';
import type { Document, Page } from './document.ts';
import { fontSignals } from './fonts.ts';
import { codeSignals } from './named.ts';
import { revisionsOf, revisionsSignal } from './revisions.ts';
import { type CheckedSignature, checkSignatures, isSound, signatureSignals } from './signature.ts';
import { softwareSignals } from './software.ts';

/** Milliseconds for drawing pages and looking for codes on them: less where reading took long, as both share the time limit of the file. */
const CODE_TIME = 4000;
const LEAST_CODE_TIME = 500;
const ALL_TIME = 8000;

/** `elapsed`: milliseconds that reading took. */
export async function examine(bytes: Uint8Array, document: Document, readings: readonly Reading[], elapsed = 0): Promise<Signal[]> {
  const codeTime = Math.max(LEAST_CODE_TIME, Math.min(CODE_TIME, ALL_TIME - elapsed));
  if (document.mediaType !== 'application/pdf') return [];
  const pages = document.content.kind === 'pages' ? document.content.pages : [];
  const signatures: CheckedSignature[] = [];
  return [
    ...(await attempt('signature', async () => {
      signatures.push(...(await checkSignatures(bytes)));
      return signatureSignals(signatures);
    })),
    ...(await attempt('revisions', () => {
      const ends = signatures.filter(isSound).map(({ coverage }) => coverage.end);
      return [revisionsSignal(revisionsOf(bytes), ends)].filter(signal => signal !== null);
    })),
    ...(await attempt('software', () => softwareSignals(document.facts))),
    ...(await attempt('fonts', () =>
      fontSignals(
        pages,
        readings.flatMap(({ results }) => results),
      ),
    )),
    ...overprintSignals(document.problems),
    ...(await attempt('link', async () => codeSignals(await readLinks(bytes), readings, textOf(pages)))),
    ...(await attempt('barcode', async () => barcodeSignals(bytes, pages, readings, codeTime))),
  ];
}

async function attempt(kind: SignalKind, check: () => Signal[] | Promise<Signal[]>): Promise<Signal[]> {
  try {
    return await check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ kind, outcome: 'inconclusive', detail: `This could not be checked: ${reason}`, facts: { failed: reason } }];
  }
}

async function barcodeSignals(
  bytes: Uint8Array,
  pages: readonly Page[],
  readings: readonly Reading[],
  milliseconds: number,
): Promise<Signal[]> {
  const { codes, pagesLeft } = await readBarcodes(bytes, milliseconds);
  const signals = codeSignals(codes, readings, textOf(pages));
  if (pagesLeft === 0 || signals.length > 0) return signals;
  const detail = `No code was found on the first pages; ${pagesLeft} ${pagesLeft === 1 ? 'page was' : 'pages were'} not looked at.`;
  return [...signals, { kind: 'barcode', outcome: 'inconclusive', detail, facts: { pagesLeft } }];
}

function textOf(pages: readonly Page[]): string {
  return pages.flatMap(page => [...page.words, ...(page.slanted ?? [])].map(word => word.text)).join(' ');
}

const OVERPRINT: ReadonlySet<string> = new Set(['overlapping-text', 'invisible-text']);

function overprintSignals(problems: readonly Problem[]): Signal[] {
  return problems
    .filter(({ code }) => OVERPRINT.has(code))
    .map(({ code, message, evidence }) => ({
      kind: 'overprint',
      outcome: 'inconclusive',
      detail: message,
      facts: { problem: code },
      ...(evidence && { evidence }),
    }));
}
