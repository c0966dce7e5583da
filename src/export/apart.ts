/** Formats encoded in a thread of their own, whose heap is bounded: however long the table, pages go on being served, and memory stays flat. */
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Encoding } from './encode.ts';
import type { Bytes } from './rows.ts';

const THREAD = new URL(`./encoder-thread${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/**
 * Left to itself, a heap grows to hundreds of megabytes before what was used for a while and then forgotten is collected. Parquet holds
 * a group of rows and the footer of the groups before it, the others a batch of rows.
 */
const HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

/** The file of these lines. What goes wrong with the lines or in the thread is thrown; a caller that stops early leaves nothing running. */
export async function* encodedApart(lines: Bytes, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const worker = new Worker(THREAD, { workerData: encoding, stdin: true, stdout: true, resourceLimits: HEAP, env: {}, execArgv: [] });
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
