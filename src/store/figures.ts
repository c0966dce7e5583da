/**
 * Numbers over the whole database, counted in the background and kept: a page shows the last count, and says so when something changed since.
 * What is quickly counted is counted anew instead.
 */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import { planned, row, type SqlEntityManager, sql } from './sql.ts';

export interface Figure<T> {
  readonly value: T;
  /** ISO moment of the count, where something changed since; null: nothing did. */
  readonly countedAt: string | null;
}

/** What can be kept under a name. `body` has to survive JSON; a new shape needs a new name, because old and new programs share a database. */
export interface FigureKind<T> {
  readonly name: string;
  count(em: SqlEntityManager): Promise<T>;
}

/** Milliseconds of the last count up to which counting anew is as good. */
const QUICK = 20;

/** Which count of a figure it is. */
const COUNT = `f.epoch || ' ' || extract(epoch from f.counted_at)`;

interface KeptRow {
  readonly count: string;
  readonly milliseconds: number;
  readonly countedAt: string;
  readonly current: boolean;
}

async function kept(em: SqlEntityManager, name: string): Promise<KeptRow | null> {
  return row<KeptRow>(
    em,
    planned`select ${raw(COUNT)} as count, f.milliseconds, ${raw(iso('f.counted_at'))} as "countedAt",
        f.epoch = coalesce((select value from figure_epoch), 0) and not exists (select 1 from figure_change) as current
      from figure f where f.name = ${name}`,
  );
}

/** The figure; counted now where none is kept, or where that is quick. */
export async function figureOf<T>(em: SqlEntityManager, kind: FigureKind<T>): Promise<Figure<T>> {
  return (await keptFigureOf(em, kind)) ?? { value: await kind.count(em), countedAt: null };
}

/** null where none is kept that may be shown: it has to be counted. */
export async function keptFigureOf<T>(em: SqlEntityManager, { name }: FigureKind<T>): Promise<Figure<T> | null> {
  const found = await kept(em, name);
  if (found === null || (!found.current && found.milliseconds <= QUICK)) return null;
  const value = await bodyOf<T>(em, name, found.count);
  return value && { value: value.body, countedAt: found.current ? null : found.countedAt };
}

const MOST_BODIES = 200;

/** By database and name, the body that was read last and which count it is of: a count is never written twice. */
const read = new WeakMap<object, Map<string, { readonly count: string; readonly body: unknown }>>();

/** Null where it is no longer kept. */
async function bodyOf<T>(em: SqlEntityManager, name: string, count: string): Promise<{ readonly body: T } | null> {
  const database = em.getConnection();
  const known = read.get(database) ?? new Map<string, { readonly count: string; readonly body: unknown }>();
  read.set(database, known);
  if (known.get(name)?.count !== count) {
    const found = await row<{ body: T; count: string }>(
      em,
      sql`select f.body, ${raw(COUNT)} as count from figure f where f.name = ${name}`,
    );
    if (found === null) return null;
    known.delete(name);
    known.set(name, found);
    const [oldest] = known.keys();
    if (known.size > MOST_BODIES && oldest !== undefined) known.delete(oldest);
  }
  return { body: known.get(name)!.body as T };
}

/** The older of the two moments says it for both. */
export const olderOf = (...moments: readonly (string | null)[]): string | null =>
  moments.filter(moment => moment !== null).toSorted()[0] ?? null;

/** Whether something has to be counted; nothing is written by asking. */
export async function hasStaleFigures(em: SqlEntityManager): Promise<boolean> {
  const found = await row<{ stale: boolean }>(
    em,
    planned`select exists (select 1 from figure_change) or not exists (select 1 from figure)
      or exists (select 1 from figure where epoch < (select value from figure_epoch)) as stale`,
  );
  return found?.stale ?? false;
}

/** Takes up the changes noted so far; counts that begin after it hold them all. Changes of a moment later are noted anew. */
export async function beginEpoch(em: SqlEntityManager): Promise<number> {
  const found = await row<{ epoch: number }>(
    em,
    sql`with taken as (delete from figure_change returning 1),
        raised as (insert into figure_epoch as e (value) select 1 where exists (select 1 from taken)
          on conflict (id) do update set value = e.value + 1 returning value)
      select coalesce((select value from raised), (select value from figure_epoch), 0)::int as epoch`,
  );
  return found?.epoch ?? 0;
}

/** Takes away what was not counted again: figures of what is no longer there, and of other days. */
export async function forgetFigures(em: SqlEntityManager, epoch: number): Promise<void> {
  await em.execute(sql`delete from figure where epoch < ${epoch}`);
}

/** Counts and keeps the figure, where it is older than the epoch; false where it is not. */
export async function keepFigure<T>(em: SqlEntityManager, kind: FigureKind<T>, epoch: number): Promise<boolean> {
  const known = await row(em, sql`select 1 as found from figure where name = ${kind.name} and epoch >= ${epoch}`);
  if (known !== null) return false;
  const started = performance.now();
  const body = JSON.stringify(await kind.count(em));
  const milliseconds = Math.round(performance.now() - started);
  await em.execute(
    sql`insert into figure as f (name, body, epoch, milliseconds, counted_at) values (${kind.name}, ${body}::jsonb, ${epoch}, ${milliseconds}, now())
      on conflict (name) do update set body = excluded.body, epoch = excluded.epoch, milliseconds = excluded.milliseconds, counted_at = excluded.counted_at
      where f.epoch <= excluded.epoch`,
  );
  return true;
}
