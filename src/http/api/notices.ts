/** That vendor and laboratory were told of a certificate before it becomes public. */
import { z } from 'zod';
import { giveNotice, NOTICE_DAYS, NOTICE_PARTIES } from '../../ingest/notice.ts';
import { decided } from '../decided.ts';
import { actorOf } from '../keys.ts';
import { json, type Route, route } from '../route.ts';
import { Day, IdParams, name, Words } from './schema.ts';

const NoticeSchema = name(
  'Notice',
  z.object({ party: z.enum(NOTICE_PARTIES), until: Day.meta({ description: 'Until then there is time to answer.' }) }),
  'Somebody was told.',
  { party: 'vendor', until: '2026-05-15' },
);

export const noticeRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/certificates/:id/notices',
    operationId: 'giveNotice',
    tag: 'Review',
    summary: 'Keep that the vendor or the laboratory was told of a certificate over a limit',
    description: `Under a careful publication, a certificate over a limit becomes public ${NOTICE_DAYS} days after everybody named on it was told, pathogens at once. Sending the message is the operator’s.`,
    role: 'reviewer',
    params: IdParams,
    body: z.strictObject({ party: z.enum(NOTICE_PARTIES), to: Words(500).meta({ description: 'Whom, and how; never public.' }) }),
    problems: ['not-found', 'conflict'],
    responses: { 201: { description: 'Kept', schema: NoticeSchema } },
    async handle({ store }, { params, body, caller }) {
      const until = await decided(() => giveNotice(store, params.id, { ...body, actor: actorOf(caller) }));
      return json({ party: body.party, until }, 201);
    },
  }),
];
