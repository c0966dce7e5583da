/** How often one caller may ask for the costly things. */
import { type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import type { Config } from '../config.ts';
import { HttpProblem } from './errors.ts';

export interface Limits {
  readonly check: RateLimitRequestHandler;
  readonly submissions: RateLimitRequestHandler;
  readonly contributions: RateLimitRequestHandler;
  readonly flags: RateLimitRequestHandler;
  readonly replies: RateLimitRequestHandler;
}

/** Whoever has a key is known, and can be stopped by revoking it. */
const WITH_KEY = 10;

const MINUTE = { milliseconds: 60_000, name: 'a minute' };
const HOUR = { milliseconds: 3_600_000, name: 'an hour' };

/** Counters of this process and this application; several processes behind one address each count their own. */
export function createLimits({ uploadsPerMinute, contributionsPerHour }: Config): Limits {
  return {
    check: limitTo(uploadsPerMinute, MINUTE, 'check'),
    submissions: limitTo(uploadsPerMinute * WITH_KEY, MINUTE, 'submissions'),
    contributions: limitTo(contributionsPerHour, HOUR, 'contributions'),
    flags: limitTo(contributionsPerHour, HOUR, 'flags'),
    replies: limitTo(contributionsPerHour, HOUR, 'replies'),
  };
}

function limitTo(limit: number, window: typeof MINUTE, identifier: string): RateLimitRequestHandler {
  return rateLimit({
    windowMs: window.milliseconds,
    limit,
    identifier,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // whether a forwarded address is believed is a setting of its own; a header anybody can send is no reason to warn
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_req, _res, next) => {
      // Retry-After is set by the limiter already; the API and the pages each show the problem in their way
      next(new HttpProblem('too-many-requests', `At most ${limit} such requests ${window.name} are answered.`));
    },
  });
}
