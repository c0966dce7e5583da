/** One child process of the pool, with its time and memory limits. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Refusal } from '../document/document.ts';
import type { Answer, Job } from './reader-protocol.ts';

/** `.ts` when this runs from its source; the build puts all that it needs together in a few files. */
const fromSource = extname(fileURLToPath(import.meta.url)) === '.ts';
const READER = fileURLToPath(new URL(fromSource ? '../reader.ts' : '../../reader/reader.js', import.meta.url));
const WATCH_EVERY = 100;
const PAGE_SIZE = 4096;

/** Milliseconds for one file. */
export interface TimeLimits {
  readonly usual: number;
  /** From when it turns out that text must be recognised in pictures. */
  readonly recognising: number;
}

export class ReaderProcess {
  /** Why the child is gone, null while it lives. */
  died: Refusal | null = null;
  /** The child ended before it had the file. */
  undelivered = false;
  #started = false;
  readonly #child: ChildProcess;
  readonly #memoryLimit: number;
  #stderr = '';
  #settle: { resolve(answer: Answer): void; reject(reason: unknown): void } | null = null;
  /** Gives the running job the longer of its time limits. */
  #onSlow: (() => void) | null = null;
  readonly #gone: Promise<void>;

  constructor(memoryLimit: number) {
    this.#memoryLimit = memoryLimit;
    this.#child = start(memoryLimit);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-4000);
    });
    this.#child.on('message', (answer: Answer) => {
      if (answer.kind === 'ready') this.#started = true;
      else if (answer.kind === 'recognising') this.#onSlow?.();
      else this.#take()?.resolve(answer);
    });
    this.#child.on('error', error => this.#take()?.reject(error));
    this.#gone = new Promise(resolve => this.#child.once('close', () => resolve(this.#onExit())));
    this.#rest();
  }

  /** The child's answer. Rejects, with `died` set, when the child is stopped or crashes; with the signal's reason when it aborts. */
  async run(job: Job, limits: TimeLimits, signal?: AbortSignal): Promise<Answer> {
    const child = this.#child;
    this.#hold();
    const stop = () => this.#stop('time-limit');
    let timer = setTimeout(stop, limits.usual);
    this.#onSlow = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, limits.recognising);
      this.#onSlow = null;
    };
    const watch = setInterval(() => this.#watchMemory(), WATCH_EVERY);
    const abort = () => {
      const settle = this.#take();
      this.#stop('reader-crashed');
      settle?.reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#settle = { resolve, reject };
        if (this.died) return this.#notDelivered(new Error(this.#lastWords()));
        child.send(job, error => error && this.#notDelivered(error));
      });
    } finally {
      this.#onSlow = null;
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener('abort', abort);
      this.#rest();
    }
  }

  async end(): Promise<void> {
    this.#hold();
    if (!this.died) this.#stop('reader-crashed');
    await this.#gone;
  }

  /** Until the child's last word: its end is known only when its pipes have closed too, which may be after it exited. */
  #hold(): void {
    this.#child.ref();
    this.#child.channel?.ref();
    (this.#child.stderr as { ref?(): void } | null)?.ref?.();
  }

  /** An idle child must not keep the program from ending. */
  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
    (this.#child.stderr as { unref?(): void } | null)?.unref?.();
  }

  #stop(reason: Refusal): void {
    this.died ??= reason;
    this.#child.kill('SIGKILL');
  }

  #notDelivered(error: Error): void {
    this.undelivered = true;
    this.#stop('reader-crashed');
    this.#take()?.reject(error);
  }

  #take(): { resolve(answer: Answer): void; reject(reason: unknown): void } | null {
    const settle = this.#settle;
    this.#settle = null;
    return settle;
  }

  #onExit(): void {
    this.died ??= /memory-limit|heap out of memory|Array buffer allocation failed/.test(this.#stderr) ? 'memory-limit' : 'reader-crashed';
    this.#take()?.reject(new Error(this.#lastWords()));
  }

  /** A child that never got ready failed through no fault of the file. */
  get neverStarted(): boolean {
    return this.died === 'reader-crashed' && !this.#started;
  }

  #lastWords(): string {
    return `The reader process ended (${this.died ?? 'unknown'}): ${this.#stderr.trim().slice(0, 1000)}`;
  }

  /** Where `/proc` is there the parent watches too; elsewhere the child's own watch is all there is. */
  #watchMemory(): void {
    const rss = residentMemory(this.#child.pid);
    if (rss !== null && rss > this.#memoryLimit) this.#stop('memory-limit');
  }
}

/** The child gets no environment (no keys, no addresses), and where Node can forbid it, may not write files or start programs. */
function start(memoryLimit: number): ChildProcess {
  const heap = Math.max(64, Math.floor(memoryLimit / 1024 / 1024));
  const flags = [`--max-old-space-size=${heap}`, '--no-warnings', ...PERMISSIONS];
  return fork(READER, [String(memoryLimit)], {
    execArgv: [...flags.filter(flag => process.allowedNodeEnvironmentFlags.has(flag.replace(/=.*/, ''))), ...ENGINE],
    env: { TZ: 'UTC' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/**
 * How V8 works in a child. Importers hold hundreds of patterns: without the first flag each is compiled to bytecode first and to machine code
 * at its second use. A file leaves many short-lived words behind: a young generation of up to 32 MiB, large from the first file on, is
 * collected less often, and by the reading thread itself, as the other processors have readers of their own. The old generation is not looked
 * through before it holds more than the programs themselves. Functions of WebAssembly are compiled once more, for speed, only when they have run
 * for long: with the first files the processors have enough to do.
 */
export const ENGINE = [
  '--no-regexp-tier-up',
  '--min-semi-space-size=16',
  '--max-semi-space-size=32',
  '--single-threaded-gc',
  '--initial-old-space-size=128',
  '--wasm-tiering-budget=150000000',
];

/** The watch over memory and the second engine are threads; native modules are not allowed. */
const PERMISSIONS = process.allowedNodeEnvironmentFlags.has('--permission') ? ['--permission', '--allow-fs-read=*', '--allow-worker'] : [];

function residentMemory(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE_SIZE;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
