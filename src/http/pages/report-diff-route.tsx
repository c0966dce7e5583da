/** The page of two related reports beside each other. */
import { isId } from '../../store/id.ts';
import { Moment, momentOf } from '../api/law.ts';
import { reportsCompared } from '../api/report-differences.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { API_PREFIX } from '../prefix.ts';
import { moment } from './related-reports.tsx';
import type { Page } from './render.tsx';
import { ReportDiff } from './report-diff.tsx';

export async function reportDiffPage(context: Context, before: string, after: string, query: { readonly as_of?: unknown }): Promise<Page> {
  if (!isId(before) || !isId(after)) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
  const asked = Moment.optional().safeParse(query.as_of);
  if (!asked.success) throw new HttpProblem('invalid-parameter', 'as_of: is no ISO day or moment');
  const compared = await reportsCompared(context, before, after, { asOf: momentOf(asked.data), includeUnpublished: false });
  const ending = moment(asked.data ?? null);
  return {
    facts: {
      title: 'What two reports say otherwise',
      description: 'Two certificates of one laboratory, of which one amends the other or that carry one report number, field by field.',
      section: null,
      json: `${API_PREFIX}/certificates/${before}/diff/${after}${ending}`,
      noIndex: true,
      sample: compared.isSample,
    },
    body: <ReportDiff compared={compared} query={ending} />,
  };
}
