/** What a supervisor asks: is it up, may it get requests. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { pendingMigrations } from '../store/orm.ts';
import { samplesWaiting } from '../store/rejudgings.ts';
import type { Context } from './context.ts';
import { HttpProblem, sendProblem } from './errors.ts';

/** A database that answers later than this is not waited for. */
const PATIENCE_MS = 500;

/**
 * `/healthz`: 200 once the start is over, samples of a first start included, so that whoever waits for it finds them.
 * Samples whose verdicts wait to be brought up to date are counted in its body; without the database it is up all the same.
 * `/readyz`: besides, the database answers and has the schema of this program, and the process is not about to end. With a replica in use it is ready
 * for reads also while the primary does not answer, and says so: else nobody would get what the replicas could answer.
 */
export function health({ store, ready: begun, draining }: Context): Router {
  const router = Router();
  const starting = (req: Request, res: Response) =>
    sendProblem(
      req,
      res,
      new HttpProblem('not-ready', 'Starting: the sample certificates are being read.', { headers: { 'Retry-After': '1' } }),
    );
  const count = async ({ log }: Request): Promise<number | null> => {
    try {
      return await samplesWaiting(store.em());
    } catch (error) {
      log.warn({ err: error }, 'samples that wait to be judged again could not be counted');
      return null;
    }
  };
  router.get('/healthz', async (req, res) => {
    if (!begun()) return starting(req, res);
    const waiting = await Promise.race([count(req), pause(PATIENCE_MS, null, { ref: false })]);
    res.set('Cache-Control', 'no-store').json({ status: 'ok', ...(waiting ? { rejudging: { waiting } } : {}) });
  });
  router.get('/readyz', async (req, res) => {
    if (!begun()) return starting(req, res);
    if (draining()) return notReady(req, res, 'Stopping: send requests to another process.');
    const states = store.replicas?.states ?? [];
    const inUse = states.filter(({ condition }) => condition === 'in use').length;
    const replicas = states.length === 0 ? {} : { replicas: { configured: states.length, inUse } };
    const ready = (status: string) => res.set('Cache-Control', 'no-store').json({ status, ...replicas });
    try {
      const missing = await pendingMigrations(store.orm);
      if (missing.length > 0) return notReady(req, res, 'The database lacks migrations of this program.');
    } catch (error) {
      req.log.error({ err: error }, 'the database does not answer');
      if (inUse > 0) return ready('read-only');
      return notReady(req, res, 'The database does not answer.');
    }
    ready('ok');
  });
  return router;
}

const notReady = (req: Request, res: Response, words: string) =>
  sendProblem(req, res, new HttpProblem('not-ready', words, { headers: { 'Retry-After': '5' } }));

/** A process that is about to end asks for every connection to be closed with its answer. */
export const lastAnswers =
  ({ draining }: Pick<Context, 'draining'>): RequestHandler =>
  (_req, res, next) => {
    if (draining()) res.set('Connection', 'close');
    next();
  };
