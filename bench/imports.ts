/** How fast files become records, on top of what a database holds, beside reading them alone. */
import { ingestFile, underWay } from '../src/ingest/ingest.ts';
import { createReaderPool, type ReaderPool } from '../src/ingest/pool.ts';
import { openOrm } from '../src/store/orm.ts';
import { createStore } from '../src/store/store.ts';
import { generate } from '../test/generator/generate.ts';

/** Files a second. */
export interface ImportRates {
  /** Two readers, and nothing is recorded. */
  readonly read: number;
  /** One reader, as many files under way as the program has then. */
  readonly one: number;
  /** Two readers. */
  readonly two: number;
}

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Certificates of all layouts, the same share of each whatever the first seed. */
async function certificates(first: number, count: number): Promise<File[]> {
  const files: File[] = [];
  for (let seed = first; seed < first + count; seed++) files.push({ name: `${seed}.pdf`, bytes: (await generate({ seed })).pdf });
  return files;
}

/** Records 2 × `count` certificates in the database, whose `first` has to be new to it. */
export async function importRates(
  database: { readonly url: string; readonly folder: string },
  first: number,
  count: number,
): Promise<ImportRates> {
  const orm = await openOrm({ kind: 'postgresql', url: database.url });
  const [single, pair] = [createReaderPool({ size: 1 }), createReaderPool({ size: 2 })];
  try {
    const store = await createStore(orm, { dataDir: database.folder }, null);
    const ingest = (pool: ReaderPool) => (file: File) => ingestFile({ store, pool }, file);
    const [some, others] = [await certificates(first, count), await certificates(first + count, count)];
    // what records has run, and readers are as warm before they only read as before they import
    await rate(await certificates(first + 2 * count, 8), 2, ingest(pair));
    await rate(others, 2, file => alone(pair, file));
    const read = await rate(some, 2, file => alone(pair, file));
    // as warm as each of the two
    await rate(some.slice(0, Math.ceil(count / 2)), 1, file => alone(single, file));
    const two = await rate(some, underWay(2), ingest(pair));
    const one = await rate(others, underWay(1), ingest(single));
    return { read, one, two };
  } finally {
    await Promise.all([single.close(), pair.close()]);
    await orm.close();
  }
}

/** As it is read for recording. */
const alone = (pool: ReaderPool, file: File) => pool.read(file, undefined, { examine: true });

async function rate(files: readonly File[], atOnce: number, work: (file: File) => Promise<unknown>): Promise<number> {
  const waiting = [...files];
  const start = performance.now();
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await work(file);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return files.length / ((performance.now() - start) / 1000);
}
