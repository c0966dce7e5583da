/** The page of printed verdicts that differ. */
import { z } from 'zod';
import { listDisagreements } from '../../store/disagreements.ts';
import type { Context } from '../context.ts';
import { Disagreements } from './disagreements.tsx';
import type { Page } from './render.tsx';

const PAGE = 25;
const blank = (value: unknown) => (value === '' ? undefined : value);
const text = (longest: number) => z.preprocess(blank, z.string().max(longest).optional());
const Query = z.object({ laboratory: text(200), analyte: text(100), vendor: text(200), jurisdiction: text(40), cursor: text(1000) });

export async function disagreementsPage({ store }: Pick<Context, 'store'>, query: unknown): Promise<Page> {
  const { cursor, ...filter } = Query.parse(query);
  const rows = await listDisagreements(store.em(), filter, { limit: PAGE, cursor });
  const csv = new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const at = (more: Record<string, string>) => `/disagreements?${new URLSearchParams([...csv, ...Object.entries(more)])}`;
  const laboratory = filter.laboratory ?? null;
  const name = rows.items.find(row => row.laboratory?.slug === laboratory)?.laboratory?.name ?? laboratory;
  return {
    facts: {
      title: 'Where verdicts differ',
      description: 'Results whose printed verdict is not ours: their limit, our rule, and the place on the certificate.',
      section: 'contaminants',
      json: `/disagreements.json${csv.size > 0 ? `?${csv}` : ''}`,
      csv: `/disagreements.csv${csv.size > 0 ? `?${csv}` : ''}`,
      sample: rows.items.some(({ isSample }) => isSample),
      noIndex: csv.size > 0,
    },
    body: (
      <Disagreements
        rows={rows}
        laboratory={name}
        next={rows.next === null ? null : at({ cursor: rows.next })}
        first={cursor === undefined ? null : at({})}
        csv={csv.toString()}
      />
    ),
  };
}
