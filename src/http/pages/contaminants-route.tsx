/** The explorer’s page: the filter of the address meets the stored verdicts. */
import { STORED_WORDS, type StoredWord } from '../../store/entities/verdict.ts';
import { countExceedances, listExceedances, lotsByWord } from '../../store/exceedances.ts';
import { exceedancesKind } from '../../store/figure-kinds.ts';
import { figureOf } from '../../store/figures.ts';
import { relatedToEach } from '../../store/related-reports.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import type { Context } from '../context.ts';
import { Contaminants } from './contaminants.tsx';
import { exploredAddress, exploredQuery, readExplored, verdictFilterOf } from './contaminants-query.ts';
import type { Page } from './render.tsx';

const PAGE = 25;

export async function contaminantsPage({ store }: Pick<Context, 'store'>, query: unknown, today: string): Promise<Page> {
  const { explored, cursor } = readExplored(query);
  const filter = verdictFilterOf(explored);
  const em = store.em();
  const verdict = explored.verdict ?? 'fail';
  const rows = await listExceedances(em, { ...filter, verdict }, { limit: PAGE, cursor });
  const related = await relatedToEach(em, [...new Set(rows.items.map(({ certificate }) => certificate))]);
  const { verdict: _, ...narrowing } = explored;
  const narrowed = Object.values(narrowing).some(value => value !== undefined);
  const { value: counts, countedAt } = narrowed
    ? { value: await countExceedances(em, { ...filter, verdict }), countedAt: null }
    : await figureOf(em, exceedancesKind(verdict));
  const words = narrowed ? await lotsByWord(em, filter) : await everyWord(em);
  const address = exploredQuery(explored);
  return {
    facts: {
      title: 'Lots over limits',
      description:
        'Published lots over a limit for contaminants or alkaloids, by place, substance, date and vendor, with their certificates.',
      section: 'contaminants',
      json: `/contaminants.json${address === '' ? '' : `?${address}`}`,
      csv: `/contaminants.csv${address === '' ? '' : `?${address}`}`,
      sample: rows.items.some(({ isSample }) => isSample),
      noIndex: address !== '',
    },
    body: (
      <Contaminants
        explored={explored}
        rows={rows}
        related={related}
        counts={counts}
        words={words}
        first={cursor === undefined ? null : exploredAddress(explored)}
        today={today}
        countedAt={countedAt}
      />
    ),
  };
}

async function everyWord(em: SqlEntityManager): Promise<Record<StoredWord, number>> {
  const found: [StoredWord, number][] = [];
  for (const word of STORED_WORDS) found.push([word, (await figureOf(em, exceedancesKind(word))).value.lots]);
  return Object.fromEntries(found) as Record<StoredWord, number>;
}
