/**
 * pdf.js's worker run where it is called. On its own pdf.js copies every message between its two halves even within one thread, a fifth of
 * the time of reading text; here they are handed over as they are.
 */
import type { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { TEXT_WORKER } from './text-only.ts';

interface Message {
  /** A few pieces of text; the sender empties it and fills it again. */
  readonly chunk?: object;
}

type Listener = (event: { readonly data: Message }) => void;

/** One end of a line between two; what is posted at it arrives at the other, after what runs now. */
class Port {
  other: Port | null = null;
  readonly #listeners = new Set<Listener>();

  postMessage(message: Message): void {
    const data = message.chunk ? { ...message, chunk: { ...message.chunk } } : message;
    queueMicrotask(() => this.other?.hear(data));
  }

  hear(data: Message): void {
    for (const listener of [...this.#listeners]) listener({ data });
  }

  addEventListener(_type: string, listener: Listener, { signal }: { readonly signal?: AbortSignal } = {}): void {
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  removeEventListener(_type: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }
}

interface WorkerModule {
  readonly WorkerMessageHandler: { initializeFromPort(port: Port): void };
}

export async function loadWorker() {
  const [{ PDFWorker }, { WorkerMessageHandler }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import(TEXT_WORKER) as Promise<WorkerModule>,
  ]);
  return { PDFWorker, WorkerMessageHandler };
}

/** A worker for one document. */
export async function directWorker(): Promise<PDFWorker> {
  const { PDFWorker, WorkerMessageHandler } = await loadWorker();
  const [near, far] = [new Port(), new Port()];
  near.other = far;
  far.other = near;
  // pdf.js takes anything that posts and hears messages
  const worker = new PDFWorker({ port: near as never, verbosity: 0 });
  WorkerMessageHandler.initializeFromPort(far);
  return worker;
}
