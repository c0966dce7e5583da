/** Answers of this installation as examples: what the API says right now, shortened for reading. */
import type { Request } from 'express';
import type { Context } from './context.ts';
import { HttpProblem } from './errors.ts';
import { API_PREFIX } from './prefix.ts';
import type { Call, Route } from './route.ts';

export interface LiveExample {
  /** With the prefix, every parameter filled in. */
  readonly address: string;
  /** Longer lists and texts are cut, and say so; undefined where the answer is no JSON. */
  readonly body?: unknown;
}

/** What is asked for where a query is needed. */
const QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/search': { q: 'kratom' },
  '/results': { analyte: 'lead' },
};
const VALUES: Readonly<Record<string, string>> = {
  analyte: 'mitragynine',
  code: 'FG2605',
  filter: 'verdict(us_ri):fail',
  group_by: 'vendor',
};

/** Null where nobody may ask without a key, or where nothing is stored that could be asked for. */
export async function liveExample(context: Context, request: Request, route: Route, all: readonly Route[]): Promise<LiveExample | null> {
  if (!isOpenRead(route)) return null;
  try {
    const params = await someParams(context, request, route, all);
    const query = someQuery(route);
    if (params === null || query === null) return null;
    const answer = answersJson(route) ? await ask(context, request, route, params, query) : undefined;
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const search = new URLSearchParams(query).toString();
    return {
      address: `${API_PREFIX}${path}${search === '' ? '' : `?${search}`}`,
      body: answer === undefined ? undefined : shortened(answer),
    };
  } catch (error) {
    if (error instanceof HttpProblem) return null;
    throw error;
  }
}

const isOpenRead = (route: Route): boolean => route.method === 'get' && route.role === undefined && route.path !== '/openapi.json';

const answersJson = (route: Route): boolean => route.responses[200]?.schema !== undefined;

async function ask(
  context: Context,
  request: Request,
  route: Route,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): Promise<unknown> {
  const call: Call = {
    params: route.params?.parse(params) ?? {},
    query: route.query?.parse(query) ?? {},
    ...{ body: {}, file: null, caller: null, signal: new AbortController().signal, request },
  };
  const reply = await route.handle(context, call as Call<never, never, never>);
  return reply.kind === 'json' ? reply.body : undefined;
}

/** Of the list that stands before the first parameter, what its first item has under the parameter's name. */
async function someParams(
  context: Context,
  request: Request,
  { path }: Route,
  all: readonly Route[],
): Promise<Readonly<Record<string, string>> | null> {
  const [before = '', name, ...others] = path.split(/\/:(\w+)/).filter((_, index) => index === 0 || index % 2 === 1);
  if (name === undefined) return {};
  const list = all.find(route => route.path === before && isOpenRead(route) && answersJson(route));
  if (list === undefined || others.length > 0) return null;
  const answer = (await ask(context, request, list, {}, someQuery(list) ?? {})) as { items?: readonly Record<string, unknown>[] };
  const value = answer.items?.[0]?.[name];
  return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : null;
}

function someQuery(route: Route): Readonly<Record<string, string>> | null {
  const fields = Object.entries(route.query?.shape ?? {});
  const given: Record<string, string> = { ...QUERIES[route.path.replace(/\.csv$/, '')] };
  if (answersJson(route) && fields.some(([name]) => name === 'limit')) given.limit = '1';
  for (const [name, field] of fields) {
    if (name in given || field.safeParse(undefined).success) continue;
    const value = VALUES[name];
    if (value === undefined) return null;
    given[name] = value;
  }
  return given;
}

const LONGEST_TEXT = 160;

/** The first of a list and how many follow; long texts cut. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (Array.isArray(value)) {
    const numbers = value.every(entry => typeof entry === 'number');
    if (numbers && value.length <= 8) return value;
    return value.length <= 1 ? value.map(shortened) : [shortened(value[0]), `… ${value.length - 1} more`];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]));
}
