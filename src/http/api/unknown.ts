/** An empty list whose filter names somebody nobody knows says so: a slip of the pen must not read as “nothing found of it”. */
import { z } from 'zod';
import type { SqlEntityManager } from '../../store/sql.ts';
import { type UnknownName, unknownNames } from '../../store/unknown-names.ts';
import { type Asked, narrowed } from './filter.ts';
import { exampleOf, name, ReferenceSchema } from './schema.ts';

export const UnknownSchema = name(
  'UnknownName',
  z.object({
    field: z.enum(['vendor', 'product', 'laboratory']),
    name: z.string().meta({ description: 'As the filter has it.' }),
    near: z.array(ReferenceSchema).meta({ description: 'Written much like it, the most alike first; at most three.' }),
  }),
  'A name in a filter that nothing public has.',
  { field: 'vendor', name: 'green-leef', near: [exampleOf(ReferenceSchema)] },
);

interface Naming {
  readonly filter?: Asked | undefined;
  readonly vendor?: string | undefined;
  readonly product?: string | undefined;
  readonly laboratory?: string | undefined;
  readonly as_of?: string | undefined;
}

/** Those that a list's parameters name. None for a moment in the past, when others may have been public. */
export async function unknownIn(em: SqlEntityManager, parameters: object): Promise<readonly UnknownName[]> {
  const { filter, vendor, product, laboratory, as_of: asOf } = parameters as Naming;
  if (asOf !== undefined) return [];
  return unknownNames(em, narrowed(filter?.filter ?? { kind: 'and', parts: [] }, { vendor, product, laboratory }));
}
