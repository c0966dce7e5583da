/** What programs look for at fixed places: the key that heads of the log are signed with, and whom to tell of security problems. */
import { type RequestHandler, Router } from 'express';
import { latestHead, logKeys } from '../store/log-heads.ts';
import type { Context } from './context.ts';
import { HttpProblem } from './errors.ts';
import { originOf } from './origin.ts';

export const LOG_KEY_ADDRESS = '/.well-known/leafproof-log-key.pem';

export const SECURITY_ADDRESS = '/.well-known/security.txt';

/** RFC 9116, 2.5.5: less than a year ahead, so that nobody writes to an address that was given up. */
const GOOD_FOR_DAYS = 180;

export function wellKnown({ store, config }: Context): Router {
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
  const security: RequestHandler = (req, res) => {
    if (config.contact === null) throw new HttpProblem('not-found', 'This installation names nobody for reports of security problems.');
    const origin = originOf(req);
    const canonical = origin === '' ? [] : [`Canonical: ${origin}${SECURITY_ADDRESS}`];
    const lines = [`Contact: ${config.contact}`, `Expires: ${daysAhead(GOOD_FOR_DAYS)}`, 'Preferred-Languages: en', ...canonical];
    res
      .set('Cache-Control', 'public, max-age=86400')
      .type('text/plain; charset=utf-8')
      .send(`${lines.join('\n')}\n`);
  };
  return Router({ caseSensitive: true }).get(LOG_KEY_ADDRESS, key).get(SECURITY_ADDRESS, security);
}

const daysAhead = (days: number): string => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
