/** The part of a server that counts anew what pages show of the whole database, soon after something changed. */
import { setTimeout as pause } from 'node:timers/promises';
import { everyFigure } from '../store/figure-kinds.ts';
import { beginEpoch, forgetFigures, hasStaleFigures, keepFigure } from '../store/figures.ts';
import type { Store } from '../store/store.ts';
import { keepDigest, noteMissingParts, vendorsToCount } from '../store/vendor-digest.ts';
import { VENDOR_PARTS } from '../store/vendor-parts.ts';
import { alone } from './alone.ts';
import { type Log, repeat } from './repeat.ts';
import { dayOf } from './score.ts';

/** How often it looks. */
const EVERY_MS = 2000;
/** Of the time at most, while changes keep coming. */
const SHARE = 0.2;

/** Works until the signal comes. Never throws. */
export async function keepFigures(store: Store, log: Log, signal: AbortSignal): Promise<void> {
  let day = '';
  await repeat({ everyMs: EVERY_MS, failure: 'numbers of the whole could not be counted', log, signal }, async () => {
    const started = performance.now();
    const today = dayOf(new Date());
    if (day === '') await noteMissingParts(store.em(), VENDOR_PARTS);
    if (today === day && !(await hasStaleFigures(store.em())) && (await vendorsToCount(store.em(), 1)).length === 0) return;
    const counted = await alone(store, 'figures', () => countFigures(store, { signal, share: SHARE }));
    day = today;
    if (counted) log.info({ counted, milliseconds: Math.round(performance.now() - started) }, 'numbers of the whole are counted');
  });
}

interface CountOptions extends Partial<Pace> {
  readonly some?: typeof everyFigure;
}

/** Counts what is out of date; `share` of the time at most. Returns how many figures that were. */
export async function countFigures(
  store: Pick<Store, 'em'>,
  { signal, share = 1, some = everyFigure }: CountOptions = {},
): Promise<number> {
  let counted = some === everyFigure ? await countVendors(store, { signal, share }) : 0;
  const epoch = await beginEpoch(store.em());
  for (const kind of await some(store.em())) {
    if (signal?.aborted) break;
    const started = performance.now();
    if (!(await keepFigure(store.em(), kind, epoch))) continue;
    counted += 1;
    await rest(started, { signal, share });
  }
  if (some === everyFigure && !signal?.aborted) await forgetFigures(store.em(), epoch);
  return counted;
}

/** Vendors looked for at a time. */
const VENDORS = 100;

/** Counts what pages show of each vendor of whom something changed; each once, as those that change all the time would keep the others waiting. */
export async function countVendors(store: Pick<Store, 'em'>, pace: Pace = { share: 1 }): Promise<number> {
  const done = new Set<string>();
  for (;;) {
    const waiting = (await vendorsToCount(store.em(), VENDORS + done.size)).filter(vendor => !done.has(vendor));
    for (const vendor of waiting) {
      if (pace.signal?.aborted) return done.size;
      const started = performance.now();
      await keepDigest(store.em(), vendor, VENDOR_PARTS);
      done.add(vendor);
      await rest(started, pace);
    }
    if (waiting.length === 0) return done.size;
  }
}

interface Pace {
  readonly signal?: AbortSignal | undefined;
  /** Of the time at most. */
  readonly share: number;
}

async function rest(started: number, { signal, share }: Pace): Promise<void> {
  if (share < 1) await pause((performance.now() - started) * (1 / share - 1), undefined, { signal, ref: false }).catch(() => {});
}
