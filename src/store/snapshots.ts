/** Snapshots kept in the data folder: each a folder named by the SHA-256 of its manifest. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { MANIFEST, PACKAGE_PROFILE } from '../export/data-package.ts';
import { takenDownSince } from './snapshot-documents.ts';
import type { SqlEntityManager } from './sql.ts';

export const SNAPSHOTS_FOLDER = 'snapshots';

const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
/** Names of files alone: nothing leads out of the folder. */
const Path = z.string().regex(/^[\w][\w.-]*$/);
const Name = z.string().regex(/^[a-z0-9][a-z0-9._/-]*$/);

const FieldShape = z.looseObject({
  name: z.string().min(1),
  type: z.enum(['string', 'number', 'integer', 'boolean', 'date', 'datetime']),
  format: z.enum(['default', 'uuid']).optional(),
  description: z.string().min(1),
  unit: z.string().optional(),
  constraints: z.strictObject({ required: z.boolean() }).optional(),
});

const TableSchemaShape = z.looseObject({
  $schema: z.string(),
  fields: z.array(FieldShape).min(1),
  missingValues: z.array(z.string()),
  primaryKey: z.array(z.string()).min(1),
  foreignKeys: z.array(
    z.strictObject({
      fields: z.array(z.string()).length(1),
      reference: z.strictObject({ resource: Name, fields: z.array(z.string()).length(1) }),
    }),
  ),
});

const ResourceShape = z.looseObject({
  name: Name,
  path: Path,
  title: z.string(),
  description: z.string(),
  format: z.string(),
  mediatype: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  bytes: z.int().min(0),
  hash: Hash,
  type: z.literal('table').optional(),
  schema: TableSchemaShape.optional(),
});

/** What a manifest of ours must be: the parts of Data Package 2.0 that it uses, and our own. */
export const ManifestShape = z.looseObject({
  $schema: z.literal(PACKAGE_PROFILE),
  name: z.enum(['leafproof', 'leafproof-samples']),
  title: z.string(),
  description: z.string(),
  version: z.string(),
  created: z.iso.datetime(),
  licenses: z.array(z.looseObject({ name: z.string(), path: z.url(), title: z.string() })).min(1),
  sources: z.array(z.looseObject({ title: z.string() })).min(1),
  contributors: z.array(z.looseObject({ title: z.string(), roles: z.array(z.string()) })).min(1),
  'leafproof:snapshot': z.strictObject({
    version: z.literal(1),
    samples: z.boolean(),
    log: z.strictObject({ seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    rows: z.record(z.string(), z.int().min(0)),
  }),
  resources: z.array(ResourceShape).min(1),
  'leafproof:documents': z.array(z.strictObject({ path: Path, title: z.string(), mediatype: z.string(), bytes: z.int(), hash: Hash })),
});
export type Manifest = z.infer<typeof ManifestShape>;
export type Resource = Manifest['resources'][number];

/** A folder is no snapshot, or none of this version. */
export class NoSnapshot extends Error {
  constructor(folder: string, why: string) {
    super(`${folder} is no snapshot: ${why}`);
    this.name = 'NoSnapshot';
  }
}

export interface Snapshot {
  /** SHA-256 of the manifest as it is. */
  readonly id: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Throws NoSnapshot. */
export async function openSnapshot(folder: string): Promise<Snapshot> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, MANIFEST));
  } catch (error) {
    throw new NoSnapshot(folder, `${MANIFEST} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const read = ManifestShape.safeParse(jsonOf(bytes));
  if (!read.success) {
    const places = read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('/') || 'the manifest'}: ${message}`);
    throw new NoSnapshot(folder, places.join('; '));
  }
  return { id: createHash('sha256').update(bytes).digest('hex'), folder, manifest: read.data };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Every file that the manifest names. */
export const filesOf = ({ resources, 'leafproof:documents': documents }: Manifest) =>
  [...resources, ...documents].map(({ path, title, mediatype, bytes, hash }) => ({
    ...{ path, title, bytes },
    mediaType: mediatype,
    sha256: hash.slice('sha256:'.length),
  }));

const ID = /^[0-9a-f]{64}$/;

/** What lists say of one. */
export interface SnapshotSummary {
  readonly id: string;
  readonly folder: string;
  readonly at: string;
  readonly samples: boolean;
  /** Number of the newest entry of the log. */
  readonly seq: number;
  readonly rows: Readonly<Record<string, number>>;
  /** Of all files. */
  readonly bytes: number;
}

export function summaryOf({ id, folder, manifest }: Snapshot): SnapshotSummary {
  const { samples, log, rows } = manifest['leafproof:snapshot'];
  const bytes = filesOf(manifest).reduce((sum, file) => sum + file.bytes, 0);
  return { id, folder, at: manifest.created, samples, seq: log.seq, rows, bytes };
}

/** Manifests are long and never change; by folder. */
const summaries = new Map<string, SnapshotSummary>();

async function summaryAt(folder: string, id: string): Promise<SnapshotSummary | null> {
  const known = summaries.get(folder);
  if (known !== undefined) return known;
  const found = await findSnapshot(dirname(folder), id);
  if (found === null) return null;
  const summary = summaryOf(found);
  summaries.set(folder, summary);
  return summary;
}

/** Those of the folder, the newest first; what is no snapshot there is left out. */
export async function listSnapshots(folder: string): Promise<SnapshotSummary[]> {
  const names = (await readdir(folder).catch(() => [])).filter(name => ID.test(name));
  const found: SnapshotSummary[] = [];
  for (const name of names) {
    const summary = await summaryAt(join(folder, name), name);
    if (summary !== null) found.push(summary);
  }
  return found.toSorted((a, b) => b.seq - a.seq || Number(a.samples) - Number(b.samples) || (a.id < b.id ? -1 : 1));
}

/** When it was put there; not part of it. */
export const madeAt = async ({ folder }: Pick<SnapshotSummary, 'folder'>): Promise<Date> => (await stat(folder)).mtime;

/** Null for an unknown or a changed one. */
export async function findSnapshot(folder: string, id: string): Promise<Snapshot | null> {
  if (!ID.test(id)) return null;
  const found = await openSnapshot(join(folder, id)).catch(() => null);
  return found?.id === id ? found : null;
}

/** The files taken down since, that it holds values of: then nobody gets it any more. */
export async function takenDownIn(em: SqlEntityManager, { folder, at }: Pick<SnapshotSummary, 'folder' | 'at'>): Promise<string[]> {
  const gone = new Set(await takenDownSince(em, at));
  if (gone.size === 0) return [];
  const found = new Set<string>();
  for await (const line of createInterface({
    input: createReadStream(join(folder, 'certificates.csv')),
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    for (const hash of line.match(/\b[0-9a-f]{64}\b/g) ?? []) if (gone.has(hash)) found.add(hash);
  return [...found];
}
