/** `leafproof review signals|confirm-signal|dismiss-signal`: what was seen of authenticity, and what a person decides about it. */
import { userInfo } from 'node:os';
import { decideSignal, SignalError } from '../ingest/signals.ts';
import { type AuthenticityItem, openContradictions } from '../store/authenticity.ts';
import { withStore } from './open.ts';

export async function signals(options: { json?: boolean }): Promise<number> {
  return withStore(async store => {
    let cursor: string | null = null;
    let count = 0;
    do {
      const slice = await openContradictions(store.em(), { limit: 100, cursor });
      for (const item of slice.items)
        console.log(options.json ? JSON.stringify(item) : `certificate ${item.certificate}\n${signalLine(item)}`);
      count += slice.items.length;
      cursor = slice.next;
    } while (cursor !== null);
    if (!options.json && count === 0) console.log('Nothing that does not fit waits for a decision.');
    return 0;
  });
}

export function signalLine({ id, kind, outcome, detail, confirmed, dismissed }: AuthenticityItem): string {
  const decision = confirmed ? `, confirmed by ${confirmed.by}` : dismissed ? `, dismissed by ${dismissed.by}` : '';
  return `  ${id} [${kind}, ${outcome}${decision}] ${detail}`;
}

interface Said {
  readonly reason: string;
  readonly by?: string;
}

export const confirmSignal = (ids: readonly string[], said: Said) => decide(ids, said, 'confirm');
export const dismissSignal = (ids: readonly string[], said: Said) => decide(ids, said, 'dismiss');

async function decide(ids: readonly string[], { reason, by }: Said, verb: 'confirm' | 'dismiss'): Promise<number> {
  return withStore(async store => {
    let status = 0;
    for (const id of ids) {
      try {
        await decideSignal(store, id, verb, { actor: by ?? userInfo().username, reason });
        console.log(`${id}: ${verb === 'confirm' ? 'confirmed, and public with its certificate' : 'dismissed'}`);
      } catch (error) {
        if (!(error instanceof SignalError)) throw error;
        console.error(`leafproof: ${error.message}`);
        status = 1;
      }
    }
    return status;
  });
}
