/** The child process that reads one hostile file at a time with the list of importers. Spawned by `ingest/pool`; speaks over IPC. */
import { readFile, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { fallback, importers } from '../importers/index.ts';
import type { Signal } from './coa/signal.ts';
import { readArchive } from './document/archive.ts';
import { type Document, DocumentRefused } from './document/document.ts';
import type { ReadOutcome } from './document/outcome.ts';
import { MAX_BYTES, type ReadOptions, readDocument, tooLarge } from './document/read.ts';
import { refusedOutcome, type SourceFile } from './document/refused.ts';
import { renderPage } from './document/render.ts';
import { startSecondEngine } from './document/second-engine.ts';
import { type Understood, understand } from './document/understand.ts';
import type { Answer, Job } from './ingest/reader-protocol.ts';

/** Bytes, as the pool gave it; 0 for none. */
const MEMORY_LIMIT = Number(process.argv[2] ?? 0);

process.on('message', (job: Job) => {
  void perform(job).then(answer => process.send?.(answer));
});
/** pdf.js may reject once more when a damaged file has long been answered for: that must not end the reading of the next one. */
let disturbed = false;
process.on('unhandledRejection', () => {
  disturbed = true;
});
process.on('disconnect', () => process.exit(0));
watchFromAside();
startSecondEngine();
process.send?.({ kind: 'ready' } satisfies Answer);

async function perform(job: Job): Promise<Answer> {
  try {
    if (job.kind === 'render')
      return { kind: 'image', id: job.id, image: await renderPage(await bytesOf(job.file), job.page, job.width, job.blackOut) };
    if (job.kind === 'compare') return await compare(job);
    if (job.kind === 'unpack') return { kind: 'archive', id: job.id, archive: readArchive(await bytesOf(job.file)) };
    if (job.kind === 'codes') return await photoCodes(job);
    const onStart = () => process.send?.({ kind: 'recognising', id: job.id } satisfies Answer);
    const ocr = job.ocr ? { ...job.ocr, onStart } : undefined;
    return { kind: 'outcome', id: job.id, outcome: await read(job, ocr), exhausted: isExhausted() };
  } catch (error) {
    if (error instanceof DocumentRefused) return { kind: 'refused', id: job.id, reason: error.reason, message: error.message };
    const { message, code, stack } = error as NodeJS.ErrnoException;
    return { kind: 'error', id: job.id, message: String(message), code, stack };
  }
}

async function read(
  { file, mappings, crossCheck, inTurn, examine }: Extract<Job, { kind: 'read' }>,
  ocr: ReadOptions['ocr'],
): Promise<ReadOutcome> {
  const start = performance.now();
  let source = file;
  try {
    const bytes = await bytesOf(file);
    source = { ...file, bytes };
    const document = await readDocument(bytes, file.name, { crossCheck, inTurn, ocr, mappings });
    const understood = understand(document, { importers, fallback });
    const seen = examine ? { signals: await signalsOf(bytes, document, understood, performance.now() - start) } : {};
    return { ...understood, ...seen, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    return refusedOutcome(source, error.reason, error.message, performance.now() - start);
  }
}

async function compare({ id, file, milliseconds }: Extract<Job, { kind: 'compare' }>): Promise<Answer> {
  process.send?.({ kind: 'recognising', id } satisfies Answer);
  const { imageTextSignals } = await import('./document/compare-image.ts');
  const bytes = await bytesOf(file);
  return { kind: 'compared', id, signals: await imageTextSignals(bytes, await readDocument(bytes, file.name), milliseconds) };
}

/** Loaded only where it is asked for, as below. */
async function photoCodes({ id, file }: Extract<Job, { kind: 'codes' }>): Promise<Answer> {
  const { readPhotoCodes } = await import('./document/photo-codes.ts');
  return { kind: 'codes', id, codes: await readPhotoCodes(await bytesOf(file)) };
}

/** Loaded only where it is asked for: reading alone should start quickly. */
async function signalsOf(bytes: Uint8Array, document: Document, { readings }: Understood, elapsed: number): Promise<readonly Signal[]> {
  const { examine } = await import('./document/authenticity.ts');
  return examine(bytes, document, readings, elapsed);
}

async function bytesOf(file: SourceFile): Promise<Uint8Array> {
  if (file.bytes) return file.bytes;
  const path = file.path ?? file.name;
  const { size } = await stat(path);
  if (size > MAX_BYTES) throw tooLarge(size, MAX_BYTES);
  return readFile(path);
}

/** The memory of WebAssembly never shrinks: a child that has grown is replaced by a fresh one. */
function isExhausted(): boolean {
  return disturbed || process.memoryUsage.rss() > 0.6 * (MEMORY_LIMIT || 1024 * 1024 * 1024);
}

/**
 * A thread beside the reading: it ends the process when the parent is gone, or when memory grows beyond the limit, even while the
 * reading is stuck in a loop.
 */
function watchFromAside(): void {
  const code = `
    const { writeSync } = require('node:fs');
    const parent = ${process.ppid};
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
      if (${MEMORY_LIMIT} > 0 && process.memoryUsage.rss() > ${MEMORY_LIMIT}) {
        writeSync(2, 'memory-limit');
        process.kill(process.pid, 'SIGKILL');
      }
    }, 250);`;
  new Worker(code, { eval: true, env: {}, execArgv: [] }).unref();
}
