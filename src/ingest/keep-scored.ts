/** The part of a server that brings scorecards, and what recalls may concern, up to date soon after something changed. */
import { databaseNow } from '../store/clock.ts';
import { hasChanges } from '../store/scoring.ts';
import type { Store } from '../store/store.ts';
import { alone } from './alone.ts';
import { matchRecalls } from './recall.ts';
import { type Log, repeat } from './repeat.ts';
import { dayOf, rescore } from './score.ts';

/** How often it looks; changes that come close together are then taken together. */
const EVERY_MS = 1500;
/** Of the time at most, while changes keep coming: what is computed for all vendors must not slow down everything else. */
const SHARE = 0.1;

/** Works until the signal comes. Never throws. */
export async function keepScored(store: Store, log: Log, signal: AbortSignal): Promise<void> {
  let day = '';
  await repeat({ everyMs: EVERY_MS, share: SHARE, failure: 'scorecards could not be brought up to date', log, signal }, async () => {
    const started = performance.now();
    const today = dayOf(await databaseNow(store.em()));
    if (today === day && !(await hasChanges(store.em()))) return;
    const done = await alone(store, 'scores', async () => {
      const scored = await rescore(store);
      await matchRecalls(store);
      return scored;
    });
    day = today;
    const { written, gone } = done ?? { written: 0, gone: 0 };
    if (written + gone > 0) log.info({ written, gone, milliseconds: Math.round(performance.now() - started) }, 'scorecards are up to date');
  });
}
