/** The rows of a query as bytes, written by the database itself: `COPY … TO STDOUT`, whatever the size, in constant memory. */
import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import { to } from 'pg-copy-streams';
import type { Fragment, SqlEntityManager } from './sql.ts';

/** `csv` with a header, or one column as it is, a line each; that column must hold no line ends, as JSON does not. */
export type CopyFormat = 'csv' | 'lines';

// no JSON holds these two: it writes control characters as \u0001
const OPTIONS: Readonly<Record<CopyFormat, string>> = {
  csv: 'format csv',
  lines: `format csv, delimiter e'\\x02', quote e'\\x01'`,
};

/** Rows that the embedded database, which has one connection for everybody, writes at a time. */
const BATCH = 2000;

export interface CopyQuery {
  readonly format: CopyFormat;
  /** The header of a CSV. */
  readonly header: string;
  /** The query, its rows in the order of an identifier that is the first thing in each. */
  select(page: CopyPage): Fragment;
  /** Rows begin with no identifier, and are so few that they are written at once. */
  readonly whole?: boolean | undefined;
  /** PostgreSQL: the exported snapshot that is read; what is newest without. */
  readonly snapshot?: string | null | undefined;
}

export interface CopyPage {
  /** Only rows beyond this identifier. */
  readonly after: string | null;
  readonly limit: number | null;
}

const ALL: CopyPage = { after: null, limit: null };

/** Ends early, and leaves nothing running, when the caller stops taking. */
export async function* copyOut(em: SqlEntityManager, query: CopyQuery): AsyncGenerator<Uint8Array> {
  const text = (fragment: Fragment) => `copy (${em.getPlatform().formatQuery(fragment.sql, fragment.params)}) to`;
  const client = await (em.getConnection() as unknown as { getNativeClient(): Promise<Pool | PGlite> }).getNativeClient();
  const chunks =
    'connect' in client
      ? copyFromServer(client, `${text(query.select(ALL))} stdout with (${OPTIONS[query.format]})`, query.snapshot ?? null)
      : copyFromEmbedded(client, query, text);
  // not before the database has begun to answer: a query that fails gives no file
  let header = query.format === 'csv' ? Buffer.from(`${query.header}\n`) : Buffer.alloc(0);
  for await (const chunk of chunks) {
    yield header.length > 0 ? Buffer.concat([header, chunk]) : chunk;
    header = Buffer.alloc(0);
  }
  if (header.length > 0) yield header;
}

/** Copies at once, of all callers of this process: each holds a connection, and pages need some as well. */
const MOST_AT_ONCE = 4;
let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<() => void> {
  if (running < MOST_AT_ONCE) running += 1;
  else await new Promise<void>(resolve => waiting.push(resolve));
  return () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
}

/** What a sort may take before it goes to disk; compiling a query of so many columns takes longer than it saves; a large file takes its time. */
const SETTINGS = `set local work_mem = '64MB'; set local jit = off; set local statement_timeout = 0`;

/** The database made the name: letters, digits and hyphens. */
const beginOn = (snapshot: string | null): string =>
  snapshot === null
    ? 'begin read only'
    : `begin isolation level repeatable read read only; set transaction snapshot '${snapshot.replaceAll(/[^\w-]/g, '')}'`;

async function* copyFromServer(pool: Pool, statement: string, snapshot: string | null): AsyncGenerator<Uint8Array> {
  const leave = await turn();
  try {
    const client = await pool.connect();
    let done = false;
    try {
      await client.query(`${beginOn(snapshot)}; ${SETTINGS}`);
      yield* client.query(to(statement)) as AsyncIterable<Uint8Array>;
      await client.query('commit');
      done = true;
    } finally {
      // a connection in the middle of an answer is of no use to anybody
      client.release(!done);
    }
  } finally {
    leave();
  }
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

async function* copyFromEmbedded(pglite: PGlite, query: CopyQuery, text: (fragment: Fragment) => string): AsyncGenerator<Uint8Array> {
  let after: string | null = null;
  for (;;) {
    const page = query.whole ? ALL : { after, limit: BATCH };
    const statement = `${text(query.select(page))} '/dev/blob' with (${OPTIONS[query.format]})`;
    const { blob } = await pglite.query(statement);
    const bytes = Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
    if (bytes.length === 0) return;
    yield bytes;
    if (query.whole) return;
    after = lastId(bytes);
  }
}

/** The first identifier of the last line; a text within quotation marks may hold line ends, so lines are tried from the last on. */
function lastId(bytes: Buffer): string {
  let end = bytes.length - 1;
  for (;;) {
    const start = bytes.lastIndexOf(0x0a, end - 1) + 1;
    const line = bytes.toString('utf8', start, Math.min(start + 60, bytes.length));
    const id = /^(?:\{"\w+":")?(?=[0-9a-f]{8}-)/.test(line) ? ID.exec(line)?.[0] : undefined;
    if (id !== undefined) return id;
    if (start === 0) throw new Error('a copied row begins with its identifier');
    end = start - 1;
  }
}
