/** The store as the program sees it: the database, the originals, and the lock on the data folder. */
import { join } from 'node:path';
import { DriverException } from '@mikro-orm/core';
import type { Config } from '../config.ts';
import { syncAnalytes } from './dictionary.ts';
import { type FilePlace, type FileStore, openFiles } from './files.ts';
import { type Lock, lockDataFolder } from './lock.ts';
import { migrate, type Orm, openLimited, openOrm } from './orm.ts';
import { openPageImages, type PageImageStore } from './page-images.ts';
import { openReplicas, type Replicas } from './replicas.ts';
import { needsRoom } from './room.ts';
import { syncRules } from './rules.ts';
import type { SqlEntityManager } from './sql.ts';

export interface Store {
  readonly orm: Orm;
  /** The same database for reads whose time is limited; null where it is not. */
  readonly limited: Orm | null;
  /** Null where there are none, or whoever opened the store did not ask for them. */
  readonly replicas: Replicas | null;
  readonly files: FileStore;
  readonly pageImages: PageImageStore;
  /** What has to be looked at before it is public. */
  readonly publication: Config['publication'];
  /** An entity manager of one's own: one a request or a unit of work. */
  em(): SqlEntityManager;
  /**
   * Runs `work` in one transaction: all of it or nothing. Inside, use only the entity manager handed in:
   * the embedded database has one connection, and another entity manager would wait for it for ever.
   * Throws NoRoom where the disk of the embedded database is nearly full.
   */
  transaction<T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T>;
  /**
   * Says that a file was recorded. The embedded database has nothing that keeps its statistics fresh, and without them
   * lists of a few hundred certificates already take fifty times as long; so they are renewed now and then.
   */
  recorded(): Promise<void>;
  close(): Promise<void>;
}

/** Statistics are renewed after so many files at first, then ever more rarely. */
const FIRST_RENEWAL = 20;
const RAREST_RENEWAL = 1000;

export interface OpenOptions {
  /** A command that only looks leaves the dictionary and the rules in use as they are: it must not set verdicts waiting. */
  readonly readOnly?: boolean;
  /** Also opens the replicas that are configured. */
  readonly replicas?: boolean;
  /** Also opens connections for reads whose time is limited, where a limit is configured. */
  readonly limited?: boolean;
}

/** Opens and migrates. Throws DataFolderInUse when another process has the embedded database. */
export async function openStore(
  config: Pick<Config, 'dataDir' | 'databaseUrl'> &
    Partial<Pick<Config, 'databasePlans' | 'files' | 'publication' | 'readTimeoutMs' | 'replicas'>>,
  options: OpenOptions = {},
): Promise<Store> {
  const lock = config.databaseUrl === null ? await lockDataFolder(config.dataDir) : null;
  try {
    const orm = await openOrm(
      config.databaseUrl === null
        ? { kind: 'folder', folder: join(config.dataDir, 'database') }
        : { kind: 'postgresql', url: config.databaseUrl, plans: config.databasePlans },
    );
    const limitMs = options.limited && config.databaseUrl !== null ? (config.readTimeoutMs ?? null) : null;
    const limited = limitMs === null ? null : await openLimited(config.databaseUrl!, limitMs);
    try {
      await migrate(orm);
      return await createStore(orm, config, lock, options, limited);
    } catch (error) {
      await limited?.close();
      await orm.close();
      throw error;
    }
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

export interface StorePlaces {
  readonly dataDir: string;
  /** Originals; by default below `dataDir`. */
  readonly files?: FilePlace;
  readonly publication?: Config['publication'];
  readonly replicas?: Config['replicas'];
  readonly readTimeoutMs?: Config['readTimeoutMs'];
}

/** A store on an ORM that is connected and migrated. */
export async function createStore(
  orm: Orm,
  {
    dataDir,
    files = { kind: 'folder', folder: join(dataDir, 'originals') },
    publication = 'open',
    replicas,
    readTimeoutMs = null,
  }: StorePlaces,
  lock: Lock | null,
  { readOnly = false, replicas: wanted = false }: OpenOptions = {},
  limited: Orm | null = null,
): Promise<Store> {
  if (!readOnly) {
    await syncAnalytes(orm.em.fork());
    await syncRules(orm.em.fork());
  }
  const statistics = freshStatistics(orm);
  const followers =
    wanted && replicas && replicas.urls.length > 0
      ? await openReplicas(orm, replicas.urls, replicas.mostLagMs, { limitMs: limited && readTimeoutMs })
      : null;
  const originals = await openFiles(files);
  const room = async () => {
    if (orm.embedded) await needsRoom(dataDir);
  };
  return {
    orm,
    limited,
    replicas: followers,
    files: {
      ...originals,
      async keep(sha256, bytes) {
        await room();
        return originals.keep(sha256, bytes);
      },
    },
    pageImages: openPageImages(join(dataDir, 'pages')),
    publication,
    em: () => orm.em.fork(),
    async transaction(work) {
      await room();
      try {
        return await orm.em.fork().transactional(work);
      } catch (error) {
        throw isRaw(error) ? orm.em.getDriver().convertException(error) : error;
      }
    },
    recorded: () => statistics.recorded(),
    async close() {
      await followers?.close();
      await statistics.renew();
      await limited?.close();
      await orm.close();
      await lock?.release();
    },
  };
}

/** As the server said it: what fails only when it is committed comes through MikroORM as it is, without the class of its kind. */
export const isRaw = (error: unknown): error is Error & { readonly code: unknown } =>
  error instanceof Error && !(error instanceof DriverException) && 'severity' in error && 'code' in error;

function freshStatistics(orm: Orm) {
  let waiting = 0;
  let enough = FIRST_RENEWAL;
  const renew = async () => {
    if (!orm.embedded || waiting === 0) return;
    waiting = 0;
    await orm.em.fork().execute('analyze');
  };
  return {
    renew,
    async recorded() {
      waiting += 1;
      if (waiting < enough) return;
      enough = Math.min(enough * 2, RAREST_RENEWAL);
      await renew();
    },
  };
}
