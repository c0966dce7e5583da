/** Turns the declared routes into an Express router: input checked, keys asked for, answers written in one way. */
import { parse as parseQuery } from 'node:querystring';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { joinFilter } from '../query/address.ts';
import type { Context } from './context.ts';
import { HttpProblem, problemHandler, problemOf, UNKNOWN } from './errors.ts';
import { callerOf, mustReach } from './keys.ts';
import type { Limits } from './limits.ts';
import { reading } from './reading.ts';
import type { Call, Caller, Reply, Route, Upload } from './route.ts';
import { MAXIMUM_FILE_BYTES, uploadReader, type WithUpload } from './upload.ts';

export function apiRouter(context: Context, routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true });
  const { limits } = context;
  const upload = uploadReader(MAXIMUM_FILE_BYTES);
  router.use(nosniff);
  for (const [path, group] of Map.groupBy(routes, route => route.path)) {
    const methods = [...new Set(group.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])))];
    router.all(path, answerOptions(group, methods));
    for (const route of group) {
      const before: RequestHandler[] = [limits[limitOf(route)]];
      if (route.body !== undefined && !route.upload) before.push(express.json({ limit: '64kb', strict: true }));
      router[route.method](path, ...before, handler(context, route, upload));
    }
    router.all(path, () => {
      throw new HttpProblem('method-not-allowed', `This address takes ${methods.join(', ')}.`, { headers: { Allow: methods.join(', ') } });
    });
  }
  router.use(() => {
    throw new HttpProblem('not-found', 'The API has nothing at this address; /api/v1/openapi.json lists what it has.');
  });
  router.use(problemHandler);
  return router;
}

/** Which limit counts a route. */
export const limitOf = ({ limited, method }: Pick<Route, 'limited' | 'method'>): keyof Limits =>
  limited ?? (method === 'get' ? 'reads' : 'writes');

/** Those who see what is not public decide by it. */
const mayLag = ({ method, role, keyOptional, fromPrimary }: Route, caller: Caller | null): boolean =>
  method === 'get' && role === undefined && !fromPrimary && (!keyOptional || caller === null);

const writes = (route: Route): boolean => !['reads', 'check'].includes(limitOf(route));

const nosniff: RequestHandler = (_req, res, next) => {
  // the API answers with data: nothing in it may run, be framed or load anything, whatever the file was
  res.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox").set('X-Content-Type-Options', 'nosniff');
  next();
};

/** CORS is for public reads only; everything that takes a key or a file stays with the same origin. */
function answerOptions(group: readonly Route[], methods: readonly string[]): RequestHandler {
  const readable = group.some(route => route.method === 'get' && route.role === undefined);
  return (req, res, next) => {
    const reads = req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';
    if (readable && reads) {
      res
        .set('Access-Control-Allow-Origin', '*')
        .set('Access-Control-Expose-Headers', 'ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id');
      res.set('Cross-Origin-Resource-Policy', 'cross-origin');
    }
    if (req.method !== 'OPTIONS') return next();
    res.set('Allow', [...methods, 'OPTIONS'].join(', '));
    if (readable) res.set('Access-Control-Allow-Methods', 'GET, HEAD').set('Access-Control-Max-Age', '86400');
    res.set('Access-Control-Allow-Headers', 'Accept, If-None-Match').status(204).end();
  };
}

function handler(context: Context, route: Route, upload: WithUpload): RequestHandler {
  return async (req, res) => {
    const caller = route.role === undefined && !route.keyOptional ? null : await callerOf(context, req);
    if (route.role !== undefined) mustReach(caller, route.role);
    const params = parse(route.params, req.params, 'invalid-parameter');
    mayLookBack(req, route);
    const query = parse(route.query, given(req, route), 'invalid-parameter');
    if (!route.upload && route.body !== undefined && !req.is('application/json')) {
      throw new HttpProblem('unsupported-media-type', 'Send the body as application/json.');
    }
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const answer = async (file: Upload | null) => {
      const body = parse(route.body, route.upload ? filledIn(route.body, { ...req.body }) : { ...req.body }, 'invalid-body');
      const call: Call<never, never, never> = { params, query, body, file, caller, signal: gone.signal, request: req };
      const reply = await (mayLag(route, caller)
        ? reading(context, req, replica => route.handle(replica, call))
        : route.handle(context, call));
      // whoever was told that something is done finds it done
      if (writes(route)) await context.store.replicas?.caughtUp();
      await send(req, res, reply, caller !== null);
    };
    try {
      await (route.upload ? upload(req, res, answer) : answer(null));
    } catch (error) {
      // whoever went away is not told anything; what they asked for was stopped through the signal
      if (!res.closed) throw error;
    }
  };
}

/** Whoever asks for what was public on a day must not get what is public now. */
function mayLookBack({ query }: Request, route: Route): void {
  if (query.as_of === undefined || route.method !== 'get' || 'as_of' in (route.query?.shape ?? {})) return;
  throw new HttpProblem('as-of-not-kept', 'This address shows what is public now, and cannot show it as of an earlier moment.', {
    errors: [{ name: 'as_of', message: UNKNOWN }],
  });
}

function given(req: Request, { query }: Route): Record<string, unknown> {
  const joined = query !== undefined && 'filter' in query.shape;
  return filledIn(query, joined ? parseQuery(joinFilter(req.originalUrl.split('?').slice(1).join('?'))) : req.query);
}

/** A form sends its empty fields as well: a known one without a value is one not given. */
const filledIn = (schema: Route['query'], sent: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(sent).filter(([name, value]) => value !== '' || !(name in (schema?.shape ?? {}))));

/** Checks input against its schema. A route that declares none takes none: an unknown parameter is an error, not noise. */
function parse(schema: Route['query'], input: Record<string, unknown>, code: 'invalid-parameter' | 'invalid-body'): never {
  if (schema === undefined) {
    const errors = Object.keys(input).map(name => ({ name, message: UNKNOWN }));
    if (errors.length > 0 && code === 'invalid-parameter') {
      throw new HttpProblem(code, errors.map(({ name, message }) => `${name}: ${message}`).join('; '), { errors });
    }
    return {} as never;
  }
  const result = schema.safeParse(input);
  if (!result.success) throw problemOf(result.error, code, Object.keys(schema.shape));
  return result.data as never;
}

async function send(req: Request, res: Response, reply: Reply, personal: boolean): Promise<void> {
  // stored data change when a certificate is recorded or withdrawn: keep copies, but ask each time
  res.set('Cache-Control', personal || req.method === 'POST' || req.method === 'DELETE' ? 'private, no-store' : 'public, no-cache');
  if (reply.kind === 'empty') return void res.status(reply.status).end();
  res.set(reply.headers ?? {});
  if (reply.kind === 'json') return void res.status(reply.status ?? 200).json(reply.body);
  if (reply.kind === 'bytes') {
    res.set('ETag', `"${reply.etag}"`).type(reply.mediaType);
    return void res.send(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength));
  }
  if (reply.kind === 'lines') res.type(reply.mediaType);
  else
    res.attachment(reply.name).type(reply.kind === 'csv' || reply.mediaType === 'text/csv' ? 'text/csv; charset=utf-8' : reply.mediaType);
  if (req.method === 'HEAD') return void res.end();
  // only what says which bytes it is can be fresh
  if (reply.kind === 'file' && res.get('ETag') !== undefined && req.fresh) return void res.status(304).end();
  if (reply.kind === 'file') await pipeline(Readable.from(await begun(reply.chunks)), res);
  else await pipeline(Readable.from(reply.lines), res);
}

/** The same chunks, the first one already there: what fails at once is still a problem and no broken file. */
async function begun(chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}
