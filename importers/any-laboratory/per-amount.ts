/** `Per 100 g` over a column of numbers, what was weighed in a column of units: `g`, `mg`. Both together are the unit. */
import type { Printed } from '../../src/coa/transcript.ts';
import { cellText } from './beside.ts';
import type { Row } from './body.ts';
import type { RoledColumn } from './column-roles.ts';
import { unitsOfResults } from './limit-cells.ts';
import { printed } from './piece.ts';
import type { Table } from './table.ts';

const PER_AMOUNT = /^per ?\d+ ?(?:g|grams?|ml)$/i;
/** An amount, and nothing that it is a part of. */
const AMOUNT = /^(?:k?g|mg|mcg|[µμ]g|ug|k?cal|kj|iu)$/i;

/** The unit of a result of the column in this row; null where its heading says no part, or the row no amount. */
export function perAmount(table: Table, row: Row, column: RoledColumn): Printed | null {
  if (column.unit === null || !PER_AMOUNT.test(column.unit)) return null;
  const own = unitsOfResults(table, row)[0];
  const amount = own && cellText(own.cells);
  if (!own || !amount || !AMOUNT.test(amount)) return null;
  return printed(`${amount} ${column.unit}`, [...own.cells, ...column.headingPieces], table.page);
}
