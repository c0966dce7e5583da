/** `/results/:id/flag`: anybody doubts a public value. */
import { type Request, type Response, Router, urlencoded } from 'express';
import { doubtable, flagValue, LONGEST_COMMENT } from '../../ingest/flag.ts';
import { FLAG_REASONS } from '../../store/entities/flag.ts';
import type { Context } from '../context.ts';
import { decided } from '../decided.ts';
import { fromHere } from '../same-origin.ts';
import type { Assets } from './assets.ts';
import { FlagForm } from './flag.tsx';
import { sendPage } from './render.tsx';
import { param, text } from './review-request.ts';
import { seeOther } from './see-other.ts';

export function flagRouter({ store, limits }: Context, assets: Assets): Router {
  const router = Router({ caseSensitive: true });
  const form = async (req: Request, res: Response, complaint: string | null) => {
    const doubted = await decided(() => doubtable(store, param(req, 'id')));
    const facts = {
      title: `Flag a value: ${doubted.result.printed.name}`,
      description: 'Tell a reviewer that a value is in doubt.',
      section: null,
      noIndex: true,
      sample: doubted.certificate.isSample,
    };
    const body = <FlagForm {...doubted} complaint={complaint} longest={LONGEST_COMMENT} />;
    sendPage(req, res, { facts, body, ...(complaint !== null && { status: 400 }) }, assets);
  };
  router.get('/results/:id/flag', async (req, res) => form(req, res, null));
  router.post(
    '/results/:id/flag',
    fromHere,
    limits.flags,
    urlencoded({ extended: false, limit: '16kb', parameterLimit: 10 }),
    async (req, res) => {
      const reason = FLAG_REASONS.find(one => one === text(req, 'reason'));
      if (reason === undefined) return form(req, res, 'Say what is the matter: choose one of the reasons.');
      const { certificate, result } = await decided(() =>
        flagValue(store, param(req, 'id'), { reason, comment: text(req, 'comment') || null }),
      );
      await seeOther({ store }, res, `/certificates/${certificate.id}#v-${result.id}`);
    },
  );
  return router;
}
