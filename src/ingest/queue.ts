/**
 * Files that wait to be read, where several processes share the reading: a queue in the same PostgreSQL (pg-boss), from which any number of
 * workers take. A worker that dies is noticed by its missing heartbeat, and its file goes back in line; what fails again and again is put
 * aside as dead, where people see it. The embedded database has one process, which reads while the sender waits, and needs no queue.
 */
import { type Job, type JobWithMetadata, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Log } from './repeat.ts';

const taskShape = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** As its sender named it. */
  fileName: z.string(),
});
/** A file that somebody handed in and that is kept, to be read. */
export type FileTask = z.infer<typeof taskShape>;

export interface QueueDepth {
  /** In line, those that wait for another try included. */
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
}

const depthShape = z.object({ waiting: z.int(), active: z.int(), dead: z.int() });

export interface DeadTask {
  readonly id: string;
  /** Null for what is no task of this program. */
  readonly task: FileTask | null;
  readonly error: string;
  readonly tries: number;
  readonly sentAt: Date;
  readonly diedAt: Date;
}

export interface Queue {
  /** Puts a file in line. One that is in line, or was lately, is not added again. Files of greater priority have their turn first. */
  send(task: FileTask, priority?: number): Promise<void>;
  /** Takes from the line, `concurrency` files at a time, until `close`. What `handle` throws is tried again. */
  work(concurrency: number, handle: (task: FileTask, signal: AbortSignal) => Promise<void>): Promise<void>;
  depth(): Promise<QueueDepth>;
  /** The oldest first. */
  dead(limit: number): Promise<readonly DeadTask[]>;
  /** Puts a dead one in line again; false when there is none of this id. */
  retry(id: string): Promise<boolean>;
  /** Forgets a dead one for good; false when there is none of this id. */
  discard(id: string): Promise<boolean>;
  /** Lets running files end for a while, then hands them back. */
  close(): Promise<void>;
}

export interface QueueTiming {
  /** A worker not heard of for so long is taken for dead; 10 at least. */
  readonly heartbeatSeconds: number;
  /** How often somebody looks for dead workers. */
  readonly superviseSeconds: number;
  /** Before the second try; doubled before each further one. */
  readonly retrySeconds: number;
  /** Given to running files when the process stops. */
  readonly graceMs: number;
}

const TIMING: QueueTiming = { heartbeatSeconds: 20, superviseSeconds: 10, retrySeconds: 5, graceMs: 20_000 };
const RETRIES = 4;
/** Of one file, text recognition included; beyond it the file is taken from the worker. */
const LONGEST_SECONDS = 30 * 60;

const FILES = 'files';
const DEAD = 'files-dead';

export async function openQueue(databaseUrl: string, log: Log, timing: Partial<QueueTiming> = {}): Promise<Queue> {
  const { heartbeatSeconds, superviseSeconds, retrySeconds, graceMs } = { ...TIMING, ...timing };
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'leafproof-queue',
    max: 4,
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  boss.on('error', error => log.warn({ err: error }, 'the queue is out of reach'));
  await boss.start();
  const kept = { deleteAfterSeconds: 7 * 86_400, retentionSeconds: 90 * 86_400 };
  // a dead one waits for a person, however long that takes
  await boss.createQueue(DEAD, { deleteAfterSeconds: 0, retentionSeconds: 3650 * 86_400 });
  const retries = { retryLimit: RETRIES, retryDelay: retrySeconds, retryBackoff: true, expireInSeconds: LONGEST_SECONDS, heartbeatSeconds };
  await boss.createQueue(FILES, { ...kept, ...retries, deadLetter: DEAD });
  return {
    async send(task, priority = 0) {
      await boss.send(FILES, task, { id: idOf(task), priority });
    },
    async work(concurrency, handle) {
      const options = { localConcurrency: concurrency, pollingIntervalSeconds: 1, heartbeatRefreshSeconds: heartbeatSeconds / 4 };
      await boss.work(FILES, options, async ([job]: Job[]) => {
        if (job === undefined) return;
        try {
          await handle(taskShape.parse(job.data), job.signal);
        } catch (error) {
          log.warn({ err: error, job: job.id, try: job.retryCount + 1 }, 'a file that was in line could not be read');
          throw error;
        }
      });
    },
    async depth() {
      // pg-boss keeps its own counts for a minute
      const { rows } = await boss.getDb().executeSql(
        `select count(*) filter (where name = $1 and state < 'active')::int as waiting, count(*) filter (where name = $1 and state = 'active')::int as active,
          count(*) filter (where name = $2 and state < 'active')::int as dead from pgboss.job where name in ($1, $2) and state <= 'active'`,
        [FILES, DEAD],
      );
      return depthShape.parse(rows[0]);
    },
    async dead(limit) {
      const found = await boss.findJobs(DEAD, { queued: true, limit });
      return found.map(deadTask);
    },
    retry: async id => (await boss.redrive(DEAD, { ids: [id] })) > 0,
    async discard(id) {
      const [found] = await boss.findJobs(DEAD, { id });
      if (found === undefined) return false;
      await boss.deleteJob(DEAD, id);
      return true;
    },
    close: () => boss.stop({ graceful: true, timeout: graceMs }),
  };
}

/** The same file has the same place in line, whoever sends it and however often. */
function idOf({ sha256 }: FileTask): string {
  return [sha256.slice(0, 8), sha256.slice(8, 12), `8${sha256.slice(13, 16)}`, `8${sha256.slice(17, 20)}`, sha256.slice(20, 32)].join('-');
}

const outputShape = z.object({ message: z.string() });

function deadTask(job: JobWithMetadata<unknown>): DeadTask {
  const { id, data, createdOn, sourceCreatedOn, sourceOutput, output, sourceRetryCount } = job;
  const said = outputShape.safeParse(sourceOutput ?? output);
  return {
    id,
    task: taskShape.safeParse(data).data ?? null,
    error: said.data?.message ?? 'no reason is known',
    tries: (sourceRetryCount ?? 0) + 1,
    sentAt: sourceCreatedOn ?? createdOn,
    diedAt: createdOn,
  };
}
