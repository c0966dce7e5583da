/** Hostile files are read in child processes, a file at a time each: what hangs, blows up or crashes ends there, and the service goes on. */
import type { Signal } from '../coa/signal.ts';
import type { Box } from '../coa/transcript.ts';
import type { Archive } from '../document/archive.ts';
import type { Refusal } from '../document/document.ts';
import { DocumentRefused } from '../document/document.ts';
import type { HeaderMapping } from '../document/mapping.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import type { PhotoCode } from '../document/photo-codes.ts';
import { refusedOutcome, type SourceFile } from '../document/refused.ts';
import type { PageImage } from '../document/render.ts';
import { ReaderProcess, type TimeLimits } from './reader-process.ts';
import type { Answer, Job } from './reader-protocol.ts';

export interface ReaderPoolOptions {
  /** Child processes at most; default 2. They start when they are needed. */
  readonly size?: number | undefined;
  /** Milliseconds for one file; default 20 000. */
  readonly timeLimit?: number | undefined;
  /** Milliseconds for recognising text in the pictures of one file, default 120 000; 0 refuses scans and photographs. */
  readonly ocrTimeLimit?: number | undefined;
  /** Pages of one file whose text is recognised, at most; default 20. */
  readonly ocrPages?: number | undefined;
  /** Confirmed headers of laboratories, asked for before each file; default none. */
  readonly mappings?: (() => Promise<readonly HeaderMapping[]>) | undefined;
  /** Bytes of memory (RSS) for one child; default 1 GB. */
  readonly memoryLimit?: number | undefined;
  /** Look every value up in the second engine's text; default true. */
  readonly crossCheck?: boolean | undefined;
  /** A child of `startReader`, the pool's own from then on. */
  readonly first?: ReaderProcess | undefined;
}

export interface PoolReadOptions {
  /** Also look at what the file shows of its authenticity, for `ReadOutcome.signals`; it takes longer than reading. Default false. */
  readonly examine?: boolean | undefined;
}

export interface ReaderPool {
  /** Never rejects because of what is in the file; rejects when the file cannot be opened, or when the signal aborts. */
  read(file: SourceFile, signal?: AbortSignal, options?: PoolReadOptions): Promise<ReadOutcome>;
  /** The files of an archive. Rejects with DocumentRefused when it is damaged or made to harm. */
  unpack(file: SourceFile, signal?: AbortSignal): Promise<Archive>;
  /** Codes on the photograph of a label. Rejects with DocumentRefused for what is no picture that can be opened. */
  readCodes(file: SourceFile, signal?: AbortSignal): Promise<readonly PhotoCode[]>;
  /** Whether the pages of a PDF show the figures that its text layer says. Takes seconds a page. Rejects with DocumentRefused when it cannot be read. */
  compareImage(file: SourceFile, signal?: AbortSignal): Promise<readonly Signal[]>;
  /** Rejects with DocumentRefused when the page cannot be drawn. */
  renderPage(file: SourceFile, page: number, options: RenderOptions, signal?: AbortSignal): Promise<PageImage>;
  /** Ends all children; what is still waiting is rejected. */
  close(): Promise<void>;
}

export interface RenderOptions {
  /** Pixels. */
  readonly width: number;
  /** Regions in points that are painted over. */
  readonly blackOut?: readonly Box[];
}

const DEFAULT_MEMORY = 1024 * 1024 * 1024;

/** Recognising ends itself before it is stopped, so that the pages read by then are kept. */
const OCR_SHARE = 0.75;

class Undelivered extends Error {
  constructor() {
    super('The reader process ended before it was given the file');
  }
}

/** A promise kept by whoever frees a child. */
interface Waiting {
  resolve(reader: ReaderProcess): void;
  reject(reason: unknown): void;
}

const MESSAGES: Readonly<Record<'time-limit' | 'memory-limit' | 'reader-crashed', string>> = {
  'time-limit': 'Reading took too long and was stopped. Ask the issuer for a simpler copy, or print the file to PDF again.',
  'memory-limit': 'Reading needed too much memory and was stopped. Ask the issuer for a simpler copy, or print the file to PDF again.',
  'reader-crashed': 'The reader crashed on this file. Ask the issuer for another copy, and please report the file.',
};

/** A child that gets ready before there is a pool to take it, with the default limit of memory. A program that ends takes it along. */
export const startReader = (): ReaderProcess => new ReaderProcess(DEFAULT_MEMORY);

export function createReaderPool(options: ReaderPoolOptions = {}): ReaderPool {
  return new Pool(options);
}

class Pool implements ReaderPool {
  readonly #size: number;
  readonly #limits: TimeLimits;
  readonly #ocr: { readonly milliseconds: number; readonly maxPages: number } | null;
  readonly #mappings: () => Promise<readonly HeaderMapping[]>;
  readonly #memoryLimit: number;
  readonly #crossCheck: boolean;
  readonly #all = new Set<ReaderProcess>();
  readonly #idle: ReaderProcess[] = [];
  readonly #queue: Waiting[] = [];
  #jobs = 0;
  #closed = false;

  constructor(options: ReaderPoolOptions) {
    this.#size = Math.max(1, options.size ?? 2);
    const recognising = options.ocrTimeLimit ?? 120_000;
    this.#limits = { usual: options.timeLimit ?? 20_000, recognising };
    this.#ocr = recognising === 0 ? null : { milliseconds: OCR_SHARE * recognising, maxPages: options.ocrPages ?? 20 };
    this.#mappings = options.mappings ?? (async () => []);
    this.#memoryLimit = options.memoryLimit ?? DEFAULT_MEMORY;
    this.#crossCheck = options.crossCheck ?? true;
    if (options.first) this.#take(options.first);
  }

  async read(file: SourceFile, signal?: AbortSignal, { examine = false }: PoolReadOptions = {}): Promise<ReadOutcome> {
    const start = performance.now();
    const job: Job = {
      kind: 'read',
      id: ++this.#jobs,
      file,
      mappings: await this.#mappings(),
      examine,
      crossCheck: this.#crossCheck,
      ocr: this.#ocr,
    };
    try {
      const answer = await this.#run(job, signal);
      if (answer.kind !== 'outcome') throw unexpected(answer);
      return answer.outcome;
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error;
      return refusedOutcome(file, error.reason, error.message, performance.now() - start);
    }
  }

  async unpack(file: SourceFile, signal?: AbortSignal): Promise<Archive> {
    const answer = await this.#run({ kind: 'unpack', id: ++this.#jobs, file }, signal);
    if (answer.kind !== 'archive') throw unexpected(answer);
    return answer.archive;
  }

  async readCodes(file: SourceFile, signal?: AbortSignal): Promise<readonly PhotoCode[]> {
    const answer = await this.#run({ kind: 'codes', id: ++this.#jobs, file }, signal);
    if (answer.kind !== 'codes') throw unexpected(answer);
    return answer.codes;
  }

  async compareImage(file: SourceFile, signal?: AbortSignal): Promise<readonly Signal[]> {
    const milliseconds = OCR_SHARE * this.#limits.recognising;
    const answer = await this.#run({ kind: 'compare', id: ++this.#jobs, file, milliseconds }, signal);
    if (answer.kind !== 'compared') throw unexpected(answer);
    return answer.signals;
  }

  async renderPage(file: SourceFile, page: number, options: RenderOptions, signal?: AbortSignal): Promise<PageImage> {
    const answer = await this.#run(
      { kind: 'render', id: ++this.#jobs, file, page, width: options.width, blackOut: options.blackOut ?? [] },
      signal,
    );
    if (answer.kind !== 'image') throw unexpected(answer);
    return answer.image;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0)) waiting.reject(new Error('The reader pool was closed'));
    await Promise.all([...this.#all].map(reader => reader.end()));
  }

  /** A child may end while it waits, from what an earlier file left behind: the next file is not to blame, and goes to another child. */
  async #run(job: Job, signal: AbortSignal | undefined): Promise<Answer> {
    try {
      return await this.#attempt(job, signal);
    } catch (error) {
      if (!(error instanceof Undelivered)) throw error;
      return this.#attempt(job, signal);
    }
  }

  async #attempt(job: Job, signal: AbortSignal | undefined): Promise<Answer> {
    signal?.throwIfAborted();
    const reader = await this.#acquire(signal);
    let keep = false;
    try {
      const given = job.kind === 'read' ? { ...job, inTurn: this.#isCrowded() } : job;
      const answer = await reader.run(given, this.#limits, signal);
      keep = !(answer.kind === 'outcome' && answer.exhausted) && answer.kind !== 'error';
      if (answer.kind === 'refused') throw new DocumentRefused(answer.reason, answer.message);
      if (answer.kind === 'error') throw failure(answer);
      return answer;
    } catch (error) {
      if (reader.undelivered && !reader.neverStarted && !signal?.aborted) throw new Undelivered();
      const reason = reader.died;
      if (!reason || signal?.aborted || reader.neverStarted) throw error;
      throw new DocumentRefused(reason, MESSAGES[reason as keyof typeof MESSAGES] ?? String(error), { cause: error });
    } finally {
      this.#release(reader, keep);
    }
  }

  async #acquire(signal: AbortSignal | undefined): Promise<ReaderProcess> {
    if (this.#closed) throw new Error('The reader pool was closed');
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#all.size < this.#size) return this.#start();
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        resolve: reader => {
          signal?.removeEventListener('abort', cancel);
          resolve(reader);
        },
        reject,
      };
      const cancel = () => {
        const at = this.#queue.indexOf(waiting);
        if (at >= 0) this.#queue.splice(at, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#queue.push(waiting);
    });
  }

  /** Many files fill the cores by themselves; a file alone is read by both engines at once. */
  #isCrowded(): boolean {
    return this.#queue.length > 0 || this.#all.size - this.#idle.length > 1;
  }

  /** One that was started with another limit than the pool's is of no use. */
  #take(first: ReaderProcess): void {
    this.#all.add(first);
    this.#release(first, this.#memoryLimit === DEFAULT_MEMORY);
  }

  #start(): ReaderProcess {
    const reader = new ReaderProcess(this.#memoryLimit);
    this.#all.add(reader);
    return reader;
  }

  #release(reader: ReaderProcess, keep: boolean): void {
    const usable = keep && !reader.died && !this.#closed;
    if (!usable) {
      this.#all.delete(reader);
      void reader.end();
    }
    const next = this.#queue.shift();
    if (next) next.resolve(usable ? reader : this.#start());
    else if (usable) this.#idle.push(reader);
  }
}

function unexpected(answer: Answer): Error {
  return new Error(`The reader answered ${answer.kind}`);
}

/** A mistake of the program, or a file that cannot be opened (`code` as the file system gives it). */
function failure(answer: Extract<Answer, { kind: 'error' }>): Error {
  if (answer.code && /^E[A-Z]+$/.test(answer.code)) return Object.assign(new Error(answer.message), { code: answer.code });
  const error = new DocumentRefused('reader-crashed' satisfies Refusal, `${MESSAGES['reader-crashed']} (${answer.message})`);
  if (answer.stack) error.stack = answer.stack;
  return error;
}
