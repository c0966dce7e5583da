/**
 * Statements that the embedded database parses and plans once instead of for every page: planning a query of a page takes it longer than answering it.
 * It has one connection, so that what was prepared is there for whoever asks next.
 */
import { isRaw, type RawQueryFragment } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** The rest is asked as it is. Of each the text and its plan are kept in the memory of the database, some hundred kilobytes. */
const MOST = 150;

type Value = string | number | boolean | null;

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
  if (isRaw(value)) return expand(value.sql, value.params, values);
  if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) return null;
  values.push(value as Value);
  return `$${values.length}`;
}

/** Of all connections: tests open one database several times. */
let made = 0;

/** A plan is one for tables of their size when it was made, and nothing but this tells the database that they have grown. */
const PLANS_HOLD_MS = 60_000;

/** What was prepared on one connection; never taken back, as whoever found it there may still be waiting for its turn. */
class Statements {
  readonly #names = new Map<string, string>();
  #planned = performance.now();

  /** null where there are too many already. */
  async execute<T extends object>(em: SqlEntityManager, text: string, values: readonly Value[]): Promise<T[] | null> {
    const name = this.#names.get(text) ?? (this.#names.size < MOST ? await this.#prepare(em, text) : null);
    if (name === null) return null;
    if (performance.now() - this.#planned > PLANS_HOLD_MS) {
      this.#planned = performance.now();
      await em.execute('discard plans');
    }
    const list = values.length === 0 ? '' : `(${values.map(() => '?').join(', ')})`;
    return em.execute<T[]>(`execute ${name}${list}`, [...values]);
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

const prepared = new WeakMap<object, Statements>();

/** For a database of one connection. */
export function prepareOn(em: SqlEntityManager): void {
  prepared.set(em.getConnection(), new Statements());
}

/** null where the query has to be asked as it is. */
export async function executePrepared<T extends object>(em: SqlEntityManager, query: RawQueryFragment): Promise<T[] | null> {
  const statements = prepared.get(em.getConnection());
  if (!statements) return null;
  const split = parameterized(query);
  return split && statements.execute<T>(em, split.text, split.values);
}
