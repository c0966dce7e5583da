/**
 * A migrated store of a test's own: the embedded database in memory, or a fresh database on the PostgreSQL that
 * LEAFPROOF_TEST_DATABASE_URL names (`node scripts/with-postgres.mjs npm test`). One suite runs on both.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openFiles } from '../src/store/files.ts';
import { migrate, openOrm, PGLITE_EXTENSIONS } from '../src/store/orm.ts';
import { createStore, type Store } from '../src/store/store.ts';

export const TEST_DATABASE_URL = process.env.LEAFPROOF_TEST_DATABASE_URL ?? '';
export const onPostgres = TEST_DATABASE_URL !== '';

export interface TestStore extends Store {
  /** Folder of the originals; gone after close. */
  readonly folder: string;
}

export async function openTestStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-test-'));
  const database = onPostgres ? await freshPostgres() : null;
  const orm = await openOrm(database ? { kind: 'postgresql', url: database.url } : { kind: 'memory', image: await emptyImage() });
  await migrate(orm);
  const store = await createStore(orm, openFiles(join(folder, 'originals')), null);
  return {
    ...store,
    folder,
    async close() {
      await store.close();
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freshPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const run = async (statement: string) => {
    const admin = await openOrm({ kind: 'postgresql', url: TEST_DATABASE_URL });
    try {
      await admin.em.fork().execute(statement);
    } finally {
      await admin.close();
    }
  };
  await run(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(TEST_DATABASE_URL);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

/** Making an empty PGlite takes seconds, loading its image a fraction of one; so the migrated image is kept beside the packages. */
async function emptyImage(): Promise<Blob> {
  const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'leafproof');
  const file = join(folder, `pglite-${fingerprint()}.tar`);
  if (!existsSync(file)) {
    const pglite = await PGlite.create('memory://', { extensions: PGLITE_EXTENSIONS });
    const image = await pglite.dumpDataDir('none');
    await pglite.close();
    await mkdir(folder, { recursive: true });
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    await writeFile(draft, Buffer.from(await image.arrayBuffer()));
    await rename(draft, file);
  }
  return new Blob([await readFile(file)]);
}

function fingerprint(): string {
  const pglite = join(import.meta.dirname, '..', 'node_modules', '@electric-sql', 'pglite', 'package.json');
  return createHash('sha256').update(readFileSync(pglite)).digest('hex').slice(0, 16);
}
