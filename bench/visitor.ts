/**
 * Asks for addresses one after the other and says how long each took, in a process of its own that holds nothing else: what the bench's own memory
 * costs to collect (it has loaded a database) would else be counted as the server's time.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';

export interface Visitor {
  /** Milliseconds until the last byte of each. Rejects when one is not answered with 200. */
  visit(addresses: readonly string[]): Promise<readonly number[]>;
  close(): void;
}

type Answer = { readonly times: readonly number[] } | { readonly failed: string };

export function createVisitor(): Visitor {
  const child = fork(import.meta.filename);
  return {
    async visit(addresses) {
      child.send(addresses);
      const [answer] = (await once(child, 'message')) as [Answer];
      if ('failed' in answer) throw new Error(answer.failed);
      return answer.times;
    },
    close: () => child.disconnect(),
  };
}

const agent = new Agent({ keepAlive: true });

async function time(address: string): Promise<number> {
  const start = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  get(address, { agent, headers: { 'accept-encoding': 'gzip, br' } }, answer => {
    if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`));
    answer.resume().on('end', resolve).on('error', reject);
  }).on('error', reject);
  await promise;
  return performance.now() - start;
}

async function timeAll(addresses: readonly string[]): Promise<Answer> {
  try {
    const times: number[] = [];
    for (const address of addresses) times.push(await time(address));
    return { times };
  } catch (error) {
    return { failed: String(error) };
  }
}

// as a process of its own
if (process.argv[1] === import.meta.filename)
  process.on('message', async addresses => process.send?.(await timeAll(addresses as readonly string[])));
