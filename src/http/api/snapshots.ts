/** Snapshots: what was public at one moment, as files that never change. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST } from '../../export/data-package.ts';
import { snapshotDifferences } from '../../ingest/snapshot-diff.ts';
import {
  filesOf,
  findSnapshot,
  listSnapshots,
  SNAPSHOTS_FOLDER,
  type Snapshot,
  type SnapshotSummary,
  summaryOf,
  takenDownIn,
} from '../../store/snapshots.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Reply, type Route, route } from '../route.ts';
import { Count, exampleOf, name, type Shown, Text, Time } from './schema.ts';

const SnapshotID = z.string().regex(/^[0-9a-f]{64}$/);

const ItemSchema = name(
  'Snapshot',
  z.object({
    id: SnapshotID.meta({ description: `SHA-256 of \`${MANIFEST}\`, which holds that of every other file.` }),
    at: Time.meta({ description: 'Time of the newest entry of the log: the moment it is a snapshot of.' }),
    log: Count.meta({ description: 'Number of that entry.' }),
    isSample: z.boolean().meta({ description: 'Of the invented sample data alone; else of real data alone.' }),
    rows: z.record(z.string(), Count).meta({ description: 'Rows of each table.' }),
    bytes: Count.meta({ description: 'Of all files.' }),
    takenDown: z
      .array(Text)
      .meta({ description: 'SHA-256 of files taken down since. Where there is one, its files are handed out no more.' }),
  }),
  'What was public at one moment.',
  {
    ...{ id: 'e7f9'.repeat(16), at: '2026-03-02T00:00:04.000Z', log: 1204, isSample: false },
    ...{ rows: { results: 5012, certificates: 240, verdicts: 3107 }, bytes: 9_120_334, takenDown: [] },
  },
);
const ListSchema = name('SnapshotList', z.object({ items: z.array(ItemSchema), next: z.null() }), 'All of them, the newest first.', {
  items: [exampleOf(ItemSchema)],
  next: null,
});
const FileSchema = z.object({ path: Text, title: Text, mediaType: Text, bytes: Count, sha256: Text });
const OneSchema = name(
  'SnapshotWithFiles',
  z.object({ ...ItemSchema.shape, citation: Text, files: z.array(FileSchema) }),
  'A snapshot with its files; `/snapshots/{id}/{path}` is each.',
  {
    ...exampleOf(ItemSchema),
    citation: `Leafproof. Lab results of kratom products from published certificates of analysis, as of 2026-03-02. Snapshot ${'e7f9'.repeat(16)}.`,
    files: [{ path: 'results.csv', title: 'Results, one row each', mediaType: 'text/csv', bytes: 2_310_448, sha256: 'a3f5'.repeat(16) }],
  },
);

export const snapshotsFolder = ({ config }: Context): string => join(config.dataDir, SNAPSHOTS_FOLDER);

/** How to name one in a paper. */
export const citationOf = ({ id, manifest }: Snapshot): string =>
  `${manifest.title.replace(':', '.').replace(/^(\w+\. )(\w)/, (_, site: string, letter: string) => site + letter.toUpperCase())}, as of ${manifest.created.slice(0, 10)}. Snapshot ${id}.`;

export async function snapshotItem({ store }: Context, summary: SnapshotSummary): Promise<Shown<typeof ItemSchema>> {
  const { id, at, seq, samples, rows, bytes } = summary;
  return { id, at, log: seq, isSample: samples, rows, bytes, takenDown: await takenDownIn(store.em(), summary) };
}

/** Throws not-found. */
export async function snapshotOf(context: Context, id: string): Promise<Snapshot> {
  const found = await findSnapshot(snapshotsFolder(context), id);
  if (found === null) throw new HttpProblem('not-found', 'There is no snapshot of this identifier here.');
  return found;
}

/** One that may be handed out; throws not-found, taken-down. */
async function openOne(context: Context, id: string): Promise<Snapshot> {
  const snapshot = await snapshotOf(context, id);
  const [gone] = await takenDownIn(context.store.em(), summaryOf(snapshot));
  if (gone !== undefined)
    throw new HttpProblem(
      'taken-down',
      `It holds values of a file that was taken down since (SHA-256 ${gone}). A later snapshot does not.`,
    );
  return snapshot;
}

async function fileReply(context: Context, id: string, path: string): Promise<Reply> {
  const snapshot = await openOne(context, id);
  const file =
    path === MANIFEST ? { sha256: id, mediaType: 'application/json' } : filesOf(snapshot.manifest).find(each => each.path === path);
  if (file === undefined) throw new HttpProblem('not-found', 'The snapshot has no such file.');
  return {
    kind: 'file',
    name: path,
    mediaType: file.mediaType,
    chunks: contentOf(join(snapshot.folder, path)),
    // it never changes; a day, as files can be taken down
    headers: { ETag: `"${file.sha256}"`, 'Cache-Control': 'public, max-age=86400, immutable' },
  };
}

/** Opened when it is read: who asks for headers alone leaves nothing open. */
async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}

const FILE_TYPES = [
  'text/csv',
  'application/vnd.apache.parquet',
  'application/json',
  'application/x-ndjson',
  'application/ld+json',
  'application/yaml',
  'text/markdown',
];

export const snapshotRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/snapshots',
    operationId: 'listSnapshots',
    tag: 'History',
    summary: 'Snapshots: everything that was public at one moment, as files that never change',
    responses: { 200: { description: 'All of them', schema: ListSchema } },
    async handle(context) {
      const found = await listSnapshots(snapshotsFolder(context));
      return json({ items: await Promise.all(found.map(each => snapshotItem(context, each))), next: null });
    },
  }),
  route({
    method: 'get',
    path: '/snapshots/:id',
    operationId: 'getSnapshot',
    tag: 'History',
    summary: 'One snapshot with its files, and how to cite it',
    params: z.strictObject({ id: SnapshotID }),
    problems: ['not-found'],
    responses: { 200: { description: 'The snapshot', schema: OneSchema } },
    async handle(context, { params }) {
      const snapshot = await snapshotOf(context, params.id);
      const files = filesOf(snapshot.manifest);
      return json({ ...(await snapshotItem(context, summaryOf(snapshot))), citation: citationOf(snapshot), files });
    },
  }),
  route({
    method: 'get',
    path: '/snapshots/:id/:file',
    operationId: 'getSnapshotFile',
    tag: 'History',
    summary: 'One file of a snapshot',
    description: `\`${MANIFEST}\` is the manifest. The ETag is the SHA-256 of the file.`,
    params: z.strictObject({ id: SnapshotID, file: z.string().regex(/^\w[\w.-]{0,99}$/) }),
    problems: ['not-found', 'taken-down'],
    responses: { 200: { description: 'The file', mediaTypes: FILE_TYPES } },
    handle: (context, { params }) => fileReply(context, params.id, params.file),
  }),
  route({
    method: 'get',
    path: '/snapshots/:before/diff/:after',
    operationId: 'compareSnapshots',
    tag: 'History',
    summary: 'Rows that are in one of two snapshots only, or differ, one a line',
    description:
      'Each line has `table`, `change` (added, removed or changed), `key`, `before` and `after`; of a changed row the columns that differ. An empty text is a missing value.',
    params: z.strictObject({ before: SnapshotID, after: SnapshotID }),
    problems: ['not-found', 'taken-down'],
    responses: { 200: { description: 'The differences', mediaTypes: ['application/x-ndjson'] } },
    async handle(context, { params }) {
      const [before, after] = [await openOne(context, params.before), await openOne(context, params.after)];
      async function* lines() {
        for await (const change of snapshotDifferences(before, after)) yield `${JSON.stringify(change)}\n`;
      }
      return { kind: 'lines', mediaType: 'application/x-ndjson', lines: lines() };
    },
  }),
];
