/** The manifest of a snapshot: a Frictionless Data Package, version 2, with the data dictionary as table schemas. */
import type { ColumnType, LongColumn } from './long-table.ts';
import type { TableDescription } from './snapshot-tables.ts';

/** Facts of the data are nobody's; what this collection adds is given away as well. Whoever uses it is asked to cite it. */
export const DATA_LICENCE = {
  name: 'CC0-1.0',
  path: 'https://creativecommons.org/publicdomain/zero/1.0/',
  title: 'Creative Commons CC0 1.0 Universal',
} as const;

export const MANIFEST = 'datapackage.json';
export const PACKAGE_PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';
export const SCHEMA_PROFILE = 'https://datapackage.org/profiles/2.0/tableschema.json';

/** A file of the folder. */
export interface FileFacts {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface SnapshotFile extends FileFacts {
  /** Of a resource, unique. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly format: string;
  readonly mediaType: string;
  /** Of a table as CSV or Parquet. */
  readonly table?: TableDescription;
  /** False for what explains the data and is none. */
  readonly data: boolean;
}

export interface SnapshotState {
  readonly samples: boolean;
  /** Time, number and hash of the newest entry of the log: the moment that this is a snapshot of. */
  readonly at: string;
  readonly seq: number;
  readonly head: string;
  readonly rows: Readonly<Record<string, number>>;
}

export const titleOf = (samples: boolean): string =>
  samples ? 'Leafproof: invented sample data' : 'Leafproof: lab results of kratom products from published certificates of analysis';

export const descriptionOf = (samples: boolean): string =>
  samples
    ? 'INVENTED SAMPLE DATA. No vendor, product, laboratory or value in it is real. It shows what a snapshot of real data looks like.'
    : 'What certificates of analysis of kratom products state, value by value with the place where it stands, judged against published limits. Results apply to the samples as received by the laboratories. No value says that a product is safe.';

/** The text of the manifest; its SHA-256 is the identifier of the snapshot. */
export function dataPackage(state: SnapshotState, files: readonly SnapshotFile[]): string {
  const { samples, at, seq, head, rows } = state;
  const manifest = {
    $schema: PACKAGE_PROFILE,
    name: samples ? 'leafproof-samples' : 'leafproof',
    title: titleOf(samples),
    description: descriptionOf(samples),
    version: at,
    created: at,
    keywords: ['kratom', 'certificate of analysis', 'laboratory results', 'contaminants', 'alkaloids'],
    licenses: [DATA_LICENCE],
    sources: [{ title: 'Certificates of analysis, each with the SHA-256 of its file', path: 'certificates.csv' }],
    contributors: [{ title: 'Leafproof', roles: ['publisher'] }],
    'leafproof:snapshot': { version: 1, samples, log: { seq, hash: head }, rows },
    resources: files.filter(({ data }) => data).map(resource),
    'leafproof:documents': files
      .filter(({ data }) => !data)
      .map(({ path, title, mediaType, bytes, sha256 }) => ({ path, title, mediatype: mediaType, bytes, hash: `sha256:${sha256}` })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function resource({ name, path, title, description, format, mediaType, bytes, sha256, table }: SnapshotFile): object {
  const facts = { name, path, title, description, format, mediatype: mediaType, bytes, hash: `sha256:${sha256}` };
  if (table === undefined) return { ...facts, ...(format !== 'parquet' && { encoding: 'utf-8' }) };
  if (format !== 'csv') return { ...facts, schema: tableSchema(table) };
  return {
    ...facts,
    type: 'table',
    encoding: 'utf-8',
    dialect: { header: true, delimiter: ',', lineTerminator: '\n' },
    schema: tableSchema(table),
  };
}

const FIELD_TYPES: Readonly<Record<ColumnType, { readonly type: string; readonly format?: string }>> = {
  uuid: { type: 'string', format: 'uuid' },
  text: { type: 'string' },
  decimal: { type: 'number' },
  date: { type: 'date' },
  timestamp: { type: 'datetime' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
};

function tableSchema({ columns, key, refers }: TableDescription): object {
  return {
    $schema: SCHEMA_PROFILE,
    fields: columns.map(field),
    missingValues: [''],
    primaryKey: key,
    foreignKeys: Object.entries(refers).map(([own, { table, column }]) => ({
      fields: [own],
      reference: { resource: table, fields: [column] },
    })),
  };
}

/** `unit`: what its numbers are in, or `{column}` where a column of the row says it. */
function field({ name, type, unit, description, missing }: LongColumn): object {
  return {
    ...{ name, ...FIELD_TYPES[type], description },
    ...(type === 'decimal' && { 'leafproof:exact': true }),
    ...(unit !== null && { unit: unit === 'unit' ? '{unit}' : unit }),
    // a text can be printed and empty, which is a missing value to readers of CSV
    ...(!missing && type !== 'text' && { constraints: { required: true } }),
  };
}
