/** MikroORM on the embedded PGlite or on PostgreSQL: the same entities, the same migrations. */
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Migrator } from '@mikro-orm/migrations';
import { createPostgreSqlTypeParsers, MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { MikroORM, type Options, PostgreSqlDriver, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { migrations } from '../../migrations/index.ts';
import { entities } from './entities/index.ts';
import { prepareOn, StatementsOfEach, StatementsOfOne } from './prepared.ts';

export type Database =
  /** A folder on disk, made when it is not there. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** `plans`: connections keep the plans of queries that are asked often; default true. */
  | { readonly kind: 'postgresql'; readonly url: string; readonly plans?: boolean | undefined };

export interface Orm {
  readonly em: SqlEntityManager;
  readonly migrator: MikroORM['migrator'];
  /** PGlite: one connection, one process. */
  readonly embedded: boolean;
  /** Connections keep the plans of queries that are asked often. */
  readonly plans: boolean;
  /** PostgreSQL ends each of its statements after some time. */
  readonly limited: boolean;
  close(): Promise<void>;
}

/** What PGlite must be made with to hold our schema. */
export const PGLITE_EXTENSIONS = { pg_trgm };

const shared = {
  entities,
  extensions: [Migrator],
  migrations: { migrationsList: migrations, snapshot: false, silent: true },
  forceUtcTimezone: true,
} satisfies Partial<Options>;

/**
 * Compiling a query of a page takes longer than answering it; and on a disk without a head that moves, fetching a few rows by an index costs hardly more than
 * reading on, so that a large table is not read whole for them.
 */
const PLANNING = "select set_config('jit', 'off', false), set_config('random_page_cost', '1.1', false)";

/** Connects, without migrating. */
export async function openOrm(database: Database): Promise<Orm> {
  if (database.kind === 'postgresql') {
    return openPostgreSql(database.url, database.plans);
  }
  const driverOptions = { extensions: PGLITE_EXTENSIONS };
  const orm = await PgliteOrm.init({ ...shared, dbName: database.folder, driverOptions });
  await orm.em.execute(PLANNING);
  forgetRowTypes(await orm.em.getConnection().getNativeClient());
  prepareOn(orm.em, new StatementsOfOne());
  return { em: orm.em, migrator: orm.migrator, embedded: true, plans: true, limited: false, close: () => orm.close() };
}

/** From here on types are the rows of catalogues and tables, of which PGlite knows the arrays. */
const FIRST_ROW_TYPE = 10_000;

/** PGlite copies its parsers of all types for every answer, which takes as long as a small query; nothing asks for arrays of rows. */
function forgetRowTypes({ parsers }: PGlite): void {
  for (const type of Object.keys(parsers)) if (Number(type) >= FIRST_ROW_TYPE) delete parsers[type];
}

/** A replica that is out of reach keeps nobody waiting for a connection: others can answer. */
export const openReplica = (url: string, plans: boolean, limitMs: number | null = null): Promise<Orm> =>
  openPostgreSql(url, plans, limitMs, { connectionTimeoutMillis: 2000, keepAlive: true });

/** Connections of their own to the same PostgreSQL, for reads whose statements are ended after so many milliseconds (SQLSTATE 57014). */
export const openLimited = (url: string, limitMs: number): Promise<Orm> => openPostgreSql(url, true, limitMs);

async function openPostgreSql(clientUrl: string, plans = true, limitMs: number | null = null, driverOptions: object = {}): Promise<Orm> {
  const statements = new StatementsOfEach();
  const onPoolCreated = (pool: Pool) => {
    watchPool(pool, limitMs);
    if (plans) pool.on('connect', client => statements.watch(client));
  };
  const orm = await MikroORM.init<PostgreSqlDriver>({
    ...shared,
    driver: PostgreSqlDriver,
    clientUrl,
    pool: { max: 10 },
    driverOptions: { connectionTimeoutMillis: 30_000, onPoolCreated, ...driverOptions },
  });
  if (plans) prepareOn(orm.em, statements);
  return { em: orm.em, migrator: orm.migrator, embedded: false, plans, limited: limitMs !== null, close: () => orm.close() };
}

function watchPool(pool: Pool, limitMs: number | null): void {
  const settings = limitMs === null ? PLANNING : `${PLANNING}, set_config('statement_timeout', '${limitMs}', false)`;
  takeBackDead(pool);
  // first in the line of every connection, whatever stands between it and the server
  pool.on('connect', client => void client.query(settings).catch(() => {}));
}

/** By then whoever can give a dead connection back has done so. */
const DEAD_MS = 1000;

/**
 * A transaction whose connection was cut cannot be rolled back, and Kysely then never gives the connection back (kysely-org/kysely#1990): after ten of
 * them everybody would wait for one for ever.
 */
function takeBackDead(pool: Pool): void {
  const out = new Set<PoolClient>();
  pool.on('acquire', client => out.add(client));
  pool.on('release', (_error, client) => out.delete(client));
  pool.on('connect', client => {
    const takeBack = () => {
      if (out.has(client)) client.release(true);
    };
    client.once('end', () => setTimeout(takeBack, DEAD_MS).unref());
  });
}

/** A database with nothing on disk (tests), whoever makes it closes it. May start from an image of another one, which takes a fraction of the time. */
export const createMemory = (image?: Blob): Promise<PGlite> =>
  PGlite.create('memory://', {
    extensions: PGLITE_EXTENSIONS,
    parsers: createPostgreSqlTypeParsers(text => [text]),
    ...(image ? { loadDataDir: image } : {}),
  });

/** On a database that is open already, and stays open when this is closed. */
export async function openOn(pglite: PGlite): Promise<Orm> {
  // MikroORM copies its options deeply, which an image does not survive; so PGlite is made elsewhere.
  await pglite.exec(PLANNING);
  forgetRowTypes(pglite);
  const driverOptions = { pglite: () => pglite };
  const orm = await PgliteOrm.init({ ...shared, driverOptions });
  prepareOn(orm.em, new StatementsOfOne());
  return { em: orm.em, migrator: orm.migrator, embedded: true, plans: true, limited: false, close: () => orm.close() };
}

/** A number of our own, so that of several processes starting on one PostgreSQL only one migrates. */
const MIGRATION_LOCK = 7_346_221;

/** Brings the schema up to date; returns the names of the migrations that were run. */
export async function migrate(orm: Orm): Promise<string[]> {
  const up = async () => (await orm.migrator.up()).map(migration => migration.name);
  // The embedded database has one connection, which the lock's transaction would hold for itself, and the folder is locked anyway.
  if (orm.embedded) return up();
  return orm.em.fork().transactional(async em => {
    await em.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    return up();
  });
}

/** Names of migrations of this program that the database has not seen; it may have seen further ones, of newer programs. */
export async function pendingMigrations({ em }: Pick<Orm, 'em'>): Promise<string[]> {
  const done = await em.fork().execute<{ name: string }[]>('select name from mikro_orm_migrations');
  const names = new Set(done.map(({ name }) => name));
  return migrations.flatMap(({ name }) => (names.has(name) ? [] : [name]));
}
