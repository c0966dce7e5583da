/** Formats encoded in a thread of their own, whose heap is bounded: however long the table, pages go on being served, and memory stays flat. */
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Encoding } from './encode.ts';
import type { Bytes } from './rows.ts';

const THREAD = new URL(`./encoder-thread${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/**
 * Megabytes. Left to itself, a heap grows to hundreds of them before what was used for a while and then forgotten is collected. What is held
 * grows with the rows in Parquet alone, whose footer has an entry for every group of them.
 */
const heapFor = (rows: number) => ({ maxOldGenerationSizeMb: 60 + Math.ceil((4 * rows) / 1_000_000), maxYoungGenerationSizeMb: 8 });

/**
 * The file of these lines, of which there are about `rows` at most. What goes wrong with the lines or in the thread is thrown; a caller that
 * stops early leaves nothing running.
 */
export async function* encodedApart(lines: Bytes, encoding: Encoding, rows: number): AsyncGenerator<Uint8Array> {
  const resourceLimits = heapFor(rows);
  const worker = new Worker(THREAD, { workerData: encoding, stdin: true, stdout: true, resourceLimits, env: {}, execArgv: [] });
  const stop = new AbortController();
  const failures: unknown[] = [];
  const fail = (error: unknown) => {
    failures.push(error);
    worker.stdout.destroy(error as Error);
  };
  worker.once('error', fail);
  const fed = pipeline(lines, worker.stdin!, { signal: stop.signal }).catch(fail);
  try {
    for await (const chunk of worker.stdout) yield chunk as Uint8Array;
  } catch (error) {
    // what went wrong first is the reason, what follows from it is not
    throw failures[0] ?? error;
  } finally {
    stop.abort();
    await worker.terminate();
    await fed;
  }
}
