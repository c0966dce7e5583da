/** The web site as a router: pages, their twins, the public files, and errors in the same look. */
import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { BadCursor } from '../../store/cursor.ts';
import { apiRoutes } from '../api/index.ts';
import type { Context } from '../context.ts';
import { asProblem, HttpProblem, PROBLEM_TYPES } from '../errors.ts';
import { llmsText } from '../llms.ts';
import { API_PREFIX, openApi } from '../openapi.ts';
import { originOf } from '../origin.ts';
import { reading } from '../reading.ts';
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
import { isUuid } from './found.ts';
import { Glossary } from './glossary.tsx';
import { certificatePage, lotPage, rememberChoice, type Standpoint, standpointOf, withRefusals } from './judged-route.tsx';
import { keptPages } from './kept.ts';
import { Method } from './method.tsx';
import { certificateMissingPage, lotMissingPage } from './missing-route.tsx';
import { recallPage, recallsPage } from './recall-route.tsx';
import { type Page, sendPage } from './render.tsx';
import { replyRouter } from './reply-route.tsx';
import { reportDiffPage } from './report-diff-route.tsx';
import { lotReportPage, vendorReportPage } from './report-route.tsx';
import { resultsPage } from './results-route.tsx';
import { reviewRouter } from './review-route.tsx';
import { rulePage, rulesPage } from './rules-route.tsx';
import { snapshotPage, snapshotsPage } from './snapshots.tsx';
import { submissionPage, submitPage, submitRoute } from './submit-route.tsx';
import { twinTarget } from './twins.ts';
import { scorecardPage, vendorPage, vendorsPage } from './vendor-route.tsx';
import { versionsPage } from './versions-route.tsx';

/** What is read for a page, through the context that is handed in: it may be that of a replica. */
type Content = (req: Request, from: Context) => Promise<Page> | Page;

export function pages(context: Context): Router {
  const assets = readAssets();
  const router = Router({ caseSensitive: true });
  const sendKept = keptPages(context, assets);
  /** What pages depend on beside their address and the database. */
  const variant = (req: Request) => `${today()} ${choiceQuery(standpointOf(req).choice)}`;
  const show = (path: string, content: Content) =>
    router.get(path, (req, res) => sendKept(req, res, variant(req), from => content(req, from)));
  /** Made anew each time: it needs no database, or says when it was made. */
  const fresh = (path: string, content: Content) =>
    router.get(path, async (req, res) => sendPage(req, res, await reading(context, req, async from => content(req, from)), assets));

  /** A page that shows verdicts as its visitor chose: never one copy for all. */
  const judge = (path: string, content: (req: Request, from: Context, at: Standpoint) => Promise<Page> | Page) =>
    router.get(path, rememberChoice, async (req, res) => {
      const at = standpointOf(req);
      res.set('Cache-Control', 'private, no-cache').vary('Cookie');
      await sendKept(req, res, variant(req), async from => withRefusals(await content(req, from, at), at));
    });

  router.get('/assets/:version/*name', assetRoute(assets));
  router.get('/favicon.ico', (_req, res) => res.redirect(301, assets.address('icon.svg')));
  router.use(toTwin);
  // these are found by searching; their addresses are guessed from those of single ones
  for (const list of ['/lots', '/products', '/certificates']) router.get(list, (_req, res) => res.redirect(302, '/search'));
  // what is printed on a package or a certificate, in place of the identifier that an address has
  const found = (path: '/lots/:printed' | '/certificates/:printed', address: (printed: string) => string) =>
    router.get(path, (req, res, next) => (isUuid(param(req, 'printed')) ? next() : res.redirect(302, address(param(req, 'printed')))));
  found('/lots/:printed', lot => `/check?${new URLSearchParams({ lot })}`);
  found('/certificates/:printed', q => `/search?${new URLSearchParams({ q })}`);
  show('/', (_req, from) => contents.homePage(from, today()));
  show('/search', (req, from) => contents.searchPage(from, req.query));
  show('/results', (req, from) => resultsPage(from, req.query));
  show('/vendors', (req, from) => vendorsPage(from, req.query, today()));
  judge('/vendors/:slug', (req, from, at) => vendorPage(from, param(req, 'slug'), at));
  fresh('/vendors/:slug/report', (req, from) => vendorReportPage(from, req, param(req, 'slug')));
  show('/vendors/:slug/scorecard', (req, from) => scorecardPage(from, param(req, 'slug'), req.query, today()));
  judge('/products/:slug', (req, from, at) => contents.productPage(from, param(req, 'slug'), at));
  judge('/lots/:id', (req, from, at) => lotPage(from, param(req, 'id'), at));
  judge('/lots/:id/missing', (req, from, at) => lotMissingPage(from, param(req, 'id'), at));
  router.get('/lots/:id/report', async (req, res) => {
    const at = standpointOf(req);
    res.set('Cache-Control', 'private, no-cache').vary('Cookie');
    const page = await reading(context, req, from => lotReportPage(from, req, param(req, 'id'), at));
    sendPage(req, res, withRefusals(page, at), assets);
  });
  judge('/certificates/:id', (req, from, at) => certificatePage(from, param(req, 'id'), at));
  judge('/certificates/:id/missing', (req, from, at) => certificateMissingPage(from, param(req, 'id'), at));
  show('/certificates/:id/versions', (req, from) => versionsPage(from, param(req, 'id'), req.query));
  show('/certificates/:before/diff/:after', (req, from) => reportDiffPage(from, param(req, 'before'), param(req, 'after'), req.query));
  show('/laboratories', (req, from) => contents.laboratoriesPage(from, req.query));
  judge('/laboratories/:slug', (req, from, at) => contents.laboratoryPage(from, param(req, 'slug'), at));
  show('/analytes', (_req, from) => contents.analytesPage(from));
  show('/analytes/:id', (req, from) => analytePage(from, param(req, 'id'), req.query, today()));
  show('/compare', (req, from) => comparePage(from, req.query, today()));
  show('/contaminants', (req, from) => contaminantsPage(from, req.query, today()));
  show('/recalls', (req, from) => recallsPage(from, req.query));
  show('/recalls/:number', (req, from) => recallPage(from, param(req, 'number')));
  show('/disagreements', (req, from) => disagreementsPage(from, req.query, standpointOf(req).choice.profile));
  fresh('/rules', req => rulesPage(req.query, today()));
  show('/rules/:id', (req, from) => rulePage(from, param(req, 'id'), today()));
  fresh('/method', (_req, from) => methodPage(from));
  fresh('/glossary', () => GLOSSARY);
  fresh('/snapshots', (_req, from) => snapshotsPage(from));
  fresh('/snapshots/:id', (req, from) => snapshotPage(from, param(req, 'id')));
  router.get('/snapshots/:id/:file', (req, res) => res.redirect(301, `${API_PREFIX}${req.path}`));
  fresh('/api', apiPage);
  fresh('/api/:operation', (req, from) => apiOperationPage(from, req, param(req, 'operation')));
  router.get('/llms.txt', (req, res) => res.type('text/plain; charset=utf-8').send(llmsText(openApi(apiRoutes), originOf(req))));
  judge('/check', (req, from, at) => lookUpPage(from, req.query, at));
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
