/** Every way a request can fail, as RFC 9457 problem details. */
import { ConnectionException, DriverException } from '@mikro-orm/core';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { MulterError } from 'multer';
import { ZodError } from 'zod';
import { FilterError } from '../query/filter.ts';
import { FilesUnavailable } from '../store/files.ts';
import { PrimaryLost } from '../store/replicas.ts';
import { NoRoom } from '../store/room.ts';
import { isRaw } from '../store/store.ts';
import { API_PREFIX } from './prefix.ts';

export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** What happened and what the caller can do, for GET /api/v1/problems. */
  readonly explanation: string;
}

export const PROBLEM_TYPES = {
  'invalid-parameter': {
    status: 400,
    title: 'A parameter is not valid',
    explanation: '`errors` names each parameter that is unknown or malformed. Remove or correct it; parameters are never ignored silently.',
  },
  'invalid-filter': {
    status: 400,
    title: 'The filter is not understood',
    explanation:
      '`errors` names the offending part, its place in the text of `filter` (`position`, counted from 0, the end not included) and what would be accepted there. GET /api/v1/filter-fields lists the fields.',
  },
  'as-of-not-kept': {
    status: 400,
    title: 'This cannot be shown as of an earlier moment',
    explanation:
      'Only what is public now can be asked for at this address. Ask without `as_of`, or take the results, lots or certificates of that moment.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor is not valid',
    explanation: 'Use the `next` of the previous answer unchanged, with the same filters, or leave `cursor` out to begin again.',
  },
  'invalid-body': {
    status: 400,
    title: 'The body is not valid',
    explanation: '`errors` names each member that is missing, unknown or malformed.',
  },
  'key-missing': {
    status: 401,
    title: 'An API key is needed',
    explanation: 'Send `Authorization: Bearer KEY`. Operators make keys with `leafproof key create`.',
  },
  'key-invalid': {
    status: 401,
    title: 'The API key is not valid',
    explanation: 'The key is unknown, was revoked or has expired. Ask the operator of this installation for another.',
  },
  'role-missing': {
    status: 403,
    title: 'The API key may not do this',
    explanation:
      'The key is valid, its role does not reach. Roles: reader (read, more often), contributor (also submit), reviewer (also review), admin (also keys).',
  },
  'form-refused': {
    status: 403,
    title: 'The form was not taken',
    explanation: 'A form of the web site that is out of date or did not come from it. Open the page again and repeat it.',
  },
  withheld: {
    status: 403,
    title: 'The original is withheld',
    explanation: 'Parts of its pages are blacked out. The pictures of the pages show the rest; reviewers can have the file.',
  },
  'not-found': { status: 404, title: 'There is no such thing here', explanation: 'Nothing public has this address or identifier.' },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take that method',
    explanation: 'The `Allow` header lists the methods it takes.',
  },
  conflict: {
    status: 409,
    title: 'The present state does not allow this',
    explanation: 'Somebody else was there first, or the thing is not in the state that the request takes for granted. Read it again.',
  },
  'taken-down': {
    status: 410,
    title: 'This was taken down',
    explanation: 'The file and the personal data in it were removed; `detail` says when, why, and the SHA-256 of the file.',
  },
  'too-large': { status: 413, title: 'The file is too large', explanation: 'A file holds at most the number of bytes stated in `detail`.' },
  'unsupported-media-type': {
    status: 415,
    title: 'This content type is not taken here',
    explanation: 'Files are sent as multipart/form-data in the field `file`, everything else as application/json.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    explanation:
      'Wait as many seconds as `Retry-After` says. `RateLimit` of every answer says how many requests are left, `RateLimit-Policy` how many there are; a key of your own is counted by itself and has ten times as many. For everything at once take a list as CSV in one request.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    explanation: 'The request may be right. Report `requestId` to the operator.',
  },
  busy: {
    status: 503,
    title: 'Too many files are being read',
    explanation: 'Send the file again after as many seconds as `Retry-After` says.',
  },
  'storage-unavailable': {
    status: 503,
    title: 'The place of the originals does not answer, or is full',
    explanation:
      'The original could not be kept or fetched, or there is no room for its record. A file that was sent is not recorded: send it again after as many seconds as `Retry-After` says.',
  },
  'took-too-long': {
    status: 503,
    title: 'The answer took too long',
    explanation:
      'The database was asked for more than it could find in the time that one request gets, and was stopped. Ask for less at once (a narrower filter), or again after as many seconds as `Retry-After` says.',
  },
  'not-ready': {
    status: 503,
    title: 'The service is not ready',
    explanation: 'It is starting, stopping or without its database. Try again soon.',
  },
} as const satisfies Record<string, ProblemType>;

export type ProblemCode = keyof typeof PROBLEM_TYPES;

export interface FieldError {
  /** Name of the parameter or path of the member of the body. */
  readonly name: string;
  readonly message: string;
  /** Of a text with a grammar: the offending part of it, where it stands, and what would be accepted in its place. */
  readonly part?: string;
  readonly position?: { readonly from: number; readonly to: number };
  readonly accepted?: readonly string[];
}

/** An error with an answer: throw it anywhere below a route. */
export class HttpProblem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: readonly FieldError[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.name = 'HttpProblem';
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
  get status(): number {
    return PROBLEM_TYPES[this.code].status;
  }
}

/** Of a parameter that no schema has. */
export const UNKNOWN = 'is not known here';

/** The problem that a schema's complaints amount to, each parameter named; one that is not `known` is answered with those that are. */
export function problemOf(error: ZodError, code: 'invalid-parameter' | 'invalid-body', known: readonly string[] = []): HttpProblem {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const path = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [{ name: path, message: issue.message }];
    const accepted = path === '' && known.length > 0 ? { accepted: known } : {};
    return issue.keys.map(key => ({ name: path === '' ? key : `${path}.${key}`, message: UNKNOWN, ...accepted }));
  });
  return new HttpProblem(code, errors.map(({ name, message }) => `${name}: ${message}`).join('; '), { errors, cause: error });
}

export function sendProblem(req: Request, res: Response, problem: HttpProblem): void {
  const { status, title } = PROBLEM_TYPES[problem.code];
  res.status(status).set(problem.headers).set('Cache-Control', 'no-store').type('application/problem+json');
  res.send(
    JSON.stringify({
      type: `${API_PREFIX}/problems/${problem.code}`,
      title,
      status,
      detail: problem.message,
      instance: req.originalUrl.slice(0, 2000),
      code: problem.code,
      ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
      requestId: String(req.id ?? ''),
    }),
  );
}

/** What any thrown thing means to the caller. What is not known is an internal error, and its text stays inside. */
export function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof ZodError) return problemOf(error, 'invalid-parameter');
  if (error instanceof FilterError) return filterProblem(error);
  if (error instanceof MulterError) return uploadProblem(error);
  if (error instanceof FilesUnavailable) {
    const detail = 'The place where originals are kept does not answer. Nothing was recorded; try again later.';
    return new HttpProblem('storage-unavailable', detail, { headers: { 'Retry-After': '30' }, cause: error });
  }
  if (error instanceof NoRoom || isDatabaseFull(error)) {
    const detail = 'There is no room for more. Nothing was recorded; try again later.';
    return new HttpProblem('storage-unavailable', detail, { headers: { 'Retry-After': '30' }, cause: error });
  }
  if (isTooLong(error)) {
    const detail = 'The database was stopped before it had the answer. Ask for less at once, or try again later.';
    return new HttpProblem('took-too-long', detail, { headers: { 'Retry-After': '30' }, cause: error });
  }
  if (isDatabaseGone(error) || error instanceof PrimaryLost) {
    const detail = 'The database does not answer. Whether a request that changes something was carried out can be seen when it is back.';
    return new HttpProblem('not-ready', detail, { headers: { 'Retry-After': '5' }, cause: error });
  }
  const status = statusOf(error);
  if (status === 404) return new HttpProblem('not-found', 'Nothing is here.', { cause: error });
  if (status === 413) return new HttpProblem('too-large', 'The body is too large.', { cause: error });
  if (status === 415) return new HttpProblem('unsupported-media-type', 'The encoding or character set is not taken.', { cause: error });
  if (status !== null && status < 500) return new HttpProblem('invalid-body', 'The request could not be understood.', { cause: error });
  return new HttpProblem('internal-error', 'The request could not be answered.', { cause: error });
}

function filterProblem(error: FilterError): HttpProblem {
  const { message, part, at, accepted } = error;
  const place = part === '' ? 'at its end' : `at character ${at.from + 1}, “${part.slice(0, 80)}”`;
  const errors = [{ name: 'filter', message, part, position: at, accepted }];
  return new HttpProblem('invalid-filter', `filter, ${place}: ${message}`, { errors, cause: error });
}

/**
 * What Node and PostgreSQL call a connection that is refused, cut or not to be had (SQLSTATE class 08, 57P01 to 57P03, 53300), or a server that takes
 * no writes, because it is not the primary any more or not yet (25006).
 */
const GONE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08...|57P0[1-3]|53300|25006)$/;

/** From MikroORM, or as the server said it where a transaction failed only when it was committed. */
const isOfDatabase = (error: unknown): error is Error & { readonly code?: unknown } => error instanceof DriverException || isRaw(error);

/** Disk or memory of the database server; what it could not write for itself (58030, or another code) it says in words. */
const isDatabaseFull = (error: unknown): boolean =>
  isOfDatabase(error) && (/^(53[12]00|58030)$/.test(String(error.code)) || /No space left on device/.test(error.message));

/** PostgreSQL ended a query because its time was over. */
export const isTooLong = (error: unknown): boolean => isOfDatabase(error) && error.code === '57014';

/** Of some, the driver says only in words that a connection ended or could not be had in time, to whoever held it outside a query too. */
const CUT = /Connection terminated|timeout exceeded when trying to connect|encountered a connection error and is not queryable/;

export function isDatabaseGone(error: unknown): boolean {
  if (!isOfDatabase(error)) return error instanceof Error && CUT.test(error.message);
  const { code, message } = error;
  return error instanceof ConnectionException || (typeof code === 'string' && GONE.test(code)) || CUT.test(message);
}

function uploadProblem(error: MulterError): HttpProblem {
  if (error.code === 'LIMIT_FILE_SIZE')
    return new HttpProblem('too-large', 'The file is larger than this installation takes.', { cause: error });
  const name = error.field ?? 'body';
  return new HttpProblem('invalid-body', `${name}: ${error.message}`, { errors: [{ name, message: error.message }], cause: error });
}

/** The status that Express and its body readers hang on their errors. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : null;
}

export const problemHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error);
  const problem = asProblem(error);
  if (problem.status >= 500) req.log?.error({ err: problem.cause ?? problem }, 'request failed');
  sendProblem(req, res, problem);
};
