/** Which database answers a request that reads: a replica where one is of use, the primary otherwise. */
import type { Request } from 'express';
import type { Orm } from '../store/orm.ts';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { HttpProblem, isDatabaseGone, isTooLong } from './errors.ts';

/**
 * Does what reads and may lag, so `work` must change nothing. It is done once more on the primary when the replica could not be asked or has no such
 * thing: what somebody was told to be there is never missing. Questions about a moment go to the primary, as their answers are cited and must not
 * depend on who was asked. Where reads have a limit of time, each of its queries has.
 */
export async function reading<T>(context: Context, req: Request, work: (context: Context) => Promise<T>): Promise<T> {
  const replica = asksForMoment(req) ? null : (context.store.replicas?.choose() ?? null);
  const { limited } = context.store;
  const primary = limited === null ? context : asking(context, limited);
  if (replica === null) return work(primary);
  try {
    return await Promise.race([work(asking(context, replica.orm)), replica.lost]);
  } catch (error) {
    if (isTooLong(error)) throw error;
    if (error instanceof HttpProblem && error.code !== 'not-found') throw error;
    if (isDatabaseGone(error)) replica.failed(error);
    return work(primary);
  }
}

function asking(context: Context, orm: Orm): Context {
  const em = () => orm.em.fork();
  const store: Store = { ...context.store, em, orm, replicas: null, limited: null, transaction: work => em().transactional(work) };
  return { ...context, store };
}

/** Does a part of an answer that may take as long as it takes, where queries have a limit of time: a file that was begun has to be ended. */
export async function unhurried<T>(context: Context, work: (context: Context) => Promise<T>): Promise<T> {
  if (!context.store.orm.limited) return work(context);
  return context.store.em().transactional(async em => {
    await em.execute('set local statement_timeout = 0');
    return work({ ...context, store: { ...context.store, em: () => em } });
  });
}

const asksForMoment = ({ query }: Request): boolean => query.as_of !== undefined;
