/** What goes on in the background, for admins: how much waits, and what failed for good. */
import type { DeadTask, QueueDepth } from '../../ingest/queue.ts';
import { writeLog } from '../../store/log.ts';
import { listRejudgings, type RejudgingView, samplesWaiting } from '../../store/rejudgings.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import type { Reviewer } from '../session.ts';
import { Empty, When } from './parts.tsx';
import type { Deed } from './review-deeds.ts';
import { Form, type Notice, Reason, ReviewBar, Said } from './review-parts.tsx';
import { param, text } from './review-request.ts';
import { count } from './words.ts';

interface Queues {
  /** Null where nothing is in line ever. */
  readonly files: { readonly depth: QueueDepth; readonly dead: readonly DeadTask[] } | null;
  readonly waiting: number;
  readonly rejudgings: readonly RejudgingView[];
}

const MOST_SHOWN = 50;

export async function queuesNow({ store, queue }: Pick<Context, 'store' | 'queue'>): Promise<Queues> {
  const files = queue === null ? null : { depth: await queue.depth(), dead: await queue.dead(MOST_SHOWN) };
  const { items } = await listRejudgings(store.em(), { limit: 10 });
  return { files, waiting: await samplesWaiting(store.em()), rejudgings: items };
}

/** Another try, or forgetting, of a file that failed for good. */
export const queueDeed: Deed = async ({ store, queue }, req, decision) => {
  const id = param(req, 'id');
  const action = text(req, 'action');
  if (queue === null || !/^[0-9a-f-]{36}$/.test(id)) throw new HttpProblem('not-found', 'There is no such file in line.');
  if (action !== 'retry' && action !== 'discard') throw new HttpProblem('invalid-body', 'There is no such action.');
  if (!(await (action === 'retry' ? queue.retry(id) : queue.discard(id)))) {
    throw new HttpProblem('conflict', 'Somebody else decided about this file meanwhile.');
  }
  await store.transaction(em => writeLog(em, { ...decision, action: `queue-${action}`, subject: `job:${id}` }));
  return { to: '/review/queues', said: action === 'retry' ? 'It is in line again.' : 'It will not be tried again; the original is kept.' };
};

export function ReviewQueues({ files, waiting, rejudgings, reviewer, notice }: Queues & { reviewer: Reviewer; notice: Notice | null }) {
  return (
    <div class="wide">
      <ReviewBar reviewer={reviewer} />
      <h1>Queues and failures</h1>
      <Said notice={notice} csrf={reviewer.csrf} />
      <h2>Files in line</h2>
      {files === null ? (
        <p>On the embedded database files are read while their sender waits; nothing is in line.</p>
      ) : (
        <p>
          {count(files.depth.waiting, 'file')} in line, {files.depth.active} being read, {files.depth.dead} put aside after failing again
          and again.
        </p>
      )}
      {files?.dead.length === 0 && <Empty title="Nothing failed for good.">Files that no worker could read will appear here.</Empty>}
      {files?.dead.map(dead => (
        <Dead key={dead.id} dead={dead} csrf={reviewer.csrf} />
      ))}
      <h2>Judging again</h2>
      <p>{count(waiting, 'sample')} to be judged again.</p>
      <ul>
        {rejudgings.map(one => (
          <li key={one.id}>
            <When date={one.startedAt} />: {one.why}, {one.samples - one.waiting} of {count(one.samples, 'sample')}
            {one.finishedAt === null ? ', not finished' : ', finished'}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Dead({ dead: { id, task, error, tries, sentAt, diedAt }, csrf }: { dead: DeadTask; csrf: string }) {
  return (
    <section class="review-name" aria-labelledby={`dead-${id}`}>
      <h3 id={`dead-${id}`}>{task?.fileName ?? 'Not a file'}</h3>
      <p>
        In line since <When date={sentAt.toISOString()} />, given up on <When date={diedAt.toISOString()} /> after{' '}
        {count(tries, 'try', 'tries')}.{task !== null && ` SHA-256 ${task.sha256}.`}
      </p>
      <blockquote class="strangers-words">{error}</blockquote>
      <Form action={`/review/queues/${id}`} csrf={csrf}>
        <Reason id={`reason-${id}`} required={false} />
        <button type="submit" name="action" value="retry">
          Try again
        </button>{' '}
        <button type="submit" name="action" value="discard" class="button--quiet">
          Discard
        </button>
      </Form>
    </section>
  );
}
