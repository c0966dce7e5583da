/** Which database answers a request that reads: a replica where one is of use, the primary otherwise. */
import type { Request } from 'express';
import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { HttpProblem, isDatabaseGone } from './errors.ts';

/**
 * Does what reads and may lag, so `work` must change nothing. It is done once more on the primary when the replica could not be asked or has no such
 * thing: what somebody was told to be there is never missing. Questions about a moment go to the primary, as their answers are cited and must not
 * depend on who was asked.
 */
export async function reading<T>(context: Context, req: Request, work: (context: Context) => Promise<T>): Promise<T> {
  const replica = asksForMoment(req) ? null : (context.store.replicas?.choose() ?? null);
  if (replica === null) return work(context);
  const { em, orm, lost } = replica;
  const store: Store = { ...context.store, em, orm, replicas: null, transaction: work => em().transactional(work) };
  try {
    return await Promise.race([work({ ...context, store }), lost]);
  } catch (error) {
    if (error instanceof HttpProblem && error.code !== 'not-found') throw error;
    if (isDatabaseGone(error)) replica.failed(error);
    return work(context);
  }
}

const asksForMoment = ({ query }: Request): boolean => query.as_of !== undefined;
