/** The page on which results are asked for in the filter grammar: rows, or counts by what they have in common. */
import { z } from 'zod';
import { FilterError } from '../../query/filter.ts';
import { LONGEST_FILTER, parseFilter } from '../../query/parse.ts';
import { printFilter } from '../../query/print.ts';
import { GROUP_KEYS, type GroupKey, groupResults } from '../../store/groups.ts';
import { listResults } from '../../store/results.ts';
import { unknownNames } from '../../store/unknown-names.ts';
import { resultsMeeting } from '../../store/walk.ts';
import type { Context } from '../context.ts';
import { API_PREFIX } from '../openapi.ts';
import { blank } from './blank.ts';
import type { Page } from './render.tsx';
import { isEmpty, Results, type ResultsFound, resultsAddress } from './results.tsx';

const PAGE = 50;
const GROUPS_SHOWN = 200;

const Query = z.object({
  filter: z.preprocess(blank, z.string().trim().max(LONGEST_FILTER).optional()),
  by: z.preprocess(blank, z.enum(GROUP_KEYS as [GroupKey, ...GroupKey[]]).optional()),
  cursor: z.preprocess(blank, z.string().max(1000).optional()),
});

export async function resultsPage({ store }: Pick<Context, 'store'>, query: unknown): Promise<Page> {
  const { filter: text, by, cursor } = Query.parse(query);
  const asked = understood(text);
  const params = new URLSearchParams(text === undefined ? {} : { filter: text }).toString();
  const twin = (extension: string) => `${API_PREFIX}/results${extension}${params === '' ? '' : `?${params}`}`;
  const facts = {
    title: 'Ask for results',
    description:
      'Every result of every certificate, narrowed by a filter; as rows with limits, basis and laboratory, as counts, or as a file.',
    section: 'search' as const,
    noIndex: text !== undefined || by !== undefined || cursor !== undefined,
  };
  if (asked instanceof FilterError) {
    return { facts, status: 400, body: <Results text={text ?? ''} by={by} error={asked} found={null} first={null} /> };
  }
  const found = await find(store, asked?.filter, by, cursor);
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
        text={asked?.canonical ?? ''}
        by={by}
        error={null}
        found={found}
        unknown={unknown}
        first={cursor === undefined ? null : resultsAddress(asked?.canonical ?? '', by)}
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
  by: GroupKey | undefined,
  cursor: string | undefined,
): Promise<ResultsFound> {
  if (by === undefined) {
    const page = { limit: PAGE, cursor };
    const rows = filter === undefined ? await listResults(store.em(), {}, page) : await resultsMeeting(store.em(), { filter }, page);
    return { kind: 'rows', rows };
  }
  const counted = (samples: boolean) =>
    groupResults(store.em(), { filter, by: [by], samples, statistics: false }, { limit: GROUPS_SHOWN, cursor });
  const real = await counted(false);
  if (real.items.length > 0) return { kind: 'groups', groups: real, samples: false };
  const invented = await counted(true);
  return { kind: 'groups', groups: invented, samples: invented.items.length > 0 };
}
