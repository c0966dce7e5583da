import { z } from 'zod';
import { dayOf, rescoreChanges } from '../../ingest/score.ts';
import { BadCursor } from '../../store/cursor.ts';
import { explainScorecard, findScorecard, scorecardHistory } from '../../store/scorecard.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { Cursor, DEFAULT_LIMIT, Limit } from './list.ts';
import { Day, exampleOf, Flag, name, pick, SlugParams } from './schema.ts';
import { ScorecardSchema, ScorecardVersionSchema } from './scorecard.ts';

const AsOf = Day.optional().meta({ description: 'As it was at the end of that day (UTC); without it, as it is now.' });

const HistorySchema = name(
  'ScorecardHistory',
  z.object({ items: z.array(ScorecardVersionSchema), next: z.string().nullable() }),
  'What was said of a vendor’s safety record over time, the newest first.',
  { items: [exampleOf(ScorecardVersionSchema)], next: null },
);

export const scorecardRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/vendors/:slug/scorecard',
    operationId: 'getScorecard',
    tag: 'Vendors',
    summary: 'The scorecard of a vendor, today or on an earlier day',
    params: SlugParams,
    query: z.strictObject({ explain: Flag.meta({ description: '`true` adds every input, weight and formula.' }), as_of: AsOf }),
    problems: ['not-found'],
    responses: { 200: { description: 'The scorecard', schema: ScorecardSchema } },
    async handle({ store }, { params, query }) {
      const when = { asOf: query.as_of, today: dayOf(new Date()) };
      if (when.asOf !== undefined && when.asOf > when.today) throw stillToCome('as_of');
      const find = () => (query.explain ? explainScorecard : findScorecard)(store.em(), params.slug, when);
      let found = await find();
      if (found === null) {
        // the first certificate of a vendor may have come a moment ago
        await rescoreChanges(store);
        found = await find();
      }
      if (found === null) {
        const day = when.asOf === undefined ? '' : ` of ${when.asOf}`;
        throw new HttpProblem('not-found', `There is no scorecard of “${params.slug}”${day}.`);
      }
      const { card, vendor: _, ...kept } = found;
      return json(pick(ScorecardSchema, { explanation: null, ...kept, ...card } as unknown as z.output<typeof ScorecardSchema>));
    },
  }),
  route({
    method: 'get',
    path: '/vendors/:slug/scorecards',
    operationId: 'listScorecards',
    tag: 'Vendors',
    summary: 'What was said of a vendor’s safety record over time',
    params: SlugParams,
    query: z.strictObject({ limit: Limit.default(DEFAULT_LIMIT), cursor: Cursor.optional() }),
    problems: ['invalid-cursor'],
    responses: { 200: { description: 'Versions, the newest first', schema: HistorySchema } },
    async handle({ store }, { params, query }) {
      try {
        return json(await scorecardHistory(store.em(), params.slug, query));
      } catch (error) {
        if (error instanceof BadCursor) throw new HttpProblem('invalid-cursor', error.message, { cause: error });
        throw error;
      }
    },
  }),
];

function stillToCome(parameter: string): HttpProblem {
  const message = 'is still to come';
  return new HttpProblem('invalid-parameter', `${parameter}: ${message}`, { errors: [{ name: parameter, message }] });
}
