/** The pages about recalls, and what other pages show of them, from what is stored. */
import { z } from 'zod';
import { findRecall, listRecalls } from '../../store/recall.ts';
import type { SqlEntityManager } from '../../store/sql.ts';
import { Words } from '../api/schema.ts';
import type { Context } from '../context.ts';
import { present } from './found.ts';
import { type Beside, RecallPage, RecallSection, Recalls } from './recalls.tsx';
import type { Page } from './render.tsx';
import { twinsOf } from './twins.ts';

const PAGE = 50;
/** More notices beside one vendor would be a list of their own. */
const MOST_BESIDE = 50;

const Listing = z.object({
  q: z.union([z.literal(''), Words(200)]).default(''),
  about: z.enum(['kratom', 'all']).default('kratom'),
  cursor: z.string().max(1000).optional(),
});

export async function recallsPage({ store }: Context, query: unknown): Promise<Page> {
  const { q, about, cursor } = Listing.parse(query);
  const { items, next } = await listRecalls(store.em(), { q, about, cursor, limit: PAGE });
  const kept = { ...(q !== '' && { q }), ...(about === 'all' && { about }) };
  const address = (more: Record<string, string>) => `/recalls?${new URLSearchParams({ ...kept, ...more })}`;
  return {
    facts: {
      title: 'Recalls',
      description: 'Recalls of kratom products as authorities published them, with the vendors and lots that they may concern.',
      section: 'contaminants',
      ...twinsOf('/recalls'),
      sample: items.some(({ isSample }) => isSample),
    },
    body: (
      <Recalls
        recalls={items}
        about={about}
        q={q}
        next={next === null ? null : address({ cursor: next })}
        first={cursor === undefined ? null : address({})}
      />
    ),
  };
}

export async function recallPage({ store }: Context, number: string): Promise<Page> {
  const recall = present(
    number.length <= 40 && !number.includes('\0') ? await findRecall(store.em(), number) : null,
    'There is no recall of this number.',
  );
  return {
    facts: {
      title: `Recall ${recall.number}`,
      description: `The notice of recall ${recall.number} in the words of the authority, with what it may concern here.`,
      section: 'contaminants',
      ...twinsOf(`/recalls/${recall.number}`),
      sample: recall.isSample,
    },
    body: <RecallPage recall={recall} />,
  };
}

/** Notices about kratom beside a vendor, a product or a lot that they were matched to. */
export async function recallsBeside(em: SqlEntityManager, beside: Beside, of: string) {
  const { items } = await listRecalls(em, { ...beside, limit: MOST_BESIDE });
  return <RecallSection recalls={items} beside={beside} of={of} />;
}
