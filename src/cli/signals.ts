/** `leafproof review signals|confirm-signal|dismiss-signal`: what was seen of authenticity, and what a person decides about it. */
import { userInfo } from 'node:os';
import { addSignals } from '../ingest/authenticity.ts';
import { ReviewError } from '../ingest/decision.ts';
import { decideSignal } from '../ingest/signals.ts';
import { type AuthenticityItem, openContradictions } from '../store/authenticity.ts';
import { storageKey } from '../store/files.ts';
import { findOriginal } from '../store/original.ts';
import { READ_ONLY, withReaders, withStore } from './open.ts';

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
  }, READ_ONLY);
}

export function signalLine({ id, kind, outcome, detail, confirmed, dismissed }: AuthenticityItem): string {
  const decision = confirmed ? `, confirmed by ${confirmed.by}` : dismissed ? `, dismissed by ${dismissed.by}` : '';
  return `  ${id} [${kind}, ${outcome}${decision}] ${detail}`;
}

/** Draws the pages, recognises their numbers and compares them with the text; what it sees is kept with the certificate. */
export async function compareImage(ids: readonly string[]): Promise<number> {
  return withReaders(1, async ({ store, pool, signal }) => {
    let status = 0;
    for (const id of ids) {
      const original = await findOriginal(store.em(), id, { includeUnpublished: true });
      if (original === null) {
        console.error(`leafproof: there is no original of a certificate ${id}`);
        status = 1;
        continue;
      }
      const bytes = await store.files.read(storageKey(original.sha256));
      const signals = await pool.compareImage({ name: original.fileName, bytes }, signal);
      await store.transaction(em => addSignals(em, id, 'image-text', signals));
      console.log(`${id}: ${signals.map(({ detail }) => detail).join(' ') || 'no number could be compared'}`);
    }
    return status;
  });
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
        if (!(error instanceof ReviewError)) throw error;
        console.error(`leafproof: ${error.message}`);
        status = 1;
      }
    }
    return status;
  });
}
