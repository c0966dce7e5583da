/** The thread of `apart.ts`: lines of JSON on its standard input, the file on its standard output. */
import { pipeline } from 'node:stream/promises';
import { workerData } from 'node:worker_threads';
import { type Encoding, encode } from './encode.ts';

await pipeline(encode(process.stdin, workerData as Encoding), process.stdout);
