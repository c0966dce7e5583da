/** Stored verdicts of every word, by a filter. */
import { verdictsMeeting } from '../../store/walk.ts';
import type { Route } from '../route.ts';
import { EXCEEDANCE_COLUMNS, ExceedanceSchema, presentExceedance } from './exceedances.ts';
import { FilterText } from './filter.ts';
import { AsOf, momentOf } from './law.ts';
import { listRoutes } from './list.ts';
import { Samples } from './schema.ts';

export const storedVerdictRoutes: readonly Route[] = listRoutes({
  path: '/verdicts',
  operationId: 'listVerdicts',
  tag: 'Verdicts',
  summary: 'Stored verdicts that meet a filter',
  description:
    'Verdicts by the law in force on the day of the report, of rules whose text was seen, and by the scoring yardstick. The filter is asked of each verdict with the results that it rests on: `verdict(us_ri):fail,undecidable and analyte:lead`.',
  filter: { filter: FilterText, samples: Samples, as_of: AsOf.optional() },
  schemaName: 'VerdictList',
  item: ExceedanceSchema,
  columns: EXCEEDANCE_COLUMNS,
  fetch: ({ store }, { filter: { filter }, samples, as_of }, page) =>
    verdictsMeeting(store.em(), { filter, samples, asOf: momentOf(as_of) }, page),
  present: presentExceedance,
});
