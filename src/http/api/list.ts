/** Lists: one declaration gives the keyset walk in JSON, and its CSV twin. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { joinFilter } from '../../query/address.ts';
import { BadCursor, decodeCursor, KEY, slice } from '../../store/cursor.ts';
import type { Slice } from '../../store/views.ts';
import type { Context } from '../context.ts';
import { type ColumnOf, columnsOf, csvHeader, csvRow } from '../csv.ts';
import { HttpProblem } from '../errors.ts';
import type { Role } from '../keys.ts';
import { unhurried } from '../reading.ts';
import { json, type Reply, type Route, route } from '../route.ts';
import { chosenColumns, chosenMembers, FieldsText } from './fields.ts';
import { exampleOf, name, type Shown } from './schema.ts';
import { UnknownSchema, unknownIn } from './unknown.ts';

export interface Page {
  readonly limit: number;
  readonly cursor: string | undefined;
}

export const DEFAULT_LIMIT = 50;
/** Rows fetched at a time while a whole list is written as CSV. */
const CSV_ROWS = 1000;
export const MAXIMUM_LIMIT = 200;

export const Limit = z.coerce.number().int().min(1).max(MAXIMUM_LIMIT);
export const Cursor = z.string().min(1).max(1000).meta({ description: '`next` of the answer before this one, unchanged; opaque.' });

/** Which part of the list is wanted. */
interface Selection {
  readonly limit: number | undefined;
  readonly cursor: string | undefined;
  readonly fields: string | undefined;
}

export interface ListDeclaration<Filter extends z.ZodRawShape, View, Item extends z.ZodObject> {
  readonly path: `/${string}`;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The least role of the key; without it the list is public. */
  readonly role?: Role;
  readonly filter: Filter;
  /** Name of the list in the description. */
  readonly schemaName: string;
  readonly item: Item;
  readonly columns: readonly ColumnOf<Shown<Item>>[];
  fetch(context: Context, filter: z.output<z.ZodObject<Filter>>, page: Page): Promise<Slice<View>>;
  present(view: View): Shown<Item>;
}

export function listRoutes<Filter extends z.ZodRawShape, View, Item extends z.ZodObject>(
  list: ListDeclaration<Filter, View, Item>,
): Route[] {
  const query = z.strictObject({
    ...list.filter,
    limit: Limit.default(DEFAULT_LIMIT).meta({ description: `How many items at most, 1 to ${MAXIMUM_LIMIT}.` }),
    cursor: Cursor.optional(),
    fields: FieldsText.optional(),
  });
  const csvQuery = z.strictObject({
    ...list.filter,
    limit: Limit.optional().meta({ description: 'How many rows at most; without it, every row.' }),
    cursor: Cursor.optional(),
    fields: FieldsText.optional(),
  });
  const answer = name(
    list.schemaName,
    z.object({
      items: z.array(list.item),
      next: z.string().nullable().meta({ description: 'The cursor of the next page; null at the end.' }),
      ...(list.role === undefined && {
        unknown: z.array(UnknownSchema).optional().meta({
          description: 'Only where nothing is in the list: the vendors, products and laboratories of the filter that nothing public has.',
        }),
      }),
    }),
    'One page of a list.',
    { items: [exampleOf(list.item)], next: null },
  );

  const { operationId, tag, summary } = list;
  const described = {
    ...(list.description === undefined ? {} : { description: list.description }),
    ...(list.role === undefined ? {} : { role: list.role }),
  };
  return [
    route({
      method: 'get',
      path: list.path,
      operationId,
      tag,
      summary,
      ...described,
      query,
      problems: ['invalid-cursor'],
      responses: {
        200: {
          description: summary,
          schema: answer,
          alsoAs: ['text/csv'],
          headers: { Link: 'The next page, `rel="next"`, where there is one.' },
        },
      },
      async handle(context, call) {
        const { limit, cursor, fields, filter } = split(call.query);
        if (call.request.accepts(['application/json', 'text/csv']) === 'text/csv')
          return csvReply(list, context, filter, { limit, cursor, fields, url: call.request.originalUrl });
        const members = chosenMembers(list.item, fields);
        const slice = await fetchPage(list, context, filter, { limit: limit ?? DEFAULT_LIMIT, cursor });
        const headers = { Vary: 'Accept', ...nextLink(call.request.originalUrl, slice.next) };
        const items = slice.items.map(view => members(list.present(view)));
        // whoever asks with a cursor has been in the list already
        const looked = items.length === 0 && cursor === undefined && list.role === undefined;
        const unknown = looked ? await unknownIn(context.store.em(), filter) : [];
        return json({ items, next: slice.next, ...(unknown.length > 0 && { unknown }) }, 200, headers);
      },
    }),
    route({
      method: 'get',
      path: `${list.path}.csv`,
      operationId: `${operationId}Csv`,
      tag,
      summary: `${summary}, as CSV`,
      ...described,
      query: csvQuery,
      problems: ['invalid-cursor'],
      responses: {
        200: {
          description: `${summary}: ${columnsOf(list.columns)
            .map(column => `\`${column.name}\``)
            .join(', ')}.`,
          mediaTypes: ['text/csv'],
        },
      },
      async handle(context, call) {
        const { limit, cursor, fields, filter } = split(call.query);
        return csvReply(list, context, filter, { limit, cursor, fields, url: call.request.originalUrl });
      },
    }),
  ];

  /** The filters apart from the page; the schema above has checked both. */
  function split(parsed: object): Selection & { filter: z.output<z.ZodObject<Filter>> } {
    const { limit, cursor, fields, ...filter } = parsed as Selection & z.output<z.ZodObject<Filter>>;
    return { limit, cursor, fields, filter: filter as unknown as z.output<z.ZodObject<Filter>> };
  }
}

/** A page of what the program itself holds, in its order. */
export function inMemory<T extends { readonly id: string }>(items: readonly T[], { limit, cursor }: Page): Slice<T> {
  const after = decodeCursor(cursor, [KEY.text]);
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after[0]) + 1;
  if (after !== null && start === 0) throw new BadCursor();
  return slice(items.slice(start, start + limit + 1), limit, ({ id }) => [id]);
}

async function fetchPage<Filter extends z.ZodRawShape, View, Item extends z.ZodObject>(
  list: ListDeclaration<Filter, View, Item>,
  context: Context,
  filter: z.output<z.ZodObject<Filter>>,
  page: Page,
): Promise<Slice<View>> {
  const own = fingerprintOf(filter);
  try {
    const slice = await list.fetch(context, filter, { ...page, cursor: page.cursor === undefined ? undefined : unbound(page.cursor, own) });
    return { items: slice.items, next: slice.next === null ? null : `${own}.${slice.next}` };
  } catch (error) {
    // a forged cursor may have the form of one and yet hold what the database cannot compare with
    const forged = error instanceof BadCursor || (page.cursor !== undefined && isDataError(error));
    if (forged) throw new HttpProblem('invalid-cursor', 'The cursor is not one that this list gave out for this filter.', { cause: error });
    throw error;
  }
}

/** Of all parameters that choose what is in the list. */
function fingerprintOf(filter: object): string {
  const text = JSON.stringify(filter, (key, value) => (key === 'filter' && typeof value === 'object' ? value.canonical : value));
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** A cursor says where a walk is; with another filter it would be in another walk. */
function unbound(cursor: string, own: string): string {
  const [fingerprint, place] = cursor.split('.');
  if (fingerprint !== own || place === undefined) throw new BadCursor();
  return place;
}

/** SQLSTATE class 22: a text that is no date, number or identifier. */
const isDataError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && /^22...$/.test(error.code);

const nextLink = (url: string, next: string | null): Record<string, string> => {
  if (next === null) return {};
  const [path = '', search = ''] = url.split('?');
  const query = new URLSearchParams(joinFilter(search));
  query.set('cursor', next);
  return { Link: `<${path}?${query}>; rel="next"` };
};

/** The first page is fetched before the answer begins, so that a bad cursor is still an error and no broken file. */
async function csvReply<Filter extends z.ZodRawShape, View, Item extends z.ZodObject>(
  list: ListDeclaration<Filter, View, Item>,
  context: Context,
  filter: z.output<z.ZodObject<Filter>>,
  { limit, cursor, fields, url }: Selection & { readonly url: string },
): Promise<Reply> {
  const columns = chosenColumns(columnsOf(list.columns), fields);
  const first = await fetchPage(list, context, filter, { limit: limit ?? CSV_ROWS, cursor });
  async function* lines(): AsyncGenerator<string> {
    yield csvHeader(columns);
    let slice = first;
    for (;;) {
      yield slice.items.map(view => csvRow(columns, list.present(view))).join('');
      if (slice.next === null || limit !== undefined) return;
      const { next } = slice;
      slice = await unhurried(context, unlimited => fetchPage(list, unlimited, filter, { limit: CSV_ROWS, cursor: next }));
    }
  }
  const headers = { Vary: 'Accept', ...(limit === undefined ? {} : nextLink(url, first.next)) };
  return { kind: 'csv', name: `${list.path.split('/').at(-1)}.csv`, lines: lines(), headers };
}
