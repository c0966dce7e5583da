/** The child process that reads one hostile file at a time with the list of importers. Spawned by `ingest/pool`; speaks over IPC. */
import { Worker } from 'node:worker_threads';
import { pdfium } from './document/pdfium.ts';
import { startSecondEngine } from './document/second-engine.ts';
import type { Answer, Job } from './ingest/reader-protocol.ts';

/** Bytes, as the pool gave it; 0 for none. */
const MEMORY_LIMIT = Number(process.argv[2] ?? 0);

process.on('disconnect', () => process.exit(0));
watchFromAside();
// both engines get ready while the rest is loaded; one that cannot says so to the first file that needs it
startSecondEngine();
pdfium().catch(() => {});

const { fallback, ofPages } = await import('../importers/of-pages.ts');
const { perform } = await import('./ingest/perform.ts');
/** Few files are JSON, and the library of schemas that its importers need takes a while to load. */
const ofJson = async () => (await import('../importers/index.ts')).importers;

process.on('message', (job: Job) => {
  void perform(job, { importers: ofPages, ofJson, fallback, isExhausted }).then(answer => process.send?.(answer));
});
/** pdf.js may reject once more when a damaged file has long been answered for: that must not end the reading of the next one. */
let disturbed = false;
process.on('unhandledRejection', () => {
  disturbed = true;
});
process.send?.({ kind: 'ready' } satisfies Answer);

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
