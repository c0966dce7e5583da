/** The long table as a file: every result that meets a filter, in the format asked for. */
import { z } from 'zod';
import { FORMAT_NAMES, FORMATS, type Format } from '../../export/formats.ts';
import { LONG_TABLE } from '../../export/long-table.ts';
import { exportLongTable } from '../../store/export.ts';
import type { Context } from '../context.ts';
import { type Call, json, type Reply, type Route, route } from '../route.ts';
import { chosenColumns, FieldsText } from './fields.ts';
import { FilterText } from './filter.ts';
import { AsOf, momentOf } from './law.ts';
import { name, Text } from './schema.ts';

const query = {
  filter: FilterText.optional(),
  samples: z.enum(['false', 'only', 'true']).optional().meta({
    description: 'The invented sample data: `false` (default) leaves them out, `only` is of them alone, `true` puts them among real data.',
  }),
  as_of: AsOf.optional(),
  fields: FieldsText.optional(),
};
type Query = z.output<z.ZodObject<typeof query>>;

const SAMPLES = { false: 'real', only: 'samples', true: 'both' } as const;

function fileOf(
  { store }: Context,
  { filter, samples = 'false', as_of, fields }: Query,
  format: Format,
  { request }: Pick<Call, 'request'>,
): Reply {
  const columns = fields === undefined ? undefined : chosenColumns(LONG_TABLE, fields).map(({ name }) => name);
  const selection = { filter: filter?.filter, samples: SAMPLES[samples], asOf: momentOf(as_of), columns };
  const base = `${request.protocol}://${request.get('host') ?? 'localhost'}`;
  const { mediaType, extension } = FORMATS[format];
  const chunks = exportLongTable(store.em(), selection, format, { base });
  return { kind: 'file', name: `results.${extension}`, mediaType, chunks, headers: { Vary: 'Accept' } };
}

const DESCRIPTION =
  'One row a result, in the order of `result_id`; `result_id` is always the first column. Of any size: the file is written while it is read. `GET /long-table/columns` is the data dictionary; docs/formats.md says what each format loses.';

const MEDIA_TYPES = FORMAT_NAMES.map(format => FORMATS[format].mediaType);
/** Whoever takes anything gets what the rest of the API answers with. */
const PREFERRED = ['application/json', ...MEDIA_TYPES.filter(type => type !== 'application/json')];

const ColumnsSchema = name(
  'LongTableColumns',
  z.object({
    items: z.array(
      z.object({
        name: Text,
        type: z
          .enum(['uuid', 'text', 'decimal', 'date', 'timestamp', 'integer', 'number', 'boolean'])
          .meta({ description: '`decimal`: an exact decimal, as text in every format.' }),
        unit: Text.nullable().meta({ description: 'What its numbers are in; `unit`: the column of that name says it.' }),
        description: Text,
        missing: z.boolean().meta({ description: 'Whether some rows have none.' }),
      }),
    ),
  }),
  'The data dictionary of the long table.',
  { items: [{ name: 'loq', type: 'decimal', unit: 'unit', description: 'Limit of quantitation as printed, converted', missing: true }] },
);

export const longTableRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/long-table',
    operationId: 'getLongTable',
    tag: 'Results',
    summary: 'Every result that meets a filter, in the format of `format` or `Accept`',
    description: DESCRIPTION,
    query: z.strictObject({
      ...query,
      format: z
        .enum(FORMAT_NAMES as [Format, ...Format[]])
        .optional()
        .meta({ description: 'Counts before `Accept`.' }),
    }),
    problems: ['invalid-filter'],
    responses: { 200: { description: 'The file', mediaTypes: PREFERRED } },
    async handle(context, call) {
      const { format, ...rest } = call.query;
      const accepted = call.request.accepts(PREFERRED);
      const chosen = format ?? FORMAT_NAMES.find(each => FORMATS[each].mediaType === accepted) ?? 'json';
      return fileOf(context, rest, chosen, call);
    },
  }),
  ...FORMAT_NAMES.map(format =>
    route({
      method: 'get',
      path: `/long-table.${FORMATS[format].extension}`,
      operationId: `getLongTable${format.charAt(0).toUpperCase()}${format.slice(1)}`,
      tag: 'Results',
      summary: `Every result that meets a filter: ${FORMATS[format].title}`,
      description: DESCRIPTION,
      query: z.strictObject(query),
      problems: ['invalid-filter'],
      responses: { 200: { description: 'The file', mediaTypes: [FORMATS[format].mediaType] } },
      handle: async (context, call) => fileOf(context, call.query, format, call),
    }),
  ),
  route({
    method: 'get',
    path: '/long-table/columns',
    operationId: 'listLongTableColumns',
    tag: 'Results',
    summary: 'The data dictionary of the long table',
    responses: { 200: { description: 'Every column', schema: ColumnsSchema } },
    handle: async () => json({ items: LONG_TABLE }),
  }),
];
