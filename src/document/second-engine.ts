/**
 * The second engine in a thread of its own, one for the life of the process: it loads and reads while the first engine does. Bytes go in, the
 * text of each page comes out, one file at a time.
 */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { DocumentRefused } from './document.ts';

const THREAD = new URL(`./second-engine-thread${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/** It reads its modules; it writes no file, starts no program and no further thread, in whatever process it is. */
export const CONFINED: WorkerOptions = {
  execArgv: ['--permission', '--allow-fs-read=*', '--no-warnings'],
  env: {},
  resourceLimits: { maxOldGenerationSizeMb: 512 },
};

/** Milliseconds that a file which is not wanted any more may still take: a new thread would compile everything anew. */
const GRACE = 1000;

/** The text of each page, or why the engine could not read the file. */
export type SecondTexts = { readonly texts: readonly string[] } | { readonly failed: string };

/** `disturbed`: an earlier file left something behind. */
export type ThreadMessage = SecondTexts | 'disturbed';

export interface SecondReading {
  /** Rejects when the thread ends over the file; with DocumentRefused when that is for want of memory. */
  readonly texts: Promise<SecondTexts>;
  /** Whoever does not want the texts any more says so: a thread that does not come to an end with them is ended. */
  drop(): void;
}

interface Request {
  readonly bytes: Uint8Array<ArrayBuffer>;
  resolve(texts: SecondTexts): void;
  reject(error: unknown): void;
}

let thread: Worker | null = null;
let disturbed = false;
let current: Request | null = null;
const waiting: Request[] = [];

/** Loads the engine before it is needed. */
export function startSecondEngine(): void {
  thread ??= start();
}

export function readAside(bytes: Uint8Array): SecondReading {
  const { promise: texts, resolve, reject } = Promise.withResolvers<SecondTexts>();
  // whoever drops a reading does not wait for it
  texts.catch(() => {});
  const request = { bytes: new Uint8Array(bytes), resolve, reject };
  waiting.push(request);
  next();
  return { texts, drop: () => drop(request) };
}

function start(): Worker {
  const worker = new Worker(THREAD, CONFINED);
  worker.on('message', (message: ThreadMessage) => {
    if (worker !== thread) return;
    if (message === 'disturbed') disturbed = true;
    else settle(request => request.resolve(message));
  });
  const ended = (error: unknown) => {
    if (worker !== thread) return;
    thread = null;
    settle(request => request.reject(outOfMemory(error) ?? error));
  };
  worker.on('error', ended);
  worker.on('exit', () => ended(new Error('The thread of the second PDF engine ended')));
  // without a file it must not keep the process from ending
  worker.unref();
  return worker;
}

function next(): void {
  if (current) return;
  current = waiting.shift() ?? null;
  if (!current) return;
  if (disturbed) stop();
  thread ??= start();
  thread.ref();
  thread.postMessage(current.bytes, [current.bytes.buffer]);
}

function settle(how: (request: Request) => void): void {
  const request = current;
  current = null;
  thread?.unref();
  if (request) how(request);
  next();
}

function drop(request: Request): void {
  const at = waiting.indexOf(request);
  if (at >= 0) waiting.splice(at, 1);
  if (request === current) setTimeout(() => request === current && giveUp(), GRACE);
}

function giveUp(): void {
  stop();
  settle(() => {});
}

function stop(): void {
  void thread?.terminate();
  thread = null;
  disturbed = false;
}

function outOfMemory(error: unknown): DocumentRefused | null {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return null;
  return new DocumentRefused(
    'memory-limit',
    'Reading needed too much memory and was stopped. Ask the issuer for a simpler copy, or print the file to PDF again.',
    { cause: error },
  );
}
