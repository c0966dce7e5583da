/** What a reader process does with a job: the file in, the answer out. */
import { readFile, stat } from 'node:fs/promises';
import type { Signal } from '../coa/signal.ts';
import { type Archive, readArchive } from '../document/archive.ts';
import { type Document, DocumentRefused } from '../document/document.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { MAX_BYTES, type ReadOptions, readDocument, tooLarge } from '../document/read.ts';
import { refusedOutcome, type SourceFile } from '../document/refused.ts';
import { MAIL, sniff } from '../document/sniff.ts';
import { type Importers, readAndUnderstand, type Understood } from '../document/understand.ts';
import type { Answer, Job } from './reader-protocol.ts';

/** What the process brings. */
export interface Reader extends Importers {
  /** It should not be given another file. */
  isExhausted(): boolean;
}

export async function perform(job: Job, reader: Reader): Promise<Answer> {
  try {
    if (job.kind === 'render') return await draw(job);
    if (job.kind === 'compare') return await compare(job);
    if (job.kind === 'unpack') return { kind: 'archive', id: job.id, archive: await unpack(await bytesOf(job.file)) };
    if (job.kind === 'codes') return await photoCodes(job);
    const onStart = () => process.send?.({ kind: 'recognising', id: job.id } satisfies Answer);
    const ocr = job.ocr ? { ...job.ocr, onStart } : undefined;
    return { kind: 'outcome', id: job.id, outcome: await read(job, ocr, reader), exhausted: reader.isExhausted() };
  } catch (error) {
    if (error instanceof DocumentRefused) return { kind: 'refused', id: job.id, reason: error.reason, message: error.message };
    const { message, code, stack } = error as NodeJS.ErrnoException;
    return { kind: 'error', id: job.id, message: String(message), code, stack };
  }
}

async function read(
  { file, mappings, crossCheck, inTurn, examine }: Extract<Job, { kind: 'read' }>,
  ocr: ReadOptions['ocr'],
  list: Importers,
): Promise<ReadOutcome> {
  const start = performance.now();
  let source = file;
  try {
    const bytes = await bytesOf(file);
    source = { ...file, bytes };
    const { document, understood } = await readAndUnderstand(bytes, file.name, { crossCheck, inTurn, ocr, mappings }, list);
    const seen = examine ? { signals: await signalsOf(bytes, document, understood, performance.now() - start) } : {};
    return { ...understood, ...seen, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    return refusedOutcome(source, error.reason, error.message, performance.now() - start);
  }
}

/** The files of an archive, or those attached to a mail. */
async function unpack(bytes: Uint8Array): Promise<Archive> {
  if (sniff(bytes) !== MAIL) return readArchive(bytes);
  const { attachmentsOf } = await import('../document/mail.ts');
  return { entries: attachmentsOf(bytes), refused: [] };
}

/** Loaded only where it is asked for, as below. */
async function draw({ id, file, page, width, blackOut }: Extract<Job, { kind: 'render' }>): Promise<Answer> {
  const { renderPage } = await import('../document/render.ts');
  return { kind: 'image', id, image: await renderPage(await bytesOf(file), page, width, blackOut) };
}

async function compare({ id, file, milliseconds }: Extract<Job, { kind: 'compare' }>): Promise<Answer> {
  process.send?.({ kind: 'recognising', id } satisfies Answer);
  const { imageTextSignals } = await import('../document/compare-image.ts');
  const bytes = await bytesOf(file);
  return { kind: 'compared', id, signals: await imageTextSignals(bytes, await readDocument(bytes, file.name), milliseconds) };
}

async function photoCodes({ id, file }: Extract<Job, { kind: 'codes' }>): Promise<Answer> {
  const { readPhotoCodes } = await import('../document/photo-codes.ts');
  return { kind: 'codes', id, codes: await readPhotoCodes(await bytesOf(file)) };
}

async function signalsOf(bytes: Uint8Array, document: Document, { readings }: Understood, elapsed: number): Promise<readonly Signal[]> {
  const { examine } = await import('../document/authenticity.ts');
  return examine(bytes, document, readings, elapsed);
}

async function bytesOf(file: SourceFile): Promise<Uint8Array> {
  if (file.bytes) return file.bytes;
  const path = file.path ?? file.name;
  const { size } = await stat(path);
  if (size > MAX_BYTES) throw tooLarge(size, MAX_BYTES);
  return readFile(path);
}
