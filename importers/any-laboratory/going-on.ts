/** Tables that go on at the head of the next page without their headings. */

import type { RoledColumn } from './column-roles.ts';
import type { Column } from './columns.ts';
import type { Table } from './table.ts';

/** In points: how far cells may stand from where those of the page before stand. */
const ROOM = 1.5;
/** Two columns may stand at the same places in tables of different kinds. */
const FEWEST = 3;

const stand = (a: Column, b: Column): boolean =>
  Math.min(Math.abs(a.left - b.left), Math.abs(a.right - b.right), Math.abs(a.left + a.right - b.left - b.right) / 2) <= ROOM;

const filled = ({ columns }: Table): RoledColumn[] => columns.filter(({ left, right }) => right > left);

/** Whether every column has its cells where one of the page before has them, and each of that page goes on. */
export const goesOn = (table: Table, before: Table): boolean => before.page.number === table.page.number - 1 && hasColumnsOf(table, before);

/** Whether rows without headings stand below those of a table of the same page, parted from them by a footer or a note. */
export const goesOnBelow = (table: Table, over: Table): boolean => over.page === table.page && hasColumnsOf(table, over);

function hasColumnsOf(table: Table, before: Table): boolean {
  const [columns, models] = [filled(table), filled(before)];
  return (
    table.head === null &&
    Math.abs(table.nameLeft - before.nameLeft) <= ROOM &&
    columns.length >= FEWEST &&
    columns.length === models.length &&
    columns.every((column, i) => column.heading === models[i]!.heading && column.role === models[i]!.role && stand(column, models[i]!))
  );
}

/** Its columns are what they are on the page before, no surer and no less sure. */
export const goingOn = (table: Table, before: Table): Table =>
  goesOn(table, before)
    ? { ...table, columns: filled(table).map((column, i) => ({ ...column, guessed: filled(before)[i]!.guessed })) }
    : table;
