/** The tables of a snapshot held against the schemas in its manifest: columns, types, keys, references. */
import type { Resource, Snapshot } from '../store/snapshots.ts';
import { cellsOf } from './snapshot-rows.ts';

type Found = (finding: string) => void;
type Schema = NonNullable<Resource['schema']>;

const PATTERNS: Readonly<Record<string, RegExp>> = {
  number: /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  integer: /^-?\d+$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/** Returns how many rows there are. */
export async function checkTables({ folder, manifest }: Snapshot, found: Found): Promise<number> {
  const tables = manifest.resources.flatMap(resource =>
    resource.type === 'table' && resource.schema ? [{ ...resource, schema: resource.schema }] : [],
  );
  const keys = new Map(tables.filter(({ schema }) => schema.primaryKey.length === 1).map(({ name }) => [name, new Set<string>()]));
  // results are referred to by nothing, and are many
  keys.delete('results');
  const wanted: { readonly from: string; readonly to: string; readonly values: Set<string> }[] = [];
  let total = 0;
  for (const { name, path, schema } of tables) {
    const references = schema.foreignKeys.map(({ fields, reference }) => {
      const values = new Set<string>();
      wanted.push({ from: `${path}: ${fields[0]}`, to: reference.resource, values });
      return { at: schema.fields.findIndex(field => field.name === fields[0]), values };
    });
    const rows = await checkTable(cellsOf(folder, path), { path, schema, own: keys.get(name), references }, found);
    const stated = manifest['leafproof:snapshot'].rows[name];
    if (rows !== stated) found(`${path}: has ${rows} rows, the manifest says ${stated}`);
    total += rows;
  }
  for (const { from, to, values } of wanted) {
    const present = keys.get(to);
    const lost = [...values].find(value => !present?.has(value));
    if (lost !== undefined) found(`${from} ${lost} is not in ${to}`);
  }
  return total;
}

interface Table {
  readonly path: string;
  readonly schema: Schema;
  /** Takes the keys. */
  readonly own: Set<string> | undefined;
  readonly references: readonly { readonly at: number; readonly values: Set<string> }[];
}

async function checkTable(rows: AsyncIterable<string[]>, { path, schema, own, references }: Table, found: Found): Promise<number> {
  const { fields, primaryKey } = schema;
  const checks = fields.map(({ name, type, format, constraints }) => ({
    ...{ name, pattern: PATTERNS[format ?? type], required: constraints?.required ?? false },
  }));
  const keyed = primaryKey.map(name => fields.findIndex(field => field.name === name));
  let count = -1;
  let last: string | null = null;
  for await (const cells of rows) {
    count += 1;
    if (count === 0) {
      if (cells.join() !== fields.map(({ name }) => name).join()) found(`${path}: its columns are not those of the manifest`);
      continue;
    }
    for (const [index, { name, pattern, required }] of checks.entries()) {
      const cell = cells[index] ?? '';
      if (cell === '' ? required : pattern !== undefined && !pattern.test(cell))
        found(`${path}: row ${count}: ${name} is ${JSON.stringify(cell)}`);
    }
    const key = keyed.map(index => cells[index] ?? '').join('\u0000');
    if (last !== null && key <= last) found(`${path}: row ${count}: its key stands twice or out of order`);
    last = key;
    own?.add(key);
    for (const { at, values } of references) {
      const value = cells[at] ?? '';
      if (value !== '') values.add(value);
    }
  }
  return Math.max(count, 0);
}
