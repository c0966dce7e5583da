/** The part of a server that makes a snapshot a day, of real data and of the samples, where something changed since the last one. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { databaseNow } from '../store/clock.ts';
import { NoQuietMoment } from '../store/consistent-read.ts';
import { newestEntry } from '../store/log-entries.ts';
import { needsHead } from '../store/log-heads.ts';
import { listSnapshots, madeAt, SNAPSHOTS_FOLDER } from '../store/snapshots.ts';
import type { Store } from '../store/store.ts';
import { type Log, repeat } from './repeat.ts';
import { dayOf } from './score.ts';
import { makeSnapshot, NothingPublic } from './snapshot.ts';

/** How often it looks; the first time after as long, so that a start has other things done first. */
const EVERY_MS = 60_000;

/** Works until the signal comes. Never throws. */
export async function keepSnapshots(store: Store, { dataDir }: Pick<Config, 'dataDir'>, log: Log, signal: AbortSignal): Promise<void> {
  const out = join(dataDir, SNAPSHOTS_FOLDER);
  const done = new Set<string>();
  await repeat({ everyMs: EVERY_MS, later: true, failure: 'no snapshot could be made', log, signal }, async () => {
    const day = dayOf(await databaseNow(store.em()));
    // the head of the day goes into it
    if (await needsHead(store.em(), day)) return;
    for (const samples of [false, true]) {
      const turn = `${day} ${samples}`;
      if (done.has(turn)) continue;
      if (!(await isDue(store, out, samples, day)) || (await makeOne(store, { out, samples, signal }, log))) done.add(turn);
    }
  });
}

/** None was made on this day, and something changed since the last one. */
export async function isDue(store: Pick<Store, 'em'>, out: string, samples: boolean, day: string): Promise<boolean> {
  const last = (await listSnapshots(out)).find(each => each.samples === samples);
  if (last === undefined) return true;
  if (dayOf(await madeAt(last)) === day) return false;
  return (await newestEntry(store.em()))?.seq !== last.seq;
}

/** False: not yet; the next turn tries again. */
async function makeOne(store: Store, options: { out: string; samples: boolean; signal: AbortSignal }, log: Log): Promise<boolean> {
  try {
    const { id, samples, rows } = await makeSnapshot(store, options);
    log.info({ id, samples, results: rows.results }, 'a snapshot is made');
    return true;
  } catch (error) {
    // a new installation has nothing yet
    if (error instanceof NothingPublic) return true;
    if (!(error instanceof NoQuietMoment)) throw error;
    log.warn({}, 'no snapshot yet: the database was written to all the time');
    return false;
  }
}
