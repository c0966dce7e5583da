/** Pictures and originals of what is not public yet, for reviewers. */
import type { Request, Router } from 'express';
import { storageKey } from '../../store/files.ts';
import { findOriginal } from '../../store/original.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { PAGE_WIDTHS } from '../page-image.ts';
import { reviewerOf } from '../session.ts';
import { param } from './review-request.ts';

export function reviewOriginals(context: Context, router: Router): void {
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
