/**
 * Asks for addresses and says how long each took, in a process of its own that holds nothing else: what the bench's own memory costs to collect (it has
 * loaded a database) would else be counted as the server's time.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Visitor {
  /** Milliseconds until the last byte of each, one after the other. Rejects when one is not answered with 200. */
  visit(addresses: readonly string[]): Promise<readonly number[]>;
  /** These addresses by turns, each time with another number behind it, so that no page is one that was kept; `again`: as they are. */
  load(addresses: readonly string[], how: How): Promise<Load>;
  close(): void;
}

/** `clients` ask one request after the other; or `rate` requests begin every second, whatever becomes of them. */
export type How = { readonly seconds: number; readonly again?: true } & ({ readonly clients: number } | { readonly rate: number });

export interface Load {
  /** Milliseconds. */
  readonly times: Percentiles;
  /** Answers with 200 a second. */
  readonly rate: number;
  readonly errors: number;
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

interface Question {
  readonly addresses: readonly string[];
  /** null: each once. */
  readonly how: How | null;
}

type Answer = { readonly times: readonly number[] } | { readonly load: Load } | { readonly failed: string };

export function createVisitor(): Visitor {
  const child = fork(import.meta.filename);
  const ask = async (question: Question): Promise<Exclude<Answer, { failed: string }>> => {
    child.send(question);
    const [answer] = (await once(child, 'message')) as [Answer];
    if ('failed' in answer) throw new Error(answer.failed);
    return answer;
  };
  return {
    visit: async addresses => ((await ask({ addresses, how: null })) as { times: readonly number[] }).times,
    load: async (addresses, how) => ((await ask({ addresses, how })) as { load: Load }).load,
    close: () => child.disconnect(),
  };
}

export const withQuery = (address: string, query: string): string => `${address}${address.includes('?') ? '&' : '?'}${query}`;

/** The value that so large a part of them does not exceed; NaN of none. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Milliseconds; null for another answer than 200. */
function time(address: string): Promise<number | null> {
  const start = performance.now();
  return new Promise(resolve => {
    get(address, { agent, headers: { 'accept-encoding': 'gzip, br' } }, answer => {
      answer.on('end', () => resolve(answer.statusCode === 200 ? performance.now() - start : null)).on('error', () => resolve(null));
      answer.resume();
    }).on('error', () => resolve(null));
  });
}

async function visit(addresses: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const address of addresses) {
    const took = await time(address);
    if (took === null) throw new Error(`${address} was not answered`);
    times.push(took);
  }
  return times;
}

let turn = 0;

async function load(addresses: readonly string[], how: How): Promise<Load> {
  const times: number[] = [];
  let errors = 0;
  const one = async () => {
    const address = addresses[turn % addresses.length]!;
    const took = await time(how.again ? address : withQuery(address, `turn=${turn}`));
    turn += 1;
    if (took === null) errors += 1;
    else times.push(took);
  };
  const start = performance.now();
  const until = start + how.seconds * 1000;
  if ('clients' in how) {
    await Promise.all(
      Array.from({ length: how.clients }, async () => {
        while (performance.now() < until) await one();
      }),
    );
  } else {
    const running: Promise<void>[] = [];
    for (let begun = 0; performance.now() < until; begun++) {
      const due = start + (begun / how.rate) * 1000;
      if (due > performance.now()) await pause(due - performance.now());
      running.push(one());
    }
    await Promise.all(running);
  }
  return { times: { p50: share(times, 0.5), p95: share(times, 0.95) }, rate: times.length / ((performance.now() - start) / 1000), errors };
}

async function answer({ addresses, how }: Question): Promise<Answer> {
  try {
    return how === null ? { times: await visit(addresses) } : { load: await load(addresses, how) };
  } catch (error) {
    return { failed: String(error) };
  }
}

// as a process of its own
if (process.argv[1] === import.meta.filename) process.on('message', async question => process.send?.(await answer(question as Question)));
