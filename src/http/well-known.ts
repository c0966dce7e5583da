/** Where programs look for the key that heads of the log are signed with. */
import { type RequestHandler, Router } from 'express';
import { latestHead, logKeys } from '../store/log-heads.ts';
import type { Context } from './context.ts';
import { HttpProblem } from './errors.ts';

export const LOG_KEY_ADDRESS = '/.well-known/leafproof-log-key.pem';

export function wellKnown({ store }: Context): Router {
  const key: RequestHandler = async (_req, res) => {
    const em = store.em();
    const [head, keys] = [await latestHead(em), await logKeys(em)];
    const current = keys.find(({ id }) => id === head?.key) ?? keys.at(-1);
    if (current === undefined) throw new HttpProblem('not-found', 'No head of the log was signed yet.');
    res
      .set('Access-Control-Allow-Origin', '*')
      .set('Cache-Control', 'public, no-cache')
      .type('application/x-pem-file')
      .send(current.publicKey);
  };
  return Router({ caseSensitive: true }).get(LOG_KEY_ADDRESS, key);
}
