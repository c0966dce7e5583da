/** The parameter `filter` of lists: the grammar of docs/query.md. */
import { z } from 'zod';
import type { FieldName } from '../../query/fields.ts';
import type { Filter } from '../../query/filter.ts';
import { LONGEST_FILTER, parseFilter } from '../../query/parse.ts';
import { printFilter } from '../../query/print.ts';
import { HttpProblem } from '../errors.ts';

/** A filter with the one way of writing it. */
export interface Asked {
  readonly canonical: string;
  readonly filter: Filter;
}

/** What the filter does not understand leaves as a FilterError, with the place of the offending part. */
export const FilterText = z
  .string()
  .min(1)
  .max(LONGEST_FILTER)
  .transform((text): Asked => {
    const filter = parseFilter(text);
    return { canonical: printFilter(filter), filter };
  })
  .meta({
    description:
      'What the items must meet, e.g. `analyte:lead and certainly > 0.5 mg/kg and loq:missing`; they are in the order of their identifiers then. `GET /filter-fields` lists what can be asked for.',
  });

const NAMED = ['vendor', 'product', 'laboratory', 'lot', 'certificate'] as const satisfies readonly FieldName[];

/** The filter, and what the older parameters beside it name. */
export function narrowed(filter: Filter, named: Readonly<Partial<Record<(typeof NAMED)[number], string | undefined>>>): Filter {
  const terms = NAMED.flatMap((field): Filter[] => {
    const value = named[field];
    return value === undefined ? [] : [{ kind: 'is', field, law: null, values: [value], at: { from: 0, to: 0 } }];
  });
  return terms.length === 0 ? filter : { kind: 'and', parts: [filter, ...terms] };
}

/** A filtered list walks by identifier, so that nothing is missed while others write. */
export function refuseSort(sort: string | undefined): void {
  if (sort === undefined) return;
  const message = 'cannot be chosen beside `filter`, which lists in the order of the identifiers';
  throw new HttpProblem('invalid-parameter', `sort: ${message}`, { errors: [{ name: 'sort', message }] });
}
