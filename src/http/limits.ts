/** How often one caller may ask, and what tells them so: `RateLimit` and `RateLimit-Policy` (IETF httpapi draft 8). */
import type { Request } from 'express';
import { ipKeyGenerator, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { HttpProblem } from './errors.ts';
import { callerOf } from './keys.ts';

export interface Limits {
  /** Every request of the API that has no limit of its own is counted as one of these two. */
  readonly reads: RateLimitRequestHandler;
  readonly writes: RateLimitRequestHandler;
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
export function createLimits(config: Config, store: Pick<Store, 'em'>): Limits {
  const { uploadsPerMinute, readsPerMinute, writesPerMinute, contributionsPerHour } = config;
  return {
    reads: limitTo(readsPerMinute, MINUTE, 'reads', byKey(store)),
    writes: limitTo(writesPerMinute, MINUTE, 'writes', byKey(store)),
    check: limitTo(uploadsPerMinute, MINUTE, 'check', byKey(store)),
    submissions: limitTo(uploadsPerMinute, MINUTE, 'submissions', byKey(store)),
    contributions: limitTo(contributionsPerHour, HOUR, 'contributions'),
    flags: limitTo(contributionsPerHour, HOUR, 'flags'),
    replies: limitTo(contributionsPerHour, HOUR, 'replies'),
  };
}

/** The key that counts a request; null counts it by its address. */
type KeyOf = (req: Request) => Promise<string | null>;

const nobody: KeyOf = async () => null;

/** Only a key that is good: else invented ones would each bring a counter of their own. */
const byKey =
  (store: Pick<Store, 'em'>): KeyOf =>
  async req => {
    try {
      return (await callerOf({ store }, req))?.id ?? null;
    } catch (error) {
      if (error instanceof HttpProblem) return null;
      throw error;
    }
  };

function limitTo(limit: number, window: typeof MINUTE, identifier: string, keyOf: KeyOf = nobody): RateLimitRequestHandler {
  const allowed = async (req: Request) => ((await keyOf(req)) === null ? limit : limit * WITH_KEY);
  return rateLimit({
    windowMs: window.milliseconds,
    limit: allowed,
    skip: () => limit === 0,
    keyGenerator: async req => {
      const key = await keyOf(req);
      return key === null ? ipKeyGenerator(req.ip ?? '') : `key ${key}`;
    },
    identifier,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // whether a forwarded address is believed is a setting of its own; a header anybody can send is no reason to warn
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: async (req, _res, next) => {
      // Retry-After is set by the limiter already; the API and the pages each show the problem in their way
      next(new HttpProblem('too-many-requests', `At most ${await allowed(req)} such requests ${window.name} are answered.`));
    },
  });
}
