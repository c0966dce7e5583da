/** The part of a server that signs a head of the log every day. */
import { databaseNow } from '../store/clock.ts';
import { needsHead, signHead } from '../store/log-heads.ts';
import type { SigningKey } from '../store/signing-key.ts';
import type { Store } from '../store/store.ts';
import { type Log, repeat } from './repeat.ts';
import { dayOf } from './score.ts';

/** How often it looks whether a day began; several servers on one database sign one head between them. */
const EVERY_MS = 60_000;

/** Works until the signal comes. Never throws. */
export async function keepHeads(store: Store, key: SigningKey, log: Log, signal: AbortSignal): Promise<void> {
  await repeat({ everyMs: EVERY_MS, failure: 'no head of the log could be signed', log, signal }, async () => {
    if (!(await needsHead(store.em(), dayOf(await databaseNow(store.em()))))) return;
    const head = await signHead(store, key);
    if (head !== null) log.info({ size: head.size, key: head.key }, 'a head of the log is signed');
  });
}
