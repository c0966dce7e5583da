/** `leafproof samples`: the invented certificates of a new installation. */
import { loadSamples, removeSamples } from '../ingest/samples.ts';
import { withReaders, withStore } from './open.ts';

export async function load(): Promise<number> {
  return withReaders(undefined, async opened => {
    const loaded = await loadSamples(opened, { again: true });
    console.log(loaded.length > 0 ? `${loaded.length} sample files loaded` : 'The samples are there already');
    return 0;
  });
}

export async function remove(): Promise<number> {
  return withStore(async store => {
    const files = await removeSamples(store, 'cli');
    console.log(files > 0 ? `${files} sample files and all they brought are removed` : 'There are no samples');
    return 0;
  });
}
