/** The application: an Express app on an open store and a pool of readers. It listens nowhere; every caller builds its own. */
import express, { type Express, type Request, type Response } from 'express';
import { apiRoutes } from './api/index.ts';
import type { Context } from './context.ts';
import { HttpProblem, problemHandler, sendProblem } from './errors.ts';
import { feedRouter } from './feeds/feed-route.ts';
import { health, lastAnswers } from './health.ts';
import { createLimits } from './limits.ts';
import { requestLog } from './log.ts';
import type { Metrics } from './metrics.ts';
import { apiRouter } from './mount.ts';
import { API_PREFIX } from './openapi.ts';
import { pageImages } from './page-image.ts';
import { pages } from './pages/index.tsx';
import { secureHeaders } from './security.ts';
import { wellKnown } from './well-known.ts';

export type AppParts = Pick<Context, 'config' | 'store' | 'pool' | 'logger'> &
  Partial<Pick<Context, 'ready' | 'draining' | 'queue'>> & { readonly metrics?: Metrics | undefined };

export function createApp({ metrics, ...parts }: AppParts): Express {
  const context: Context = {
    ready: () => true,
    draining: () => false,
    queue: null,
    ...parts,
    images: pageImages(parts),
    limits: createLimits(parts.config, parts.store),
  };
  const app = express();
  app.set('etag', 'strong');
  app.set('trust proxy', context.config.trustedProxies);
  app.disable('x-powered-by');
  app.use(requestLog(context.logger));
  if (metrics !== undefined) app.use(metrics.requests);
  app.use(lastAnswers(context));
  app.use(secureHeaders());
  app.use(health(context));
  app.use(wellKnown(context));
  app.use(feedRouter(context));
  app.use(API_PREFIX, apiRouter(context, apiRoutes));
  app.use(pages(context));
  // what the pages leave: an unknown address, or an error thrown before they could answer
  app.use((req: Request, res: Response) => sendProblem(req, res, new HttpProblem('not-found', 'Nothing is at this address.')));
  app.use(problemHandler);
  return app;
}
