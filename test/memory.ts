/**
 * Embedded databases in memory. One takes a second to open, and emptying it a fraction of that: so the files that a process runs one after the other are
 * given the same one, emptied; but never one in which a test changed more than rows.
 */
import type { PGlite } from '@electric-sql/pglite';
import { createMemory, type Orm, openOn } from '../src/store/orm.ts';
import { atEnd } from './runner/over.ts';

/** What a database was when it was new. */
interface Beginning {
  readonly state: string;
  /** Rows that migrations left, as JSON, by table; those of tables that are not emptied are in `state`. */
  readonly rows: ReadonlyMap<string, string>;
}

const resting: PGlite[] = [];
atEnd.push(() => Promise.all(resting.splice(0).map(memory => memory.close())));
const beginnings = new WeakMap<PGlite, Beginning>();

/** Migrated, with the dictionary in it, as the image has it. */
export async function takeMemory(image: () => Promise<Blob>): Promise<PGlite> {
  const again = resting.pop();
  if (again) return again;
  const memory = await createMemory(await image());
  const rows = new Map<string, string>();
  for (const table of await tablesOf(memory)) {
    const [held] = (await memory.query<{ json: string | null }>(`select json_agg(t)::text as json from "${table}" t`)).rows;
    if (held?.json) rows.set(table, held.json);
  }
  beginnings.set(memory, { state: await stateOf(memory), rows });
  return memory;
}

/** When nothing uses it any more. */
export async function giveBackMemory(memory: PGlite): Promise<void> {
  const beginning = beginnings.get(memory);
  if (beginning) await empty(memory, beginning.rows);
  if (beginning?.state === (await stateOf(memory))) resting.push(memory);
  else await memory.close();
}

/** One of a test's own, with nothing in it, closed with what is returned. */
export async function openMemory(): Promise<Orm> {
  const memory = await createMemory();
  const orm = await openOn(memory);
  return {
    ...orm,
    async close() {
      await orm.close();
      await memory.close();
    },
  };
}

/** Those that are emptied. */
async function tablesOf(memory: PGlite): Promise<string[]> {
  const { rows } = await memory.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('analyte', 'mikro_orm_migrations')`,
  );
  return rows.map(({ name }) => name);
}

async function empty(memory: PGlite, beginning: Beginning['rows']): Promise<void> {
  const tables = (await tablesOf(memory)).map(name => `"${name}"`).join(', ');
  // triggers of what may not be emptied stand aside
  await memory.exec(
    `reset all; set search_path to public; set session_replication_role = replica; truncate ${tables} restart identity cascade`,
  );
  for (const [table, json] of beginning)
    await memory.query(`insert into "${table}" overriding system value select * from json_populate_recordset(null::"${table}", $1)`, [
      json,
    ]);
  await memory.exec('reset session_replication_role');
}

/** Everything but rows, and the rows that stay. */
async function stateOf(memory: PGlite): Promise<string> {
  const { rows } = await memory.query<{ state: string }>(
    `select md5(string_agg(part, E'\\n' order by part)) as state from (
       select format('relation %s %s', c.oid::regclass, c.relkind) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname !~ '^pg_|^information_schema$'
       union all select format('rule %s %s', ev_class::regclass, rulename) from pg_rewrite
       union all select format('trigger %s %s %s', tgrelid::regclass, tgname, tgenabled) from pg_trigger where not tgisinternal
       union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
       union all select format('function %s %s', p.oid::regprocedure, md5(prosrc)) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname !~ '^pg_|^information_schema$'
       union all select format('column %s %s %s', attrelid::regclass, attname, atttypid::regtype) from pg_attribute a join pg_class c on c.oid = attrelid
         join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_|^information_schema$' and attnum > 0
       union all select format('row %s', a) from analyte a union all select format('row %s', m) from mikro_orm_migrations m
     ) as parts (part)`,
  );
  return rows[0]?.state ?? '';
}
