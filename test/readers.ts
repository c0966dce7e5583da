/** One reader for all files that a test process runs and that read with the usual limits: starting one takes a second. It ends with the process. */
import { createReaderPool, type ReaderPool } from '../src/ingest/pool.ts';

let pool: ReaderPool | undefined;

export function sharedPool(): ReaderPool {
  pool ??= createReaderPool({ size: 1 });
  return pool;
}
