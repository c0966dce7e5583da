/** The part of a server that signs a head of the log every day. */
import { setTimeout as pause } from 'node:timers/promises';
import { databaseNow } from '../store/clock.ts';
import { needsHead, signHead } from '../store/log-heads.ts';
import type { SigningKey } from '../store/signing-key.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './keep-judged.ts';
import { dayOf } from './score.ts';

/** How often it looks whether a day began; several servers on one database sign one head between them. */
const EVERY_MS = 60_000;

/** Works until the signal comes. Never throws. */
export async function keepHeads(store: Store, key: SigningKey, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      if (await needsHead(store.em(), dayOf(await databaseNow(store.em())))) {
        const head = await signHead(store, key);
        if (head !== null) log.info({ size: head.size, key: head.key }, 'a head of the log is signed');
      }
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'no head of the log could be signed');
    }
    await pause(EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}
