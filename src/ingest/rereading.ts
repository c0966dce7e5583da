/** What a reviewer decides of a new reading: it becomes the one in force, or the old one stays. */

import { isId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { findRereading, type RereadingView, settleRereadings } from '../store/rereading.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decideTogether, ReviewError, reasoned } from './decision.ts';
import type { IngestParts } from './ingest.ts';
import { type Reread, rereadFile } from './reread.ts';

/**
 * Reads the file once more and makes what it says current, as long as it differs in exactly what the reviewer saw: corrections made
 * meanwhile, or a newer importer still, make another comparison of it. Throws ReviewError.
 */
export async function promoteRereading(parts: IngestParts, id: string, decision: Decision): Promise<Reread> {
  reasoned(decision);
  const seen = await waiting(parts.store, id);
  const { sha256, fileName, storageKey, importer, importerVersion } = seen;
  const file = { sha256, fileName, storageKey, importer, importerVersion };
  return rereadFile(parts, file, { actor: decision.actor, promote: true, seen, reason: decision.reason.trim() });
}

/** Keeps the reading in force; the new one stays stored beside it. */
export async function keepReading(store: Store, id: string, decision: Decision): Promise<void> {
  reasoned(decision);
  const { sha256 } = await waiting(store, id);
  const { actor: by, reason } = decision;
  await decideTogether(store, async em => {
    await settleRereadings(em, sha256, { as: 'kept', by, reason: reason.trim() }, new Date());
    await writeLog(em, { actor: by, action: 'reread-keep', subject: `file:${sha256}`, reason: reason.trim(), detail: { rereading: id } });
  });
}

async function waiting(store: Store, id: string): Promise<RereadingView & { readonly storageKey: string }> {
  const found = isId(id) ? await findRereading(store.em(), id) : null;
  if (found === null) throw new ReviewError('not-found', 'This new reading does not wait any more.');
  return found;
}
