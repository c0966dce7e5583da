/**
 * Queries that are parsed and planned once for a connection instead of for every page: planning one takes longer than answering it. A statement is called by
 * its name with the values written behind it.
 */
import { isRaw, type RawQueryFragment } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';

/** The rest is asked as it is. Of each, every connection keeps the text and its plan in the memory of the database, some hundred kilobytes. */
const MOST = 150;

type Value = string | number | boolean | null;

/** Parts of which each is another text: the queries they stand in would fill all places. */
const oneOff = new WeakSet<RawQueryFragment>();

export function notPlanned(part: RawQueryFragment): RawQueryFragment {
  oneOff.add(part);
  return part;
}

/** `$1` where a value stands; null: something in it has to be written out. */
export function parameterized({ sql, params }: RawQueryFragment): { readonly text: string; readonly values: readonly Value[] } | null {
  const values: Value[] = [];
  const text = expand(sql, params, values);
  return text === null ? null : { text, values };
}

/** As MikroORM reads a text: `?` a value, `\?` the letter, and nothing of it in a text without values. */
function expand(sql: string, params: readonly unknown[], values: Value[]): string | null {
  if (params.length === 0) return sql;
  if (sql.includes('??')) return null;
  const parts = sql.split(/(?<!\\)\?/);
  let text = '';
  for (const [index, part] of parts.entries()) {
    text += part.replaceAll('\\?', '?');
    if (index === parts.length - 1) break;
    const written = write(params[index], values);
    if (written === null) return null;
    text += written;
  }
  return text;
}

function write(value: unknown, values: Value[]): string | null {
  if (isRaw(value) && oneOff.has(value)) return null;
  if (isRaw(value)) return expand(value.sql, value.params, values);
  if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) return null;
  values.push(value as Value);
  return `$${values.length}`;
}

export interface Statements {
  /** null where there are too many already. */
  execute<T extends object>(em: SqlEntityManager, text: string, values: readonly Value[]): Promise<T[] | null>;
}

function call<T extends object>(em: SqlEntityManager, name: string, values: readonly Value[]): Promise<T[]> {
  const list = values.length === 0 ? '' : `(${values.map(() => '?').join(', ')})`;
  return em.execute<T[]>(`execute ${name}${list}`, [...values]);
}

/** Of all connections: tests open one database several times. */
let made = 0;

/** A plan is one for tables of their size when it was made, and nothing but this tells the embedded database that they have grown. */
const PLANS_HOLD_MS = 60_000;

/** On the embedded database; never taken back, as whoever found one may still be waiting for its turn. */
export class StatementsOfOne implements Statements {
  readonly #names = new Map<string, string>();
  #planned = performance.now();

  async execute<T extends object>(em: SqlEntityManager, text: string, values: readonly Value[]): Promise<T[] | null> {
    const name = this.#names.get(text) ?? (this.#names.size < MOST ? await this.#prepare(em, text) : null);
    if (name === null) return null;
    if (performance.now() - this.#planned > PLANS_HOLD_MS) {
      this.#planned = performance.now();
      await em.execute('discard plans');
    }
    return call(em, name, values);
  }

  /** Whoever finds it missing prepares it for itself: waiting for another's could be waiting for a transaction that waits for this one. */
  async #prepare(em: SqlEntityManager, text: string): Promise<string> {
    const name = `page_${++made}`;
    await em.execute(`prepare ${name} as ${text}`);
    const others = this.#names.get(text);
    if (others !== undefined) await em.execute(`deallocate ${name}`);
    else this.#names.set(text, name);
    return others ?? name;
  }
}

const CALLED = /^execute (page_\d+)\b/;

/** On the connections of a pool, each of which is told what a statement is right before its first call there. */
export class StatementsOfEach implements Statements {
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<string, string>();

  async execute<T extends object>(em: SqlEntityManager, text: string, values: readonly Value[]): Promise<T[] | null> {
    const name = this.#nameOf(text);
    return name === null ? null : call(em, name, values);
  }

  /** Of every connection that the pool makes. */
  watch(client: PoolClient): void {
    const known = new Set<string>();
    const ask = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const query = async (name: string, args: readonly unknown[]) => {
      await ask(`prepare ${name} as ${this.#texts.get(name)}`);
      known.add(name);
      return ask(...args);
    };
    client.query = ((...args: unknown[]) => {
      const name = typeof args[0] === 'string' ? CALLED.exec(args[0])?.[1] : undefined;
      return name === undefined || known.has(name) || !this.#texts.has(name) ? ask(...args) : query(name, args);
    }) as typeof client.query;
  }

  #nameOf(text: string): string | null {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST) return known ?? null;
    const name = `page_${++made}`;
    this.#names.set(text, name);
    this.#texts.set(name, text);
    return name;
  }
}

const prepared = new WeakMap<object, Statements>();

export function prepareOn(em: SqlEntityManager, statements: Statements): void {
  prepared.set(em.getConnection(), statements);
}

/** null where the query has to be asked as it is. */
export async function executePrepared<T extends object>(em: SqlEntityManager, query: RawQueryFragment): Promise<T[] | null> {
  const statements = prepared.get(em.getConnection());
  if (!statements) return null;
  const split = parameterized(query);
  return split && statements.execute<T>(em, split.text, split.values);
}
