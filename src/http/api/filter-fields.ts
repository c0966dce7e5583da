/** What a filter can speak of. */
import { z } from 'zod';
import { FIELD_NAMES, type Field, fieldOf } from '../../query/fields.ts';
import { json, type Route, route } from '../route.ts';
import { name, type Shown, Text } from './schema.ts';

const TYPES = [
  'word',
  'analyte',
  'name',
  'text',
  'id',
  'unit',
  'amount',
  'bounds',
  'number',
  'day',
  'verdict',
] as const satisfies readonly Field['type'][];

const FilterFieldsSchema = name(
  'FilterFields',
  z.object({
    items: z.array(
      z.object({
        name: Text,
        type: z.enum(TYPES).meta({ description: 'How its values are written: docs/query.md.' }),
        words: z.array(Text).nullable().meta({ description: 'All of its values, where they are a list.' }),
        missable: z.boolean().meta({ description: 'Takes `missing`.' }),
        description: Text,
        example: Text,
      }),
    ),
  }),
  'The fields of the filter grammar.',
  {
    items: [{ name: 'loq', type: 'amount', words: null, missable: true, description: 'Limit of quantitation', example: 'loq:missing' }],
  },
);

const FIELDS: Shown<typeof FilterFieldsSchema> = {
  items: FIELD_NAMES.map(field => {
    const { type, words = null, missable, description, example } = fieldOf(field);
    return { name: field, type, words, missable, description, example };
  }),
};

export const filterFieldRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/filter-fields',
    operationId: 'listFilterFields',
    tag: 'Results',
    summary: 'What a filter can ask for',
    responses: { 200: { description: 'Every field with an example', schema: FilterFieldsSchema } },
    handle: async () => json(FIELDS),
  }),
];
