/** What a server does over and over until it stops: one way to wait, to stop, and to tell of what failed. */
import { setTimeout as pause } from 'node:timers/promises';

/** Where it tells what it does; a pino logger is one. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface Repeated {
  readonly everyMs: number;
  /** Of the time at most that the work may take, while there is always something to do; by default all of it. */
  readonly share?: number;
  /** The first turn comes after as long as the others, so that a start has other things done first. */
  readonly later?: boolean;
  /** What the log says when a turn fails. */
  readonly failure: string;
  readonly log: Log;
  /** When it comes the waiting ends; a turn that runs sees to itself. */
  readonly signal: AbortSignal;
}

/** Works until the signal comes. Never throws: the next turn may succeed. */
export async function repeat(
  { everyMs, share = 1, later = false, failure, log, signal }: Repeated,
  turn: () => Promise<void>,
): Promise<void> {
  const wait = (ms: number) => pause(ms, undefined, { signal, ref: false }).catch(() => {});
  if (later) await wait(everyMs);
  while (!signal.aborted) {
    const started = performance.now();
    try {
      await turn();
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, failure);
    }
    const took = performance.now() - started;
    await wait(share < 1 ? Math.max(everyMs, took / share) : everyMs);
  }
}
