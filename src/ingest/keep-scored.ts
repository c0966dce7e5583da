/** The part of a server that brings scorecards, and what recalls may concern, up to date soon after something changed. */
import { setTimeout as pause } from 'node:timers/promises';
import { databaseNow } from '../store/clock.ts';
import { hasChanges } from '../store/scoring.ts';
import type { Store } from '../store/store.ts';
import { alone } from './alone.ts';
import type { Log } from './keep-judged.ts';
import { matchRecalls } from './recall.ts';
import { dayOf, rescore } from './score.ts';

/** How often it looks; changes that come close together are then taken together. */
const EVERY_MS = 1500;
/** Of the time at most, while changes keep coming: what is computed for all vendors must not slow down everything else. */
const SHARE = 0.1;

/** Works until the signal comes. Never throws. */
export async function keepScored(store: Store, log: Log, signal: AbortSignal): Promise<void> {
  let day = '';
  while (!signal.aborted) {
    const started = performance.now();
    try {
      const today = dayOf(await databaseNow(store.em()));
      if (today !== day || (await hasChanges(store.em()))) {
        const done = await alone(store, 'scores', async () => {
          const scored = await rescore(store);
          await matchRecalls(store);
          return scored;
        });
        day = today;
        const { written, gone } = done ?? { written: 0, gone: 0 };
        if (written + gone > 0)
          log.info({ written, gone, milliseconds: Math.round(performance.now() - started) }, 'scorecards are up to date');
      }
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'scorecards could not be brought up to date');
    }
    const took = performance.now() - started;
    await pause(Math.max(EVERY_MS, took / SHARE), undefined, { signal, ref: false }).catch(() => {});
  }
}
