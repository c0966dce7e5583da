/** `/vendors/:slug/reply`, `/laboratories/:slug/reply`, `/certificates/:id/reply`. */
import { type Request, type Response, Router, urlencoded } from 'express';
import { LONGEST_REPLY, receiveReply } from '../../ingest/reply.ts';
import { ReplyBody } from '../api/replies.ts';
import type { Context } from '../context.ts';
import { REPLY_SECTIONS, type ReplySection, replySubject } from '../reply-subject.ts';
import { fromHere } from '../same-origin.ts';
import type { Assets } from './assets.ts';
import { sendPage } from './render.tsx';
import { ReplyForm } from './replies.tsx';
import { param } from './review-request.ts';
import { seeOther } from './see-other.ts';

const NOTHING = { signed: '', email: '', words: '' };
const COMPLAINTS: Readonly<Record<string, string>> = {
  signed: 'Say who replies, in at most 200 characters.',
  email: 'The e-mail address cannot be right. Without one nobody can verify who replies.',
  words: `Write your reply, in at most ${LONGEST_REPLY} characters.`,
};

export function replyRouter({ store, limits }: Context, assets: Assets): Router {
  const router = Router({ caseSensitive: true });
  const form = async (req: Request, res: Response, section: ReplySection, entered: typeof NOTHING, complaint: string | null) => {
    const found = await replySubject(store.em(), section, param(req, 'key'));
    const received = complaint === null && req.query.received !== undefined;
    const facts = {
      title: `Reply to what is shown of ${found.name}`,
      description: 'Vendors and laboratories can reply to what is shown of them.',
      section: null,
      noIndex: true,
      sample: found.isSample,
    };
    const body = <ReplyForm found={found} complaint={complaint} received={received} longest={LONGEST_REPLY} entered={entered} />;
    res.set('Cache-Control', 'private, no-store');
    sendPage(req, res, { facts, body, ...(complaint !== null && { status: 400 }) }, assets);
  };
  for (const section of REPLY_SECTIONS) {
    router.get(`/${section}/:key/reply`, async (req, res) => form(req, res, section, NOTHING, null));
    router.post(
      `/${section}/:key/reply`,
      fromHere,
      limits.replies,
      urlencoded({ extended: false, limit: '64kb', parameterLimit: 10 }),
      async (req, res) => {
        const field = (name: string) => (typeof req.body?.[name] === 'string' ? req.body[name].replaceAll('\0', '') : '');
        const entered = { signed: field('signed'), email: field('email').trim(), words: field('words').replaceAll('\r\n', '\n') };
        const parsed = ReplyBody.safeParse(entered);
        if (!parsed.success) {
          const wrong = [...new Set(parsed.error.issues.map(issue => String(issue.path[0])))];
          return form(req, res, section, entered, wrong.map(name => COMPLAINTS[name] ?? 'This cannot be taken.').join(' '));
        }
        const { subject, href } = await replySubject(store.em(), section, param(req, 'key'));
        await receiveReply(store, subject, parsed.data);
        await seeOther({ store }, res, `${href}/reply?received`);
      },
    );
  }
  return router;
}
