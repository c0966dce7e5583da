/** The explorer’s page: the filter of the address meets the stored verdicts. */
import { STORED_WORDS, type StoredWord } from '../../store/entities/verdict.ts';
import { countExceedances, listExceedances } from '../../store/exceedances.ts';
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
  const all = await Promise.all(
    STORED_WORDS.map(async word => [word, await countExceedances(store.em(), { ...filter, verdict: word })] as const),
  );
  const counts = all.find(([word]) => word === verdict)![1];
  const words = Object.fromEntries(all.map(([word, { lots }]) => [word, lots])) as Record<StoredWord, number>;
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
        counts={counts}
        words={words}
        first={cursor === undefined ? null : exploredAddress(explored)}
        today={today}
      />
    ),
  };
}
