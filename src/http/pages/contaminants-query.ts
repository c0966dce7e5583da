/** The address of the exceedance explorer and the filter it stands for; its names are those of the list in the API, so that both share one query. */
import { z } from 'zod';
import { FORMS } from '../../coa/form.ts';
import { STANDINGS, STORED_WORDS } from '../../store/entities/verdict.ts';
import type { VerdictFilter } from '../../store/stored-verdicts.ts';
import { blank } from './blank.ts';
import { isDay } from './choice.ts';

const text = z.preprocess(blank, z.string().trim().max(200).optional());
const day = z.preprocess(blank, z.string().refine(isDay, 'must be a day such as 2026-01-31').optional());

const Query = z.object({
  verdict: z.preprocess(blank, z.enum(STORED_WORDS).optional()),
  jurisdiction: text,
  analyte: text,
  rules: text,
  vendor: text,
  product: text,
  laboratory: text,
  form: z.preprocess(blank, z.enum(FORMS).optional()),
  from: day,
  to: day,
  standing: z.preprocess(blank, z.enum([...STANDINGS, 'any']).optional()),
  as_of: z.preprocess(
    blank,
    z.union([z.iso.datetime({ offset: true }), z.string().refine(isDay)], 'must be a day or a moment such as 2026-01-31').optional(),
  ),
  cursor: z.preprocess(blank, z.string().max(1000).optional()),
});

export type Explored = Omit<z.output<typeof Query>, 'cursor'>;

export function readExplored(query: unknown): { explored: Explored; cursor: string | undefined } {
  const { cursor, ...explored } = Query.parse(query);
  return { explored, cursor };
}

/** A day means its end: what was public on it. */
export function verdictFilterOf({ rules, as_of, ...rest }: Explored): VerdictFilter {
  const asOf = as_of !== undefined && isDay(as_of) ? `${as_of}T23:59:59.999Z` : as_of;
  return { ...rest, asOf, ...(rules === undefined ? {} : { rules: rules.split(',').filter(id => id !== '') }) };
}

/** The query string, always in the same order. */
export function exploredQuery(explored: Explored, change: Partial<Record<keyof Explored | 'cursor', string | undefined>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...explored, ...change })) if (value !== undefined && value !== '') query.set(name, value);
  query.sort();
  return query.toString();
}

export const exploredAddress = (
  explored: Explored,
  change: Partial<Record<keyof Explored | 'cursor', string | undefined>> = {},
): string => {
  const query = exploredQuery(explored, change);
  return query === '' ? '/contaminants' : `/contaminants?${query}`;
};
