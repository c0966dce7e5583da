/** The address of a search and the filter it stands for. Every state of the search page is in its address. */
import { z } from 'zod';
import { PANELS } from '../../coa/transcript.ts';
import type { SearchFilter } from '../../store/views.ts';
import { blank } from './blank.ts';

/** A form sends empty fields; they mean “no filter”. */
const text = z.preprocess(blank, z.string().trim().max(200).optional());
const decimal = z.preprocess(
  blank,
  z
    .string()
    .trim()
    .max(40)
    .regex(/^\d*[.,]?\d+$/, 'must be a number such as 0.5')
    .transform(value => value.replace(',', '.').replace(/^\./, '0.'))
    .optional(),
);
const day = z.preprocess(blank, z.iso.date('must be a date such as 2026-01-31').optional());

export const SearchQuery = z.object({
  q: text,
  vendor: text,
  lab: text,
  form: text,
  panel: z.preprocess(blank, z.enum(PANELS).optional()),
  analyte: text,
  min: decimal,
  max: decimal,
  range: z.preprocess(blank, z.enum(['certainly', 'possibly']).optional()),
  from: day,
  to: day,
  cursor: text,
});

export function readQuery(query: unknown): { filter: SearchFilter; cursor: string | null } {
  const { cursor, lab, analyte, min, max, range, ...rest } = SearchQuery.parse(query);
  const ranged = analyte === undefined ? {} : { analyte, min, max, range: range ?? 'certainly' };
  return { filter: { ...rest, laboratory: lab, ...ranged }, cursor: cursor ?? null };
}

const NAMES: readonly (readonly [name: string, key: keyof SearchFilter])[] = [
  ['q', 'q'],
  ['vendor', 'vendor'],
  ['lab', 'laboratory'],
  ['form', 'form'],
  ['panel', 'panel'],
  ['analyte', 'analyte'],
  ['min', 'min'],
  ['max', 'max'],
  ['range', 'range'],
  ['from', 'from'],
  ['to', 'to'],
];

/** The query string of a filter, always in the same order. */
export function queryOf(filter: SearchFilter, cursor?: string): string {
  const query = new URLSearchParams();
  for (const [name, key] of NAMES) {
    const value = filter[key];
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  if (cursor !== undefined) query.set('cursor', cursor);
  return query.toString();
}

/** The same search with something changed; it begins at the first page again. */
export function withFilter(filter: SearchFilter, change: SearchFilter): string {
  return queryOf({ ...filter, ...change });
}
