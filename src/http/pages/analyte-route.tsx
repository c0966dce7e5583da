/** The page of one analyte: its numbers and results, narrowed as the address says. */
import { z } from 'zod';
import { FORMS } from '../../coa/form.ts';
import { analyteView, findAnalyte } from '../../store/analyte.ts';
import { analyteDigest, digestKind } from '../../store/analyte-digest.ts';
import { ANALYTES, LOTS_BY_RULE, partiesKind } from '../../store/figure-kinds.ts';
import { figureOf, keptFigureOf } from '../../store/figures.ts';
import { listResults } from '../../store/results.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { AnalyteView } from '../../store/views.ts';
import type { Context } from '../context.ts';
import { Analyte, type AnalyteFilter, type AnalyteProps } from './analyte.tsx';
import { limitLines } from './analyte-limit-lines.ts';
import { blank } from './blank.ts';
import { present } from './found.ts';
import type { Page } from './render.tsx';
import { twinsOf } from './twins.ts';
import { count } from './words.ts';

/** Rows that a page bears; the CSV has all. */
const SHOWN = 60;

const chosen = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional());
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
  const everyone = await figureOf(em, ANALYTES);
  const counted = everyone.value.find(each => each.id === id);
  const analyte = present(
    counted ? await analyteView(em, counted, SHOWN) : await findAnalyte(em, id),
    'There is no substance of this name in the dictionary.',
  );
  const { basis: _, ...listed } = filter;
  const narrowed = Object.values(listed).some(value => value !== undefined);
  const results = narrowed
    ? (await listResults(em, { analyte: id, ...listed }, { limit: SHOWN }, { order: 'newest' })).items
    : analyte.latest.slice(0, SHOWN);
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
        countedAt={everyone.countedAt}
        lots={await figureOf(store.em(), LOTS_BY_RULE)}
        today={today}
        filter={filter}
        choices={(await figureOf(store.em(), partiesKind(analyte.id))).value}
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
  const samples = analyte.latest.every(({ isSample }) => isSample);
  const narrowed = Object.values(filter).some(value => value !== undefined);
  const kept = narrowed ? null : await keptFigureOf(em, digestKind(analyte.id, samples));
  const digest = kept?.value ?? (await analyteDigest(em, analyte.id, { ...filter, samples }, { whole: false }));
  if (digest === null) return null;
  return { digest, countedAt: kept?.countedAt ?? null, narrowed, limits: limitLines(analyte.id, digest.unit, today) };
}
