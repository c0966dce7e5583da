/** What a supervisor asks: is it up, may it get requests. */
import { type Request, type Response, Router } from 'express';
import type { Context } from './context.ts';
import { HttpProblem, sendProblem } from './errors.ts';

/**
 * `/healthz`: 200 once the start is over, samples of a first start included, so that whoever waits for it finds them.
 * `/readyz`: besides, the database answers.
 */
export function health({ store, ready }: Context): Router {
  const router = Router();
  const starting = (req: Request, res: Response) =>
    sendProblem(
      req,
      res,
      new HttpProblem('not-ready', 'Starting: the sample certificates are being read.', { headers: { 'Retry-After': '1' } }),
    );
  router.get('/healthz', (req, res) => {
    if (!ready()) return starting(req, res);
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (req, res) => {
    if (!ready()) return starting(req, res);
    try {
      await store.em().execute('select 1');
    } catch (error) {
      req.log.error({ err: error }, 'the database does not answer');
      return sendProblem(req, res, new HttpProblem('not-ready', 'The database does not answer.', { headers: { 'Retry-After': '5' } }));
    }
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  return router;
}
