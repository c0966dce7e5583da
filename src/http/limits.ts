/** How often one caller may ask for the costly things. */
import { type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import type { Config } from '../config.ts';
import { HttpProblem, sendProblem } from './errors.ts';

export interface Limits {
  readonly check: RateLimitRequestHandler;
  readonly submissions: RateLimitRequestHandler;
}

/** Whoever has a key is known, and can be stopped by revoking it. */
const WITH_KEY = 10;

/** Counters of this process and this application; several processes behind one address each count their own. */
export function createLimits(config: Config): Limits {
  return { check: perMinute(config.uploadsPerMinute, 'check'), submissions: perMinute(config.uploadsPerMinute * WITH_KEY, 'submissions') };
}

function perMinute(limit: number, identifier: string): RateLimitRequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    identifier,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // whether a forwarded address is believed is a setting of its own; a header anybody can send is no reason to warn
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (req, res) => {
      // Retry-After is set by the limiter already
      sendProblem(req, res, new HttpProblem('too-many-requests', `At most ${limit} such requests a minute are answered.`));
    },
  });
}
