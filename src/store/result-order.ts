/** In what order results are listed, and where a walk in that order goes on. */
import { analyteById } from '../coa/analyte.ts';
import { decodeCursor, KEY, type Paging } from './cursor.ts';
import { all, type Fragment, sql } from './sql.ts';

/** `recorded`: oldest identifier first. `newest`: by the day of the report. `highest`: by the amount of one analyte that is certainly there. */
export const RESULT_ORDERS = ['recorded', 'newest', 'highest'] as const;
export type ResultOrder = (typeof RESULT_ORDERS)[number];

/** Amounts of different analytes, or without a unit, have no order. */
export class NotComparable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotComparable';
  }
}

/** A stretch of the list: its rows, their order and what a cursor says of one of them. */
export interface Stretch {
  readonly where: Fragment;
  readonly orderBy: Fragment;
  /** An expression of text that stands before the identifier in a cursor; null where the identifier is all of it. */
  readonly key: Fragment | null;
}

/** Of `result r` and its sample `s`, one stretch after the other, from the cursor on. Throws BadCursor; NotComparable for `highest` without an analyte that has a unit. */
export function stretches(order: ResultOrder, analyte: string | undefined, { cursor }: Paging): readonly Stretch[] {
  if (order === 'newest') return byDay(cursor);
  return [order === 'highest' ? byAmount(analyte, cursor) : byIdentifier(cursor)];
}

function byIdentifier(cursor: Paging['cursor']): Stretch {
  const after = decodeCursor(cursor, [KEY.id]);
  return { where: all([after && sql`r.id > ${after[0]}::uuid`]), orderBy: sql`r.id`, key: null };
}

/** Each on its own can follow the index by day. */
function byDay(cursor: Paging['cursor']): readonly Stretch[] {
  const after = decodeCursor(cursor, [/^(?:\d{4}-\d{2}-\d{2})?$/, KEY.id]);
  const [day, id] = after ?? [];
  const undated: Stretch = {
    where: all([sql`s.dated_on is null`, day === '' && sql`r.id < ${id}::uuid`]),
    orderBy: sql`r.id desc`,
    key: sql`''`,
  };
  if (day === '') return [undated];
  const dated: Stretch = {
    where: all([sql`s.dated_on is not null`, day !== undefined && sql`(s.dated_on, r.id) < (${day}::date, ${id}::uuid)`]),
    orderBy: sql`s.dated_on desc nulls last, r.id desc`,
    key: sql`s.dated_on::text`,
  };
  return [dated, undated];
}

const AMOUNT = /^-?\d{1,40}(?:\.\d{1,40})?$/;

/** A value below a limit certainly holds nothing, so it comes after what was measured. */
function byAmount(analyte: string | undefined, cursor: Paging['cursor']): Stretch {
  const { name, unit } = (analyte === undefined ? undefined : analyteById(analyte)) ?? {};
  if (name === undefined)
    throw new NotComparable('Amounts can be put in order for one analyte only: name it in the filter, e.g. analyte:lead');
  if (!unit) throw new NotComparable(`Results of ${name} are no amounts, so none is the highest.`);
  const after = decodeCursor(cursor, [AMOUNT, KEY.id]);
  return {
    where: all([
      sql`r.analyte_id = ${analyte} and r.unit = ${unit} and r.lower is not null`,
      after && sql`(r.lower, r.id) < (${after[0]}::numeric, ${after[1]}::uuid)`,
    ]),
    orderBy: sql`r.lower desc, r.id desc`,
    key: sql`r.lower::text`,
  };
}
