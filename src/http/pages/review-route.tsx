/** `/review`: pages and forms for reviewers. Nothing of it is kept by any cache, and every form needs the session's token. */
import { type Request, type Response, Router, urlencoded } from 'express';
import { rateLimit } from 'express-rate-limit';
import { PANELS } from '../../coa/transcript.ts';
import { ROW_FIELDS } from '../../ingest/amend.ts';
import { assignVendor } from '../../ingest/assign.ts';
import {
  type Changed,
  type Changes,
  confirmValue,
  correctHeader,
  correctValue,
  rejectValue,
  settleProposal,
} from '../../ingest/correct.ts';
import { IdentityError } from '../../ingest/identity.ts';
import { mapName } from '../../ingest/map-name.ts';
import { acceptCertificate, ReviewError, rejectCertificate, showReview } from '../../ingest/review.ts';
import { findCertificate } from '../../store/certificate.ts';
import { assertionsOf, openProposals } from '../../store/correction.ts';
import { storageKey } from '../../store/files.ts';
import { findOriginal } from '../../store/original.ts';
import { reviewQueue } from '../../store/review.ts';
import { unmappedNames } from '../../store/unmapped.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { PAGE_WIDTHS } from '../page-image.ts';
import { mustBeOurs, type Reviewer, reviewerOf, signIn, signInToken, signOut } from '../session.ts';
import type { Assets } from './assets.ts';
import { type Page, sendPage } from './render.tsx';
import { ReviewCertificate } from './review-certificate.tsx';
import { headerValues } from './review-forms.tsx';
import { inOrder, isOpen, placeOf } from './review-order.ts';
import { SignIn } from './review-parts.tsx';
import { ReviewQueue, UnknownNames } from './review-queue.tsx';

const QUEUE_LENGTH = 200;

/** What a form's deed comes to: where the browser goes next, and what is said there. */
interface Next {
  readonly to: string;
  readonly said: string;
}

export function reviewRouter(context: Context, assets: Assets): Router {
  const router = Router({ caseSensitive: true });
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'private, no-store');
    next();
  });
  router.use(urlencoded({ extended: false, limit: '64kb', parameterLimit: 60 }));

  const askIn = (req: Request, res: Response, failed: boolean) =>
    sendPage(req, res, { ...page('Sign in', <SignIn csrf={signInToken(req, res)} failed={failed} />), status: failed ? 403 : 401 }, assets);

  const show = (path: string, content: (req: Request, reviewer: Reviewer) => Promise<Page>) =>
    router.get(path, async (req, res) => {
      const reviewer = await reviewerOf(context, req);
      if (reviewer === null) return askIn(req, res, false);
      sendPage(req, res, await content(req, reviewer), assets);
    });
  const take = (path: string, deed: (req: Request, reviewer: Reviewer) => Promise<Next>) =>
    router.post(path, async (req, res) => {
      const reviewer = await reviewerOf(context, req);
      if (reviewer === null) return askIn(req, res, false);
      mustBeOurs(req, reviewer.csrf);
      const { to, said } = await answered(() => deed(req, reviewer));
      res.redirect(303, `${to}${to.includes('?') ? '&' : '?'}said=${encodeURIComponent(said)}`);
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
  show('/', async (req, reviewer) => {
    const items = await reviewQueue(context.store.em(), QUEUE_LENGTH);
    return page('Review', <ReviewQueue items={items} reviewer={reviewer} said={saidIn(req)} />);
  });
  show('/names', async (req, reviewer) =>
    page('Unknown names', <UnknownNames names={await unmappedNames(context.store.em())} reviewer={reviewer} said={saidIn(req)} />),
  );
  show('/certificates/:id', (req, reviewer) => certificatePage(context, req, reviewer));
  originals(context, router);

  take('/names', async (req, { actor }) => {
    const panel = PANELS.find(one => one === text(req, 'panel'));
    if (panel === undefined) throw new HttpProblem('invalid-body', 'There is no such panel.');
    const name = text(req, 'name');
    const changed = await mapName(context.store, { name, panel, analyte: text(req, 'analyte') }, { actor, reason: text(req, 'reason') });
    return { to: '/review/names', said: `“${name}” is known now; ${changed} certificates were read anew.` };
  });
  take('/certificates/:id/values/:place', (req, reviewer) => valueDeed(context, req, reviewer));
  take('/certificates/:id/header/:sample', (req, reviewer) => headerDeed(context, req, reviewer));
  take('/certificates/:id/decision', async (req, { actor }) => {
    const decide = text(req, 'action') === 'accept' ? acceptCertificate : rejectCertificate;
    await decide(context.store, param(req, 'id'), { actor, reason: text(req, 'reason') });
    return { to: '/review', said: text(req, 'action') === 'accept' ? 'The certificate is public.' : 'The certificate is kept out.' };
  });
  take('/certificates/:id/vendor', async (req, { actor }) => {
    await assignVendor(context.store, param(req, 'id'), text(req, 'vendor'), { actor, reason: text(req, 'reason') });
    return { to: `/review/certificates/${param(req, 'id')}`, said: `It is a product of ${text(req, 'vendor')} now.` };
  });
  take('/proposals/:id', async (req, { actor }) => {
    const agreed = text(req, 'action') === 'agree';
    const certificate = await settleProposal(context.store, param(req, 'id'), agreed, { actor, reason: text(req, 'reason') });
    return {
      to: `/review/certificates/${certificate}`,
      said: agreed ? 'Two people agree: the change is in force.' : 'The change is refused.',
    };
  });
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

async function answered(deed: () => Promise<Next>): Promise<Next> {
  try {
    return await deed();
  } catch (error) {
    if (error instanceof IdentityError) throw new HttpProblem('conflict', error.message, { cause: error });
    if (!(error instanceof ReviewError)) throw error;
    throw new HttpProblem(error.code === 'no-such-certificate' ? 'not-found' : 'conflict', error.message, { cause: error });
  }
}

async function certificatePage({ store }: Context, req: Request, reviewer: Reviewer): Promise<Page> {
  const em = store.em();
  const review = await showReview(em, param(req, 'id'));
  if (review === null) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
  const { certificate, history } = review;
  const [assertions, proposals] = [await assertionsOf(em, certificate.id), await openProposals(em, certificate.id)];
  const at = typeof req.query.at === 'string' ? req.query.at : null;
  const reviewed = { certificate, history, assertions, proposals, reviewer, said: saidIn(req), at };
  return page(`Review ${certificate.reportNumber ?? certificate.fileName}`, <ReviewCertificate {...reviewed} />);
}

async function valueDeed({ store }: Context, req: Request, { actor }: Reviewer): Promise<Next> {
  const match = /^(\d{1,4})-(\d{1,5})$/.exec(param(req, 'place'));
  if (match === null) throw new HttpProblem('not-found', 'There is no such value.');
  const place = { certificate: param(req, 'id'), sample: Number(match[1]), line: Number(match[2]) };
  const decision = { actor, reason: text(req, 'reason') };
  const here = `/review/certificates/${place.certificate}?at=${place.sample}-${place.line}`;
  const action = text(req, 'action');
  if (action === 'confirm') {
    await confirmValue(store, place, decision);
    return { to: await nextOpen(store, place.certificate, here), said: 'Confirmed.' };
  }
  const changed: Changed =
    action === 'reject' ? await rejectValue(store, place, decision) : await correctValue(store, place, changesIn(req), decision);
  return {
    to: here,
    said: changed === 'proposed' ? 'Proposed: a second person has to agree.' : 'A new version is in force; the machine’s is kept.',
  };
}

/** The next value nobody looked at; where there is none, the same page. */
async function nextOpen(store: Context['store'], id: string, here: string): Promise<string> {
  const em = store.em();
  const certificate = await findCertificate(em, id, { includeUnpublished: true });
  if (certificate === null) return '/review';
  const assertions = await assertionsOf(em, id);
  const next = inOrder(certificate).find(result => isOpen(result, assertions));
  return next === undefined ? here : `/review/certificates/${id}?at=${placeOf(next)}`;
}

function changesIn(req: Request): Changes {
  const fields = [...ROW_FIELDS, 'analyte'].filter(field => typeof req.body?.[field] === 'string');
  return Object.fromEntries(fields.map(field => [field, text(req, field) || (field === 'name' || field === 'value' ? '' : null)]));
}

async function headerDeed({ store }: Context, req: Request, { actor }: Reviewer): Promise<Next> {
  const [certificate, sample] = [param(req, 'id'), Number(param(req, 'sample'))];
  const view = await findCertificate(store.em(), certificate, { includeUnpublished: true });
  const read = view?.samples[sample];
  if (!view || !read) throw new HttpProblem('not-found', 'There is no such sample.');
  const fields = Object.entries(headerValues(view, read)).filter(([field]) => typeof req.body?.[field] === 'string');
  const changes = Object.fromEntries(
    fields
      .map(([field, value]) => [field, value, text(req, field) || null])
      .filter(([, was, is]) => was !== is)
      .map(([field, , is]) => [field, is]),
  );
  await correctHeader(store, { certificate, sample }, changes, { actor, reason: text(req, 'reason') });
  return { to: `/review/certificates/${certificate}`, said: 'A new version is in force; the machine’s is kept.' };
}

/** Pictures and originals of what is not public yet. */
function originals(context: Context, router: Router): void {
  const original = async (req: Request) => {
    if ((await reviewerOf(context, req)) === null) throw new HttpProblem('role-missing', 'Sign in at /review first.');
    const found = await findOriginal(context.store.em(), param(req, 'id'), { includeUnpublished: true });
    if (found === null) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
    return found;
  };
  router.get('/certificates/:id/original', async (req, res) => {
    const { sha256, fileName } = await original(req);
    res.attachment(fileName).type('application/octet-stream');
    res.send(Buffer.from(await context.store.files.read(storageKey(sha256))));
  });
  router.get('/certificates/:id/pages/:page.jpg', async (req, res) => {
    const { sha256, pages } = await original(req);
    const number = Number(param(req, 'page'));
    if (!Number.isInteger(number) || number < 1 || number > pages.length) throw new HttpProblem('not-found', 'There is no such page.');
    const { bytes, mediaType } = await context.images.get(sha256, number, PAGE_WIDTHS[0]);
    res.set('Cache-Control', 'private, max-age=3600').type(mediaType).send(Buffer.from(bytes));
  });
}

function text(req: Request, field: string): string {
  const value: unknown = req.body?.[field];
  return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 2000) : '';
}

function param(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

function saidIn(req: Request): string | null {
  return typeof req.query.said === 'string' ? req.query.said.slice(0, 300) : null;
}
