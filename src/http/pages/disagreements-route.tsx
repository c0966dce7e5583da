/** The page of printed verdicts that differ. */
import { z } from 'zod';
import { PROFILES, type Profile, profileById } from '../../quality/profile.ts';
import { listDisagreements } from '../../store/disagreements.ts';
import type { Context } from '../context.ts';
import { blank } from './blank.ts';
import { Disagreements } from './disagreements.tsx';
import type { Page } from './render.tsx';

const PAGE = 25;
const text = (longest: number) => z.preprocess(blank, z.string().max(longest).optional());
const Query = z.object({
  ...{ laboratory: text(200), analyte: text(100), vendor: text(200), jurisdiction: text(40), cursor: text(1000) },
  profile: z.preprocess(blank, z.enum(['any', ...PROFILES.map(({ id }) => id)]).optional()),
});

export async function disagreementsPage({ store }: Pick<Context, 'store'>, query: unknown, remembered: Profile): Promise<Page> {
  const { cursor, profile: asked, ...filter } = Query.parse(query);
  // a place that was asked for is a choice of rules of its own
  const profile = asked === undefined && filter.jurisdiction === undefined ? remembered : (profileById(asked ?? 'any') ?? null);
  const rules = profile === null ? undefined : profile.rulesets;
  const rows = await listDisagreements(store.em(), { ...filter, rules, ownLimits: true }, { limit: PAGE, cursor });
  const csv = new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const chosen = { profile: profile?.id ?? 'any' };
  if (profile !== null) csv.set('profile', profile.id);
  const at = (more: Record<string, string>) => `/disagreements?${new URLSearchParams({ ...Object.fromEntries(csv), ...chosen, ...more })}`;
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
      noIndex: Object.keys(query as object).length > 0,
    },
    body: (
      <Disagreements
        rows={rows}
        laboratory={name}
        profile={profile}
        filter={filter}
        next={rows.next === null ? null : at({ cursor: rows.next })}
        first={cursor === undefined ? null : at({})}
        csv={csv.toString()}
      />
    ),
  };
}
