/** The part of a server that brings verdicts up to date in the background, and says in the log how far it is. */
import { samplesFailed, someFailed } from '../store/rejudgings.ts';
import { RULES } from '../store/rules.ts';
import type { Store } from '../store/store.ts';
import { knowsRulesInUse, queueMissed, type RejudgingProgress, rejudge } from './rejudge.ts';
import { type Log, repeat } from './repeat.ts';

const EVERY_MS = 5 * 60_000;
const TELL_EVERY_MS = 10_000;

/** Works until the signal comes, looking every few minutes whether something waits. Never throws. */
export async function keepJudged(store: Store, log: Log, signal: AbortSignal): Promise<void> {
  let known = true;
  await repeat({ everyMs: EVERY_MS, failure: 'verdicts could not be brought up to date', log, signal }, async () => {
    const knew = known;
    known = await knowsRulesInUse(store.em());
    if (known) await bringUpToDate(store, log, signal);
    else if (knew) log.warn({ rules: RULES.fingerprint }, 'another program judges by other rules here; its verdicts are left alone');
  });
}

async function bringUpToDate(store: Store, log: Log, signal: AbortSignal): Promise<void> {
  await queueMissed(store);
  let told = 0;
  const tell = (progress: RejudgingProgress) => {
    if (progress.waiting === 0 || Date.now() - told < TELL_EVERY_MS) return;
    told = Date.now();
    log.info({ ...progress }, 'judging again');
  };
  const done = await rejudge(store, { signal, onProgress: tell });
  const failed = await samplesFailed(store.em());
  if (failed > 0) log.error({ failed, some: await someFailed(store.em(), 5) }, 'samples could not be judged again, and are put aside');
  if (done.done > 0) log.info({ ...done }, signal.aborted ? 'judging again was stopped; the rest waits' : 'verdicts are up to date');
}
