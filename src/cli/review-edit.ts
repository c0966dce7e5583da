/** `leafproof review vendor|names|map|export-golden`: what a reviewer says beyond yes and no. */
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { goldenPath, goldenText } from '../../importers/golden.ts';
import { PANELS } from '../coa/transcript.ts';
import { assignVendor } from '../ingest/assign.ts';
import { ReviewError } from '../ingest/decision.ts';
import { correctedCase } from '../ingest/export-golden.ts';
import { mapName } from '../ingest/map-name.ts';
import type { Store } from '../store/store.ts';
import { unmappedNames } from '../store/unmapped.ts';
import { withStore } from './open.ts';

interface Said {
  readonly reason: string;
  readonly by?: string;
}

const decision = ({ reason, by }: Said) => ({ actor: by ?? userInfo().username, reason });

async function attempt(work: (store: Store) => Promise<string>): Promise<number> {
  return withStore(async store => {
    try {
      console.log(await work(store));
      return 0;
    } catch (error) {
      if (!(error instanceof ReviewError)) throw error;
      console.error(`leafproof: ${error.message}`);
      return 1;
    }
  });
}

export const vendor = (id: string, name: string, said: Said) =>
  attempt(async store => {
    await assignVendor(store, id, name, decision(said));
    return `${id} is about a product of ${name} now`;
  });

export async function names(options: { json?: boolean }): Promise<number> {
  return withStore(async store => {
    const found = await unmappedNames(store.em(), 1000);
    if (found.length === 0 && !options.json) console.log('Every name is known.');
    for (const entry of found) {
      const words = `${String(entry.results).padStart(5)}  ${entry.panel.padEnd(14)}  ${entry.name}  (see ${entry.example})`;
      console.log(options.json ? JSON.stringify(entry) : words);
    }
    return 0;
  });
}

export async function map(panel: string, name: string, analyte: string, said: Said): Promise<number> {
  const known = PANELS.find(one => one === panel);
  if (known === undefined) {
    console.error(`leafproof: there is no panel ${panel}; panels are ${PANELS.join(', ')}`);
    return 2;
  }
  return attempt(async store => {
    const changed = await mapName(store, { name, panel: known, analyte }, decision(said));
    return `“${name}” means ${analyte} in ${known}; ${changed} certificates were read anew`;
  });
}

export const exportGolden = (id: string, folder: string) =>
  attempt(async store => {
    const golden = await correctedCase(store, id);
    await mkdir(folder, { recursive: true });
    const target = join(folder, basename(golden.fileName));
    await writeFile(target, golden.bytes, { flag: 'wx' });
    await writeFile(goldenPath(target), goldenText(golden), { flag: 'wx' });
    return `${goldenPath(target)}: compare it with the document; a real laboratory’s file stays out of the repository`;
  });
