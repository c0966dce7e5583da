/** The web site as a router: pages, their twins, the public files, and errors in the same look. */
import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { BadCursor } from '../../store/cursor.ts';
import { apiRoutes } from '../api/index.ts';
import type { Context } from '../context.ts';
import { asProblem, HttpProblem, PROBLEM_TYPES } from '../errors.ts';
import { llmsText } from '../llms.ts';
import { API_PREFIX, openApi } from '../openapi.ts';
import { originOf } from '../origin.ts';
import { fromHere } from '../same-origin.ts';
import { analytePage } from './analyte-route.tsx';
import { apiOperationPage, apiPage } from './api-route.tsx';
import { assetRoute } from './asset-route.ts';
import { type Assets, readAssets } from './assets.ts';
import { lookUpPage, readUpload, uploadLimit } from './check-route.tsx';
import { choiceQuery } from './choice.ts';
import { comparePage } from './compare-route.tsx';
import { contaminantsPage } from './contaminants-route.tsx';
import * as contents from './contents.tsx';
import { disagreementsPage } from './disagreements-route.tsx';
import { ErrorPage } from './errors.tsx';
import { flagRouter } from './flag-route.tsx';
import { Glossary } from './glossary.tsx';
import { certificatePage, lotPage, rememberChoice, type Standpoint, standpointOf, withRefusals } from './judged-route.tsx';
import { keptPages } from './kept.ts';
import { Method } from './method.tsx';
import { recallPage, recallsPage } from './recall-route.tsx';
import { type Page, sendPage } from './render.tsx';
import { replyRouter } from './reply-route.tsx';
import { lotReportPage, vendorReportPage } from './report-route.tsx';
import { reviewRouter } from './review-route.tsx';
import { rulePage, rulesPage } from './rules-route.tsx';
import { snapshotPage, snapshotsPage } from './snapshots.tsx';
import { submissionPage, submitPage, submitRoute } from './submit-route.tsx';
import { twinTarget } from './twins.ts';
import { scorecardPage, vendorPage, vendorsPage } from './vendor-route.tsx';
import { versionsPage } from './versions-route.tsx';

export function pages(context: Context): Router {
  const assets = readAssets();
  const router = Router({ caseSensitive: true });
  const sendKept = keptPages(context, assets);
  /** What pages depend on beside their address and the database. */
  const variant = (req: Request) => `${today()} ${choiceQuery(standpointOf(req).choice)}`;
  const show = (path: string, content: (req: Request) => Promise<Page> | Page) =>
    router.get(path, (req, res) => sendKept(req, res, variant(req), () => content(req)));
  /** Made anew each time: it needs no database, or says when it was made. */
  const fresh = (path: string, content: (req: Request) => Promise<Page> | Page) =>
    router.get(path, async (req, res) => sendPage(req, res, await content(req), assets));

  /** A page that shows verdicts as its visitor chose: never one copy for all. */
  const judge = (path: string, content: (req: Request, at: Standpoint) => Promise<Page> | Page) =>
    router.get(path, rememberChoice, async (req, res) => {
      const at = standpointOf(req);
      res.set('Cache-Control', 'private, no-cache').vary('Cookie');
      await sendKept(req, res, variant(req), async () => withRefusals(await content(req, at), at));
    });

  router.get('/assets/:version/*name', assetRoute(assets));
  router.get('/favicon.ico', (_req, res) => res.redirect(301, assets.address('icon.svg')));
  router.use(toTwin);
  // these are found by searching; their addresses are guessed from those of single ones
  for (const list of ['/lots', '/products', '/certificates']) router.get(list, (_req, res) => res.redirect(302, '/search'));
  show('/', () => contents.homePage(context, today()));
  show('/search', req => contents.searchPage(context, req.query));
  show('/vendors', req => vendorsPage(context, req.query));
  judge('/vendors/:slug', (req, at) => vendorPage(context, param(req, 'slug'), at));
  fresh('/vendors/:slug/report', req => vendorReportPage(context, req, param(req, 'slug')));
  show('/vendors/:slug/scorecard', req => scorecardPage(context, param(req, 'slug'), req.query, today()));
  judge('/products/:slug', (req, at) => contents.productPage(context, param(req, 'slug'), at));
  judge('/lots/:id', (req, at) => lotPage(context, param(req, 'id'), at));
  router.get('/lots/:id/report', async (req, res) => {
    const at = standpointOf(req);
    res.set('Cache-Control', 'private, no-cache').vary('Cookie');
    sendPage(req, res, withRefusals(await lotReportPage(context, req, param(req, 'id'), at), at), assets);
  });
  judge('/certificates/:id', (req, at) => certificatePage(context, param(req, 'id'), at));
  show('/certificates/:id/versions', req => versionsPage(context, param(req, 'id'), req.query));
  show('/laboratories', req => contents.laboratoriesPage(context, req.query));
  judge('/laboratories/:slug', (req, at) => contents.laboratoryPage(context, param(req, 'slug'), at));
  show('/analytes', () => contents.analytesPage(context));
  show('/analytes/:id', req => analytePage(context, param(req, 'id'), req.query, today()));
  show('/compare', req => comparePage(context, req.query, today()));
  show('/contaminants', req => contaminantsPage(context, req.query, today()));
  show('/recalls', req => recallsPage(context, req.query));
  show('/recalls/:number', req => recallPage(context, param(req, 'number')));
  show('/disagreements', req => disagreementsPage(context, req.query, standpointOf(req).choice.profile));
  fresh('/rules', req => rulesPage(req.query, today()));
  show('/rules/:id', req => rulePage(context, param(req, 'id'), today()));
  fresh('/method', () => methodPage(context));
  fresh('/glossary', () => GLOSSARY);
  fresh('/snapshots', () => snapshotsPage(context));
  fresh('/snapshots/:id', req => snapshotPage(context, param(req, 'id')));
  router.get('/snapshots/:id/:file', (req, res) => res.redirect(301, `${API_PREFIX}${req.path}`));
  fresh('/api', apiPage);
  fresh('/api/:operation', req => apiOperationPage(context, req, param(req, 'operation')));
  router.get('/llms.txt', (req, res) => res.type('text/plain; charset=utf-8').send(llmsText(openApi(apiRoutes), originOf(req))));
  judge('/check', (req, at) => lookUpPage(context, req.query, at));
  router.post('/check', uploadLimit(context.config), async (req, res) => sendPage(req, res, await readUpload(context, req, res), assets));
  show('/submit', () => submitPage(null));
  router.post('/submit', fromHere, context.limits.contributions, submitRoute(context, assets));
  router.get('/submissions/:id', async (req, res) => {
    res.set('Cache-Control', 'private, no-store');
    sendPage(req, res, await submissionPage(context, param(req, 'id')), assets);
  });
  router.use(flagRouter(context, assets));
  router.use(replyRouter(context, assets));
  router.use('/review', reviewRouter(context, assets));
  router.get('/admin/queues', (_req, res) => res.redirect(302, '/review/queues'));
  router.use(nothingHere);
  router.use(errorPage(assets));
  return router;
}

const methodPage = ({ config }: Context): Page => ({
  facts: {
    title: 'How numbers are read',
    description: 'How printed results become records, and what the words for values mean.',
    section: 'method',
  },
  body: <Method publication={config.publication} />,
});

const GLOSSARY: Page = {
  facts: { title: 'What the words mean', description: 'Plain explanations of the words on this site.', section: 'method' },
  body: <Glossary />,
};

const today = (): string => new Date().toISOString().slice(0, 10);

/** Express types a parameter of a path given as a plain string as possibly repeated; these are not. */
function param(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

const toTwin: RequestHandler = (req, res, next) => {
  const target = req.method === 'GET' && !req.path.startsWith(`${API_PREFIX}/`) ? twinTarget(req.originalUrl) : null;
  if (target === null) return next();
  res.redirect(302, target);
};

const nothingHere: RequestHandler = (req, _res, next) => {
  if (req.path.startsWith(`${API_PREFIX}/`)) return next();
  throw new HttpProblem('not-found', 'The address may be mistyped, or what was here has another name now. Try the search.');
};

/** A cursor that no page gave out, or one that holds what the database cannot compare with (SQLSTATE class 22). */
function isForgedCursor(error: unknown, req: Request): boolean {
  if (error instanceof BadCursor) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return req.query.cursor !== undefined && /^22...$/.test(code);
}

function errorPage(assets: Assets): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = isForgedCursor(error, req) ? new HttpProblem('invalid-cursor', 'Begin at the first page again.') : asProblem(error);
    if (problem.status >= 500) req.log?.error({ err: problem.cause ?? problem }, 'a page could not be shown');
    const { status, title } = PROBLEM_TYPES[problem.code];
    res.set(problem.headers);
    const page: Page = {
      status,
      facts: { title, description: title, section: null, noIndex: true },
      body: <ErrorPage error={{ status, title, detail: problem.message }} requestId={req.id === undefined ? null : String(req.id)} />,
    };
    sendPage(req, res, page, assets);
  };
}
