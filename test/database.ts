/**
 * A migrated store of a test's own: the embedded database in memory, or a fresh database on the PostgreSQL that
 * LEAFPROOF_TEST_DATABASE_URL names (`node scripts/with-postgres.mjs npm test`). One suite runs on both.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syncAnalytes } from '../src/store/dictionary.ts';
import type { FilePlace } from '../src/store/files.ts';
import { createMemory, migrate, type Orm, openOn, openOrm } from '../src/store/orm.ts';
import { createStore, type Store } from '../src/store/store.ts';
import { differencesKept } from './kept.ts';
import { giveBackMemory, takeMemory } from './memory.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'leafproof');

export const TEST_DATABASE_URL = process.env.LEAFPROOF_TEST_DATABASE_URL ?? '';
export const onPostgres = TEST_DATABASE_URL !== '';

export interface TestStore extends Store {
  /** Folder of the originals; gone after close. */
  readonly folder: string;
  /** Of the database of its own on PostgreSQL; null for the embedded one. */
  readonly url: string | null;
  /** Empties every table but those of the dictionary and the rules: much faster than another store. */
  clear(): Promise<void>;
}

/** Originals in `files`, by default in the folder. */
export async function openTestStore(files?: FilePlace): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-test-'));
  const database = onPostgres ? await freshPostgres(await emptyTemplate()) : null;
  const memory = database ? null : await takeMemory(emptyImage);
  const orm = memory ? await openOn(memory) : await openOrm({ kind: 'postgresql', url: database!.url });
  await migrate(orm);
  const store = await createStore(orm, { dataDir: folder, ...(files && { files }) }, null);
  return {
    ...store,
    folder,
    url: database?.url ?? null,
    async clear() {
      const tables = await orm.em.fork().execute<{ name: string }[]>(
        `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
          and table_name not in ('analyte', 'rule_set_version', 'rule_version', 'mikro_orm_migrations')`,
      );
      // the log refuses to be emptied
      await orm.em.fork().execute('alter table log_chain disable trigger log_chain_whole');
      await orm.em.fork().execute(`truncate ${tables.map(table => `"${table.name}"`).join(', ')} cascade`);
      await orm.em.fork().execute('alter table log_chain enable trigger log_chain_whole');
    },
    async close() {
      const wrong = await differencesKept(store);
      await store.close();
      await database?.drop();
      if (memory) await giveBackMemory(memory);
      await rm(folder, { recursive: true, force: true });
      // whatever a test does, what is kept for pages has to follow
      if (wrong.length > 0) throw new Error(`kept for pages is not what is public:\n${wrong.join('\n')}`);
    },
  };
}

/** A database of a test's own; `template` names one that it is a copy of. */
export async function freshPostgres(template = 'template0'): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(`create database ${name} template ${template} encoding 'UTF8'`);
  return { url: urlOf(name), drop: () => administer(`drop database ${name} with (force)`) };
}

function urlOf(database: string): string {
  const url = new URL(TEST_DATABASE_URL);
  url.pathname = `/${database}`;
  return url.href;
}

async function administer(...statements: string[]): Promise<void> {
  const admin = await openOrm({ kind: 'postgresql', url: TEST_DATABASE_URL });
  try {
    for (const statement of statements) await admin.em.fork().execute(statement);
  } finally {
    await admin.close();
  }
}

let template: Promise<string> | undefined;

/** Migrated and with the dictionary in it: each process makes its own, which the cluster of the run takes away with it. */
export function emptyTemplate(): Promise<string> {
  template ??= makeTemplate();
  return template;
}

async function makeTemplate(): Promise<string> {
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await administer(`create database ${name} template template0 encoding 'UTF8'`);
  const orm = await openOrm({ kind: 'postgresql', url: urlOf(name) });
  try {
    await fill(orm);
  } finally {
    await orm.close();
  }
  return name;
}

/** What every empty database begins with. */
async function fill(orm: Orm): Promise<void> {
  await migrate(orm);
  await syncAnalytes(orm.em.fork());
}

/**
 * Making a database takes seconds, loading an image of one a fraction of a second: so an image, migrated and with the
 * dictionary in it, is kept beside the packages, under a name that changes with whatever it was made from.
 */
async function emptyImage(): Promise<Blob> {
  const file = join(CACHE, `database-${await fingerprint()}.tar`);
  if (!existsSync(file)) {
    const image = await makeImage();
    await mkdir(CACHE, { recursive: true });
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    await writeFile(draft, Buffer.from(await image.arrayBuffer()));
    await rename(draft, file);
  }
  return new Blob([await readFile(file)]);
}

/** What an installation's first start makes in its data folder, laid there in a fraction of the time; nothing on PostgreSQL. */
export async function layEmptyDatabase(dataDir: string): Promise<void> {
  if (onPostgres) return;
  const folder = join(CACHE, `database-${await fingerprint()}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}.${randomBytes(4).toString('hex')}`;
    await mkdir(draft, { recursive: true });
    const orm = await openOrm({ kind: 'folder', folder: draft });
    await fill(orm);
    await orm.close();
    // whoever was first is right
    await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  }
  await cp(folder, join(dataDir, 'database'), { recursive: true });
}

async function makeImage(): Promise<Blob> {
  const memory = await createMemory();
  const orm = await openOn(memory);
  try {
    await fill(orm);
    return await memory.dumpDataDir('none');
  } finally {
    await orm.close();
    await memory.close();
  }
}

/** Of everything that the image holds. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(ROOT, 'node_modules', '@electric-sql', 'pglite', 'package.json')));
  for (const folder of ['migrations', 'src/coa/data', 'src/store']) {
    for (const name of (await readdir(join(ROOT, folder))).filter(name => name.endsWith('.ts')).sort()) {
      if (folder === 'src/store' && name !== 'dictionary.ts') continue;
      hash.update(name).update(await readFile(join(ROOT, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
