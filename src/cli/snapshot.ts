/** `leafproof snapshot`: makes, verifies and compares snapshots. */
import { join, resolve } from 'node:path';
import { makeSnapshot, NothingPublic } from '../ingest/snapshot.ts';
import { snapshotDifferences } from '../ingest/snapshot-diff.ts';
import { verifySnapshot } from '../ingest/snapshot-verify.ts';
import { NoSnapshot, openSnapshot, SNAPSHOTS_FOLDER } from '../store/snapshots.ts';
import { withStore } from './open.ts';

export interface SnapshotOptions {
  readonly out?: string;
  readonly samples?: boolean;
  readonly json?: boolean;
}

/** Prints the folder. */
export async function make({ out, samples = false, json }: SnapshotOptions): Promise<number> {
  return withStore(async (store, config) => {
    try {
      const made = await makeSnapshot(store, { out: out === undefined ? join(config.dataDir, SNAPSHOTS_FOLDER) : resolve(out), samples });
      const { results, verdicts, certificates } = made.rows;
      if (json) console.log(JSON.stringify(made));
      else {
        console.log(made.folder);
        console.error(
          `${results} results and ${verdicts} verdicts of ${certificates} certificates${samples ? ', all invented' : ''}, as of ${made.at}.`,
        );
        if (made.known) console.error('Nothing changed since it was made before.');
      }
      return 0;
    } catch (error) {
      if (!(error instanceof NothingPublic)) throw error;
      console.error(`leafproof: ${error.message}`);
      return 1;
    }
  });
}

export async function verify(folder: string, { json }: Pick<SnapshotOptions, 'json'>): Promise<number> {
  const verified = await ofSnapshots(() => verifySnapshot(resolve(folder)));
  if (verified === null) return 2;
  const { id, samples, at, files, rows, vendorsScored, verdictsRecomputed, verdictsOfOtherRules, findings } = verified;
  if (json) console.log(JSON.stringify(verified));
  else {
    console.log(`${samples ? 'Snapshot of the invented samples' : 'Snapshot'} ${id}, as of ${at}`);
    for (const finding of findings) console.log(finding);
    if (findings.length === 0) {
      console.log(
        `${files} files and ${rows} rows are as the manifest says; ${vendorsScored} scorecards and ${verdictsRecomputed} verdicts come out the same.`,
      );
      if (verdictsOfOtherRules > 0)
        console.log(`${verdictsOfOtherRules} verdicts are by rules that this program does not have, so they were not computed.`);
    }
  }
  return findings.length === 0 ? 0 : 1;
}

export async function diff(before: string, after: string, { json }: Pick<SnapshotOptions, 'json'>): Promise<number> {
  const both = await ofSnapshots(async () => [await openSnapshot(resolve(before)), await openSnapshot(resolve(after))] as const);
  if (both === null) return 2;
  const counts = new Map<string, { added: number; removed: number; changed: number }>();
  for await (const change of snapshotDifferences(...both)) {
    if (json && !process.stdout.write(`${JSON.stringify(change)}\n`)) await new Promise(drained => process.stdout.once('drain', drained));
    const count = counts.get(change.table) ?? { added: 0, removed: 0, changed: 0 };
    count[change.change] += 1;
    counts.set(change.table, count);
  }
  if (json) return 0;
  if (counts.size === 0) console.log('No row differs.');
  for (const [table, { added, removed, changed }] of counts)
    console.log(`${table}: ${added} added, ${removed} removed, ${changed} changed`);
  return 0;
}

async function ofSnapshots<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NoSnapshot)) throw error;
    console.error(`leafproof: ${error.message}`);
    return null;
  }
}
