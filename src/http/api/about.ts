/** The API about itself. */
import { z } from 'zod';
import { HttpProblem, PROBLEM_TYPES, type ProblemCode } from '../errors.ts';
import { openApi } from '../openapi.ts';
import { API_PREFIX } from '../prefix.ts';
import { json, type Route, route } from '../route.ts';
import { exampleOf, name, Text } from './schema.ts';

const ProblemTypeSchema = name(
  'ProblemType',
  z.object({ code: Text, status: z.int(), title: Text, explanation: Text }),
  'A kind of error and what to do about it.',
  { code: 'not-found', ...PROBLEM_TYPES['not-found'] },
);

const ProblemTypeListSchema = name(
  'ProblemTypeList',
  z.object({ items: z.array(ProblemTypeSchema), next: z.null() }),
  'All of them; there is one page.',
  { items: [exampleOf(ProblemTypeSchema)], next: null },
);

name(
  'Problem',
  z.object({
    type: Text.meta({ description: 'Address that explains this kind of problem.' }),
    title: Text,
    status: z.int(),
    detail: Text,
    instance: Text,
    code: z.enum(Object.keys(PROBLEM_TYPES) as [ProblemCode, ...ProblemCode[]]),
    errors: z
      .array(
        z.object({
          ...{ name: Text, message: Text },
          part: Text.optional().meta({ description: 'The offending part of a text.' }),
          position: z
            .object({ from: z.int(), to: z.int() })
            .optional()
            .meta({ description: 'Where the part stands, from 0; `to` is not part of it.' }),
          accepted: z.array(Text).optional().meta({ description: 'What would be accepted in its place.' }),
        }),
      )
      .optional(),
    requestId: Text,
  }),
  'Problem details (RFC 9457), sent as application/problem+json.',
  {
    type: '/api/v1/problems/invalid-parameter',
    title: PROBLEM_TYPES['invalid-parameter'].title,
    status: 400,
    detail: 'colour: is not known here',
    instance: '/api/v1/vendors?colour=green',
    code: 'invalid-parameter',
    errors: [
      { name: 'colour', message: 'is not known here', accepted: ['filter', 'samples', 'as_of', 'sort', 'limit', 'cursor', 'fields'] },
    ],
    requestId: '5f0c6a1e-2f57-4e0b-9d6e-8d6f3f1c2b3a',
  },
);

const IndexSchema = name(
  'Index',
  z.object({
    name: Text,
    version: Text.meta({ description: 'Of the API, as in its address.' }),
    links: z.array(z.object({ rel: Text, href: Text, title: Text })).meta({
      description: '`rel` is `service-desc`, `service-doc` (RFC 8631) or `item` for a list that can be read.',
    }),
  }),
  'Where to begin.',
  { name: 'Leafproof', version: '1', links: [{ rel: 'service-desc', href: '/api/v1/openapi.json', title: 'OpenAPI 3.1' }] },
);

/** The description, and everything that may be asked for without a key and without saying more. */
function links(all: readonly Route[]): { rel: string; href: string; title: string }[] {
  const lists = all.filter(
    ({ method, path, role, query, responses }) =>
      method === 'get' &&
      role === undefined &&
      !/[:.]|^\/$/.test(path) &&
      responses[200]?.schema !== undefined &&
      (query === undefined || query.safeParse({}).success),
  );
  return [
    { rel: 'service-desc', href: `${API_PREFIX}/openapi.json`, title: 'OpenAPI 3.1' },
    { rel: 'service-doc', href: '/api', title: 'Reference for people' },
    ...lists.map(({ path, summary }) => ({ rel: 'item', href: `${API_PREFIX}${path}`, title: summary })),
  ];
}

const describe = (code: ProblemCode) => ({ code, ...PROBLEM_TYPES[code] });
const codes = Object.keys(PROBLEM_TYPES) as ProblemCode[];

/** `all` gives every route of the API, these included. */
export function aboutRoutes(all: () => readonly Route[]): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/',
      operationId: 'getIndex',
      tag: 'About',
      summary: 'Where to begin',
      responses: { 200: { description: 'Links into the API', schema: IndexSchema } },
      async handle() {
        return json({ name: 'Leafproof', version: '1', links: links(all()) });
      },
    }),
    route({
      method: 'get',
      path: '/openapi.json',
      operationId: 'getOpenApi',
      tag: 'About',
      summary: 'This description',
      responses: {
        200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: Text, info: z.looseObject({}), paths: z.looseObject({}) }) },
      },
      async handle() {
        return json(openApi(all()));
      },
    }),
    route({
      method: 'get',
      path: '/problems',
      operationId: 'listProblems',
      tag: 'About',
      summary: 'Every kind of error',
      responses: { 200: { description: 'The kinds', schema: ProblemTypeListSchema } },
      async handle() {
        return json({ items: codes.map(describe), next: null });
      },
    }),
    route({
      method: 'get',
      path: '/problems/:code',
      operationId: 'getProblem',
      tag: 'About',
      summary: 'One kind of error',
      params: z.strictObject({ code: Text }),
      problems: ['not-found'],
      responses: { 200: { description: 'The kind', schema: ProblemTypeSchema } },
      async handle(_context, { params }) {
        const code = codes.find(known => known === params.code);
        if (code === undefined) throw new HttpProblem('not-found', `There is no kind of error “${params.code}”.`);
        return json(describe(code));
      },
    }),
  ];
}
