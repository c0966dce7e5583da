/** `/review`: pages and forms for reviewers. Nothing of it is kept by any cache, and every form needs the session's token. */
import { type Request, type Response, Router, urlencoded } from 'express';
import { rateLimit } from 'express-rate-limit';
import { contributorNotes } from '../../ingest/contribution-progress.ts';
import { showReview } from '../../ingest/review.ts';
import { authenticityOf } from '../../store/authenticity.ts';
import { blackOuts } from '../../store/black-out.ts';
import { type ComparedReports, compareReports } from '../../store/compared-reports.ts';
import type { KeyRole } from '../../store/key.ts';
import { waitingMatches } from '../../store/recall.ts';
import { relatedReports } from '../../store/related-reports.ts';
import { waitingReplies } from '../../store/reply.ts';
import { openRereadings } from '../../store/rereading.ts';
import { reviewQueue } from '../../store/review.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { unmappedNames } from '../../store/unmapped.ts';
import type { Context } from '../context.ts';
import { decided } from '../decided.ts';
import { HttpProblem, PROBLEM_TYPES } from '../errors.ts';
import { mustReach } from '../keys.ts';
import { mustBeOurs, type Reviewer, reviewerOf, signIn, signInToken, signOut } from '../session.ts';
import type { Assets } from './assets.ts';
import { type Page, sendPage } from './render.tsx';
import { ReviewCertificate } from './review-certificate.tsx';
import {
  blackOutDeed,
  certificateDeed,
  type Deed,
  flagDeed,
  headerDeed,
  liftDeed,
  type Next,
  nameDeed,
  proposalDeed,
  recallDeed,
  replyDeed,
  rereadingDeed,
  signalDeed,
  valueDeed,
  vendorDeed,
} from './review-deeds.ts';
import { ReviewFlags, waitingFlags } from './review-flags.tsx';
import { reviewOriginals } from './review-originals.ts';
import { type Notice, SignIn } from './review-parts.tsx';
import { ReviewQueue, UnknownNames } from './review-queue.tsx';
import { queueDeed, queuesNow, ReviewQueues } from './review-queues.tsx';
import { ReviewRecalls } from './review-recalls.tsx';
import { ReviewReplies } from './review-replies.tsx';
import { param, query, text } from './review-request.ts';
import { Rereadings } from './review-rereadings.tsx';
import { seeOther } from './see-other.ts';

const QUEUE_LENGTH = 200;

type Content = (req: Request, reviewer: Reviewer, notice: Notice | null) => Promise<Page>;

export function reviewRouter(context: Context, assets: Assets): Router {
  const router = Router({ caseSensitive: true });
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'private, no-store');
    next();
  });
  router.use(urlencoded({ extended: false, limit: '64kb', parameterLimit: 60 }));

  const askIn = (req: Request, res: Response, failed: boolean) =>
    sendPage(req, res, { ...page('Sign in', <SignIn csrf={signInToken(req, res)} failed={failed} />), status: failed ? 403 : 401 }, assets);

  const show = (path: string, content: Content, role: KeyRole = 'reviewer') =>
    router.get(path, async (req, res) => {
      const reviewer = await reviewerOf(context, req);
      if (reviewer === null) return askIn(req, res, false);
      mustReach(reviewer.key, role);
      sendPage(req, res, await content(req, reviewer, noticeIn(req)), assets);
    });
  /** What is refused is said on the page that the form stood on. */
  const take = (path: string, deed: Deed, content?: Content, role: KeyRole = 'reviewer') =>
    router.post(path, async (req, res) => {
      const reviewer = await reviewerOf(context, req);
      if (reviewer === null) return askIn(req, res, false);
      mustReach(reviewer.key, role);
      mustBeOurs(req, reviewer.csrf);
      try {
        const next = await decided(() => deed(context, req, { actor: reviewer.actor, reason: text(req, 'reason') }));
        await seeOther(context, res, addressOf(next));
      } catch (error) {
        const again = error instanceof HttpProblem && error.code !== 'not-found' ? content : undefined;
        if (again === undefined || !(error instanceof HttpProblem)) throw error;
        const refused = await again(req, reviewer, { words: error.message, refused: true, undo: null });
        sendPage(req, res, { ...refused, status: PROBLEM_TYPES[error.code].status }, assets);
      }
    });

  router.post('/sign-in', attempts(), async (req, res) => {
    if (await signIn(context, req, res)) return res.redirect(303, '/review');
    askIn(req, res, true);
  });
  router.post('/sign-out', async (req, res) => {
    const reviewer = await reviewerOf(context, req);
    if (reviewer !== null) {
      mustBeOurs(req, reviewer.csrf);
      await signOut(context, req, res, reviewer);
    }
    res.redirect(303, '/review');
  });
  const names: Content = async (_req, reviewer, notice) =>
    page('Unknown names', <UnknownNames names={await unmappedNames(context.store.em())} reviewer={reviewer} notice={notice} />);
  const certificate: Content = (req, reviewer, notice) => certificatePage(context, req, reviewer, notice);

  show('/', async (_req, reviewer, notice) => {
    const queue = await reviewQueue(context.store.em(), QUEUE_LENGTH, reviewer.actor);
    return page('Review', <ReviewQueue queue={queue} reviewer={reviewer} notice={notice} />);
  });
  const rereadings: Content = async (_req, reviewer, notice) => {
    const { items, next } = await openRereadings(context.store.em(), { limit: 20 });
    return page('New readings', <Rereadings rereadings={items} more={next !== null} reviewer={reviewer} notice={notice} />);
  };
  const flags: Content = async (_req, reviewer, notice) =>
    page('Flags', <ReviewFlags {...(await waitingFlags(context.store.em()))} reviewer={reviewer} notice={notice} />);
  show('/names', names);
  const replies: Content = async (_req, reviewer, notice) => {
    const { items, next } = await waitingReplies(context.store.em(), { limit: 20 });
    return page('Replies', <ReviewReplies replies={items} more={next !== null} reviewer={reviewer} notice={notice} />);
  };
  const recalls: Content = async (_req, reviewer, notice) => {
    const { items, next } = await waitingMatches(context.store.em(), { limit: 20 });
    return page('Recalls', <ReviewRecalls matches={items} more={next !== null} reviewer={reviewer} notice={notice} />);
  };
  show('/flags', flags);
  show('/replies', replies);
  show('/recalls', recalls);
  show('/rereadings', rereadings);
  const queues: Content = async (_req, reviewer, notice) =>
    page('Queues and failures', <ReviewQueues {...(await queuesNow(context))} reviewer={reviewer} notice={notice} />);
  show('/queues', queues, 'admin');
  show('/certificates/:id', certificate);
  reviewOriginals(context, router);

  take('/names', nameDeed, names);
  take('/flags/:id', flagDeed, flags);
  take('/replies/:id', replyDeed, replies);
  take('/recalls/:id', recallDeed, recalls);
  take('/queues/:id', queueDeed, queues, 'admin');
  take('/rereadings/:id', rereadingDeed, rereadings);
  take('/certificates/:id/values/:place', valueDeed, certificate);
  take('/certificates/:id/header/:sample', headerDeed, certificate);
  take('/certificates/:id/decision', certificateDeed, certificate);
  take('/certificates/:id/vendor', vendorDeed, certificate);
  take('/certificates/:id/black-outs', blackOutDeed, certificate);
  take('/certificates/:certificate/black-outs/:id', liftDeed, certificate);
  take('/certificates/:certificate/proposals/:id', proposalDeed, certificate);
  take('/certificates/:certificate/signals/:id', signalDeed, certificate);
  return router;
}

const page = (title: string, body: Page['body']): Page => ({
  facts: { title, description: 'For reviewers', section: null, noIndex: true },
  body,
});

/** Guessing keys is hopeless anyway; this keeps it cheap to refuse. */
const attempts = () =>
  rateLimit({
    windowMs: 60_000,
    limit: 20,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_req, _res, next) => next(new HttpProblem('too-many-requests', 'Too many attempts. Wait a minute and try again.')),
  });

function addressOf({ to, said, undo }: Next): string {
  const [path = '', hash] = to.split('#');
  const words = new URLSearchParams({ said, ...(undo === undefined ? {} : { undo }) });
  return `${path}${path.includes('?') ? '&' : '?'}${words}${hash === undefined ? '' : `#${hash}`}`;
}

function noticeIn(req: Request): Notice | null {
  const words = query(req, 'said');
  return words === null ? null : { words, refused: false, undo: query(req, 'undo') };
}

/** What is public beside a certificate that may not be public itself. */
async function others(em: SqlEntityManager, certificate: string): Promise<ComparedReports[]> {
  const asked = { includeUnpublished: true };
  const compared: ComparedReports[] = [];
  for (const { report } of await relatedReports(em, certificate, asked)) {
    const found = await compareReports(em, report.id, certificate, asked);
    if (found !== null) compared.push(found);
  }
  return compared;
}

async function certificatePage({ store }: Context, req: Request, reviewer: Reviewer, notice: Notice | null): Promise<Page> {
  const em = store.em();
  const review = await showReview(em, param(req, 'certificate') || param(req, 'id'));
  if (review === null) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
  const { certificate } = review;
  const signals = await authenticityOf(em, certificate.id);
  const more = {
    notes: await contributorNotes(em, certificate.sha256),
    blackOuts: await blackOuts(em, certificate.sha256),
    others: await others(em, certificate.id),
  };
  const looked = { at: query(req, 'at') ?? (param(req, 'place') || null), signal: query(req, 'signal') };
  return page(
    `Review ${certificate.reportNumber ?? certificate.fileName}`,
    <ReviewCertificate {...review} {...looked} signals={signals} {...more} reviewer={reviewer} notice={notice} />,
  );
}
