/** What differs between two snapshots, row by row. Both are read once, side by side: tables stand in the order of their keys. */
import type { Resource, Snapshot } from '../store/snapshots.ts';
import { recordsOf } from './snapshot-rows.ts';

type Row = Readonly<Record<string, string>>;

export interface RowChange {
  readonly table: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly key: Row;
  /** The row; of a changed one, the columns that differ. An empty text is missing. */
  readonly before: Row | null;
  readonly after: Row | null;
}

type Table = Pick<Resource, 'name' | 'path'> & { readonly key: readonly string[] };

const tablesOf = ({ manifest }: Snapshot): ReadonlyMap<string, Table> =>
  new Map(
    manifest.resources.flatMap(({ name, path, type, schema }) =>
      type === 'table' && schema ? [[name, { name, path, key: schema.primaryKey }] as const] : [],
    ),
  );

/** The tables in the order of the later snapshot. A table that one of them does not have is added or removed row by row. */
export async function* snapshotDifferences(before: Snapshot, after: Snapshot): AsyncGenerator<RowChange> {
  const [old, now] = [tablesOf(before), tablesOf(after)];
  for (const name of new Set([...now.keys(), ...old.keys()])) {
    const key = (now.get(name) ?? old.get(name))!.key;
    yield* tableDifferences(name, key, rowsOf(before, old.get(name)), rowsOf(after, now.get(name)));
  }
}

async function* rowsOf({ folder }: Snapshot, table: Table | undefined): AsyncGenerator<Row> {
  if (table !== undefined) yield* recordsOf(folder, table.path);
}

async function* tableDifferences(
  table: string,
  columns: readonly string[],
  before: AsyncGenerator<Row>,
  after: AsyncGenerator<Row>,
): AsyncGenerator<RowChange> {
  const textOf = (row: Row) => columns.map(column => row[column] ?? '').join('\u0000');
  const keyOf = (row: Row) => Object.fromEntries(columns.map(column => [column, row[column] ?? '']));
  let [old, now] = [await before.next(), await after.next()];
  while (!old.done || !now.done) {
    const [was, is] = [old.done ? null : old.value, now.done ? null : now.value];
    const order = was === null ? 1 : is === null ? -1 : compare(textOf(was), textOf(is));
    if (order < 0) yield { table, change: 'removed', key: keyOf(was!), before: was, after: null };
    else if (order > 0) yield { table, change: 'added', key: keyOf(is!), before: null, after: is };
    else {
      const names = Object.keys({ ...was, ...is }).filter(name => (was![name] ?? '') !== (is![name] ?? ''));
      const part = (row: Row) => Object.fromEntries(names.map(name => [name, row[name] ?? '']));
      if (names.length > 0) yield { table, change: 'changed', key: keyOf(was!), before: part(was!), after: part(is!) };
    }
    if (order <= 0) old = await before.next();
    if (order >= 0) now = await after.next();
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
