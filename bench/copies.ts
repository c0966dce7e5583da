/**
 * A large database out of a small one, written by PostgreSQL itself: every vendor, laboratory, product, lot and certificate again and again under
 * identifiers, slugs and codes of its own. The copies are public and found; scorecards and what pages show of a vendor are those of the first ones alone.
 */
import { rows, sql } from '../src/store/sql.ts';
import type { Store } from '../src/store/store.ts';

/** Whatever a certificate is made of, and what is kept of it for pages. */
const TABLES = [
  ...['organization', 'product', 'batch', 'source_file', 'extraction', 'submission', 'certificate', 'certificate_version', 'publication'],
  ...['sample', 'sample_of', 'result', 'public_sample', 'public_lot'],
];
const VERDICTS = ['judging', 'verdict'];

/** Of the first eight digits of an identifier, which tell when it was made to within a minute or so (RFC 9562, 5.7): copies come later. */
function shifted(column: string): string {
  const id = `${column}::text`;
  return `(lpad(to_hex(('x' || substr(${id}, 1, 8))::bit(32)::int + 2 * $1), 8, '0') || substr(${id}, 9))::uuid`;
}

/** How the texts of a row are told from those of the row it is a copy of; `$1` is the number of the copy. */
const OWN_TEXT: Readonly<Record<string, string>> = {
  sha256: `lpad(to_hex($1), 8, '0') || substr(sha256, 9)`,
  slug: `slug || '-' || $1`,
  'organization.name': `name || '-' || $1`,
  'organization.folded': `folded || '-' || $1`,
  'batch.scope': `(${shifted('scope')})::text`,
  'batch.code': `code || '-' || $1`,
  'batch.normalised': `normalised || $1`,
  'public_lot.code': `code || $1`,
  'sample.lot': `lot || '-' || $1`,
};

/** So many copies of everything, statistics renewed; with verdicts a certificate takes a third more of the disk. Needs the rights of a superuser. */
export async function copyEverything(store: Store, copies: number, { verdicts }: { readonly verdicts: boolean }): Promise<void> {
  const tables = [...TABLES, ...(verdicts ? VERDICTS : [])];
  await store.em().execute('create schema original');
  for (const table of tables) await store.em().execute(`create unlogged table original.${table} as table ${table}`);
  const inserts = await Promise.all(tables.map(table => copying(store, table)));
  const indexes = await rows<{ name: string; made: string }>(
    store.em(),
    sql`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
      where i.indrelid = any (${`{${tables.join(',')}}`}::text[]::regclass[]) and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`,
  );
  for (const { name } of indexes) await store.em().execute(`drop index ${name}`);
  for (let copy = 1; copy <= copies; copy++)
    await store.transaction(async em => {
      // what triggers would make of each row is copied as well
      await em.execute('set local session_replication_role = replica');
      for (const insert of inserts) await em.execute(insert.replaceAll('$1', String(copy)));
    });
  for (const { made } of indexes)
    await store.transaction(async em => {
      await em.execute(`set local maintenance_work_mem = '1GB'`);
      await em.execute(made);
    });
  await store.em().execute('drop schema original cascade');
  await store.em().execute('vacuum analyze');
}

async function copying(store: Store, table: string): Promise<string> {
  const columns = await rows<{ name: string; type: string }>(
    store.em(),
    sql`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
      where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = '' order by a.attnum`,
  );
  const values = columns.map(
    ({ name, type }) => OWN_TEXT[`${table}.${name}`] ?? OWN_TEXT[name] ?? (type === 'uuid' ? shifted(name) : name),
  );
  return `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select ${values.join(', ')} from original.${table}`;
}
