/** The page of one analyte: its numbers and results, narrowed as the address says. */
import { z } from 'zod';
import { FORMS } from '../../coa/form.ts';
import { findAnalyte, partiesOf } from '../../store/analyte.ts';
import { lotsByRule } from '../../store/lots-by-rule.ts';
import { observationsOf } from '../../store/observations.ts';
import { listResults } from '../../store/results.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { statisticsOf } from '../../store/statistics.ts';
import type { AnalyteView } from '../../store/views.ts';
import type { Context } from '../context.ts';
import { Analyte, type AnalyteFilter, type AnalyteProps } from './analyte.tsx';
import { limitLines } from './analyte-limit-lines.ts';
import { present } from './found.ts';
import type { Page } from './render.tsx';
import { twinsOf } from './twins.ts';
import { count } from './words.ts';

/** Rows that a page bears; the CSV has all. */
const SHOWN = 100;

const chosen = <T extends z.ZodType>(schema: T) => z.preprocess(value => (value === '' ? undefined : value), schema.optional());
const Slug = z.string().max(200);
const Query = z.object({
  vendor: chosen(Slug),
  laboratory: chosen(Slug),
  form: chosen(z.enum(FORMS)),
  basis: chosen(z.enum(['as_received', 'dry', 'unknown'])),
  from: chosen(z.iso.date()),
  to: chosen(z.iso.date()),
});

export async function analytePage({ store }: Context, id: string, query: unknown, today: string): Promise<Page> {
  const filter = Query.parse(query);
  const em = store.em();
  const analyte = present(await findAnalyte(em, id), 'There is no substance of this name in the dictionary.');
  const { basis: _, ...listed } = filter;
  const narrowed = Object.values(listed).some(value => value !== undefined);
  const results = narrowed ? (await listResults(em, { analyte: id, ...listed }, { limit: SHOWN })).items : analyte.latest.slice(0, SHOWN);
  return {
    facts: {
      title: analyte.name,
      description: `${count(analyte.results, 'laboratory result')} for ${analyte.name}; ${analyte.detected} found it. Distribution, statistics and limits by place.`,
      section: 'analytes',
      ...twinsOf(`/analytes/${analyte.id}`),
      sample: analyte.latest.some(result => result.isSample),
      noIndex: narrowed,
    },
    body: (
      <Analyte
        analyte={analyte}
        lots={await lotsByRule(store.em(), { analyte: analyte.id })}
        today={today}
        filter={filter}
        choices={await partiesOf(store.em(), analyte.id)}
        numbers={await numbersOf(store.em(), analyte, filter, today)}
        results={results}
      />
    ),
  };
}

/** Real data; sample data alone where there is nothing else. */
async function numbersOf(
  em: SqlEntityManager,
  analyte: AnalyteView,
  filter: AnalyteFilter,
  today: string,
): Promise<AnalyteProps['numbers']> {
  if (analyte.results === 0) return null;
  const asked = { ...filter, samples: analyte.latest.every(({ isSample }) => isSample) };
  const observed = await observationsOf(em, analyte.id, asked);
  const statistics = await statisticsOf(em, analyte.id, { ...asked, groupBy: 'vendor' });
  if (observed === null || statistics === null) return null;
  return { observed, statistics, limits: limitLines(analyte.id, observed.unit, today) };
}
