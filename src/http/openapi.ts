/** The description of the API, OpenAPI 3.1, made of the same declarations and schemas that answer the requests. */
import { z } from 'zod';
import { named } from './api/schema.ts';
import { PROBLEM_TYPES, type ProblemCode } from './errors.ts';
import { API_PREFIX } from './prefix.ts';
import type { ResponseDescription, Route } from './route.ts';

type Json = { [key: string]: unknown };

export { API_PREFIX };

export interface OpenApi {
  readonly openapi: '3.1.1';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** Path, then method. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Json; readonly responses: Json; readonly headers: Json; readonly securitySchemes: Json };
}

const TAGS = [
  { name: 'Search', description: 'Find anything by a word, a name or a lot code, typing errors forgiven.' },
  { name: 'Certificates', description: 'Certificates of analysis, their originals, and every value with its place on the page.' },
  { name: 'Results', description: 'One analyte in one sample each: as printed, as understood, with bounds.' },
  { name: 'Lots', description: 'Lots (batches) with all certificates that name them.' },
  { name: 'Products', description: 'Products and their lots.' },
  { name: 'Vendors', description: 'Vendors and what is published of them.' },
  { name: 'Recalls', description: 'Recalls as authorities published them, with what they may concern here and how sure that is.' },
  { name: 'Laboratories', description: 'Laboratories, what they measure and how low they can see.' },
  {
    name: 'Rules',
    description: 'Published limits with citations and dates, profiles of them, and where the law says something of kratom at all.',
  },
  { name: 'Verdicts', description: 'What is over a limit, what cannot be settled, and where printed verdicts differ from ours.' },
  { name: 'Analytes', description: 'The dictionary of what laboratories measure.' },
  { name: 'History', description: 'What changed and when, as a log that cannot be changed without being found out.' },
  { name: 'Submissions', description: 'Read a file without storing it, or contribute it.' },
  { name: 'Review', description: 'Certificates that wait for a person. Needs a reviewer.' },
  { name: 'Keys', description: 'API keys. Needs an admin.' },
  { name: 'About', description: 'The API itself.' },
] as const;

const INFO: Json = {
  title: 'Leafproof',
  version: '1.0.0',
  summary: 'An open database of product lab tests.',
  description: [
    'Numbers of measurements are strings holding exact decimals. Only `quantified` and `estimated` results have a `number`;',
    'every other kind is described by `lower` and `upper`, where null means unbounded. Nothing printed is lost: `printed` holds the row letter for letter.',
    'Lists are walked with `limit` and `cursor`, and have a CSV twin at the same address with `.csv`. Every error is problem details (RFC 9457).',
    'Public reads need no key and may be made from any origin. Answers carry strong ETags.',
  ].join('\n'),
  license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
};

/** Making it takes a large part of a second, and the same routes give the same description. */
const made = new WeakMap<readonly Route[], OpenApi>();

export function openApi(routes: readonly Route[]): OpenApi {
  const description = made.get(routes) ?? describe(routes);
  made.set(routes, description);
  return description;
}

function describe(routes: readonly Route[]): OpenApi {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  const used = new Set(routes.map(route => route.tag));
  return {
    openapi: '3.1.1',
    info: INFO,
    servers: [{ url: API_PREFIX, description: 'This installation' }],
    tags: TAGS.filter(tag => used.has(tag.name)),
    paths,
    components: {
      schemas: componentSchemas(),
      responses: componentResponses(paths),
      headers: LIMIT_HEADERS,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key of this installation: `Authorization: Bearer lp_…`.' },
      },
    },
  };
}

function operation(route: Route): Json {
  const security = route.role === undefined ? (route.keyOptional ? [{}, { key: [] }] : []) : [{ key: [] }];
  const role = route.role === undefined ? '' : `Needs a key with the role ${route.role} or a higher one.`;
  const description = [route.description, role].filter(Boolean).join(' ');
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(description === '' ? {} : { description }),
    security,
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...requestBody(route),
    responses: { ...successes(route), ...problems(route) },
  };
}

function parameters(where: 'path' | 'query', schema: Route['query']): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { description, ...rest } = plainSchema(field as z.ZodType, 'input');
    const required = where === 'path' || !(field as z.ZodType).safeParse(undefined).success;
    return { name, in: where, required, ...(description === undefined ? {} : { description }), schema: rest };
  });
}

function requestBody(route: Route): Json {
  if (route.body === undefined && !route.upload) return {};
  const fields = route.body === undefined ? { type: 'object', properties: {} } : plainSchema(route.body, 'input');
  if (!route.upload) return { requestBody: { required: true, content: { 'application/json': { schema: fields } } } };
  const file = { type: 'string', contentMediaType: 'application/octet-stream', description: 'PDF, XLSX, CSV or JSON, at most 25 MB.' };
  const required = ['file', ...((fields.required as string[] | undefined) ?? [])];
  const schema = { ...fields, properties: { file, ...(fields.properties as Json) }, required };
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
}

const successes = (route: Route): Json =>
  Object.fromEntries(Object.entries(route.responses).map(([status, response]) => [status, success(route, response)]));

function success(route: Route, response: ResponseDescription): Json {
  const content: Json = {};
  if (response.schema !== undefined) content['application/json'] = { schema: plainSchema(response.schema, 'output') };
  for (const mediaType of [...(response.mediaTypes ?? []), ...(response.alsoAs ?? [])]) {
    content[mediaType] = { schema: mediaType.startsWith('text/') ? { type: 'string' } : {} };
  }
  const own = Object.entries({ ...etagOf(route, response), ...response.headers });
  return {
    description: response.description,
    headers: { ...Object.fromEntries(own.map(([name, description]) => [name, header(description)])), ...LIMIT_REFERENCES },
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}

const header = (description: string, example?: string): Json => ({
  description,
  schema: { type: 'string' },
  ...(example === undefined ? {} : { example }),
});

/** Of every answer, unless the operator sets no limit. */
const LIMIT_HEADERS: Json = {
  RateLimit: header('How many requests are left (`r`) and in how many seconds there are all again (`t`).', '"reads"; r=599; t=60'),
  'RateLimit-Policy': header(
    'How many requests (`q`) are answered in how many seconds (`w`), and whom they are counted for (`pk`).',
    '"reads"; q=6000; w=60; pk=:NzQ5ZjdhZTA1MGNl:',
  ),
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
};
const LIMIT_REFERENCES: Json = Object.fromEntries(
  ['RateLimit', 'RateLimit-Policy'].map(name => [name, { $ref: `#/components/headers/${name}` }]),
);

/** A CSV file is written while it is being sent, so nobody knows its tag beforehand. */
function etagOf(route: Route, response: ResponseDescription): Record<string, string> {
  const tagged = route.method === 'get' && response.mediaTypes?.[0] !== 'text/csv';
  return tagged ? { ETag: 'Strong; send it back in If-None-Match.' } : {};
}

/** Of the kinds of problem that stand alone somewhere; the others are part of joined answers. */
function componentResponses(paths: Json): Json {
  const text = JSON.stringify(paths);
  const codes = (Object.keys(PROBLEM_TYPES) as ProblemCode[]).filter(code => text.includes(`"#/components/responses/${code}"`));
  return Object.fromEntries(codes.map(code => [code, problemResponse(code)]));
}

/** The problems that follow from a declaration, and those it names; several codes of one status are one response. */
function problems(route: Route): Json {
  const codes = new Set<ProblemCode>(route.problems);
  // without declared parameters an unknown one is a problem all the same
  codes.add('invalid-parameter');
  if (route.method === 'get' && !('as_of' in (route.query?.shape ?? {}))) codes.add('as-of-not-kept');
  if (route.role !== undefined) for (const code of ['key-missing', 'key-invalid', 'role-missing'] as const) codes.add(code);
  if (route.keyOptional) codes.add('key-invalid');
  if (route.body !== undefined || route.upload)
    for (const code of ['invalid-body', 'unsupported-media-type', 'too-large'] as const) codes.add(code);
  if (route.upload) for (const code of ['busy', 'storage-unavailable'] as const) codes.add(code);
  for (const code of ['too-many-requests', 'internal-error', 'not-ready'] as const) codes.add(code);
  if (route.method === 'get') codes.add('took-too-long');
  const entries = [...Map.groupBy(codes, code => PROBLEM_TYPES[code].status)].map(([status, [first, ...others]]) => {
    const response = others.length === 0 ? { $ref: `#/components/responses/${first}` } : joined([first as ProblemCode, ...others]);
    return [String(status), response];
  });
  return Object.fromEntries(entries);
}

const problemContent = (examples?: Json) => ({
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, ...(examples === undefined ? {} : { examples }) },
});

function problemResponse(code: ProblemCode): Json {
  const wait =
    PROBLEM_TYPES[code].status === 429 || PROBLEM_TYPES[code].status === 503
      ? { 'Retry-After': { $ref: '#/components/headers/Retry-After' } }
      : {};
  const limits = code === 'too-many-requests' ? LIMIT_REFERENCES : {};
  const headers = { ...wait, ...limits };
  const sent = Object.keys(headers).length === 0 ? {} : { headers };
  return { description: PROBLEM_TYPES[code].explanation, ...sent, content: problemContent({ [code]: { value: exampleOf(code) } }) };
}

function joined(codes: readonly ProblemCode[]): Json {
  return {
    description: codes.map(code => PROBLEM_TYPES[code].title).join(', or: '),
    content: problemContent(Object.fromEntries(codes.map(code => [code, { value: exampleOf(code) }]))),
  };
}

const exampleOf = (code: ProblemCode): Json => ({
  type: `${API_PREFIX}/problems/${code}`,
  title: PROBLEM_TYPES[code].title,
  status: PROBLEM_TYPES[code].status,
  detail: PROBLEM_TYPES[code].title,
  instance: `${API_PREFIX}/…`,
  code,
  requestId: '5f0c6a1e-2f57-4e0b-9d6e-8d6f3f1c2b3a',
});

const reference = (id: string): string => `#/components/schemas/${id}`;

function componentSchemas(): Json {
  const { schemas } = z.toJSONSchema(named, { uri: reference, override: loosen });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema)]));
}

/** Answers may gain members; a program that reads them must not be told that they cannot. */
function loosen({ jsonSchema }: { jsonSchema: { additionalProperties?: unknown } }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** One schema in place; named schemas inside it, or itself, become references. */
function plainSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const id = named.get(schema)?.id;
  if (id !== undefined) return { $ref: reference(id) };
  return withoutIds(z.toJSONSchema(schema, io === 'output' ? { io, override: loosen } : { io }));
}

const withoutIds = ({ $schema: _, $id: __, ...schema }: Json): Json => schema;
