/** Makes a snapshot: everything public at one moment as a folder that never changes, named by the hash of its manifest. */
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dataPackage, type FileFacts, MANIFEST, type SnapshotFile, type SnapshotState } from '../export/data-package.ts';
import { LONG_TABLE } from '../export/long-table.ts';
import { citationFile, datasetJsonLd, readMe } from '../export/snapshot-papers.ts';
import { RESULTS, SNAPSHOT_TABLES, type TableDescription } from '../export/snapshot-tables.ts';
import { canonicalJson } from '../quality/canonical-json.ts';
import { scoresDocument } from '../quality/scorecard.ts';
import { readConsistently } from '../store/consistent-read.ts';
import { encoded } from '../store/export.ts';
import { copyLongTable } from '../store/long-table.ts';
import { gatherScoresInput } from '../store/scores-input.ts';
import { hasPublicSamples, judgedSampleLines, logAtSnapshot, ruleSetsInUse } from '../store/snapshot-documents.ts';
import { copySnapshotTable, copyWideTable, type SnapshotScope } from '../store/snapshot-tables.ts';
import { type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { keepYardstickTests } from '../store/yardstick-tests.ts';
import { knowsRulesInUse, queueMissed, rejudge } from './rejudge.ts';
import { rescoreChanges } from './score.ts';

/** Nothing of this kind is public: there is nothing to make a snapshot of. */
export class NothingPublic extends Error {
  constructor(samples: boolean) {
    super(
      samples ? 'There are no sample certificates here.' : 'No certificate is public here yet; --samples makes a snapshot of the samples.',
    );
    this.name = 'NothingPublic';
  }
}

export interface SnapshotMade extends SnapshotState {
  /** SHA-256 of the manifest. */
  readonly id: string;
  readonly folder: string;
  /** It was there before. */
  readonly known: boolean;
}

/** Written below `out` as a folder named by its identifier. Throws NothingPublic, NoQuietMoment. */
export async function makeSnapshot(
  store: Store,
  { out, samples, signal }: { readonly out: string; readonly samples: boolean; readonly signal?: AbortSignal },
): Promise<SnapshotMade> {
  // what is computed from the records is brought up to date first: nothing is written while they are read
  if (await knowsRulesInUse(store.em())) {
    await queueMissed(store);
    await rejudge(store, { signal });
  }
  await rescoreChanges(store);
  await keepYardstickTests(store.em(), sql`select s.id from public_sample s where s.vendor_id is not null`);
  const draft = join(out, `incoming-${randomBytes(8).toString('hex')}`);
  try {
    const state = await readConsistently(store, async (em, snapshot) => {
      await rm(draft, { recursive: true, force: true });
      await mkdir(draft, { recursive: true });
      return writeFolder(em, draft, { samples, snapshot, signal });
    });
    const id = createHash('sha256')
      .update(await readFile(join(draft, MANIFEST)))
      .digest('hex');
    const folder = join(out, id);
    const known = existsSync(folder);
    if (!known) await rename(draft, folder);
    return { ...state, id, folder, known };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

type Part = Pick<SnapshotFile, 'title' | 'description' | 'data'> & { readonly table?: TableDescription };

async function writeFolder(
  em: SqlEntityManager,
  folder: string,
  scope: SnapshotScope & { readonly signal: AbortSignal | undefined },
): Promise<SnapshotState> {
  const { samples } = scope;
  const log = await logAtSnapshot(em);
  if (log === null || !(await hasPublicSamples(em, samples))) throw new NothingPublic(samples);
  const files: SnapshotFile[] = [];
  const rows: Record<string, number> = {};
  const add = async (path: string, part: Part, content: AsyncIterable<Uint8Array> | string): Promise<void> => {
    scope.signal?.throwIfAborted();
    const facts = await writeFileOf(folder, path, content);
    const format = path.slice(path.lastIndexOf('.') + 1);
    const name = part.table === undefined ? path.replace(/\.\w+$/, '').toLowerCase() : part.table.name;
    files.push({
      ...part,
      ...facts,
      name: format === 'parquet' ? `${name}-parquet` : name,
      format,
      mediaType: MEDIA_TYPES[format] ?? 'text/plain',
    });
  };
  const addTable = async (table: TableDescription, chunks: AsyncIterable<Uint8Array>) => {
    const records = recordCounter();
    await add(`${table.name}.csv`, { title: table.title, description: table.description, data: true, table }, records.through(chunks));
    rows[table.name] = records.count() - 1;
  };
  const selection = { samples: samples ? 'samples' : 'real', snapshot: scope.snapshot } as const;
  await addTable(RESULTS, copyLongTable(em, selection, 'csv'));
  const inParquet = encoded(em, copyLongTable(em, selection, 'lines'), { format: 'parquet', columns: LONG_TABLE, base: '' });
  await add(
    'results.parquet',
    { title: `${RESULTS.title}, as Parquet`, description: RESULTS.description, data: true, table: RESULTS },
    inParquet,
  );
  const wide = await copyWideTable(em, scope);
  await addTable(wide.description, wide.chunks);
  for (const table of SNAPSHOT_TABLES) await addTable(table, copySnapshotTable(em, table.name, scope));
  const document = (path: string, title: string, content: AsyncIterable<Uint8Array> | string) =>
    add(path, { title, description: title, data: true }, content);
  await document('rule-sets.json', 'The rule sets in use, whole', `${canonicalJson(await ruleSetsInUse(em))}\n`);
  await document(
    'judged-samples.ndjson',
    'Everything that verdicts are computed from, one sample a line',
    linesOf(judgedSampleLines(em, samples)),
  );
  const { input: whole } = await gatherScoresInput(em, { today: log.newest.at.slice(0, 10) });
  const input = { ...whole, vendors: whole.vendors.filter(({ sample }) => sample === samples) };
  await document('scores-input.json', 'Everything that scorecards are computed from', `${canonicalJson(input)}\n`);
  await document('scorecards.json', 'Scorecards of vendors (docs/scorecard.md)', scoresDocument(input));
  await document('log-heads.json', 'The newest entry of the log, its signed heads and the public keys', `${canonicalJson(log)}\n`);
  const { at, seq, hash } = log.newest;
  const state: SnapshotState = { samples, at, seq, head: hash, rows };
  const tables = [RESULTS, wide.description, ...SNAPSHOT_TABLES];
  const paper = (path: string, title: string, content: string) => add(path, { title, description: title, data: false }, content);
  await paper('README.md', 'What is in it', readMe(state, tables));
  await paper('CITATION.cff', 'How to cite it', citationFile(state));
  await paper(
    'dataset.jsonld',
    'schema.org Dataset',
    datasetJsonLd(
      state,
      files.filter(({ data }) => data),
      tables,
    ),
  );
  await writeFile(join(folder, MANIFEST), dataPackage(state, files));
  return state;
}

export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  jsonld: 'application/ld+json',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  md: 'text/markdown',
  cff: 'application/yaml',
};

async function* linesOf(batches: AsyncIterable<readonly object[]>): AsyncGenerator<Uint8Array> {
  for await (const batch of batches) yield Buffer.from(batch.map(each => `${canonicalJson(each)}\n`).join(''));
}

async function writeFileOf(folder: string, path: string, content: AsyncIterable<Uint8Array> | string): Promise<FileFacts> {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const file = join(folder, path);
  await pipeline(
    typeof content === 'string' ? Readable.from([Buffer.from(content)]) : Readable.from(content),
    hashing,
    createWriteStream(file),
  );
  return { path, bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

/** Counts records of a CSV as it passes: line ends outside quotation marks. */
function recordCounter() {
  let [records, quoted] = [0, false];
  return {
    count: () => records,
    async *through(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        for (const byte of chunk) {
          if (byte === 0x22) quoted = !quoted;
          else if (byte === 0x0a && !quoted) records += 1;
        }
        yield chunk;
      }
    },
  };
}
