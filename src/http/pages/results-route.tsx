/** The page on which results are asked for in the filter grammar: rows, or counts by what they have in common. */
import { z } from 'zod';
import { FilterError } from '../../query/filter.ts';
import { LONGEST_FILTER, parseFilter } from '../../query/parse.ts';
import { printFilter } from '../../query/print.ts';
import { GROUP_KEYS, type GroupKey, groupResults } from '../../store/groups.ts';
import { NotComparable, RESULT_ORDERS, type ResultOrder } from '../../store/result-order.ts';
import { listResults } from '../../store/results.ts';
import { unknownNames } from '../../store/unknown-names.ts';
import { resultsMeeting } from '../../store/walk.ts';
import type { Context } from '../context.ts';
import { API_PREFIX } from '../openapi.ts';
import { blank } from './blank.ts';
import type { Page } from './render.tsx';
import { isEmpty, Results, type ResultsFound, resultsAddress, USUAL } from './results.tsx';

const PAGE = 50;
const GROUPS_SHOWN = 200;

const Query = z.object({
  filter: z.preprocess(blank, z.string().trim().max(LONGEST_FILTER).optional()),
  by: z.preprocess(blank, z.enum(GROUP_KEYS as [GroupKey, ...GroupKey[]]).optional()),
  order: z.preprocess(blank, z.enum(RESULT_ORDERS).default(USUAL)),
  cursor: z.preprocess(blank, z.string().max(1000).optional()),
});

export async function resultsPage({ store }: Pick<Context, 'store'>, query: unknown): Promise<Page> {
  const { filter: text, by, order, cursor } = Query.parse(query);
  const asked = understood(text);
  const params = new URLSearchParams({ ...(text !== undefined && { filter: text }), order }).toString();
  const twin = (extension: string) => `${API_PREFIX}/results${extension}?${params}`;
  const facts = {
    title: 'Ask for results',
    description:
      'Every result of every certificate, narrowed by a filter; as rows with limits, basis and laboratory, as counts, or as a file.',
    section: 'search' as const,
    noIndex: text !== undefined || by !== undefined || order !== USUAL || cursor !== undefined,
  };
  if (asked instanceof FilterError) {
    return { facts, status: 400, body: <Results text={text ?? ''} by={by} order={order} error={asked} found={null} first={null} /> };
  }
  const canonical = asked?.canonical ?? '';
  const found = await find(store, asked?.filter, { by, order, cursor });
  if (found instanceof NotComparable) {
    const body = <Results text={canonical} by={by} order={order} error={null} notComparable={found.message} found={null} first={null} />;
    return { facts, status: 400, body };
  }
  const unknown = isEmpty(found) && asked !== null ? await unknownNames(store.em(), asked.filter) : [];
  return {
    facts: {
      ...facts,
      json: twin(''),
      csv: twin('.csv'),
      sample: found.kind === 'rows' ? found.rows.items.some(row => row.isSample) : found.samples,
    },
    body: (
      <Results
        text={canonical}
        by={by}
        order={order}
        error={null}
        found={found}
        unknown={unknown}
        first={cursor === undefined ? null : resultsAddress(canonical, { by, order })}
      />
    ),
  };
}

type Understood = ReturnType<typeof read> | FilterError | null;

const read = (text: string) => {
  const filter = parseFilter(text);
  return { filter, canonical: printFilter(filter) };
};

function understood(text: string | undefined): Understood {
  if (text === undefined) return null;
  try {
    return read(text);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}

/** Counts are of real data, or of sample data where there is nothing else: the two are never counted together. */
async function find(
  store: Context['store'],
  filter: ReturnType<typeof parseFilter> | undefined,
  { by, order, cursor }: { readonly by: GroupKey | undefined; readonly order: ResultOrder; readonly cursor: string | undefined },
): Promise<ResultsFound | NotComparable> {
  if (by === undefined) {
    const page = { limit: PAGE, cursor };
    try {
      const rows =
        filter === undefined
          ? await listResults(store.em(), {}, page, { order })
          : await resultsMeeting(store.em(), { filter }, page, order);
      return { kind: 'rows', rows };
    } catch (error) {
      if (error instanceof NotComparable) return error;
      throw error;
    }
  }
  const counted = (samples: boolean) =>
    groupResults(store.em(), { filter, by: [by], samples, statistics: false }, { limit: GROUPS_SHOWN, cursor });
  const real = await counted(false);
  if (real.items.length > 0) return { kind: 'groups', groups: real, samples: false };
  const invented = await counted(true);
  return { kind: 'groups', groups: invented, samples: invented.items.length > 0 };
}
