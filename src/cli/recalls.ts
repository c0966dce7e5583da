/** `leafproof recalls`: enforcement reports of openFDA, recorded and matched with vendors and lots. */
import { matchRecalls, type Recorded, recordRecalls } from '../ingest/recall.ts';
import { type RecallFile, RecallFileError, readRecallFile } from '../ingest/recall-file.ts';
import type { Store } from '../store/store.ts';
import { withStore } from './open.ts';

/** Of refused rows, named one by one; the rest is counted. */
const MOST_NAMED = 20;

export async function recalls(paths: readonly string[], { json = false }: { json?: boolean }): Promise<number> {
  return withStore(async store => {
    let whole = true;
    for (const path of paths) whole = (await one(store, path, json)) && whole;
    const changed = await matchRecalls(store);
    if (!json) console.log(`${changed} ${changed === 1 ? 'match' : 'matches'} with vendors and lots changed`);
    return whole ? 0 : 1;
  });
}

/** False when something of the path was refused. */
async function one(store: Store, path: string, json: boolean): Promise<boolean> {
  let files: RecallFile[];
  try {
    files = await readRecallFile(path);
  } catch (error) {
    if (!(error instanceof RecallFileError)) throw error;
    if (json) console.log(JSON.stringify({ file: path, outcome: 'refused', reason: error.message }));
    else console.error(`leafproof: ${path}: ${error.message}`);
    return false;
  }
  for (const file of files) say(file, await recordRecalls(store, file), json);
  return files.every(({ refused }) => refused.length === 0);
}

function say({ name, refused }: RecallFile, recorded: Recorded, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ file: name, outcome: refused.length === 0 ? 'read' : 'partial', ...recorded, refused }));
    return;
  }
  const { added, changed, unchanged, outdated, aboutKratom } = recorded;
  const parts = [`${added} new`, `${changed} changed`, `${unchanged} as they were`];
  if (outdated.length > 0) parts.push(`${outdated.length} older than what is kept`);
  if (refused.length > 0) parts.push(`${refused.length} refused`);
  console.log(`${name}: ${parts.join(', ')}; ${aboutKratom} about kratom`);
  for (const { pointer, number, message } of refused.slice(0, MOST_NAMED)) console.error(`  ${pointer} ${number ?? ''}: ${message}`);
  if (refused.length > MOST_NAMED) console.error(`  and ${refused.length - MOST_NAMED} more; --json lists them all`);
}
