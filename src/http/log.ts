/** One line a request, with an id that the answer carries too; never a key, a cookie or a body. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** An id that a proxy gave is kept when it is short and plain. */
const KEEPABLE = /^[\w-]{8,64}$/;

/** A key that somebody put into an address, where it does not belong, is good all the same. */
const KEY = /lp_[\w-]{8,}/gi;

export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId(req, res) {
      const given = req.headers['x-request-id'];
      const id = typeof given === 'string' && KEEPABLE.test(given) ? given : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : res.statusCode === 429 ? 'warn' : 'info'),
    // supervisors ask every few seconds; what they learn is not news
    autoLogging: { ignore: req => req.url === '/healthz' || req.url === '/readyz' },
    // the cause of a fault is logged where it is caught; this line only says that there was one
    customErrorObject: (_req, _res, _error, { err: _, ...line }) => line,
    // the whole of what is logged is named here, so that no header can slip in
    serializers: {
      req: ({ id, method, url, remoteAddress }) => ({ id, method, url: String(url).replace(KEY, 'lp_…'), remoteAddress }),
      res: ({ statusCode }) => ({ statusCode }),
    },
  });
}
