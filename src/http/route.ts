/** What a route of the API is: one declaration gives the handler, the checks of its input, and its page in the description. */
import type { Request } from 'express';
import type { z } from 'zod';
import type { Context } from './context.ts';
import type { ProblemCode } from './errors.ts';
import type { Role } from './keys.ts';
import type { Limits } from './limits.ts';

/** The key that a request showed, never its secret. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A request as a handler sees it: everything parsed and checked. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Null where the route takes no file. */
  readonly file: Upload | null;
  readonly caller: Caller | null;
  /** Aborted when the caller went away. */
  readonly signal: AbortSignal;
  readonly request: Request;
}

type Headers = Readonly<Record<string, string>>;

export type Reply =
  | { readonly kind: 'json'; readonly status?: number; readonly body: unknown; readonly headers?: Headers }
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly mediaType: string;
      /** What identifies these bytes for ever; becomes the ETag. */
      readonly etag: string;
      readonly headers?: Headers;
    }
  | { readonly kind: 'csv'; readonly name: string; readonly lines: AsyncIterable<string>; readonly headers?: Headers }
  /** A body of lines that is written while it is read from the database. */
  | { readonly kind: 'lines'; readonly mediaType: string; readonly lines: AsyncIterable<string>; readonly headers?: Headers }
  /** A file of any size, written while it is sent. */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly mediaType: string;
      readonly chunks: AsyncIterable<Uint8Array>;
      readonly headers?: Headers;
    }
  | { readonly kind: 'empty'; readonly status: 204 };

export const json = (body: unknown, status = 200, headers: Headers = {}): Reply => ({ kind: 'json', body, status, headers });

export interface ResponseDescription {
  readonly description: string;
  /** Of a JSON body. */
  readonly schema?: z.ZodType;
  /** Of any other body. */
  readonly mediaTypes?: readonly string[];
  /** Further media types of the same answer, e.g. the CSV twin by `Accept`. */
  readonly alsoAs?: readonly string[];
  /** Name and meaning of headers that a caller may want. */
  readonly headers?: Headers;
}

type Shape = z.ZodObject;
type Parsed<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;

export interface RouteDeclaration<P extends Shape | undefined, Q extends Shape | undefined, B extends Shape | undefined> {
  readonly method: 'get' | 'post' | 'delete';
  /** Below /api/v1, parameters in Express's spelling: `/vendors/:slug`. */
  readonly path: `/${string}`;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The body is multipart/form-data with a file in the field `file`; `body` describes its other fields. */
  readonly upload?: boolean;
  /** The least role of the key; without it the route is public. */
  readonly role?: Role;
  /** A key changes what a public route shows. */
  readonly keyOptional?: boolean;
  /** A public read that must not be as late as a replica may be. */
  readonly fromPrimary?: boolean;
  /** Which limit of requests counts this route. */
  readonly limited?: keyof Limits;
  readonly responses: Readonly<Record<number, ResponseDescription>>;
  /** Beyond those that follow from the declaration (malformed input, keys, limits). */
  readonly problems?: readonly ProblemCode[];
  handle(context: Context, call: Call<Parsed<P>, Parsed<Q>, Parsed<B>>): Promise<Reply>;
}

/** A route whose input types are known only to its own handler; `handle` is called with what its schemas gave. */
export type Route = RouteDeclaration<Shape | undefined, Shape | undefined, Shape | undefined>;

export function route<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
>(declaration: RouteDeclaration<P, Q, B>): Route {
  return declaration as unknown as Route;
}
