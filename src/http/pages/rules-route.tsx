/** The pages of rules. */
import { z } from 'zod';
import { RULESETS, ruleSetById } from '../../quality/rulesets.ts';
import { LOTS_BY_RULE } from '../../store/figure-kinds.ts';
import { figureOf } from '../../store/figures.ts';
import { ruleHistory } from '../../store/rule-history.ts';
import type { Context } from '../context.ts';
import { blank } from './blank.ts';
import { isDay } from './choice.ts';
import { present } from './found.ts';
import type { Page } from './render.tsx';
import { RuleText } from './rule.tsx';
import { FORCES, placeWords } from './rule-words.ts';
import { Rules } from './rules.tsx';
import { twinsOf } from './twins.ts';
import { count } from './words.ts';

const Query = z.object({
  on: z.preprocess(blank, z.string().refine(isDay, 'must be a day such as 2026-08-26').optional()),
  force: z.preprocess(blank, z.enum(FORCES).optional()),
  in_force: z.preprocess(blank, z.literal('1').optional()),
});

export function rulesPage(query: unknown, today: string): Page {
  const { on, force, in_force } = Query.parse(query);
  return {
    facts: {
      title: 'Rules',
      description: `Published limits for kratom and its contaminants: ${count(RULESETS.length, 'text')} with citation, dates and legal force.`,
      section: 'rules',
      ...twinsOf('/rules'),
    },
    body: <Rules sets={RULESETS} filter={{ on: on ?? today, force: force ?? null, inForce: in_force !== undefined }} />,
  };
}

export async function rulePage({ store }: Pick<Context, 'store'>, id: string, today: string): Promise<Page> {
  const set = present(ruleSetById(id), 'There is no rule set of this name.');
  const lots = await figureOf(store.em(), LOTS_BY_RULE);
  return {
    facts: {
      title: set.title,
      description: `${count(set.rules.length, 'rule')} of ${placeWords(set.jurisdiction)} with the words they rest on: ${set.title}.`,
      section: 'rules',
      ...twinsOf(`/rules/${set.id}`),
    },
    body: (
      <RuleText
        set={set}
        today={today}
        lots={lots.value.filter(({ rule }) => set.rules.some(({ id: own }) => own === rule))}
        countedAt={lots.countedAt}
        history={await ruleHistory(store.em(), set.id)}
      />
    ),
  };
}
