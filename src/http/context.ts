/** What the application is made of; nothing below http/ opens any of it. */
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { ReaderPool } from '../ingest/pool.ts';
import type { Queue } from '../ingest/queue.ts';
import type { Store } from '../store/store.ts';
import type { Limits } from './limits.ts';
import type { PageImages } from './page-image.ts';

export interface Context {
  readonly config: Config;
  readonly store: Store;
  readonly pool: ReaderPool;
  /** Null on the embedded database, where files are read while their sender waits. */
  readonly queue: Queue | null;
  readonly images: PageImages;
  /** Counted together for a page and its twin in the API. */
  readonly limits: Limits;
  readonly logger: Logger;
  /** False until migrations and the samples of a first start are in. */
  ready(): boolean;
  /** True once the process is about to end: it answers, and asks to be left alone. */
  draining(): boolean;
}
