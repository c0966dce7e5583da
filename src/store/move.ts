/**
 * Copies everything from one database to another: table by table, row by row in the database's own text form, which is exact for every type;
 * in one transaction, which is kept only when every table has the same number of rows and the same digest on both sides.
 */
import { raw } from '@mikro-orm/postgresql';
import type { FileStore } from './files.ts';
import type { Orm } from './orm.ts';
import { row, rows, type SqlEntityManager, sql } from './sql.ts';

export interface MovedTable {
  readonly table: string;
  readonly rows: number;
  /** Of the rows, whatever their order. */
  readonly digest: string;
}

/** The database that should take the copy holds something already. */
export class TargetNotEmpty extends Error {
  constructor(tables: readonly string[]) {
    super(`The database to move to is not empty: there are rows in ${tables.join(', ')}. Nothing was copied.`);
    this.name = 'TargetNotEmpty';
  }
}

/** Both databases do not say the same after copying; the copy was given up. */
export class MoveDiffers extends Error {
  constructor(table: string, here: MovedTable, there: MovedTable) {
    super(`${table}: ${here.rows} rows, digest ${here.digest}, became ${there.rows} rows, digest ${there.digest}. Nothing was kept.`);
    this.name = 'MoveDiffers';
  }
}

const BATCH = 500;

/** Both have the schema of this program. Nobody else may write to the source meanwhile. Throws TargetNotEmpty or MoveDiffers. */
export async function moveRows(source: Orm, target: Orm, onTable: (moved: MovedTable) => void = () => {}): Promise<MovedTable[]> {
  const from = source.em.fork();
  await from.execute(`set timezone = 'UTC'`);
  return target.em.fork().transactional(async to => {
    await to.execute(`set local timezone = 'UTC'`);
    const tables = await tablesOf(to);
    const filled: string[] = [];
    for (const table of tables)
      if ((await row(to, sql`select 1 as found from ${raw(quoted(table))} x where ${raw(counts(table))} limit 1`)) !== null)
        filled.push(table);
    if (filled.length > 0) throw new TargetNotEmpty(filled);
    const restore = await relax(to, tables);
    await to.execute(`delete from log_chain`);
    const moved: MovedTable[] = [];
    for (const table of tables) {
      await copy(from, to, table);
      const [here, there] = [await digestOf(from, table), await digestOf(to, table)];
      if (here.rows !== there.rows || here.digest !== there.digest) throw new MoveDiffers(table, here, there);
      moved.push(there);
      onTable(there);
    }
    await restore();
    await advanceSequences(to);
    return moved;
  });
}

/** Copies the originals that are still kept, each held against its hash on the way. Those that are there are passed over, so it can be repeated. */
export async function moveOriginals(source: Orm, from: FileStore, to: FileStore, onFile: () => void = () => {}): Promise<number> {
  const files = await rows<{ sha256: string; key: string }>(
    source.em.fork(),
    sql`select sha256, storage_key as key from source_file where storage_key is not null and takedown_at is null order by sha256`,
  );
  for (const { sha256, key } of files) {
    await to.keep(sha256, await from.read(key));
    onFile();
  }
  return files.length;
}

/** The migrations begin a log, in whose place the log of the source goes. */
const counts = (table: string): string => (table === 'log_chain' ? `x.action <> 'log-begun'` : 'true');

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Figures are counted anew where they are. */
async function tablesOf(em: SqlEntityManager): Promise<string[]> {
  const found = await rows<{ name: string }>(
    em,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('mikro_orm_migrations', 'figure', 'figure_change', 'figure_epoch', 'vendor_change', 'vendor_epoch', 'vendor_digest') order by table_name`,
  );
  return found.map(({ name }) => name);
}

/** References are looked at when all rows are there, and triggers see nothing of it; returns what puts everything back. */
async function relax(em: SqlEntityManager, tables: readonly string[]): Promise<() => Promise<void>> {
  const references = await rows<{ table: string; name: string }>(
    em,
    sql`select c.conrelid::regclass::text as "table", c.conname as name from pg_constraint c
      where c.contype = 'f' and not c.condeferrable and c.connamespace = 'public'::regnamespace`,
  );
  const alter = async (how: string) => {
    for (const { table, name } of references) await em.execute(`alter table ${table} alter constraint ${quoted(name)} ${how}`);
  };
  await alter('deferrable initially deferred');
  for (const table of tables) await em.execute(`alter table ${quoted(table)} disable trigger user`);
  return async () => {
    await em.execute('set constraints all immediate');
    await alter('not deferrable');
    for (const table of tables) await em.execute(`alter table ${quoted(table)} enable trigger user`);
  };
}

async function copy(from: SqlEntityManager, to: SqlEntityManager, table: string): Promise<void> {
  const columns = await rows<{ name: string }>(
    to,
    sql`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table}
      and is_generated = 'NEVER' order by ordinal_position`,
  );
  const names = columns.map(({ name }) => quoted(name));
  const name = quoted(table);
  for (let last = '(0,0)'; ; ) {
    const batch = await rows<{ place: string; line: string }>(
      from,
      sql`select t.ctid::text as place, t::text as line from ${raw(name)} t where t.ctid > ${last}::tid order by t.ctid limit ${BATCH}`,
    );
    if (batch.length === 0) return;
    last = batch.at(-1)!.place;
    const lines = JSON.stringify(batch.map(({ line }) => line));
    await to.execute(
      sql`insert into ${raw(name)} (${raw(names.join(', '))}) overriding system value
        select ${raw(names.map(column => `(x.line).${column}`).join(', '))}
        from (select value::${raw(name)} as line from jsonb_array_elements_text(${lines}::jsonb)) x`,
    );
  }
}

/** Two sums of 60 bits of every row's hash: rows that differ, lack or are doubled change them, their order does not. */
async function digestOf(em: SqlEntityManager, table: string): Promise<MovedTable> {
  const half = (from: number) => `coalesce(sum(('x' || substr(h, ${from}, 15))::bit(60)::bigint), 0)`;
  const found = await row<{ rows: number; digest: string }>(
    em,
    sql`select count(*)::int as rows, ${raw(`${half(1)} || '.' || ${half(16)}`)} as digest from (select md5(t::text) as h from ${raw(quoted(table))} t) x`,
  );
  return { table, rows: found!.rows, digest: found!.digest };
}

/** Numbers that the database gives go on after the highest that is there. */
async function advanceSequences(em: SqlEntityManager): Promise<void> {
  const owned = await rows<{ sequence: string; table: string; column: string }>(
    em,
    sql`select s.oid::regclass::text as sequence, d.refobjid::regclass::text as "table", a.attname as "column" from pg_class s
      join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`,
  );
  for (const { sequence, table, column } of owned) {
    await em.execute(
      `select setval('${sequence.replaceAll("'", "''")}', greatest((select max(${quoted(column)}) from ${table}), 1), exists (select 1 from ${table}))`,
    );
  }
}
